"""Title, publisher and date of an article, wherever its file tells them.

Front matter and meta tags are asked first, then the first and last blocks (a dateline, a byline), then a URL.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from html import unescape

from checker.model.pattern import seldom
from checker.model.record import dataclass
from checker.model.text import Block, BlockKind, Format, Span
from checker.read.datelines import byline, credited, date_in, dateline, month_day_dateline, stamped
from checker.read.frontmatter import FrontMatter
from checker.read.headline import GLOSS
from checker.read.html import page_title
from checker.read.tags import Tag, parts_of, scan

FIRST, LAST = 8, 3  # a dateline stands in the first or last blocks or nowhere
TITLES = ("title", "og:title", "twitter:title", "headline")
PUBLISHERS = (
    "publisher",
    "og:site_name",
    "source",
    "site",
    "media",
    "mediaid",
    "application-name",
    "author",
    "article:author",
)
DATES = (
    "date",
    "published",
    "publish_date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_time",
    "article:published_time",
    "og:published_time",
    "og:release_date",
    "datepublished",
    "dc.date",
    "dc.date.issued",
    "dcterms.date",
    "created",
    "datetime",
)
# what a page tells search engines, without reading the whole of its JSON
LINKED_DATA = seldom(r'"(datePublished|headline)"\s*:\s*"([^"\\<>]{4,200})"')
LINKED_DATA_WITHIN = 200_000
URLS = ("source", "url", "link", "canonical", "og:url", "source_url")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a file tells about its article."""

    title: str | None = None
    publisher: str | None = None
    published: date | None = None


def metadata(raw: str, form: Format, blocks: Sequence[Block], matter: FrontMatter) -> Metadata:
    r"""What the file tells; None for what it does not tell.

    >>> raw = "来源:长江经济评论 时间:2026-03-06"
    >>> metadata(raw, Format.TEXT, [Block(BlockKind.PARAGRAPH, Span(0, len(raw)))], FrontMatter())
    Metadata(title=None, publisher='长江经济评论', published=datetime.date(2026, 3, 6))
    """
    # a page has no front matter of its own, but the row of a table that holds it tells as much
    told = {**_meta_tags(raw), **matter.values} if form is Format.HTML else matter.values
    lines = [" ".join(raw[block.span.start : block.span.end].split()) for block in blocks]
    if form is Format.HTML:
        lines = [_without_tags(line) for line in lines]
    lines = [GLOSS.sub("", line) for line in lines]
    tail = max(FIRST, len(lines) - LAST)
    ends = [*lines[:FIRST], *lines[tail:]]
    listed = [block.kind in {BlockKind.ITEM, BlockKind.CELL} for block in blocks]
    return Metadata(
        _first(told, TITLES) or _block_title(blocks, lines) or (page_title(raw) if form is Format.HTML else None),
        _publisher(told) or next((name for name in map(_name, ends) if name), None),
        _published(
            told,
            [line for line, item in zip(lines[:FIRST], listed, strict=False) if not item],
            [line for line, item in zip(lines[tail:], listed[tail:], strict=True) if not item],
        ),
    )


def _name(line: str) -> str | None:
    found = dateline(line)
    return (found.publisher if found else None) or byline(line)


def _published(told: Mapping[str, str], head: Sequence[str], tail: Sequence[str]) -> date | None:
    for key in DATES:
        if key in told and (found := date_in(told[key])):
            return found
    for line in head:
        if day := _day_of(line) or stamped(line) or credited(line):
            return day
    for line in tail:
        if day := _day_of(line):
            return day
    for key in URLS:
        if key in told and told[key].startswith("http") and (found := date_in(told[key])):
            return found
    return month_day_dateline(head)


def _day_of(line: str) -> date | None:
    parts = dateline(line)
    return parts.published if parts is not None else None


def _publisher(told: Mapping[str, str]) -> str | None:
    for key in PUBLISHERS:
        value = told.get(key, "").strip()
        if value and not value.startswith(("http:", "https:", "//")):
            return value
    return None


def _first(told: Mapping[str, str], keys: Sequence[str]) -> str | None:
    return next((told[key].strip() for key in keys if told.get(key, "").strip()), None)


def _block_title(blocks: Sequence[Block], lines: Sequence[str]) -> str | None:
    for block, line in zip(blocks, lines, strict=True):
        if block.kind is BlockKind.TITLE:
            return line.strip("*_ ") or None
    return None


def _meta_tags(raw: str) -> dict[str, str]:
    """What the page's linked data, <meta>, <link rel=canonical> and <time> tell; the first of a name counts."""
    told = {key.lower(): unescape(value) for key, value in reversed(LINKED_DATA.findall(raw[:LINKED_DATA_WITHIN]))}
    for part in parts_of(raw):
        if not isinstance(part, Tag) or part.closes or part.name not in ("meta", "link", "time"):
            continue
        given = part.attributes
        if part.name == "meta":
            name = given.get("property") or given.get("name") or given.get("itemprop") or ""
            told.setdefault(name.lower(), given.get("content", ""))
        elif part.name == "link" and given.get("rel", "").lower() == "canonical":
            told.setdefault("canonical", given.get("href", ""))
        elif part.name == "time":  # the last resort: a page may date its comments too
            told.setdefault("datetime", given.get("datetime", ""))
    return told


def _without_tags(line: str) -> str:
    return "".join(line[part.start : part.end] for part in scan(line) if isinstance(part, Span))
