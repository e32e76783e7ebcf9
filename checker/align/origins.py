"""Copies of one article are one voice: found by the shingles of their cleaned text."""

import re
from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import chain
from zlib import crc32

from checker.model import Capped, CleanText
from checker.model.record import dataclass

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
    """The hashes of a text's shingles, sorted: all of a short text's, a sample of a long one's."""

    hashes: "array[int]"
    whole: bool

    def sampled(self) -> int:
        """How many of the hashes a sample holds."""
        return sum(_in_sample(h) for h in self.hashes) if self.whole else len(self.hashes)


def sketch(clean: CleanText) -> Sketch:
    """The sketch of a text; the same text gives the same sketch."""
    text = _MARKS.sub("", clean.text)
    whole = len(text) <= _SHORT
    shingles = (text[i : i + _SHINGLE] for i in range(max(len(text) - _SHINGLE + 1, 1)))
    hashes = map(crc32, map(str.encode, shingles))
    return Sketch(array("I", sorted({h for h in hashes if whole or h % _KEEP == 0})), whole)


# all but letters and figures
_MARKS = re.compile(r"[\W_]+")


def _in_sample(shingle: int) -> bool:
    return shingle % _KEEP == 0


def origins(
    sketches: Mapping[str, Sketch], capped: list[Capped] | None = None, stock: AbstractSet[int] = frozenset()
) -> dict[str, str]:
    """The origin of each document: the id of the first of the copies that it belongs to.

    `stock` are shingles that too many documents beside these hold. `capped` is told of documents of which so many have
    most shingles that these are taken for stock phrases.
    """
    documents = sorted(sketches)
    listed = [sketches[document] for document in documents]
    holders, starts, held, common = _shared([_without(stock, each.hashes) for each in listed])
    if capped is not None:
        capped += _unseen(sketches, dict(zip(documents, common, strict=True)))
    origin = {document: document for document in documents}
    alike: list[tuple[str, str]] = []
    known: dict[tuple[bytes, bool], int] = {}
    # equal sketches have one number
    numbers = [known.setdefault((each.hashes.tobytes(), each.whole), len(known)) for each in listed]
    for at, document in enumerate(documents):
        # with each of the documents behind it, so that each pair is counted once, and those of one at a time
        behind = (
            holders[bisect_right(holders, at, starts[shingle], starts[shingle + 1]) : starts[shingle + 1]]
            for shingle in held[at]
        )
        alike += (
            (document, documents[other])
            for other, shared in Counter(chain.from_iterable(behind)).items()
            # most pairs share no more than a stock phrase
            if numbers[at] == numbers[other] or (shared >= FEWEST and are_copies(listed[at], listed[other], shared))
        )
    for left, right in sorted(alike):
        first, second = sorted((_root(origin, left), _root(origin, right)))
        origin[second] = first
    return {document: _root(origin, document) for document in origin}


def _unseen(sketches: Mapping[str, Sketch], stock: Mapping[str, int]) -> Iterator[Capped]:
    """The documents that may be copies though too little of them was looked at to tell.

    `stock` tells how many of a document's shingles are too many documents' to be looked at.
    """
    found = [document for document, count in stock.items() if count and count >= COPY * len(sketches[document].hashes)]
    if found:
        compared = f"by the words that at most {COMMON} articles have"
        yield Capped("articles whose words stand in many", found[0], len(found), compared)


def _without(stock: AbstractSet[int], hashes: "array[int]") -> "array[int]":
    return array("I", [each for each in hashes if each not in stock]) if stock else hashes


# hashes that are held against one another in one go: what is made of them on the way costs a hundred times their bytes
_AT_ONCE = 1 << 19


def _shared(
    sketches: Sequence["array[int]"],
) -> tuple["array[int]", "array[int]", list["array[int]"], "array[int]"]:
    """The shingles that several sketches hold, by numbers of their own.

    The sketches that hold them one behind the other, where those of each shingle start, what each sketch holds, and how
    many more it holds that too many do.
    """
    holders = array("I")
    starts = array("Q", [0])
    held = [array("I") for _ in sketches]
    stock = array("I", bytes(4 * len(sketches)))
    parts = sum(map(len, sketches)) // _AT_ONCE + 1
    for part in range(parts):
        first, end = ((each << 32) // parts for each in (part, part + 1))
        found: dict[int, list[int]] = {}
        for at, hashes in enumerate(sketches):
            for shingle in hashes[bisect_left(hashes, first) : bisect_left(hashes, end)]:
                if shingle in found:
                    found[shingle].append(at)
                else:
                    found[shingle] = [at]
        for listed in found.values():
            if 1 < len(listed) <= COMMON:
                for at in listed:
                    held[at].append(len(starts) - 1)
                holders.extend(listed)
                starts.append(len(holders))
            elif len(listed) > COMMON:
                for at in listed:
                    stock[at] += 1
    return holders, starts, held, stock


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
