"""Lists that break a total down which stands in another sentence: 总营收86亿元. … 分业务看，会员54亿元、…."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from checker.extract.cells import figures_of
from checker.extract.plain import figure_of
from checker.extract.rows import Row
from checker.extract.shared import any_of
from checker.extract.sums import GUESSED, Shown, comes_to, sum_of_parts, takes_in_more
from checker.extract.tokens import Tok, Token
from checker.model import Span
from checker.model.pattern import seldom
from checker.model.record import dataclass, replace


@dataclass(frozen=True, slots=True)
class Broken:
    """A sentence that holds a total, and what the list beside it makes of that."""

    row: Row
    shown: Shown


# sentences before and behind a list in which its total may stand: where the list tells the rest too, and where not
_FAR, _BESIDE = 4, 1
_LEAST = 3
# code points before a total in which words tell that it is one, and behind it
_LEAD, _TAIL = 16, 24


def breakdowns(text: str, read: Sequence[Row]) -> Iterator[Broken]:
    """The totals of an article that the lists of their parts do not come to."""
    if any_of("broken_down").search(text) is None:
        return
    for at, row in enumerate(read):
        told = text[row.span.start : row.span.end]
        lead = any_of("broken_down").search(told)
        parts = _parts(text, row, row.span.start + lead.end()) if lead is not None else []
        if len(parts) < _LEAST or any_of("examples", "part_of").search(told):
            continue
        rest = any_of("in_full").search(told) is not None
        near = _FAR if rest else _BESIDE
        around = [*read[max(0, at - near) : at], *read[at + 1 : at + 1 + near]]
        totals = [(other, token) for other in around for token in other.tokens if _is_total(text, other, token, parts)]
        if any(comes_to(total, parts) for _, total in totals):
            continue
        for other, total in totals:
            shown = list(sum_of_parts(total, parts, GUESSED))
            if shown and (
                rest or _is_more(shown[0]) or any_of("that_list").search(text, other.span.start, total.span.start)
            ):
                yield Broken(other, shown[0])
                break


def _parts(text: str, row: Row, start: int) -> list[Token]:
    """The parts of a list: all figures behind its lead, of one unit, or bare ones behind names (Tennessee 27)."""
    scale = _SCALED.search(text, start, row.span.end)
    first = scale.end() if scale is not None else start
    figures = [token for token in row.tokens if token.kind is Tok.VALUE and token.span.start >= first]
    if figures:
        units = {told.unit for token in figures if (told := figure_of(token)) is not None}
        whole = len(units) == 1 and all(figure_of(token) is not None for token in figures)
        factor = _SCALES[scale[1].lower()] if scale is not None and units == {None} else 1
        return [_scaled(token, factor) for token in figures] if whole and _is_list(text, figures) else []
    bare = [figure for token in row.tokens if token.span.start >= start and (figure := _bare(token)) is not None]
    ends = [start, *(token.span.end for token in bare)]
    named = all(_NAMED.fullmatch(text[end : token.span.start]) for end, token in zip(ends, bare, strict=False))
    return bare if named else []


# in billions of kroner: what the bare figures behind it count
_SCALED = re.compile(r"\bin (thousand|million|billion)s? of [a-z]+", re.IGNORECASE)
_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9}


def _scaled(token: Token, factor: int) -> Token:
    value, figure = token.value, figure_of(token)
    if factor == 1 or value is None or figure is None or figure.low is None or figure.high is None or not figure.value:
        return token
    low, high, middle = figure.low * factor, figure.high * factor, figure.value * factor
    return replace(token, value=replace(value, payload=replace(figure, low=low, high=high, value=middle)))


def _bare(token: Token) -> Token | None:
    """The figure that a word is, or that ends what was taken for a name (Orland 27)."""
    digits = _DIGITS.search(token.text) if token.kind in {Tok.WORD, Tok.NAME} else None
    if digits is None:
        return None
    span = Span(token.span.start + digits.start(), token.span.start + digits.end())
    return figures_of((Token(Tok.WORD, span, digits.group(), tag="m"),))[0]


_DIGITS = seldom(r"(?:(?<= )|\A)\d+\Z")
# from one bare figure to the next: its name, which begins with a capital
_NAMED = seldom(r"[:：,，、;；]?(?: and)?\s*[A-Z][A-Za-z'’-]*(?: [A-Za-z'’-]+){0,2}\s+|[:：,，、]\s*[一-鿿]{2,6}")


def _is_list(text: str, parts: Sequence[Token]) -> bool:
    """Whether nothing ends between the parts of a list but its items."""
    between = [text[one.span.end : other.span.start] for one, other in pairwise(parts)]
    return all(
        len(told) <= (_ITEM * 3 if told.isascii() else _ITEM) and len(re.findall(r"[,，、;；]| and ", told)) in {1, 2}
        for told in between
    )


# code points of one item
_ITEM = 16


def _is_total(text: str, row: Row, token: Token, parts: Sequence[Token]) -> bool:
    """Whether a figure of another sentence may be the total: of the parts' unit, more than each, and told as one."""
    figure, first = figure_of(token), figure_of(parts[0])
    if takes_in_more(text, token.span.end):
        return False
    if figure is None or first is None or (first.unit is not None and figure.unit != first.unit):
        return False
    if any((part.value or 0) >= (figure.value or 0) for each in parts if (part := figure_of(each)) is not None):
        return False
    before = text[max(row.span.start, token.span.start - _LEAD) : token.span.start]
    before = text[max(row.span.start, token.span.start - 2 * _LEAD) : token.span.start] if before.isascii() else before
    behind = text[token.span.end : min(row.span.end, token.span.end + _TAIL)]
    clause = re.split(r"[,，;；]", before)[-1]
    return (
        any_of("whole").search(clause) is not None
        or any_of("totals_behind").search(re.split(r"[,;]", behind)[0]) is not None
    )


def _is_more(shown: Shown) -> bool:
    stated, added = figure_of(shown[0]), shown[1].value
    return stated is not None and stated.value is not None and added is not None and added > stated.value
