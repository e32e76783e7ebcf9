"""Rises that stand beside the two figures they lie between: 销售额5126亿日元，上年同期为2786亿日元，同比增长64%."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from checker.extract.attribute import is_growth
from checker.extract.plain import figure_of
from checker.extract.rows import Row
from checker.extract.shared import any_of
from checker.extract.sums import Shown
from checker.extract.tokens import Tok, Token
from checker.extract.working import CHANGE, as_rounded, plain
from checker.lexicon.load import words
from checker.model import Bound, Direction, Quantity, ValueKind
from checker.model.pattern import seldom
from checker.model.record import replace

# code points between a figure and the next of one reckoning, times and names included; English takes more of them
_NEAR, _NEAR_IN_ENGLISH = 36, 60
# a rise further off than this is one of something else
_LEAST, _MOST = Decimal("0.5"), Decimal(2)


def rises(text: str, row: Row, among: Sequence[Token]) -> Iterable[Shown]:
    """The rises of a sentence, in percent, that its two figures of one unit do not come to.

    `among` are the figures that may be rises.
    """
    percents = [token for token in among if _percent(token) is not None]
    if not percents:
        return
    sentence = text[row.span.start : row.span.end].lower()
    if any(word in sentence for key in ("averaged", "comparable") for word in words("changes.toml", key)):
        return
    if any(token.kind is Tok.ATTRIBUTE and token.key in words("changes.toml", "adjusted") for token in row.tokens):
        return
    for token in percents:
        stated = _percent(token)
        ends = _ends(text, row, row.figures, token)
        if stated is None or ends is None:
            continue
        shown = _shown(token, stated, *ends)
        if shown is not None:
            yield shown


def _percent(token: Token) -> Quantity | None:
    value = token.value
    if value is None or value.kind is not ValueKind.PERCENT:
        return None
    figure = value.payload
    plain_ = isinstance(figure, Quantity) and figure.bound in _PLAIN and figure.unit == "percent"
    return figure if isinstance(figure, Quantity) and plain_ and figure.value else None


_PLAIN = frozenset({Bound.EXACT, Bound.ABOUT})


def _ends(text: str, row: Row, figures: Sequence[Token], change: Token) -> tuple[Token, Token] | None:
    """The figure before and the figure after, where the words tell which is which; None otherwise."""
    before = [token for token in figures if token.span.end <= change.span.start]
    if not before:
        return None
    last = before[-1]
    lead = text[last.span.end : change.span.start]
    between = [token for token in row.tokens if last.span.end <= token.span.start < change.span.start]
    if any(map(_is_other, between)) or not _close(lead) or not _is_rise(lead, change, text):
        return None
    behind = next((token for token in figures if token.span.start >= change.span.end), None)
    if behind is not None and text[change.span.end : behind.span.start].lower().strip() in {"from", "from the"}:
        # up 52.3 percent from 22,361
        return (behind, last) if _alike(behind, last) else None
    same = [token for token in before if _alike(token, last)]
    return _ordered(text, row, same[-2], last) if len(same) > 1 else None


def _ordered(text: str, row: Row, one: Token, other: Token) -> tuple[Token, Token] | None:
    """Two figures of one unit as the one before and the one after, as the words between them tell."""
    gap = text[one.span.end : other.span.start].lower()
    opening = text[max(row.span.start, one.span.start - _OPENING) : one.span.start].lower()
    if not _close(gap):
        return None
    if any_of("to_level").search(gap) and any_of("from_level").search(opening):
        return one, other
    if any_of("earlier").search(gap):
        return other, one
    return None if _of_two_measures(row, one, other) else _by_year(row, one, other)


def _of_two_measures(row: Row, one: Token, other: Token) -> bool:
    """负债31亿美元. 截至1月31日的2025财年, 营收34.2亿美元: whether the words before each name another measure."""
    told = [token for token in row.tokens if token.kind is Tok.ATTRIBUTE and not is_growth(token)]
    first = [token.key for token in told if token.span.end <= one.span.start]
    second = [token.key for token in told if one.span.end <= token.span.start < other.span.start]
    return bool(first) and bool(second) and first[-1] != second[-1]


def _by_year(row: Row, one: Token, other: Token) -> tuple[Token, Token] | None:
    """今夏报128.46亿元,2025年为119.66亿元: the earlier year's comes first; a year told once is the earlier one."""
    first = [year for token in row.tokens if token.span.end <= one.span.start and (year := _year(token))]
    second = [
        year for token in row.tokens if one.span.end <= token.span.start < other.span.start and (year := _year(token))
    ]
    if not second:
        return None
    return (one, other) if first and first[-1] < second[-1] else (other, one)


