"""Dates that stand in the cells of a table: 成立 | 2019年, 9月30日上映, 1,066 s on 22 January 2025."""

from collections.abc import Sequence

from checker.extract import terms
from checker.extract.dated import closed, is_date
from checker.extract.draft import Draft
from checker.extract.heads import row_head
from checker.extract.opened import unsaid
from checker.extract.subject import Owner, named
from checker.extract.tokens import Tok, Token
from checker.lexicon.load import words
from checker.model import Attribute, DateValue, Entity, Precision, Span, ValueKind


def read(
    draft: Draft, line: Span, clause: tuple[Token, ...], heads_: Sequence[tuple[Token, ...]], owner: Owner | None
) -> None:
    """Add the date of a cell; an event's that the cell or its heads name, or else that of the figure beside it.

    `heads_` are the heads of its row and of its column, `owner` whom the table is about.
    """
    side, head = heads_
    heads = (*side, *head)
    event = next((token for token in (*clause, *heads) if token.kind is Tok.EVENT), None)
    when = next((token for token in clause if token.kind is Tok.TIME and is_date(token)), None)
    named_here = [t for t in (*clause, *heads) if t.kind is Tok.NAME and t.tag != "place"]
    # 备注 | 1987年成立: a head of common nouns names nobody
    told = any(token.kind is Tok.NAME or token.tag == "" for token in side)
    entity = named(named_here[0], -1) if named_here else (row_head(side) if told else None) or owner
    attribute = _event(event) if event is not None else _beside(clause, when, heads)
    if attribute is None or when is None or entity is None or when.value is None:
        return
    payload = when.value.payload
    assert isinstance(payload, DateValue)
    if event is None:
        draft.heads.setdefault(when.span, heads)
    draft.add(
        when.span,
        ValueKind.DATE,
        Entity(entity.entity.name, entity.entity.surface, inherited=entity is owner),
        attribute,
        closed(payload),
        found_by="table/date",
        sentence=line,
        trace=(f"date: {when.text}", f"event: {attribute.name}"),
    )


def _event(event: Token) -> Attribute:
    known = terms.event(event.key)
    family = known.family if known is not None else event.key
    return Attribute(
        event.key, family, functional=known is not None and family not in words("zh/events.toml", "repeated")
    )


def _beside(clause: tuple[Token, ...], when: Token | None, heads: tuple[Token, ...]) -> Attribute | None:
    """1,066 s on 22 January 2025: what the day of a figure in a cell is the day of, by the cell's heads."""
    payload = when.value.payload if when is not None and when.value is not None else None
    figure = any(token.kind is Tok.VALUE for token in clause)
    if when is None or not figure or not isinstance(payload, DateValue) or payload.precision is not Precision.DAY:
        return None
    if payload.as_of:
        return None
    said = unsaid(clause, clause.index(when), heads)
    return Attribute(said.name, said.family, known=False, functional=False) if said is not None else None
