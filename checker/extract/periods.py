"""Which time a value speaks of."""

import re
from collections.abc import Sequence
from functools import cache

from checker.extract import terms
from checker.extract.attribute import CLOSERS, OPENERS, is_growth
from checker.extract.english import is_verb, listed
from checker.extract.grammar import grammar
from checker.extract.part import Part, once
from checker.extract.tokens import Tok, Token
from checker.lexicon.finder import lower
from checker.lexicon.load import words
from checker.model import BASE, DateValue, Period, PeriodKind, Precision, ValueKind
from checker.model.pattern import seldom


def time_of(tokens: Sequence[Token], i: int) -> Token | None:
    """The time in the clause that the value at `tokens[i]` speaks of: the nearest before, else the nearest behind.

    A time after 比/than belongs to the figure compared with, which stands right behind it.
    """
    behind = _listed_behind(tokens, i)
    if behind is not None:
        return behind
    for j in range(i - 1, -1, -1):
        token = tokens[j]
        if token.kind is Tok.TIME and not _is_clock(token):
            if of_telling(tokens, j) or _best_since(tokens, j):
                continue
            if (compared(tokens, j) and not _owns(tokens, j, i)) or counted_from(tokens, j, i):
                continue
            return token
        if token.kind is Tok.VALUE and _owns_time(tokens, j):
            break
    return _time_behind(tokens, i)


def _time_behind(tokens: Sequence[Token], i: int) -> Token | None:
    """The first time behind the value at `i`, before the next figure."""
    # English says of what before it says when: 30 percent of Britain's electricity in 2024
    reach = _FAR if tokens[i].text.isascii() else _NEAR
    for j in range(i + 1, min(i + reach, len(tokens))):
        token = tokens[j]
        if token.value is not None and token.value.kind is ValueKind.DURATION:
            # in an eight-minute pulse in February 2023
            continue
        if token.kind is Tok.VALUE or (token.text in OPENERS and _tells_another(tokens, j)):
            return None
        if token.kind is Tok.TIME and _best_since(tokens, j):
            return None
        if token.kind is Tok.TIME and (_at_once(token, j - i) or not compared(tokens, j)) and not _is_clock(token):
            # up 84 percent on the year-earlier 278.6 billion
            value = tokens[i].value
            grown = value is not None and value.direction is not None
            return None if grown and token.text.isascii() and is_base(token) else token
    return None


def _tells_another(tokens: Sequence[Token], j: int) -> bool:
    """1800张（2020年为1500张）: a bracket with a figure of its own keeps its time to itself."""
    for token in tokens[j + 1 :]:
        if token.text in CLOSERS:
            return False
        if token.kind is Tok.VALUE:
            return True
    return False


def counted_from(tokens: Sequence[Token], j: int, i: int) -> bool:
    """Whether the time at `j` is only what the multiple at `i` is counted from: 是上年的2倍."""
    value = tokens[i].value
    ratio = value is not None and value.kind is ValueKind.RATIO
    return ratio and 0 <= j == i - 2 and tokens[j].kind is Tok.TIME and tokens[i - 1].text == "的"


# tokens behind a figure in which its time still stands
_NEAR = 6
_FAR = 12


def _best_since(tokens: Sequence[Token], j: int) -> bool:
    """The highest since 2007: how long nothing like it was seen, and not when it was so."""
    near = [lower(token.text) for token in tokens[max(0, j - 4) : j]]
    since = lower(tokens[j].text).startswith("since") or near[-1:] == ["since"]
    return since and any(word.endswith("est") or word in {"most", "worst", "first", "record"} for word in near)


def _at_once(token: Token, distance: int) -> bool:
    """From $3.9 billion a year earlier: an English time right behind its figure is its own, whatever stands before."""
    return distance == 1 and token.text.isascii()


def _listed_behind(tokens: Sequence[Token], i: int) -> Token | None:
    """$310 million in 2023 and $330 million in 2024: where a figure's time follows it at once, the next one's does too.

    None in any other row of figures and times.
    """
    last = next((j for j in range(i - 1, -1, -1) if tokens[j].kind is Tok.TIME), None)
    if last is None or not tokens[last].text.isascii() or not any(t.kind is Tok.VALUE for t in tokens[:last]):
        return None
    moved = lower(tokens[i - 1].text) in {"from", "to"}
    if not moved and not _right_behind(tokens, last):
        return None
    behind = range(i + 1, min(i + 3, len(tokens)))
    return next((tokens[j] for j in behind if tokens[j].kind is Tok.TIME and not _is_clock(tokens[j])), None)


