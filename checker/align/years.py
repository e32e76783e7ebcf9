"""Dates without a year, in articles that tell none, are of the year that the rest of the folder was published in."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from checker.model import Claim, DateValue, Document, Period, PeriodKind


def common_year(documents: Iterable[Document]) -> int | None:
    """The year in which most of the dated documents were published, the later of equals; None without any."""
    years = Counter(document.published.year for document in documents if document.published is not None)
    return max(years, key=lambda year: (years[year], year)) if years else None


def in_year(claim: Claim, year: int | None) -> Claim:
    """The claim with its period, or the date that is its value, put into `year` where it has none of its own."""
    if year is None:
        return claim
    period, value = claim.period, claim.value
    if period is not None and period.start is None and (day := _day(period.iso, year)) is not None:
        claim = replace(claim, period=_dated(period, day))
    if isinstance(value, DateValue) and value.start is None and (day := _day(value.iso, year)) is not None:
        claim = replace(claim, value=replace(value, start=day, end=day))
    return claim


def _dated(period: Period, day: date) -> Period:
    return replace(period, start=day, end=day, kind=PeriodKind.INSTANT)


def _day(iso: str, year: int) -> date | None:
    """The day that `--07-15` is in a year, or None."""
    if len(iso) != len("--07-15") or not iso.startswith("--"):
        return None
    try:
        return date(year, int(iso[2:4]), int(iso[5:7]))
    except ValueError:
        return None
