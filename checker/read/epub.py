"""E-books: the chapters in the order of the book, each read as the page that it is.

An .epub is a zip archive of web pages with two small files that say where they are. Both are read with the scanner that
reads the pages, so that no parser ever meets their entities.
"""

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import replace
from html import unescape
from urllib.parse import unquote

from checker.errors import UnreadableError
from checker.model.text import Block, BlockKind, Section
from checker.read.archive import unpacked
from checker.read.decode import decode
from checker.read.extracted import READ, Extracted, Part, laid_out, one_line
from checker.read.html import html_blocks, without_tags
from checker.read.tags import Tag, scan
from checker.settings import Read

CONTAINER = "META-INF/container.xml"
ENCRYPTION = "META-INF/encryption.xml"
PAGES = (".xhtml", ".html", ".htm", ".xml")
WANTED = (*PAGES, ".opf")
# what the book tells of itself, under the names that front matter has for it
TOLD = {"dc:title": "title", "dc:publisher": "publisher", "dc:creator": "author", "dc:date": "date"}
MOST_CHAPTERS = 5000


def extract(data: bytes, read: Read = READ) -> Extracted:
    """The text of an e-book: a line for each block of its chapters, and a section for each chapter.

    Raises:
        UnreadableError: it is broken, encrypted or hostile, or holds no chapters.
    """
    files = unpacked(data, lambda name: name.lower().endswith(WANTED), read)
    package = next((_path("", tag.attributes["full-path"]) for tag in _tags(files, CONTAINER, "rootfile")), "")
    chapters = _chapters(files, package)
    if not chapters:
        msg = "is broken: it does not say which chapters it has"
        raise UnreadableError(msg)
    locked = {_path("", tag.attributes["uri"]) for tag in _tags(files, ENCRYPTION, "cipherreference")}
    if locked & set(chapters):
        msg = "is encrypted (DRM); nothing in it was checked"
        raise UnreadableError(msg)
    parts: list[Part] = []
    complaints: list[str] = []
    told = tables = 0
    for name in chapters[:MOST_CHAPTERS]:
        found = decode(files[name]) if name in files else None
        if found is None:
            complaints.append(f"{name}: {'is in an unknown encoding' if name in files else 'is missing'}; not read")
            continue
        page = list(_page(found.text, tables, first=not parts))
        if page:
            told += 1
            tables = max((part.cell.table + 1 for part in page if part.cell is not None), default=tables)
            parts += [replace(page[0], sections=(Section(0, f"ch{told}"),)), *page[1:]]
    if len(chapters) > MOST_CHAPTERS:
        complaints.append(f"has {len(chapters):,} chapters; only the first {MOST_CHAPTERS:,} were read")
    raw, blocks, sections = laid_out(parts, read)
    return Extracted(raw, blocks, sections, told=_told(files, package), complaints=tuple(complaints))


def _chapters(files: Mapping[str, bytes], package: str) -> list[str]:
    """The paths of the book's pages in the order in which they are read, without its table of contents."""
    base = posixpath.dirname(package)
    items = {
        tag.attributes["id"]: _path(base, tag.attributes["href"])
        for tag in _tags(files, package, "item")
        if "nav" not in tag.attributes.get("properties", "").split() and "id" in tag.attributes
    }
    order = (tag.attributes.get("idref", "") for tag in _tags(files, package, "itemref"))
    return list(dict.fromkeys(items[name] for name in order if name in items))


def _tags(files: Mapping[str, bytes], path: str, name: str) -> Iterator[Tag]:
    """The tags of that name in one of the small files, whatever prefix they have."""
    needed = {"rootfile": "full-path", "item": "href", "itemref": "idref", "cipherreference": "uri"}[name]
    for part in scan(_text(files, path)):
        named = isinstance(part, Tag) and not part.closes and part.name.rpartition(":")[2] == name
        if isinstance(part, Tag) and named and needed in part.attributes:
            yield part


def _told(files: Mapping[str, bytes], package: str) -> dict[str, str]:
    """Title, publisher, author and day of the book; the first of each counts."""
    told: dict[str, str] = {}
    text = _text(files, package)
    key: str | None = None
    for part in scan(text):
        if isinstance(part, Tag):
            key = None if part.closes else TOLD.get(part.name)
        elif key is not None and (said := one_line(unescape(text[part.start : part.end]))):
            told.setdefault(key, said)
    return told


def _text(files: Mapping[str, bytes], path: str) -> str:
    found = decode(files[path]) if path in files else None
    return "" if found is None else found.text


def _path(base: str, href: str) -> str:
    return posixpath.normpath(posixpath.join(base, unquote(href.partition("#")[0]))).lstrip("/")


def _page(raw: str, tables: int, *, first: bool) -> Iterator[Part]:
    """The blocks of a chapter as parts; the book has one title, and that of a later chapter is a heading."""
    for block in html_blocks(raw):
        kind = BlockKind.HEADING if block.kind is BlockKind.TITLE and not first else block.kind
        cell = replace(block.cell, table=block.cell.table + tables) if block.cell is not None else None
        yield Part(kind, _plain(raw, block), block.level, cell)


def _plain(raw: str, block: Block) -> str:
    return one_line(unescape(without_tags(raw[block.span.start : block.span.end])))
