"""What the groups of a folder told so far: what is said of pairs of claims, which are known by their numbers."""

from array import array
from collections import Counter
from collections.abc import Mapping, Sequence

from checker.model import Claim, Judgement, NotCompared, Verdict
from checker.pipeline.hoard import Held, Hoard
from checker.pipeline.judging import Counts, Judged
from checker.pipeline.meeting import Blocks, blocks_of
from checker.pipeline.said import Digest, Kind, Row, Said, digested, said
from checker.store.shelf import HELD, Shelf

# claims that are looked at in one go, and the most buckets that a folder's are taken in
_PART, _MOST = 10_000, 128


class Told:
    """What the groups of a folder told so far; their claims are in a hoard, in the order of their numbers.

    `room` is for so many things of each sort, before any are put into a file.
    """

    def __init__(self, hoard: Hoard | None = None, room: int = HELD) -> None:
        self.hoard: Hoard = Held(room=room) if hoard is None else hoard
        self.room = room
        self.kinds = bytearray()
        # claims that met another, and those that a finding speaks of
        self.compared = bytearray()
        self.found = bytearray()
        # what agrees or contradicts; what is explained; what is said of near names
        self.said: Shelf[Row] = Shelf(lot=256, held=room)
        self.excused: Shelf[Row] = Shelf(lot=256, held=room)
        self.alike: Shelf[Judgement] = Shelf(held=room)
        self.excuses: Counter[int] = Counter()
        self.loose: list[NotCompared] = []
        self.counts: list[Counts] = []
        self._groups = 0
        self._weight = array("I")
        self._root = array("I")
        # the marks of the blocks that claims stand in, each with its group
        self._marks = array("Q")
        # how many claims there are of each attribute and name that may be spelled otherwise elsewhere
        self._spelled: Counter[tuple[str, str]] = Counter()

    @property
    def claims(self) -> Sequence[Claim]:
        """All claims, by their numbers."""
        return self.hoard.claims()

    def take(self, judged: Judged) -> None:
        """Take in what came of a group, and its claims."""
        digest, claims = digested(judged)
        self.hoard.put(claims)
        self.note(digest)

    def note(self, digest: Digest) -> None:
        """Take in what came of a group whose claims are the next in the hoard."""
        first = len(self.kinds)
        for kind in digest.kinds:
            self._number(kind)
        for claim, operand in digest.operands:
            self._join(first + claim, first + operand)
        for each in digest.said:
            self.hear(each, first)
        self._marks.extend(mark << 32 | self._groups for mark in digest.marks)
        self._spelled.update(digest.spelled)
        for judgement in digest.namesakes:
            self.alike.append(judgement)
        self.loose += digest.loose
        self.counts += digest.counts
        self._groups += 1

    def add(self, claim: Claim, kind: Kind) -> int:
        """The number of a claim that is put behind all others."""
        self.hoard.put([claim])
        return self._number(kind)

    def _number(self, kind: int) -> int:
        number = len(self.kinds)
        self.kinds.append(kind)
        self.compared.append(False)
        self.found.append(False)
        self._weight.append(0)
        self._root.append(number)
        return number

    def say(self, judgement: Judgement, numbers: Mapping[str, int]) -> None:
        """Put away what is said of two claims, which have these numbers."""
        self.hear(said(judgement, numbers))

    def hear(self, each: Said, first: int = 0) -> None:
        """Put away what is said of two claims, which are numbered from `first` on."""
        row = each.row(first)
        if each.excuse is not None:
            self.excuses[each.excuse] += 1
            self.excused.append(row)
        else:
            assert each.verdict is not Verdict.EXPLAINED
            left, right, *_ = row
            self._weight[left] += 1
            self._join(left, right)
            self.said.append(row)

    def _join(self, one: int, other: int) -> None:
        first, second = self.root(one), self.root(other)
        if first < second:
            self._root[second] = first
        else:
            self._root[first] = second

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

    def blocks(self, claims: int) -> Blocks:
        """The blocks of claims that several groups tell, about so many of them in a bucket."""
        return blocks_of(self._shared(), self._spelled, _MOST, min(claims, _PART))

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
