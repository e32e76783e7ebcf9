"""Markdown marks: emphasis, code, images and links dropped, the words of links kept."""

import re
from collections.abc import Iterator

from checker.clean.tape import Edit
from checker.model.pattern import seldom

# ![alt](address): dropped whole. An address has no line end and no bracket but a pair
IMAGE = r"!\[[^\[\]\n]{0,300}\]\([^()\n]{0,1000}\)"
LINK = r"(?<!!)\[(?P<words>[^\[\]\n]{1,300})\]\((?:https?:|/|#|\.|mailto:|www\.)[^()\n]{0,1000}\)"
FOOTNOTE = r"\[\^[^\[\]\n]{1,40}\]"
# `**` and `__` around words, `*` only where it hugs a word at both ends: 3*4 and 2 * 3 are no emphasis
STRONG = r"\*{2,3}|(?<![A-Za-z0-9_])__(?=\S)|(?<=\S)__(?![A-Za-z0-9_])"
TICKS = r"`{1,3}"
MARK = re.compile(f"(?P<image>{IMAGE})|(?P<link>{LINK})|(?P<note>{FOOTNOTE})|(?P<strong>{STRONG})|(?P<ticks>{TICKS})")
SINGLE = seldom(
    r"(?<![*A-Za-z0-9\\])\*(?=[^\s*])([^*\n]{1,300}?)(?<=[^\s*])\*(?![*A-Za-z0-9])|^\*(?=\S)|(?<=\S)\*$", re.MULTILINE
)


def emphasis(text: str) -> Iterator[Edit]:
    """Marks dropped; of a link its words stay.

    >>> [(edit.start, edit.end) for edit in emphasis("**千问**用[夸克](https://a.cn)![]()")]
    [(0, 2), (4, 6), (7, 8), (10, 25), (25, 30)]
    """
    if not any(mark in text for mark in ("*", "__", "`", "](", "[^")):
        return
    for found in MARK.finditer(text):
        if found.lastgroup == "words" or found["link"]:
            yield Edit(found.start(), found.start("words"))
            yield Edit(found.end("words"), found.end())
        else:
            yield Edit(found.start(), found.end())


def single_emphasis(text: str) -> Iterator[Edit]:
    """The single asterisks around words dropped, after the double ones are gone.

    >>> [(edit.start, edit.end) for edit in single_emphasis("*仅供参考。* 3*4*5")]
    [(0, 1), (6, 7)]
    """
    if "*" not in text:
        return
    for found in SINGLE.finditer(text):
        yield Edit(found.start(), found.start() + 1)
        if found[1]:
            yield Edit(found.end() - 1, found.end())
