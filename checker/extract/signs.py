"""Signs: whether any of many words stands in a text, which of most texts is a quick no."""

import re
from collections.abc import Iterable


def one_of(words: Iterable[str]) -> re.Pattern[str]:
    r"""What finds these words in ASCII letters of any case, at each place the first of them that fits.

    Every branch begins with a letter that it tells, so that a search skips all places where none of these stands; a
    pattern that leaves the case open looks at every word at every place.

    >>> one_of(["in all", "in", "共"]).pattern
    'i(?:[Nn]\\ [Aa][Ll][Ll]|[Nn])|I(?:[Nn]\\ [Aa][Ll][Ll]|[Nn])|共(?:)'
    """
    branches: dict[str, list[str]] = {}
    for word in words:
        for first in dict.fromkeys((word[0].lower(), word[0].upper())):
            branches.setdefault(first, []).append("".join(map(_in_any_case, word[1:])))
    return re.compile("|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in branches.items()))


def _in_any_case(sign: str) -> str:
    return f"[{sign.upper()}{sign.lower()}]" if sign.isascii() and sign.isalpha() else re.escape(sign)
