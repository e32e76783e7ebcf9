"""One text to one document."""

import hashlib
from pathlib import PurePosixPath

from checker.model.finding import Problem
from checker.model.text import Document, Format
from checker.read.frontmatter import FrontMatter, front_matter
from checker.read.html import html_blocks
from checker.read.lines import line_blocks
from checker.read.metadata import metadata

FORMATS = {
    ".txt": Format.TEXT,
    ".md": Format.MARKDOWN,
    ".markdown": Format.MARKDOWN,
    ".html": Format.HTML,
    ".htm": Format.HTML,
}


def format_of(path: str) -> Format | None:
    """The format that a path's suffix names.

    >>> format_of("a/b.HTM"), format_of("README")
    (<Format.HTML: 'html'>, None)
    """
    return FORMATS.get(PurePosixPath(path).suffix.lower())


def document(path: str, raw: str, sha256: str, encoding: str, identifier: str) -> tuple[Document, list[Problem]]:
    """The document that `raw` makes, and what is wrong with it."""
    form = format_of(path) or Format.TEXT
    matter = FrontMatter() if form is Format.HTML else front_matter(raw)
    blocks = html_blocks(raw) if form is Format.HTML else line_blocks(raw, matter.end, form)
    about = metadata(raw, form, blocks, matter)
    made = Document(
        id=identifier,
        path=path,
        raw=raw,
        sha256=sha256,
        encoding=encoding,
        format=form,
        blocks=blocks,
        title=about.title,
        publisher=about.publisher,
        published=about.published,
    )
    problems = [Problem(path, "read", matter.complaint)] if matter.complaint else []
    if not blocks:
        problems.append(Problem(path, "read", "holds no text; nothing in it was checked"))
    return made, problems


def digest(data: bytes) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def short_id(path: str, length: int = 8) -> str:
    """A name for a document that depends on its path alone.

    >>> short_id("a.txt")
    '18b7cb09'
    """
    return hashlib.sha256(path.encode("utf-8", "surrogatepass")).hexdigest()[:length]
