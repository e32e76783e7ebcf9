"""Web pages to blocks: what stands between block tags, without scripts, navigation and footers."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field
from functools import cache

from checker.lexicon.load import words
from checker.model.record import dataclass, replace
from checker.model.text import Block, BlockKind, Cell, Span
from checker.read.headline import HEAD_BLOCKS, heads, is_credit
from checker.read.lines import trimmed
from checker.read.tags import Tag, parts_of, scan

HEADINGS = {f"h{level}": level for level in range(1, 7)}
INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "label",
        "mark",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
        "img",
        "rp",
        "rt",
        "ruby",
        "picture",
        "source",
    ]
)
VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
HIDDEN = frozenset(
    [
        "head",
        "nav",
        "footer",
        "aside",
        "button",
        "select",
        "option",
        "svg",
        "math",
        "object",
        "audio",
        "video",
        "canvas",
        "dialog",
    ]
)
RAW_TEXT = frozenset(["script", "style", "textarea", "title", "noscript", "template", "iframe", "xmp"])
# an unclosed <nav> or a class name with another meaning swallows the page: better furniture than silence
SHORT_PAGE = 400
SWALLOWED = 10
ITEMS = frozenset(("li", "dt", "dd"))


@dataclass(slots=True)
class _Table:
    number: int
    row: int = -1
    column: int = -1
    in_head: bool = False
    header_cell: bool = False
    header_rows: int = 0
    width: int = 1
    taken: dict[int, int] = field(default_factory=dict)  # column to the row up to which a cell above reaches


@dataclass(slots=True)
class _Page:
    """What is open at the place that the walk has reached."""

    hides: bool
    stack: list[tuple[str, bool]] = field(default_factory=list)
    opened: dict[str, int] = field(default_factory=dict)
    hidden: int = 0
    tables: list[_Table] = field(default_factory=list)
    tables_seen: int = 0


def html_blocks(raw: str) -> tuple[Block, ...]:
    """The blocks of a page. A page that hides all its text (an unclosed menu) is read with everything shown.

    >>> page = "<nav>首页</nav><h1>夸克</h1><p>日活<b>1.2亿</b></p>"
    >>> [(block.kind.value, page[block.span.start:block.span.end]) for block in html_blocks(page)]
    [('title', '夸克'), ('paragraph', '日活<b>1.2亿')]
    """
    blocks = list(_walk(raw, hides=True))
    if _size(blocks) < SHORT_PAGE:
        whole = list(_walk(raw, hides=False))
        blocks = whole if _size(blocks) * SWALLOWED < _size(whole) else blocks
    return tuple(_titled(raw, with_header_rows(raw, blocks)))


def _size(blocks: Sequence[Block]) -> int:
    return sum(len(block.span) for block in blocks)


def _walk(raw: str, *, hides: bool) -> Iterator[Block]:
    page = _Page(hides)
    run: list[Span] = []
    for part in parts_of(raw):
        if isinstance(part, Span):
            if not page.hidden and not raw[part.start : part.end].isspace():
                run.append(part)
            continue
        if part.name in INLINE and not page.hidden and not _unseen(part, hides=hides):
            continue
        yield from _block(raw, run, page)
        run = []
        _enter_or_leave(page, part)
    yield from _block(raw, run, page)


def _block(raw: str, run: Sequence[Span], page: _Page) -> Iterator[Block]:
    if not run:
        return
    span = trimmed(raw, Span(run[0].start, run[-1].end))
    if "pre" in page.opened and page.opened["pre"] and not page.tables:  # its line feeds part lines
        for line in re.finditer(r"[^\r\n]+", raw[span.start : span.end]):
            if part := trimmed(raw, Span(span.start + line.start(), span.start + line.end())):
                yield Block(BlockKind.PARAGRAPH, part)
        return
    names = [name for name, _ in page.stack[-6:]]
    heading = next((name for name in reversed(names) if name in HEADINGS), None)
    if page.tables and page.tables[-1].column >= 0:
        table = page.tables[-1]
        header = table.in_head or table.header_cell
        yield Block(BlockKind.CELL, span, 0, Cell(table.number, max(table.row, 0), table.column, header))
    elif heading is not None:
        yield Block(BlockKind.HEADING, span, HEADINGS[heading])
    elif any(name in ITEMS for name in names[-3:]):
        yield Block(BlockKind.ITEM, span)
    else:
        yield Block(BlockKind.PARAGRAPH, span)


def _unseen(tag: Tag, *, hides: bool) -> bool:
    """Whether the element is page furniture by its class, id or role."""
    if not hides or tag.closes or not tag.source:
        return False
    attributes = tag.attributes
    named = f"{attributes.get('class', '')} {attributes.get('id', '')} {attributes.get('role', '')}".lower().split()
    hidden = "display:none" in attributes.get("style", "").replace(" ", "").lower()
    return hidden or not _furniture_classes().isdisjoint(named)


@cache
def _furniture_classes() -> frozenset[str]:
    return frozenset(words("en/furniture.toml", "classes"))


def _enter_or_leave(page: _Page, tag: Tag) -> None:
    if tag.closes:
        _leave(page, tag.name)
    elif tag.name not in VOID and tag.name not in RAW_TEXT:
        hidden = (page.hides and (tag.name in HIDDEN or _unseen(tag, hides=page.hides))) or tag.name == "head"
        if not page.hidden and tag.name in INLINE and not hidden:
            return
        if tag.name == "body":  # a head that was never closed ends here
            page.stack, page.opened, page.hidden = [], {}, 0
            hidden = False
        page.stack.append((tag.name, hidden))
        page.opened[tag.name] = page.opened.get(tag.name, 0) + 1
        page.hidden += hidden
        if not page.hidden:
            _enter_table(page, tag)


def _leave(page: _Page, name: str) -> None:
    if not page.opened.get(name):
        return
    while page.stack:
        last, hidden = page.stack.pop()
        page.opened[last] -= 1
        page.hidden -= hidden
        if last == "table" and page.tables:
            page.tables.pop()
        elif last == "thead" and page.tables:
            page.tables[-1].in_head = False
        elif last == "caption" and page.tables:
            page.tables[-1].column = -1
        if last == name:
            return


def _enter_table(page: _Page, tag: Tag) -> None:
    if tag.name == "table":
        page.tables.append(_Table(page.tables_seen))
        page.tables_seen += 1
        return
    if not page.tables:
        return
    table = page.tables[-1]
    if tag.name == "thead":
        table.in_head = True
    elif tag.name in ("tbody", "tfoot"):
        table.in_head = False
    elif tag.name == "tr":
        table.row, table.column, table.width = table.row + 1, -1, 1
    elif tag.name in ("td", "th"):
        _enter_cell(table, tag)


def _enter_cell(table: _Table, tag: Tag) -> None:
    """The next column that no cell of a row above reaches into."""
    table.row = max(table.row, 0)
    table.column += table.width if table.column >= 0 else 1
    while table.taken.get(table.column, 0) > table.row:
        table.column += 1
    given = tag.attributes
    table.width, height = _span(given.get("colspan")), _span(given.get("rowspan"))
    if height > 1:
        table.taken.update(dict.fromkeys(range(table.column, table.column + table.width), table.row + height))
    if tag.name == "th" and table.row == 0:
        table.header_rows = max(table.header_rows, height)
    table.header_cell = tag.name == "th" or 0 < table.row < table.header_rows


def _span(said: str | None) -> int:
    """How many rows or columns a cell covers; what cannot be meant counts as one."""
    return int(said) if said is not None and re.fullmatch("[1-9][0-9]?", said) else 1


def with_header_rows(raw: str, blocks: Iterable[Block]) -> list[Block]:
    """The blocks with the first row of a table marked as header where the page did not: words above figures."""
    blocks = list(blocks)
    cells: dict[int, list[Block]] = {}
    for block in blocks:
        if block.cell is not None:
            cells.setdefault(block.cell.table, []).append(block)
    plain = {table for table, of_table in cells.items() if _has_plain_header(raw, of_table)}
    return [
        replace(block, cell=replace(block.cell, header=True))
        if block.cell is not None and block.cell.table in plain and block.cell.row == 0
        else block
        for block in blocks
    ]


def _has_plain_header(raw: str, cells: Sequence[Block]) -> bool:
    placed = [(block.cell, raw[block.span.start : block.span.end]) for block in cells if block.cell is not None]
    if any(cell.header for cell, _ in placed) or max(cell.row for cell, _ in placed) < 2:
        return False
    first = [text for cell, text in placed if cell.row == 0]
    below = [text for cell, text in placed if cell.row > 0 and cell.column > 0]
    figures = sum(any(char.isdigit() for char in text) for text in below)
    return not any(char.isdigit() for text in first for char in text) and 2 * figures > len(below) > 0


def _titled(raw: str, blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks with the first top heading as title (without one, a heading that the <title> holds), and headings."""
    top = next((index for index, block in enumerate(blocks) if block.level == 1), None)
    if top is None:
        named = page_title(raw) or ""
        found = (
            index
            for index, block in enumerate(blocks)
            if block.kind is BlockKind.HEADING and raw[block.span.start : block.span.end] in named
        )
        top = next(found, None)
    texts = [without_tags(raw[block.span.start : block.span.end]) for block in blocks]
    for index, block in enumerate(blocks):
        after = blocks[index + 1].kind if index + 1 < len(blocks) else None
        if index == top:
            yield replace(block, kind=BlockKind.TITLE, level=1)
        elif block.kind is BlockKind.PARAGRAPH and index < HEAD_BLOCKS and is_credit(texts[index]):
            yield replace(block, kind=BlockKind.CREDIT)
        elif block.kind is after is BlockKind.PARAGRAPH and heads(texts[index], texts[index + 1]):
            yield replace(block, kind=BlockKind.HEADING, level=len(HEADINGS))
        else:
            yield block


def without_tags(source: str) -> str:
    """The text of a block without its inline tags."""
    return (
        source if "<" not in source else "".join(source[p.start : p.end] for p in scan(source) if isinstance(p, Span))
    )


def page_title(raw: str) -> str | None:
    """What the page's <title> says."""
    for part in parts_of(raw):
        if isinstance(part, Tag) and part.name == "title" and part.content is not None:
            return raw[part.content.start : part.content.end].strip() or None
        if isinstance(part, Tag) and part.name == "body":
            return None
    return None
