"""A page cut into tags and text, each with its true place, in one pass over any input.

The standard library's parser costs quadratic time on some hostile pages and tells places as line and column; this one
looks at every code point a bounded number of times and leaves the text as it stands, entities and all.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape

from checker.model.pattern import seldom
from checker.model.record import dataclass
from checker.model.text import Span

NAME = seldom(r"</?([A-Za-z][A-Za-z0-9:\-]*)")
ATTRIBUTE = seldom(
    # a name is looked for once in each run of what names are made of
    r"""(?<![\w:.\-])(?:[^\W_A-Za-z]|[.\-])*+([A-Za-z_:][\w:.\-]*+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))"""
)
# their content is no markup: it runs to the closing tag, whatever stands in it
RAW_TEXT = ("script", "style", "textarea", "title", "noscript", "template", "iframe", "xmp")
QUOTED = seldom("=\\s{0,9}([\"'])")
ANGLE = re.compile("[<>]")
LONGEST_DECLARATION = 10_000
# how far a tag with `<` or `>` in a quoted value is followed: longer ones are hostile, not written
LONGEST_QUOTED = 200


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag: its name in lower case, its place, and for a raw text element the place of its content."""

    name: str
    span: Span
    closes: bool = False
    source: str = ""
    content: Span | None = None

    @property
    def attributes(self) -> dict[str, str]:
        """Names in lower case with their unescaped values."""
        found = ATTRIBUTE.finditer(self.source)
        return {match[1].lower(): unescape(match[2] or match[3] or match[4] or "") for match in found}


@lru_cache(maxsize=1)
def parts_of(raw: str) -> tuple[Tag | Span, ...]:
    """What `scan` finds, kept for the page at hand: blocks, title and meta tags are each looked for in it."""
    return tuple(scan(raw))


def scan(raw: str) -> Iterator[Tag | Span]:
    """The tags of a page and the spans of text between them, in order; comments and declarations are left out.

    >>> [part if isinstance(part, Span) else part.name for part in scan("<p>日活<!-- x -->1.2亿</p>")]
    ['p', Span(start=3, end=5), Span(start=15, end=19), 'p']
    """
    at = text_from = 0
    size = len(raw)
    while (opened := raw.find("<", at)) >= 0:
        part = _markup(raw, opened)
        if part is None:
            at = opened + 1
            continue
        if opened > text_from:
            yield Span(text_from, opened)
        end = part.span.end
        if part.name:
            yield part
        at = text_from = part.content.end if part.content is not None else end
    if text_from < size:
        yield Span(text_from, size)


def _markup(raw: str, at: int) -> Tag | None:
    """The tag, comment (a tag without a name) or declaration at `at`; None where `<` is only a character."""
    if raw.startswith("<!--", at):
        end = raw.find("-->", at + 4)
        return Tag("", Span(at, len(raw) if end < 0 else end + 3))
    if raw.startswith(("<!", "<?"), at):
        end = raw.find(">", at, at + LONGEST_DECLARATION)
        return Tag("", Span(at, end + 1)) if end >= 0 else None
    named = NAME.match(raw, at)
    if named is None:
        return None
    end = _tag_end(raw, named.end())
    if end < 0:
        return None
    name, closes = named[1].lower(), raw.startswith("</", at)
    content = None
    if name in RAW_TEXT and not closes:
        content = Span(end, _content_end(raw, name, end))
    return Tag(name, Span(at, end), closes, raw[named.end() : end], content)


def _tag_end(raw: str, at: int) -> int:
    """Past the `>` that ends the tag, minding those within quotes; -1 where the tag is broken."""
    angle = ANGLE.search(raw, at)
    if angle is None:
        return -1
    plain = angle.end() if angle[0] == ">" else -1
    if plain >= 0 and not QUOTED.search(raw, at, plain):
        return plain
    quoted = _end_after_quotes(raw, at, max(plain, at + LONGEST_QUOTED))
    return quoted if quoted >= 0 else plain


def _end_after_quotes(raw: str, at: int, limit: int) -> int:
    """Past the first `>` outside the quotes of attributes; -1 where a quote is not closed before `limit`."""
    while opened := QUOTED.search(raw, at, limit):
        end = raw.find(">", at, opened.start())
        if end >= 0:
            return end + 1
        at = raw.find(opened[1], opened.end(), limit) + 1
        if not at:
            return -1
    return raw.find(">", at, limit) + 1 or -1


def _content_end(raw: str, name: str, at: int) -> int:
    """Where the closing tag of a raw text element begins; the end of the page where it is missing."""
    found = re.compile(f"</{name}", re.IGNORECASE).search(raw, at)
    return found.start() if found else len(raw)
