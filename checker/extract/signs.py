"""Signs: whether any of many words stands in a text, which of most texts is a quick no."""

import re
from collections.abc import Iterable


def one_of(words: Iterable[str]) -> re.Pattern[str]:
    r"""What finds these words in ASCII letters of any case, at each place the first of them that fits.

    Every branch begins with a letter that it tells, so that a search skips all places where none of these stands; a
    pattern that leaves the case open from its beginning looks at every word at every place.

    >>> one_of(["in all", "in", "共"]).pattern
    'i(?ai:n\\ all|n)|I(?ai:n\\ all|n)|共(?ai:)'
    """
    branches: dict[str, list[str]] = {}
    for word in words:
        for first in dict.fromkeys((word[0].lower(), word[0].upper())):
            branches.setdefault(first, []).append(re.escape(word[1:]))
    return re.compile("|".join(f"{re.escape(first)}(?ai:{'|'.join(rest)})" for first, rest in branches.items()))
