"""Days without a year: of articles that do not tell in full when they were published, and told in such articles."""

import re
from calendar import monthrange
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date

from checker.model import Claim, DateValue, PeriodKind
from checker.model.record import dataclass, replace


@dataclass(frozen=True, slots=True)
class Head:
    """What an article tells of its own day: in full, or month and day of its dateline, or of the first day it tells."""

    published: date | None
    dateline: tuple[int, int] | None = None
    first: tuple[int, int] | None = None


def days_of(heads: Mapping[str, Head], copies: Callable[[], Mapping[str, str]]) -> dict[str, date | None]:
    """The day on which each document was published, by its id: as it tells, a copy of it, or the rest of the folder.

    `copies` tells the documents' origins; they take their time, and are asked for only where they decide.
    A dateline without its year (10月26日电) is of the year in which the others were published; None where nobody tells.
    """
    middle = middle_of(Counter(head.published for head in heads.values() if head.published is not None))
    found = {id_: head.published or nearest(head.dateline, middle) for id_, head in heads.items()}
    if None not in found.values():
        return found
    guessed = guesses(heads, found, copies(), middle)
    return {id_: day or guessed[id_] for id_, day in found.items()}


def guesses(
    heads: Mapping[str, Head], found: Mapping[str, date | None], copies: Mapping[str, str], middle: date | None
) -> dict[str, date | None]:
    """The days of documents of which none was found: that of the first copy of which one was, or the nearest to all."""
    of_copies: dict[str, date] = {}
    for id_ in sorted(copies):
        if (day := found[id_]) is not None:
            of_copies.setdefault(copies[id_], day)
    return {
        id_: of_copies.get(copies[id_]) or nearest(heads[id_].first, middle)
        for id_, day in found.items()
        if day is None
    }


def middle_of(days: Mapping[date, int]) -> date | None:
    """The middle one of days, each so many times."""
    left = sum(days.values()) // 2
    for day in sorted(days):
        if left < days[day]:
            return day
        left -= days[day]
    return None


def nearest(day: tuple[int, int] | None, middle: date | None) -> date | None:
    """The day of the year that lies nearest to `middle`, where it lies near at all.

    >>> nearest((10, 9), date(2025, 10, 12)), nearest((3, 1), date(2025, 10, 10))
    (datetime.date(2025, 10, 9), None)
    """
    if day is None or middle is None:
        return None
    near = [made for year in (-1, 0, 1) if (made := _date(middle.year + year, *day)) is not None]
    best = min(near, key=lambda made: abs((made - middle).days), default=None)
    return best if best is not None and abs((best - middle).days) <= _ONE_STORY else None


# days; the articles of one folder on one story are published no further apart
_ONE_STORY = 100


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def common_year(published: Iterable[date | None]) -> int | None:
    """The year in which most of the dated documents were published, the later of equals; None without any."""
    years = Counter(day.year for day in published if day is not None)
    return max(years, key=lambda year: (years[year], year)) if years else None


def in_year(claim: Claim, year: int | None) -> Claim:
    """The claim with its period, or the date that is its value, put into `year` where it has none of its own."""
    if year is None:
        return claim
    period, value = claim.period, claim.value
    if period is not None and period.start is None and (days := _days(period.iso, year)) is not None:
        kind = PeriodKind.INSTANT if days[0] == days[1] else PeriodKind.SPAN
        claim = replace(claim, period=replace(period, start=days[0], end=days[1], kind=kind))
    if isinstance(value, DateValue) and value.start is None and (days := _days(value.iso, year)) is not None:
        claim = replace(claim, value=replace(value, start=days[0], end=days[1]))
    return claim


def _days(iso: str, year: int) -> tuple[date, date] | None:
    """The first and the last day that `--07-15` or `--07` is in a year, or None.

    >>> _days("--02", 2024)
    (datetime.date(2024, 2, 1), datetime.date(2024, 2, 29))
    >>> _days("--02-30", 2024), _days("2024-02", 2024)
    (None, None)
    """
    told = _YEARLESS.fullmatch(iso)
    if told is None:
        return None
    month = int(told[1])
    try:
        if told[2] is not None:
            day = date(year, month, int(told[2]))
            return day, day
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    except ValueError:
        return None


_YEARLESS = re.compile(r"--(\d\d)(?:-(\d\d))?")
