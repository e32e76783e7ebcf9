"""HTML tags left in a text: dropped, their content kept."""

import re
from collections.abc import Callable, Iterator

from checker.clean.tape import Edit, Repair
from checker.model.pattern import seldom
from checker.model.text import Format

# every pattern stops at the next `<`, so that a text of nothing but `<` costs no more than one without
INSIDE = r"""(?:[^<>"'\n]|"[^"<\n]*"|'[^'<\n]*')*+"""
# a scraper may have escaped a comment that it took for text
_COMMENT = r"(?:<|&lt;)!--[^\n]{0,2000}?--(?:>|&gt;)"
ANY_TAG = seldom(rf"</?[A-Za-z]{INSIDE}>|</?[A-Za-z][^<>\n]*>|{_COMMENT}|<![A-Za-z][^<>\n]*>")
# in a text `a<b 且 c>d` is no tag: attributes must look like such
ATTRIBUTES = r"""(?:\s+[A-Za-z_:\-]{1,40}\s*=\s*(?:"[^"<\n]*"|'[^'<\n]*'|[^\s<>"']+))*+"""
KNOWN_TAG = re.compile(
    r"</?(?:a|abbr|b|big|blockquote|br|center|code|div|em|figure|figcaption|font|h[1-6]|hr|i|img|li|ol|p|pre|s|section"
    rf"|small|span|strike|strong|sub|sup|table|tbody|td|th|thead|tr|u|ul|video|iframe){ATTRIBUTES}\s*/?>|{_COMMENT}",
    re.IGNORECASE,
)
SPACED = seldom(r"<br|<hr|<td|<p|</p|<div|</div|<li", re.IGNORECASE)


def tags(form: Format) -> Repair:
    """The repair that drops tags: any in a web page, in other texts only those that HTML knows.

    >>> list(tags(Format.TEXT)("日活<b>1.2亿</b> <3 a<b>c"))[:2]
    [Edit(start=2, end=5, text=''), Edit(start=9, end=13, text='')]
    """
    pattern = ANY_TAG if form is Format.HTML else KNOWN_TAG
    return _dropper(pattern)


def _dropper(pattern: re.Pattern[str]) -> Callable[[str], Iterator[Edit]]:
    def drop(text: str) -> Iterator[Edit]:
        if ">" not in text and "&gt;" not in text:
            return
        for found in pattern.finditer(text):
            yield Edit(found.start(), found.end(), _instead(text, found))

    return drop


def _instead(text: str, tag: "re.Match[str]") -> str:
    """What stands for a tag: a space where it parts words, a caret where dropping it would make 10⁸ of 10 and 8."""
    if SPACED.match(tag[0]):
        return " "
    raised = tag[0][:4].lower() == "<sup" and text[max(tag.start() - 1, 0)].isdigit()
    return "^" if raised else ""
