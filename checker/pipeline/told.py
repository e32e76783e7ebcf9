"""What came of the groups of a folder, put away as it comes: claims by numbers, and what is said of pairs of them."""

from array import array
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from enum import IntEnum
from sys import intern
from typing import NamedTuple
from zlib import crc32

from checker.align.blocks import keys_of, spelling
from checker.align.spellings import Spellings
from checker.judge.gather import excuse
from checker.model import Capped, Claim, Judgement, NotCompared, Pair, Verdict
from checker.pipeline.judging import Counts, Judged
from checker.store.shelf import File, Shelf

# claims that are looked at in one go, and the most parts that a folder's are taken in
_PART, _MOST = 10_000, 128


class Kind(IntEnum):
    """What a claim is in its group: `NAMED` is only a name that the text mentions."""

    OWNED = 0
    WORKED_OUT = 1
    NOBODYS = 2
    NAMED = 3


class Said(NamedTuple):
    """A judgement of two claims by their numbers; `weak` tells that they agree too unsurely to settle anything."""

    left: int
    right: int
    rule: str
    verdict: Verdict
    because: str
    level: str
    same_origin: bool
    one_sentence: bool
    copies: bool
    weighed: bool
    weak: bool

    def judgement(self, claims: Mapping[int, Claim]) -> Judgement:
        """The judgement of the claims with these numbers."""
        left, right = claims[self.left], claims[self.right]
        # what many judgements say stands once
        pair = Pair(left, right, intern(self.level), self.same_origin, self.one_sentence, self.copies, self.weighed)
        return Judgement(intern(self.rule), self.verdict, pair, intern(self.because))


