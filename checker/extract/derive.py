"""Figures worked out from others of one sentence or table row: sums, changes, and dates so many days apart.

A derived claim stands at the place of the stated figure that it is to be held against, and names its operands.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from functools import cache

from checker.extract import terms
from checker.extract.asides import PRIOR
from checker.lexicon.load import load
from checker.model import (
    Attribute,
    Bound,
    Claim,
    DateValue,
    Period,
    Precision,
    Quantity,
    Span,
    ValueKind,
)

SUM, CHANGE, DATE = "derived/sum", "derived/change", "derived/date"


@dataclass(frozen=True)
class Sum:
    """An attribute whose value is the sum of others'."""

    total: str
    parts: tuple[str, ...]


@cache
def _sums() -> tuple[Sum, ...]:
    return load("zh/sums.toml", "sum", Sum)


def derived(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The derived claims of one document, numbered behind its own."""
    by_sentence: dict[Span, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_sentence[claim.sentence].append(claim)
    made: list[Claim] = []
    for sentence in sorted(by_sentence):
        together = sorted(by_sentence[sentence], key=lambda claim: claim.span)
        made += [*_totals(together), *_named_sums(together), *_changes(together), *_event_dates(together)]
    return tuple(replace(claim, id=f"{claim.document}-d{number:02d}") for number, claim in enumerate(made, 1))


def _exact(claim: Claim) -> Quantity | None:
    value = claim.value
    if (
        isinstance(value, Quantity)
        and value.value is not None
        and value.bound is Bound.EXACT
        and not claim.attribute.change
    ):
        return value
    return None


def _totals(claims: Sequence[Claim]) -> Iterable[Claim]:
    """男性71685万人,女性68840万人,二者合计14.0489亿人: the parts that stand right before their total."""
    for index, total in enumerate(claims):
        if "total" not in total.attribute.qualifiers or (stated := _exact(total)) is None:
            continue
        parts: list[Claim] = []
        for part in reversed(claims[:index]):
            figure = _exact(part)
            if figure is None or figure.unit != stated.unit or part.attribute.name != total.attribute.name:
                break
            parts.insert(0, part)
        if len(parts) > 1:
            yield from _against(total, parts)


def _named_sums(claims: Sequence[Claim]) -> Iterable[Claim]:
    """16金26银22铜,合计64枚奖牌: a total whose parts the lexicon knows."""
    for sum_ in _sums():
        totals = [claim for claim in claims if claim.attribute.name == sum_.total and _exact(claim) is not None]
        for total in totals:
            same = [c for c in claims if c.entity.name == total.entity.name and _exact(c) is not None]
            parts = [[c for c in same if c.attribute.name == part] for part in sum_.parts]
            if all(len(found) == 1 for found in parts):
                yield from _against(total, [found[0] for found in parts])


# a sum further off than this is no slip: the figures are not parts and total
_SLIP = Decimal("0.25")


def _against(total: Claim, parts: Sequence[Claim]) -> Iterable[Claim]:
    """The sum of the parts, held against the stated total; nothing where it is too far off to be meant."""
    figures = [figure for part in parts if (figure := _exact(part)) is not None]
    stated = _exact(total)
    assert stated is not None
    assert stated.value is not None
    value = sum((figure.value or Decimal(0) for figure in figures), Decimal(0))
    if not stated.value or abs(value - stated.value) > _SLIP * abs(stated.value):
        return
    low = sum((figure.low or Decimal(0) for figure in figures), Decimal(0))
    high = sum((figure.high or Decimal(0) for figure in figures), Decimal(0))
    written = " + ".join(figure.written for figure in figures)
    yield _claim(total, Quantity(low, high, stated.unit, f"{written} = {_plain(value)}", value), parts, SUM)


def _changes(claims: Sequence[Claim]) -> Iterable[Claim]:
    """792万人,较上年的954万人少了168万人; 由15亿元增至19.2亿元,增幅18%: a change held against its two ends."""
    for index, change in enumerate(claims):
        value = change.value
        if not change.attribute.change or not isinstance(value, Quantity) or value.value is None:
            continue
        levels = [c for c in claims[:index] if _exact(c) is not None and _is_level_of(c, change)]
        # the two ends stand right before the change; a third level leaves it open which are meant
        if not levels:
            levels = _moved(claims[index + 1 :], change)
        if len(levels) != len(("before", "after")):
            continue
        ends = _ends(levels)
        if ends is None:
            continue
        before, after = ends
        worked = _worked_out(before, after, value)
        if worked is not None:
            yield _claim(change, worked, (before, after), CHANGE)


def _moved(claims: Sequence[Claim], change: Claim) -> list[Claim]:
    """Fell 23 percent to 32.6 billion yuan from 40.3 billion: the ends of a change that stand right behind it."""

    def is_end(claim: Claim) -> bool:
        # 净利润 that grows is told as 利润增速
        rate = terms.attribute_named(claim.attribute.name + "增速")
        named = claim if rate is None else replace(claim, attribute=replace(claim.attribute, name=rate.name))
        return _exact(claim) is not None and (_is_level_of(claim, change) or _is_level_of(named, change))

    levels = [claim for claim in claims[:2] if is_end(claim)]
    one = len({claim.attribute.name for claim in levels}) == 1
    return levels if one and sum(PRIOR in claim.attribute.qualifiers for claim in levels) == 1 else []


def _is_level_of(claim: Claim, change: Claim) -> bool:
    same = claim.attribute.name == change.attribute.name or change.attribute.name.startswith(claim.attribute.name)
    value, stated = claim.value, change.value
    assert isinstance(value, Quantity)
    assert isinstance(stated, Quantity)
    relative = change.kind is ValueKind.PERCENT
    return same and claim.entity.name == change.entity.name and (relative or value.unit == stated.unit)


def _ends(levels: Sequence[Claim]) -> tuple[Claim, Claim] | None:
    """Which of two levels is the earlier one: marked as such, or with the earlier period. None where nothing tells."""
    first, second = levels
    marked = [PRIOR in claim.attribute.qualifiers for claim in levels]
    if marked == [True, False]:
        return first, second
    if marked == [False, True]:
        return second, first
    ends = [claim.period.end if claim.period is not None else None for claim in levels]
    if ends[0] is None or ends[1] is None or ends[0] == ends[1]:
        return None
    return (first, second) if ends[0] < ends[1] else (second, first)


def _worked_out(before: Claim, after: Claim, stated: Quantity) -> Quantity | None:
    """The change between two levels in the unit of the stated one; None where its sign is another."""
    start, end = before.value, after.value
    assert isinstance(start, Quantity)
    assert isinstance(end, Quantity)
    if start.low is None or start.high is None or end.low is None or end.high is None:
        return None
    if not start.value or end.value is None or stated.value is None:
        return None
    if stated.unit == "percent":
        value = (end.value / start.value - 1) * 100
        low, high = (end.low / start.high - 1) * 100, (end.high / start.low - 1) * 100
    else:
        value = end.value - start.value
        low, high = end.low - start.high, end.high - start.low
    if value * stated.value < 0 or value == 0:
        return None
    sign = "%" if stated.unit == "percent" else ""
    written = f"{start.written} → {end.written} = {_plain(value.quantize(Decimal('0.01')))}{sign}"
    return Quantity(low, high, stated.unit, written, value)


def _event_dates(claims: Sequence[Claim]) -> Iterable[Claim]:
    """12月10日…上线仅23天: the day of the event, so many days before the day that the sentence speaks of."""
    for claim in claims:
        value, period = claim.value, claim.period
        if claim.attribute.name != "历时" or not isinstance(value, Quantity) or value.unit != "day" or period is None:
            continue
        if value.value is None or period.start is None or period.start != period.end:
            continue
        day = period.start - timedelta(days=int(value.value))
        event = next((e for mod in sorted(claim.attribute.qualifiers) if (e := terms.event_of_family(mod))), None)
        if event is None:
            continue
        written = f"{period.text} − {value.written} = {day.isoformat()}"
        yield _claim(
            replace(claim, kind=ValueKind.DATE, attribute=Attribute(event.attribute, event.family), period=None),
            DateValue(day, day, Precision.DAY, written, day.isoformat()),
            (claim,),
            DATE,
        )


def _claim(stated: Claim, value: Quantity | DateValue, operands: Sequence[Claim], found_by: str) -> Claim:
    trace = tuple(f"operand: {operand.quote}" for operand in operands)
    period: Period | None = stated.period
    return replace(
        stated,
        value=value,
        found_by=found_by,
        derived_from=tuple(operand.id for operand in operands),
        trace=trace,
        period=period,
    )


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
