"""Columns of a table that do not come to what their last row says: 38.2, 40.1, 42.5, 44.4 and 合计 175.2."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from checker.extract import terms
from checker.extract.cells import figures_of
from checker.extract.plain import figure_of
from checker.extract.rows import Row
from checker.extract.shared import FILES, any_of
from checker.extract.sums import COUNTED, GUESSED, Shown, shown_sum, sum_of_parts
from checker.extract.tokens import Tok, Token
from checker.extract.values.units import dimension
from checker.lexicon.attributes import Nature
from checker.lexicon.load import words
from checker.model import BlockKind, CleanText, Quantity
from checker.model.pattern import seldom
from checker.model.record import dataclass

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
    yield from _of_totals(cells, sides)
    yield from _of_parts_below(cells, sides)
    yield from _of_prefix(cells, sides)
    yield from _of_rows(text, cells, sides)
    told = _BRACKETS.sub("", sides[last]).strip()
    if not (told.endswith(tuple(_heads())) or _counts(told, last)) or any(
        _is_apart(side) for row, side in sides.items() if 0 < row < last
    ):
        return
    for column in sorted({column for row, column in cells if row == last and column > 0}):
        if not _is_apart(_text(text, cells.get((0, column), []))):
            yield from _of_column(cells, column, last)


def _of_parts_below(cells: Mapping[Place, list[Row]], sides: Mapping[int, str]) -> Iterable[Column]:
    """落水车辆合计 23辆, 小客车 13辆, 货车 5辆, …: a total over its parts, which are all the rows of its unit below."""
    for row in sorted(sides)[:-_LEAST]:
        if not sides[row].endswith(tuple(_heads())):
            continue
        for column in sorted({column for at, column in cells if at == row and column > 0}):
            total = _only(cells.get((row, column), []))
            parts: list[Token] = []
            for at in (at for at in sorted(sides) if at > row):
                part = _only(cells.get((at, column), []))
                if part is None or total is None or not _is_part(part, total):
                    break
                parts.append(part)
            below = [sides[at] for at in sorted(sides) if at > row][: len(parts)]
            apart = any(_is_apart(side) or side.endswith(tuple(_heads())) for side in below)
            if total is None or len(parts) <= _LEAST or apart:
                continue
            if (shown := _added_up(total, parts)) is not None and not _leaves_a_part(total, shown, _GUESS):
                yield Column(cells[row, column][0], shown)


# how much may be missing from what stands below a total
_GUESS = Decimal("0.15")


def _is_part(part: Token, total: Token) -> bool:
    """Whether a cell is a figure of the total's own unit, which it must have."""
    one, whole = figure_of(part), figure_of(total)
    return one is not None and whole is not None and whole.unit is not None and one.unit == whole.unit


def _of_prefix(cells: Mapping[Place, list[Row]], sides: Mapping[int, str]) -> Iterable[Column]:
    """April to June, China; April to June, Europe; April to June, total: rows that one head holds together."""
    for row in sorted(sides):
        named = _PREFIXED.fullmatch(sides[row])
        if named is None:
            continue
        parts_at = [at for at in sorted(sides) if at != row and sides[at].startswith(named["of"])]
        for column in sorted({column for at, column in cells if at == row and column > 0}):
            total = _only(cells.get((row, column), []))
            parts = [part for at in parts_at if (part := _only(cells.get((at, column), []))) is not None]
            whole = total is not None and len(parts) == len(parts_at) >= _LEAST
            if total is None or not whole or len(_units([*parts, total])) > 1:
                continue
            if (shown := _added_up(total, parts)) is not None:
                yield Column(cells[row, column][0], shown)


def _of_rows(text: str, cells: Mapping[Place, list[Row]], sides: Mapping[int, str]) -> Iterable[Column]:
    """项目 | 11日 | 12日 | 合计: a last column that is the sum of those before it, row by row."""
    last = max(column for _, column in cells)
    heads = {column: _text(text, cells.get((0, column), [])) for column in range(1, last + 1)}
    parted = last > _LEAST and heads[last].endswith(tuple(_heads()))
    if not parted or any(_is_apart(head) for head in heads.values()):
        return
    times = all(_is_time(cells.get((0, column), [])) for column in range(1, last))
    for row in sorted(sides):
        if times and any(token.kind is Tok.ATTRIBUTE for head in cells.get((row, 0), []) for token in head.tokens):
            # the sums of a known measure over time are done elsewhere
            continue
        total = _only(cells.get((row, last), [])) if row and not _is_apart(sides[row]) else None
        parts = [part for column in range(1, last) if (part := _only(cells.get((row, column), []))) is not None]
        if total is None or len(parts) != last - 1 or len(_units([*parts, total])) > 1:
            continue
        if (shown := _added_up(total, parts, COUNTED)) is not None:
            yield Column(cells[row, last][0], shown)


