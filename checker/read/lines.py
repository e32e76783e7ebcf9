"""Plain text and Markdown to blocks: titles, headings, paragraphs, list items, table cells.

One reader serves both, since scraped text is full of Markdown: a `#` heading is one in a .txt file too. They differ
in one point: in Markdown the lines of a paragraph belong together, in plain text every line is a block.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import unescape

from checker.model.pattern import seldom
from checker.model.text import Block, BlockKind, Cell, Format, Span
from checker.read.datelines import is_credited
from checker.read.headline import HEAD_BLOCKS, heads, is_credit, is_dateline, is_headline, is_over_dateline, is_prose
from checker.read.masthead import is_sent_from, mastheads

LINE = re.compile(r"[^\r\n]+")
HEADING = re.compile(r"[ ]{0,3}(#{1,6})[ \t]+")
ITEM = re.compile(r"([ \t　]*)(?:[-*+•·●▪◦‣■◆]|[0-9]{1,3}[.)])[ \t　]+")
RULE = re.compile(r"[\s\-=*_~]+")
FENCE = re.compile(r"[ ]{0,3}(?:```|~~~)")
DIVIDER = frozenset("|-: \t")
BAR, TAB = seldom(r"(?<!\\)\|"), seldom(r"\t")
QUOTED = re.compile(r"[ ]{0,3}(?:>[ ]?)+")
SENTENCE_END = tuple('。！？!?….：:；;”"」』)）')
WRAPPED = (55, 90)  # columns of a wrapped line: from what a long next word leaves to a wide terminal
# By Oliver Tranmere, Harbour Wire, May 3, 2026Star River had
_GLUED = re.compile(r"(?<=[0-9])(?=[A-Z][a-z])")
_CREDIT = 160  # signs of a credit, with the place from which a wire sends
_INNER = 2  # bars of a line of three columns: a line with one parts a topic from its remark
BARS = 3  # a line with so many bars is a menu or spam, and stands above the title


def line_blocks(raw: str, start: int, form: Format) -> tuple[Block, ...]:
    r"""The blocks of `raw` from `start` on.

    >>> raw = "夸克日活\n\n夸克的日活稳定在5000万。\n- 一项"
    >>> [(block.kind.value, raw[block.span.start:block.span.end]) for block in line_blocks(raw, 0, Format.TEXT)]
    [('title', '夸克日活'), ('paragraph', '夸克的日活稳定在5000万。'), ('item', '一项')]
    >>> raw = "By Ann Prew, Harbour Wire, May 3, 2026Star River has 5 million users."
    >>> [raw[block.span.start:block.span.end] for block in line_blocks(raw, 0, Format.TEXT)]
    ['By Ann Prew, Harbour Wire, May 3, 2026', 'Star River has 5 million users.']
    """
    lines = [Span(match.start(), match.end()) for match in LINE.finditer(raw, start)]
    blocks = list(_blocks(raw, lines))
    blocks = _joined(raw, blocks, form)
    return tuple(with_headlines(raw, blocks))


def _blocks(raw: str, lines: Sequence[Span]) -> Iterator[Block]:
    tables = 0
    at = 0
    while at < len(lines):
        rows = _table_rows(raw, lines, at) or _tabbed_rows(raw, lines, at) or _barred_rows(raw, lines, at)
        if rows:
            yield from _table(raw, lines[at : at + rows], tables)
            tables += 1
            at += rows
            continue
        block = line_block(raw, lines[at])
        if block is not None:
            yield from _without_credit(raw, block)
        at += 1


def _without_credit(raw: str, block: Block) -> Iterator[Block]:
    """A line, in two where its first sentence lost the line feed that parted it from who wrote for whom and when."""
    start, end = block.span.start, block.span.end
    for glued in _GLUED.finditer(raw, start, min(end, start + _CREDIT)):
        if block.kind is BlockKind.PARAGRAPH and is_credit(raw[start : glued.start()]):
            yield replace(block, span=Span(start, glued.start()))
            yield replace(block, span=Span(glued.start(), end))
            return
    yield block


def line_block(raw: str, line: Span) -> Block | None:
    """The block that one line makes, or None for a line that only draws."""
    if RULE.fullmatch(raw, line.start, line.end) or FENCE.match(raw, line.start, line.end):
        return None
    kind, level, begin = BlockKind.PARAGRAPH, 0, line.start
    if quoted := QUOTED.match(raw, begin, line.end):
        begin = quoted.end()
    if found := HEADING.match(raw, begin, line.end):
        kind, level, begin = BlockKind.HEADING, len(found[1]), found.end()
    elif found := ITEM.match(raw, begin, line.end):
        kind, level, begin = BlockKind.ITEM, len(found[1].replace("\t", "  ")) // 2, found.end()
    span = trimmed(raw, Span(begin, line.end))
    return Block(kind, span, level) if span else None


def trimmed(raw: str, span: Span) -> Span:
    """The span without the white space at its ends."""
    text = _text(raw, span)
    start = span.start + len(text) - len(text.lstrip())
    return Span(start, max(start, span.end - len(text) + len(text.rstrip())))


def _text(raw: str, span: Span) -> str:
    return raw[span.start : span.end]


def _table_rows(raw: str, lines: Sequence[Span], at: int) -> int:
    """How many lines from `at` on make a table: a row, a divider, and rows below; 0 where none begins."""
    if at + 1 >= len(lines) or raw.count("|", lines[at].start, lines[at].end) < 1:
        return 0
    divider = lines[at + 1]
    drawn = set(raw[divider.start : divider.end])
    if not {"|", "-"} <= drawn <= DIVIDER:
        return 0
    end = at + 2
    while end < len(lines) and "|" in raw[lines[end].start : lines[end].end] and _adjacent(raw, lines, end):
        end += 1
    return end - at


def _adjacent(raw: str, lines: Sequence[Span], at: int) -> bool:
    """Whether no blank line parts line `at` from the one before it."""
    between = raw[lines[at - 1].end : lines[at].start]
    return between in ("\n", "\r\n", "\r")


def _tabbed_rows(raw: str, lines: Sequence[Span], at: int) -> int:
    """How many lines from `at` on make a table copied from a page or sheet: columns parted by tabs."""
    tabs = _tabs(raw, lines[at])
    end = at + 1
    while tabs and end < len(lines) and _adjacent(raw, lines, end) and _tabs(raw, lines[end]) == tabs:
        end += 1
    return end - at if end - at > 1 else 0


def _barred_rows(raw: str, lines: Sequence[Span], at: int) -> int:
    """How many lines from `at` on make a table without a divider: columns parted by bars, and figures under a head.

    A menu has no figures; an outlet, a day and a name are a credit.
    """
    bars = raw.count(" | ", lines[at].start, lines[at].end)
    if bars < _INNER or is_credit(_text(raw, lines[at])):
        return 0
    end = at + 1
    while end < len(lines) and _adjacent(raw, lines, end) and raw.count(" | ", *_ends(lines[end])) == bars:
        if is_credit(_text(raw, lines[end])):
            break
        end += 1
    figured = [any(map(str.isdigit, raw[raw.rfind("|", *_ends(line)) : line.end])) for line in lines[at:end]]
    return end - at if len(figured) > 1 and not figured[0] and any(figured[1:]) else 0


def _ends(line: Span) -> tuple[int, int]:
    return line.start, line.end


def _tabs(raw: str, line: Span) -> int:
    inner = trimmed(raw, line)
    return raw.count("\t", inner.start, inner.end)


def _table(raw: str, lines: Sequence[Span], table: int) -> Iterator[Block]:
    """The cells of a table's lines; the first is its header, except where a tabbed table begins with figures."""
    ruled = DIVIDER.issuperset(raw[lines[1].start : lines[1].end])
    rows = [line for index, line in enumerate(lines) if index != 1 or not ruled]
    mark = BAR if ruled or not _tabs(raw, lines[0]) else TAB
    parted = [[trimmed(raw, span) for span in _cells(raw, line, mark)] for line in rows]
    header = mark is BAR or not any(char.isdigit() for span in parted[0] for char in _text(raw, span))
    for row, spans in enumerate(parted):
        for column, span in enumerate(spans):
            if span:
                yield Block(BlockKind.CELL, span, 0, Cell(table, row, column, header=header and row == 0))


