"""Contradictions that the articles themselves take back: the other article says the same elsewhere."""

from collections import defaultdict
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from checker.model import Judgement, ValueKind, Verdict

_SETTLED = frozenset({"copy-altered"})


def unshadowed(judgements: Sequence[Judgement], weak: AbstractSet[tuple[str, str]] = frozenset()) -> list[Judgement]:
    """The judgements without the contradictions between independent articles that agree elsewhere.

    Where one article gives 5499 and 5999 (two versions told apart in a way that was not understood) and another gives
    5499, the two agree: 5999 against 5499 is no conflict between them. A conflict inside one article, and one between
    copies of an article, stands. `weak` are agreements too unsure for that, by the ids of their claims.
    """
    agreed: dict[str, set[str]] = defaultdict(set)
    mismatched = {
        id_
        for judgement in judgements
        for claim in (judgement.pair.left, judgement.pair.right)
        if judgement.verdict is Verdict.CONTRADICTION and claim.derived_from
        for id_ in (claim.id, *claim.derived_from)
    }
    for judgement in judgements:
        left, right = judgement.pair.left, judgement.pair.right
        if judgement.pair.weighed and left.kind is ValueKind.DATE:
            # two things may have been on one day: that the articles share it tells nothing of a third
            continue
        worked_out = bool(left.derived_from or right.derived_from) and not mismatched.isdisjoint(
            {*left.derived_from, *right.derived_from}
        )
        if worked_out or not mismatched.isdisjoint({left.id, right.id}) or (left.id, right.id) in weak:
            # 165 to 345 is the other article's 109 %, but 209 % is what this one says
            continue
        # 24.66 as adjusted loss here and as loss there agree as figures; the loss that the first one gives still stands
        if judgement.verdict is Verdict.AGREEMENT and left.attribute.qualifiers == right.attribute.qualifiers:
            agreed[left.id].add(right.document)
            agreed[right.id].add(left.document)

    def shadowed(judgement: Judgement) -> bool:
        pair = judgement.pair
        if judgement.verdict is not Verdict.CONTRADICTION or pair.same_origin or judgement.rule in _SETTLED:
            return False
        return pair.right.document in agreed[pair.left.id] or pair.left.document in agreed[pair.right.id]

    kept = [judgement for judgement in judgements if not shadowed(judgement)]
    facing = {faced for judgement in kept if judgement.verdict is Verdict.CONTRADICTION for faced in _facing(judgement)}
    # what an article tells otherwise it hardly bears out elsewhere, in words that are not surely of the same
    return [
        judgement
        for judgement in kept
        if judgement.verdict is not Verdict.AGREEMENT
        or (judgement.pair.left.id, judgement.pair.right.id) not in weak
        or facing.isdisjoint(_facing(judgement))
    ]


def _facing(judgement: Judgement) -> tuple[tuple[str, str], tuple[str, str]]:
    """Each claim with the article that the other one stands in."""
    left, right = judgement.pair.left, judgement.pair.right
    return (left.id, right.document), (right.id, left.document)
