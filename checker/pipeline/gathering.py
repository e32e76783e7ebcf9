"""Findings of a whole folder, part by part: what agrees or contradicts by what it is about, the rest by its excuse."""

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet

from checker.judge.gather import Order, gathered, numbered
from checker.judge.shadow import unshadowed
from checker.judge.spread import spread
from checker.model import Capped, Claim, Finding, Judgement, Verdict
from checker.model.record import replace
from checker.pipeline.judging import names_apart
from checker.pipeline.told import Kind, Said, Told
from checker.store.shelf import File, Part, Shelf

# judgements that are looked at in one go, and the most parts that those of a folder are taken in, of each sort
_PART, _MOST = 20_000, 64
# two numbers of claims
_Two = tuple[int, int]


def findings_of(
    told: Told,
    origins: Mapping[str, str],
    severities: Mapping[str, str],
    capped: list[Capped] | None = None,
    only: AbstractSet[str] | None = None,
) -> tuple[Finding, ...]:
    """The findings in all that was said, in their order; `told` learns which claims were compared and found.

    `capped` is told what was too much to be looked through. With `only` they are those in which claims of these
    documents take part.
    """
    return _Conclusion(told, origins, severities, [] if capped is None else capped, only).findings()


class _Conclusion:
    """The findings so far; their judgements stay on a shelf."""

    def __init__(
        self,
        told: Told,
        origins: Mapping[str, str],
        severities: Mapping[str, str],
        capped: list[Capped],
        only: AbstractSet[str] | None,
    ) -> None:
        self._told = told
        self._only = only
        self._capped = capped
        self._origins = origins
        self._severities = severities
        self._found: list[tuple[Order, Finding]] = []
        self._judgements: Shelf[tuple[Judgement, ...]] = Shelf(lot=4)
        # names that a contradiction tells apart
        self._apart: set[frozenset[str]] = set()

    def findings(self) -> tuple[Finding, ...]:
        """All of them."""
        weights = self._told.weights()
        core, parts = _parted(weights)
        excuses, all_parts = _parted(self._told.excuses, parts)
        for part, (claims, said, known) in enumerate(self._parts(core, excuses, all_parts)):
            found: dict[_Two, Judgement] = {}
            weak: set[tuple[str, str]] = set()
            for each in said:
                found[each.left, each.right] = each.judgement(claims)
                if each.weak:
                    weak.add((claims[each.left].id, claims[each.right].id))
            listed = sorted(found.values(), key=lambda judgement: (judgement.pair.left.id, judgement.pair.right.id))
            if part < parts:
                pairs = [(claims[left].id, claims[right].id) for left, right in known]
                listed = spread(unshadowed(listed, weak), pairs, self._capped)
            self._conclude(listed, {claim.id: number for number, claim in claims.items()})
        self._conclude_names()
        self._found.sort(key=lambda each: each[0])
        return tuple(numbered(finding, number) for number, (_, finding) in enumerate(self._found, 1))

    def _parts(
        self, core: Mapping[int, int], excuses: Mapping[int, int], parts: int
    ) -> Iterator[tuple[dict[int, Claim], Iterable[Said], list[_Two]]]:
        """What is said in each part and the claims that it is said of, by their numbers.

        With it come the pairs of its claims of which something is said in another part.
        """
        told = self._told
        file = File()
        held = 1024 // max(parts, 1)
        said: list[Shelf[Said]] = [Shelf(lot=16, held=held, file=file) for _ in range(parts)]
        known: list[Shelf[_Two]] = [Shelf(lot=16, held=held, file=file) for _ in range(parts)]
        claims: list[Shelf[tuple[int, Claim]]] = [Shelf(lot=16, held=held, file=file) for _ in range(parts)]
        # a bit for each part that a claim is asked for in
        asked = [0] * len(told.claims)

        def put(each: Said, part: int) -> None:
            said[part].append(each)
            asked[each.left] |= 1 << part
            asked[each.right] |= 1 << part

        for each in told.said:
            put(each, core[told.root(each.left)])
        for each, mark in told.excused:
            put(each, excuses[mark])
            root = told.root(each.left)
            if root in core and root == told.root(each.right):
                known[core[root]].append((each.left, each.right))
        for number, claim in enumerate(told.claims):
            for part in _bits(asked[number]):
                claims[part].append((number, claim))
        for part in range(parts):
            held_here = dict(claims[part])
            pairs = [two for two in known[part] if two[0] in held_here and two[1] in held_here]
            yield held_here, said[part], pairs

    def _conclude(self, judgements: Iterable[Judgement], numbers: Mapping[str, int]) -> None:
        """Take in the findings of judgements; their claims have these numbers."""
        listed = list(judgements)
        for judgement in listed:
            for claim in (judgement.pair.left, judgement.pair.right):
                self._told.compared[numbers[claim.id]] = True
            if judgement.verdict is Verdict.CONTRADICTION:
                self._apart.add(names_apart(judgement))
        for order, finding in gathered(listed, self._origins, self._severities, self._capped):
            if self._only is not None and self._only.isdisjoint(_told_by(finding)):
                continue
            for judgement in finding.judgements:
                for claim in (judgement.pair.left, judgement.pair.right):
                    self._told.found[numbers[claim.id]] = True
            place = len(self._judgements)
            self._judgements.append(tuple(finding.judgements))
            kept = Part(self._judgements, place, len(finding.judgements))
            self._found.append((order, replace(finding, judgements=kept)))

    def _conclude_names(self) -> None:
        """Take in what is said of nearly one name, where nothing tells the two names apart already."""
        left = [judgement for judgement in self._told.alike if names_apart(judgement) not in self._apart]
        mentioned = {claim.id: claim for each in left for claim in (each.pair.left, each.pair.right)}
        numbers = {id_: self._told.add(claim, Kind.NAMED) for id_, claim in mentioned.items()}
        self._conclude(left, numbers)


def _told_by(finding: Finding) -> set[str]:
    """The documents whose claims take part in a finding."""
    return {claim.document for j in finding.judgements for claim in (j.pair.left, j.pair.right)}


def _parted(weights: Mapping[int, int], first: int = 0) -> tuple[dict[int, int], int]:
    """The part that each is in, about as much in one as in another, and the number of the next part; from `first` on.

    >>> _parted({7: 3, 5: 1}), _parted({}, 2)
    (({5: 0, 7: 0}, 1), ({}, 2))
    """
    most = max(_PART, sum(weights.values()) // _MOST + 1)
    parts: dict[int, int] = {}
    held = 0
    for each in sorted(weights):
        if held >= most:
            first, held = first + 1, 0
        parts[each] = first
        held += weights[each]
    return parts, first + bool(parts)


def _bits(number: int) -> Iterator[int]:
    """The places of the bits that are set.

    >>> list(_bits(0b1001))
    [0, 3]
    """
    while number:
        lowest = number & -number
        yield lowest.bit_length() - 1
        number ^= lowest
