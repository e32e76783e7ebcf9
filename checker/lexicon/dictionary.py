"""The words of a segmenter's dictionary file, with what the segmenter itself drops: the word classes."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

# a word, its count and its class stand on a line
_FIELDS = 3


class Counts(dict[str, int]):
    """How often each word occurs, to be asked by `get`: the table holds places, since most words are never asked for.

    >>> counts = Counts(["现金"], ["12"])
    >>> counts.learn("千问", 5000)
    >>> counts.get("现金"), counts.get("千问"), counts.get("x"), "千问" in counts
    (12, 5000, None, True)
    """

    def __init__(self, words: Sequence[str], counts: Sequence[str]) -> None:
        """Keep the place of each word."""
        super().__init__(zip(words, range(len(words)), strict=True))
        self._counts = counts
        self._learned: dict[str, int] = {}

    def get(self, word: str, default: int | None = None) -> int | None:  # type: ignore[override]
        """How often a word occurs, or the default."""
        if word in self._learned:
            return self._learned[word]
        place = super().get(word)
        return default if place is None else int(self._counts[place])

    def learn(self, word: str, count: int) -> None:
        """Let a word occur so often."""
        self._learned[word] = count
        self.setdefault(word, -1)


@dataclass(frozen=True, slots=True)
class Dictionary:
    """How often each word occurs, the class of each, the sum of the counts, and how long words get that begin so."""

    counts: Counts
    tags: Sequence[str]
    total: int
    longest: dict[str, int]

    def tag(self, word: str) -> str | None:
        """The class of a word, or None where the dictionary lacks it."""
        place = dict.get(self.counts, word, -1)
        return self.tags[place] if place >= 0 else None


def dictionary(path: Path) -> Dictionary:
    """The dictionary in a file that holds a word, its count and its class a line, parted by spaces, as jieba's does."""
    fields = path.read_text(encoding="utf-8").split()
    words, counts = fields[::_FIELDS], fields[1::_FIELDS]
    return Dictionary(Counts(words, counts), fields[2::_FIELDS], sum(map(int, counts)), lengths(words))


# most words are no longer: only longer ones are kept count of
SHORT = 4


def lengths(words: Sequence[str]) -> dict[str, int]:
    """For each sign that begins a word of more than four, the length of the longest.

    >>> lengths(["现", "现金", "现金储备额", "储"])
    {'现': 5}
    """
    # longer ones come later, so that the last one stays
    return {word[0]: len(word) for word in sorted((word for word in words if len(word) > SHORT), key=len)}
