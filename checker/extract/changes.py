"""Changes held against the two levels that they lie between: difference, percent, percentage points, multiple."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from enum import StrEnum
from functools import cache

from checker.extract import terms
from checker.extract.working import as_rounded, exact, plain, told_like
from checker.lexicon.load import load, words
from checker.model import BASE, PRIOR, Claim, Period, Quantity, ValueKind
from checker.model.pattern import seldom
from checker.model.record import dataclass, replace

_FILE = "changes.toml"


@dataclass(frozen=True)
class Growth:
    """An attribute that is the growth of another."""

    rate: str
    level: str


@dataclass(frozen=True)
class Rise:
    """An attribute that is the rise from one attribute to another, where `on` narrows the second."""

    rate: str
    before: str
    after: str
    on: str


class Basis(StrEnum):
    """How far back a change looks, as its words tell."""

    YEAR = "year"
    MONTH = "month"
    UNTOLD = "untold"
    OTHER = "other"


@cache
def _growths() -> dict[str, str]:
    return {row.rate: row.level for row in load(_FILE, "growth", Growth)}


@cache
def _rises() -> dict[str, Rise]:
    return {row.rate: row for row in load(_FILE, "rise", Rise)}


def of_levels(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """The claims, each rate of growth as the change of what grows: 净利润增速 is how 净利润 changed."""
    return tuple(map(_of_level, claims))


def _of_level(claim: Claim) -> Claim:
    name = _growths().get(claim.attribute.name)
    row = terms.attribute(name) if name is not None else None
    if row is None or claim.kind not in {ValueKind.PERCENT, ValueKind.RATIO}:
        return claim
    return replace(claim, attribute=replace(claim.attribute, name=row.name, family=row.family, change=True))


def level_of(change: Claim) -> str | None:
    """The attribute whose levels a change lies between; None where it is not the plain change of any."""
    name = change.attribute.name
    return None if name in words(_FILE, "adjusted") else name


def is_change(claim: Claim) -> bool:
    """Whether a claim is a plain change between two levels, told as one figure."""
    value = claim.value
    if not claim.attribute.change or not isinstance(value, Quantity) or value.value is None:
        return False
    return basis(claim) is not Basis.OTHER


# code points before and behind a change in which its words tell what it is counted from
_BEFORE, _BEHIND = 16, 28


def basis(change: Claim) -> Basis:
    """How far back a change looks: 同比 and its like a year, 环比 a month; OTHER where it is no plain change."""
    text = change.context.lower()
    end = change.at + len(change.value.written)
    # what is said of one figure ends where the next sentence part begins
    before = text[max(0, change.at - _BEFORE) : change.at]
    around = before + text[end : end + _BEHIND].partition(",")[0].partition(";")[0]
    if any(word in around for key in ("averaged", "comparable") for word in words(_FILE, key)):
        return Basis.OTHER
    if any(word in around for word in words(_FILE, "yearly")):
        return Basis.YEAR
    return Basis.MONTH if any(word in around for word in words(_FILE, "monthly")) else Basis.UNTOLD


def changes(claims: Sequence[Claim]) -> Iterable[tuple[Claim, Quantity, tuple[Claim, Claim]]]:
    """The changes of one sentence, each with what its two levels make of it: 由15亿元增至19.2亿元, 增幅18%."""
    for change in claims:
        if not is_change(change):
            continue
        ends = _risen(claims, change) or _ends(claims, change)
        if ends is None:
            continue
        worked = worked_out(*ends, change)
        if worked is not None:
            yield change, worked, ends


def _risen(claims: Sequence[Claim], change: Claim) -> tuple[Claim, Claim] | None:
    """发行价165港元, 首日收盘价345港元, 涨幅109%: the two ends of a rise between two attributes."""
    rise = _rises().get(change.attribute.name)
    if rise is None:
        return None
    before = [c for c in claims if c.attribute.name == rise.before and exact(c)]
    after = [c for c in claims if c.attribute.name == rise.after and exact(c) and rise.on in c.attribute.qualifiers]
    if len(before) != 1 or len(after) != 1 or not _of_one(change, after[0]) or not _of_one(before[0], after[0]):
        return None
    return before[0], after[0]


def _of_one(one: Claim, other: Claim) -> bool:
    """Whether two claims of one sentence may be of one entity: the same, or one of them names nobody."""
    return one.entity.name == other.entity.name or not one.entity.name or not other.entity.name


def _ends(claims: Sequence[Claim], change: Claim) -> tuple[Claim, Claim] | None:
    """The level before and the level after; None where a third level leaves it open which are meant."""
    name = level_of(change)
    levels = [c for c in claims if name is not None and exact(c) is not None and is_level(c, change, name)]
    if len(levels) != len(("before", "after")):
        return None
    ends = _ordered(levels)
    return ends if ends is not None and _fits(change, *ends) else None


def is_level(claim: Claim, change: Claim, name: str) -> bool:
    """Whether a claim is a level of what changes, in a unit that the change can be worked out in."""
    value, stated = claim.value, change.value
    assert isinstance(value, Quantity)
    assert isinstance(stated, Quantity)
    same = claim.attribute.name == name or name.startswith(claim.attribute.name)
    if not same or claim.entity.name != change.entity.name:
        return False
    if stated.unit == "pp":
        return value.unit == "percent"
    relative = change.kind in {ValueKind.PERCENT, ValueKind.RATIO}
    return value.unit == stated.unit or (relative and value.unit not in {"percent", "pp", "times"})


def _ordered(levels: Sequence[Claim]) -> tuple[Claim, Claim] | None:
    """Which of two levels is the earlier one: marked as such, or with the earlier period. None where nothing tells."""
    first, second = levels
    marked = list(map(_is_prior, levels))
    if marked == [True, False]:
        return first, second
    if marked == [False, True]:
        return second, first
    ends = [claim.period.end if claim.period is not None else None for claim in levels]
    if ends[0] is None or ends[1] is None or ends[0] == ends[1]:
        return None
    return (first, second) if ends[0] < ends[1] else (second, first)


def _is_prior(claim: Claim) -> bool:
    """Whether a level is told as the earlier one: 由150亿元增至…, from $50 billion, 上年的954万人."""
    before = claim.context[: claim.at].lower()
    if PRIOR in claim.attribute.qualifiers or before.endswith("from ") or _COMPARED.search(before) is not None:
        return True
    return _is_last(claim)


# 比前一年的2.31亿元增长, higher than the $2.3 billion of
_COMPARED = seldom(r"(?:[比较][^，,。；、\d]{0,10}的|\bthan the )\Z")


def _is_last(claim: Claim) -> bool:
    """Whether a level's time is told as the one before: 上年, 去年同期."""
    return claim.period is not None and is_before(claim.period)