def _right_behind(tokens: Sequence[Token], j: int) -> bool:
    """Whether the time at `j` stands behind a figure with a preposition at most between them."""
    return any(token.kind is Tok.VALUE for token in tokens[max(0, j - 2) : j])


def of_event(tokens: Sequence[Token], j: int) -> bool:
    """Opened in 1979, the worst since 2003, 2011年建成: the time at `j` is of an event and not what the story is of."""
    if not tokens[j].text.isascii():
        return _of_origin(tokens, j)
    told = [lower(token.text) for token in tokens[:j]]
    if "since" in told or lower(tokens[j].text).startswith("since") or _EARLIER.search(tokens[j].text):
        return True
    # the trips that Tuyuan had predicted in September
    that = next((k for k, word in enumerate(told) if word in {"that", "which", "who"}), None)
    if that is not None and any(map(is_verb, tokens[that:j])):
        return True
    event = next((k for k in range(j - 1, max(-1, j - 5), -1) if tokens[k].kind is Tok.EVENT), None)
    return event is not None and not any(token.kind is Tok.VALUE for token in tokens[event:j])


def attributive(tokens: Sequence[Token], j: int) -> bool:
    """2020年建成的一期: whether the Chinese time at `j` only tells which of several is meant."""
    for k in range(j + 1, min(j + _NEAR, len(tokens))):
        if tokens[k].text == "的":
            return any(token.kind is Tok.EVENT and _begins(token) for token in tokens[j + 1 : k])
        if tokens[k].kind in {Tok.VALUE, Tok.TIME, Tok.MARK}:
            break
    return False


def _of_origin(tokens: Sequence[Token], j: int) -> bool:
    """Whether the Chinese time at `j` only tells since when something is there, and no figure stands beside it."""
    began = tokens[j - 2] if j > 1 and tokens[j - 1].text == "于" else tokens[j - 1] if j else None
    if began is not None and began.kind is Tok.EVENT and tokens[j - 1].text.endswith("于") and _begins(began):
        # 成立于1947年,…员工460人
        return True
    behind = next((k for k in range(j + 1, min(j + _NEAR, len(tokens))) if tokens[k].kind is Tok.EVENT), None)
    if behind is None or any(token.kind is Tok.VALUE for token in tokens[j + 1 :]):
        return False
    if behind + 1 < len(tokens) and tokens[behind + 1].text in grammar().when_ends:
        # 4号线2021年底开通时,首日客流…: this is the time of what comes
        return False
    return _begins(tokens[behind])


def _begins(event: Token) -> bool:
    """Whether an event is one by which something came to be there."""
    known = terms.event(event.key)
    families, attributes = words("zh/events.toml", "origins"), words("zh/events.toml", "origins_of")
    return known is not None and (known.family in families or known.attribute in attributes)


_EARLIER = seldom(r"\b(?:earlier|before|ago)\b", re.IGNORECASE)


def former(tokens: Sequence[Token], i: int) -> bool:
    """Whether the English figure at `i` is one from which something moved, and tells no time of its own."""
    if i == 0 or lower(tokens[i - 1].text) != "from":
        return False
    return all(token.kind is not Tok.TIME for token in tokens[i + 1 : i + 3])


def compared(tokens: Sequence[Token], j: int) -> bool:
    """Whether the time at `j` is the one compared with: 比2024年, than in 2023, up from a year earlier."""
    near = [lower(token.text) for token in tokens[max(0, j - 2) : j]]
    if any(word in grammar().than_words or word == "from" for word in near) and not _since_day(tokens, j):
        return True
    if not tokens[j].text.isascii() and (_moves_away(tokens, j) or (near[-1:] and near[-1] in grammar().outdone_by)):
        # 仅次于2023年的长夜行舟
        return True
    # the level of 2024, its 2019 level
    return (near[-1:] == ["of"] and near[0] in _LEVELS) or (
        j + 1 < len(tokens) and lower(tokens[j + 1].text) in {"level", "levels"}
    )


