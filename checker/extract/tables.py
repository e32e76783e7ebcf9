"""Claims out of tables: the row's head and the column's head say whose value a cell holds and of what."""

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import date

from checker.extract import cell_dates, cell_ranks, holders, terms
from checker.extract.attribute import OPENERS, Said, fits, is_growth
from checker.extract.cells import figures_of, in_unit, unit_for, unit_in, units_above, year_of
from checker.extract.changes import is_before
from checker.extract.draft import Draft
from checker.extract.grammar import grammar
from checker.extract.heads import column_head, columns_of_times, is_dated, row_head, time_told, year_alone
from checker.extract.modality import section_modality
from checker.extract.narrowing import noun_mods, qualifiers
from checker.extract.opened import unsaid
from checker.extract.part import Part
from checker.extract.periods import period_of
from checker.extract.rows import Row
from checker.extract.said import said_of
from checker.extract.subject import UNNAMED, Owner, named
from checker.extract.tokens import Tok, Token
from checker.extract.working import known_sums
from checker.lexicon.finder import lower
from checker.lexicon.load import words
from checker.model import (
    Attribute,
    Block,
    BlockKind,
    DateValue,
    Direction,
    Entity,
    Modality,
    Period,
    Precision,
    Quantity,
    Span,
    Value,
    ValueKind,
)
from checker.model.record import dataclass, replace


@dataclass(frozen=True, slots=True)
class _Above:
    """What stands over a table: whom its section is about, what its caption measures and when, in which units."""

    owner: Owner | None
    tokens: tuple[Token, ...]
    units: Mapping[str, str]
    titled: bool = False

    @property
    def time(self) -> Token | None:
        """The one time that the caption tells; none where it tells several.

        A title, or a bare day, may only tell when the table was drawn up.
        """
        times = [token for token in self.tokens if token.kind is Tok.TIME and is_dated(token)]
        payload = times[0].value.payload if len(times) == 1 and times[0].value is not None else None
        if self.titled or not isinstance(payload, DateValue):
            return None
        return times[0] if payload.precision is not Precision.DAY or payload.as_of else None


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a cell stands: the line of its row, what its row's and its column's head say, and what is told before it.

    `before` are the attributes of the row's cells so far, `time` what the row's cell in a column of times tells, and
    `modality` what a remark at the row makes of it: 本所预测.
    """

    line: Span
    side: tuple[Token, ...]
    head: tuple[Token, ...]
    unit: str
    before: list[str]
    time: Period | None
    modality: Modality = Modality.ACTUAL


def read(draft: Draft, read_rows: Sequence[Row], heading_of: Mapping[int, Owner | None]) -> None:
    """Add the claims of every table of the document."""
    cells: dict[int, dict[tuple[int, int], tuple[Block, list[Row]]]] = defaultdict(dict)
    above: dict[int, _Above] = {}
    for index, block in enumerate(draft.clean.blocks):
        if block.kind is not BlockKind.CELL or block.cell is None:
            continue
        cell = block.cell
        rows = _rows_at(read_rows, index)
        cells[cell.table][cell.row, cell.column] = (block, rows)
        if cell.table not in above:
            over = _blocks_above(draft, index)
            note = "\n".join(_text(draft, at) for at in over)
            caption = tuple(token for at in over[-1:] for token in _tokens(_rows_at(read_rows, at)))
            titled = bool(over) and draft.clean.blocks[over[-1]].kind is BlockKind.TITLE
            units = _units_of_page(draft, index) | units_above(note)
            if over and (told := unit_in(_text(draft, over[-1]))):
                units |= {"": told}
            above[cell.table] = _Above(heading_of.get(index), caption, units, titled=titled)
    for table in sorted(cells):
        _table(draft, cells[table], above[table])


def _rows_at(read_rows: Sequence[Row], index: int) -> list[Row]:
    # rows stand in the order of their blocks: a bisection finds those of one block
    low, high = 0, len(read_rows)
    while low < high:
        middle = (low + high) // 2
        if read_rows[middle].block < index:
            low = middle + 1
        else:
            high = middle
    found: list[Row] = []
    while low < len(read_rows) and read_rows[low].block == index:
        found.append(read_rows[low])
        low += 1
    return found


def _blocks_above(draft: Draft, index: int) -> list[int]:
    """The places of the blocks right above a table's first, in their order, up to another table."""
    found: list[int] = []
    for at in range(index - 1, max(-1, index - 4), -1):
        if draft.clean.blocks[at].kind is BlockKind.CELL:
            break
        found.insert(0, at)
    return found