def _is_time(rows: Sequence[Row]) -> bool:
    tokens = [token for row in rows for token in row.tokens]
    return bool(tokens) and all(token.kind in {Tok.TIME, Tok.MARK} for token in tokens)


_PREFIXED = seldom(r"(?P<of>.{2,24}?[,，:：·—-])\s*(?:total|in total|all|合计|总计|总数|小计)")


def _counts(head: str, last: int) -> bool:
    """All three towns, 三镇: whether the last row's head counts the rows above it, under their head or without one."""
    told = _ALL.match(head)
    number = _NUMBERS.get(told["en"] or told["zh"]) if told is not None else None
    return number is not None and number in {last, last - 1}


_NUMBERS = {
    word: at
    for row in ("two three four five six seven eight", "两 三 四 五 六 七 八")
    for at, word in enumerate(row.split(), 2)
}
_ALL = seldom(rf"(?:all |the )+(?P<en>{'|'.join(_NUMBERS)})\b|(?P<zh>[两三四五六七八])[个家省市县镇区地类项]")


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
                    if not _leaves_a_part(total, shown) and not _is_rounding(shown):
                        yield Column(cells[row, column][0], shown)


def _of_totals(cells: Mapping[Place, list[Row]], sides: Mapping[int, str]) -> Iterable[Column]:
    """Subscription revenue, Advertising revenue, Total revenue: a total amid a table, right behind its parts.

    The rows above are its parts where all have its name, or where they add up to it in another column.
    """
    for row in sorted(sides):
        named = _TOTAL_OF.fullmatch(sides[row])
        if named is None or row == max(sides):
            continue
        name = named["of"] or named["von"]
        columns_ = sorted({column for at, column in cells if at == row and column > 0})
        alike = row
        while alike - 1 in sides and sides[alike - 1].endswith(name) and not _is_apart(sides[alike - 1]):
            alike -= 1
        firsts = [alike] if row - alike >= _LEAST else range(1, row - 1)
        for first in firsts:
            whole = [(column, *_parts(cells, column, first, row)) for column in columns_]
            told = {column: (total, parts) for column, total, parts in whole if total is not None and parts}
            if (row - alike >= _LEAST and len(told) == 1) or any(
                _comes_out(total, parts, exactly=row - alike < _LEAST) for total, parts in told.values()
            ):
                for column, (total, parts) in told.items():
                    shown = [one for one in sum_of_parts(total, parts, GUESSED) if not _is_rounding(one)]
                    yield from (Column(cells[row, column][0], one) for one in shown)
                break


# Total revenue, 总营收, 收入合计
_TOTAL_OF = seldom(r"total (?P<of>[a-z ]{3,24})|总(?P<von>[一-鿿]{2,6})")


def _parts(cells: Mapping[Place, list[Row]], column: int, first: int, last: int) -> tuple[Token | None, list[Token]]:
    """The total of a column and the figures of the rows before it; no parts where one of them is missing."""
    total = _only(cells.get((last, column), []))
    found = [_only(cells.get((row, column), [])) for row in range(first, last)]
    parts = [part for part in found if part is not None]
    whole = len(parts) == len(found) and total is not None and len(_units([*parts, total])) == 1
    return total, parts if whole else []


def _comes_out(total: Token, parts: Sequence[Token], *, exactly: bool) -> bool:
    """Whether figures add up to a total: to the last of three digits and more, or as far as they are rounded."""
    if not exactly:
        return not any(sum_of_parts(total, parts, Decimal(len(parts) + 1)))
    figures = [figure for token in (total, *parts) if (figure := figure_of(token)) is not None]
    values = [figure.value for figure in figures if figure.value is not None]
    digits = len(f"{values[0]:f}".replace(".", "").strip("0"))
    return digits >= _TELLING and sum(values[1:], Decimal(0)) == values[0]


_TELLING = 3


def _is_rounding(shown: Shown) -> bool:
    """Whether a sum of thousands is off by no more than what whole numbers leave out: 1204 + 2096 = 3301."""
    stated, added = figure_of(shown[0]), shown[1].value
    if stated is None or stated.value is None or added is None or stated.value < _THOUSAND:
        return False
    written = f"{stated.value.normalize():f}"
    unit = Decimal(1) if "." in stated.written else Decimal(10) ** (len(written) - len(written.rstrip("0")))
    whole = not any("." in part.text for part in (shown[0], *shown[2]))
    return whole and abs(added - stated.value) <= unit * (len(shown[2]) + 1) / 2


