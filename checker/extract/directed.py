"""Changes in a list: 分别下降10%和22% are two falls, though the verb stands once."""

from checker.extract.grammar import grammar
from checker.extract.rows import Row
from checker.extract.tokens import Tok, Token
from checker.model import Quantity, Value
from checker.model.record import replace
from checker.model.value import Direction


def directed(row: Row) -> Row:
    """The row with the direction of a list's first change on the others that have none of their own."""
    if len(row.values) < len(("10%", "22%")) or grammar().joins.isdisjoint(row.texts):
        return row
    return replace(row, clauses=tuple(_clause(tokens) for tokens in row.clauses))


def _clause(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    made = list(tokens)
    for i in range(2, len(made)):
        first, join, last = made[i - 2], made[i - 1], made[i]
        if join.text in grammar().joins and last.kind is Tok.VALUE and last.value is not None:
            made[i] = replace(last, value=_moved(first, last.value))
    return tuple(made)


def _moved(first: Token, value: Value) -> Value:
    """A value in the direction of the one before it in a list, where both are of one unit."""
    before, payload = first.value, value.payload
    if before is None or before.direction is None or value.direction is not None or not isinstance(payload, Quantity):
        return value
    if before.kind is not value.kind or before.unit != value.unit:
        return value
    if before.direction is Direction.DOWN:
        low, high = payload.low, payload.high
        payload = replace(
            payload,
            low=None if high is None else -high,
            high=None if low is None else -low,
            value=None if payload.value is None else -payload.value,
        )
    return replace(value, payload=payload, direction=before.direction)
