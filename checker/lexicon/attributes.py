"""The attributes that figures and names are given for, one file a field, with their words in both languages."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from checker.lexicon.load import ROOT, load

DIMENSIONS = frozenset(
    {
        "count", "money", "percent", "ratio", "duration", "length", "area", "mass", "energy", "power", "temperature",
        "speed", "volume", "data", "rank", "date", "person", "place", "organisation", "product", "score", "magnitude",
        "age", "any",
    }
)  # fmt: skip


class Nature(StrEnum):
    """How a value behaves in time."""

    STOCK = "stock"  # held at an instant
    FLOW = "flow"  # made over a span
    TOTAL = "total"  # a running total, which never falls
    EVENT = "event"  # belongs to one happening
    FIXED = "fixed"  # a property that does not change by itself


@dataclass(frozen=True)
class AttributeRow:
    """One attribute: its canonical name, the words that say it, and what its values are like.

    `forms` are matched wherever they stand near the value; `weak` ones are common words, to be matched only next to
    it. `family` joins the attributes that a careless reader confuses. `units` suffice by themselves to tell the
    attribute. `distinct` names attributes of the same family that never share a value. `functional` means one true
    value at a time.
    """

    name: str
    family: str
    dimension: str
    nature: Nature
    forms: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    functional: bool = True
    units: tuple[str, ...] = ()
    distinct: tuple[str, ...] = ()

    @property
    def dimensions(self) -> tuple[str, ...]:
        """The dimensions that a value may have."""
        return tuple(self.dimension.split("|"))


@cache
def attributes() -> tuple[AttributeRow, ...]:
    """Every attribute, file by file in alphabetical order."""
    files = sorted((ROOT / "attributes").glob("*.toml"))
    return tuple(row for file in files for row in load(f"attributes/{file.name}", "attribute", AttributeRow))


@cache
def _natures() -> dict[str, Nature]:
    return {row.name: row.nature for row in attributes()}


def nature(name: str) -> Nature | None:
    """How values of the attribute with this name behave in time; None for an open attribute."""
    return _natures().get(name)
