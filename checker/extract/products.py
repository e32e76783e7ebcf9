"""Products that stand beside their factors: 发行价58.60元, 发行8000万股, 总额48.68亿元; 12场, 每场2万人, 共计26万人.

So much each, so many, and all together, in any order; the words beside the figures tell which is which.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise, permutations

from checker.extract.plain import figure_of
from checker.extract.rows import Row
from checker.extract.shared import FILES, any_of
from checker.extract.sums import Shown
from checker.extract.tokens import Token
from checker.extract.values.units import dimension
from checker.extract.working import SUM, told_like
from checker.lexicon.load import words
from checker.model import Quantity
from checker.model.record import dataclass, replace


@dataclass(frozen=True, slots=True)
class Multiplied:
    """A sentence or cell that holds a total, and what its factors make of that."""

    row: Row
    shown: Shown


# code points between two figures of one product
_CLOSE, _CLOSE_IN_ENGLISH = 24, 48
# a product further off than this is one of something else, and one less far off is rounded
_FAR, _ROUNDED = Decimal("1.25"), Decimal("0.01")
# code points before a figure in which its role is told, and behind it
_BEFORE, _BEHIND = 12, 12


def products(text: str, read: Sequence[Row]) -> Iterator[Multiplied]:
    """The totals of an article that the two figures beside them do not come to."""
    placed = [(row, token) for row in read for token in row.figures]
    for three in zip(placed, placed[1:], placed[2:], strict=False):
        tokens = [token for _, token in three]
        if not all(_are_close(text, one, other) for one, other in pairwise(tokens)):
            continue
        for (_, each), (_, count), (row, grand) in permutations(three):
            if _is_each(text, each, count) and _is_grand(text, grand):
                shown = _shown(each, count, grand)
                if shown is not None:
                    yield Multiplied(row, shown)


def _are_close(text: str, one: Token, other: Token) -> bool:
    between = text[one.span.end : other.span.start]
    return len(between) <= (_CLOSE_IN_ENGLISH if between.isascii() else _CLOSE) and "其中" not in between


def _is_each(text: str, each: Token, count: Token) -> bool:
    """Whether a figure is told to be for each of a count: 每场2万人 of 12场, 发行价58.60元 of 8000万股, $24 a share."""
    unit = figure.unit if (figure := figure_of(count)) is not None else None
    share = figure_of(each)
    if unit is None or share is None or dimension(unit) != "count" or share.unit in {unit, None}:
        return False
    before = re.split(r"[,，;；。:：]", text[max(0, each.span.start - _BEFORE) : each.span.start])[-1]
    if any_of("not_grand").search(before) is not None:
        return False
    if (counter := re.search(r"每([一-鿿])[^每]{0,3}\Z", before)) is not None and count.text.endswith(counter[1]):
        return True
    if unit == "share" and any(before.strip().endswith(word) for file in FILES for word in words(file, "a_share")):
        return True
    behind = text[each.span.end : each.span.end + _BEHIND]
    at = count.span.end <= each.span.start and text[count.span.end : each.span.start].strip() in {"at", "for"}
    return (at and re.match(r" (?:each|apiece)\b", behind) is not None) or (
        unit == "share" and re.match(r" (?:a|per) share\b", behind) is not None
    )


def _is_grand(text: str, grand: Token) -> bool:
    """Whether a figure is told to be what all together come to, and no net or planned one."""
    before = re.split(r"[,，;；。]", text[max(0, grand.span.start - _BEFORE) : grand.span.start])[-1]
    if any_of("grand", "raised").search(before) is None or any_of("not_grand").search(before) is not None:
        return False
    # raising $21,500 with donations, 连同老股转让共募集12亿元: all together and something else
    around = text[max(0, grand.span.start - _BEFORE) : grand.span.end + _BEHIND]
    return any_of("and_more").search(around) is None


def _shown(each: Token, count: Token, grand: Token) -> Shown | None:
    one, many, whole = figure_of(each), figure_of(count), figure_of(grand)
    if one is None or many is None or whole is None or one.unit != whole.unit:
        return None
    if not (one.value and many.value and whole.value and one.low and many.low and one.high and many.high):
        return None
    worked = one.value * many.value
    low, high = one.low * many.low * (1 - _ROUNDED), one.high * many.high * (1 + _ROUNDED)
    derived = Quantity(low, high, whole.unit, f"{one.written} × {many.written} = {told_like(worked, whole)}", worked)
    if derived.meets(whole) and _are_transposed(worked, whole.value):
        derived = replace(derived, low=worked, high=worked)
    if derived.meets(whole) or not 1 / _FAR <= worked / whole.value <= _FAR:
        return None
    return grand, derived, (each, count), SUM


def _are_transposed(worked: Decimal, stated: Decimal) -> bool:
    """Whether two figures are written with the same four digits and more in another order: 46.88 and 48.68.

    >>> _are_transposed(Decimal("4688000000"), Decimal("4868000000")), _are_transposed(Decimal(480), Decimal(840))
    (True, False)
    """
    one, other = (f"{figure.normalize():f}".replace(".", "").strip("0") for figure in (worked, stated))
    return len(one) >= _TELLING and one != other and sorted(one) == sorted(other)


_TELLING = 4
