"""Places on a list that is a table: | 第3名 刺杀小说家2 | 3.01亿元 |, | 排名 | 影片 |."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from checker.extract import terms
from checker.extract.draft import Draft
from checker.extract.heads import row_head
from checker.extract.rows import Row
from checker.extract.subject import named
from checker.extract.tokens import Tok, Token
from checker.lexicon.finder import lower
from checker.lexicon.load import words
from checker.model import Attribute, Block, Quantity, Span, ValueKind

Cells = Mapping[tuple[int, int], tuple[Block, Sequence[Row]]]


def read(draft: Draft, cells: Cells) -> None:
    """Add the place of each row whose head begins with one, or stands behind a number under a head of ranking."""
    heads = {column: _tokens(cells, (0, column)) for row, column in cells if row == 0}
    ranked = bool(heads.get(0)) and all(lower(token.text) in _rankings() for token in heads[0])
    # what the list is ordered by stands in the first column of figures
    by = next((token for column in sorted(heads) for token in heads[column] if _is_measure(token)), None)
    for row, column in sorted(cells):
        if column or not row:
            continue
        side = _tokens(cells, (row, 0))
        place = side[0] if side else None
        if place is None:
            continue
        payload = place.value.payload if place.value is not None and place.value.kind is ValueKind.RANK else None
        told, rest = payload, side[1:]
        if told is None and ranked and len(side) == 1 and place.text.isdigit() and len(place.text) <= _DIGITS:
            told, rest = _place(place.text), _tokens(cells, (row, 1))
        if isinstance(told, Quantity) and rest:
            _add(draft, cells, row, (place.span, told), rest, by)


def _add(  # noqa: PLR0913, PLR0917 -- what a rank's claim is made of
    draft: Draft, cells: Cells, row: int, place: tuple[Span, Quantity], rest: tuple[Token, ...], by: Token | None
) -> None:
    name = next((token for token in rest if token.kind is Tok.NAME), None)
    owner = named(name, -1) if name is not None else row_head(rest)
    if owner is None:
        return
    span, told = place
    spans = [block.span for (at, _), (block, _) in cells.items() if at == row]
    draft.heads.setdefault(span, rest)
    draft.add(
        span,
        ValueKind.RANK,
        owner.entity,
        Attribute("排名", "rank", qualifiers=frozenset({by.key}) if by is not None else frozenset()),
        told,
        found_by="table/rank",
        sentence=Span(min(span.start for span in spans), max(span.end for span in spans)),
        trace=(f"place: {told.written}", f"entity: {owner.entity.surface}"),
    )


def _is_measure(token: Token) -> bool:
    row = terms.attribute(token.key) if token.kind is Tok.ATTRIBUTE else None
    return row is not None and row.family != "rank"


# digits of a place that a table counts off
_DIGITS = 2


def _place(text: str) -> Quantity:
    return Quantity(Decimal(text), Decimal(text), "rank", text, Decimal(text))


def _rankings() -> tuple[str, ...]:
    return (*words("zh/ranks.toml", "heads"), *words("en/ranks.toml", "heads"))


def _tokens(cells: Cells, at: tuple[int, int]) -> tuple[Token, ...]:
    return tuple(token for row in cells[at][1] for token in row.tokens) if at in cells else ()
