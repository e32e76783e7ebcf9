"""The attributes that figures and names are given for, one file a field, with their words in both languages."""

from collections.abc import Sequence
from dataclasses import fields
from enum import StrEnum
from functools import cache

from checker.lexicon.finder import lower
from checker.lexicon.load import ROOT, load
from checker.lexicon.overlay import in_force, kept
from checker.model.record import dataclass, replace

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


@dataclass(frozen=True)
class HouseAttribute:
    """A row of a house's own file: the keys of `AttributeRow`, of which one of ours needs only those that differ."""

    name: str
    family: str | None = None
    dimension: str | None = None
    nature: Nature | None = None
    forms: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    functional: bool | None = None
    units: tuple[str, ...] = ()
    distinct: tuple[str, ...] = ()


@kept
def attributes() -> tuple[AttributeRow, ...]:
    """Every attribute, file by file in alphabetical order, and a house's own behind them."""
    return laid_over(known_attributes(), in_force().rows(HouseAttribute))


@cache
def known_attributes() -> tuple[AttributeRow, ...]:
    """The attributes that hold for every house."""
    files = sorted((ROOT / "attributes").glob("*.toml"))
    return tuple(row for file in files for row in load(f"attributes/{file.name}", "attribute", AttributeRow))


def laid_over(ours: Sequence[AttributeRow], rows: Sequence[HouseAttribute]) -> tuple[AttributeRow, ...]:
    """The attributes with a house's rows laid over them: a form that both know is the house's.

    A row of an attribute that we have adds words to it, and changes what else it tells.

    >>> ours = [AttributeRow("销量", "sales", "count", Nature.FLOW, ("销量", "卖出"))]
    >>> [row] = laid_over(ours, [HouseAttribute("销量", forms=("出库",), functional=False)])
    >>> row.forms, row.functional, row.family
    (('销量', '卖出', '出库'), False, 'sales')
    >>> [row.forms for row in laid_over(ours, [HouseAttribute("出库", "sales", "count", Nature.FLOW, ("卖出",))])]
    [('销量',), ('卖出',)]
    """
    made = {row.name: row for row in ours}
    for told in rows:
        taken = {lower(form) for form in (told.name, *told.forms, *told.weak)}
        for name, row in made.items():
            if name != told.name:
                made[name] = replace(row, forms=_without(row.forms, taken), weak=_without(row.weak, taken))
        old = made.pop(told.name, None)
        made[told.name] = _new(told) if old is None else _changed(old, told)
    return tuple(made.values())


def _without(forms: Sequence[str], taken: set[str]) -> tuple[str, ...]:
    return tuple(form for form in forms if lower(form) not in taken)


_WORDS = ("forms", "weak", "units", "distinct")


def _new(told: HouseAttribute) -> AttributeRow:
    assert told.dimension is not None
    assert told.nature is not None
    functional = told.functional is not False
    family = told.family or told.name
    return AttributeRow(
        told.name, family, told.dimension, told.nature, told.forms, told.weak, functional, told.units, told.distinct
    )


def _changed(row: AttributeRow, told: HouseAttribute) -> AttributeRow:
    said = {field.name: getattr(told, field.name) for field in fields(told) if field.name not in _WORDS}
    strong, weak = ({lower(form) for form in forms} for forms in (told.forms, told.weak))
    return replace(
        row,
        **{key: value for key, value in said.items() if value is not None},
        # a word that is strong here and weak there is what the house says
        forms=tuple(dict.fromkeys((*_without(row.forms, weak), *told.forms))),
        weak=tuple(dict.fromkeys((*_without(row.weak, strong), *told.weak))),
        units=tuple(dict.fromkeys((*row.units, *told.units))),
        distinct=tuple(dict.fromkeys((*row.distinct, *told.distinct))),
    )


@kept
def _natures() -> dict[str, Nature]:
    return {row.name: row.nature for row in attributes()}


def nature(name: str) -> Nature | None:
    """How values of the attribute with this name behave in time; None for an open attribute."""
    return _natures().get(name)
