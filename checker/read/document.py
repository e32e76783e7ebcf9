"""One text to one document."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from checker.model.finding import Problem
from checker.model.pattern import seldom
from checker.model.text import Document, Format
from checker.read.extracted import Extracted
from checker.read.frontmatter import FrontMatter, front_matter
from checker.read.html import html_blocks
from checker.read.lines import line_blocks
from checker.read.main_text import main_blocks
from checker.read.metadata import metadata
from checker.read.rows import Article
from checker.settings import Read

FORMATS = {
    ".txt": Format.TEXT,
    ".md": Format.MARKDOWN,
    ".markdown": Format.MARKDOWN,
    ".html": Format.HTML,
    ".htm": Format.HTML,
}
# how the text of a row begins that is a page
PAGE = seldom(r"\s*<(?:!doctype|html|head|body|article|section|div|p|h[1-6])\b[^<>]*>", re.IGNORECASE)
READ = Read()


def format_of(path: str) -> Format | None:
    """The format that a path's suffix names.

    >>> format_of("a/b.HTM"), format_of("README")
    (<Format.HTML: 'html'>, None)
    """
    return FORMATS.get(PurePosixPath(path).suffix.lower())


def document(path: str, raw: str, sha256: str, encoding: str, read: Read = READ) -> tuple[Document, list[Problem]]:
    """The document that `raw` makes, and what is wrong with it."""
    form = format_of(path) or Format.TEXT
    matter = FrontMatter() if form is Format.HTML else front_matter(raw)
    blocks = html_blocks(raw) if form is Format.HTML else line_blocks(raw, matter.end, form)
    made = _made(Document(short_id(path), path, raw, sha256, encoding, form, blocks), matter)
    if form is Format.HTML and read.main_text:
        made = replace(made, blocks=main_blocks(raw, blocks))
    return made, _problems(made, [matter.complaint] if matter.complaint else [])


def row_document(article: Article, encoding: str) -> tuple[Document, list[Problem]]:
    """The document of one row of a table; a row may hold a page."""
    raw = article.text
    form = Format.HTML if PAGE.match(raw) else Format.TEXT
    blocks = html_blocks(raw) if form is Format.HTML else line_blocks(raw, 0, form)
    sha256 = digest(raw.encode("utf-8", "surrogatepass"))
    made = Document(short_id(article.name), article.name, raw, sha256, encoding, form, blocks)
    made = _made(made, FrontMatter(article.told))
    return made, _problems(made, [])


def extracted_document(path: str, found: Extracted, sha256: str) -> tuple[Document, list[Problem]]:
    """The document of a file that is no text."""
    made = Document(short_id(path), path, found.raw, sha256, blocks=found.blocks, sections=found.sections)
    made = _made(made, FrontMatter(dict(found.told)))
    if made.title is None and found.title:
        made = replace(made, title=found.title)
    return made, _problems(made, found.complaints)


def _made(bare: Document, matter: FrontMatter) -> Document:
    """The document with what its file tells of the article."""
    about = metadata(bare.raw, bare.format, bare.blocks, matter)
    return replace(bare, title=about.title, publisher=about.publisher, published=about.published)


def _problems(made: Document, complaints: Sequence[str]) -> list[Problem]:
    found = [Problem(made.path, "read", complaint) for complaint in complaints]
    if not made.blocks:
        found.append(Problem(made.path, "read", "holds no text; nothing in it was checked"))
    return found


def digest(data: bytes) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def short_id(path: str, length: int = 8) -> str:
    """A name for a document that depends on its path alone.

    >>> short_id("a.txt")
    '18b7cb09'
    """
    return hashlib.sha256(path.encode("utf-8", "surrogatepass")).hexdigest()[:length]
