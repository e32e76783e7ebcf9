"""A conflict is told by every article that tells one of its sides."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable

from checker.judge.compare import agree, identical, maybe_of_one_time
from checker.model import Capped, Claim, Judgement, NameValue, Pair, Quantity, Verdict
from checker.model.record import replace

# claims that tell one side of a conflict; more are no longer looked through
_MOST = 12


def _itself(claim: Claim) -> str:
    return claim.id


def spread(
    judgements: Iterable[Judgement],
    known: Iterable[tuple[Hashable, Hashable]] = (),
    capped: list[Capped] | None = None,
    told: Callable[[Claim], Hashable] = _itself,
) -> list[Judgement]:
    """The judgements and those that follow: what contradicts a figure contradicts the same figure told elsewhere.

    `known` is of what something was said that sets no two against one another: what two claims tell, by `told`.
    `capped` is told where too many claims tell a side to look through all.
    """
    listed = list(judgements)
    against = [judgement for judgement in listed if _spreads(judgement)]
    if not against:
        return listed
    judged = {frozenset((j.pair.left.id, j.pair.right.id)) for j in listed}
    faced = set(map(frozenset, known))
    same: dict[str, list[Claim]] = defaultdict(list)
    for judgement in listed:
        left, right = judgement.pair.left, judgement.pair.right
        if judgement.verdict is Verdict.AGREEMENT and identical(left, right):
            same[left.id].append(right)
            same[right.id].append(left)
    made: list[Judgement] = []
    many: dict[str, Claim] = {}
    for judgement in against:
        left, right = judgement.pair.left, judgement.pair.right
        many.update({claim.id: claim for claim in (left, right) if len(same[claim.id]) > _MOST})
        for one in (left, *same[left.id][:_MOST]):
            for other in (right, *same[right.id][:_MOST]):
                key = frozenset((one.id, other.id))
                if key in judged or one.document == other.document or not _may(one, other):
                    continue
                judged.add(key)
                if frozenset((told(one), told(other))) in faced:
                    continue
                first, second = sorted((one, other), key=lambda claim: claim.id)
                level = f"the figures of {left.id} and {right.id}, told elsewhere"
                made.append(replace(judgement, pair=Pair(first, second, level, weighed=True)))
    if many and capped is not None:
        most = min(many.values(), key=lambda claim: (-len(same[claim.id]), claim.id))
        of = f"{most.entity.name} · {most.attribute.name} · {most.value.written}"
        compared = f"the first {_MOST} that agree, as for each of {len(many)} such claims"
        capped.append(Capped("claims that tell one side of a conflict", of, len(same[most.id]) + 1, compared))
    return [*listed, *made]


def _spreads(judgement: Judgement) -> bool:
    """Whether a judgement is of a conflict between two articles that tell figures or names of their own."""
    left, right = judgement.pair.left, judgement.pair.right
    if judgement.verdict is not Verdict.CONTRADICTION or not isinstance(left.value, (Quantity, NameValue)):
        return False
    return not (left.derived_from or right.derived_from or judgement.pair.same_origin)


def _may(one: Claim, other: Claim) -> bool:
    return agree(one, other) is False and maybe_of_one_time(one, other)