def _units_of_page(draft: Draft, index: int) -> dict[str, str]:
    """The units that the head of the page gives for all its tables: 除另注外，金额单位为百万元."""
    first = next(at for at, block in enumerate(draft.clean.blocks) if block.kind is BlockKind.CELL)
    return units_above("\n".join(_text(draft, at) for at in range(min(first, index, _PAGE_HEAD))))


# blocks of a page's head
_PAGE_HEAD = 6


def _text(draft: Draft, index: int) -> str:
    span = draft.clean.blocks[index].span
    return draft.clean.text[span.start : span.end]


_Cells = Mapping[tuple[int, int], tuple[Block, list[Row]]]


def _table(draft: Draft, cells: _Cells, above: _Above) -> None:
    has_header = any(
        block.cell is not None and block.cell.header and row == 0 for (row, _), (block, _) in cells.items()
    )
    heads = {column: _tokens(rows) for (row, column), (_, rows) in cells.items() if row == 0}
    times = columns_of_times({at: _tokens(rows) for at, (_, rows) in cells.items()})
    first = _first_column(cells, times)
    sides = {row: _side(cells, row, first, times) for row, _ in cells}
    columns = len(heads)
    headed = has_header or (columns > 2 and not any(t.kind is Tok.VALUE for tokens in heads.values() for t in tokens))
    above = replace(above, owner=(_named_in_corner(heads.get(0, ())) if headed else None) or above.owner)
    cell_ranks.read(draft, cells)
    told: dict[int, list[str]] = defaultdict(list)
    latest = _latest(heads.values()) if headed else None
    remarks = _remarks(draft, cells)
    units = {at: _unit(draft, cells, at) for at in cells if at[0] == 0 or at[1] == first}
    for (row, column), (_, rows) in sorted(cells.items(), key=lambda item: item[0]):
        if column <= first or (headed and row == 0):
            continue
        unit = (units.get((0, column), "") if headed else "") or units.get((row, first), "")
        head = heads.get(column, ()) if headed else ()
        when = next((period for column_ in times.values() if (period := column_.get(row)) is not None), None)
        if when is None and _tells_change(head):
            when = latest
        place = _Place(
            _line(cells, row), sides.get(row, ()), head, unit, told[row], when, remarks.get(row, Modality.ACTUAL)
        )
        earlier: list[Said] = []
        for sentence in rows:
            for clause in sentence.clauses:
                told_clause = year_of(clause) if any(t.kind is Tok.EVENT for t in place.side) else clause
                cell_dates.read(draft, place.line, told_clause, (place.side, place.head), above.owner)
                holders.read(draft, place.line, clause, (place.side, place.head), above.owner)
                if told_clause is clause and column not in times:
                    _cell(draft, place, figures_of(clause), above, earlier)


def _side(cells: _Cells, row: int, first: int, times: Container[int]) -> tuple[Token, ...]:
    """What a row's head says, over the columns that it takes (合计 may stand where other rows are counted off)."""
    columns = [column for column in range(first + 1) if column == first or column not in times]
    told = [_tokens(cells[row, column][1]) for column in columns if (row, column) in cells]
    return tuple(token for tokens in told if not _counts_off(tokens) or first == 0 for token in tokens)


def _first_column(cells: _Cells, times: Container[int]) -> int:
    """The column that says what its rows are about: the second where the first only counts or dates the rows."""
    opening = [_tokens(rows) for (row, column), (_, rows) in cells.items() if column == 0 and row > 0]
    numbered = [tokens for tokens in opening if _counts_off(tokens)]
    wide = any(column == _SECOND + 1 for _, column in cells)
    counted = len(numbered) > 1 and len(numbered) > len(opening) / 2
    second = (_tokens(rows) for (row, column), (_, rows) in cells.items() if column == _SECOND and row > 0)
    dated = 0 in times and _SECOND not in times and not any(t.kind is Tok.VALUE for tokens in second for t in tokens)
    return _SECOND if wide and (counted or dated) else 0