def _cells(raw: str, line: Span, mark: "re.Pattern[str]") -> Iterator[Span]:
    """What stands between the marks of a row, without those at its ends."""
    inner = trimmed(raw, line)
    start = inner.start + (mark is BAR and raw.startswith("|", inner.start))
    end = inner.end - (mark is BAR and raw[start : inner.end].endswith("|") and raw[inner.end - 2] != "\\")
    for found in mark.finditer(raw, start, end):
        yield Span(start, found.start())
        start = found.end()
    yield Span(start, end)


def _joined(raw: str, blocks: Sequence[Block], form: Format) -> list[Block]:
    """Lines of one paragraph made one block; a line that ends a sentence ends the paragraph.

    CommonMark joins them all, but scraped Chinese Markdown breaks its paragraphs with single line feeds. In plain
    text only lines of the width that mailers and wires wrap Latin text at are joined. A credit is a line by itself.
    """
    made: list[Block] = []
    for block in blocks:
        last = made[-1] if made else None
        if (
            last is not None
            and block.kind is BlockKind.PARAGRAPH
            and last.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM)
            and raw[last.span.end : block.span.start].strip(" \t") in ("\n", "\r\n", "\r")
            and (form is Format.MARKDOWN or _is_wrapped(raw, last.span))
            and not (len(made) <= HEAD_BLOCKS and any(_credits(_text(raw, one.span)) for one in (last, block)))
            and not raw[max(last.span.start, last.span.end - 9) : last.span.end].rstrip("*_ ").endswith(SENTENCE_END)
        ):
            made[-1] = replace(last, span=Span(last.span.start, block.span.end))
        else:
            made.append(block)
    return made


