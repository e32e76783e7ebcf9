"""Totals of a time whose parts are told for the times that make it up: 一季度38亿元, 二季度40亿元, 上半年78亿元."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal

from checker.extract.working import SUM, derived_claim, exact, sum_of
from checker.lexicon.load import words
from checker.model import Claim, Modality, PeriodKind, Quantity

# a sum further off than this is one of something else
_SLIP = Decimal("0.15")
_ROUNDED = Decimal("0.015")


def sums_over_time(claims: Sequence[Claim]) -> Iterable[Claim]:
    """The totals of one document that the figures of their quarters, halves or months do not come to."""
    told: dict[tuple[str, str, frozenset[str]], dict[tuple[date, date], list[Claim]]] = defaultdict(dict)
    for claim in claims:
        days = _days(claim)
        if days is not None and claim.attribute.name in words("changes.toml", "adds_up"):
            narrowing = (claim.attribute.qualifiers | claim.scope) - _NEUTRAL
            told[claim.entity.name, claim.attribute.name, narrowing].setdefault(days, []).append(claim)
    for key in sorted(told, key=lambda key: (key[0], key[1], sorted(key[2]))):
        spans = {days: found[0] for days, found in told[key].items() if _are_one(found)}
        for whole in sorted(spans):
            parts = _parts(whole, spans)
            if parts:
                yield from _held(spans[whole], parts)


def _days(claim: Claim) -> tuple[date, date] | None:
    """The days of a claim that tells what came about in a span of time, and of what, in words of its own."""
    period = claim.period
    if claim.modality is not Modality.ACTUAL or claim.withdrawn or exact(claim) is None or period is None:
        return None
    sure = claim.attribute.known and not claim.attribute.inherited and bool(claim.entity.name)
    if not sure or period.kind is not PeriodKind.SPAN or period.start is None or period.end is None:
        return None
    return (period.start, period.end) if (period.end - period.start).days >= _MONTH else None


_MONTH = 27
# qualifiers that narrow nothing
_NEUTRAL = frozenset({"total", "group"})


def _are_one(found: Sequence[Claim]) -> bool:
    """Whether all figures of one time are one: of two that differ nothing tells which is meant."""
    first = found[0].value
    assert isinstance(first, Quantity)
    return all(isinstance(c.value, Quantity) and c.value.unit == first.unit and c.value.meets(first) for c in found)


def _parts(whole: tuple[date, date], spans: dict[tuple[date, date], Claim]) -> list[Claim]:
    """The figures of the times that follow one another from the first day of a span to its last."""
    start, end = whole
    parts: list[Claim] = []
    while start <= end:
        days = [span for span in spans if span[0] == start and span[1] <= end and span != whole]
        if len(days) != 1:
            return []
        parts.append(spans[days[0]])
        start = days[0][1] + timedelta(days=1)
    return parts if len(parts) > 1 else []


def _held(total: Claim, parts: Sequence[Claim]) -> Iterable[Claim]:
    worked, stated = sum_of(total, parts, _SLIP), exact(total)
    units = {getattr(claim.value, "unit", None) for claim in (total, *parts)}
    if worked is None or stated is None or worked.value is None or not stated.value or len(units) > 1:
        return
    if not worked.meets(stated) and abs(worked.value - stated.value) > _ROUNDED * abs(stated.value):
        yield derived_claim(total, worked, parts, SUM)
