"""Quotations: what an index, a future or a metal stood at, and by how much it moved (收报2810.31点, 跌0.27%)."""

import re
from collections.abc import Sequence
from functools import cache

from checker.extract import terms
from checker.extract.attribute import Said, is_growth
from checker.extract.tokens import Tok, Token
from checker.lexicon.finder import lower
from checker.lexicon.load import load, mapping, words
from checker.model import Direction, Value, ValueKind
from checker.model.record import dataclass

LEVEL, MOVE, PASSED = "报价", "涨跌幅", "点位关口"
_FAMILY, _MOVES = "quotation", "quotation_move"
_POINT = "index point"
# tokens around the figure in which its place in the session is told
_BEFORE, _AFTER = 6, 4


@dataclass(frozen=True)
class Stage:
    """A place in the session and the words for it."""

    name: str
    forms: tuple[str, ...]


@cache
def _stages() -> dict[str, str]:
    return {lower(form): row.name for row in load("zh/market.toml", "stage", Stage) for form in row.forms}


@cache
def _quotes() -> frozenset[str]:
    return frozenset(map(lower, words("zh/market.toml", "quotes")))


@cache
def _passed() -> tuple[str, ...]:
    return words("zh/market.toml", "passed")


def quoted(tokens: Sequence[Token], i: int, earlier: Sequence[Said]) -> Said | None:
    """The attribute of a figure that tells of a market, or None where it tells of none."""
    value = tokens[i].value
    assert value is not None
    last = earlier[0] if earlier and not earlier[0].stale else None
    going_on = last is not None and last.family in {_FAMILY, _MOVES}
    if value.unit == _POINT and (_of_a_survey(tokens, i) or (earlier and _is_survey(earlier[0].name))):
        return None
    if value.unit == _POINT or _is_price(tokens, i, value, going_on=going_on):
        if value.direction is not None:
            return Said(LEVEL, _MOVES, known=True, change=True, mods=_span(tokens, earlier), at=i)
        if _is_passed(tokens, i):
            stage = _nearest_stage(_joined(tokens[max(0, i - _BEFORE) : i]), last=True)
            return Said(PASSED, _FAMILY, known=True, functional=False, mods=frozenset(filter(None, [stage])), at=i)
        return Said(LEVEL, _FAMILY, known=True, mods=frozenset({_stage(tokens, i, last)}), at=i)
    if value.kind is ValueKind.PERCENT and value.direction is not None and value.unit == "percent":
        own = _index_before(tokens, i)
        if own or (going_on and not any(t.kind in {Tok.NAME, Tok.ATTRIBUTE} and not _is_rate(t) for t in tokens[:i])):
            return Said(MOVE, _MOVES, known=True, change=True, mods=_span(tokens, earlier), at=i)
    return None


def _of_a_survey(tokens: Sequence[Token], i: int) -> bool:
    """Whether points are those of an index that nobody trades: 消费者信心指数为108.3点."""
    said = next((token for token in reversed(tokens[:i]) if token.kind is Tok.ATTRIBUTE), None)
    return said is not None and _is_survey(said.key)


def _is_survey(name: str) -> bool:
    row = terms.attribute(name)
    return row is not None and row.family in words("zh/market.toml", "surveys")


# what stands for a firm's shares in English, and what they do before the figure that they come to
SHARES = frozenset({"shares", "stock"})


def of_shares(tokens: Sequence[Token], i: int) -> Said | None:
    """The shares closed at 742 pence, shares in Puffin closed 14.8% lower: what a share stood at, or moved by."""
    value = tokens[i].value
    if value is None or value.kind not in _SHARED or not tokens[i].text.isascii():
        return None
    before = [word for token in tokens[:i] for word in lower(token.text).split()]
    if SHARES.isdisjoint(before):
        return None
    behind = before[next(j for j, word in enumerate(before) if word in SHARES) + 1 :]
    moved = not _moves().isdisjoint(behind)
    if value.kind is ValueKind.MONEY and value.direction is None and behind[-1:] in (["at"], ["to"]) and moved:
        return Said("股价", "share_quotation", known=True, at=i)
    owned = any(token.kind in {Tok.VALUE, Tok.ATTRIBUTE} and not _is_of_shares(token) for token in tokens[:i])
    if value.kind is ValueKind.PERCENT and value.direction is not None and not owned and _own_move(tokens, i):
        name = _RISE if value.direction is Direction.UP else _FALL
        row = terms.attribute(name)
        return Said(name, row.family, known=True, change=True, at=i) if row is not None else None
    return None


