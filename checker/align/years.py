"""Dates without a year, in articles that tell none, are of the year that the rest of the folder was published in."""

import re
from calendar import monthrange
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from checker.model import Claim, DateValue, Document, PeriodKind


def common_year(documents: Iterable[Document]) -> int | None:
    """The year in which most of the dated documents were published, the later of equals; None without any."""
    years = Counter(document.published.year for document in documents if document.published is not None)
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
