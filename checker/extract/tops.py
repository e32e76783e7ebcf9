"""Totals of a table's first rows that the text below it tells: 前三名合计12.04亿元, the top three made 214 million."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from checker.extract.breakdowns import Broken
from checker.extract.plain import figure_of
from checker.extract.rows import Row
from checker.extract.sums import COUNTED, comes_to, sum_of_parts
from checker.extract.tokens import Token
from checker.model import BlockKind, CleanText

_NUMBERS = {
    **dict(zip("两三四五六七八九十", (2, 3, 4, 5, 6, 7, 8, 9, 10), strict=True)),
    **dict(zip(["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], range(2, 11), strict=True)),
}
_FIRST = re.compile(
    r"前(?P<zh>[两三四五六七八九十]|\d{1,2})[名大强家位部款个省市县][^\d,，;；。]{0,8}?(?:合计|共计|总计|加起来|相加|一共|共)"
    r"|\b(?:top|first|leading) (?P<en>two|three|four|five|six|seven|eight|nine|ten)\b[^\d,;.]{0,40}?"
    r"\b(?:together|combined|between them|in all|a total of|altogether)\b",
    re.IGNORECASE,
)
# code points between the words and the total
_NEAR = 24

_Table = Mapping[tuple[int, int], list[Row]]


def tops(clean: CleanText, read: Sequence[Row]) -> Iterator[Broken]:
    """The totals of so many first rows that no column of the table right above comes to.

    A column of the total's unit must be near it; where one comes out, the total is of that one.
    """
    table: dict[tuple[int, int], list[Row]] = defaultdict(list)
    number = -1
    for row in read:
        block = clean.blocks[row.block]
        if block.kind is BlockKind.CELL and block.cell is not None:
            if block.cell.table != number:
                table, number = defaultdict(list), block.cell.table
            table[block.cell.row, block.cell.column].append(row)
            continue
        told = _FIRST.search(clean.text, row.span.start, row.span.end) if table else None
        total = _behind(row, told.end()) if told is not None else None
        if told is None or total is None:
            continue
        word = told["zh"] or told["en"].lower()
        columns = list(_columns(table, _NUMBERS.get(word) or int(word), total))
        if not any(comes_to(total, parts) for parts in columns):
            shown = [one for parts in columns for one in sum_of_parts(total, parts, COUNTED)]
            if len(shown) == 1:
                yield Broken(row, shown[0])


def _behind(row: Row, at: int) -> Token | None:
    return next((token for token in row.figures if 0 <= token.span.start - at <= _NEAR), None)


def _columns(table: _Table, count: int, total: Token) -> Iterator[list[Token]]:
    """The figures of the first rows below the heads, column by column, where each row has one of the total's unit."""
    rows = sorted({row for row, _ in table})
    whole = figure_of(total)
    for column in sorted({column for _, column in table if column}):
        headed = rows[1:] if not _figures(table, rows[0], column) else rows
        parts = [_figures(table, row, column) for row in headed[:count]]
        if len(parts) == count and all(len(told) == 1 for told in parts):
            flat = [told[0] for told in parts]
            units = {figure.unit for token in flat if (figure := figure_of(token)) is not None}
            if whole is not None and units == {whole.unit}:
                yield flat


def _figures(table: _Table, row: int, column: int) -> list[Token]:
    cells = table.get((row, column), [])
    return [token for cell in cells for token in cell.figures]
