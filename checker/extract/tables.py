"""Claims out of tables: the row's head and the column's head say whose value a cell holds and of what."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from checker.extract import terms
from checker.extract.attribute import Said, fits
from checker.extract.draft import Draft
from checker.extract.names import canonical
from checker.extract.narrowing import noun_mods, qualifiers
from checker.extract.owner import UNNAMED, Owner, named
from checker.extract.periods import period_of
from checker.extract.rows import Row
from checker.extract.said import said_of
from checker.extract.tableunits import scaled, units_above, units_in
from checker.extract.tokens import Tok, Token
from checker.lexicon.load import words
from checker.model import (
    Attribute,
    Block,
    BlockKind,
    DateValue,
    Entity,
    Modality,
    Period,
    PeriodKind,
    Quantity,
    Span,
    Value,
    ValueKind,
)


def read(draft: Draft, read_rows: Sequence[Row], heading_of: Mapping[int, Owner | None]) -> None:
    """Add the claims of every table of the document."""
    cells: dict[int, dict[tuple[int, int], tuple[Block, list[Row]]]] = defaultdict(dict)
    above: dict[int, str] = {}
    owners: dict[int, Owner | None] = {}
    for index, block in enumerate(draft.clean.blocks):
        if block.kind is not BlockKind.CELL or block.cell is None:
            continue
        cell = block.cell
        rows = _rows_at(read_rows, index)
        cells[cell.table][cell.row, cell.column] = (block, rows)
        if cell.table not in above:
            above[cell.table] = _text_above(draft, index)
            owners[cell.table] = heading_of.get(index)
    for table in sorted(cells):
        _table(draft, cells[table], owners[table], above[table])


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


def _text_above(draft: Draft, index: int) -> str:
    for block in reversed(draft.clean.blocks[max(0, index - 3) : index]):
        if block.kind is not BlockKind.CELL:
            return draft.clean.text[block.span.start : block.span.end]
    return ""


def _table(
    draft: Draft, cells: Mapping[tuple[int, int], tuple[Block, list[Row]]], owner: Owner | None, above: str
) -> None:
    has_header = any(
        block.cell is not None and block.cell.header and row == 0 for (row, _), (block, _) in cells.items()
    )
    heads = {column: _tokens(rows) for (row, column), (_, rows) in cells.items() if row == 0}
    sides = {row: _tokens(rows) for (row, column), (_, rows) in cells.items() if column == 0}
    columns = len(heads)
    headed = has_header or (columns > 2 and not any(t.kind is Tok.VALUE for tokens in heads.values() for t in tokens))
    units = units_above(above)
    lines = {row: _line(cells, row) for row, _ in cells}
    for (row, column), (_, rows) in sorted(cells.items(), key=lambda item: item[0]):
        if column == 0 or (headed and row == 0):
            continue
        earlier: list[Said] = []
        for sentence in rows:
            for clause in sentence.clauses:
                head = heads.get(column, ()) if headed else ()
                _dates(draft, lines[row], clause, (*sides.get(row, ()), *head), owner)
                _cell(draft, lines[row], clause, sides.get(row, ()), head, owner, units, earlier)


def _line(cells: Mapping[tuple[int, int], tuple[Block, list[Row]]], row: int) -> Span:
    """The place of a whole row, from its first cell to its last: it is read as one sentence."""
    spans = [block.span for (at, _), (block, _) in cells.items() if at == row]
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def _tokens(rows: Sequence[Row]) -> tuple[Token, ...]:
    return tuple(token for row in rows for token in row.tokens)


def _cell(  # noqa: PLR0913, PLR0917 -- a cell's claim hangs on all of these
    draft: Draft,
    line: Span,
    clause: tuple[Token, ...],
    side: tuple[Token, ...],
    head: tuple[Token, ...],
    owner: Owner | None,
    units: Mapping[str, tuple[int, str]],
    earlier: list[Said],
) -> None:
    for i, token in enumerate(clause):
        if token.kind is not Tok.VALUE or token.value is None or not isinstance(token.value.payload, Quantity):
            continue
        said = said_of(clause, i, earlier)
        if said is None or not said.known:
            said = _headed(token.value, head, side) or said
        if said is None:
            draft.loose.append((token.span, "neither row nor column says what it is a value of"))
            continue
        heads = {t.key for t in (*side, *head) if t.kind in {Tok.QUALIFIER, Tok.BAND}}
        said = replace(said, mods=said.mods | qualifiers(clause, i, i) | heads)
        earlier.insert(0, replace(said, change=False))
        value = scaled(token.value, said, units_in(_written(draft, head)) or units_in(_written(draft, side)) or units)
        named_here = [t for t in (*clause, *side, *head) if t.kind is Tok.NAME]
        entity = named(named_here[0], -1) if named_here else _row_head(side) or owner or UNNAMED
        time = next((t for t in (*clause, *side, *head) if t.kind is Tok.TIME and _dated(t)), None)
        payload = value.payload
        assert isinstance(payload, Quantity)
        draft.add(
            value.span,
            value.kind,
            Entity(entity.entity.name, entity.entity.surface, inherited=entity is owner or entity is UNNAMED),
            Attribute(said.name, said.family, said.known, said.functional, said.mods, said.change),
            payload,
            found_by="table/cell",
            sentence=line,
            period=period_of(time, cumulative=False, explicit=True) or _year(head) or _year(side),
            modality=Modality.ACTUAL,
            trace=(
                f"value: {value.text}",
                "row: " + "".join(t.text for t in side),
                "column: " + "".join(t.text for t in head),
            ),
        )


_BARE_YEAR = re.compile(r"(?:19|20)\d\d")


def _year(head: tuple[Token, ...]) -> Period | None:
    """The year that is all that a head holds: | 2024 | 2023 |."""
    if len(head) != 1 or _BARE_YEAR.fullmatch(head[0].text) is None:
        return None
    year = int(head[0].text)
    return Period(date(year, 1, 1), date(year, 12, 31), PeriodKind.SPAN, head[0].text, explicit=True, iso=head[0].text)


def _written(draft: Draft, head: tuple[Token, ...]) -> str:
    return draft.clean.text[head[0].span.start : head[-1].span.end] if head else ""


# code points; a longer row head is a sentence
_HEAD = 20


def _row_head(side: tuple[Token, ...]) -> Owner | None:
    """What a row is about where its head says neither an attribute nor a time: a film, a line, a plant."""
    if not side or any(t.kind in {Tok.ATTRIBUTE, Tok.TIME, Tok.VALUE, Tok.EVENT, Tok.QUALIFIER} for t in side):
        return None
    surface = "".join(t.text for t in side if t.kind is not Tok.MARK or t.text in "：:·")
    if not 1 < len(surface) <= _HEAD:
        return None
    return Owner(Entity(canonical(surface), surface))


def _dates(draft: Draft, line: Span, clause: tuple[Token, ...], heads: tuple[Token, ...], owner: Owner | None) -> None:
    """成立 | 2019年: the date in a cell whose row or column head names an event."""
    event = next((token for token in (*clause, *heads) if token.kind is Tok.EVENT), None)
    when = next((token for token in clause if token.kind is Tok.TIME and _dated(token)), None)
    named_here = [t for t in (*clause, *heads) if t.kind is Tok.NAME and t.tag != "place"]
    entity = named(named_here[0], -1) if named_here else owner
    if event is None or when is None or entity is None or when.value is None:
        return
    known = terms.event(event.key)
    payload = when.value.payload
    assert isinstance(payload, DateValue)
    draft.add(
        when.span,
        ValueKind.DATE,
        Entity(entity.entity.name, entity.entity.surface, inherited=not named_here),
        Attribute(
            event.key,
            known.family if known is not None else event.key,
            functional=known is not None and known.family not in words("zh/events.toml", "repeated"),
        ),
        payload,
        found_by="table/date",
        sentence=line,
        trace=(f"date: {when.text}", f"event: {event.text}"),
    )


def _dated(token: Token) -> bool:
    return (
        token.value is not None and isinstance(token.value.payload, DateValue) and token.value.payload.start is not None
    )


def _headed(value: Value, head: tuple[Token, ...], side: tuple[Token, ...]) -> Said | None:
    """The attribute that the column's or the row's head names."""
    for tokens in (head, side):
        for place in range(len(tokens) - 1, -1, -1):
            token = tokens[place]
            if token.kind is Tok.ATTRIBUTE and (fits(token, value) or value.unit is None):
                row = terms.attribute(token.key)
                if row is not None:
                    mods = noun_mods(tokens, place) | qualifiers(tokens, place, place)
                    return Said(row.name, row.family, known=True, functional=row.functional, mods=mods)
    words = [t for t in (head or side) if t.kind in {Tok.WORD, Tok.ATTRIBUTE, Tok.EVENT} and t.text.strip()]
    if not words or len(words) > 6:
        return None
    name = "".join(t.text for t in words)
    return Said(name, "open:" + words[-1].text, known=False)
