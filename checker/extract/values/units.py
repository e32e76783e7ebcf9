"""Units: what stands behind a figure, and how units of one dimension compare."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from types import MappingProxyType

from checker.extract.values.figure import EXACT
from checker.lexicon.load import load
from checker.model.value import Quantity


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


def _hanzi(form: str) -> bool:
    return "\u3400" <= form[0] <= "\u9fff"


HANZI = {form: row for row in ROWS for form in row.words if _hanzi(form)}
WORDS = {form.lower(): row for row in ROWS for form in row.words if not _hanzi(form)}
SYMBOLS = {form: row for row in ROWS for form in row.exact}
# 千瓦, 兆赫 and 百帕 begin as magnitudes do
MAGNITUDE_UNITS = sorted((form for form in HANZI if form[0] in "百千兆"), key=len, reverse=True)


def longest(forms: Mapping[str, object] | list[str]) -> str:
    """The forms as one alternation, the longest first."""
    return "|".join(re.escape(form) for form in sorted(forms, key=lambda form: (-len(form), form)))


IN_HANZI = re.compile(longest(HANZI))
IN_WORDS = re.compile(rf"(?:{longest(WORDS)})(?![A-Za-z])", re.IGNORECASE)
IN_SYMBOLS = re.compile(rf"(?:{longest(SYMBOLS)})(?![A-Za-z0-9])")
GAP = re.compile(r"[ \u00a0\u2009-]?")


def read_unit(text: str, at: int) -> tuple[str, int] | None:
    """The unit that stands at `at` (a space or hyphen may come first) and where it ends, or None.

    >>> read_unit("5公里", 1), read_unit("5 km/h", 1), read_unit("5部门", 1)
    (('km', 3), ('km/h', 6), None)
    """
    gap = GAP.match(text, at)
    start = gap.end() if gap else at
    char = text[start : start + 1]
    if not char:
        return None
    if char >= "\u3400":
        found = IN_HANZI.match(text, start) if text[at : at + 1] != "-" else None
        if found is None:
            return None
        row = HANZI[found[0]]
        return None if text.startswith(row.unless, found.end()) else (row.id, found.end())
    symbol, word = IN_SYMBOLS.match(text, start), IN_WORDS.match(text, start)
    if word is not None and (symbol is None or word.end() > symbol.end()):
        return WORDS[word[0].lower()].id, word.end()
    return None if symbol is None else (SYMBOLS[symbol[0]].id, symbol.end())


def dimension(unit: str | None) -> str:
    """What a unit measures; units of one dimension can be compared. Bare numbers and counters are counts.

    >>> dimension("km"), dimension("person"), dimension(None), dimension("CNY")
    ('length', 'count', 'count', 'CNY')
    """
    if unit is None:
        return "count"
    return DIMENSIONS[unit][0] if unit in DIMENSIONS else unit


def to_base(quantity: Quantity) -> Quantity:
    """The quantity in the base unit of its dimension; counters and money stay as they are.

    >>> d = Decimal
    >>> to_base(Quantity(d(5), d(5), "km", "5公里", d(5))).value
    Decimal('5000')
    """
    unit = quantity.unit
    if unit is None or unit not in DIMENSIONS:
        return quantity
    kind, factor = DIMENSIONS[unit]
    if kind not in BASES:
        return quantity
    ends = [None if end is None else _based(end, unit, factor) for end in (quantity.low, quantity.high, quantity.value)]
    return replace(quantity, low=ends[0], high=ends[1], value=ends[2], unit=BASES[kind])


def _based(amount: Decimal, unit: str, factor: Decimal) -> Decimal:
    """`amount` of `unit` in its base."""
    if unit == "°F":
        return (amount - FREEZING_F) * FAHRENHEIT
    if unit == "K":
        return amount - KELVIN
    return EXACT.multiply(amount, factor)
