"""Signs: whether any of many words stands in a part of a text, which of most parts is a quick no."""

import re
from bisect import bisect_left
from collections.abc import Iterable


class Signs:
    """Words that are searched for in sentence after sentence of a text: where they begin in it is found out once.

    What is found must hang on nothing behind it: the pattern is one of `one_of`.

    >>> signs = Signs(re.compile("连续"))
    >>> text = "连续三年。涨了。"
    >>> signs.search(text, 0, 5) is None, signs.search(text, 5, 8) is None
    (False, True)
    """

    __slots__ = ("_last", "_pattern", "_starts")

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self._pattern = pattern
        # the text asked about last, and where the words begin in it
        self._last = ""
        self._starts: list[int] = []

    def search(self, text: str, start: int, end: int) -> re.Match[str] | None:
        """The first match that lies between two places of a text."""
        if self._last is not text:
            self._starts = self._places(text)
            self._last = text
        starts = self._starts
        if not starts:
            return None
        first = bisect_left(starts, start)
        return self._pattern.search(text, starts[first], end) if first < len(starts) and starts[first] < end else None

    def _places(self, text: str) -> list[int]:
        places: list[int] = []
        found = self._pattern.search(text)
        while found is not None:
            places.append(found.start())
            found = self._pattern.search(text, places[-1] + 1)
        return places


def one_of(words: Iterable[str]) -> re.Pattern[str]:
    r"""What finds these words in ASCII letters of any case, at each place the first of them that fits.

    Every branch begins with a letter that it tells, so that a search skips all places where none of these stands; a
    pattern that leaves the case open from its beginning looks at every word at every place.

    >>> one_of(["in all", "in", "共计"]).pattern
    'i(?ai:n\\ all|n)|I(?ai:n\\ all|n)|共(?:计)'
    """
    branches: dict[str, list[str]] = {}
    for word in words:
        for first in dict.fromkeys((word[0].lower(), word[0].upper())):
            branches.setdefault(first, []).append(re.escape(word[1:]))
    return re.compile("|".join(f"{re.escape(first)}{_any_case('|'.join(rest))}" for first, rest in branches.items()))


def _any_case(words: str) -> str:
    # to leave the case open takes time where there is none as well
    return f"(?ai:{words})" if _LETTER.search(words) else f"(?:{words})"


_LETTER = re.compile(r"[A-Za-z]")