_THOUSAND = 1000
# a part of the whole so small that a table which lists its parts would hardly leave it out
_REMAINDER = Decimal("0.02")


def _leaves_a_part(total: Token, shown: Shown, remainder: Decimal = _REMAINDER) -> bool:
    """Whether so much is missing from the rows below a row that they may not be all its parts."""
    stated, added = figure_of(total), shown[1].value
    assert stated is not None
    assert stated.value is not None
    assert added is not None
    return (stated.value - added) / stated.value > remainder


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
    heads = cells.get((0, column), []) if first else []
    if len(_units([*told, total])) == 1 and (shown := _added_up(total, told, heads=heads)) is not None:
        yield Column(cells[last, column][0], shown)


def _added_up(
    total: Token, parts: Sequence[Token], slip: Decimal | None = None, heads: Sequence[Row] = ()
) -> Shown | None:
    """What the parts come to where that is not the total, and nearer to it than if some of them were none."""
    stated = figure_of(total)
    figures = [figure for part in parts if (figure := figure_of(part)) is not None]
    values = [figure.value for figure in figures if figure.value is not None]
    if stated is None or stated.value is None or len(values) < len(parts):
        return None
    off = abs(sum(values, Decimal(0)) - stated.value)
    slip = slip or (COUNTED if len(parts) >= _SURE else GUESSED)
    # every figure rounded by half a step, all in one direction, is no chance
    counted = (_counts_whole(heads) if stated.unit is None else dimension(stated.unit) == "count") and (
        stated.value < _THOUSAND
    )
    rounding = Decimal(0) if counted else _step([stated, *figures]) * _may_be_off(len(parts) + 1)
    if off < rounding or not off or off > slip * stated.value:
        return None
    return shown_sum(total, parts)


def _counts_whole(heads: Sequence[Row]) -> bool:
    """Whether a column's head names what is counted one by one: Deaths, 失踪人数, and not Sales."""
    measures = [terms.attribute(token.key) for row in heads for token in row.of(Tok.ATTRIBUTE)]
    return len(measures) == 1 and all(
        row is not None and row.dimensions == ("count",) and row.nature is Nature.EVENT for row in measures
    )


def _may_be_off(rounded: int) -> Decimal:
    """By how many steps a sum of so many rounded figures may be off: half each, or what chance hardly exceeds."""
    return min(Decimal(rounded) / 2, _DEVIATIONS * (Decimal(rounded) / _VARIANCE).sqrt())


# standard deviations that chance hardly exceeds; a rounded figure's variance is a twelfth of its step's square
_DEVIATIONS, _VARIANCE = Decimal("2.5"), 12


def _step(figures: Sequence[Quantity]) -> Decimal:
    """The step in which figures are written: that of the one with the fewest decimals, of whole ones the finest."""
    places = [len(figure.written.partition(".")[2].rstrip()) if "." in figure.written else 0 for figure in figures]
    values = [figure.value for figure in figures if figure.value is not None]
    scale = max((abs(value) for value in values), default=Decimal(1))
    if any(places):
        numbers = [Decimal(re.sub(r"[^\d.]", "", figure.written) or "1") for figure in figures]
        factor = scale / max(numbers, key=abs)
        return factor * Decimal(10) ** -min(places)
    zeros = [len(f"{value:f}") - len(f"{value:f}".rstrip("0")) for value in map(Decimal.normalize, values)]
    return Decimal(10) ** min(zeros)


# so many parts are hardly added up by mistake
_SURE = 4
_BRACKETS = seldom(r"[(（][^()（）]*[)）]")


_LEAST = 2


def _only(rows: Sequence[Row]) -> Token | None:
    """The figure of a cell that holds one and nothing else but its name (国内3562, 小翎1920台), or None."""
    tokens = [token for row in rows for token in row.tokens]
    labels = _LABELLING if len(rows) == 1 else frozenset()
    if not tokens or not all(token.kind in labels for token in tokens[:-1]):
        return None
    last = figures_of((tokens[-1],))[0]
    return last if figure_of(last) is not None else None


# what may stand before the figure of a cell: the name of its row or column
_LABELLING = frozenset({Tok.NAME, Tok.ATTRIBUTE, Tok.QUALIFIER, Tok.WORD, Tok.TIME})


def _text(text: str, rows: Sequence[Row]) -> str:
    return text[rows[0].span.start : rows[-1].span.end].strip().lower() if rows else ""


def _heads() -> frozenset[str]:
    return frozenset(word for file in FILES for word in words(file, "total_rows"))


def _is_apart(head: str) -> bool:
    """Whether what stands under or beside a head is not added up: a rate, a rank, a part of the row above."""
    return any_of("not_added").search(head) is not None
