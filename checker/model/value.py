"""Values: intervals of exact decimals, dates, and names."""

import re
from datetime import date
from decimal import Decimal
from enum import StrEnum

from checker.model.record import dataclass
from checker.model.text import Span


class ValueKind(StrEnum):
    """What sort of thing a value is; the words are those of the report's schema."""

    QUANTITY = "quantity"
    MONEY = "money"
    PERCENT = "percent"
    RATIO = "ratio"
    DURATION = "duration"
    DATE = "date"
    RANK = "rank"
    ROLE = "role"
    RELATION = "relation"
    NAME = "name"


class Bound(StrEnum):
    """What the words around a figure make of it."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    NEARLY = "nearly"
    ABOUT = "about"
    LEVEL = "level"
    MORE = "more"
    RANGE = "range"


class Direction(StrEnum):
    """Which way a stated change goes; the figure itself is signed already."""

    UP = "up"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class Quantity:
    """What a figure may mean: the interval from `low` to `high`, hedges and rounding already in it.

    An end that is `None` is open. `open_top` says that `high` itself is outside (the interval comes from
    rounding). `value` is the single figure where there is one. `unit` is a canonical name ("CNY", "percent",
    "pp", "day", "m", "person") or None for a bare number.
    """

    low: Decimal | None
    high: Decimal | None
    unit: str | None
    written: str
    value: Decimal | None = None
    hedge: str | None = None
    bound: Bound = Bound.EXACT
    open_top: bool = False

    def meets(self, other: "Quantity") -> bool:
        """Whether one figure could be meant by both (units are the caller's business).

        >>> d = Decimal
        >>> Quantity(d("5.05"), d("5.15"), "percent", "5.1%", open_top=True).meets(
        ...     Quantity(d("5.15"), d("5.25"), "percent", "5.2%", open_top=True))
        False
        >>> Quantity(d(3), None, None, "over 3").meets(Quantity(d(7), d(7), None, "7"))
        True
        """
        return _reaches(self, other) and _reaches(other, self)


def _reaches(one: Quantity, other: Quantity) -> bool:
    """Whether the top of `one` is not below the bottom of `other`."""
    if one.high is None or other.low is None:
        return True
    if one.open_top and one.low != one.high:
        return other.low < one.high
    return other.low <= one.high


class Precision(StrEnum):
    """How much of a date is told."""

    INSTANT = "instant"
    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    SPAN = "span"
    VAGUE = "vague"


@dataclass(frozen=True, slots=True)
class DateValue:
    """A time: the days from `start` to `end`, both inclusive; an end that is `None` is open or unknown.

    `iso` is the normalised form at the precision that was written: `2025-11-17`, `2025-11`, `2025`,
    `2025-Q3`, `2025-H1`, `--11-17` (no year told), `2025-11-18/2025-11-19`. `anchored` is false where the time
    hangs on something unknown (昨日 without a date of publication, 11月 without a year); `as_of` is true for
    截至/as of; `yearless` for a date whose year was filled in from elsewhere or is missing.
    """

    start: date | None
    end: date | None
    precision: Precision
    written: str
    iso: str
    anchored: bool = True
    as_of: bool = False
    yearless: bool = False
    hedge: str | None = None

    @property
    def days(self) -> tuple[date, date] | None:
        """Its first and last day; of a day whose year nobody tells, that of one year that stands for all such years."""
        if self.start is not None and self.end is not None:
            return self.start, self.end
        told = _NO_YEAR.fullmatch(self.iso)
        try:
            day = date(_ANY_YEAR, int(told[1]), int(told[2])) if told is not None else None
        except ValueError:
            return None
        return (day, day) if day is not None else None


_NO_YEAR = re.compile(r"--(\d\d)-(\d\d)")
# a leap year
_ANY_YEAR = 2000


@dataclass(frozen=True, slots=True)
class NameValue:
    """A person, organisation, product or place as the value of a claim; `name` is canonical."""

    name: str
    written: str


@dataclass(frozen=True, slots=True)
class Value:
    """A value and where it stands, before anybody asks whose it is.

    `text` is `span` of the text that was searched. `direction` is told where the figure is a change
    (同比下降85% is -85 with direction down), None where it is a level (降至53.65亿元).
    `found_by` names the pattern.
    """

    span: Span
    text: str
    kind: ValueKind
    payload: Quantity | DateValue
    direction: Direction | None = None
    found_by: str = ""

    @property
    def low(self) -> Decimal | None:
        """The lower end, None where open or not a figure."""
        return self.payload.low if isinstance(self.payload, Quantity) else None

    @property
    def high(self) -> Decimal | None:
        """The upper end, None where open or not a figure."""
        return self.payload.high if isinstance(self.payload, Quantity) else None

    @property
    def unit(self) -> str | None:
        """The canonical unit, None for a bare number or a date."""
        return self.payload.unit if isinstance(self.payload, Quantity) else None

    @property
    def start(self) -> date | None:
        """The first day of a date, None for a figure."""
        return self.payload.start if isinstance(self.payload, DateValue) else None

    @property
    def end(self) -> date | None:
        """The last day of a date, inclusive; None for a figure."""
        return self.payload.end if isinstance(self.payload, DateValue) else None
