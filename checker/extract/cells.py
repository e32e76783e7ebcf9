"""Figures of tables in their unit: what a column's head or the note above gives is read as if it stood in the cell."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from checker.extract import terms
from checker.extract.attribute import dimensions
from checker.extract.joining import HAN
from checker.extract.tokens import Tok, Token, of_value
from checker.extract.values.scan import find_values
from checker.extract.values.times import find_times
from checker.lexicon.overlay import House, in_force
from checker.model import Quantity, Value, ValueKind
from checker.model.pattern import seldom
from checker.model.record import replace

# 单位：万人 above a table; what the unit is for may stand before it: 金额单位为亿元, 销量单位为万辆
_NOTE = seldom(r"([一-鿿]{0,4}?)的?单位(?:均?[为是:：]+|\s)?\s*(?:人民币)?([一-鿿%‰A-Za-z/²³$€£¥]{1,8})")
# 营业收入（亿元）, Revenue ($ billion), 营业收入/亿元
_IN_HEAD = seldom(
    r"[（(\[]\s{0,9}(?:单位[:：]?\s{0,9})?([^（()）\[\]]{1,14}?)\s{0,9}[)）\]]\s{0,9}$|[/／,，]\s{0,9}([一-鿿%‰]{1,5})\s{0,9}$"
)
_CURRENCY = seldom(r"(US\$|HK\$|[$€£¥])\s*(.*)")


def units_above(note: str) -> dict[str, str]:
    """The units that a note gives, by what they are for ("" for all): 人口单位为万人,比率单位为‰."""
    return {match[1] or "": match[2] for match in _NOTE.finditer(note) if _is_unit(match[2])}


def unit_in(head: str) -> str:
    """The unit that ends a head, or "".

    >>> unit_in("营业收入（亿元）"), unit_in("Revenue ($ billion)"), unit_in("Revenue ($m)"), unit_in("增速（同比）")
    ('亿元', '$ billion', '$m', '')
    """
    found = _IN_HEAD.search(head)
    words = (found[1] or found[2] or "").strip() if found is not None else ""
    return words if words and _is_unit(words) else ""


def _is_unit(words: str) -> bool:
    return _read("3", words) is not None


def _read(figure: str, words: str) -> Value | None:
    """The value that a figure and a unit make together, however the unit is written."""
    return _read_by(in_force(), figure, words)


# a column's unit is read again and again; a house may have words for units of its own
@lru_cache(maxsize=1 << 12)
def _read_by(_house: House, figure: str, words: str) -> Value | None:
    money = _CURRENCY.fullmatch(words)
    sign, name = ("", words) if money is None else (money[1], money[2])
    read: Value | None = None
    # ($m) is $3m and ($ million) is $3 million: of the two the one that is read further
    for text in (f"{sign}{figure}{name}", f"{sign}{figure} {name}"):
        found = find_values(text.strip())
        taken = found[0].text if len(found) == 1 else ""
        fits = len(taken) > len(figure) and found[0].span.start == 0 and isinstance(found[0].payload, Quantity)
        if fits and (read is None or len(taken) > len(read.text)):
            read = found[0]
    return read


def in_unit(value: Value, words: str) -> Value:
    """A bare figure in a unit; one that has its own, or a unit that cannot be read, leaves it as it is.

    >>> made = in_unit(find_values("3.2")[0], "万辆").payload
    >>> (made.value, made.unit, made.written) if isinstance(made, Quantity) else None
    (Decimal('32000.0'), 'vehicle', '3.2')
    """
    payload = value.payload
    bare = isinstance(payload, Quantity) and payload.unit is None and value.kind is ValueKind.QUANTITY
    if not words or not bare or not value.text[-1:].isdigit():
        return value
    read = _read(value.text, words)
    if read is None or not isinstance(read.payload, Quantity):
        return value
    return replace(value, payload=replace(read.payload, written=value.text), kind=read.kind)


def unit_for(attribute: str, units: Mapping[str, str]) -> str:
    """The unit of a note that is meant for an attribute: by the word before it, else by what the attribute can have."""
    row = terms.attribute(attribute)
    fitting = [words for words in units.values() if row is None or _suits(words, row.dimensions)]
    by_word = [words for label, words in units.items() if label and label in attribute]
    return next(iter(by_word or fitting), "")


def _suits(words: str, wanted: Sequence[str]) -> bool:
    value = _read("3", words)
    return value is not None and ("any" in wanted or not dimensions(value).isdisjoint(wanted))


def figures_of(clause: tuple[Token, ...]) -> tuple[Token, ...]:
    """A cell's tokens, its only number as a value: 2100 alone might be a year, and in a column of figures is none.

    What the cell is of may stand before it once more: 国内3562.
    """
    bare = [token for token in clause if token.kind is not Tok.MARK]
    if not bare or bare[-1].kind is not Tok.WORD or not bare[-1].text.isdigit():
        return clause
    last = bare[-1]
    if any(not HAN.fullmatch(token.text) or token.kind in {Tok.VALUE, Tok.TIME} for token in bare[:-1]):
        return clause
    found = find_values(f"{last.text}元")
    if len(found) != 1 or not isinstance(found[0].payload, Quantity):
        return clause
    payload = replace(found[0].payload, unit=None, written=last.text)
    value = replace(found[0], kind=ValueKind.QUANTITY, payload=payload, text=last.text, span=last.span)
    return tuple(of_value(value) if token is last else token for token in clause)


def year_of(clause: tuple[Token, ...]) -> tuple[Token, ...]:
    """A cell's tokens, its only number as a year where it can be one: Completed | 1974."""
    bare = [token for token in clause if token.kind is not Tok.MARK]
    found = find_times(f"{bare[0].text}年") if len(bare) == 1 and _YEAR.fullmatch(bare[0].text) else []
    if len(found) != 1:
        return clause
    payload = replace(found[0].payload, written=bare[0].text)
    value = replace(found[0], payload=payload, text=bare[0].text, span=bare[0].span)
    return tuple(of_value(value) if token is bare[0] else token for token in clause)


_YEAR = seldom(r"(?:1[89]|20)\d\d")
