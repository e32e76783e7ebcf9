"""Differences that stand beside the two figures they lie between, in any unit: 412克, 上一代478克, 轻了76克."""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cache

from checker.extract.plain import change_of, figure_of
from checker.extract.rows import Row
from checker.extract.shared import FILES, any_of
from checker.extract.sums import Shown
from checker.extract.tokens import Tok, Token
from checker.extract.working import CHANGE, told_like
from checker.lexicon.load import words
from checker.model import Direction, Quantity, ValueKind
from checker.model.pattern import seldom
from checker.model.record import replace

# a difference further off than this is one of something else
_FAR, _FAR_NET = Decimal("1.5"), Decimal(3)
# code points between the word for a difference and the difference, and in which a name of a level stands
_NEAR, _NAMED = 6, 12


def differences(text: str, row: Row, gaps: Sequence[Token]) -> Iterable[Shown]:
    """The differences of a row of sentences that do not lie between its two other figures of their unit.

    `gaps` are the figures that may be differences.
    """
    for gap in gaps if len(row.figures) > 1 else ():
        change = change_of(gap)
        unit = change.unit if change is not None else None
        others = [token for token in row.figures if token is not gap and _unit(token) == unit] if unit else []
        way = _way(text, row, gap) if len(others) >= len(("one", "other")) else 0
        if not way:
            continue
        net = _net(text, gap, others)
        if net is not None:
            yield from _between(gap, *net, way, far=_FAR_NET)
            continue
        ends = _passed(text, row, gap, others) or _with_its_elder(text, row, gap, others)
        if ends is not None:
            yield from _between(gap, *ends, way)


def _unit(token: Token) -> str | None:
    figure = figure_of(token)
    return figure.unit if figure is not None else None


def _way(text: str, row: Row, gap: Token) -> int:
    """Whether the words beside a figure tell that something is so much more (1) or less (-1); 0 where they do not."""
    direction = gap.value.direction if gap.value is not None else None
    if direction is not None:
        return 1 if direction is Direction.UP else -1
    before = text[max(row.span.start, gap.span.start - _NEAR - _NAMED) : gap.span.start]
    behind = text[gap.span.end : min(row.span.end, gap.span.end + _NAMED)]
    for key, way in (("more_by", 1), ("less_by", -1)):
        if _ending(key).search(before) or _opening(key).match(behind):
            return way
    return 0


@cache
def _listed(file: str, key: str) -> str:
    return "|".join(sorted(map(re.escape, words(file, key)), key=lambda word: (-len(word), word)))


@cache
def _ending(key: str) -> re.Pattern[str]:
    """超出警戒水位, 轻了: a Chinese word before a difference; the name of a level may stand between."""
    return re.compile(rf"(?:{_listed(FILES[0], key)})(?:了|出|过)?[^\d,，;；。、的]{{0,{_NAMED}}}\Z")


@cache
def _opening(key: str) -> re.Pattern[str]:
    """1.92 m above, 76 g lighter: an English word right behind a difference."""
    return re.compile(rf"\s(?:{_listed(FILES[1], key)})\b", re.IGNORECASE)


def _passed(text: str, row: Row, gap: Token, others: Sequence[Token]) -> tuple[Token, Token] | None:
    """警戒水位为14.00米, 超出警戒水位1.92米: what is passed or missed, and the level beside it that tells both."""
    name = _name(text, row, gap)
    if not name or any_of("other_gap").search(_own_clause(text, row, gap)):
        return None
    called = rf"{re.escape(name)}[一-鿿]{{0,2}}?"
    led = re.compile(
        rf"{called}(?:的)?(?:为|是|在|约为|设在|(?: [a-z]+)?(?: is| was| of| at| stands at| stood at))?\s*\Z",
        re.IGNORECASE,
    )
    marks = [
        token for token in others if led.search(text[max(row.span.start, token.span.start - 40) : token.span.start])
    ]
    rest = [token for token in others if token not in marks and token.span.start < gap.span.start]
    if len(marks) != 1 or len(rest) != 1 or _at_another_time(text, row, rest[0], gap):
        return None
    return rest[0], marks[0]


def _net(text: str, gap: Token, others: Sequence[Token]) -> tuple[Token, Token] | None:
    """新开1281家, 关闭287家, 净增994家: what came and what went, right before what is left."""
    before = [token for token in others if token.span.end <= gap.span.start]
    if len(before) < len(("came", "went")) or not any_of("net").search(text, before[-1].span.end, gap.span.end):
        return None
    came, went = before[-2:]
    told = any_of("gone").search(text, came.span.end, went.span.start) or any_of("gone").search(
        text, went.span.end, gap.span.start
    )
    return (came, went) if told and _clause(text, came, went) is not None else None