def _year(token: Token) -> int:
    told = _TOLD_YEAR.match(token.text) if token.kind is Tok.TIME else None
    return int(told[1]) if told is not None else 0


_TOLD_YEAR = seldom(r"((?:19|20)\d\d)年?")


def _close(text: str) -> bool:
    return len(text) <= (_NEAR_IN_ENGLISH if text.isascii() else _NEAR)


def _is_other(token: Token) -> bool:
    """Whether a token between a figure and a change tells that something else changed: 净利润增长18%."""
    if token.kind in {Tok.VALUE, Tok.NAME}:
        return True
    return token.kind is Tok.ATTRIBUTE and not is_growth(token)


# code points in which 由 and from stand before a figure
_OPENING = 16
_RISEN = seldom(
    r"(?:增|涨|升|降|跌|减|幅|同比|环比|up|down|rise|rose|increase|grew|growth|gain|jump|surge|climb|leap|soar|fell|fall|drop|decline|decrease|plunge|slid|slump)"
)


def _is_rise(lead: str, change: Token, text: str) -> bool:
    """Whether a percent is told as a change by itself or by the words before it, and no figure stands between."""
    told = change.value is not None and change.value.direction is not None
    own = text[change.span.start : change.span.end].lower()
    return told or bool(_RISEN.search(lead.lower()) or _RISEN.search(own))


def _alike(one: Token, other: Token) -> bool:
    a, b = figure_of(one), figure_of(other)
    return (
        a is not None
        and b is not None
        and (a.unit == b.unit or None in {a.unit, b.unit})
        and _kind(one) == _kind(other)
    )


def _kind(token: Token) -> ValueKind | None:
    return token.value.kind if token.value is not None else None


def _shown(token: Token, stated: Quantity, before: Token, after: Token) -> Shown | None:
    start, end = figure_of(before), figure_of(after)
    assert start is not None
    assert end is not None
    if not start.low or start.high is None or end.low is None or end.high is None or not start.value or not end.value:
        return None
    worked = (end.value / start.value - 1) * 100
    direction = token.value.direction if token.value is not None else None
    down = direction is Direction.DOWN or (stated.value or 0) < 0
    if not worked or stated.value is None:
        return None
    turned = direction is not None and (worked < 0) != down
    sign = -1 if worked < 0 <= stated.value else 1
    low, high = sorted(((end.low / start.high - 1) * 100 * sign, (end.high / start.low - 1) * 100 * sign))
    low, high = as_rounded(low, high, stated)
    worked *= sign
    told = f"{start.written} → {end.written} = {plain(worked.quantize(Decimal('0.01')))}%"
    derived = Quantity(low, high, "percent", told, worked)
    if turned:
        # 4.0万册 → 4.8万册, 下降20%: what rose by just so much did not fall by it
        way = "fall" if end.value < start.value else "rise"
        told = f"{start.written} → {end.written} = a {way} of {plain(abs(worked).quantize(Decimal('0.01')))}%"
        derived, mirrored = replace(derived, written=told), Quantity(-high, -low, "percent", told, -worked)
        alike, shown = (mirrored, derived) if stated.value < 0 else (derived, mirrored)
        return (token, shown, (before, after), CHANGE) if alike.meets(stated) else None
    off = worked / stated.value
    return None if derived.meets(stated) or not _LEAST <= off <= _MOST else (token, derived, (before, after), CHANGE)
