"""Columns of a table that do not come to what their last row says: 38.2, 40.1, 42.5, 44.4 and 合计 175.2."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from checker.extract.rows import Row
from checker.extract.shared import FILES, any_of
from checker.extract.sums import GUESSED, Shown, figure_of, sum_of_parts
from checker.extract.tokens import Token
from checker.lexicon.load import words
from checker.model import BlockKind, CleanText

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Column:
    """A row of the text that holds a total which does not come out, and the sum that is shown."""

    row: Row
    shown: Shown


def columns(clean: CleanText, read: Sequence[Row]) -> Iterable[Column]:
    """The columns of all tables whose last row is the sum of those above it and is not."""
    tables: dict[int, dict[Place, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in read:
        block = clean.blocks[row.block]
        if block.kind is BlockKind.CELL and block.cell is not None:
            tables[block.cell.table][block.cell.row, block.cell.column].append(row)
    for table in sorted(tables):
        yield from _of_table(clean.text, tables[table])


def _of_table(text: str, cells: Mapping[Place, list[Row]]) -> Iterable[Column]:
    last = max(row for row, _ in cells)
    sides = {row: _text(text, cells.get((row, 0), [])) for row, _ in cells}
    yield from _of_which(cells, sides)
    if sides[last] not in _heads() or any(_is_apart(side) for row, side in sides.items() if 0 < row < last):
        return
    for column in sorted({column for row, column in cells if row == last and column > 0}):
        if not _is_apart(_text(text, cells.get((0, column), []))):
            yield from _of_column(cells, column, last)


def _of_which(cells: Mapping[Place, list[Row]], sides: Mapping[int, str]) -> Iterable[Column]:
    """旅客运输量 4128, 其中:国内 3562, 其中:国际 498: a row whose parts stand in the rows below it."""
    for row in sorted(sides):
        below = row + 1
        while below in sides and any_of("part_rows").match(sides[below]):
            below += 1
        if below - row <= _LEAST or any_of("part_rows").match(sides[row]):
            continue
        for column in sorted({column for at, column in cells if at == row and column > 0}):
            total = _only(cells.get((row, column), []))
            parts = [_only(cells.get((at, column), [])) for at in range(row + 1, below)]
            told = [part for part in parts if part is not None]
            if total is not None and len(told) == len(parts) and len(_units([*told, total])) == 1:
                for shown in sum_of_parts(total, told, GUESSED):
                    if not _leaves_a_part(total, shown):
                        yield Column(cells[row, column][0], shown)


def _leaves_a_part(total: Token, shown: Shown) -> bool:
    """Whether so much is missing from the rows below a row that they may not be all its parts."""
    stated, added = figure_of(total), shown[1].value
    assert stated is not None
    assert stated.value is not None
    assert added is not None
    return (stated.value - added) / stated.value > _REMAINDER


# a part of the whole so small that a table which lists its parts would hardly leave it out
_REMAINDER = Decimal("0.02")


def _units(tokens: Sequence[Token]) -> set[str | None]:
    return {figure.unit for token in tokens if (figure := figure_of(token)) is not None}


def _of_column(cells: Mapping[Place, list[Row]], column: int, last: int) -> Iterable[Column]:
    figures = {row: _only(cells.get((row, column), [])) for row in range(last + 1)}
    # the first row is the head; a table without one begins with figures
    first = 0 if figures[0] is not None else 1
    parts = [figures[row] for row in range(first, last)]
    total = figures[last]
    told = [part for part in parts if part is not None]
    if total is None or len(told) < _LEAST or len(told) < len(parts):
        return
    if len(_units([*told, total])) == 1:
        for shown in sum_of_parts(total, told, GUESSED):
            yield Column(cells[last, column][0], shown)


_LEAST = 2


def _only(rows: Sequence[Row]) -> Token | None:
    """The figure of a cell that holds one and nothing else, or None."""
    tokens = [token for row in rows for token in row.tokens]
    return tokens[0] if len(tokens) == 1 and figure_of(tokens[0]) is not None else None


def _text(text: str, rows: Sequence[Row]) -> str:
    return text[rows[0].span.start : rows[-1].span.end].strip().lower() if rows else ""


def _heads() -> frozenset[str]:
    return frozenset(word for file in FILES for word in words(file, "total_rows"))


def _is_apart(head: str) -> bool:
    """Whether what stands under or beside a head is not added up: a rate, a rank, a part of the row above."""
    return any_of("not_added").search(head) is not None
