"""Atoms brought together: one date, two dates joined to a span, and the words around them."""

import re
from collections.abc import Sequence
from dataclasses import field
from datetime import date
from functools import cache

from checker.extract.values.dates import hour_of, resolve
from checker.extract.values.patterns_en import alternatives
from checker.extract.values.timewords import Atom, Moment, Slot, forms_of
from checker.lexicon.load import literal_class, mapping
from checker.model.pattern import seldom
from checker.model.record import dataclass, replace
from checker.model.value import Precision

Frame = dict[Slot, Atom]

# from coarse to fine: in Chinese each word of a date is finer than the one before
_RANK = {
    Slot.YEAR: 1,
    Slot.MONTHS: 2,
    Slot.SAME: 3,
    Slot.PART: 3,
    Slot.WEEK: 3,
    Slot.FESTIVAL: 3,
    Slot.DAY: 4,
    Slot.WEEKDAY: 5,
    Slot.DAYPART: 6,
    Slot.CLOCK: 7,
}
_GAP = re.compile(r"[ \t]{0,2}(?:的|T|[((]?)?[ \t]?")
_GAP_WEEKDAY = seldom(r"[^\S\n]?[,，、]?[^\S\n]?|[^\S\n]?[((][^\S\n]?")
_GAP_EN = seldom(
    r"[ \t]{0,2}(?:[,(-]|of)?[ \t]{0,2}(?:'s[ \t])?(?:(?:of|in|on|at|by|for|during|the)[ \t])?"
    r"(?:the[ \t])?(?:early[ \t]|late[ \t])?",
    re.IGNORECASE,
)
_LIST = re.compile(r"[^\S\n]?(?:[、,，/&]|和|及|与|以及|and|, and)[^\S\n]?")
# the longest gap that the patterns above can fill
_WIDEST = 14


@dataclass(slots=True)
class Group:
    """The atoms of one date and where they stand."""

    start: int
    end: int
    frame: Frame = field(default_factory=dict)
    until: Frame | None = None


def groups(text: str, bundles: Sequence[tuple[Atom, ...]]) -> list["Group | Atom"]:
    """Dates as groups, in order, between the atoms that are whole by themselves."""
    made: list[Group | Atom] = []
    for bundle in bundles:
        if bundle[0].slot not in _RANK and bundle[0].slot is not Slot.ZONE:
            made.append(bundle[0])
            continue
        last = made[-1] if made else None
        start, end = min(a.start for a in bundle), max(a.end for a in bundle)
        if isinstance(last, Group) and _fits(text, last, bundle, start):
            last.end = end
        else:
            last = Group(start, end)
            made.append(last)
        last.frame |= {atom.slot: atom for atom in bundle}
    return made


def _fits(text: str, group: Group, bundle: tuple[Atom, ...], start: int) -> bool:
    """Whether a bundle goes on with the date before it."""
    gap = text[group.end : start]
    if len(gap) > _WIDEST or any(atom.slot in group.frame for atom in bundle) or not _sound(group.frame, bundle):
        return False
    if bundle[0].slot is Slot.ZONE or (len(group.frame) == 1 and Slot.ZONE in group.frame):
        return _GAP.fullmatch(gap) is not None or gap in (", ", ",", "，")
    latin = text[group.start].isascii() and text[group.end - 1].isascii() and text[start].isascii()
    if latin and _GAP_EN.fullmatch(gap):
        return True
    rank = max((_RANK[slot] for slot in group.frame if slot in _RANK), default=0)
    if min(_RANK[atom.slot] for atom in bundle) <= rank and not _clock_first(group.frame, bundle):
        return False
    beside = bundle[0].slot is Slot.WEEKDAY and bundle[0].how != "nth"
    return (_GAP_WEEKDAY if beside else _GAP).fullmatch(gap) is not None


def _clock_first(frame: Frame, bundle: tuple[Atom, ...]) -> bool:
    """晚7点 has its word of hours first, and so has a zone its date."""
    return set(frame) <= {Slot.ZONE} and bool(bundle)


def _sound(frame: Frame, bundle: tuple[Atom, ...]) -> bool:
    """Whether the parts can belong to one date at all."""
    told = {**frame, **{atom.slot: atom for atom in bundle}}
    day, months, year = told.get(Slot.DAY), told.get(Slot.MONTHS), told.get(Slot.YEAR)
    if day is not None:
        return _sound_day(told, day, months, year)
    if year is None and months is None:
        return True
    week = [told[slot] for slot in (Slot.WEEK, Slot.WEEKDAY) if slot in told]
    # hours need a day, and only the nth week of a month stands with one
    return any(atom.how == "nth" for atom in week) or not (week or Slot.CLOCK in told or Slot.DAYPART in told)


