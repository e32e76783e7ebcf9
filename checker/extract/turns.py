"""When a trend turned: 日下载量从9月初开始下滑, 在9月中下旬达最高点, sales peaked in May."""

from collections.abc import Sequence
from functools import cache

from checker.extract import terms
from checker.extract.attribute import owner_behind
from checker.extract.dated import closed, is_date
from checker.extract.draft import Draft, Scene
from checker.extract.modality import denied, modality_of
from checker.extract.narrowing import qualifiers
from checker.extract.periods import compared
from checker.extract.rows import Row
from checker.extract.signs import Signs
from checker.extract.sources import attribution_of
from checker.extract.subject import Owner, clause_subject, is_led_in, named
from checker.extract.tokens import Tok, Token
from checker.lexicon.attributes import AttributeRow
from checker.lexicon.finder import Finder, lower
from checker.lexicon.load import load, words
from checker.model import Attribute, DateValue, Modality, Span, ValueKind
from checker.model.record import dataclass


@dataclass(frozen=True)
class Turn:
    """A way that a trend turns; `begun` where the words tell it only behind 开始 and the like."""

    name: str
    forms: tuple[str, ...]
    begun: bool = False


@dataclass(frozen=True)
class _Measure:
    """What was spoken of: an attribute of somebody, and what narrows it."""

    row: AttributeRow
    mods: frozenset[str]


def read(draft: Draft, row: Row, scene: Scene) -> None:
    """Add the turns told in one sentence."""
    if not row.kinds >= _NEEDED or not _SIGNS.stand(draft.clean.text, row.span.start, row.span.end):
        return
    subject, measure = scene.subject, None
    for tokens in row.parts:
        own = _whose(tokens) or _turning(tokens)
        subject = own if own is not None else subject
        measure = _measured(tokens) or measure
        when = _date(tokens)
        # few clauses tell a date: only they are searched for the words of a turn
        found = _turn(draft.clean.text, tokens) if when is not None else None
        if found is None or when is None or measure is None or subject is None:
            continue
        place, turn = found
        value = when.value.payload if when.value is not None else None
        assert isinstance(value, DateValue)
        clause = Span(tokens[0].span.start, tokens[-1].span.end)
        text = draft.clean.text
        draft.add(
            when.span,
            ValueKind.DATE,
            (subject if own is not None else subject.carried()).entity,
            # what goes up and down turns again and again
            Attribute(measure.row.name + turn.name, "turn_date", functional=False, qualifiers=measure.mods),
            closed(value),
            found_by="dated/turn",
            sentence=row.span,
            modality=Modality.DENIED if denied(text, row.span) else modality_of(text, clause, when.span, []),
            attribution=attribution_of(row),
            trace=(f"date: {when.text}", f"turn: {text[place.start : place.end]}", f"of: {measure.row.name}"),
        )


# what turns, and when
_NEEDED = frozenset({Tok.ATTRIBUTE, Tok.TIME})


@cache
def _turns() -> dict[str, Turn]:
    rows = [row for lang in ("zh", "en") for row in load(f"{lang}/turns.toml", "turn", Turn)]
    return {lower(form): row for row in rows for form in row.forms}


@cache
def _finder() -> Finder[Turn]:
    return Finder(_turns(), fold=True)


_SIGNS = Signs(_turns)


@cache
def _begins() -> frozenset[str]:
    return frozenset(lower(word) for lang in ("zh", "en") for word in words(f"{lang}/turns.toml", "begins"))


def _turn(text: str, tokens: Sequence[Token]) -> tuple[Span, Turn] | None:
    """The words of a turn in a clause that tells no figure: one with a figure tells how far, not when."""
    if any(token.kind is Tok.VALUE for token in tokens):
        return None
    start, end = tokens[0].span.start, tokens[-1].span.end
    for found, turn in _finder().find(text[start:end]):
        place = found.shifted(start)
        if not turn.begun or any(_begun(token) for token in tokens if token.span.end <= place.start):
            return place, turn
    return None


def _begun(token: Token) -> bool:
    written = lower(token.text)
    return written in _begins() or (token.kind is Tok.TIME and written.endswith(tuple(_begins())))


def _measured(tokens: Sequence[Token]) -> _Measure | None:
    for j, token in enumerate(tokens):
        row = terms.attribute(token.key) if token.kind is Tok.ATTRIBUTE and token.tag != terms.WEAK else None
        if row is not None:
            return _Measure(row, qualifiers(tokens, j, j))
    return None


def _date(tokens: Sequence[Token]) -> Token | None:
    dates = [t for j, t in enumerate(tokens) if t.kind is Tok.TIME and _is_start(t) and not compared(tokens, j)]
    return dates[0] if len(dates) == 1 else None


def _is_start(token: Token) -> bool:
    """Whether the time is a date or one that something goes on from (自10月初开始)."""
    value = token.value.payload if token.value is not None else None
    return is_date(token) or (isinstance(value, DateValue) and value.start is not None and value.end is None)


def _whose(tokens: Sequence[Token]) -> Owner | None:
    """Revenue at Maersk peaked: the name that an English preposition ties to what turned."""
    at = next((j for j, token in enumerate(tokens) if token.kind is Tok.ATTRIBUTE), -1)
    behind = owner_behind(tokens, at)
    return None if behind is None else named(tokens[behind], behind)


def _turning(tokens: Sequence[Token]) -> Owner | None:
    """The clause's subject; of a maker and its product (Google Gemini) that stand together, the product."""
    own = clause_subject(tokens)
    if own is None or own.at < 0:
        return own
    at = own.at
    while at + 1 < len(tokens) and tokens[at + 1].kind is Tok.NAME and not is_led_in(tokens, at + 1):
        at += 1
    return named(tokens[at], at)


__all__ = ["Turn", "read"]
