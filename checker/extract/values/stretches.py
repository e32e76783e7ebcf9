"""A length beside a date: two weeks after January 15 is a day, three days starting Monday and 6月1日起30天 periods."""

import re
from collections.abc import Callable
from datetime import date

from checker.extract.values.almanac import plus_days, plus_months, week_of
from checker.extract.values.timespans import Group
from checker.extract.values.timewords import Atom, Moment, Slot
from checker.model.pattern import seldom
from checker.model.record import dataclass
from checker.model.value import Precision

# two weeks after the 15th; two days before yesterday
_COUNTED = seldom(r"[^\S\n](from|after|following|before|prior[^\S\n]to|ahead[^\S\n]of)[^\S\n]", re.IGNORECASE)
_BACK = frozenset({"before", "prior to", "ahead of"})
# three days starting next Monday
_BEGINNING = seldom(r",?[^\S\n](?:starting|beginning|commencing)[^\S\n](?:from[^\S\n]|on[^\S\n])?", re.IGNORECASE)
_FROM = seldom(r",?[^\S\n]from[^\S\n]", re.IGNORECASE)
_FOR = seldom(r"\bfor[^\S\n](?:the[^\S\n])?\Z", re.IGNORECASE)
# the week beginning March 3, the week ended Sunday, the week of the 5th
_WEEK = re.compile(
    r"(?:\bthe[^\S\n]|^)week[^\S\n](?:(?P<b>beginning|starting|commencing)|(?P<e>ended|ending)|of)[^\S\n](?:on[^\S\n])?\Z",
    re.IGNORECASE,
)
# 6月1日起30天内
_ONWARD = re.compile(r"([^\S\n]?(?:起|开始))[^\S\n]?的?[^\S\n]?")
_WIDEST = 24
_UNITS = frozenset({"day", "week", "month", "year"})


@dataclass(frozen=True, slots=True)
class Stretch:
    """Where a length and its date stand together, and the days that they mean."""

    start: int
    end: int
    moment: Moment
    rule: str


def moved(day: date, count: int, unit: str) -> date | None:
    """The day so many units later, or earlier where the count is negative.

    >>> from datetime import date
    >>> moved(date(2025, 1, 15), 2, "week"), moved(date(2025, 3, 31), -1, "month")
    (datetime.date(2025, 1, 29), datetime.date(2025, 2, 28))
    """
    if unit in ("day", "week"):
        return plus_days(day, count * (7 if unit == "week" else 1))
    return plus_months(day, count * (12 if unit == "year" else 1))


def _count(atom: Atom) -> tuple[int, str] | None:
    """How many whole units a length tells, without doubt."""
    figure = atom.figure
    if atom.slot is not Slot.FIGURE or atom.how == "age" or figure is None or figure.unit not in _UNITS:
        return None
    if not figure.value or figure.hedge is not None or figure.value % 1:
        return None
    return int(figure.value), figure.unit


def _plain(moment: Moment | None) -> date | None:
    """The day that a moment is, None where it is none or longer."""
    return moment.start if moment is not None and moment.precision is Precision.DAY else None


Resolve = Callable[[Group], Moment | None]
Item = Atom | Group


def beside(text: str, item: Item, before: Item | None, behind: Item | None, resolve: Resolve) -> Stretch | None:
    """What a length and the date next to it tell together, or None where they are two things.

    A length that counts from a date is one day with it; one that begins with the date stays a length of its own and
    makes a period of the date.
    """
    if isinstance(item, Group):
        return _week(text, item, resolve) or _lasting(text, item, before, behind, resolve)
    counted = _count(item)
    if counted is None or not isinstance(behind, Group) or behind.until is not None:
        return None
    gap = text[item.end : behind.start]
    told = _COUNTED.fullmatch(gap) if len(gap) <= _WIDEST and not _for(text, item) else None
    return None if told is None else _away(item.start, behind.end, resolve(behind), counted, told[1])


def _for(text: str, item: Atom) -> bool:
    return _FOR.search(text[max(0, item.start - 8) : item.start]) is not None


def _lasting(text: str, item: Group, before: Item | None, behind: Item | None, resolve: Resolve) -> Stretch | None:
    """A date with the length that begins there: nine days from February 15, 6月1日起30天."""
    if item.until is not None:
        return None
    if isinstance(before, Atom) and (counted := _count(before)):
        gap = text[before.end : item.start]
        begins = len(gap) <= _WIDEST and (_BEGINNING.fullmatch(gap) or (_FROM.fullmatch(gap) and _for(text, before)))
        return _period(item.start, item.end, resolve(item), counted) if begins else None
    if isinstance(behind, Atom) and (counted := _count(behind)):
        gap = text[item.end : behind.start]
        told = _ONWARD.fullmatch(gap) if len(gap) <= _WIDEST else None
        return None if told is None else _period(item.start, item.end + told.end(1), resolve(item), counted)
    return None


def _away(start: int, end: int, moment: Moment | None, counted: tuple[int, str], word: str) -> Stretch | None:
    """The day that is so far from another."""
    day = _plain(moment)
    back = re.sub(r"\s", " ", word.lower()) in _BACK
    found = None if day is None else moved(day, -counted[0] if back else counted[0], counted[1])
    if found is None or moment is None:
        return None
    iso = f"--{found.month:02}-{found.day:02}" if moment.yearless else found.isoformat()
    return Stretch(start, end, Moment(found, found, Precision.DAY, iso, yearless=moment.yearless), "en-counted-from")


def _period(start: int, end: int, moment: Moment | None, counted: tuple[int, str]) -> Stretch | None:
    """So long from a day on; the day itself counts."""
    day = _plain(moment)
    after = None if day is None else moved(day, *counted)
    last = None if after is None else plus_days(after, -1)
    if day is None or last is None or moment is None or last < day:
        return None
    ends = (day, last)
    iso = "/".join(f"--{d.month:02}-{d.day:02}" if moment.yearless else d.isoformat() for d in ends)
    return Stretch(start, end, Moment(*ends, Precision.SPAN, iso, yearless=moment.yearless), "counted-from")


def _week(text: str, group: Group, resolve: Resolve) -> Stretch | None:
    """The week that a day begins or ends, or that it is in."""
    opened = max(0, group.start - _WIDEST)
    spaced = text[group.start - 1 : group.start].isspace() and group.until is None
    told = _WEEK.search(text, opened, group.start) if spaced else None
    if told is None:
        return None
    moment = resolve(group)
    day = _plain(moment)
    if day is None or moment is None:
        return None
    other = plus_days(day, 6 if told["b"] else -6)
    ends = None if other is None else (min(day, other), max(day, other))
    if not told["b"] and not told["e"]:
        ends = week_of(day)
    if ends is None:
        return None
    iso = "/".join(f"--{d.month:02}-{d.day:02}" if moment.yearless else d.isoformat() for d in ends)
    return Stretch(told.start(), group.end, Moment(*ends, Precision.SPAN, iso, yearless=moment.yearless), "en-week-of")