class Told:
    """What the groups of a folder told so far."""

    def __init__(self) -> None:
        self.claims: Shelf[Claim] = Shelf(lot=32)
        self.kinds = bytearray()
        # claims that met another, and those that a finding speaks of
        self.compared = bytearray()
        self.found = bytearray()
        # what agrees or contradicts; what is explained, each with the mark of its excuse; what is said of near names
        self.said: Shelf[Said] = Shelf(lot=256)
        self.excused: Shelf[tuple[Said, int]] = Shelf(lot=256)
        self.alike: Shelf[Judgement] = Shelf()
        self.excuses: Counter[int] = Counter()
        self.loose: list[NotCompared] = []
        self.counts: list[Counts] = []
        self.capped: list[Capped] = []
        self._groups = 0
        self._group = array("I")
        self._weight = array("I")
        self._root = array("I")
        # the marks of the blocks that claims stand in, each with its group
        self._marks = array("Q")
        # how many claims there are of each attribute and name that may be spelled otherwise elsewhere
        self._spelled: Counter[tuple[str, str]] = Counter()

    def take(self, judged: Judged) -> None:
        """Take in what came of a group."""
        numbers: dict[str, int] = {}
        for kind, claims in (
            (Kind.OWNED, judged.claims),
            (Kind.WORKED_OUT, judged.worked_out),
            (Kind.NOBODYS, judged.nobodys),
        ):
            for claim in claims:
                numbers[claim.id] = self.add(claim, kind)
                if kind is not Kind.NOBODYS:
                    self._note(claim)
        for claim in (*judged.claims, *judged.worked_out, *judged.nobodys):
            for operand in claim.derived_from:
                self._join(numbers[claim.id], numbers.get(operand, numbers[claim.id]))
        for judgement in judged.judgements:
            for claim in (judgement.pair.left, judgement.pair.right):
                if claim.id not in numbers:
                    numbers[claim.id] = self.add(claim, Kind.NAMED)
            pair = judgement.pair
            self.say(judgement, numbers, weak=(pair.left.id, pair.right.id) in judged.weak)
        for judgement in judged.namesakes:
            self.alike.append(judgement)
        self.loose += judged.loose
        self.counts += judged.counts
        self.capped += judged.capped
        self._groups += 1

    def _note(self, claim: Claim) -> None:
        """Note where a claim may meet those of other groups."""
        self._marks.extend(_mark(key) << 32 | self._groups for key in keys_of(claim))
        if (told := spelling(claim)) is not None:
            self._spelled[told] += 1

    def add(self, claim: Claim, kind: Kind) -> int:
        """The number of a claim that is put away."""
        number = len(self.claims)
        self.claims.append(claim)
        self.kinds.append(kind)
        self.compared.append(False)
        self.found.append(False)
        self._group.append(self._groups)
        self._weight.append(0)
        self._root.append(number)
        return number

    def say(self, judgement: Judgement, numbers: Mapping[str, int], *, weak: bool = False) -> None:
        """Put away what is said of two claims, which have these numbers."""
        pair = judgement.pair
        left, right = numbers[pair.left.id], numbers[pair.right.id]
        how = pair.same_origin, pair.one_sentence, pair.copies, pair.weighed, weak
        said = Said(left, right, judgement.rule, judgement.verdict, judgement.because, pair.level, *how)
        if judgement.verdict is Verdict.EXPLAINED:
            mark = _mark(excuse(judgement))
            self.excuses[mark] += 1
            self.excused.append((said, mark))
        else:
            self._weight[left] += 1
            self._join(left, right)
            self.said.append(said)

    def _join(self, one: int, other: int) -> None:
        first, second = sorted((self.root(one), self.root(other)))
        self._root[second] = first

    def root(self, number: int) -> int:
        """The first of the claims that agreements, contradictions and sums join a claim to."""
        root = self._root
        while root[number] != number:
            root[number] = root[root[number]]
            number = root[number]
        return number

    def weights(self) -> Counter[int]:
        """How much is said of the claims that are joined, by the first of them."""
        weights: Counter[int] = Counter()
        for number, weight in enumerate(self._weight):
            if weight:
                weights[self.root(number)] += weight
        return weights

    def blocks(self) -> Iterator[tuple[list[list[Claim]], dict[str, int]]]:
        """The blocks of claims that several groups tell, some in one go, with the numbers of their claims.

        Each is in the order of the claims' ids.
        """
        shared = self._shared()
        close = _close(self._spelled)
        for spelled, listed in close.items():
            for mark in map(_mark, listed):
                shared[mark] = shared.get(mark, 0) + self._spelled[spelled]

        def keys(claim: Claim) -> Iterator[tuple[str, ...]]:
            yield from keys_of(claim)
            told = spelling(claim)
            yield from close.get(told, ()) if told is not None else ()

        parts = min(sum(shared.values()) // _PART + 1, _MOST)
        numbered = (
            (number, claim) for number, claim in enumerate(self.claims) if self.kinds[number] <= Kind.WORKED_OUT
        )
        file = File()
        shelves: list[Shelf[tuple[int, Claim]]] = [Shelf(lot=32, held=1024 // parts, file=file) for _ in range(parts)]
        for number, claim in numbered:
            for part in sorted({mark % parts for mark in map(_mark, keys(claim)) if mark in shared}):
                shelves[part].append((number, claim))
        for part in range(parts):
            grouped: dict[tuple[str, ...], list[Claim]] = defaultdict(list)
            numbers: dict[str, int] = {}
            for number, claim in shelves[part]:
                numbers[claim.id] = number
                for key in keys(claim):
                    if (mark := _mark(key)) in shared and mark % parts == part:
                        grouped[key].append(claim)
            shelves[part] = Shelf()
            several = (block for _, block in sorted(grouped.items()) if self._are_several(block, numbers))
            yield [sorted(block, key=lambda claim: claim.id) for block in several], numbers

    def _are_several(self, block: Iterable[Claim], numbers: Mapping[str, int]) -> bool:
        return len({self._group[numbers[claim.id]] for claim in block}) > 1

    def _shared(self) -> dict[int, int]:
        """The marks of the blocks that several groups tell, and how many claims have each."""
        held: dict[int, int] = {}
        before, first, size, several = -1, 0, 0, False
        for each in [*sorted(self._marks), -1]:
            mark, group = each >> 32, each & 0xFFFFFFFF
            if mark != before:
                if several:
                    held[before] = size
                before, first, size, several = mark, group, 0, False
            size += 1
            several |= group != first
        del self._marks[:]
        return held


def _close(spelled: Collection[tuple[str, str]]) -> dict[tuple[str, str], list[tuple[str, ...]]]:
    """The blocks in which an attribute's claims of two spellings of a name meet, by attribute and name."""
    names = Spellings(name for _, name in spelled)
    close: dict[tuple[str, str], list[tuple[str, ...]]] = {}
    for attribute, name in spelled:
        for other in names.of(name):
            if (attribute, other) in spelled:
                two = sorted((name, other))
                close.setdefault((attribute, name), []).append(("~", attribute, *two))
    return close


def _mark(key: tuple[str, ...]) -> int:
    """A short name for a key; the few that share one are told apart where they are looked at."""
    return crc32("\t".join(key).encode("utf-8", "surrogatepass"))
