"""The positions of a finding: its claims by values that can be true together."""

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from decimal import Decimal

from checker.judge.compare import agree, display
from checker.judge.figures import is_bound
from checker.lexicon.measures import dimension, to_base
from checker.model import Capped, Claim, DateValue, Judgement, NameValue, Position, Quantity, Verdict

# positions of a finding of which each claim may join any; no finding of an annotated corpus has a tenth as many
_ALL = 500
# where there are more: those on either side of it in the order of values
_NEAR = 10
# sort of value, its dimension, figure or day, and name
_Place = tuple[str, str, Decimal, str]


def positions(
    claims: Mapping[str, Claim],
    judgements: Sequence[Judgement],
    origins: Mapping[str, str],
    capped: list[Capped] | None = None,
) -> tuple[Position, ...]:
    """The claims by compatible values: from the narrowest outwards, each joins the first it agrees with throughout.

    `capped` is told of claims that tell too many values for that.
    """
    apart: dict[str, set[str]] = defaultdict(set)
    for j in judgements:
        if j.verdict is not Verdict.AGREEMENT:
            apart[j.pair.left.id].add(j.pair.right.id)
            apart[j.pair.right.id].add(j.pair.left.id)
    sides = _Sides()
    for claim in sorted(claims.values(), key=lambda c: (bool(c.derived_from), _width(c), c.id)):
        sides.put(claim, apart[claim.id])
    if capped is not None and len(sides.groups) > _ALL:
        first = min(claims.values(), key=lambda claim: claim.id)
        of = f"{first.entity.name} · {first.attribute.name}"
        compared = f"those that tell the same and {2 * _NEAR} neighbours of each by value"
        capped.append(Capped("claims of one finding that may agree", of, len(claims), compared))
    return tuple(
        Position(
            display(min(group, key=lambda c: (is_bound(c), c.id))),
            tuple(sorted(claim.id for claim in group)),
            len({origins[claim.document] for claim in group}),
        )
        for group in sorted(sides.groups, key=lambda group: min(c.id for c in group))
    )


class _Sides:
    """Groups of claims that agree; each claim that is put joins the first that it can, or makes one."""

    def __init__(self) -> None:
        self.groups: list[list[Claim]] = []
        # one claim of a group speaks for all that tell the same, so that many who agree are not asked one by one
        self._speakers: list[dict[Hashable, Claim]] = []
        self._ids: list[set[str]] = []
        # the groups in the order of their first values, and those that tell the same
        self._order: list[tuple[_Place, int]] = []
        self._same: dict[Hashable, list[int]] = defaultdict(list)

    def put(self, claim: Claim, apart: AbstractSet[str]) -> None:
        """Take in a claim; rules tell it `apart` from those of these ids."""
        said = _what_agrees(claim)
        for at in self._able(claim, said):
            if self._ids[at].isdisjoint(apart) and all(agree(claim, other) for other in self._speakers[at].values()):
                break
        else:
            at = len(self.groups)
            self.groups.append([])
            self._speakers.append({})
            self._ids.append(set())
            insort(self._order, (_place(claim), at))
        self.groups[at].append(claim)
        self._ids[at].add(claim.id)
        if said not in self._speakers[at]:
            self._speakers[at][said] = claim
            self._same[said].append(at)

    def _able(self, claim: Claim, said: Hashable) -> Iterable[int]:
        """The groups that a claim may join, in the order in which they were made."""
        if len(self.groups) <= _ALL:
            return range(len(self.groups))
        here = bisect_left(self._order, (_place(claim), 0))
        near = self._order[max(here - _NEAR, 0) : here + _NEAR]
        return sorted({*(at for _, at in near), *self._same[said][:_NEAR]})


def _what_agrees(claim: Claim) -> Hashable:
    """What is asked of a claim where it may agree with another."""
    return claim.kind, claim.value, claim.attribute.name, claim.attribute.change


def _place(claim: Claim) -> _Place:
    value = claim.value
    kind = str(claim.kind)
    if isinstance(value, Quantity):
        figure = to_base(value)
        told = next((end for end in (figure.value, figure.low, figure.high) if end is not None), Decimal(0))
        return kind, dimension(figure.unit) or "", told, ""
    if isinstance(value, DateValue):
        return kind, "", Decimal(value.start.toordinal() if value.start is not None else 0), value.iso
    return kind, "", Decimal(0), value.name if isinstance(value, NameValue) else ""


def _width(claim: Claim) -> Decimal:
    value = claim.value
    if isinstance(value, Quantity):
        if value.low is None or value.high is None:
            return Decimal("Infinity")
        return value.high - value.low
    if isinstance(value, DateValue) and value.start is not None and value.end is not None:
        return Decimal((value.end - value.start).days)
    return Decimal(0)
