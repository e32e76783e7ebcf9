"""Whether a claim is told as fact, plan, forecast, goal, rumour or denial."""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from checker.extract.signs import Signs, one_of
from checker.lexicon.finder import Finder, lower
from checker.lexicon.load import literal, load, words
from checker.model import Modality, Span
from checker.model.record import dataclass


@dataclass(frozen=True)
class ModalityRow:
    """The words that make a claim a plan, forecast, goal, rumour or denial."""

    kind: Modality
    forms: tuple[str, ...]


@cache
def _rows() -> tuple[ModalityRow, ...]:
    return tuple(row for lang in ("zh", "en") for row in load(f"{lang}/modality.toml", "modality", ModalityRow))


@cache
def _finder() -> Finder[Modality]:
    return Finder({lower(form): row.kind for row in _rows() for form in row.forms}, fold=True)


def _forms() -> Iterator[str]:
    return (form for row in _rows() for form in row.forms)


@cache
def _words() -> re.Pattern[str]:
    return one_of(_forms())


_SIGNS = Signs(_forms)


# where several words speak, the one furthest from fact wins
_WEIGHT = (Modality.DENIED, Modality.RUMOUR, Modality.GOAL, Modality.FORECAST, Modality.PLAN)


def modality_of(text: str, clause: Span, value: Span, before: Sequence[Span]) -> Modality:
    """How the value's clause tells it; `before` are the clauses of the same sentence that stand before.

    A word counts in the value's own clause when it stands before the value, and in the clause right before when that
    one tells no figure of its own. 否认 counts in the whole sentence.
    """
    turn = _turn(text, clause.start, value.end)
    said = set(_kinds_in(text, clause.start if turn is None else clause.start + turn.end(), value.end))
    for span in before if turn is None else ():
        said |= _kinds_in(text, span.start, span.end, leading=True)
    foretold = text.startswith(" ", value.end) and _foretold().match(text, value.end) is not None
    if foretold or _outlook().match(text, value.end) is not None:
        said.add(Modality.FORECAST)
    heads = _HEADING.stand(text, clause.start, value.end)
    if heads and _toward().search(text[clause.start : value.start]):
        said.add(Modality.GOAL)
    return next((kind for kind in _WEIGHT if kind in said), Modality.ACTUAL) if said else Modality.ACTUAL


def turned(text: str, start: int, end: int) -> bool:
    """Whether a part of a text tells what came instead of what was planned before it (原定年底收尾,却只做完七成)."""
    return _turn(text, start, end) is not None


def _turn(text: str, start: int, end: int) -> re.Match[str] | None:
    return _turned().search(text[start:end]) if _TURNING.stand(text, start, end) else None


_TURNING = Signs(lambda: (word for lang in ("zh", "en") for word in words(f"{lang}/modality.toml", "turned")))


@cache
def _turned() -> re.Pattern[str]:
    chinese, english = (literal(words(f"{lang}/modality.toml", "turned")) for lang in ("zh", "en"))
    return re.compile(rf"{chinese}|\b(?:{english})\b", re.IGNORECASE)


@cache
def _outlook() -> re.Pattern[str]:
    """1.17亿指引, the 117 million guidance: what the figure is one of stands right behind it."""
    chinese, english = (literal(words(f"{lang}/modality.toml", "behind")) for lang in ("zh", "en"))
    return re.compile(rf"的?(?:{chinese})| (?:{english})\b")


_HEADING = Signs(lambda: words("zh/modality.toml", "toward"))


@cache
def _toward() -> re.Pattern[str]:
    """推向“AI时代第一入口”, 迈向千亿: the figure that ends the text is one that is not reached yet."""
    verbs, others = (literal(words("zh/modality.toml", key)) for key in ("toward", "spread"))
    return re.compile(rf"(?:{verbs})(?!{others})[^的,，]{{0,10}}\Z")


@cache
def _foretold() -> re.Pattern[str]:
    """The 920 million trips that Tuyuan, a research group, had predicted: who said what was to come stands behind."""
    who, said = (literal(words("en/modality.toml", key)) for key in ("foretellers", "foretold"))
    return re.compile(
        rf" (?:[a-z-]+ ){{0,3}}?(?:that |which )?(?:{who}|[A-Z][\w.&-]*(?: [A-Z][\w.&-]*){{0,3}})(?:,[^,.]{{3,40}},)?"
        rf"(?: polled by [A-Z]\w+)? (?:had |have |has )?(?:{said})\b"
    )


def _kinds_in(text: str, start: int, end: int, *, leading: bool = False) -> frozenset[Modality]:
    """What the words of a part of a text make of its claims."""
    return _kinds(text[start:end], leading=leading) if _SIGNS.stand(text, start, end) else _NONE


_NONE: frozenset[Modality] = frozenset()


# a sentence is asked about once for each of its values
@lru_cache(maxsize=1 << 10)
def _kinds(text: str, *, leading: bool = False) -> frozenset[Modality]:
    """What the words of a text make of its claims; with `leading`, what they make of those of the clause behind it."""
    if _words().search(text) is None:
        return _NONE
    found = [(span, kind) for span, kind in _finder().find(text) if not _names(text, span)]
    return frozenset(kind for span, kind in found if not leading or _leads(text, span))


@cache
def _spoken_of() -> frozenset[str]:
    return frozenset(word for lang in ("zh", "en") for word in words(f"{lang}/modality.toml", "spoken_of"))


# code points behind a noun that still leads in what comes: 目标是, the goal is
_LEADING = 4


def _leads(text: str, span: Span) -> bool:
    """Whether a word tells of the next clause: a verb does, a noun only where it ends its own."""
    return lower(text[span.start : span.end]) not in _spoken_of() or len(text) - span.end <= _LEADING


# 会员计划Halden Plus, 五年规划的: what follows a plan's name is no verb
_NAMED = re.compile(r"[^一-鿿\d]|[的是为已中内外共]|\Z")


def _names(text: str, span: Span) -> bool:
    """Whether 计划 or 规划 ends the name of a plan and tells of none."""
    return text[span.start : span.end] in {"计划", "规划"} and bool(_NAMED.match(text, span.end)) and span.start > 0


def denied(text: str, sentence: Span) -> bool:
    """Whether a sentence denies what it reports."""
    return Modality.DENIED in _kinds_in(text, sentence.start, sentence.end)


def heading_modality(text: str) -> Modality | None:
    """What a heading makes of all that stands below it: 爆料区（未经证实） makes it rumour."""
    said = _kinds(text)
    return next((kind for kind in _WEIGHT if kind in said), None)


def section_modality(text: str) -> Modality | None:
    """What a heading makes of the section below it: rumour and forecast, but no plan that the heading itself tells."""
    told = heading_modality(text)
    return told if told in {Modality.RUMOUR, Modality.FORECAST} else None
