"""Shares, sums a head and lengths of time that stand beside what they come from: 8.88亿人次花了8090亿元，人均1011元."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise

from checker.extract.plain import figure_of, hedged
from checker.extract.rows import Row
from checker.extract.shared import FILES, any_of
from checker.extract.sums import COUNTED, Shown
from checker.extract.tokens import Token
from checker.extract.values.units import dimension
from checker.extract.working import CHANGE, RATIO, as_rounded, told_like
from checker.lexicon.load import words
from checker.model import Bound, DateValue, Precision, Quantity, ValueKind
from checker.model.pattern import seldom


def shared_out(text: str, values: Sequence[Token]) -> Iterable[Shown]:
    """28名…每户118.6万元，总额3230.8万元; 8.88亿人次花了8090亿元，人均1011元: so many, so much each and in all."""
    for at in range(len(values) - 2):
        count, *sums = values[at : at + 3]
        number = figure_of(count)
        if (
            number is None
            or dimension(number.unit) != "count"
            or number.unit is None
            or any(_kind(s) != ValueKind.MONEY for s in sums)
        ):
            continue
        leads = [text[count.span.end : sums[0].span.start], text[sums[0].span.end : sums[1].span.start]]
        for (each, its_lead), (grand, other_lead) in (
            ((sums[0], leads[0]), (sums[1], leads[1])),
            ((sums[1], leads[1]), (sums[0], leads[0])),
        ):
            beside = other_lead.strip() in _JOINS and count.text[-1:] in its_lead
            if (
                max(map(len, leads)) <= _CLOSE
                and any_of("each").search(its_lead)
                and (beside or any_of("grand").search(other_lead))
            ):
                yield from _share_of(each, grand, count)


# 31万户、1.27亿元, 平均每户410元: what joins a count and the sum that it shares
_JOINS = frozenset({"、", "，", ","})


def gaps(text: str, values: Sequence[Token]) -> Iterable[Shown]:
    """412.76万票对398.62万票，差距14.14万票: two figures, and by how much they differ."""
    for at in range(len(values) - 2):
        one, other, gap = values[at : at + 3]
        first, second, stated = figure_of(one), figure_of(other), figure_of(gap)
        assert first is not None
        assert second is not None
        assert stated is not None
        between, lead = text[one.span.end : other.span.start], text[other.span.end : gap.span.start]
        far = any(len(told) > (_CLOSE_IN_ENGLISH if told.isascii() else _CLOSE) for told in (between, lead))
        if far or len({first.unit, second.unit, stated.unit}) > 1:
            continue
        if not any_of("gap").search(lead) or any_of("gap_moves").search(lead) or not any_of("versus").search(between):
            continue
        yield from _gap_of(gap, one, other)


def _gap_of(gap: Token, one: Token, other: Token) -> Iterable[Shown]:
    first, second, stated = figure_of(one), figure_of(other), figure_of(gap)
    if first is None or second is None or stated is None or not (first.value and second.value and stated.value):
        return
    more, less = sorted((first, second), key=lambda figure: figure.value or Decimal(0), reverse=True)
    ends = (more.low, less.high, more.high, less.low, more.value, less.value)
    low, over, high, under, value, least = (end or Decimal(0) for end in ends)
    worked = value - least
    written = f"{more.written} - {less.written} = {told_like(worked, stated)}"
    derived = Quantity(low - over, high - under, stated.unit, written, worked)
    if worked and not derived.meets(stated) and 1 / _FAR <= worked / stated.value <= _FAR:
        yield gap, derived, (one, other), CHANGE


# a gap told so many times too large or too small is one of something else
_FAR = Decimal(5)


# round counts (1000 asked, 600 of them) are rounded without saying so: this much of a quotient is no mismatch
_LESS, _MORE = Decimal("0.995"), Decimal("1.005")
# code points between two figures of one reckoning
_CLOSE, _CLOSE_IN_ENGLISH = 16, 40


def _kind(token: Token) -> ValueKind | None:
    return token.value.kind if token.value is not None else None


def _share_of(each: Token, grand: Token, count: Token) -> Iterable[Shown]:
    share, whole, number = hedged(each), figure_of(grand), figure_of(count)
    if share is None or whole is None or number is None or share.unit != whole.unit:
        return
    ends = (share.value, whole.low, whole.high, whole.value, number.low, number.high, number.value)
    stated, low, high, value, least, most, many = (end or Decimal(0) for end in ends)
    if not least or not stated:
        return
    worked = value / many
    written = f"{whole.written} ÷ {number.written} = {told_like(worked, share)}"
    ends_of_it = as_rounded(low / most * _LESS, high / least * _MORE, share)
    derived = Quantity(*ends_of_it, share.unit, written, worked)
    if not derived.meets(share) and abs(worked - stated) <= COUNTED * stated:
        yield each, derived, (grand, count), RATIO


def lengths(text: str, values: Sequence[Token], times: Sequence[Token]) -> Iterable[Shown]:
    """从7月15日断道，到8月2日通车，停了28天: two days and how long it is from one to the other."""
    for one, other in pairwise(times):
        first, last = _day(one), _day(other)
        if first is None or last is None or not _led(text, one, "from") or not _led(text, other, "until"):
            continue
        length = next((v for v in values if v.span.start >= other.span.end), None)
        if length is None or any(one.span.end <= v.span.start < other.span.start for v in values):
            continue
        figure = figure_of(length)
        lead = text[other.span.end : length.span.start]
        days = (last - first).days
        if figure is None or figure.unit != "day" or len(lead) > _CLOSE or not any_of("lasting").search(lead[-_TAIL:]):
            continue
        # the first and the last day may both be counted
        spread = Decimal(days + 1 + (first.month <= _LEAP < last.month))
        derived = Quantity(Decimal(days), spread, "day", f"{one.text} → {other.text} = {days}天", Decimal(days))
        assert figure.value is not None
        if days > 0 and not derived.meets(figure) and figure.value <= 2 * days <= 4 * figure.value:
            yield length, derived, (one, other), CHANGE


# the month that may have a day more
_LEAP = 2
# code points right before a length that tell that it is one
_TAIL = 6


def _day(token: Token) -> date | None:
    payload = token.value.payload if token.value is not None else None
    if not isinstance(payload, DateValue) or payload.precision is not Precision.DAY:
        return None
    if payload.start is None and (told := _YEARLESS.fullmatch(payload.iso)) is not None and told.group() != "--02-29":
        # two days without a year are of one year; how long it is between them hangs on it by a day at most
        return date(_ANY_YEAR, int(told[1]), int(told[2]))
    return payload.start


_YEARLESS = re.compile(r"--(\d\d)-(\d\d)")
_ANY_YEAR = 2023


def _led(text: str, token: Token, key: str) -> bool:
    before = text[max(0, token.span.start - 6) : token.span.start].rstrip().lower()
    return any(before.endswith(word) for file in FILES for word in words(file, key))


# how far a share may be off before it is the share of something else: told as one, and known as a rate
_TOLD, _RATE = Decimal("0.5"), Decimal("0.25")
# 占比为约, or about: what may stand between the word for a share and the share
_FILL = r"(?:为|约|约为|达|达到|是|高达|的|了|about|roughly|some|\s)*\Z"


def shares(text: str, row: Row, *, parted: bool = False) -> Iterable[Shown]:
    """营业收入200亿元，其中海外收入50亿元，占比35%: the whole, a part of it, and the share that the part is.

    With `parted` only parts that are told to be some of the whole count.
    """
    values = row.values
    for whole, part, share in zip(values, values[1:], values[2:], strict=False):
        all_, some, stated = figure_of(whole), figure_of(part), _percent(share)
        if all_ is None or some is None or stated is None or (all_.unit != some.unit and some.unit is not None):
            continue
        lead = text[part.span.end : share.span.start]
        told, rate = (re.search(any_of(key).pattern + _FILL, lead, re.IGNORECASE) for key in ("share", "rates"))
        opening = text[row.span.start : whole.span.start].lower()
        between = text[whole.span.end : part.span.start]
        # 1936个镜头里有1240个, 327处隐患点中,203处
        within = _WITHIN.fullmatch(between) is not None
        among = within or any_of("part_of").search(text, whole.span.end, part.span.start) or opening.strip() in _OF
        # 312,000 of them, or 45 percent
        among = among or any_of("part_of").match(lead.lstrip()) is not None
        # 员工1126人,研发人员842人,占64.8%: the second of two counts of one thing, and its share right behind it
        counted = all_.unit == some.unit is not None and _SHARE.fullmatch(lead) is not None
        among = among or (not parted and counted and (some.value or 0) < (all_.value or 0))
        told = told or (_SHARE.fullmatch(lead) if counted else None)
        if len(lead) <= (_CLAUSE_IN_ENGLISH if lead.isascii() else _CLAUSE) and among and (told or rate):
            yield from _shown_share(whole, part, share, _TOLD if told else _RATE)


def equals(text: str, row: Row) -> Iterable[Shown]:
    """三个月出货14.8万副,等于去年全年31.2万副的六成: a figure, another of its unit, and what share it is of that."""
    values = row.values
    for part, whole, share in zip(values, values[1:], values[2:], strict=False):
        some, all_, stated = figure_of(part), figure_of(whole), _percent(share)
        if some is None or all_ is None or stated is None or some.unit != all_.unit or some.unit is None:
            continue
        lead, link = text[part.span.end : whole.span.start], text[whole.span.end : share.span.start]
        if link == "的" and _EQUALS.fullmatch(lead) is not None:
            yield from _shown_share(whole, part, share, _TOLD)


_EQUALS = seldom(r"[,，]?(?:这|大约|差不多|已经|已|就)?(?:等于|相当于|是|为|约为|约等于|占|达到)[^\d,，。;；]{0,12}")

_SHARE = seldom(
    r"[^\d,，、(（]{0,12}[,，、(（]\s*(?:约)?占(?:比|总数的|全部的|其中的|了|到)?(?:约|为|达)?"
    r"|[a-z ]{0,24}\((?:about )?",
    re.IGNORECASE,
)
# code points of the clause that tells a part, in which nothing else is told: 100 went on strike, or 40 percent
_CLAUSE, _CLAUSE_IN_ENGLISH = 24, 40
_WITHIN = seldom(r"[^\d,，。;；]{1,8}[里中]面?[,，]?[^\d,，。;；]{0,8}有?")
_OF = frozenset({"of the", "of", "of all", "of its", "of their", "of some"})


def _percent(token: Token) -> Quantity | None:
    value = token.value
    if value is None or value.kind is not ValueKind.PERCENT or value.direction is not None:
        return None
    figure = value.payload
    if not isinstance(figure, Quantity) or figure.value is None or figure.bound is not Bound.EXACT:
        return None
    return figure if figure.unit == "percent" else None


def _shown_share(whole: Token, part: Token, share: Token, slip: Decimal) -> Iterable[Shown]:
    all_, some, stated = figure_of(whole), figure_of(part), _percent(share)
    if all_ is None or some is None or stated is None or all_.value is None or some.value is None:
        return
    if not all_.low or all_.high is None or some.low is None or some.high is None or stated.value is None:
        return
    worked = some.value / all_.value * 100
    low, high = as_rounded(some.low / all_.high * 100 * _LESS, some.high / all_.low * 100 * _MORE, stated)
    written = f"{some.written} ÷ {all_.written} = {told_like(worked, stated)}"
    derived = Quantity(low, high, "percent", written, worked)
    if not derived.meets(stated) and abs(worked - stated.value) <= slip * stated.value:
        yield share, derived, (part, whole), RATIO
