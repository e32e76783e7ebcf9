"""Plain figures: what a token tells exactly, or nearly so, and not as a change."""

from checker.extract.tokens import Tok, Token
from checker.model import Bound, Quantity, Value, ValueKind
from checker.model.record import replace

_MEASURED = frozenset({ValueKind.QUANTITY, ValueKind.MONEY, ValueKind.DURATION})


def figure_of(token: Token) -> Quantity | None:
    """The plain figure of a token, or None."""
    value = token.value
    if value is None or token.kind is not Tok.VALUE or value.direction is not None:
        return None
    figure = _positive(value)
    return figure if figure is not None and figure.bound is Bound.EXACT else None


def hedged(token: Token) -> Quantity | None:
    """The plain figure of a token, which may be told as about so much: 平均每户约510元."""
    value = token.value
    if value is None or token.kind is not Tok.VALUE or value.direction is not None:
        return None
    figure = _positive(value)
    return figure if figure is not None and figure.bound in {Bound.EXACT, Bound.ABOUT} else None


def change_of(token: Token) -> Quantity | None:
    """The figure of a difference, which may be told as a change: 缩短了34分钟 is -34 minutes."""
    value = token.value
    if value is None or token.kind is not Tok.VALUE or value.kind not in _MEASURED:
        return None
    figure = value.payload
    if not isinstance(figure, Quantity) or not figure.value or figure.bound is not Bound.EXACT:
        return None
    if figure.value > 0:
        return figure
    if value.direction is None:
        return None
    low, high = (-end if end is not None else None for end in (figure.high, figure.low))
    return replace(figure, low=low, high=high, value=-figure.value)


def _positive(value: Value) -> Quantity | None:
    figure = value.payload
    if value.kind not in _MEASURED or not isinstance(figure, Quantity) or figure.value is None:
        return None
    return figure if figure.value > 0 else None
