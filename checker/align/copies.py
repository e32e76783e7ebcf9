"""Values that stand in one place of one sentence in two copies of an article, whatever was understood of them."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from itertools import combinations

from checker.align.figure import Measure, Told, measure, measured_alike, one_measure, told
from checker.align.similarity import same_place, same_sentence
from checker.model import Capped, Claim, DateValue, Pair, ValueKind
from checker.model.record import dataclass

_WORDS = frozenset({ValueKind.ROLE, ValueKind.RELATION})


def altered(claims: Iterable[Claim], origins: Mapping[str, str], capped: list[Capped] | None = None) -> Iterator[Pair]:
    """The pairs of two values in one place of two copies; what names hold is left to entity and attribute.

    Of many copies one stands for all that tell the same; where there are many versions all the same, each is held
    against the one that most copies tell, and `capped` is told so.
    """
    families: dict[str, dict[str, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for claim in claims:
        if claim.kind not in _WORDS and not claim.derived_from and _is_told(claim):
            families[origins[claim.document]][claim.document].append(claim)
    for origin, family in sorted(families.items()):
        if len(family) > 1:
            copies = {document: _Copy(told) for document, told in family.items()}
            for one, other in _held_together(origin, copies, capped):
                yield from _between(copies[one], copies[other])


class _Copy:
    """The claims of a copy in their order, and those that tell the same by what they tell."""

    __slots__ = ("claims", "tellers")

    def __init__(self, claims: Iterable[Claim]) -> None:
        self.claims = [_Value(claim, told(claim), measure(claim)) for claim in claims]
        self.tellers: dict[Told, list[Claim]] = defaultdict(list)
        for value in self.claims:
            self.tellers[value.told].append(value.claim)

    def lacking(self, other: "_Copy") -> list["_Value"]:
        """The claims of which the other copy's sentence does not tell the value as well."""
        return [value for value in self.claims if not _stands_in(value.claim, other.tellers.get(value.told, ()))]


@dataclass(slots=True)
class _Value:
    claim: Claim
    told: Told
    measure: Measure


# copies that are held against one another, each with all
_MANY = 40


def _held_together(origin: str, family: Mapping[str, _Copy], capped: list[Capped] | None) -> Iterable[tuple[str, str]]:
    """The copies two by two: all, or those that differ, or each that differs with the commonest one."""
    if len(family) <= _MANY:
        return combinations(sorted(family), 2)
    versions: dict[tuple[tuple[object, ...], ...], list[str]] = defaultdict(list)
    for document in sorted(family):
        versions[tuple((v.told, v.claim.at, v.claim.context) for v in family[document].claims)].append(document)
    differing = [alike[0] for alike in versions.values()]
    if len(differing) <= _MANY:
        return combinations(differing, 2)
    if capped is not None:
        capped.append(
            Capped("versions of one article", origin, len(differing), "each with the one that most copies tell")
        )
    first = max(versions.values(), key=len)[0]
    return [(min(first, other), max(first, other)) for other in differing if other != first]


def _is_told(claim: Claim) -> bool:
    """Whether a value is told by itself: 昨日 is another day in a copy of the day after."""
    return not isinstance(claim.value, DateValue) or (claim.value.anchored and any(map(str.isdigit, claim.quote)))


def _between(mine: _Copy, yours: _Copy) -> Iterator[Pair]:
    """Pairs of two copies. A value that the other copy's sentence tells as well was not altered."""
    new: dict[Hashable, list[_Value]] = defaultdict(list)
    for value in yours.lacking(mine):
        new[measured_alike(value.measure)].append(value)
    pairs = [
        (value.claim, other.claim)
        for value in (mine.lacking(yours) if new else ())
        for other in new.get(measured_alike(value.measure), ())
        if one_measure(value.measure, other.measure) and _is_one_place(value.claim, other.claim)
    ]
    if len(pairs) > 1 and 2 * len(pairs) >= len(mine.tellers.keys() | yours.tellers.keys()):
        # next year's report in the words of this year's
        return
    for one, other in pairs:
        left, right = sorted((one, other), key=lambda claim: claim.id)
        level = "one sentence of two copies"
        yield Pair(left, right, level, same_origin=True, one_sentence=True, copies=True, weighed=True)


def _stands_in(claim: Claim, others: Iterable[Claim]) -> bool:
    return any(same_sentence(claim.context, other.context) for other in others)


def _is_one_place(one: Claim, other: Claim) -> bool:
    if one.quote == other.quote or not same_sentence(one.context, other.context):
        return False
    behind = [claim.context[claim.at + len(claim.quote) :] for claim in (one, other)]
    if one.kind is ValueKind.RANK and behind[0] != behind[1]:
        # the largest by area, the second-largest by capacity
        return False
    return same_place(one.context, one.at, other.context, other.at) and same_sentence(*behind)
