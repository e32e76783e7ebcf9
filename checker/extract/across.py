"""Figures worked out over several sentences and articles: a change against its two levels, a total against its parts.

Inside one sentence the reader sees what belongs together; here only names, attributes and explicit times can tell, so
that all of them must be the same.
"""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from checker.extract.changes import Basis, basis, is_change, is_level, level_of, worked_out
from checker.extract.working import CHANGE, SUM, derived_claim, exact, known_sums, sum_of
from checker.model import BASE, Claim, Modality, Period, PeriodKind, Quantity, Span
from checker.model.record import replace

# qualifiers that narrow nothing: 合计, 本期
_NEUTRAL = frozenset({"total"})


def across(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims that a folder's others make possible, numbered behind those of their documents.

    What is not borne out stands at the stated figure, to be held against it; what is stands at the figures of the
    other article, which could not have copied it.
    """
    stated = [claim for claim in claims if not claim.derived_from and claim.modality is Modality.ACTUAL]
    worked = {claim.span for claim in claims if claim.derived_from}
    by_entity: dict[str, list[Claim]] = defaultdict(list)
    for claim in stated:
        if isinstance(claim.value, Quantity) and not claim.withdrawn:
            by_entity[claim.entity.name].append(claim)
    made: list[Claim] = []
    for name in sorted(by_entity):
        mine = sorted(by_entity[name], key=lambda claim: claim.id)
        made += [claim for claim in (*_changes(mine), *_sums(mine)) if claim.span not in worked]
    count: dict[str, int] = defaultdict(int)
    return tuple(_numbered(made, count))


def _numbered(made: Iterable[Claim], count: dict[str, int]) -> Iterator[Claim]:
    for claim in made:
        count[claim.document] += 1
        yield replace(claim, id=f"{claim.document}-x{count[claim.document]:02d}")


def _changes(claims: Sequence[Claim]) -> Iterable[Claim]:
    """诊疗人次80万 (2023年) here, 88万 (2024年), 同比增长25% there."""
    levels: dict[tuple[str, frozenset[str]], list[Claim]] = defaultdict(list)
    for claim in claims:
        if exact(claim) is not None and _is_timed(claim):
            levels[claim.attribute.name, _narrowing(claim)].append(claim)
    for change in claims:
        name = level_of(change) if is_change(change) and _is_timed(change) and _is_sure(change) else None
        since = _since(change) if name is not None else None
        if name is None or since is None or change.period is None:
            continue
        of_it = [c for c in levels[name, _narrowing(change)] if is_level(c, change, name)]
        after = _at(of_it, (change.period.start, change.period.end))
        before = _at(of_it, since)
        if after is None or before is None or after.sentence == before.sentence == change.sentence:
            continue
        worked = worked_out(before, after, change)
        if worked is not None:
            yield from _placed(change, worked, (before, after), CHANGE)


def _placed(stated: Claim, worked: Quantity, operands: Sequence[Claim], found_by: str) -> Iterable[Claim]:
    """The derived claim where it is to be read: at the stated figure, or with its operands where they bear it out."""
    assert isinstance(stated.value, Quantity)
    made = derived_claim(stated, worked, operands, found_by)
    if not worked.meets(stated.value):
        if found_by != CHANGE or _is_far(worked, stated.value):
            yield made
        return
    documents = {claim.document for claim in operands}
    if len(documents) == 1 and stated.document not in documents:
        last = operands[-1]
        yield replace(
            made,
            document=last.document,
            span=last.span,
            quote=last.quote,
            sentence=last.sentence,
            told=last.told,
            context=last.context,
            at=last.at,
            entity=last.entity,
        )


# a level told again a year later may have been restated since: what that makes of a growth is no slip
_RESTATED = Decimal("0.1")


def _is_far(worked: Quantity, stated: Quantity) -> bool:
    """Whether two changes are further apart than restated levels put them: a tenth, or a point of per cent."""
    if worked.value is None or stated.value is None:
        return False
    return abs(worked.value - stated.value) > max(Decimal(1), _RESTATED * abs(stated.value))


def _is_sure(claim: Claim) -> bool:
    """Whether a claim says itself, or in its sentence, what it is of."""
    return claim.attribute.known and claim.attribute.functional and not claim.attribute.inherited


def _is_timed(claim: Claim) -> bool:
    """Whether a claim tells a time with both ends."""
    period = claim.period
    if period is None or not period.explicit or period.kind not in {PeriodKind.SPAN, PeriodKind.INSTANT}:
        return False
    return period.start is not None and period.end is not None


def _narrowing(claim: Claim) -> frozenset[str]:
    return frozenset(
        mod for mod in claim.attribute.qualifiers | claim.scope if mod not in _NEUTRAL and not mod.startswith(BASE)
    )


Days = tuple[date | None, date | None]


def _since(change: Claim) -> Days | None:
    """The days of the level that a change is counted from; None where nothing tells them."""
    period = change.period
    assert period is not None
    base = next((mod.removeprefix(BASE) for mod in change.attribute.qualifiers if mod.startswith(BASE)), None)
    told = basis(change)
    if told is Basis.YEAR and base is None:
        return _years_back(period, 1)
    if base is not None and period.end is not None and told is not Basis.MONTH:
        return _years_back(period, period.end.year - int(base))
    return None


def _years_back(period: Period, years: int) -> Days | None:
    if years <= 0 or period.start is None or period.end is None:
        return None
    return _earlier(period.start, years), _earlier(period.end, years)


def _earlier(day: date, years: int) -> date:
    """The same day so many years earlier; the last day of a month stays its last.

    >>> _earlier(date(2024, 2, 29), 1), _earlier(date(2023, 2, 28), 3)
    (datetime.date(2023, 2, 28), datetime.date(2020, 2, 29))
    """
    last = monthrange(day.year - years, day.month)[1]
    is_last = day.day == monthrange(day.year, day.month)[1]
    return date(day.year - years, day.month, last if is_last else min(day.day, last))


def _at(levels: Sequence[Claim], days: Days) -> Claim | None:
    """The level of that time; None where there is none, or two that differ."""
    found = [c for c in levels if c.period is not None and (c.period.start, c.period.end) == days]
    if not found or not all(_is_sure(claim) for claim in found[:1]):
        return None
    first = exact(found[0])
    assert first is not None
    same = all((figure := exact(claim)) is not None and figure.meets(first) for claim in found)
    return found[0] if same else None


def _sums(claims: Sequence[Claim]) -> Iterable[Claim]:
    """21枚金牌、18枚银牌、25枚铜牌 here, 奖牌总数70枚 there."""
    for sum_ in known_sums():
        totals = [c for c in claims if c.attribute.name == sum_.total and exact(c) is not None and _is_sure(c)]
        if not totals:
            continue
        for parts in _sets(claims, sum_.parts):
            for total in totals:
                if total.sentence != parts[0].sentence and all(_belongs(part, total) for part in parts):
                    yield from _held(total, parts)


# articles that tell one story at two hours differ by more than a slip
_SLIP = Decimal("0.1")


def _held(total: Claim, parts: Sequence[Claim]) -> Iterable[Claim]:
    worked = sum_of(total, parts, _SLIP)
    if worked is not None:
        yield from _placed(total, worked, parts, SUM)


def _sets(claims: Sequence[Claim], names: Sequence[str]) -> Iterable[tuple[Claim, ...]]:
    """The parts that stand together in one sentence, each once."""
    by_sentence: dict[tuple[str, Span], Mapping[str, list[Claim]]] = {}
    for claim in claims:
        if claim.attribute.name in names and exact(claim) is not None:
            held = by_sentence.setdefault((claim.document, claim.sentence), defaultdict(list))
            held[claim.attribute.name].append(claim)
    for key in sorted(by_sentence):
        found = by_sentence[key]
        if all(len(found.get(name, ())) == 1 for name in names):
            yield tuple(found[name][0] for name in names)


def _belongs(part: Claim, total: Claim) -> bool:
    """Whether a part may be one of a total: narrowed alike, of one time, and told on one day where none is told."""
    if _narrowing(part) != _narrowing(total):
        return False
    one, other = part.period, total.period
    if one is None and other is None:
        return part.told is None or total.told is None or part.told == total.told
    return (
        one is not None and other is not None and (one.start, one.end, one.iso) == (other.start, other.end, other.iso)
    )