def is_before(period: Period) -> bool:
    """Whether a time is told as the one before: 上年, 去年同期."""
    told = period.text
    return bool(told) and any(word.endswith(told) for key in ("yearly", "monthly") for word in words(_FILE, key))


def _fits(change: Claim, before: Claim, after: Claim) -> bool:
    """Whether a change is counted from the level before: not from another year (较2019年), no 同比 over four years."""
    years = _year(before.period), _year(after.period)
    base = next((mod.removeprefix(BASE) for mod in change.attribute.qualifiers if mod.startswith(BASE)), None)
    if base is not None and years[0] is not None and base != str(years[0]):
        return False
    told = None not in years and basis(change) is Basis.YEAR and not _is_last(before)
    return not told or (years[0] or 0) + 1 == years[1]


def _year(period: Period | None) -> int | None:
    return period.end.year if period is not None and period.end is not None else None


def worked_out(before: Claim, after: Claim, change: Claim) -> Quantity | None:
    """The change between two levels in the unit of the stated one; None where its sign is another."""
    start, end, stated = before.value, after.value, change.value
    assert isinstance(start, Quantity)
    assert isinstance(end, Quantity)
    assert isinstance(stated, Quantity)
    if start.low is None or start.high is None or end.low is None or end.high is None:
        return None
    if not start.value or end.value is None or stated.value is None or min(start.low, end.low) <= 0:
        return None
    if stated.unit == "percent" and start.unit != "percent":
        value = (end.value / start.value - 1) * 100
        low, high = (end.low / start.high - 1) * 100, (end.high / start.low - 1) * 100
        low, high = as_rounded(low, high, stated)
        told = f"{plain(value.quantize(Decimal('0.01')))}%"
    elif stated.unit == "times":
        return _multiple(start, end, stated)
    else:
        value = end.value - start.value
        low, high = end.low - start.high, end.high - start.low
        if value * stated.value < 0:
            # 变动0.9个百分点: a difference may be told without saying which way
            value, low, high = -value, -high, -low
        told = told_like(value, stated)
    if value * stated.value < 0 or value == 0 or _is_relative(start, end, stated):
        return None
    return Quantity(low, high, stated.unit, f"{start.written} → {end.written} = {told}", value)


def _is_relative(start: Quantity, end: Quantity, stated: Quantity) -> bool:
    """Whether a change between two shares is told in percent of the first: 4.7% to 3.9% is a decline of 17%."""
    if not stated.unit == start.unit == "percent" or not start.value or end.value is None or stated.value is None:
        return False
    return abs(abs((end.value / start.value - 1) * 100) - abs(stated.value)) <= _HALF_A_PERCENT


_HALF_A_PERCENT = Decimal("0.5")


# a multiple is told in whole numbers: this much of it, and of the multiple itself, is rounding
_WHOLE, _TENTH = Decimal("0.5"), Decimal("0.1")


def _multiple(start: Quantity, end: Quantity, stated: Quantity) -> Quantity | None:
    """How many times more: 增长了3倍 is said of three times as much and of three times more, and both may be meant."""
    assert start.value is not None
    assert end.value is not None
    assert start.low is not None
    assert start.high is not None
    assert end.low is not None
    assert end.high is not None
    value = end.value / start.value
    if value <= 1 or stated.value is None or stated.value < 0:
        return None
    rounding = max(_WHOLE, value * _TENTH)
    told = f"{start.written} → {end.written} = {plain(value.quantize(Decimal('0.01')))}倍"
    return Quantity(end.low / start.high - 1 - rounding, end.high / start.low + rounding, "times", told, value)
