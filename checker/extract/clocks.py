"""What is told to the minute: 2时47分接到报警, put out at 7:25 a.m. Its whole wording brings two together."""

import re
from collections.abc import Sequence
from decimal import Decimal

from checker.extract.draft import Draft, Scene
from checker.extract.modality import denied, modality_of
from checker.extract.opened import unsaid
from checker.extract.periods import period_of
from checker.extract.rows import Row
from checker.extract.sources import attribution_of
from checker.extract.subject import UNNAMED, clause_subject
from checker.extract.tokens import Tok, Token
from checker.extract.values.hanzi_tokens import DIGITS
from checker.model import Attribute, DateValue, Modality, Quantity, Span, ValueKind
from checker.model.record import replace

UNIT = "minute_of_day"
_NUMERAL = r"\d{1,2}|[零〇一二三四五六七八九十]{1,3}"
_TOLD = re.compile(
    rf"(?P<late>下午|午后|傍晚|晚间|晚上|今晚|当晚|昨晚|晚|夜里|夜间|深夜)?\s?(?P<h>{_NUMERAL})"
    rf"(?:\s?[时点]\s?(?:(?P<m>{_NUMERAL})\s?分?|(?P<half>半))|[:：](?P<n>[0-5]\d)(?!:?\d))(?:\s?(?P<ap>[ap])\.?m)?",
    re.IGNORECASE,
)
_ROUGHLY = re.compile(r"许|左右|前后|约|近|\b(?:about|around|nearly|before|after|by)\b", re.IGNORECASE)
# minutes that a rough time may be off, and half a day
_ROUGH, _NOON, _DAY = 15, 720, 1440


def read(draft: Draft, row: Row, scene: Scene) -> None:
    """Add the times of day of one sentence that are told to the minute."""
    earlier = 0
    for index, tokens in enumerate(row.parts):
        for i in tokens.places(Tok.TIME):
            told = _minute(tokens[i])
            if told is None or _is_stamp(draft, row, tokens[i]):
                continue
            minute, sure = told
            if not sure and minute < earlier and minute < _NOON <= earlier:
                # 晚间七点半开场，十点四十二分落幕
                minute += _NOON
            earlier = minute
            _add(draft, row, scene, (index, i), minute)


def _minute(token: Token) -> tuple[int, bool] | None:
    """The minute of the day that a token tells, and whether it says which half of the day it is in."""
    payload = token.value.payload if token.value is not None else None
    found = _TOLD.search(token.text) if isinstance(payload, DateValue) and not payload.as_of else None
    if found is None:
        return None
    hour, minute = _number(found["h"]), 30 if found["half"] else _number(found["m"] or found["n"])
    if hour > _DAY // 60 or minute > _DAY // 24:
        return None
    half = (found["ap"] or "").lower()
    hour = hour % 12 if half else hour
    late = bool(found["late"]) or half == "p"
    told = hour * 60 + minute
    return (told + _NOON if late and told < _NOON else told), bool(half or found["late"])


def _number(numeral: str) -> int:
    """42 and 四十二.

    >>> _number("42"), _number("四十二"), _number("十点"[:1]), _number("零五")
    (42, 42, 10, 5)
    """
    if numeral.isdecimal():
        return int(numeral)
    tens, ten, ones = numeral.rpartition("十")
    if not ten:
        return int("".join(str(DIGITS[sign]) for sign in numeral))
    return (DIGITS[tens] if tens else 1) * 10 + (DIGITS[ones] if ones else 0)


def _is_stamp(draft: Draft, row: Row, token: Token) -> bool:
    """Whether a time only stamps an article or an entry of a log: 2026年4月10日 11时30分, 20:40 滚动到此告一段落."""
    if _DATED.match(token.text) is not None:
        return True
    return token.span.start == draft.clean.blocks[row.block].span.start and _STAMP.fullmatch(token.text) is not None


_DATED = re.compile(r"(?:19|20)\d\d\s?[年./-]")
_STAMP = re.compile(r"\d{1,2}[:：]\d\d")


def _add(draft: Draft, row: Row, scene: Scene, place: tuple[int, int], minute: int) -> None:
    tokens, token = row.parts[place[0]], row.parts[place[0]][place[1]]
    following = row.parts[place[0] + 1] if place[0] + 1 < len(row.parts) else ()
    said = unsaid(tokens, place[1], following)
    if said is None or token.value is None or not isinstance(token.value.payload, DateValue):
        return
    alone = all(other is token or other.kind is Tok.MARK for other in tokens)
    event = _event(following, -1) if alone else _event(tokens, place[1])
    owner = clause_subject(tokens) or clause_subject(following) or scene.subject
    owner = replace(owner, at=-1) if owner is not None else UNNAMED
    clause = Span(tokens[0].span.start, tokens[-1].span.end)
    denial = denied(draft.clean.text, row.span)
    off = _ROUGH if _ROUGHLY.search(token.text) else 0
    draft.add(
        token.span,
        ValueKind.QUANTITY,
        owner.carried().entity,
        Attribute(_hour_of(event.key) if event is not None else said.name, said.family, known=False, functional=False),
        Quantity(Decimal(minute - off), Decimal(minute + off), UNIT, token.text, Decimal(minute)),
        found_by="clock/wording",
        sentence=row.span,
        period=period_of(token, cumulative=False, explicit=True) if token.value.payload.start is not None else None,
        modality=Modality.DENIED if denial else modality_of(draft.clean.text, clause, token.span, []),
        attribution=attribution_of(row),
        trace=(f"time of day: {token.text}",),
    )


def _hour_of(event: str) -> str:
    """What the time of day of an event is called: 扑灭时刻."""
    return f"{event.removesuffix('日期')}时刻"


def _event(tokens: Sequence[Token], at: int) -> Token | None:
    """What happened then: the first event behind the time, in English before it."""
    events = [(k, token) for k, token in enumerate(tokens) if token.kind is Tok.EVENT]
    behind = [token for k, token in events if k > at]
    return behind[0] if behind else events[-1][1] if events else None
