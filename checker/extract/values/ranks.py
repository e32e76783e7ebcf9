"""Ranks: 第三, 排名第三, 前三, 榜首, third, No. 3, top five."""

import re
from decimal import Decimal

from checker.extract.values import hanzi, spelled
from checker.extract.values.figure import ONE, Figure, Script
from checker.extract.values.units import longest
from checker.lexicon.load import mapping, words
from checker.model.pattern import seldom
from checker.model.text import Span
from checker.model.value import Bound, Quantity, Value, ValueKind

ZH, EN = "zh/ranks.toml", "en/ranks.toml"
PLACES = {word: Decimal(place) for word, place in mapping(ZH, "places").items()}
OTHERS, TIMES = words(ZH, "others"), words(ZH, "times")
CLASSIFIER = re.compile(longest(list(words(ZH, "classifiers"))))
PLACE_OPENS = frozenset(word[0] for word in PLACES)
PLACE = re.compile(longest(PLACES))
NUMBERED = re.compile(
    r"(?:No\.? ?|number |#)(\d{1,4}|one|two|three|four|five|six|seven|eight|nine|ten)(?![\d.,/-]*\d|[A-Za-z])",
    re.IGNORECASE,
)
TOP = re.compile(r"top[ -](\d{1,4}|[a-z]{3,9})(?![A-Za-z\d.])", re.IGNORECASE)
DIGITS = re.compile(r"(\d{1,3}(?:,\d{3})+|\d{1,6})(?:st|nd|rd|th)(?![A-Za-z])")
# a day, a century, a quarter; and "first" as an adverb
NOT_AFTER = seldom(
    r"[ -](?:of (?:january|february|march|april|may|june|july|august|september|october|november|december)"
    r"|quarters?|half"
    r"|day|week|month|year|hour|minute|time|century|centuries|anniversary|birthday|season|financial|fiscal"
    r"|january|february|march|april|may|june|july|august|september|october|november|december)(?![a-z])",
    re.IGNORECASE,
)
# what stands behind and before 第一 where it counts off points
POINTS = frozenset(",，、:：")
OPENINGS = frozenset(',，。;；:：!！?？\n “"')
FIRST = Decimal(1)
# 第1-3名, 第二、三位: the places between
LINK = re.compile(r"[-~～—、和及与至到](?P<again>第)?(?=[^-])")
# no league table of the news goes further
DEEPEST = 1_000_000


def read(text: str, at: int) -> Value | None:
    """The rank that starts at `at`, or None.

    >>> read("第三位", 0).text, read("前三名", 0).high, read("No. 3", 0).low, read("第三方", 0)
    ('第三位', Decimal('3'), Decimal('3'), None)
    """
    char = text[at]
    if char == "第":
        return _numbered(text, at)
    if char == "前":
        return _top(text, at)
    if char > "\u3400":
        found = PLACE.match(text, at) if char in PLACE_OPENS else None
        return None if found is None else _value(text, at, found.end(), PLACES[found[0]])
    return _english(text, at)


def _numbered(text: str, at: int) -> Value | None:
    """第三, with 名 or 位 behind it."""
    figure = hanzi.read(text, behind(text, at + 1))
    if figure is None or figure.value is None or figure.bound is not Bound.EXACT or not _whole(figure):
        return None
    following = behind(text, figure.end)
    if text.startswith(OTHERS, following) or text.endswith("倒数", 0, at) or _counts_off(text, at, figure.end):
        return None
    link = LINK.match(text, figure.end)
    further = hanzi.read(text, link.end()) if link is not None else None
    if link is not None and further is not None and further.value is not None and _whole(further):
        # 第二、三季度, 第二、第三季度
        if text.startswith(OTHERS, further.end):
            return None
        listed = text.startswith(("名", "位"), further.end) and not link["again"]
        if listed and figure.value < further.value:
            return _value(text, at, further.end + 1, further.value, first=figure.value)
    return _value(text, at, _classified(text, figure.end), figure.value)


def behind(text: str, at: int) -> int:
    """Where the text goes on behind a space or two (第 3 季度)."""
    return at + 1 + text.startswith(" ", at + 1) if text.startswith(" ", at) else at


def _counts_off(text: str, at: int, end: int) -> bool:
    """Whether the ordinal opens a point of an argument: 第一,罚款;第二,停业."""
    return text[end : end + 1] in POINTS and (not at or text[at - 1] in OPENINGS)


def _top(text: str, at: int) -> Value | None:
    """前三 is one of the places from 1 to 3."""
    figure = hanzi.read(text, at + 1)
    if figure is None or figure.value is None or figure.bound is not Bound.EXACT or not _whole(figure):
        return None
    if text.startswith(TIMES, figure.end) or figure.value <= 1:
        return None
    end = _classified(text, figure.end)
    if end == figure.end and text[end : end + 1] not in {
        "",
        "，",
        "。",
        "、",
        ",",
        ".",
        "的",
        "；",
        "！",
        "”",
        "\n",
        " ",
        ")",
        "）",
    }:
        return None
    return _value(text, at, end, figure.value, first=FIRST)


def _classified(text: str, at: int) -> int:
    found = CLASSIFIER.match(text, behind(text, at))
    return at if found is None else found.end()


def _whole(figure: Figure) -> bool:
    """Whether the figure can be a place at all."""
    value = figure.value
    return value is not None and 0 < value <= DEEPEST and value == value.to_integral_value()


def _english(text: str, at: int) -> Value | None:
    """No. 3, top five, 3rd, twenty-fifth."""
    told = _in_digits(text, at) if text[at].isdecimal() else spelled.ordinal(text, at)
    if told is not None:
        value, end = told
        return None if NOT_AFTER.match(text, end) else _value(text, at, end, value)
    if text[at].isdecimal():
        return None
    found = NUMBERED.match(text, at)
    if found is not None:
        return _value(text, at, found.end(), _number(found[1]) or ONE)
    found = TOP.match(text, at)
    number = _number(found[1]) if found is not None else None
    return None if found is None or number is None or number < 2 else _value(text, at, found.end(), number, first=FIRST)


def _in_digits(text: str, at: int) -> tuple[Decimal, int] | None:
    """The place that digits tell, and where it ends: 3rd."""
    found = DIGITS.match(text, at)
    return (Decimal(found[1].replace(",", "")), found.end()) if found is not None else None


def _number(written: str) -> Decimal | None:
    return Decimal(written) if written.isdecimal() else spelled.ONES.get(written.lower())


def _value(text: str, start: int, end: int, place: Decimal, *, first: Decimal | None = None) -> Value:
    """The place, or with `first` the places down to it."""
    written = text[start:end]
    if first is not None:
        payload = Quantity(first, place, "rank", written, bound=Bound.RANGE)
    else:
        payload = Quantity(place, place, "rank", written, place)
    return Value(Span(start, end), written, ValueKind.RANK, payload, found_by="extract.rank")


__all__ = ["Script", "read"]
