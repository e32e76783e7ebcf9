"""A conflict is told by every article that tells one of its sides."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from checker.judge.compare import agree, identical, maybe_of_one_time
from checker.model import Claim, Judgement, NameValue, Pair, Quantity, Verdict

# claims that tell one side of a conflict; more are no longer looked through
_MOST = 12


def spread(judgements: Iterable[Judgement], known: Iterable[tuple[str, str]] = ()) -> list[Judgement]:
    """The judgements and those that follow: what contradicts a figure contradicts the same figure told elsewhere.

    `known` are pairs, by their claims' ids, that were judged as well, though not against one another.
    """
    listed = list(judgements)
    judged = {frozenset((j.pair.left.id, j.pair.right.id)) for j in listed} | set(map(frozenset, known))
    same: dict[str, list[Claim]] = defaultdict(list)
    for judgement in listed:
        left, right = judgement.pair.left, judgement.pair.right
        if judgement.verdict is Verdict.AGREEMENT and identical(left, right):
            same[left.id].append(right)
            same[right.id].append(left)
    made: list[Judgement] = []
    for judgement in listed:
        left, right = judgement.pair.left, judgement.pair.right
        if judgement.verdict is not Verdict.CONTRADICTION or not isinstance(left.value, (Quantity, NameValue)):
            continue
        if left.derived_from or right.derived_from or judgement.pair.same_origin:
            continue
        for one in (left, *same[left.id][:_MOST]):
            for other in (right, *same[right.id][:_MOST]):
                key = frozenset((one.id, other.id))
                if key in judged or one.document == other.document or not _may(one, other):
                    continue
                judged.add(key)
                first, second = sorted((one, other), key=lambda claim: claim.id)
                level = f"the figures of {left.id} and {right.id}, told elsewhere"
                made.append(replace(judgement, pair=Pair(first, second, level, weighed=True)))
    return [*listed, *made]


def _may(one: Claim, other: Claim) -> bool:
    return agree(one, other) is False and maybe_of_one_time(one, other)
