"""Whom a row or a column of a table is about and when, by what its head says."""

from collections.abc import Mapping, Sequence
from datetime import date

from checker.extract.dating import put_into
from checker.extract.names import canonical
from checker.extract.periods import period_of
from checker.extract.subject import Owner
from checker.extract.tokens import Tok, Token
from checker.model import DateValue, Entity, Period, PeriodKind, Precision, ValueKind
from checker.model.pattern import seldom
from checker.model.record import replace

# code points; a longer row head is a sentence
_HEAD = 20


def row_head(side: tuple[Token, ...]) -> Owner | None:
    """What a row is about where its head says neither an attribute nor a time: a film, a line, a plant."""
    if side and side[0].value is not None and side[0].value.kind is ValueKind.RANK:
        # 第1名 志愿军
        side = side[1:]
    if not side or any(t.kind in {Tok.ATTRIBUTE, Tok.TIME, Tok.VALUE, Tok.EVENT, Tok.QUALIFIER} for t in side):
        return None
    surface = "".join(t.text for t in side if t.kind is not Tok.MARK or t.text in "：:·")
    if not 1 < len(surface) <= _HEAD:
        return None
    return Owner(Entity(canonical(surface), surface))


def column_head(side: tuple[Token, ...], head: tuple[Token, ...]) -> Owner | None:
    """Whom a column is about, where its rows say what is measured: a name that no dictionary holds."""
    told = any(token.kind is Tok.ATTRIBUTE for token in side)
    unknown = any(token.kind is Tok.WORD and token.tag in _UNKNOWN and not token.text.isascii() for token in head)
    return row_head(head) if told and unknown else None


# jieba's classes of words that it lacks or takes for names
_UNKNOWN = frozenset({"", "nr", "nrt", "nz"})


def time_told(clause: Sequence[Token], side: Sequence[Token], head: Sequence[Token]) -> Token | None:
    """The time of a cell: its own, its row's or its column's; the 年末 of a row is that of the year of its column."""
    told = [token for token in (*clause, *side, *head) if token.kind is Tok.TIME and is_dated(token)]
    if not told:
        return None
    first = told[0]
    payload = first.value.payload if first.value is not None else None
    if first.value is None or not isinstance(payload, DateValue) or not payload.yearless:
        return first
    year = next((year for token in (*told[1:], *head) if (year := _year_of(token)) is not None), None)
    return replace(first, value=replace(first.value, payload=put_into(payload, year))) if year is not None else first


def _year_of(token: Token) -> int | None:
    """The year that a token tells and nothing else; None of all others."""
    if _BARE_YEAR.fullmatch(token.text) is not None:
        return int(token.text)
    payload = token.value.payload if token.value is not None else None
    if not isinstance(payload, DateValue) or payload.precision is not Precision.YEAR or payload.start is None:
        return None
    return payload.start.year


_BARE_YEAR = seldom(r"(?:19|20)\d\d")


def year_alone(head: tuple[Token, ...]) -> Period | None:
    """The year that is all that a head holds: | 2024 | 2023 |."""
    if len(head) != 1 or _BARE_YEAR.fullmatch(head[0].text) is None:
        return None
    year = int(head[0].text)
    return Period(date(year, 1, 1), date(year, 12, 31), PeriodKind.SPAN, head[0].text, explicit=True, iso=head[0].text)


def is_dated(token: Token) -> bool:
    """Whether a token tells a time whose days are known."""
    return (
        token.value is not None and isinstance(token.value.payload, DateValue) and token.value.payload.start is not None
    )


def columns_of_times(cells: Mapping[tuple[int, int], tuple[Token, ...]]) -> dict[int, dict[int, Period]]:
    """The columns that date their rows, each with the times of its rows: years, quarters, days and nothing else.

    `cells` has the tokens of each cell by row and column; the first row is the head. There are figures in the others.
    """
    rows = {row for row, _ in cells} - {0}
    found: dict[int, dict[int, Period]] = {}
    for column in sorted({column for _, column in cells}):
        told = {row: tokens for row in rows if (tokens := _written(cells.get((row, column), ())))}
        times = {row: period for row, tokens in told.items() if (period := _time_alone(tokens)) is not None}
        head = cells.get((0, column), ())
        if times and len(times) == len(told) and not any(token.kind in _MEASURING for token in head):
            found[column] = times
    others = (tokens for (row, column), tokens in cells.items() if row and column not in found)
    return found if any(token.kind is Tok.VALUE for tokens in others for token in tokens) else {}


_MEASURING = frozenset({Tok.ATTRIBUTE, Tok.EVENT, Tok.VALUE})


def _written(cell: tuple[Token, ...]) -> tuple[Token, ...]:
    """What a cell says, without dashes and other marks."""
    return tuple(token for token in cell if token.kind is not Tok.MARK)


def _time_alone(cell: tuple[Token, ...]) -> Period | None:
    """The time that is all that a cell tells."""
    if len(cell) == 1 and cell[0].kind is Tok.TIME and is_dated(cell[0]):
        return period_of(cell[0], cumulative=False, explicit=True)
    return year_alone(cell)
