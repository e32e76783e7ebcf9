"""White space and invisible characters: made plain, or dropped where they part nothing."""

import re
from collections.abc import Iterator

from checker.clean.tape import Edit

INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u0000-\u0008\u000e-\u001f\u007f"
DROPPED = re.compile(f"[{INVISIBLE}]+")
BLANK = r"[ \t\v\f\r\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]"
BLANKS = re.compile(f"{BLANK}+")


def invisible(text: str) -> Iterator[Edit]:
    """Zero-width and control characters dropped: they split words and figures that the eye reads as one."""
    for found in DROPPED.finditer(text):
        yield Edit(found.start(), found.end())


def blanks(text: str) -> Iterator[Edit]:
    r"""Every run of white space within a line as one plain space.

    >>> list(blanks("2025\u00a0年\u3000底"))
    [Edit(start=4, end=5, text=' '), Edit(start=6, end=7, text=' ')]
    """
    for found in BLANKS.finditer(text):
        if found[0] != " ":
            yield Edit(found.start(), found.end(), " ")


EDGES = re.compile(r"^ +| +$", re.MULTILINE)


def edges(text: str) -> Iterator[Edit]:
    """The spaces at the ends of lines dropped, that dropped marks have left there."""
    for found in EDGES.finditer(text):
        yield Edit(found.start(), found.end())
