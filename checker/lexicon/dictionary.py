"""The words of a segmenter's dictionary file, with what the segmenter itself drops: the word classes."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

# a word, its count and its class stand on a line
_FIELDS = 3


@dataclass(frozen=True, slots=True)
class Dictionary:
    """How often each word occurs, its class, the sum of the counts, and how long words get that begin with a sign."""

    frequencies: dict[str, int]
    tags: dict[str, str]
    total: int
    longest: dict[str, int]


def dictionary(path: Path) -> Dictionary:
    """The dictionary in a file that holds a word, its count and its class a line, parted by spaces, as jieba's does."""
    fields = path.read_text(encoding="utf-8").split()
    words = fields[::_FIELDS]
    frequencies = dict(zip(words, map(int, fields[1::_FIELDS]), strict=True))
    tags = dict(zip(words, fields[2::_FIELDS], strict=True))
    return Dictionary(frequencies, tags, sum(frequencies.values()), lengths(frequencies))


# most words are no longer: only longer ones are kept count of
SHORT = 4


def lengths(words: Mapping[str, int]) -> dict[str, int]:
    """For each sign that begins a word of more than four, the length of the longest.

    >>> lengths({"现": 1, "现金": 2, "现金储备额": 0, "储": 1})
    {'现': 5}
    """
    # longer ones come later, so that the last one stays
    return {word[0]: len(word) for word in sorted((word for word in words if len(word) > SHORT), key=len)}
