"""Figures in running text: counts, money, shares, multiples and ranks, with hedges, units and direction."""

import re

from checker.extract.values import directions, english, hedges, mask, parts, percent, ranges, ranks, spelled, vulgar
from checker.extract.values.figure import Figure, Need, Script
from checker.extract.values.hanzi_tokens import CHARACTERS, FINANCIAL, OPENS_CHEQUE
from checker.extract.values.hedges import Hedge
from checker.extract.values.measure import Measured, cell, dotted, measured, read_figure
from checker.extract.values.money import currency_before
from checker.extract.values.units import longest, read_scale
from checker.model.record import replace
from checker.model.text import Span
from checker.model.value import Bound, Direction, Quantity, Value, ValueKind

_ENGLISH = longest(sorted({*english.STARTS, *spelled.ORDINALS, "top", "number"}))
_FIRST = "".join(sorted({letter for word in _ENGLISH.split("|") for letter in (word[0], word[0].upper())}))
# case is folded for the English words alone: folding the character class makes the search seven times slower
_OPENS = "0-9" + vulgar.CHARACTERS + CHARACTERS + "几数半第前榜首头冠亚季殿翻对泰大总多过"
# one set of characters comes first, for which the search is fastest; what stands behind looks back at it
START = re.compile(
    rf"[{_OPENS}#.{''.join(FINANCIAL)}{_FIRST}](?:(?<=[{_OPENS}])|(?<=#)(?=\d)|(?<=\.)(?<![A-Za-z]\.)(?=\d)"
    rf"|(?<=(?={OPENS_CHEQUE}).)|(?<=[A-Za-z])(?<![A-Za-z][A-Za-z])"
    rf"(?<=(?=(?i:(?:{_ENGLISH})(?![A-Za-z])|{spelled.FUSED}|No\.?(?= ?\d))).))"
)
HANZI = "\u3400"
# these open ranks and shares, never a figure
NO_FIGURE = frozenset("前榜首头冠亚季殿翻对泰大总多过半#")
# what stands behind those of them that open nothing but fixed words: 榜首, 大半, 翻番
SECONDS = {
    **{word[0]: frozenset(other[1] for other in ranks.PLACES if other[0] == word[0]) for word in ranks.PLACES},
    **{word[0]: frozenset(word[1:]) for word in ("翻了番倍一二两三四五12345", "对半", "泰半", "大半", "多半", "过半")},
}
# 降至 and 升到 tell a level
LEVELS = frozenset("至到为")
LEVEL_WORDS = frozenset({"under", "below", "above"})
# 4×100米: the first of two factors; 7-Eleven: a name of two numerals
NUMERAL_TAIL = rf"-(?=[A-Z])(?i:{longest(spelled.ONES)})(?![A-Za-z])"
TIMES = re.compile(rf" ?[×*] ?\d|x\d|{NUMERAL_TAIL}")
NAME = re.compile(rf"\d+{NUMERAL_TAIL}")
# what is skipped whole where its first figure is none
TIED = (mask.PAIR, mask.RELAY, NAME)
LATIN_TAIL = re.compile(r"[A-Za-z_]")
# what is skipped where no figure can be read: a run of 1万1万1万 is read once, not once from each of its digits
RUN = re.compile(rf"[0-9{CHARACTERS}{''.join(FINANCIAL)}]+(?:[.,:/-][0-9]+)*|[A-Za-z]+")
# only figures with a magnitude make a level: 亿级, but 5级 is a grade
LEVEL_SCALE = 100


def find_numbers(text: str) -> list[Value]:
    """Every figure of `text` but times, in order and disjoint, by the rules of both languages.

    >>> [(v.text, v.unit) for v in find_numbers("月活突破3000万,营收约135亿元,同比下降85%。")]
    [('突破3000万', None), ('约135亿元', 'CNY'), ('85%', 'percent')]
    """
    found: list[Value] = []
    addresses = mask.addresses(text)
    floor = at = 0
    while (start := START.search(text, at)) is not None:
        at = start.start()
        if _opens_nothing(text, at):
            at += 1
            continue
        while addresses and addresses[0][1] <= at:
            addresses.pop(0)
        if addresses and addresses[0][0] <= at:
            at = floor = addresses[0][1]
            continue
        value, after = _at(text, at, floor)
        if value is not None:
            both = ranges.enclosed(text, found[-1], value) if found else None
            found[-1:] = [both] if both is not None else [*found[-1:], value]
            floor = after
        at = max(after, at + 1)
    return found


def _opens_nothing(text: str, at: int) -> bool:
    """Whether the character is only another word's: 大 is looked at for 大半, and most are none."""
    seconds = SECONDS.get(text[at])
    return seconds is not None and text[at + 1 : at + 2] not in seconds


def _at(text: str, at: int, floor: int) -> tuple[Value | None, int]:
    """The value whose figure opens at `at`, and where to go on."""
    skip = _skipped(text, at, floor)
    if skip:
        return None, skip
    char = text[at]
    digits = char.isdecimal()
    dated = mask.dated(text, at) if digits else 0
    if dated:
        return None, dated
    ready = parts.ready(text, at, floor) if not digits or percent.may_share(text, at) else None
    if ready is not None and not (char.isascii() and mask.is_time(text, ready.figure)):
        return _value(text, ranges.widened(text, ready, floor) or ready, floor)
    value = ranks.read(text, at)
    if value is not None:
        return value, value.span.end
    return _figured(text, at, floor)


