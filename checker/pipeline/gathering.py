"""Findings of a whole folder, part by part: what agrees or contradicts by what it is about, the rest by its excuse."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import chain
from typing import Self

from checker.align.alike import very_same
from checker.judge.gather import Order, gathered, numbered
from checker.judge.shadow import unshadowed
from checker.judge.spread import spread
from checker.lexicon.overlay import House, put_in_force
from checker.model import Capped, Claim, Finding, Judgement, Verdict
from checker.model.record import dataclass, replace
from checker.pipeline.hoard import Row, Sorter
from checker.pipeline.judging import concerns, names_apart
from checker.pipeline.said import Kind, Said
from checker.pipeline.said import Row as SaidRow
from checker.pipeline.told import Told
from checker.pipeline.workshop import Needed, Shared
from checker.store.shelf import File, Parcel, Part, Shelf

# the most judgements that are looked at in one go, and the fewest that are worth it
_PART, _FEW = 20_000, 1_000
# the parts that those of a folder are taken in, of each sort: so many that several processes have some, and the most
_PARTS, _MOST = 8, 64
# two numbers of claims
_Two = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Asked:
    """The parts in which something is said of claims, a bit for each, of the claims from `first` on."""

    parts: Sequence[int]
    first: int = 0

    def of(self, number: int, _: Claim) -> Iterator[int]:
        """The parts of a claim, each once."""
        return _bits(self.parts[number - self.first])

    def among(self, first: int, count: int) -> "Asked":
        """The parts of so many claims, from the first on."""
        return Asked(tuple(self.parts[first - self.first : first - self.first + count]), first)


@dataclass(frozen=True, slots=True)
class Conclusion(Needed):
    """A part of what is said of a folder, to be gathered in one go.

    `core` tells that it is what agrees or contradicts. `known` are the pairs of its claims of which something is said
    in another part. With `only` the findings are those in which claims of these documents take part, and of what is
    explained they tell what concerns these.
    """

    said: Sequence[SaidRow]
    known: Sequence[_Two]
    core: bool
    severities: Mapping[str, str]
    only: AbstractSet[str] | None
    house: Shared[House]
    rows: Sequence[Row] = ()

    def filled(self, rows: Sequence[Row]) -> Self:
        """The task with its rows."""
        return replace(self, rows=rows)

    def work(self) -> str:
        """What the task does."""
        return f"gathering what is said of {len(self.rows)} claims"


@dataclass(frozen=True, slots=True)
class Concluded:
    """What came of a part: its findings with their places in the order of all, and the numbers of their claims.

    `compared` are the claims that were compared, `apart` the names that a contradiction tells apart.
    """

    findings: tuple[tuple[Order, Finding], ...]
    found: frozenset[int]
    compared: frozenset[int]
    apart: frozenset[frozenset[str]]
    capped: tuple[Capped, ...]


def conclude(task: Conclusion) -> list[Concluded]:
    """What comes of a part."""
    claims = {number: claim for number, claim, _, _ in task.rows}
    origins = {claim.document: origin for _, claim, origin, _ in task.rows}
    found: dict[_Two, Judgement] = {}
    weak: set[tuple[str, str]] = set()
    for each in map(Said._make, task.said):
        found[each.left, each.right] = each.judgement(claims)
        if each.weak:
            weak.add((claims[each.left].id, claims[each.right].id))
    listed = sorted(found.values(), key=lambda judgement: (judgement.pair.left.id, judgement.pair.right.id))
    capped: list[Capped] = []
    numbers = {claim.id: number for number, claim in claims.items()}
    with put_in_force(task.house.value):
        if task.core:
            known = [(claims[one], claims[two]) for one, two in task.known if one in claims and two in claims]
            told = {(very_same(one), very_same(two)) for one, two in known}
            listed = spread(unshadowed(listed, weak), told, capped, very_same)
        elif task.only is not None:
            listed = [judgement for judgement in listed if concerns(judgement, task.only)]
        return [_concluded(listed, numbers, origins, severities=task.severities, only=task.only, capped=capped)]


def _concluded(  # noqa: PLR0913 -- all that findings are made of
    judgements: Sequence[Judgement],
    numbers: Mapping[str, int],
    origins: Mapping[str, str],
    *,
    severities: Mapping[str, str],
    only: AbstractSet[str] | None,
    capped: list[Capped],
) -> Concluded:
    findings: list[tuple[Order, Finding]] = []
    before = len(capped)
    for order, finding in gathered(judgements, origins, severities, capped):
        if only is None or _is_told_by(finding, only):
            findings.append((order, finding))
        else:
            del capped[before:]
        before = len(capped)
    against = (judgement for judgement in judgements if judgement.verdict is Verdict.CONTRADICTION)
    return Concluded(
        tuple((order, replace(finding, judgements=Parcel(finding.judgements))) for order, finding in findings),
        _numbers((judgement for _, finding in findings for judgement in finding.judgements), numbers),
        _numbers(judgements, numbers),
        frozenset(map(names_apart, against)),
        tuple(capped),
    )


def _numbers(judgements: Iterable[Judgement], numbers: Mapping[str, int]) -> frozenset[int]:
    ids: set[str] = set()
    for judgement in judgements:
        ids.add(judgement.pair.left.id)
        ids.add(judgement.pair.right.id)
    return frozenset(map(numbers.__getitem__, ids))


def findings_of(  # noqa: PLR0913 -- all that findings are made of
    told: Told,
    origins: Mapping[str, str],
    heads: Mapping[str, str],
    *,
    severities: Mapping[str, str],
    house: Shared[House],
    capped: list[Capped],
    only: AbstractSet[str] | None = None,
) -> tuple[Finding, ...]:
    """The findings in all that was said, in their order; `told` learns which claims were compared and found.

    `origins` and `heads` are those of documents, see `Sorter`. `capped` is told what was too much to be looked through.
    With `only` they are those in which claims of these documents take part.
    """
    core, parts = _parted(told.weights())
    excuses, count = _parted(told.excuses, parts)
    file = File()
    held = 4 * told.room // max(count, 1)
    said: list[Shelf[SaidRow]] = [Shelf(lot=64, held=held, file=file) for _ in range(count)]
    known: list[Shelf[_Two]] = [Shelf(lot=16, held=held, file=file) for _ in range(count)]
    asked = [0] * len(told.kinds)

    def put(row: SaidRow, part: int) -> None:
        left, right, *_ = row
        said[part].append(row)
        asked[left] |= 1 << part
        asked[right] |= 1 << part

    for row in told.said:
        put(row, core[told.root(row[0])])
    for row in told.excused:
        one, other, *_, excuse = row
        assert excuse is not None
        put(row, excuses[excuse])
        root = told.root(one)
        if root in core and root == told.root(other):
            known[core[root]].append((one, other))

    def tasks() -> Iterator[Conclusion]:
        for part in range(count):
            listed, pairs = tuple(said[part]), tuple(known[part])
            said[part], known[part] = Shelf(), Shelf()
            yield Conclusion(listed, pairs, part < parts, severities, only, house)

    found = _Found(told, capped)
    sorter = Sorter(Asked(asked), origins, heads)
    for concluded in chain.from_iterable(told.hoard.bucketed(conclude, sorter, tasks(), count) if count else ()):
        found.take(concluded)
    # what is said of nearly one name, where nothing tells the two names apart already
    left = [judgement for judgement in told.alike if names_apart(judgement) not in found.apart]
    mentioned = {claim.id: claim for each in left for claim in (each.pair.left, each.pair.right)}
    numbers = {id_: told.add(claim, Kind.NAMED) for id_, claim in mentioned.items()}
    found.take(_concluded(left, numbers, origins, severities=severities, only=only, capped=[]))
    return found.findings()


class _Found:
    """The findings so far; their judgements stay on a shelf."""

    def __init__(self, told: Told, capped: list[Capped]) -> None:
        self.apart: set[frozenset[str]] = set()
        self._told = told
        self._capped = capped
        self._found: list[tuple[Order, Finding]] = []
        # a finding has a few dozen of them, or thousands
        self._judgements: Shelf[Sequence[Judgement]] = Shelf(lot=4, held=told.room // 8)

    def take(self, concluded: Concluded) -> None:
        """Take in what came of a part."""
        self.apart |= concluded.apart
        self._capped += concluded.capped
        for number in concluded.compared:
            self._told.compared[number] = True
        for number in concluded.found:
            self._told.found[number] = True
        for order, finding in concluded.findings:
            place = len(self._judgements)
            self._judgements.append(finding.judgements)
            kept = Part(self._judgements, place, len(finding.judgements))
            self._found.append((order, replace(finding, judgements=kept)))

    def findings(self) -> tuple[Finding, ...]:
        """All of them, in their order."""
        self._found.sort(key=lambda each: each[0])
        return tuple(numbered(finding, number) for number, (_, finding) in enumerate(self._found, 1))


def _is_told_by(finding: Finding, documents: AbstractSet[str]) -> bool:
    """Whether claims of any of these documents take part in a finding."""
    return any(concerns(judgement, documents) for judgement in finding.judgements)


def _parted(weights: Mapping[int, int], first: int = 0) -> tuple[dict[int, int], int]:
    """The part that each is in, about as much in one as in another, and the number of the next part; from `first` on.

    >>> _parted({7: 3, 5: 1}), _parted({}, 2)
    (({5: 0, 7: 0}, 1), ({}, 2))
    """
    total = sum(weights.values())
    most = max(min(total // _PARTS + 1, _PART), _FEW, total // _MOST + 1)
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
