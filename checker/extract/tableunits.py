"""The units of bare figures in a table: from the note above it, or from the head of their column."""

import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from checker.extract import terms
from checker.extract.attribute import Said
from checker.model import Quantity, Value, ValueKind

# 单位：万人 above a table gives its bare figures their magnitude; what the unit is for may stand before
# it: 金额单位为亿元, 销量单位为万辆
_UNITS = re.compile(
    r"([一-鿿]{0,4}?)的?单位(?:均?[为是:：]+|\s)?\s*(百万|千万|万亿|万|亿|千)?"
    r"(人民币元|人次|人|美元|港元|元|吨|辆|台|户|家|件|次|‰|%|头|亩)?"
)
_MAGNITUDE = {"千": 1_000, "万": 10_000, "百万": 1_000_000, "千万": 10_000_000, "亿": 100_000_000, "万亿": 10**12}
_UNIT_NAMES = {
    "人": "person",
    "元": "CNY",
    "美元": "USD",
    "‰": "permille",
    "%": "percent",
    "辆": "vehicle",
    "人民币元": "CNY",
    "港元": "HKD",
}
# ($m), (€ million), (million), (%): what an English head puts in brackets; (m) alone is metres
_HEAD = re.compile(
    r"[(（]\s*(?P<sign>US\$|HK\$|\$|€|£|RMB|USD|EUR|GBP|HKD|CNY)?\s*"
    r"(?P<scale>thousands?|millions?|billions?|trillions?|'?000s?|(?<=[$€£])\s*[kmb]|mn|bn|tn)?\s*"
    r"(?P<name>yuan|euros?|dollars|pounds|percent|%|people)?\s*[)）]",
    re.IGNORECASE,
)
_SCALES = {"t": 1_000, "0": 1_000, "k": 1_000, "m": 1_000_000, "b": 1_000_000_000}
_SIGNS = {
    "us$": "USD", "$": "USD", "usd": "USD", "dollars": "USD", "hk$": "HKD", "hkd": "HKD", "€": "EUR", "eur": "EUR",
    "euro": "EUR", "euros": "EUR", "£": "GBP", "gbp": "GBP", "pounds": "GBP", "rmb": "CNY", "cny": "CNY", "yuan": "CNY",
    "%": "percent", "percent": "percent", "people": "person",
}  # fmt: skip
# (万人), （亿美元）
_BRACKETED = re.compile(r"[(（]([^()（）]{1,8})[)）]")


def units_above(above: str) -> dict[str, tuple[int, str]]:
    """The units that a note gives, by what they are for ("" for all): 人口单位为万人,比率单位为‰."""
    found: dict[str, tuple[int, str]] = {}
    for match in _UNITS.finditer(above):
        magnitude = _MAGNITUDE.get(match.group(2) or "", 1)
        unit = _UNIT_NAMES.get(match.group(3) or "", "")
        if magnitude != 1 or unit:
            found[match.group(1) or ""] = (magnitude, unit)
    return found


def units_in(head: str) -> dict[str, tuple[int, str]]:
    """The unit in the brackets of a column's head; nothing where they hold none.

    >>> units_in("Revenue ($m)"), units_in("营业收入（亿美元）"), units_in("Length (m)")
    ({'': (1000000, 'USD')}, {'': (100000000, 'USD')}, {})
    """
    english = _HEAD.search(head)
    if english is not None:
        scale = _scale((english["scale"] or "").strip().lower())
        unit = _SIGNS.get((english["sign"] or english["name"] or "").lower(), "")
        return {"": (scale, unit)} if scale != 1 or unit else {}
    inside = _BRACKETED.search(head)
    return units_above(f"单位：{inside[1]}") if inside is not None else {}


def _scale(word: str) -> int:
    if word.startswith(("tr", "tn")):
        return 10**12
    return _SCALES.get(word.lstrip("'")[:1], 1)


def scaled(value: Value, said: Said, units: Mapping[str, tuple[int, str]]) -> Value:
    """A bare figure in the magnitude and unit that the note above the table gives."""
    payload = value.payload
    if (
        not isinstance(payload, Quantity)
        or payload.unit is not None
        or not units
        or value.kind is not ValueKind.QUANTITY
    ):
        return value
    magnitude, unit = _unit_for(said, units)

    def times(number: Decimal | None) -> Decimal | None:
        return number * magnitude if number is not None else None

    scaled = replace(
        payload, low=times(payload.low), high=times(payload.high), value=times(payload.value), unit=unit or None
    )
    kind = ValueKind.PERCENT if unit in _RATES else ValueKind.MONEY if unit in _MONEY else value.kind
    return replace(value, payload=scaled, kind=kind)


_MONEY = frozenset({"CNY", "USD", "HKD", "EUR", "GBP"})
_RATES = frozenset({"permille", "percent"})


def _unit_for(said: Said, units: Mapping[str, tuple[int, str]]) -> tuple[int, str]:
    """The unit that a note gives for an attribute: by the word before it, else by the attribute's dimension."""
    row = terms.attribute(said.name)
    dimensions = row.dimensions if row is not None else ()

    def suits(unit: str) -> bool:
        if unit in _MONEY:
            return "money" in dimensions
        if unit in _RATES:
            return "percent" in dimensions
        return not dimensions or "count" in dimensions

    by_word = [held for label, held in units.items() if label and label in said.name]
    fitting = [held for held in units.values() if suits(held[1])]
    return next(iter(by_word or fitting), (1, ""))
