"""Character references (&nbsp; &amp; &#8220;) decoded."""

from collections.abc import Iterator
from html import unescape

from checker.clean.tape import Edit
from checker.model.pattern import seldom

ENTITY = seldom(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


def entities(text: str) -> Iterator[Edit]:
    """References that stand for one character, as that character; line feeds among them become spaces.

    >>> list(entities("AT&amp;T &bogus; R&D"))
    [Edit(start=2, end=7, text='&')]
    """
    if "&" not in text:
        return
    for found in ENTITY.finditer(text):
        meant = unescape(found[0])
        if meant != found[0]:
            yield Edit(found.start(), found.end(), "".join(" " if char.isspace() else char for char in meant))
