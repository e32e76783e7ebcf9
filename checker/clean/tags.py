"""HTML tags left in a text: dropped, their content kept."""

import re
from collections.abc import Callable, Iterator

from checker.clean.tape import Edit, Repair
from checker.model.text import Format

# bounded, so that a text of nothing but `<` costs no more than one of the same length without
ANY_TAG = re.compile(r"<(?:/?[A-Za-z][^<>\n]{0,2000}|!--[^\n]{0,2000}?--|![A-Za-z][^<>\n]{0,200})>")
KNOWN_TAG = re.compile(
    r"</?(?:a|abbr|b|big|blockquote|br|center|code|div|em|figure|figcaption|font|h[1-6]|hr|i|img|li|ol|p|pre|s|section"
    r"|small|span|strike|strong|sub|sup|table|tbody|td|th|thead|tr|u|ul|video|iframe)(?:\s[^<>\n]{0,2000})?/?>",
    re.IGNORECASE,
)
HALF_TAG = re.compile(r"(?<![\w/])/(?:p|div|span|br)>$", re.MULTILINE)
SPACED = re.compile(r"<br|<hr|<td|<p|</p|<div|</div|<li", re.IGNORECASE)


def tags(form: Format) -> Repair:
    """The repair that drops tags: any in a web page, in other texts only those that HTML knows.

    >>> list(tags(Format.TEXT)("日活<b>1.2亿</b> <3 a<b>c"))[:2]
    [Edit(start=2, end=5, text=''), Edit(start=9, end=13, text='')]
    """
    pattern = ANY_TAG if form is Format.HTML else KNOWN_TAG
    return _dropper(pattern)


def _dropper(pattern: re.Pattern[str]) -> Callable[[str], Iterator[Edit]]:
    def drop(text: str) -> Iterator[Edit]:
        if ">" not in text:
            return
        for found in pattern.finditer(text):
            # a line break parts words; what stands between two Chinese characters needs no space
            yield Edit(found.start(), found.end(), " " if SPACED.match(found[0]) else "")

    return drop