def of_former(tokens: Sequence[Token], j: int) -> bool:
    """Whether the English time at `j` is of a figure compared with: against 98 million in the same period of 2025."""
    if not tokens[j].text.isascii():
        return False
    if lower(tokens[j].text).startswith("the same "):
        return True
    value = next((k for k in range(j - 1, max(-1, j - _NEAR), -1) if tokens[k].kind is Tok.VALUE), None)
    if value is None:
        return False
    before = [lower(token.text) for token in tokens[max(0, value - 2) : value]]
    return any(word in grammar().than_words or word in {"from", "compared"} for word in before)


def _since_day(tokens: Sequence[Token], j: int) -> bool:
    """Fares rise from June 1: whether the English time at `j` is the day since which something is so."""
    value = tokens[j].value
    told = value.payload if value is not None else None
    if not isinstance(told, DateValue) or told.precision is not Precision.DAY or lower(tokens[j - 1].text) != "from":
        return False
    moved = j > 1 and (tokens[j - 2].kind is Tok.VALUE or lower(tokens[j - 2].text) in _COUNTED_FROM)
    return not moved and not any(
        lower(token.text) in {"to", "until", "through", "till"} for token in tokens[j + 1 : j + 2]
    )


# up 3% from June 1, a letter dating from May 5
_COUNTED_FROM = frozenset({"up", "down", "change", "date", "dating", "dates", "dated"})


def _moves_away(tokens: Sequence[Token], j: int) -> bool:
    """由去年的第三位升至第二位: whether the Chinese time at `j` is that of what something moved from."""
    opened = tokens[j].text[:1] in grammar().from_words or (j > 0 and tokens[j - 1].text in grammar().from_words)
    return opened and any(token.text in grammar().to_words for token in tokens[j + 2 : j + _MOVES])


# tokens behind a time within which what moved from there has come to
_MOVES = 9
_LEVELS = frozenset({"level", "levels", "that", "those"})


def of_telling(tokens: Sequence[Token], j: int) -> bool:
    """Officials said on Monday that, 昨晚公布2025年年报: the time at `j` is when it was told, not when it was so."""
    if not tokens[j].text.isascii():
        return _hands_out(tokens, j)
    k = j - 1
    if k >= 0 and lower(tokens[k].text) == "on":
        k -= 1
    return k >= 0 and lower(tokens[k].text) in grammar().speech | listed("tellers")


def _hands_out(tokens: Sequence[Token], j: int) -> bool:
    """Whether on the day at `j` figures of another time are published: 昨晚|交出|2025年|的|成绩单."""
    verb = next((k for k in range(j + 1, min(j + _TOLD, len(tokens))) if tokens[k].text in _publishing()), None)
    if verb is None or not _is_day(tokens[j]):
        return False
    for token in tokens[verb + 1 : verb + _TOLD]:
        if token.kind is Tok.TIME:
            return not _is_day(token)
        if token.kind in {Tok.VALUE, Tok.MARK}:
            break
    return False


# tokens from a day to the verb of publishing, and from that to the time of which it is told
_TOLD = 4


def _is_day(token: Token) -> bool:
    payload = token.value.payload if token.value is not None else None
    return isinstance(payload, DateValue) and payload.precision in {Precision.DAY, Precision.INSTANT}


@cache
def _publishing() -> frozenset[str]:
    return grammar().discloses | grammar().hands_out


_YEAR = seldom(r"(?:19|20)\d{2}")


_BASE = re.compile(r"[上去]年同期|上年|(?:a|the) year[- ](?:earlier|ago|before)|year-(?:earlier|ago)", re.IGNORECASE)


def is_base(token: Token) -> bool:
    """Whether a time is that with which reports compare: 上年同期, the year-earlier."""
    return _BASE.search(token.text) is not None


