"""Ranges: two figures that share a unit and a magnitude."""

import re

from checker.extract.values import directions, percent
from checker.extract.values import figure as fig
from checker.extract.values.figure import ONE, Figure, Script
from checker.extract.values.mask import FIRST_YEAR, LAST_YEAR, is_time
from checker.extract.values.measure import Measured, measured, read_figure
from checker.extract.values.money import BEFORE as CURRENCIES
from checker.extract.values.units import longest
from checker.model.pattern import seldom
from checker.model.record import replace
from checker.model.text import Span
from checker.model.value import Bound, Quantity, Value

LINK = re.compile(
    r"(?:[(（]不?含[)）])?[ \u00a0]?(?:(?P<hyphened>- to )|(?P<weak>[-‐‑–—―]{1,2})"
    r"|(?P<strong>[~～∼〜至到]|(?P<pair>[和与])|(?<=[ \u00a0])to(?=[ \u00a0])|(?<=[ \u00a0])and(?=[ \u00a0])))"
    r"[ \u00a0]?(?:(?:about|around|roughly|nearly) |[~约](?=\d))?",
    re.IGNORECASE,
)
# 大于10的同时小于等于20, 30以上50以下, above 10 but below 20
BOTH = seldom(r"的?[ ，,、]{0,2}(?:同时|并且|而且|并|且|但|而|又|和)?[也又是]?| (?:and|but) ")
FURTHEST = 8
CURRENCY = seldom(longest(CURRENCIES) + r"|[ \u00a0]")
OPENS_CURRENCY = frozenset(name[0] for name in CURRENCIES) | {" ", "\u00a0"}
BETWEEN = seldom(r"between (?:about |roughly |around |some )?$", re.IGNORECASE)
FROM = seldom(r"(?:from |从|由)(?:about |约)?$", re.IGNORECASE)
# from 1.6 million in 2023 to 1.4 million: the year is the first figure's time
DATED = seldom(r"\b(?:in|of|for|since) $", re.IGNORECASE)
# 七千到九千亿: a thousand still takes the magnitude of the right one
MOST_TENS = 1000
SHARES = frozenset({"percent", "permille"})
# 晚上一到9点 tells an hour, whatever else 点 may count
HOURS = frozenset({None, "index point"})
BELOW = ("零下", "负", "-", "−")
_UP_TO = frozenset({"至", "到"})
# how many times as much a figure is as its change, at the least, where no range is told
_FAR = 3
# no side scores this often
SCORE = 100
OPENS = frozenset("零〇一壹二贰两三叁四肆五伍六七八九十百千几.") | frozenset("0123456789")


def widened(text: str, left: Measured, floor: int) -> Measured | None:
    """The range that `left` opens, or None where no second figure belongs to it."""
    link = LINK.match(text, left.end)
    if link is None or left.figure.value is None or left.figure.bound is not Bound.EXACT:
        return None
    word = "to" if link["hyphened"] else link[0].strip().lower().partition(" ")[0]
    right = (
        _share(text, link.end(), left) or _right(text, link.end(), left)
        if word != "and" or _opened(text, left.start, floor)
        else None
    )
    if right is None or not _joins(text, left, right, link):
        return None
    # 两到三成: the left one is worth as much
    own = left.figure if left.unit is not None else left.figure.times(right.factor)
    low = _shared(own, right.figure)
    assert low.value is not None
    assert right.figure.value is not None
    if left.signed and right.signed and right.figure.value < low.value:
        # 零下5到零下10度
        both = replace(fig.between(right.figure, low), start=left.figure.start, end=right.figure.end)
        return Measured(both, right.kind, right.unit, left.start, right.end, signed=True)
    if low.value >= right.figure.value or _moved(text, left.start, floor, word):
        return None
    if word in _UP_TO and right.figure.value >= _FAR * low.value and _is_change(text, left, floor):
        return None
    both = fig.between(low, right.figure)
    unit = "°C" if right.unit == "degree" and text.startswith("零下", left.start) else right.unit
    return Measured(both, right.kind, unit, left.start, right.end, left.signed, left.leading)


