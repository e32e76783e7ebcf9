"""Units of one dimension: how many of its base unit each of them is, so that figures told in two units compare."""

from collections.abc import Callable, Mapping
from dataclasses import field
from decimal import Context, Decimal
from functools import lru_cache, partial
from operator import mul
from types import MappingProxyType

from checker.lexicon.load import load, words
from checker.model import Quantity
from checker.model.record import dataclass, replace

# 60 digits hold every product of two figures of up to 25 digits exactly
EXACT = Context(prec=60)


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A row of `units.toml`: the words of one unit."""

    id: str
    words: tuple[str, ...] = ()
    exact: tuple[str, ...] = ()
    dimension: str = ""
    factor: Decimal = field(default=Decimal(1))
    unless: tuple[str, ...] = ()


ROWS = load("en/units.toml", "unit", UnitRow) + load("zh/units.toml", "unit", UnitRow)
DIMENSIONS: Mapping[str, tuple[str, Decimal]] = MappingProxyType(
    {row.id: (row.dimension, row.factor) for row in reversed(ROWS) if row.dimension}
)
BASES: Mapping[str, str] = MappingProxyType(
    {kind: name for name, (kind, factor) in reversed(list(DIMENSIONS.items())) if factor == 1 and kind != "count"}
)
# 0 °C and 32 °F are told by an offset, not a factor alone
FREEZING_F = Decimal(32)
FAHRENHEIT = Decimal(5) / Decimal(9)
KELVIN = Decimal("273.15")


def dimension(unit: str | None) -> str:
    """What a unit measures; units of one dimension can be compared. Bare numbers and counters are counts.

    >>> dimension("km"), dimension("person"), dimension(None), dimension("CNY")
    ('length', 'count', 'count', 'CNY')
    """
    if unit is None:
        return "count"
    return DIMENSIONS[unit][0] if unit in DIMENSIONS else unit


_KIN = tuple(frozenset(row.split()) for row in words("counters.toml", "kin"))


@lru_cache(maxsize=4096)
def kin(one: str, other: str) -> bool:
    """Whether two counters may count one thing.

    >>> kin("person", "visit"), kin("person", "vehicle")
    (True, False)
    """
    return any({one, other} <= group for group in _KIN)


# a month is no number of days: what the clock measures and what the calendar measures stand apart
CLOCK = {"second": 1, "minute": 60, "hour": 3600, "day": 86_400, "week": 604_800}
CALENDAR = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}


def to_base(quantity: Quantity) -> Quantity:
    """The quantity in the base unit of its dimension, durations in seconds or months; counters and money stay.

    >>> d = Decimal
    >>> to_base(Quantity(d(5), d(5), "km", "5公里", d(5))).value
    Decimal('5000')
    >>> to_base(Quantity(d(2), d(3), "hour", "两三个小时")).high
    Decimal('10800')
    """
    unit = quantity.unit
    for base, units in (("second", CLOCK), ("month", CALENDAR)):
        if unit in units:
            return _scaled(quantity, base, partial(mul, Decimal(units[unit])))
    if unit is None or unit not in DIMENSIONS:
        return quantity
    kind, factor = DIMENSIONS[unit]
    if kind not in BASES:
        return quantity
    return _scaled(quantity, BASES[kind], lambda end: _based(end, unit, factor))


def _scaled(quantity: Quantity, base: str, scale: Callable[[Decimal], Decimal]) -> Quantity:
    ends = [None if end is None else scale(end) for end in (quantity.low, quantity.high, quantity.value)]
    return replace(quantity, low=ends[0], high=ends[1], value=ends[2], unit=base)


def _based(amount: Decimal, unit: str, factor: Decimal) -> Decimal:
    """`amount` of `unit` in its base."""
    if unit == "°F":
        return (amount - FREEZING_F) * FAHRENHEIT
    if unit == "K":
        return amount - KELVIN
    return EXACT.multiply(amount, factor)
