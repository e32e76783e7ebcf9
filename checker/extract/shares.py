"""每10股派8元: the ten shares narrow the amount, and are no figure of their own."""

from checker.extract.rows import Row
from checker.extract.tokens import Tok, Token
from checker.model import Quantity, Span
from checker.model.record import replace

# the qualifier of what is told for ten shares at a time
PER_TEN = "per_ten_shares"
_EACH, _SHARES, _TEN = "每", "股", 10


def by_ten(row: Row) -> Row:
    """The row with 每10股 as a qualifier."""
    if _EACH not in row.texts or not any(map(_is_ten, row.values)):
        return row
    return replace(row, clauses=tuple(map(_by_ten, row.clauses)))


def _by_ten(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    made: list[Token] = []
    for token in tokens:
        if made and made[-1].text == _EACH and _is_ten(token):
            each = made.pop()
            span = Span(each.span.start, token.span.end)
            made.append(Token(Tok.QUALIFIER, span, each.text + token.text, PER_TEN))
        else:
            made.append(token)
    return tuple(made)


def _is_ten(token: Token) -> bool:
    if token.value is None or not token.text.endswith(_SHARES):
        return False
    payload = token.value.payload
    return isinstance(payload, Quantity) and payload.value == _TEN
