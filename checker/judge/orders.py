"""Figures that stand in an order: a part is no more than its whole, a running total never falls."""

from functools import cache

from checker.judge.compare import display, is_derived, is_outspoken, same_attribute, same_entity
from checker.judge.figures import in_one_unit
from checker.judge.once import once_a_pair
from checker.judge.times import same_period
from checker.lexicon.attributes import Nature, nature
from checker.lexicon.load import load, words
from checker.model import Claim, Modality, Pair, Period, PeriodKind, Quantity
from checker.model.record import dataclass


@dataclass(frozen=True)
class Order:
    """Two attributes of which the first is never more than the second."""

    less: str
    more: str


@cache
def _orders() -> frozenset[tuple[str, str]]:
    return frozenset((row.less, row.more) for row in load("orders.toml", "order", Order))


@once_a_pair
def broken(pair: Pair) -> str | None:
    """What stands in the wrong order in a pair, or None: daily users above monthly ones, a running total that fell."""
    if is_derived(pair) or not same_entity(pair) or not _one_way(pair):
        return None
    return _part_above_whole(pair) or _fallen_total(pair)


def _one_way(pair: Pair) -> bool:
    """Whether both are told as fact, as levels, narrowed alike, and neither is read loosely."""
    left, right = pair.left, pair.right
    return (
        left.modality == right.modality == Modality.ACTUAL
        and not (left.attribute.change or right.attribute.change)
        and left.attribute.qualifiers | left.scope == right.attribute.qualifiers | right.scope
        and (pair.one_sentence or (is_outspoken(left) and is_outspoken(right)))
    )


def _part_above_whole(pair: Pair) -> str | None:
    for less, more in ((pair.left, pair.right), (pair.right, pair.left)):
        if (less.attribute.name, more.attribute.name) not in _orders() or not _at_one_time(less, more):
            continue
        if _above(less, more):
            part, whole = less.attribute.name, more.attribute.name
            return f"{part} {display(less)} cannot be more than {whole} {display(more)}"
    return None


def _at_one_time(one: Claim, other: Claim) -> bool:
    """Whether two claims speak of one time: both tell it, or both leave it to one article's day."""
    if one.period is None and other.period is None:
        return one.document == other.document
    return same_period(one.period, other.period) is True


def _above(one: Claim, other: Claim) -> bool:
    """Whether one figure is more than another at every reading."""
    both = in_one_unit(one, other)
    if both is None:
        return False
    least, most = both[0].low, both[1].high
    return least is not None and most is not None and least > most


def _fallen_total(pair: Pair) -> str | None:
    """The later of two running totals is the lower one. What is counted anew each year falls every January."""
    if not same_attribute(pair) or not (_is_running(pair.left) and _is_running(pair.right)):
        return None
    early, late = sorted((pair.left, pair.right), key=_end)
    if _end(early) == _end(late) or not _above(early, late):
        return None
    if not _counted_alike(early, late):
        return None
    if _end(early)[:4] != _end(late)[:4] and nature(early.attribute.name) is not Nature.TOTAL:
        return None
    return f"a running total cannot fall from {display(early)} ({_when(early)}) to {display(late)} ({_when(late)})"


def _counted_alike(one: Claim, other: Claim) -> bool:
    """Whether two totals run from one day: neither 今年累计 beside 累计, nor two spans that begin apart."""
    if any(word in claim.context.lower() for claim in (one, other) for word in words("orders.toml", "anew")):
        return False
    first, second = one.period, other.period
    assert first is not None
    assert second is not None
    return first.start == second.start or (_is_point(first) and _is_point(second))


# days; 截至5月底 is told of the end of a month and no more exactly
_MONTH = 31


def _is_point(period: Period) -> bool:
    return period.start is not None and period.end is not None and (period.end - period.start).days < _MONTH


def _is_running(claim: Claim) -> bool:
    period = claim.period
    if not isinstance(claim.value, Quantity) or period is None or not period.explicit or period.end is None:
        return False
    if period.kind is PeriodKind.CUMULATIVE:
        return True
    return period.kind is PeriodKind.INSTANT and "cumulative" in claim.attribute.qualifiers


def _end(claim: Claim) -> str:
    assert claim.period is not None
    return str(claim.period.end)


def _when(claim: Claim) -> str:
    assert claim.period is not None
    return claim.period.text
