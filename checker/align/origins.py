"""Copies of one article are one voice: found by the shingles of their cleaned text."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import combinations
from zlib import crc32

from checker.model import CleanText

# code points; short enough that a light edit leaves most shingles whole, long enough that chance repeats few
_SHINGLE = 5
# one shingle in eight, chosen by its own hash: enough to measure containment of a long article
_KEEP = 8
# code points up to which every shingle is kept: a sample of a news flash would tell nothing
_SHORT = 600
# share of the smaller text's shingles that the other holds. On the annotated corpora copies reach 0.8 and more,
# articles on one story stay below 0.1
COPY = 0.5
# shingles in common below which two texts may have come to the same words by chance: about a long sentence
_ENOUGH = 40
# shingles of a sample below which only the very same text is a copy
FEWEST = _ENOUGH // _KEEP

# a shingle that more documents hold is a stock phrase, and counting its pairs would be quadratic
COMMON = 40


@dataclass(frozen=True, slots=True)
class Sketch:
    """The hashes of a text's shingles: all of a short text's, a sample of a long one's."""

    hashes: frozenset[int]
    whole: bool

    def sampled(self) -> int:
        """How many of the hashes a sample holds."""
        return sum(_in_sample(h) for h in self.hashes) if self.whole else len(self.hashes)


def sketch(clean: CleanText) -> Sketch:
    """The sketch of a text; the same text gives the same sketch."""
    text = "".join(char for char in clean.text if char.isalnum())
    whole = len(text) <= _SHORT
    hashes = (crc32(text[i : i + _SHINGLE].encode()) for i in range(max(len(text) - _SHINGLE + 1, 1)))
    return Sketch(frozenset(h for h in hashes if whole or _in_sample(h)), whole)


def _in_sample(shingle: int) -> bool:
    return shingle % _KEEP == 0


def origins(sketches: Mapping[str, Sketch], stock: AbstractSet[int] = frozenset()) -> dict[str, str]:
    """The origin of each document: the id of the first of the copies that it belongs to.

    `stock` are shingles that too many documents beside these hold.
    """
    holders: dict[int, list[str]] = defaultdict(list)
    for document in sorted(sketches):
        for shingle in sketches[document].hashes - stock:
            holders[shingle].append(document)
    shared: Counter[tuple[str, str]] = Counter()
    for documents in holders.values():
        if len(documents) <= COMMON:
            shared.update(combinations(documents, 2))
    origin = {document: document for document in sorted(sketches)}
    alike = [pair for pair, count in shared.items() if are_copies(sketches[pair[0]], sketches[pair[1]], count)]
    for left, right in sorted(alike):
        first, second = sorted((_root(origin, left), _root(origin, right)))
        origin[second] = first
    return {document: _root(origin, document) for document in origin}


def are_copies(left: Sketch, right: Sketch, shared: int) -> bool:
    """Whether so many hashes in common make two texts copies. A short text meets a long one by its sample only."""
    if shared < FEWEST:
        # as most pairs do, by a stock phrase
        return left == right
    if left == right:
        return True
    whole = left.whole and right.whole
    smaller = min(len(s.hashes) if whole else s.sampled() for s in (left, right))
    return shared >= (_ENOUGH if whole else FEWEST) and shared / smaller >= COPY


def _root(origin: dict[str, str], document: str) -> str:
    while origin[document] != document:
        origin[document] = origin[origin[document]]
        document = origin[document]
    return document
