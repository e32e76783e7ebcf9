"""Years counted from the one told before: 2025年6月受理,同年11月14日通过 is 14 November 2025."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from checker.extract.rows import Row
from checker.extract.tokens import Tok, Token
from checker.extract.values.times import find_times
from checker.model import DateValue, Precision

# a year that hangs on another one, as `DateValue.iso` has it, and the words for it
_COUNTED = re.compile(r"context:year([+-]\d)\b")
_YEAR = re.compile(r"当年|同年|该年|那一年|那年|前一年|次年|翌年|来年")


def in_known_years(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows, each such time with its year, where its paragraph tells a year before it."""
    block, last = -1, None
    for row in rows:
        if row.block != block:
            block, last = row.block, None
        found: dict[Token, Token] = {}
        for token in row.tokens:
            if token.kind is Tok.TIME:
                told = _resolved(token, last)
                if told is not token:
                    found[token] = told
                last = _year_of(told) or last
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


def _year_of(token: Token) -> int | None:
    """The year that a time tells; None of a time that is no single year's, or whose year was filled in."""
    payload = token.value.payload if token.kind is Tok.TIME and token.value is not None else None
    if not isinstance(payload, DateValue) or payload.start is None or payload.yearless:
        return None
    one = payload.end is None or payload.end.year == payload.start.year
    return payload.start.year if one and payload.precision is not Precision.SPAN else None