_SECOND = 1


def _counts_off(tokens: Sequence[Token]) -> bool:
    """1, 2, 12: a number of two digits at most and nothing else."""
    return len(tokens) == 1 and tokens[0].text.isdigit() and len(tokens[0].text) <= len("12")


def _named_in_corner(corner: tuple[Token, ...]) -> Owner | None:
    """Whom a whole table is about: the one name that its first head holds, over the measures."""
    found = [token for token in corner if token.kind is Tok.NAME]
    return named(found[0], -1) if len(found) == 1 else None


def _unit(draft: Draft, cells: _Cells, at: tuple[int, int]) -> str:
    """The unit that ends a head."""
    span = cells[at][0].span
    return unit_in(draft.clean.text[span.start : span.end])


def _line(cells: Mapping[tuple[int, int], tuple[Block, list[Row]]], row: int) -> Span:
    """The place of a whole row, from its first cell to its last: it is read as one sentence."""
    spans = [block.span for (at, _), (block, _) in cells.items() if at == row]
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def _tokens(rows: Sequence[Row]) -> tuple[Token, ...]:
    return tuple(token for row in rows for token in row.tokens)


def _cell(draft: Draft, place: _Place, clause: tuple[Token, ...], above: _Above, earlier: list[Said]) -> None:
    side, head = place.side, place.head
    clause = Part(clause)
    for i, token in enumerate(clause):
        if token.kind is not Tok.VALUE or token.value is None or not isinstance(token.value.payload, Quantity):
            continue
        value = _as_change(in_unit(token.value, place.unit), head)
        said = said_of(clause, i, earlier)
        own = any(t.kind is Tok.ATTRIBUTE for t in clause)
        if said is None or not said.known:
            said = _total(place, clause) or _headed(value, head, side, above) or said
        elif not own:
            # its unit alone says what it is: the heads say it better, and what narrows it
            headed = _headed(value, head, side, above)
            narrower = {word for word in _rest(side, ()) if word not in said.name}
            said = headed if headed is not None and headed.known else replace(said, mods=said.mods | narrower)
        said = said or unsaid(clause, i, (*head, *side))
        if said is None:
            draft.loose.append((token.span, "neither row nor column says what it is a value of"))
            continue
        heads = {t.key for t in (*side, *head) if t.kind in {Tok.QUALIFIER, Tok.BAND}}
        # 增长18.9% in a column 同比: what rose by it, and not what it stands at
        moved = value.direction is not None and value.kind in _RELATIVE
        said = replace(said, mods=said.mods | qualifiers(clause, i, i) | heads, change=said.change or moved)
        earlier.insert(0, replace(said, change=False))
        place.before.append(said.name)
        value = in_unit(value, unit_for(said.name, above.units))
        named_here = [t for t in (*clause, *side, *head) if t.kind is Tok.NAME]
        entity = (
            named(named_here[0], -1)
            if named_here
            else column_head(side, head) or row_head(side) or above.owner or UNNAMED
        )
        time = time_told(clause, side, head)
        payload = value.payload
        assert isinstance(payload, Quantity)
        draft.heads[value.span] = (*side, *head)
        draft.add(
            value.span,
            value.kind,
            Entity(entity.entity.name, entity.entity.surface, inherited=entity is above.owner or entity is UNNAMED),
            Attribute(said.name, said.family, said.known, said.functional, said.mods, said.change),
            payload,
            found_by="table/cell",
            sentence=place.line,
            period=period_of(time, cumulative=False, explicit=True)
            or year_alone(head)
            or year_alone(side)
            or place.time
            or period_of(above.time, cumulative=False, explicit=True),
            modality=place.modality,
            trace=(
                f"value: {value.text}",
                "row: " + "".join(t.text for t in side),
                "column: " + "".join(t.text for t in head),
            ),
        )


def _remarks(draft: Draft, cells: _Cells) -> dict[int, Modality]:
    """The rows of whose figures a cell without any says that they are forecast or rumoured: 本所预测."""
    told: dict[int, Modality] = {}
    for (row, column), (block, rows) in cells.items():
        if row == 0 or column == 0 or any(token.kind is Tok.VALUE for token in _tokens(rows)):
            continue
        found = section_modality(draft.clean.text[block.span.start : block.span.end])
        if found is not None:
            told[row] = found
    return told


