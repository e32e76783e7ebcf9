"""Many words at once: the longest word of a lexicon at each place of a text."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Generic, TypeVar

from checker.model import Span

Meaning = TypeVar("Meaning")

_LOWER = {ord(c): ord(c) + 32 for c in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}


def lower(text: str) -> str:
    """`text` with ASCII capitals made small: unlike `str.lower`, it keeps every code point in its place.

    >>> lower("DAU日活İ")
    'dau日活İ'
    """
    return _short(text) if len(text) < _WORD else text.translate(_LOWER)


# code points of what is asked for again and again
_WORD = 24


@lru_cache(maxsize=1 << 14)
def _short(text: str) -> str:
    return text.lower() if text.isascii() else text.translate(_LOWER)


class Finder(Generic[Meaning]):
    """Finds the words of a lexicon in a text and says what each means.

    Words are indexed by their first two code points: building it costs a dictionary entry a word (a pattern of all of
    them takes a hundred times as long to compile), finding a look-up a place. Latin words match as whole words only.
    With `fold` case does not matter.

    >>> [(text[s.start:s.end], meaning) for text in ["夸克dau与日活, not DAUs"]
    ...     for s, meaning in Finder({"DAU": 1, "日活": 2, "日活用户": 3}, fold=True).find(text)]
    [('dau', 1), ('日活', 2)]
    """

    def __init__(self, meanings: Mapping[str, Meaning], *, fold: bool = False) -> None:
        self._fold = fold
        self._meanings = {lower(word) if fold else word: meaning for word, meaning in meanings.items() if word}
        lengths: dict[str, set[int]] = {}
        for word in self._meanings:
            lengths.setdefault(word[:2], set()).add(len(word))
        # a word of one code point stands under itself; its lengths are asked for after those of two and more
        self._lengths = {start: tuple(sorted(found, reverse=True)) for start, found in lengths.items()}
        self._single = frozenset(word for word in self._meanings if len(word) == 1)

    def meaning(self, word: str) -> Meaning | None:
        """What `word` as a whole means, or None."""
        return self._meanings.get(lower(word) if self._fold else word)

    def find(self, text: str) -> Iterator[tuple[Span, Meaning]]:
        """Each match with its meaning, from left to right, none overlapping."""
        text = lower(text) if self._fold else text
        lengths, single = self._lengths, self._single
        at = 0
        # where a word may begin is sorted out first: at most places none does
        for start in [i for i in range(len(text)) if text[i : i + 2] in lengths or text[i] in single]:
            if start < at:
                continue
            found = lengths.get(text[start : start + 2])
            end = self._longest(text, start, found) if found is not None else start
            if end == start and text[start] in single:
                end = self._longest(text, start, (1,))
            if end > start:
                yield Span(start, end), self._meanings[text[start:end]]
                at = end

    def _longest(self, text: str, at: int, lengths: tuple[int, ...]) -> int:
        """The end of the longest word at a place, or the place itself."""
        if at and _is_latin(text[at]) and _is_latin(text[at - 1]):
            return at
        for length in lengths:
            end = at + length
            if text[at:end] not in self._meanings or end > len(text):
                continue
            if end == len(text) or not (_is_latin(text[end - 1]) and _is_latin(text[end])):
                return end
        return at


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalnum()
