"""Qualifiers: words that are part of what is compared (daily average, cumulative, overseas, non-GAAP)."""

from enum import StrEnum
from functools import cache

from checker.lexicon.load import load
from checker.model.record import dataclass


class Axis(StrEnum):
    """The dimension along which a qualifier narrows a claim."""

    AGGREGATION = "aggregation"
    SCOPE = "scope"
    MEASURE = "measure"
    POPULATION = "population"
    TIME_BASIS = "time_basis"
    PLATFORM = "platform"
    STAGE = "stage"


@dataclass(frozen=True)
class Qualifier:
    """One qualifier; `id` is the same in every language.

    Two claims with different ids on one axis speak of two things. `plain` ones are part of a field's terms without
    narrowing them: 平均薪酬 is what 薪酬 says.
    """

    id: str
    forms: tuple[str, ...]
    axis: Axis = Axis.SCOPE
    plain: bool = False


@cache
def qualifiers() -> tuple[Qualifier, ...]:
    """Every qualifier, with the forms of all languages under one id."""
    made: dict[str, Qualifier] = {}
    for file in ("zh", "en"):
        for row in load(f"{file}/qualifiers.toml", "qualifier", Qualifier):
            old = made.get(row.id)
            made[row.id] = row if old is None else Qualifier(row.id, old.forms + row.forms, old.axis, old.plain)
    return tuple(made.values())
