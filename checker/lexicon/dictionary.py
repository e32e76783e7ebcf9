"""The words of a segmenter's dictionary file, with what the segmenter itself drops: the word classes."""

from pathlib import Path


def dictionary(path: Path) -> tuple[dict[str, int], dict[str, str], int]:
    """How often each word and prefix occurs, the class of each word, and the sum of the counts.

    The file holds a word, its count and its class a line, parted by spaces, as jieba's does.
    """
    frequencies: dict[str, int] = {}
    tags: dict[str, str] = {}
    total = 0
    for line in path.read_text(encoding="utf-8").splitlines():
        word, count, tag = line.split(" ")
        number = int(count)
        frequencies[word] = number
        total += number
        tags[word] = tag
        for end in range(1, len(word)):
            # a prefix must be present for jieba to look further, with frequency 0 where it is no word itself
            frequencies.setdefault(word[:end], 0)
    return frequencies, tags, total
