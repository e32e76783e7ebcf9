"""Wholes of which the last part is what remains: 63,400 batteries, 41,200 here, 14,600 there, the remaining 6,700."""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from checker.extract.plain import figure_of
from checker.extract.rows import Row
from checker.extract.shared import any_of, is_several
from checker.extract.sums import Shown, comes_to, is_listed, other_noun, sum_of_parts
from checker.extract.tokens import Token

_REMAINING = re.compile(r"\bthe remaining (?:US|HK)?[$€£¥]?\Z|(?:其余|余下|剩余|剩下)的?\Z", re.IGNORECASE)
# how far the parts may be off before the figures are no parts and whole
_SLIP = Decimal("0.15")
# code points before what remains in which it is called so
_NEAR = 20


def is_remaining(text: str, token: Token, start: int) -> bool:
    """Whether the words before a figure, not before `start`, tell that it is what remains of a whole."""
    return _REMAINING.search(text[max(start, token.span.start - _NEAR) : token.span.start]) is not None


def remainders(text: str, row: Row, lasts: Sequence[Token]) -> Iterable[Shown]:
    """The wholes of one or more sentences that their parts and what remains of them do not come to.

    The whole is the nearest figure of its unit before the parts that is larger than each of them, near what they come
    to, and no item of their list; where one further back comes out, all between are its parts. `lasts` are the figures
    that may be what remains.
    """
    for last in lasts:
        if is_remaining(text, last, row.span.start):
            yield from _of_whole(text, row.figures[: row.figures.index(last)], last)


def _of_whole(text: str, before: Sequence[Token], last: Token) -> Iterable[Shown]:
    parts = [last]
    shown: Iterable[Shown] = ()
    for token in reversed(before):
        if not _of_one_unit(token, last) or other_noun(text, token, parts):
            continue
        if is_several(text, token.span.start, token.span.end):
            return
        gap = text[token.span.end : parts[-1].span.start]
        if len(parts) > 1 and _is_whole(token, parts):
            if comes_to(token, parts):
                return
            if not shown and (any_of("part_of").search(gap) is not None or not is_listed(gap)):
                shown = tuple(sum_of_parts(token, [part for part in parts[::-1] if _counts_in(part, token)], _SLIP))
        parts.append(token)
    yield from shown


def _of_one_unit(one: Token, other: Token) -> bool:
    mine, yours = figure_of(one), figure_of(other)
    return mine is not None and yours is not None and (mine.unit == yours.unit or None in {mine.unit, yours.unit})


def _counts_in(part: Token, whole: Token) -> bool:
    """Whether a figure is no trifle beside the whole: 27 owners are no part of 63,400 batteries."""
    one, other = figure_of(part), figure_of(whole)
    return one is not None and other is not None and (one.value or 0) >= _TRIFLE * (other.value or 0)


_TRIFLE = Decimal("0.002")


def _is_whole(token: Token, parts: Sequence[Token]) -> bool:
    """Whether a figure is larger than each of the parts and near what they come to."""
    whole = figure_of(token)
    values = [figure.value for part in parts if (figure := figure_of(part)) is not None and figure.value is not None]
    if whole is None or whole.value is None or max(values) >= whole.value:
        return False
    return abs(sum(values, Decimal(0)) - whole.value) <= _SLIP * whole.value
