"""Turns of phrase around a name, and where a clause has them: 由{}承建, signed with {}, {}是第一大股东."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache, lru_cache
from operator import itemgetter

from checker.lexicon.finder import lower, lower_text
from checker.lexicon.load import load
from checker.model import Span
from checker.model.record import dataclass

SLOT = "{}"
# a few signs that tell whose label it is: 马怀远是|朔风|第一大股东
_ANY = "…"
_FEW = 8


@dataclass(frozen=True)
class Tie:
    """Turns of phrase around a name (`{}`), and what they tie to it: a thing, a person, a firm, a storm, an event.

    One of `needs` must stand in the sentence, none of `unless` in the clause. With `behind` what the words do to
    somebody (采用X的|电池) stands behind them. `labels` are what somebody is called (保荐机构为X, X是保荐机构).
    `back` is what the name has of the person that is tied to it: who plays a part is whom the part is played by.
    With `many` things of one kind have many makers: more than the kind must be told (the game Lantern Road).
    """

    attribute: str
    forms: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    of: str = "thing"
    kind: str = "organisation"
    behind: bool = False
    many: bool = False
    back: str = ""
    needs: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """One turn of phrase, parted at the name."""

    tie: Tie
    lead: str
    tail: str
    # what the words behind the name call it, where they may name between whose label it is
    label: str


# turns of phrase with their place in the order in which they are asked, by words that each of them has
_Forms = dict[str, list[tuple[int, Form]]]


@cache
def _forms(lang: str) -> _Forms:
    """The turns of phrase of a language, those with the most words first."""
    found = [
        Form(tie, lead, tail, tail.rpartition(_ANY)[2])
        for tie in load(f"{lang}/ties.toml", "tie", Tie)
        for lead, tail in (lower(form).split(SLOT) for form in (*tie.forms, *_labelled(tie)))
    ]
    made: _Forms = {}
    for at, form in enumerate(sorted(found, key=lambda form: -len(form.lead + form.tail))):
        made.setdefault(form.lead or form.label, []).append((at, form))
    return made


# a text is asked about once for each of its clauses
_lower = lru_cache(maxsize=2)(lower_text)


@cache
def _by_sign(lang: str) -> dict[str, list[tuple[str, list[tuple[int, Form]]]]]:
    """The turns of phrase of a language by the sign that their words begin with."""
    made: dict[str, list[tuple[str, list[tuple[int, Form]]]]] = {}
    for words, forms in _forms(lang).items():
        made.setdefault(words[0], []).append((words, forms))
    return made


@lru_cache(maxsize=4)
def _in_text(text: str, lang: str) -> tuple[tuple[str, list[tuple[int, Form]]], ...]:
    """The turns of phrase whose words a text has anywhere, by these words."""
    told = _lower(text)
    forms = _by_sign(lang)
    return tuple([item for sign in forms.keys() & set(told) for item in forms[sign] if item[0] in told])


@lru_cache(maxsize=2)
def _places(text: str) -> list[int]:
    """Where the words of any turn of phrase begin in a text, in order."""
    told = _lower(text)
    places: list[int] = []
    for words in {words for lang in ("zh", "en") for words, _ in _in_text(text, lang)}:
        at = told.find(words)
        while at >= 0:
            places.append(at)
            at = told.find(words, at + 1)
    return sorted(places)


def _told(told: str, text: str, lang: str) -> list[Form]:
    """The turns of phrase whose words a clause of a text has."""
    held = [item for words, forms in _in_text(text, lang) if words in told for item in forms]
    if not held:
        return []
    held.sort(key=_first)
    return [form for _, form in held if form.label in told]


_first = itemgetter(0)
_HAN = re.compile(r"[一-鿿]")


def _labelled(tie: Tie) -> Iterator[str]:
    for label in tie.labels:
        if label.isascii():
            yield from (f"{label} is {SLOT}", f"{label} was {SLOT}", f"{label}, {SLOT}", f"{label}: {SLOT}")
        else:
            yield from (f"{label}{link}{SLOT}" for link in ("为", "是", "系", ":", "："))
            yield from (f"{SLOT}{link}{_ANY}{label}" for link in ("是", "为", "系", "任", "担任"))


def may_stand(text: str, span: Span) -> bool:
    """Whether the words of any turn of phrase begin in a part of a text: in most none do."""
    places = _places(text)
    at = bisect_left(places, span.start)
    return at < len(places) and places[at] < span.end


def found(text: str, clause: Span) -> Iterator[tuple[Form, Span, int]]:
    """The turns of phrase in a clause, each with the place of its slot and where its last words end."""
    if not may_stand(text, clause):
        return
    told = _lower(text)[clause.start : clause.end]
    chinese = _HAN.search(told) is not None
    for form in _told(told, text, "zh" if chinese else "en"):
        start = told.find(form.lead) + len(form.lead) if form.lead else 0
        if form.lead.isascii() and form.lead and start > len(form.lead) and told[start - len(form.lead) - 1].isalnum():
            continue
        tail = _tail(told, start, form.tail)
        if tail is None:
            continue
        if not form.lead:
            start = _opening(told, tail.start)
            closed = told[tail.end :].strip("。.;；,， ”")
            if len(tail) < _SURE and closed and not closed.startswith("的"):
                continue
        yield form, Span(clause.start + start, clause.start + tail.start), clause.start + tail.end


def _tail(told: str, start: int, tail: str) -> Span | None:
    """Where the words behind a slot stand that begins at `start`; the clause's end where there are none."""
    if not tail:
        return Span(len(told), len(told))
    link, _, label = tail.rpartition(_ANY)
    if not link:
        # 由远岚出版社出版: the words that end it may stand in the name as well
        at = told.find(tail, start + 1) if tail.endswith("的") else told.rfind(tail, start + 1)
        return Span(at, at + len(tail)) if at > 0 else None
    end = told.find(label, start + 1)
    at = told.find(link, start + 1, end) if end > 0 else -1
    return Span(at, end + len(label)) if at > 0 and end - at - len(link) <= _FEW else None


# signs of the words behind a name that tell by themselves what they say
_SURE = 3
_OPENERS = re.compile(r".*(?:是|为|:|：|由|的|给|位|于|在|乡|和|与|而| )")


def _opening(told: str, end: int) -> int:
    """Where a slot begins that no words open: behind what links it, else with its clause."""
    found = _OPENERS.match(told[:end])
    return found.end() if found is not None else 0