def _own_move(tokens: Sequence[Token], i: int) -> bool:
    """Whether a percentage is what the shares moved by: nothing else is spoken of between, and no stock of grain."""
    at = next(j for j, token in enumerate(tokens) if not SHARES.isdisjoint(lower(token.text).split()))
    told = [lower(token.text) for token in tokens[at + 1 : i]]
    if any(word in words("en/market.toml", "others") for word in told):
        return False
    if lower(tokens[at].text) != "stock":
        return True
    before = tokens[at - 1] if at else None
    return before is not None and (
        before.kind is Tok.NAME or lower(before.text) in _WHOSE or before.text.endswith(("'s", "’s"))
    )


# what a share stands at, and what it moves by
_SHARED = frozenset({ValueKind.MONEY, ValueKind.PERCENT})
# what a firm's stock stands behind: its stock, Puffin|'|s stock; grain stock is none
_WHOSE = frozenset({"the", "its", "their", "s"})
_RISE, _FALL = "股价涨幅", "股价跌幅"


def _is_of_shares(token: Token) -> bool:
    """Whether a word for a measure is the shares themselves ("shares in" is no share) or tells their move."""
    return not SHARES.isdisjoint(lower(token.text).split()) or is_growth(token)


@cache
def _moves() -> frozenset[str]:
    return frozenset((*words(_DIRECTIONS, "up"), *words(_DIRECTIONS, "down"), *words("en/market.toml", "closes")))


_DIRECTIONS = "en/directions.toml"


def _is_rate(token: Token) -> bool:
    """涨幅, 跌幅: the name of the move itself; 收盘: of the quotation."""
    return token.key in {"增速", "降幅", "股价", "股价涨幅", "指数点位"}


def _is_price(tokens: Sequence[Token], i: int, value: Value, *, going_on: bool) -> bool:
    """收于每吨573.5元: a price beside the words of a quotation, told for a measure of mass or of an index."""
    if value.kind is not ValueKind.MONEY:
        return False
    near = tokens[max(0, i - _BEFORE) : i]
    each = any(token.key == "per_mass" for token in near)
    if value.direction is not None:
        return going_on or (each and _index_before(tokens, i))
    if not each and not _index_before(tokens, i):
        return False
    return any(lower(token.text) in _quotes() for token in near) or _any_stage().search(_joined(near)) is not None


def _index_before(tokens: Sequence[Token], i: int) -> bool:
    """Whether the last name before the figure is one of an index or of what is traded."""
    names = [token for token in tokens[:i] if token.kind is Tok.NAME]
    return bool(names) and names[-1].tag == "index"


def _stage(tokens: Sequence[Token], i: int, last: Said | None) -> str:
    """Where in the session: told right behind (以2905点报收), or by the nearest word; a bare 报 is the close."""
    before, after = _joined(tokens[max(0, i - _BEFORE) : i]), _joined(tokens[i + 1 : i + 1 + _AFTER])
    told = last.mods if last is not None and last.family == _FAMILY else frozenset()
    carried = next(iter(sorted(told & set(_stages().values()))), "close")
    right_behind = next((name for form, name in _stages().items() if after.startswith(form)), None)
    return right_behind or _nearest_stage(before, last=True) or _nearest_stage(after, last=False) or carried


def _joined(tokens: Sequence[Token]) -> str:
    return "".join(f"{lower(token.text)} " if token.text.isascii() else token.text for token in tokens)


def _nearest_stage(text: str, *, last: bool) -> str | None:
    """The part of the session that the last, or the first, of the words in a text tells; None where none does."""
    found = [(at.end() if last else -at.start(), len(at.group()), at.group()) for at in _any_stage().finditer(text)]
    return _stages()[max(found)[2]] if found else None


@cache
def _any_stage() -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, _stages()), key=len, reverse=True)))


def _span(tokens: Sequence[Token], earlier: Sequence[Said]) -> frozenset[str]:
    """周涨幅, 上周微跌: what a move over more than a day is counted over; 上周甲跌0.27%,乙跌0.31% tells it once."""
    text = _joined(tokens)
    for sign, span in mapping("zh/market.toml", "spans").items():
        if sign in text:
            return frozenset({span})
    last = next((said for said in earlier if said.family == _MOVES and not said.stale), None)
    if last is None or any(token.kind is Tok.TIME for token in tokens):
        return frozenset()
    return last.mods & set(mapping("zh/market.toml", "spans").values())


def _is_passed(tokens: Sequence[Token], i: int) -> bool:
    value = tokens[i].value
    near = "".join(token.text for token in (*tokens[max(0, i - 3) : i], *tokens[i + 1 : i + 3]))
    whole = value is not None and "." not in value.text
    return whole and any(word in near or (value is not None and value.text.startswith(word)) for word in _passed())
