"""Years told before: 2025年6月受理,同年11月14日通过 is 14 November 2025, as 2024年10月31日违约,11月18日 is 2024's."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from checker.extract.rows import Row
from checker.extract.tokens import Tok, Token
from checker.extract.values.times import find_times
from checker.model import DateValue, Precision
from checker.model.pattern import seldom
from checker.model.record import replace

# a year that hangs on another one, as `DateValue.iso` has it, and the words for it
_COUNTED = re.compile(r"context:year([+-]\d)\b")
_YEAR = seldom(r"当年|同年|该年|那一年|那年|前一年|次年|翌年|来年")


def in_known_years(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows, each such time with its year, where its paragraph tells a year before it."""
    block, last = -1, None
    for row in rows:
        if row.block != block:
            block, last = row.block, None
        found: dict[Token, Token] = {}
        day: date | None = None
        for token in row.times:
            told = _near(_resolved(token, last), day)
            if told is not token:
                found[token] = told
            last = _year_of(told) or last
            day = _day_of(told) or day
        yield _with(row, found) if found else row


def _with(row: Row, found: Mapping[Token, Token]) -> Row:
    return replace(row, clauses=tuple(tuple(found.get(token, token) for token in tokens) for tokens in row.clauses))


def _resolved(token: Token, last: int | None) -> Token:
    payload = token.value.payload if token.kind is Tok.TIME and token.value is not None else None
    counted = _COUNTED.match(payload.iso) if isinstance(payload, DateValue) else None
    if counted is None or last is None or token.value is None:
        return token
    found = find_times(_YEAR.sub(f"{last + int(counted[1])}年", token.text, count=1))
    if len(found) != 1 or not isinstance(found[0].payload, DateValue) or found[0].payload.start is None:
        return token
    return replace(token, value=replace(token.value, payload=replace(found[0].payload, written=token.text)))


# days from a date whose year is told within which one without a year is of the same story
_STORY = 120


def _near(token: Token, day: date | None) -> Token:
    """The time in the year of the date that its sentence told before, or in the year that puts it nearest to that."""
    payload = token.value.payload if token.value is not None else None
    if day is None or token.value is None or not isinstance(payload, DateValue) or not payload.yearless:
        return token
    if payload.precision is not Precision.DAY or payload.days is None or not payload.iso.startswith("--"):
        return token
    start, end = payload.days
    years = [day.year] if (start.month, start.day) >= (day.month, day.day) else [day.year, day.year + 1]
    near = [moved for year in years if (moved := _in(start, year)) is not None]
    best = min(near, key=lambda moved: abs((moved - day).days), default=None)
    if best is None or start != end or (len(years) > 1 and abs((best - day).days) > _STORY):
        return token
    told = replace(payload, start=best, end=best, iso=best.isoformat(), yearless=False, anchored=True)
    return replace(token, value=replace(token.value, payload=told))


def _in(day: date, year: int) -> date | None:
    try:
        return day.replace(year=year)
    except ValueError:
        return None


def _day_of(token: Token) -> date | None:
    """The day that a time tells with its year; None of any other time."""
    payload = token.value.payload if token.value is not None else None
    if not isinstance(payload, DateValue) or payload.yearless or payload.precision is not Precision.DAY:
        return None
    return payload.start if re.match(r"\d{4}-", payload.iso) is not None else None


def _year_of(token: Token) -> int | None:
    """The year that a time tells; None of a time that is no single year's, or whose year was filled in."""
    payload = token.value.payload if token.kind is Tok.TIME and token.value is not None else None
    if not isinstance(payload, DateValue) or payload.start is None or payload.yearless:
        return None
    one = payload.end is None or payload.end.year == payload.start.year
    return payload.start.year if one and payload.precision is not Precision.SPAN else None
