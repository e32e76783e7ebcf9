"""Sums in two currencies: only a rate tells whether they can be one, and a rate is of its year."""

from dataclasses import fields
from decimal import Decimal
from functools import cache

from checker.judge.once import once_of_two
from checker.lexicon.load import load
from checker.model import Claim, Quantity, ValueKind
from checker.model.record import dataclass

DOLLAR = "USD"


@dataclass(frozen=True)
class YearRates:
    """What one US dollar was worth in a year; the fields are the codes of the currencies."""

    year: int
    EUR: Decimal
    CNY: Decimal
    JPY: Decimal
    HKD: Decimal
    GBP: Decimal
    KRW: Decimal
    CHF: Decimal
    AUD: Decimal
    CAD: Decimal
    SGD: Decimal


CODES = frozenset(field.name for field in fields(YearRates)) - {"year"} | {DOLLAR}


@cache
def _by_year() -> dict[int, YearRates]:
    return {row.year: row for row in load("rates.toml", "year", YearRates)}


def rate(one: str, other: str, year: int) -> Decimal | None:
    """How much of `other` one unit of `one` was worth on average in `year`, or None where the table does not tell.

    >>> rate("USD", "CNY", 2024), rate("CNY", "USD", 1990)
    (Decimal('7.196'), None)
    """
    row = _by_year().get(year)
    if row is None or not {one, other} <= CODES:
        return None
    worth: dict[str, Decimal] = {DOLLAR: Decimal(1)} | {code: getattr(row, code) for code in CODES - {DOLLAR}}
    return worth[other] / worth[one]


@once_of_two
def two_currencies(left: Claim, right: Claim) -> tuple[Quantity, Quantity] | None:
    """The two sums where they are told in two currencies of the table, or None."""
    one, other = left.value, right.value
    if not isinstance(one, Quantity) or not isinstance(other, Quantity) or one.unit == other.unit:
        return None
    money = left.kind is ValueKind.MONEY and right.kind is ValueKind.MONEY
    return (one, other) if money and {one.unit, other.unit} <= CODES else None


def year_of(left: Claim, right: Claim) -> int | None:
    """The year whose rate joins two sums: that of the time they speak of, else of the articles' day."""
    for claim in (left, right):
        if claim.period is not None and claim.period.end is not None:
            return claim.period.end.year
    told = [claim.told.year for claim in (left, right) if claim.told is not None]
    return min(told) if told else None


# times; two sums this far apart at every rate of the table are not one sum, whatever day and place a rate is of
_FAR = 2


def beyond_rates(left: Claim, right: Claim) -> bool:
    """Whether two sums in two currencies are further apart than any rate allows: 70亿元 and $5 billion."""
    both = two_currencies(left, right)
    if both is None:
        return False
    one, other = both
    assert one.unit is not None
    assert other.unit is not None
    least, most = _rates(one.unit, other.unit)
    low, high = one.low, one.high
    if low is not None and other.high is not None and low * least > _FAR * other.high > 0:
        return True
    return high is not None and other.low is not None and 0 < _FAR * high * most < other.low


@cache
def _rates(one: str, other: str) -> tuple[Decimal, Decimal]:
    """The lowest and the highest rate of two currencies of the table in all its years."""
    known = [found for year in _by_year() if (found := rate(one, other, year)) is not None]
    return min(known), max(known)


def in_the_other(left: Claim, right: Claim) -> str | None:
    """The left sum in the currency of the right one at its year's rate, as a reader is told it; None without a year."""
    both, year = two_currencies(left, right), year_of(left, right)
    if both is None or year is None or both[0].value is None or both[0].unit is None or both[1].unit is None:
        return None
    known = rate(both[0].unit, both[1].unit, year)
    if known is None:
        return None
    worth = both[0].value * known
    short = worth.quantize(Decimal(1).scaleb(worth.adjusted() - 2)) if worth else worth
    return f"about {short:,f} {both[1].unit} at the average rate of {year}"