def _sound_day(told: Frame, day: Atom, months: Atom | None, year: Atom | None) -> bool:
    """昨日 stands alone; another day needs one month, and a year only by way of a month."""
    if day.how in ("relative", "context"):
        return months is None and year is None
    if Slot.WEEK in told or Slot.PART in told or (year is not None and months is None):
        return False
    return months is None or months.how in _ONE_MONTH


_ONE_MONTH = frozenset({"month", "relative-month", "context-month", "month-last", "month-this", "month-next"})


@cache
def _joint() -> re.Pattern[str]:
    forms = alternatives(forms_of("zh", Slot.JOIN) | forms_of("en", Slot.JOIN))
    return re.compile(rf"[^\S\n]?起?(?P<j>{forms})[^\S\n]?(?:the[^\S\n])?", re.IGNORECASE)


def joined(text: str, items: list["Group | Atom"]) -> list["Group | Atom"]:
    """Groups with 至, to or a dash between them made one; lists (18日、19日) share their month and year."""
    made: list[Group | Atom] = []
    for item in items:
        last = made[-1] if made else None
        if isinstance(item, Group) and isinstance(last, Group) and last.until is None:
            gap = text[last.end : item.start]
            if len(gap) <= _WIDEST and _joins(text, last, item, gap):
                shared = share(last.frame, item.frame)
                last.until, last.end = shared, item.end
                last.frame = _back(last.frame, shared, gap)
                continue
            if len(gap) <= _WIDEST and _LIST.fullmatch(gap):
                item.frame = _listed(last.frame, item.frame)
                _fill_back(text, made, item)
        made.append(item)
    return made


_FROM_HERE, _UP_TO = seldom(r"[之以]?后[、,，到至]?"), seldom(r"[之以]?前(?![后期景])")
_BETWEEN = seldom(r"(?:\bbetween|在|介于)[^\S\n]?\Z", re.IGNORECASE)


def _joins(text: str, left: Group, right: Group, gap: str) -> bool:
    told = _joint().fullmatch(gap)
    if told is None and _FROM_HERE.fullmatch(gap):
        # 2010年之后2018年之前: after the one and before the other is between them
        return _UP_TO.match(text, right.end) is not None
    if told is None:
        before, behind = text[max(0, left.start - 3) : left.start], text[right.end : right.end + 3]
        return gap.strip() in ("与", "和") and (
            _BETWEEN.search(before) is not None or behind.strip().startswith(("之间", "间"))
        )
    if told["j"].lower() != "and":
        return True
    return _BETWEEN.search(text[max(0, left.start - 9) : left.start]) is not None


def share(left: Frame, right: Frame) -> Frame:
    """What the right end of a span leaves out, taken from the left: 11月18日至19日."""
    if any(slot in right for slot in (Slot.WEEK, Slot.WEEKDAY, Slot.FESTIVAL)):
        return right
    day = right.get(Slot.DAY)
    months = right.get(Slot.MONTHS)
    if any(atom is not None and atom.how.startswith(("relative", "context", "month-")) for atom in (day, months)):
        return right
    rank = min((_RANK[slot] for slot in right if slot in _RANK), default=9)
    return {slot: atom for slot, atom in left.items() if _RANK.get(slot, 0) < rank and slot in _SHARED} | right


_SHARED = frozenset({Slot.YEAR, Slot.MONTHS, Slot.DAY, Slot.DAYPART})


def _back(left: Frame, right: Frame, gap: str) -> Frame:
    """The year that only the right end tells: January to March 2025."""
    if Slot.YEAR in left or Slot.YEAR not in right or not (set(left) & {Slot.MONTHS, Slot.PART}):
        return left
    del gap
    return {**left, Slot.YEAR: right[Slot.YEAR]}


def _listed(left: Frame, right: Frame) -> Frame:
    """18日、19日 and 11月、12月: the later one stands in the month or year of the first."""
    for finest in (Slot.DAY, Slot.MONTHS):
        if finest in left:
            return (
                share(left, right) if finest in right and min(right, key=lambda s: _RANK.get(s, 0)) is finest else right
            )
    return right


