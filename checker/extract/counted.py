"""Figures told with 个, which counts anything, in the counter of people: 9个婴儿 are as many as 9名婴儿."""

from collections.abc import Sequence
from functools import cache

from checker.extract.rows import Row
from checker.extract.tokens import Tok, Token
from checker.lexicon.load import words
from checker.model import Quantity
from checker.model.record import replace

# the counter of anything, and that of people
_ANYTHING, _PERSON = "item", "person"


def counted(row: Row) -> Row:
    """The row with 个 before a noun for people read as their counter."""
    if not any(map(_is_open, row.values)):
        return row
    return replace(row, clauses=tuple(map(_clause, row.clauses)))


def _clause(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    return tuple(_person(token) if _counts_people(tokens, i) else token for i, token in enumerate(tokens))


def _counts_people(tokens: Sequence[Token], i: int) -> bool:
    """Whether a figure with 个 stands at `i` and the next word is one for people, or what befell them is before it."""
    if not _is_open(tokens[i]):
        return False
    if i + 1 == len(tokens) or tokens[i + 1].kind is Tok.MARK:
        # 死了29个
        return any(token.text in words("zh/people.toml", "befallen") for token in tokens[max(0, i - 2) : i])
    behind = tokens[i + 1]
    return behind.kind is Tok.WORD and behind.span.start == tokens[i].span.end and behind.text in _people()


def _is_open(token: Token) -> bool:
    payload = token.value.payload if token.value is not None else None
    return token.kind is Tok.VALUE and isinstance(payload, Quantity) and payload.unit == _ANYTHING


def _person(token: Token) -> Token:
    value = token.value
    assert value is not None
    assert isinstance(value.payload, Quantity)
    return replace(token, value=replace(value, payload=replace(value.payload, unit=_PERSON)))


@cache
def _people() -> frozenset[str]:
    return frozenset(words("zh/people.toml", "counted"))
