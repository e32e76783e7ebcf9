"""Sums that a sentence does before the reader's eyes: three parts and 三项合计, so much 人均, 从…到… and so many days.

What is compared stands side by side, so that nothing need be known of what the figures measure. Only sums that do not
come out are told of: the figures of one that does say nothing new.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import pairwise

from checker.extract.draft import Draft
from checker.extract.owner import Owner, clause_subject
from checker.extract.rows import Row
from checker.extract.tokens import Tok, Token
from checker.extract.values.units import dimension
from checker.extract.working import as_rounded, told_like
from checker.lexicon.load import words
from checker.model import Attribute, Bound, DateValue, Entity, Precision, Quantity, Span, ValueKind

_FILES = ("zh/reckoning.toml", "en/reckoning.toml")
SUM, CHANGE, RATIO = "derived/sum", "derived/change", "derived/ratio"


@dataclass(frozen=True, slots=True)
class Reckoned:
    """A stated figure, what the others of its sentence make of it, and their places in the raw text."""

    stated: Span
    value: Quantity
    operands: tuple[Span, ...]
    found_by: str


def read(draft: Draft, row: Row, subject: Owner | None) -> list[Reckoned]:
    """The sums of one sentence that do not come out; figures of theirs that no claim holds yet become claims."""
    values = [token for token in row.tokens if _figure(token) is not None]
    times = [token for token in row.tokens if token.kind is Tok.TIME]
    text = draft.clean.text
    found = [*_sums(text, row, values), *_shared_out(text, values), *_lengths(text, values, times)]
    made: list[Reckoned] = []
    for stated, value, operands, found_by in found:
        if _is_known_total(draft, stated):
            continue
        owner = _owner(row, stated, subject)
        places = tuple(_claimed(draft, row, token, owner) for token in (stated, *operands))
        made.append(Reckoned(places[0], value, places[1:], found_by))
    return made


Shown = tuple[Token, Quantity, tuple[Token, ...], str]


def _figure(token: Token) -> Quantity | None:
    """The plain figure of a token, or None."""
    value = token.value
    if token.kind is not Tok.VALUE or value is None or not isinstance(value.payload, Quantity):
        return None
    if value.kind not in {ValueKind.QUANTITY, ValueKind.MONEY, ValueKind.DURATION} or value.direction is not None:
        return None
    figure = value.payload
    return figure if figure.value is not None and figure.bound is Bound.EXACT and figure.value > 0 else None


@cache
def _any(*keys: str) -> re.Pattern[str]:
    forms = {word for key in keys for file in _FILES for word in words(file, key)}
    # 共 begins 共同 and 共和, and ends 公共: it counts before a figure only
    listed = "|".join(re.escape(word) for word in sorted(forms, key=lambda word: (-len(word), word)))
    return re.compile(listed, re.IGNORECASE)


# 三项, 两者, 两笔: how many parts there are
_COUNT = re.compile(r"([两二三四五六七八九2-9])[项者笔场家店部类档季次批个处地年]?(?:数据|收入|费用)?\s*\Z")
_NUMBERS = dict(zip("两二三四五六七八九23456789", (2, 2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))
# code points between 合计 and its total, and between the last part and 合计
_NEAR, _BEHIND = 12, 14
# how far a sum may be off before the figures are no parts and total: told how many parts there are, and guessed
_COUNTED, _GUESSED = Decimal("0.25"), Decimal("0.1")
_GAP = re.compile(r"[^\d、,，;；。]{0,8}(?:[、,，;；和及与]|\band\b)\s*[^\d、,，;；。]{0,12}", re.IGNORECASE)
_LEAST_LIST = 3


def _sums(text: str, row: Row, values: Sequence[Token]) -> Iterable[Shown]:
    """纯电动225万辆, 插电混动228万辆, 商用车7万辆, 三项合计450万辆."""
    for word in _any("totals", "lists").finditer(text, row.span.start, row.span.end):
        total = next((v for v in values if 0 <= v.span.start - word.end() <= _NEAR and not _is_share(text, v)), None)
        if total is None:
            continue
        count = _COUNT.search(text[row.span.start : word.start()])
        end = row.span.start + count.start() if count else word.start()
        parts = [v for v in values if v.span.end <= end and _adds(v, total)]
        if count is not None and (number := _NUMBERS[count[1]]) <= len(parts):
            parts, slip = parts[-number:], _COUNTED
        else:
            weak = word.group() in words("zh/reckoning.toml", "lists")
            if weak and word.end() != total.span.start:
                continue
            parts, slip = _list(text, values, parts, end, weak=weak), _GUESSED
        if len(parts) > 1 and not _any("parts_missing").search(text, parts[0].span.end, total.span.start):
            yield from _sum_of(total, parts, slip)


def _adds(part: Token, total: Token) -> bool:
    """Whether a figure may be a part of a total: of its unit, or bare."""
    one, whole = _figure(part), _figure(total)
    assert one is not None
    assert whole is not None
    return one.unit == whole.unit or one.unit is None


def _is_share(text: str, token: Token) -> bool:
    """每10股: what a figure is for one of is no total."""
    return text[token.span.start - 1 : token.span.start] in {"每", "第"}


def _list(text: str, values: Sequence[Token], parts: Sequence[Token], end: int, *, weak: bool) -> list[Token]:
    """The parts that stand in one list right before a total: A、B、C, or A加上B."""
    if not parts or end - parts[-1].span.end > _BEHIND:
        return []
    chosen = [parts[-1]]
    added = False
    for one, other in reversed(list(pairwise(values))):
        if other is not chosen[0]:
            continue
        gap = text[one.span.end : other.span.start]
        plus = _any("plus").search(gap) is not None
        if one not in parts or not (plus or _GAP.fullmatch(gap)):
            break
        added = added or plus
        chosen.insert(0, one)
        if plus:
            break
    return chosen if added or len(chosen) >= _LEAST_LIST or not weak else []


def _sum_of(total: Token, parts: Sequence[Token], slip: Decimal) -> Iterable[Shown]:
    stated = _figure(total)
    assert stated is not None
    assert stated.value is not None
    if any(_added(parts[at:], stated).meets(stated) for at in range(len(parts) - 1)):
        return
    derived = _added(parts, stated)
    assert derived.value is not None
    if abs(derived.value - stated.value) <= slip * stated.value:
        yield total, derived, tuple(parts), SUM


def _added(parts: Sequence[Token], total: Quantity) -> Quantity:
    figures = [figure for part in parts if (figure := _figure(part)) is not None]
    low, high, value = (
        sum((end or Decimal(0) for end in ends), Decimal(0))
        for ends in zip(*((f.low, f.high, f.value) for f in figures), strict=True)
    )
    written = " + ".join(figure.written for figure in figures)
    return Quantity(low, high, total.unit, f"{written} = {told_like(value, total)}", value)


def _shared_out(text: str, values: Sequence[Token]) -> Iterable[Shown]:
    """28名…每户118.6万元，总额3230.8万元; 8.88亿人次花了8090亿元，人均1011元: so many, so much each and in all."""
    for at in range(len(values) - 2):
        count, *sums = values[at : at + 3]
        number = _figure(count)
        assert number is not None
        if dimension(number.unit) != "count" or number.unit is None or any(_kind(s) != ValueKind.MONEY for s in sums):
            continue
        leads = [text[count.span.end : sums[0].span.start], text[sums[0].span.end : sums[1].span.start]]
        for (each, its_lead), (grand, other_lead) in (
            ((sums[0], leads[0]), (sums[1], leads[1])),
            ((sums[1], leads[1]), (sums[0], leads[0])),
        ):
            if max(map(len, leads)) <= _CLOSE and _any("each").search(its_lead) and _any("grand").search(other_lead):
                yield from _share_of(each, grand, count)


# code points between two figures of one reckoning
_CLOSE = 16


def _kind(token: Token) -> ValueKind | None:
    return token.value.kind if token.value is not None else None


def _share_of(each: Token, grand: Token, count: Token) -> Iterable[Shown]:
    share, whole, number = _figure(each), _figure(grand), _figure(count)
    if share is None or whole is None or number is None or share.unit != whole.unit:
        return
    ends = (share.value, whole.low, whole.high, whole.value, number.low, number.high, number.value)
    stated, low, high, value, least, most, many = (end or Decimal(0) for end in ends)
    if not least or not stated:
        return
    worked = value / many
    written = f"{whole.written} ÷ {number.written} = {told_like(worked, share)}"
    ends_of_it = as_rounded(low / most, high / least, share)
    derived = Quantity(*ends_of_it, share.unit, written, worked)
    if not derived.meets(share) and abs(worked - stated) <= _COUNTED * stated:
        yield each, derived, (grand, count), RATIO


def _lengths(text: str, values: Sequence[Token], times: Sequence[Token]) -> Iterable[Shown]:
    """从7月15日断道，到8月2日通车，停了28天: two days and how long it is from one to the other."""
    for one, other in pairwise(times):
        first, last = _day(one), _day(other)
        if first is None or last is None or not _led(text, one, "from") or not _led(text, other, "until"):
            continue
        length = next((v for v in values if v.span.start >= other.span.end), None)
        if length is None or any(one.span.end <= v.span.start < other.span.start for v in values):
            continue
        figure = _figure(length)
        lead = text[other.span.end : length.span.start]
        days = (last - first).days
        if figure is None or figure.unit != "day" or len(lead) > _CLOSE or not _any("lasting").search(lead[-_TAIL:]):
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
    return any(before.endswith(word) for file in _FILES for word in words(file, key))


def _owner(row: Row, stated: Token, subject: Owner | None) -> Owner:
    """Whose the sum is: its sentence's subject, whom the text speaks of, or the words that the sentence opens with."""
    for clause in row.clauses:
        if clause[0].span.start >= stated.span.end:
            break
        own = clause_subject(clause)
        if own is not None:
            return own
    if subject is not None:
        return subject.carried()
    opening = row.clauses[0]
    nouns = "".join(token.text for token in opening if token.is_noun or token.kind in {Tok.QUALIFIER, Tok.ATTRIBUTE})
    return Owner(Entity(nouns[:_LONGEST_NAME] or stated.text, nouns[:_LONGEST_NAME] or stated.text, inherited=True))


_LONGEST_NAME = 8


def _is_known_total(draft: Draft, token: Token) -> bool:
    """Whether a claim has the figure as the total of a known attribute: its parts are looked for among the claims."""
    place = draft.clean.to_raw(token.span)
    here = [claim.attribute for claim in draft.claims if claim.span == place]
    return any(attribute.known and "total" in attribute.qualifiers for attribute in here)


def _claimed(draft: Draft, row: Row, token: Token, owner: Owner) -> Span:
    """The place of a figure in the raw text; it becomes a claim of no known attribute where it is none yet."""
    place = draft.clean.to_raw(token.span)
    if any(claim.span == place and claim.entity.name for claim in draft.claims):
        return place
    assert token.value is not None
    draft.add(
        token.span,
        token.value.kind,
        owner.entity,
        # many figures have this name: two of them are never a contradiction
        Attribute("合计", f"sum at {place.start}", known=False, functional=False),
        token.value.payload,
        found_by="reckoning",
        sentence=row.span,
    )
    return place