def enclosed(text: str, left: Value, right: Value) -> Value | None:
    """What lies between two bounds told of one thing (大于10且小于20), or None where they are told apart."""
    one, two = left.payload, right.payload
    if right.span.start - left.span.end > FURTHEST or not isinstance(one, Quantity) or not isinstance(two, Quantity):
        return None
    if {one.bound, two.bound} != {Bound.AT_LEAST, Bound.AT_MOST} or left.kind is not right.kind:
        return None
    if one.unit not in {None, two.unit} or BOTH.fullmatch(text, left.span.end, right.span.start) is None:
        return None
    under, over = (one, two) if one.low is None else (two, one)
    if over.low is None or under.high is None or over.low >= under.high:
        return None
    span = Span(left.span.start, right.span.end)
    written = text[span.start : span.end]
    payload = Quantity(over.low, under.high, two.unit, written, None, one.hedge, Bound.RANGE, open_top=under.open_top)
    return Value(
        span, written, right.kind, payload, left.direction or right.direction, f"extract.{right.kind}/enclosed"
    )


def _is_change(text: str, left: Measured, floor: int) -> bool:
    """下降3.2亿元至88.6亿元: the change, and what it came to, where 增长3亿至5亿元 is between the two."""
    apart = left.unit is not None and left.unit not in SHARES
    return apart and directions.before(text, left.start, floor) is not None


def _opened(text: str, start: int, floor: int) -> bool:
    """Whether "between" stands before the first figure, without which "and" only lists."""
    return BETWEEN.search(text, max(floor, start - 18), start) is not None


def _joins(text: str, left: Measured, right: Measured, link: re.Match[str]) -> bool:
    """Whether the second figure can close the range: one unit, and more than a bare 3-1."""
    if right.figure.value is None or right.figure.bound is not Bound.EXACT:
        return False
    loose = link["weak"] and right.figure.scale == ONE and not _long(left.figure, right.figure)
    loose = loose and not text.startswith("之间", right.end)
    if (right.unit is None and loose) or (right.unit in HOURS and is_time(text, right.figure)):
        return False
    if link["pair"] and not text.startswith(("之间", "间"), right.end):
        return False
    return left.unit is None or right.unit == left.unit


def _long(left: Figure, right: Figure) -> bool:
    """Whether bare figures around a hyphen are too long for a score and no years: 1000-5000."""
    widths = {left.end - left.start, right.end - right.start}
    ends = [figure.value or ONE for figure in (left, right)]
    return len(widths) == 1 and ends[0] >= SCORE and not all(FIRST_YEAR <= end <= LAST_YEAR for end in ends)


def _share(text: str, at: int, left: Measured) -> Measured | None:
    """The share in words that closes a range of shares: 百分之五到百分之十."""
    found = percent.fraction(text, at) if left.unit in SHARES and text[at : at + 1] in OPENS else None
    return None if found is None else Measured(found[0], left.kind, found[1], at, found[0].end)


def _right(text: str, at: int, left: Measured) -> Measured | None:
    """The second figure, which takes the currency in front of the first."""
    start = at
    sign = CURRENCY.match(text, start) if text[start : start + 1] in OPENS_CURRENCY else None
    if sign is not None:
        start = sign.end()
    if text.startswith(BELOW, start):
        start += 2 if text[start] == "零" else 1
    char = text[start : start + 1]
    if not char or (char not in OPENS and not char.isalpha()):
        return None
    if char.isalpha() and char not in OPENS and (left.figure.script is Script.HANZI or not char.isascii()):
        return None
    figure = read_figure(text, start, money=left.leading)
    if figure is None:
        return None
    right = measured(text, figure, at)
    if left.unit is None and right.unit == "room" and text[at - 1] in "和与":
        # 10000与20000间: between the two, no rooms
        right = replace(right, unit=None, end=right.end - 1)
    if right.unit is None and percent.PARTS.match(text, left.figure.start):
        # 百分之五到十
        right = replace(right, kind=left.kind, unit=left.unit, figure=replace(figure, scale=ONE))
        return None if is_time(text, figure) else right
    if left.leading and right.unit is None:
        return replace(right, kind=left.kind, unit=left.unit)
    return right


def _shared(left: Figure, right: Figure) -> Figure:
    """The left figure with the magnitude of the right one, where it has none of its own."""
    if left.scale >= right.scale or left.scale > MOST_TENS or left.value is None or right.value is None:
        return left
    wider = left.times(right.scale / left.scale)
    return wider if wider.value is not None and wider.value < right.value else left


def _moved(text: str, start: int, floor: int, link: str) -> bool:
    """Whether the two are a change and its end (fell by 3 to 8 million) or where it came from and went to."""
    if link == "to" and directions.before(text, start, floor) is not None:
        return True
    if link == "to" and DATED.search(text, max(floor, start - 8), start) is not None:
        return True
    found = FROM.search(text, max(floor, start - 12), start)
    return found is not None and (
        directions.before(text, found.start(), floor) is not None or directions.went(text, found.start(), floor)
    )