def _at_another_time(text: str, row: Row, level: Token, gap: Token) -> bool:
    """Whether a time is told between a level and a difference: a year ago it was 1.5 m above the stage.

    One right behind the level (crested on Friday) is its own.
    """
    return any(
        token.kind is Tok.TIME or (token.value is not None and token.value.kind is ValueKind.DURATION)
        for token in row.tokens
        if level.span.end <= token.span.start < gap.span.start
        and text[level.span.end : token.span.start].strip() not in {"", "on", "at", "in"}
    )


_LEAST_NAME = 2


def _name(text: str, row: Row, gap: Token) -> str:
    """What a difference is counted from: 警戒水位 in 超出警戒水位1.92米, the stage in 1.92 m above the stage."""
    before = text[max(row.span.start, gap.span.start - _NEAR - _NAMED) : gap.span.start]
    told = _COUNTED_FROM.search(before)
    if told is not None and len(told[1]) >= _LEAST_NAME:
        return told[1]
    behind = _ABOVE.match(text, gap.span.end, row.span.end)
    return behind[1].strip() if behind is not None else ""


_COUNTED_FROM = seldom(r"(?:超出|超过|高出|高于|低于|超)了?([一-鿿]{2,8}?)(?:达|约|了|的)?\Z")
_ABOVE = seldom(
    r" (?:above|below|over|higher than|lower than) (?:the |its |their |a )?([a-z -]{4,30}?)(?= of| at|[,.;]|\s*\Z)",
    re.IGNORECASE,
)


def _with_its_elder(text: str, row: Row, gap: Token, others: Sequence[Token]) -> tuple[Token, Token] | None:
    """整套412克. 上一代478克, 轻了76克: the figure of now, its elder's, and the difference."""
    before = [token for token in others if token.span.end <= gap.span.start]
    if len(before) < len(("one", "other")):
        return None
    now, elder = before[-2:]
    if _clause(text, now, elder) is None or _clause(text, elder, gap) is None:
        return None
    if any_of("elder").search(_own_clause(text, row, elder)) is None or any_of("elder").search(
        _own_clause(text, row, now)
    ):
        return None
    return (now, elder) if _tells_no_other(text, row, gap, elder) else None


def _tells_no_other(text: str, row: Row, gap: Token, elder: Token) -> bool:
    """Whether the clause of a difference names nothing that the clauses before do not: 镜头轻了30克 is of the lens."""
    told = text[row.span.start : elder.span.start].lower()
    if any_of("other_gap").search(_own_clause(text, row, gap)) or any_of("other_gap").search(
        _own_clause(text, row, elder)
    ):
        return False
    start = gap.span.start - len(_own_clause(text, row, gap))
    nouns = [
        token.text.lower()
        for token in row.tokens
        if start <= token.span.start < gap.span.start
        and elder.span.end <= token.span.start
        and (token.is_noun or token.kind in {Tok.NAME, Tok.ATTRIBUTE, Tok.ROLE})
    ]
    small = {word for file in FILES for word in words(file, "no_other")}
    return all(noun in told or noun in small for noun in nouns)


# code points between the two figures, and from the second to the difference
_BETWEEN = 30


def _clause(text: str, one: Token, other: Token) -> str | None:
    """The words between two figures, or None where they are too many or tell of another part (其中)."""
    told = text[one.span.end : other.span.start]
    far = len(told) > (2 * _BETWEEN if told.isascii() else _BETWEEN)
    return None if far or any_of("part_of").search(told) else told


def _own_clause(text: str, row: Row, token: Token) -> str:
    """What stands before a figure in its own clause."""
    return re.split(r"[,，;；。.:：]\s*", text[max(row.span.start, token.span.start - _BETWEEN) : token.span.start])[-1]


def _between(gap: Token, one: Token, other: Token, way: int, *, far: Decimal = _FAR) -> Iterable[Shown]:
    first, second, stated = figure_of(one), figure_of(other), change_of(gap)
    if first is None or second is None or stated is None or not (first.value and second.value and stated.value):
        return
    if None in (first.low, first.high, second.low, second.high) or (first.value - second.value) * way <= 0:
        return
    more, less = (first, second) if way > 0 else (second, first)
    low, over, high, under, value, least = (
        end or Decimal(0) for end in (more.low, less.high, more.high, less.low, more.value, less.value)
    )
    worked = value - least
    derived = Quantity(
        low - over, high - under, stated.unit, f"{more.written} - {less.written} = {told_like(worked, stated)}", worked
    )
    if not derived.meets(stated) and 1 / far <= worked / stated.value <= far:
        if gap.value is not None and getattr(gap.value.payload, "value", 1) < 0:
            derived = replace(derived, low=-(high - under), high=-(low - over), value=-worked)
        yield gap, derived, (one, other), CHANGE