_RELATIVE = frozenset({ValueKind.PERCENT, ValueKind.RATIO})


def _tells_change(head: tuple[Token, ...]) -> bool:
    """Whether a column tells how much what its rows measure has changed: 同比, 增减幅度, Change."""
    measured = any(token.kind is Tok.ATTRIBUTE and not is_growth(token) for token in head)
    told = lower("".join(token.text for token in head))
    return not measured and any(word in told for word in words("changes.toml", "column_heads"))


def _as_change(value: Value, head: tuple[Token, ...]) -> Value:
    """A share in a column of changes as a change, by its sign: +21.4% | -8.3%."""
    payload = value.payload
    if value.direction is not None or value.kind not in _RELATIVE or not _tells_change(head):
        return value
    down = isinstance(payload, Quantity) and payload.value is not None and payload.value < 0
    return replace(value, direction=Direction.DOWN if down else Direction.UP)


def _latest(heads: Iterable[tuple[Token, ...]]) -> Period | None:
    """The last of the times that the heads of columns tell: of what is measured then a change is told."""
    told = (period_of(time_told((), (), head), cumulative=False, explicit=True) or year_alone(head) for head in heads)
    known = (p for p in told if p is not None and p.end is not None and not is_before(p))
    return max(known, key=lambda p: p.end or date.min, default=None)


def _total(place: _Place, clause: tuple[Token, ...]) -> Said | None:
    """What a cell 总数66枚 is of whose row tells golds, silvers and bronzes before it: of medals."""
    words_ = {token.key for token in (*clause, *place.head) if token.kind is Tok.QUALIFIER}
    total = next((row.total for row in known_sums() if set(row.parts) <= set(place.before)), None)
    row = terms.attribute(total) if total is not None and "total" in words_ else None
    return Said(row.name, row.family, known=True, functional=row.functional) if row is not None else None


def _headed(value: Value, head: tuple[Token, ...], side: tuple[Token, ...], above: _Above) -> Said | None:
    """The attribute that the column's or the row's head names, or else the caption."""
    for tokens in (() if _tells_change(head) and value.kind in _RELATIVE else head, side):
        said = _named_in(value, tokens)
        if said is not None:
            return said
    words = [
        t for t in _without_unit(head or side) if t.kind in {Tok.WORD, Tok.ATTRIBUTE, Tok.EVENT} and t.text.strip()
    ]
    if all(t.kind in {Tok.TIME, Tok.NAME, Tok.MARK, Tok.QUALIFIER} for t in _without_unit(head)):
        said = _named_in(value, above.tokens)
        if said is not None:
            return said
    if not words or len(words) > 6:
        return None
    name = "".join(t.text for t in words)
    return Said(name, "open:" + words[-1].text, known=False)


def _named_in(value: Value, tokens: tuple[Token, ...]) -> Said | None:
    """The last attribute of a head or caption that the value can be one of."""
    for place in range(len(tokens) - 1, -1, -1):
        token = tokens[place]
        if token.kind is Tok.ATTRIBUTE and (fits(token, value) or value.unit is None):
            row = terms.attribute(token.key)
            if row is not None:
                mods = noun_mods(tokens, place) | qualifiers(tokens, place, place) | _rest(tokens[place + 1 :], tokens)
                return Said(row.name, row.family, known=True, functional=row.functional, mods=mods)
    return None


def _rest(tokens: tuple[Token, ...], head: tuple[Token, ...]) -> frozenset[str]:
    """What a head says behind the word for the measure: the dock of Weight of dock, the mode of 噪音（安静模式）."""
    text = "".join(token.text for token in head)
    unit = unit_in(text)
    return frozenset(
        lower(token.text)
        for token in tokens
        if token.kind is Tok.WORD
        and token.is_noun
        and len(token.text) > 1
        and token.text not in unit
        and not grammar().is_empty(token.text)
    )


def _without_unit(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """A head without the brackets at its end: 床位（张）."""
    opened = next((j for j, token in enumerate(tokens) if token.text in OPENERS and j), len(tokens))
    return tokens[:opened]