def _skipped(text: str, at: int, floor: int) -> int:
    """Where to go on behind a word, name or code that holds the numeral at `at`; 0 if there is none."""
    char = text[at]
    if char > HANZI or char.isdecimal():
        skip = mask.in_word(text, at)
        # 十分之三 is no "very"; 2C and 3C are terms of trade, unless the weather is spoken of
        if skip and not percent.TENTHS.match(text, at) and read_scale(text, at + 1) is None:
            return skip
    if not char.isdecimal():
        return mask.in_phrase(text, at) if char.isalpha() and char < HANZI else 0
    before = currency_before(text, at, floor)
    if "." in text[at + 1 : at + 4] and dotted(text, at, before[0].code if before is not None else None) is not None:
        return 0
    return mask.before_digits(text, at, sign=before is not None)


def _figured(text: str, at: int, floor: int) -> tuple[Value | None, int]:
    """The figure at `at` that is no rank and no share in words."""
    char = text[at]
    if char == "第":
        # 第三季度: the numeral is no count either
        opening = ranks.behind(text, at + 1)
        ordinal = read_figure(text, opening, money=False) if opening < len(text) else None
        return None, at + 1 if ordinal is None else ordinal.end
    if char in NO_FIGURE:
        return None, at + 1
    figure = read_figure(text, at, money=char.isdecimal() and currency_before(text, at, floor) is not None)
    if figure is None:
        run = RUN.match(text, at)
        return None, run.end() if run else at + 1
    if mask.is_time(text, figure):
        return None, figure.end
    return _value(text, _ranged(text, figure, floor), floor)


def _ranged(text: str, figure: Figure, floor: int) -> Measured:
    part = measured(text, figure, floor)
    return ranges.widened(text, part, floor) or part


def _value(text: str, part: Measured, floor: int) -> tuple[Value | None, int]:
    """The measured figure with its hedges and direction, or None where it claims nothing."""
    figure, end = part.figure, part.end
    left = hedges.all_before(text, part.start, floor)
    if left is not None and left.bare and not _starts_bare(text, figure):
        left = None
    right = hedges.after(text, end)
    if left is None and right is None:
        left = right = hedges.around(text, part.start, end, floor)
    if right is not None and right.bound is Bound.LEVEL and figure.scale < LEVEL_SCALE:
        right = None
    if right is not None and part.unit is None and right.end < len(text):
        again = measured(text, replace(figure, end=right.end), figure.start)
        if again.unit is not None:
            part, end = replace(part, kind=again.kind, unit=again.unit, end=again.end), again.end
    if not _counts(text, part, left, right):
        tied = next(filter(None, (pattern.match(text, figure.start) for pattern in TIED)), None)
        return None, max(part.figure.end, tied.end() if tied else 0)
    start = left.start if left is not None else part.start
    end = max(end, right.end) if right is not None else end
    hedge = hedges.stronger(left, right)
    way = None if _level(left, text, start) else directions.before(text, start, floor) or directions.after(text, end)
    if way is None and part.unit == "pp" and text[start - 1 : start] not in LEVELS:
        way = directions.of_points(text, start, floor)
    written = text[start:end]
    payload = hedges.interval(figure, hedge, part.unit, written)
    if figure.bound is Bound.AT_LEAST and hedge is None:
        payload = replace(payload, high=None)
    if way is Direction.DOWN and not part.signed:
        payload = _fallen(payload)
    # 一个, 一场: an article as often as a count, so the pattern is told apart
    article = part.figure.value == 1 and part.figure.need is Need.UNIT
    name = "hedged" if hedge is not None else "article" if article else "plain"
    value = Value(Span(start, end), written, part.kind, payload, way, f"extract.{part.kind}/{name}")
    return value, end


def _level(hedge: Hedge | None, text: str, start: int) -> bool:
    """Whether "fell under 5%" tells where the figure got to; "fell by under 5%" is a change."""
    return hedge is not None and hedge.written in LEVEL_WORDS and text[max(0, start - 3) : start] != "by "


def _starts_bare(text: str, figure: Figure) -> bool:
    """Whether the figure opens with a magnitude word: 百万."""
    return figure.script is Script.HANZI and text[figure.start] in "百千万亿十佰仟"


def _counts(text: str, part: Measured, left: Hedge | None, right: Hedge | None) -> bool:
    """Whether the figure has the company it needs to be one."""
    figure = part.figure
    hedged = left is not None or right is not None
    if figure.need is Need.HEDGE or TIMES.match(text, figure.end):
        return hedged and figure.need is Need.HEDGE
    if part.unit is not None or part.signed:
        return True
    if figure.value is not None and mask.PAIR.match(text, figure.start):
        return False
    tailed = figure.script is Script.DIGITS and LATIN_TAIL.match(text, figure.end) is not None and right is None
    if hedged or tailed:
        return not tailed
    if figure.need is Need.UNIT:
        return cell(text, figure.start, figure.end)
    # 《三十而已》: a title that opens with a bare figure is no count
    return text[figure.start - 1 : figure.start] != "《" and not mask.is_name(text, figure)


def _fallen(payload: Quantity) -> Quantity:
    """A stated fall is below zero."""
    low = None if payload.high is None else -payload.high
    high = None if payload.low is None else -payload.low
    value = None if payload.value is None else -payload.value
    closed = payload.low is None or payload.high is None
    return replace(payload, low=low, high=high, value=value, open_top=payload.open_top and not closed)


__all__ = ["ValueKind", "find_numbers"]