def _fill_back(text: str, made: list["Group | Atom"], item: Group) -> None:
    """The year that only the last of a list tells: April, May and June 2024; a year in front is its own month's."""
    year, months = item.frame.get(Slot.YEAR), item.frame.get(Slot.MONTHS)
    if year is None or months is None or year.start < months.start or text[item.start : item.start + 4].isdecimal():
        return
    behind = item
    for group in reversed(made):
        if not isinstance(group, Group) or group.until is not None or Slot.MONTHS not in group.frame:
            return
        # months are listed with months, quarters with quarters
        same = {**group.frame, Slot.YEAR: None}.keys() == item.frame.keys() and Slot.YEAR not in group.frame
        told = group.frame[Slot.MONTHS]
        if not same or told.how != months.how:
            return
        gap = text[group.end : behind.start]
        if len(gap) > _WIDEST or not _LIST.fullmatch(gap):
            return
        if told.first > months.first:
            # December and January 2025 are in two years
            year = replace(year, first=year.first - 1, last=year.last - 1)
        group.frame, months = {**group.frame, Slot.YEAR: year}, told
        behind = group


def moment_of(group: Group, anchor: date | None, *, future: bool = False) -> Moment | None:
    """The days of a date or span; None where it is none."""
    first = resolve(group.frame, anchor, future=future)
    if first is None or group.until is None:
        return first
    last = resolve(group.until, anchor, future=future)
    return None if last is None else _span(group, first, last, anchor)


def _span(group: Group, first: Moment, last: Moment, anchor: date | None) -> Moment | None:
    if group.until is not None and not (set(group.until) - {Slot.CLOCK, Slot.DAYPART, Slot.ZONE}):
        hours = f"{hour_of(group.frame)}/{hour_of(group.until)}"
        return Moment(None, None, Precision.INSTANT, hours, anchored=False)
    if first.start and last.end and first.start > last.end and Slot.YEAR in group.frame:
        # November to January 2026 began the year before
        year = group.frame[Slot.YEAR]
        group.frame[Slot.YEAR] = replace(year, first=year.first - 1, last=year.last - 1)
        first = resolve(group.frame, anchor) or first
    elif first.start and last.end and first.start > last.end and (last.yearless or _only_weekday(group.until or {})):
        later = resolve(group.until or {}, first.start, future=True)
        last = last if later is None else later
    if first.start and last.end and first.start > last.end:
        return None
    if first == last:
        return first
    iso = f"{first.iso}/{last.iso}"
    return Moment(
        first.start,
        last.end,
        Precision.SPAN,
        iso,
        anchored=first.anchored and last.anchored,
        yearless=first.yearless or last.yearless,
    )


def _only_weekday(frame: Frame) -> bool:
    """Whether a frame is a weekday and no more: from next Monday to Friday."""
    return Slot.WEEKDAY in frame and frame[Slot.WEEKDAY].how == "" and not {Slot.WEEK, Slot.DAY} & set(frame)


@dataclass(frozen=True, slots=True)
class Around:
    """The words around a date: where the whole begins and ends, and what they make of it."""

    start: int
    end: int
    as_of: bool = False
    since: bool = False
    before: bool = False
    after: bool = False
    hedge: str | None = None


@cache
def _ahead() -> re.Pattern[str]:
    named = []
    for name, slot in (
        ("as_of", Slot.AS_OF),
        ("since", Slot.SINCE),
        ("before", Slot.BEFORE),
        ("after", Slot.AFTER),
        ("about", Slot.ABOUT),
    ):
        english = rf"(?<![A-Za-z])(?:{alternatives(forms_of('en', slot))})[^\S\n]"
        chinese = alternatives(forms_of("zh", slot))
        if slot is Slot.SINCE:
            # 来自2023年 is no since
            chinese = rf"(?<![来源出各亲独])(?:{chinese})"
        named.append(rf"(?P<{name}>{english}{'|' + chinese if chinese else ''})")
    return re.compile(rf"(?:{'|'.join(named)})[^\S\n]?(?:the[^\S\n])?(?:year[^\S\n])?\Z", re.IGNORECASE)


@cache
def _from() -> re.Pattern[str]:
    english, chinese = alternatives(forms_of("en", Slot.FROM)), alternatives(forms_of("zh", Slot.FROM))
    return re.compile(rf"(?:(?<![A-Za-z])(?:{english})[^\S\n](?:the[^\S\n])?|(?:{chinese})[^\S\n]?)\Z", re.IGNORECASE)


