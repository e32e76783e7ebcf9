"""The words on either side of a figure that make it a bound."""

from enum import StrEnum

from checker.lexicon.load import load
from checker.lexicon.overlay import in_force
from checker.model.record import dataclass
from checker.model.value import Bound


class Side(StrEnum):
    """Where a hedge stands."""

    BEFORE = "before"
    AFTER = "after"
    AROUND = "around"


@dataclass(frozen=True, slots=True)
class HedgeRow:
    """A row of `hedges.toml`."""

    side: Side
    bound: Bound
    forms: tuple[str, ...]
    strict: bool = False
    bare: bool = False
    not_after: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
    then: tuple[str, ...] = ()


_OURS = load("zh/hedges.toml", "hedge", HedgeRow) + load("en/hedges.toml", "hedge", HedgeRow)


def hedges() -> tuple[HedgeRow, ...]:
    """Every hedge, and a house's own behind them: of two rows with one form on one side the last holds."""
    return _OURS + in_force().rows(HedgeRow)
