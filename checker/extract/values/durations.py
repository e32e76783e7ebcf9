"""How long: lengths of time and ages as exact intervals in canonical units."""

from decimal import Decimal
from itertools import pairwise

from checker.extract.values.timenumbers import Count, more_of
from checker.model.value import Bound, Quantity

# what half a unit is told in: 两年半 is 30 months
SMALLER = {
    "year": ("month", 12),
    "month": ("day", 30),
    "week": ("day", 7),
    "day": ("hour", 24),
    "hour": ("minute", 60),
    "minute": ("second", 60),
}
# for lengths told in two units; a month of 30 days is only met where months and days are mixed
_IN_SECONDS = {
    "second": 1,
    "minute": 60,
    "hour": 3600,
    "day": 86_400,
    "week": 604_800,
    "month": 2_592_000,
    "year": 31_536_000,
}
_NEARLY, _ABOUT = Decimal("0.9"), Decimal("0.1")


def length(count: Count, unit: str, written: str, hedge: str | None = None, bound: str | None = None) -> Quantity:
    """The interval of a count with its hedge, as design.md has it.

    >>> from checker.extract.values.timenumbers import exactly
    >>> q = length(exactly(20), "year", "近20年", "近", "nearly")
    >>> q.low, q.high
    (Decimal('18.0'), Decimal('20'))
    """
    low, high, open_top = _bounded(count, bound)
    if bound is None:
        kind = Bound.EXACT if count.value is not None else Bound.RANGE
    else:
        kind = Bound.AT_MOST if bound == "below" else Bound(bound)
    return Quantity(low, high, unit, written, count.value, hedge, kind, open_top)


def _bounded(count: Count, bound: str | None) -> tuple[Decimal | None, Decimal | None, bool]:
    low, high = count.low, count.high
    value = low if count.value is None else count.value
    match bound:
        case "nearly":
            return value * _NEARLY, value, False
        case "about":
            # an interval (约两三年) is not widened: it is vague already
            spread = Decimal(0) if count.value is None else value * _ABOUT
            return low - spread if spread else low, high + spread if spread else high, False
        case "at_least":
            return value, None, False
        case "below":
            return None, high if count.value is None else value, True
        case "at_most":
            return None, high if count.value is None else value, False
        case _:
            return low, high, count.open_top


def more(count: Count) -> Count:
    """20多: see `more_of`.

    >>> from checker.extract.values.timenumbers import exactly
    >>> more(exactly(20)).high
    Decimal('30')
    """
    return more_of(count)


def times(count: Count, factor: Decimal | int) -> Count:
    """The count in a smaller unit.

    >>> from checker.extract.values.timenumbers import exactly
    >>> times(exactly(2), 12).value
    Decimal('24')
    """
    by = Decimal(factor)
    value = None if count.value is None else count.value * by
    return Count(count.low * by, count.high * by, value, count.step * by, count.open_top)


def and_half(count: Count, unit: str) -> tuple[Count, str]:
    """A count and a half, in the unit where that is a whole number.

    >>> from checker.extract.values.timenumbers import exactly
    >>> and_half(exactly(2), "year")[0].value, and_half(exactly(0), "hour")[0].value
    (Decimal('30'), Decimal('30'))
    """
    half = Decimal("0.5")
    value = None if count.value is None else count.value + half
    raised = Count(count.low + half, count.high + half, value, count.step)
    if unit not in SMALLER:
        return raised, unit
    smaller, factor = SMALLER[unit]
    whole = times(raised, factor)
    return Count(_plain(whole.low), _plain(whole.high), _maybe(whole.value), count.step), smaller


def _maybe(number: Decimal | None) -> Decimal | None:
    return None if number is None else _plain(number)


def _plain(number: Decimal) -> Decimal:
    """30 rather than 30.0."""
    return number.quantize(Decimal(1)) if number == number.to_integral_value() else number


def together(parts: list[tuple[Count, str]]) -> tuple[Count, str] | None:
    """One count of the smallest unit named, or None where the units do not go from large to small.

    >>> from checker.extract.values.timenumbers import exactly
    >>> together([(exactly(6), "hour"), (exactly(40), "minute")])[0].value
    Decimal('400')
    """
    sizes = [_months(unit) if _only_months(parts) else _IN_SECONDS[unit] for _, unit in parts]
    if any(left <= right for left, right in pairwise(sizes)):
        return None
    unit, smallest = parts[-1][1], sizes[-1]
    scaled = [times(count, Decimal(size) / Decimal(smallest)) for (count, _), size in zip(parts, sizes, strict=True)]
    values = [count.value for count in scaled]
    value = None if None in values else sum((v for v in values if v is not None), Decimal(0))
    low, high = sum((c.low for c in scaled), Decimal(0)), sum((c.high for c in scaled), Decimal(0))
    return Count(_plain(low), _plain(high), _maybe(value), open_top=scaled[-1].open_top), unit


def on_the_calendar(parts: list[tuple[Count, str]]) -> tuple[int, int]:
    """Months and days of a length told in both, (0, 0) where it is told otherwise.

    >>> from checker.extract.values.timenumbers import exactly
    >>> on_the_calendar([(exactly(1), "year"), (exactly(2), "week")]), on_the_calendar([(exactly(3), "day")])
    ((12, 14), (0, 0))
    """
    sizes = {"year": (12, 0), "month": (1, 0), "week": (0, 7), "day": (0, 1)}
    if len(parts) < 2 or any(count.value is None or count.value % 1 or unit not in sizes for count, unit in parts):
        return 0, 0
    months, days = (sum(int(count.value or 0) * sizes[unit][at] for count, unit in parts) for at in (0, 1))
    return (months, days) if months and days else (0, 0)


def _only_months(parts: list[tuple[Count, str]]) -> bool:
    return all(unit in ("year", "month") for _, unit in parts)


def _months(unit: str) -> int:
    return 12 if unit == "year" else 1
