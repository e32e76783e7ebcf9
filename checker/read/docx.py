"""Word files: the paragraphs and tables of the body, in order, as they read with every tracked change accepted."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Protocol

from checker.errors import UnreadableError, needs
from checker.model.text import BlockKind, Cell, Section
from checker.read.archive import unpacked
from checker.read.extracted import READ, Extracted, Part, laid_out, one_line, tamed
from checker.settings import Read

if TYPE_CHECKING:
    from docx.document import Document as Word

EXTRA = "docx"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PARAGRAPH, TABLE, ROW, CELL = f"{W}p", f"{W}tbl", f"{W}tr", f"{W}tc"
# what was taken out or moved away, a second copy of a text box for older readers, formatting
UNREAD = frozenset(
    [
        *(f"{W}{name}" for name in ("del", "moveFrom", "pPr", "rPr", "tblPr", "trPr", "tcPr", "sectPr")),
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    ]
)
MARKS = {f"{W}tab": " ", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
HEADING = re.compile(r"heading ([1-9])", re.IGNORECASE)
LOWEST_HEADING = 6
# no file of these may declare a document type: only one that means harm has entities
DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
NOTE = b"<w:footnoteReference "
# boxes in boxes and tables in tables: deeper than anybody writes
DEEPEST = 200


class _Element(Protocol):
    """What is asked of an element of the file's tree."""

    tag: str
    text: str | None

    def __iter__(self) -> Iterator["_Element"]: ...

    def find(self, path: str) -> "_Element | None": ...

    def get(self, key: str) -> str | None: ...


def extract(data: bytes, read: Read = READ) -> Extracted:
    """The text of a Word file: a line for each paragraph and each row of a table.

    Raises:
        UnreadableError: it is broken, protected or hostile, or the library is missing.
    """
    try:
        from docx import Document as open_document  # noqa: PLC0415, N813 - an extra; the name is a function's
    except ImportError as error:
        raise UnreadableError(needs(EXTRA)) from error
    parts = unpacked(data, lambda name: name.endswith((".xml", ".rels")), read)
    if any(DECLARATION.search(part) or _wide(part) for part in parts.values()):
        msg = "holds what no such file may (a document type, or parts that are no UTF-8); not read"
        raise UnreadableError(msg)
    with tamed("docx"):
        word = open_document(BytesIO(data))
        raw, blocks, sections = laid_out(_Walk(word).parts(word.element.body), read)
        noted = any(NOTE in part for part in parts.values())
        complaints = ("has footnotes; they were not read",) if noted else ()
        return Extracted(raw, blocks, sections, title=word.core_properties.title or None, complaints=complaints)


def _wide(part: bytes) -> bool:
    """Whether the part is in UTF-16, where a declaration would not be seen."""
    return b"\0" in part[:64]


class _Walk:
    """The way through a document's tree; it counts the paragraphs with text, and the tables."""

    def __init__(self, word: "Word") -> None:
        self._styles = {style.style_id: style.name or "" for style in word.styles}
        self._paragraphs = 0
        self._tables = 0

    def parts(self, parent: _Element, depth: int = 0) -> Iterator[Part]:
        """The parts below an element, in order."""
        if depth > DEEPEST:
            msg = "nests its parts deeper than anybody writes; not read"
            raise UnreadableError(msg)
        for child in parent:
            if child.tag == PARAGRAPH:
                yield from self._paragraph(child)
            elif child.tag == TABLE:
                yield from self._table(child)
            elif child.tag not in UNREAD:  # a content control, an insertion
                yield from self.parts(child, depth + 1)

    def _paragraph(self, paragraph: _Element) -> Iterator[Part]:
        # scraped pages put a line break where a paragraph ends
        lines = [line for line in map(one_line, "".join(_texts(paragraph)).split("\n")) if line]
        if not lines:
            return
        self._paragraphs += 1
        kind, level = self._kind(paragraph)
        for index, line in enumerate(lines):
            opened = () if index else (Section(0, f"para{self._paragraphs}"),)
            yield Part(kind, line, level, sections=opened)

    def _kind(self, paragraph: _Element) -> tuple[BlockKind, int]:
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        name = "" if style is None else self._styles.get(style.get(f"{W}val") or "", "")
        if name == "Title":
            return BlockKind.HEADING, 1
        if heading := HEADING.fullmatch(name):
            return BlockKind.HEADING, min(int(heading[1]), LOWEST_HEADING)
        listed = name.startswith("List") or paragraph.find(f"{W}pPr/{W}numPr") is not None
        return (BlockKind.ITEM if listed else BlockKind.PARAGRAPH), 0

    def _table(self, table: _Element) -> Iterator[Part]:
        number = self._tables
        self._tables += 1
        opened: tuple[Section, ...] = (Section(0, f"table{self._tables}"),)
        for row, cells in enumerate(_below(table, ROW)):
            column = 0
            for cell in _below(cells, CELL):
                text = one_line("".join(_texts(cell)))
                if text:
                    yield Part(BlockKind.CELL, text, cell=Cell(number, row, column), sections=opened)
                    opened = ()
                column += _width(cell)


def _below(parent: _Element, tag: str) -> Iterator[_Element]:
    """The rows of a table or cells of a row, those within content controls and insertions too."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag not in UNREAD and child.tag not in (PARAGRAPH, TABLE):
            yield from _below(child, tag)


def _width(cell: _Element) -> int:
    """How many columns a cell covers; what cannot be meant counts as one."""
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    said = (span.get(f"{W}val") or "") if span is not None else ""
    return int(said) if re.fullmatch("[1-9][0-9]?", said) else 1


def _texts(element: _Element) -> Iterator[str]:
    """The text of an element with its tabs and line breaks; a paragraph in it ends in a line break."""
    for child in element:
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag in MARKS:
            yield MARKS[child.tag]
        elif child.tag not in UNREAD:
            yield from _texts(child)
            if child.tag == PARAGRAPH:
                yield "\n"
