"""The words of time: what the lexicon says, as atoms that a date is put together from."""

from datetime import date
from functools import cache

from checker.lexicon.load import load
from checker.model.kinds import Kinds
from checker.model.record import dataclass
from checker.model.value import Precision, Quantity


class Slot(Kinds):
    """What a piece of time fills in a date, or does to one."""

    YEAR = "year"
    MONTHS = "months"
    PART = "part"
    WEEK = "week"
    DAY = "day"
    WEEKDAY = "weekday"
    DAYPART = "daypart"
    CLOCK = "clock"
    ZONE = "zone"
    SAME = "same"
    FESTIVAL = "festival"
    # whole by themselves
    VAGUE = "vague"
    PAST = "past"
    AGO = "ago"
    FIGURE = "figure"
    # not values, and nothing else may be read there
    BAND = "band"
    # what stands before or after a date
    JOIN = "join"
    AS_OF = "as_of"
    SINCE = "since"
    FROM = "from"
    BEFORE = "before"
    AFTER = "after"
    ABOUT = "about"
    SINCE_END = "since_end"
    BEFORE_END = "before_end"
    ABOUT_END = "about_end"
    DURING_END = "during_end"
    TO_NOW = "to_now"
    FUTURE = "future"


@dataclass(frozen=True, slots=True)
class Atom:
    """One word of time and what it fills: numbers `first` to `last`, `how` they are meant.

    `figure` is the reading of a duration or an age.
    """

    slot: Slot
    start: int
    end: int
    first: int = 0
    last: int = 0
    how: str = ""
    figure: Quantity | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """A date as it was told: days, both ends inclusive, or None where unknown."""

    start: date | None
    end: date | None
    precision: Precision
    iso: str
    anchored: bool = True
    yearless: bool = False


@dataclass(frozen=True, slots=True)
class WordRow:
    """Fixed forms that fill a slot."""

    forms: tuple[str, ...]
    slot: Slot
    first: int = 0
    last: int = 0
    how: str = ""


@dataclass(frozen=True, slots=True)
class PartRow:
    """A part of a year, quarter or month: its months or days; `bare` forms only stand behind their whole."""

    id: str
    of: str
    first: int
    last: int
    forms: tuple[str, ...]
    bare: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DaypartRow:
    """Words for hours of the day; a clock time before `until` o'clock is `add` hours later."""

    forms: tuple[str, ...]
    add: int
    until: int


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit of duration: `times` the canonical unit `id`."""

    id: str
    forms: tuple[str, ...]
    times: int = 1


@dataclass(frozen=True, slots=True)
class HedgeRow:
    """Words that make a bound of a figure; `side` tells where they stand."""

    forms: tuple[str, ...]
    bound: str
    side: str


@dataclass(frozen=True, slots=True)
class SeasonRow:
    """A season and its months."""

    forms: tuple[str, ...]
    first: int
    last: int


@cache
def word_rows(lang: str) -> tuple[WordRow, ...]:
    """The fixed forms of a language ("zh" or "en")."""
    return load(f"{lang}/times.toml", "word", WordRow)


@cache
def part_rows(lang: str) -> tuple[PartRow, ...]:
    """The parts of years, quarters and months of a language."""
    return load(f"{lang}/times.toml", "part", PartRow)


@cache
def daypart_rows(lang: str) -> tuple[DaypartRow, ...]:
    """The parts of the day of a language."""
    return load(f"{lang}/times.toml", "daypart", DaypartRow)


@cache
def unit_of(lang: str) -> dict[str, tuple[str, int]]:
    """Each form of a unit of duration, with the canonical unit and its multiple.

    >>> unit_of("en")["fortnight"]
    ('week', 2)
    """
    rows = load(f"{lang}/times.toml", "unit", UnitRow)
    return {form: (row.id, row.times) for row in rows for form in row.forms}


@cache
def hedge_of(lang: str, side: str) -> dict[str, str]:
    """Each hedge that stands on one side of a figure, with its bound.

    >>> hedge_of("zh", "before")["近"]
    'nearly'
    """
    rows = load(f"{lang}/times.toml", "hedge", HedgeRow)
    return {form: row.bound for row in rows if row.side == side for form in row.forms}


@cache
def forms_of(lang: str, slot: Slot) -> frozenset[str]:
    """All fixed forms of a slot."""
    return frozenset(form for row in word_rows(lang) if row.slot is slot for form in row.forms)


@cache
def part_range(how: str, whole: str) -> tuple[int, int] | None:
    """The first and last month (of a year or quarter) or day (of a month) that a part's word means.

    `how` is the language and the word.

    >>> part_range("zh:中旬", "month"), part_range("en:early", "year"), part_range("zh:中旬", "year")
    ((11, 20), (1, 3), None)
    """
    return _part_ranges().get((how, whole))


@cache
def _part_ranges() -> dict[tuple[str, str], tuple[int, int]]:
    return {
        (f"{lang}:{form}", row.of): (row.first, row.last)
        for lang in ("zh", "en")
        for row in part_rows(lang)
        for form in (*row.forms, *row.bare)
    }


@cache
def season_rows() -> tuple[SeasonRow, ...]:
    """The seasons in English."""
    return load("en/times.toml", "season", SeasonRow)
