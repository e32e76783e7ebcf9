"""What tells whether something is known already: the names of an article as it was read, and of what read it."""

import hashlib
import json
from datetime import date

from checker.model import Block, Document


def article_key(document: Document) -> str:
    """A name for an article and all that its file tells of it: whatever changes its facts changes it.

    The name of its file is not in it: an article that is moved stays what it is.
    """
    blocks = [(block.kind, block.span.start, block.span.end, block.level, _cell(block)) for block in document.blocks]
    sections = [(section.start, section.label) for section in document.sections]
    told = [
        document.sha256,
        document.encoding,
        document.format,
        document.title,
        document.publisher,
        _day(document.published),
        blocks,
        sections,
    ]
    return _digest(told)


def reader_key(version: str, settings: str, words: str) -> str:
    """A name for what makes facts of articles: the program's version, the digests of its settings and its words."""
    return _digest([version, settings, words])


def _cell(block: Block) -> tuple[int, int, int, bool] | None:
    cell = block.cell
    return None if cell is None else (cell.table, cell.row, cell.column, cell.header)


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _digest(told: object) -> str:
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()
