"""Many words at once: the longest word of a lexicon at each place of a text."""

import re
import sys
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import compress
from struct import unpack_from
from typing import Generic, NamedTuple, TypeVar

from checker.model import Span

Meaning = TypeVar("Meaning")

_CAPITALS = re.compile(r"[A-Z]+")


def lower_text(text: str) -> str:
    """`text` with ASCII capitals made small: unlike `str.lower`, it keeps every code point in its place.

    >>> lower_text("DAU日活İ")
    'dau日活İ'
    """
    small = text.lower()
    return small if text.isascii() or small == text else _CAPITALS.sub(lambda found: found[0].lower(), text)


# the same for words, which come again and again
lower = lru_cache(maxsize=1 << 14)(lower_text)


class Finder(Generic[Meaning]):
    """Finds the words of a lexicon in a text and says what each means.

    Words are indexed by how they begin, with a run of Latin letters and figures or with two code points of another
    script: building it costs a dictionary entry a word (a pattern of all of them takes a hundred times as long to
    compile), finding a look-up a place. Latin words match as whole words only. With `fold` case does not matter.

    >>> [(text[s.start:s.end], meaning) for text in ["夸克dau与日活, not DAUs"]
    ...     for s, meaning in Finder({"DAU": 1, "日活": 2, "日活用户": 3}, fold=True).find(text)]
    [('dau', 1), ('日活', 2)]
    """

    __slots__ = ("_fold", "_lengths", "_meanings", "_pairs", "_rare", "_signs")

    def __init__(self, meanings: Mapping[str, Meaning], *, fold: bool = False) -> None:
        self._fold = fold
        self._meanings = {lower_text(word) if fold else word: meaning for word, meaning in meanings.items() if word}
        lengths: dict[str, set[int]] = {}
        for word in self._meanings:
            run = _RUN.match(word) if word[0].isascii() else None
            lengths.setdefault(run[0] if run is not None else word[:2], set()).add(len(word))
        # what the runs and the pairs of a text do not show: signs that are words by themselves, and ASCII marks
        shown = {start for start in lengths if (len(start) > 1 and not start[0].isascii()) or _RUN.match(start)}
        self._signs = frozenset(start[0] for start in lengths.keys() - shown)
        for start, found in lengths.items():
            if start[0] in self._signs and start[0] in lengths:
                found.add(1)
        self._lengths = {start: tuple(sorted(found, reverse=True)) for start, found in lengths.items()}
        pairs = [start for start in shown if not start[0].isascii()]
        plain = [pair for pair in pairs if max(pair) <= _LAST]
        self._pairs = dict(zip(unpack_from(f"{len(plain)}I", _units("".join(plain))), plain, strict=True))
        self._rare = tuple(pair for pair in pairs if max(pair) > _LAST)

    def meaning(self, word: str) -> Meaning | None:
        """What `word` as a whole means, or None."""
        return self._meanings.get(lower(word) if self._fold else word)

    def find(self, text: str) -> Iterator[tuple[Span, Meaning]]:
        """Each match with its meaning, from left to right, none overlapping."""
        text = lower_text(text) if self._fold else text
        meanings, size = self._meanings, len(text)
        at = 0
        for start, opening in self._starts(text):
            if start < at:
                continue
            for length in self._lengths[opening]:
                end = start + length
                word = text[start:end]
                if word not in meanings or end > size:
                    continue
                if end == size or not (_is_latin(word[-1]) and _is_latin(text[end])):
                    yield Span(start, end), meanings[word]
                    at = end
                    break

    def every(self, text: str) -> Iterator[tuple[int, Meaning]]:
        """Where each match begins, with its meaning, from left to right; they may overlap."""
        text = lower_text(text) if self._fold else text
        meanings, size = self._meanings, len(text)
        for start, opening in self._starts(text):
            for length in self._lengths[opening]:
                end = start + length
                word = text[start:end]
                if word in meanings and (end >= size or not (_is_latin(word[-1]) and _is_latin(text[end]))):
                    yield start, meanings[word]

    def _starts(self, text: str) -> list[tuple[int, str]]:
        """Where a word may begin, each with how it begins, in order."""
        lengths = self._lengths
        places = _places(text)
        found = [*compress(zip(places.at_runs, places.runs, strict=True), map(lengths.__contains__, places.runs))]
        for pair in (*self._rare, *map(self._pairs.__getitem__, self._pairs.keys() & places.pairs)):
            at = text.find(pair)
            while at >= 0:
                found.append((at, pair))
                at = text.find(pair, at + 1)
        for sign in self._signs:
            at = text.find(sign)
            while at >= 0:
                pair = text[at : at + 2]
                if sign in lengths and (pair == sign or pair not in lengths):
                    found.append((at, sign))
                elif sign.isascii() and pair in lengths:
                    found.append((at, pair))
                at = text.find(sign, at + 1)
        found.sort()
        return found


_RUN = re.compile(r"[A-Za-z0-9]+")


class _Places(NamedTuple):
    """The runs of Latin letters and figures of a text, and what pairs of code points it has anywhere, as numbers."""

    at_runs: list[int]
    runs: list[str]
    pairs: set[int]


# several lexicons are looked for in one text after another
@lru_cache(maxsize=2)
def _places(text: str) -> _Places:
    runs = [*_RUN.finditer(text)]
    pairs = set[int]() if text.isascii() else _numbers(text)
    return _Places([run.start() for run in runs], [run[0] for run in runs], pairs)


def _numbers(text: str) -> set[int]:
    """The pairs of units that stand side by side in a text in UTF-16, each as one number: made faster than strings.

    >>> len(_numbers("日活") & _numbers("看日活")), len(_numbers("日活") & _numbers("活日"))
    (1, 0)
    """
    units = _units(text)
    return {*unpack_from(f"{len(units) // 4}I", units), *unpack_from(f"{max(len(units) - 2, 0) // 4}I", units, 2)}


def _units(text: str) -> bytes:
    return text.encode(_CODE, "surrogatepass")


_CODE = f"utf-16-{sys.byteorder[0]}e"
# the last code point that is one unit
_LAST = "\uffff"


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalnum()