def base_of(tokens: Sequence[Token], i: int) -> frozenset[str]:
    """The year that the change at `tokens[i]` is counted from, as what narrows it (than 2023); none where none is told.

    上年 and its like hang on the year spoken of and tell no more than the change's own time.
    """
    for j in range(i - 1, -1, -1):
        told = _YEAR.search(tokens[j].text) if tokens[j].kind is Tok.TIME else None
        if told is not None and (compared(tokens, j) or counted_from(tokens, j, i)):
            return frozenset({f"{BASE}{told.group()}"})
    return frozenset()


def _owns(tokens: Sequence[Token], j: int, i: int) -> bool:
    """2024年的954万人: nothing but 的 and names of the attribute between the time and its figure."""
    return all(
        token.text == "的" or token.kind is Tok.QUALIFIER or (token.kind is Tok.ATTRIBUTE and not is_growth(token))
        for token in tokens[j + 1 : i]
    )


def _owns_time(tokens: Sequence[Token], j: int) -> bool:
    return j > 0 and tokens[j - 1].kind is Tok.TIME and compared(tokens, j - 1)


def _is_clock(token: Token) -> bool:
    payload = token.value.payload if token.value is not None else None
    return isinstance(payload, DateValue) and payload.precision is Precision.INSTANT


def is_moment(token: Token) -> bool:
    """Whether a time tells an hour at which something happened (8月23日晚9时许): nothing goes on to be told of it."""
    payload = token.value.payload if token.value is not None else None
    return isinstance(payload, DateValue) and not payload.as_of and _hour(token.text) is not None


def period_of(token: Token | None, *, cumulative: bool, explicit: bool, flow: bool = False) -> Period | None:
    """The period that a time token tells, or None without one. What flows on a day was made on that day alone."""
    if token is None or token.value is None or not isinstance(token.value.payload, DateValue):
        return None
    payload = token.value.payload
    if payload.precision is Precision.VAGUE or (payload.start is None and payload.end is None):
        return Period(
            payload.start, payload.end, PeriodKind.VAGUE, token.text, explicit, _hour(token.text), payload.iso
        )
    if cumulative:
        kind = PeriodKind.CUMULATIVE
    elif payload.as_of or (payload.precision is Precision.DAY and not flow):
        kind = PeriodKind.INSTANT
    else:
        kind = PeriodKind.SPAN
    return Period(payload.start, payload.end, kind, token.text, explicit, _hour(token.text), payload.iso)


_HOUR = re.compile(
    r"(凌晨|清晨|早上|早|上午|中午|午后|下午|傍晚|晚间|晚上|[今当昨]?晚|夜里|夜间|深夜)?\s?(\d{1,2})\s?(?:时|点|:\d\d)|(\d{1,2})(?::\d\d)?\s?([ap])\.?m"
)
_AFTERNOON = frozenset({"午后", "下午", "傍晚", "晚间", "晚上", "晚", "今晚", "当晚", "昨晚", "夜里", "夜间", "深夜"})
_NOON = 12
_MIDDAY = ("中午", "正午", "noon", "midday")
# signs of which every hour has one
_CLOCK = frozenset("时点:m")


def _hour(text: str) -> int | None:
    """The hour that a time's words tell, or None.

    >>> _hour("截至15日18时"), _hour("当天早上6时"), _hour("7月16日晚8点"), _hour("8 p.m."), _hour("15日")
    (18, 6, 20, 20, None)
    >>> _hour("10日晚间8时"), _hour("当晚9点"), _hour("12日中午")
    (20, 21, 12)
    """
    if text.endswith(_MIDDAY):
        return _NOON
    # most times tell no hour
    found = _HOUR.search(text) if not _CLOCK.isdisjoint(text) else None
    if found is None:
        return None
    hour = int(found.group(2) or found.group(3))
    late = found.group(1) in _AFTERNOON or found.group(4) == "p"
    return hour + _NOON if late and hour < _NOON else hour


@once
def is_cumulative(tokens: Part) -> bool:
    """Whether a clause speaks of a running total."""
    english, chinese = _cumulative()
    if chinese.search("".join(tokens.lows)) is not None:
        return True
    return english.search(" ".join(tokens.lows)) is not None


@cache
def _cumulative() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The words of running totals, in English and in Chinese."""
    told = sorted(grammar().cumulative)
    english, chinese = ("|".join(re.escape(word) for word in told if word.isascii() is one) for one in (True, False))
    return re.compile(english), re.compile(chinese)