# what a stretch of time begins with, of which it tells itself whether it lies ahead
_SPAN = r"(?:from|between|since|until)\b"


@cache
def _future() -> re.Pattern[str]:
    english, chinese = alternatives(forms_of("en", Slot.FUTURE)), alternatives(forms_of("zh", Slot.FUTURE))
    # is to resume operations on Wednesday: a verb of what is to come, its object, and the day
    plan = r"(?:will|(?:is|are|due|set|expected|scheduled|slated|plan|plans) to)"
    verb = rf"\b{plan}[^\S\n](?:(?!{_SPAN})[a-z-]+[^\S\n]){{1,4}}?(?:on[^\S\n]|in[^\S\n]|by[^\S\n])?(?:the[^\S\n])?"
    return re.compile(
        rf"(?:(?<![A-Za-z])(?:{english})[^\S\n](?:the[^\S\n])?|{verb}|(?:{chinese})[^\S\n]?)\Z", re.IGNORECASE
    )


@cache
def _ends(*slots: Slot) -> frozenset[str]:
    """The signs that a Chinese word of these slots ends with."""
    return frozenset(form[-1] for slot in slots for form in forms_of("zh", slot))


_AHEAD = (Slot.AS_OF, Slot.SINCE, Slot.BEFORE, Slot.AFTER, Slot.ABOUT)


def _may_end(text: str, at: int, *slots: Slot) -> bool:
    """Whether a word of these slots may end at a place: English ones have a space behind them."""
    last = text[at - 1 : at]
    return last.isspace() or last in _ends(*slots)


# code points before a date in which a verb of what is to come may stand
_PLANNED = 48


def looks_ahead(text: str, start: int) -> bool:
    """Whether a word of the future stands right before a date."""
    return _may_end(text, start, Slot.FUTURE) and _future().search(text[max(0, start - _PLANNED) : start]) is not None


@cache
def _behind() -> re.Pattern[str]:
    blocked = mapping("zh/times.toml", "not_suffix")
    named = []
    for slot in (Slot.TO_NOW, Slot.SINCE_END, Slot.BEFORE_END, Slot.ABOUT_END, Slot.DURING_END):
        forms = sorted(forms_of("zh", slot) | forms_of("en", slot), key=len, reverse=True)
        sources = [f"{re.escape(f)}(?!{literal_class(blocked[f])})" if f in blocked else re.escape(f) for f in forms]
        named.append(rf"(?P<{slot}>{'|'.join(sources)})")
    return re.compile(rf"[^\S\n]?(?:{'|'.join(named)})(?P<more>以来|起|期间)?")


def around(text: str, group: Group, floor: int) -> Around:
    """The words before and behind a date; nothing before `floor` is taken."""
    start, end = group.start, group.end
    opened = max(floor, start - 20)
    ahead = _ahead().search(text[opened:start]) if _may_end(text, start, *_AHEAD) else None
    behind = _behind().match(text, end)
    kind = None if ahead is None else ahead.lastgroup
    if ahead is not None:
        start = opened + ahead.start()
    elif (is_span(group) or (behind is not None and behind["since_end"])) and (
        told := _from().search(text[opened:start]) if _may_end(text, start, Slot.FROM) else None
    ):
        start = opened + told.start()
    tail = None if behind is None else behind.lastgroup if behind["more"] is None else "since_end"
    word = None
    if behind is not None:
        end = behind.end()
        word = behind[0].strip()
    return Around(
        start,
        end,
        as_of=kind == "as_of",
        since=(kind == "since" and group.until is None) or tail in ("since_end", "to_now"),
        before=kind == "before" or tail == "before_end",
        after=kind == "after",
        hedge=_hedge(kind, tail, word, ahead),
    )


def is_span(group: Group) -> bool:
    """Whether a date runs from one time to another, in two words or in one (2012年到2024年)."""
    return group.until is not None or any(
        atom.last > atom.first for atom in group.frame.values() if atom.how in _RANGES
    )


_RANGES = frozenset({"", "span"})


def _hedge(kind: str | None, tail: str | None, word: str | None, ahead: re.Match[str] | None) -> str | None:
    if tail in ("before_end", "about_end") or (tail == "since_end" and word is not None and "后" in word):
        return word
    return ahead[0].strip().lower() if ahead is not None and kind in ("before", "after", "about") else None