def _credits(text: str) -> bool:
    return len(text) <= _CREDIT and (is_credit(text) or is_credited(text) or is_sent_from(text))


def _is_wrapped(raw: str, span: Span) -> bool:
    """Whether the last line of `span` is Latin text of a width at which lines are wrapped."""
    start = max(raw.rfind("\n", span.start, span.end), raw.rfind("\r", span.start, span.end)) + 1
    line = raw[max(start, span.start, span.end - WRAPPED[1] - 1) : span.end]
    return WRAPPED[0] <= len(line) <= WRAPPED[1] and line.isascii() and " " in line


def with_headlines(raw: str, blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks with unmarked headlines named: the first of the article is its title."""
    # scraped pages leave their &nbsp; between who wrote and when
    texts = [unescape(_text(raw, block.span)) for block in blocks]
    above = mastheads(blocks[:HEAD_BLOCKS], texts)
    title = _title_index(blocks, texts, above)
    for index, (block, text) in enumerate(zip(blocks, texts, strict=True)):
        if index == title:
            yield replace(block, kind=BlockKind.TITLE, level=1)
        elif index in above or (block.kind is BlockKind.PARAGRAPH and index < HEAD_BLOCKS and _credits(text)):
            yield replace(block, kind=BlockKind.CREDIT, level=0)
        elif block.kind is BlockKind.PARAGRAPH and index + 1 < len(blocks):
            follows = blocks[index + 1].kind is BlockKind.PARAGRAPH and heads(text, texts[index + 1])
            yield replace(block, kind=BlockKind.HEADING, level=2) if follows else block
        else:
            yield block


def _dated(text: str) -> bool:
    """Whether a line that could be a headline tells no more than outlet, place and day."""
    return is_headline(text) and is_credited(text)


def _title_index(blocks: Sequence[Block], texts: Sequence[str], above: frozenset[int]) -> int | None:
    """The place of the title: the first headline, or top heading, that stands before any prose.

    Below a masthead (`above`) a heading of any level is the title.
    """
    for index, (block, text) in enumerate(zip(blocks[:HEAD_BLOCKS], texts[:HEAD_BLOCKS], strict=True)):
        if index in above or _dated(text):
            continue
        if block.kind is BlockKind.HEADING:
            return index if block.level == 1 or above else None
        if block.kind is not BlockKind.PARAGRAPH or (is_prose(text) and text.count("|") < BARS):
            return None
        after = texts[index + 1] if index + 1 < len(texts) else ""
        if (is_headline(text) and not is_dateline(text)) or is_over_dateline(text, after):
            return index
    return None
