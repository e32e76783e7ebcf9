"""Which attribute a value is of: the words beside it, before it, or in the clause that it continues."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from checker.extract import terms
from checker.extract.grammar import grammar
from checker.extract.tokens import Tok, Token
from checker.extract.values.units import dimension
from checker.lexicon.attributes import AttributeRow, attributes
from checker.lexicon.finder import lower
from checker.lexicon.qualifiers import Axis
from checker.model import Quantity, Value, ValueKind

_SHARE = "占比"
_LARGE = 10_000_000
_JOINS = frozenset({"、", "和", "与", "及", "以及", "至", "到", "或", "~", "/", "and", "or", "to"})
_OF = frozenset({"的", "之", "of"})
_OPENERS = frozenset("(（[【")
_CLOSERS = frozenset(")）]】")


@dataclass(frozen=True, slots=True)
class Said:
    """An attribute as one clause says it.

    `mods` are what narrows it: qualifier ids, age bands and the nouns that stand before it. `at` is the place of its
    words among the clause's tokens (-1 where it was inherited), `after` tells that they follow the value, `stale` that an
    earlier sentence said it.
    """

    name: str
    family: str
    known: bool
    functional: bool = True
    mods: frozenset[str] = frozenset()
    change: bool = False
    inherited: bool = False
    at: int = -1
    after: bool = False
    stale: bool = False

    def carried(self) -> "Said":
        """The same attribute in a clause that does not repeat its words.

        Within a sentence that is as good as repeating them; only what an earlier sentence said counts as inherited.
        """
        return replace(self, inherited=self.stale, at=-1, after=False, change=False)


def dimensions(value: Value) -> frozenset[str]:
    """The lexicon's dimensions that a value can fill."""
    unit = value.unit
    named = {
        ValueKind.MONEY: {"money"},
        ValueKind.PERCENT: {"percent"},
        ValueKind.RATIO: {"ratio", "percent"},
        ValueKind.RANK: {"rank"},
        ValueKind.DURATION: {"duration"},
        ValueKind.DATE: {"date"},
    }.get(value.kind)
    if named is not None:
        return frozenset(named)
    if unit is None:
        # 亏损约360亿: a bare figure of this size may leave its currency to the reader
        large = isinstance(value.payload, Quantity) and (value.payload.value or 0) >= _LARGE
        return frozenset({"count", "score", "magnitude", "data", "ratio"} | ({"money"} if large else set()))
    if unit == "year_old":
        return frozenset({"age"})
    physical = dimension(unit)
    return frozenset({physical}) if physical != "count" else frozenset({"count", "score", "magnitude"})


def fits(token: Token, value: Value) -> bool:
    """Whether the attribute that a token names can have this value. A change in percent fits any attribute."""
    row = terms.attribute(token.key)
    if row is None or (is_growth(token) and token.tag == terms.WEAK):
        # 增长, fell: the verb of a change tells its direction, not what changes
        return False
    if "any" in row.dimensions or not dimensions(value).isdisjoint(row.dimensions):
        return True
    return value.direction is not None and value.kind in {ValueKind.PERCENT, ValueKind.RATIO}


def said_of(tokens: Sequence[Token], i: int, earlier: Sequence[Said]) -> Said | None:
    """The attribute of the value at `tokens[i]`, or None; `earlier` are those the text spoke of before, latest first."""
    value = tokens[i].value
    assert value is not None
    if value.kind is ValueKind.RANK:
        return _rank(tokens, i)
    own = qualifiers(tokens, i, i)
    special = _elapsed(tokens, i) if value.kind is ValueKind.DURATION else _shared(tokens, i, earlier, own)
    if special is not None:
        return special
    place = _choose(tokens, i, _before(tokens, i, value), _after(tokens, i, value))
    if place is None:
        return _grown(_unsaid(tokens, i, earlier, own), value)
    said = _known(tokens, place, after=place > i)
    if said.family == _GROWTH:
        # 增幅18%: a rate of growth is a change of what was spoken of
        base = next((known for known in earlier if known.family != _GROWTH), None)
        said = replace((base or said), at=place, inherited=False, change=True)
    elif _starts_price(tokens, i) and said.name == "售价":
        said = replace(said, name=_FROM_PRICE)
    change = said.change or value.direction is not None
    return _grown(replace(said, mods=said.mods | qualifiers(tokens, i, place), change=change), value)


_GROWTH = "growth"


def _shared(tokens: Sequence[Token], i: int, earlier: Sequence[Said], own: frozenset[str]) -> Said | None:
    """The share that a percent behind 占 is, or None."""
    value = tokens[i].value
    assert value is not None
    share = _share_at(tokens, i) if value.kind is ValueKind.PERCENT and value.direction is None else None
    if share is None:
        return None
    whole = noun_mods(tokens, i - 1) if share < i - 1 else frozenset()
    for j in range(share - 1, -1, -1):
        if tokens[j].kind is Tok.ATTRIBUTE:
            part = _known(tokens, j, after=False)
            return replace(_share(part, own | whole), inherited=False, at=j)
    return _share(next((said for said in earlier if said.name != _SHARE), None), own | whole)


def _unsaid(tokens: Sequence[Token], i: int, earlier: Sequence[Said], own: frozenset[str]) -> Said | None:
    """The attribute of a value that no lexicon word stands beside: its unit's, an open one, or the last one's."""
    value = tokens[i].value
    assert value is not None
    change = value.direction is not None
    if _starts_price(tokens, i):
        return Said(_FROM_PRICE, "price", known=True, mods=own)
    if value.kind is ValueKind.MONEY and any(mod.startswith("round_") for mod in own):
        return Said("融资额", "funding_value", known=True, mods=own, change=change)
    last = _continued(earlier, value, change=change or value.kind is ValueKind.RATIO)
    by_unit = _by_unit(value)
    if by_unit is None and value.kind is ValueKind.DURATION and any("米" in mod for mod in own):
        by_unit = terms.attribute("成绩")
    if by_unit is not None:
        behind = _opened_behind(tokens, i + 2) if i + 1 < len(tokens) and tokens[i + 1].text == "的" else None
        mods = own | noun_mods(tokens, i) | (frozenset({behind.name}) if behind is not None else frozenset())
        return Said(by_unit.name, by_unit.family, known=True, functional=by_unit.functional, mods=mods, change=change)
    if change and last is not None:
        return replace(last.carried(), change=True, mods=_narrowed(last.mods, own))
    if value.unit == "person" and any(terms.axis(mod) is Axis.POPULATION or mod.startswith("age ") for mod in own):
        return Said("总人口", "population", known=True, mods=own, change=change)
    opened = _open(tokens, i)
    if opened is not None and (last is None or opened.after):
        return replace(opened, mods=opened.mods | own, change=change)
    if last is not None:
        return replace(last.carried(), mods=_narrowed(last.mods, own), change=change)
    return opened


def _grown(said: Said | None, value: Value) -> Said | None:
    """A change in percent under the name that the lexicon has for it (国内生产总值 grown by 5 % is GDP增速)."""
    if said is None:
        return None
    rate = said.name.endswith(_RATES)
    if not said.change or rate or value.kind is not ValueKind.PERCENT or value.unit != "percent":
        return replace(said, change=True) if rate else said
    base = terms.attribute(said.name)
    names = (said.name, *(base.forms if base is not None else ()))
    row = next((row for name in names for end in _RATES if (row := terms.attribute_named(name + end)) is not None), None)
    return said if row is None else replace(said, name=row.name, family=row.family)


_RATES = ("增速", "增长率", "增幅", "涨幅", "跌幅", "降幅")


_FROM_PRICE = "起售价"


def _starts_price(tokens: Sequence[Token], i: int) -> bool:
    """5499元起: a price with 起 behind it is the lowest of several."""
    value = tokens[i].value
    after = tokens[i + 1].text if i + 1 < len(tokens) else ""
    return value is not None and value.kind is ValueKind.MONEY and after in {"起", "起售", "起步", "起的"}


def _continued(earlier: Sequence[Said], value: Value, *, change: bool) -> Said | None:
    """The latest attribute that a clause without one may go on with."""
    if change:
        return next((said for said in earlier if said.name != _SHARE), None)
    return next((said for said in earlier if _parallel(said, value)), None)


def qualifiers(tokens: Sequence[Token], i: int, place: int) -> frozenset[str]:
    """The ids of the qualifiers and the age bands that stand around the value at `i` and its attribute at `place`."""
    found: set[str] = set()
    first, last = min(i, place), max(i, place)
    for k, token in enumerate(tokens):
        if token.kind not in {Tok.QUALIFIER, Tok.BAND}:
            continue
        reach = _BAND_REACH if token.kind is Tok.BAND else 1
        if k > last + reach or any(t.kind is Tok.VALUE for t in tokens[last + 1 : k]) or (k < first and any(t.kind is Tok.VALUE for t in tokens[k:first])):
            continue
        found.add(token.key)
    each = _each(tokens, i)
    return frozenset(found | {each}) if each else frozenset(found)


# tokens behind a value in which a round or an age band still narrows it: $5 billion in its Series C
_BAND_REACH = 4


def _each(tokens: Sequence[Token], i: int) -> str:
    """每股116港元, 3,600 yuan per year: what the figure is for one of; "" for nothing."""
    for j in range(i - 1, max(-1, i - 4), -1):
        if tokens[j].text.startswith("每") and tokens[j].kind is Tok.WORD:
            return "per " + ("".join(t.text for t in tokens[j:i]).removeprefix("每"))[:6]
        if tokens[j].kind in {Tok.VALUE, Tok.MARK}:
            break
    if i + 2 < len(tokens) and lower(tokens[i + 1].text) in {"per", "a", "each"} and tokens[i + 2].kind is Tok.WORD:
        return "per " + lower(tokens[i + 2].text)
    return ""


def _narrowed(inherited: frozenset[str], own: frozenset[str]) -> frozenset[str]:
    """What narrows a continued clause: its own qualifiers, and those inherited on axes that it says nothing of."""
    if not own:
        return inherited
    if "total" in own:
        # 二者合计: a sum has left behind what narrowed its parts
        return own
    axes = {terms.axis(mod) for mod in own}
    return own | frozenset(mod for mod in inherited if terms.axis(mod) not in axes or terms.axis(mod) is Axis.STAGE)


def _before(tokens: Sequence[Token], i: int, value: Value) -> int | None:
    """The place of the nearest fitting attribute before the value, looking past values that are joined to it."""
    depth = 0
    for j in range(i - 1, -1, -1):
        token = tokens[j]
        if token.kind is Tok.MARK:
            depth += (token.text in _CLOSERS) - (token.text in _OPENERS)
        if depth > 0:
            continue
        if token.kind is Tok.ATTRIBUTE and fits(token, value):
            if token.tag != terms.WEAK or linked(tokens, j, i):
                return j
        elif token.kind is Tok.VALUE and not _same_list(tokens, j, i):
            return None
    return None


def _same_list(tokens: Sequence[Token], j: int, i: int) -> bool:
    """Whether the values at `j` and `i` are items of one list or ends of one move (由15亿增至19.2亿)."""
    words = grammar()
    return all(
        token.kind in {Tok.VALUE, Tok.TIME, Tok.QUALIFIER, Tok.NAME}
        or token.text in _JOINS
        or lower(token.text) in words.to_words
        or words.is_empty(token.text)
        or token.text in _OPENERS | _CLOSERS
        for token in tokens[j + 1 : i]
    )


def _after(tokens: Sequence[Token], i: int, value: Value) -> int | None:
    """The place of a fitting attribute within the noun phrase that the value opens: 1.44亿月活, 20亿美元的C轮融资."""
    words = grammar()
    for j in range(i + 1, min(i + 6, len(tokens))):
        token = tokens[j]
        if token.span.start > tokens[j - 1].span.end and not token.text.isascii() and not tokens[j - 1].text.isascii():
            # a space between Chinese words parts two headlines
            return None
        if token.kind is Tok.ATTRIBUTE:
            close = all(between.text in _OF for between in tokens[i + 1 : j])
            return j if fits(token, value) and (token.tag != terms.WEAK or close) else None
        if token.text.isascii() and token.kind is Tok.WORD and lower(token.text) not in _LINKING and words.is_empty(token.text):
            return None
        passes = (
            (words.is_empty(token.text) and not token.text.isascii() and value.unit == "person")
            or token.kind in {Tok.QUALIFIER, Tok.NAME, Tok.BAND}
            or token.text in _OF
            or token.is_noun
            or lower(token.text) in _LINKING
        )
        if not passes:
            return None
    return None


_LINKING = frozenset({"of", "in", "a", "an", "the"})


def _choose(tokens: Sequence[Token], i: int, before: int | None, after: int | None) -> int | None:
    if before is None or after is None:
        return after if before is None else before
    between = tokens[i + 1 : after]
    close = all(token.text in _OF for token in between)
    return after if close or not linked(tokens, before, i) else before


def linked(tokens: Sequence[Token], j: int, i: int) -> bool:
    """Whether nothing but function words, qualifiers and times stands between two places."""
    words = grammar()
    depth = 0
    for token in tokens[j + 1 : i]:
        if token.kind is Tok.MARK:
            depth += (token.text in _OPENERS) - (token.text in _CLOSERS)
            continue
        if depth > 0 or token.kind in {Tok.QUALIFIER, Tok.TIME}:
            continue
        if not words.is_empty(token.text):
            return False
    return True


def _known(tokens: Sequence[Token], place: int, *, after: bool) -> Said:
    row = terms.attribute(tokens[place].key)
    assert row is not None
    return Said(
        row.name,
        row.family,
        known=True,
        functional=row.functional,
        mods=noun_mods(tokens, place),
        at=place,
        after=after,
    )


def noun_mods(tokens: Sequence[Token], place: int) -> frozenset[str]:
    """The nouns, qualifiers and age bands that stand directly before the word at `place` and narrow it."""
    words = grammar()
    mods: set[str] = set()
    for j in range(place - 1, -1, -1):
        token = tokens[j]
        if token.kind in {Tok.QUALIFIER, Tok.BAND}:
            mods.add(token.key)
        elif token.kind is Tok.ATTRIBUTE:
            # 城镇调查失业率: one attribute's words narrow the next; a bracketed repetition is none
            mods.add(token.key)
        elif token.is_noun and not words.is_empty(token.text):
            if token.text not in words.generic_suffixes:
                mods.add(token.text)
        elif token.text not in _OF:
            break
    if place < len(tokens):
        mods.discard(tokens[place].key)
    return frozenset(mods)


def _share_at(tokens: Sequence[Token], i: int) -> int | None:
    """The place of the 占 that makes the percent at `i` a share (占淘宝总流量的近10%), or None."""
    for j in range(i - 1, max(-1, i - 10), -1):
        if tokens[j].text in {"占", "占比", "占到"}:
            return j
        if tokens[j].kind in {Tok.VALUE, Tok.MARK} or (tokens[j].kind is Tok.ATTRIBUTE and j == i - 1):
            return None
    return None


def _elapsed(tokens: Sequence[Token], i: int) -> Said | None:
    """改版上线仅23天, 公测的23天之后: the time since an event. 未来三年: the term of what is planned."""
    words = grammar()
    j = i - 1
    while j >= 0 and (words.is_empty(tokens[j].text) or tokens[j].text in _OF):
        j -= 1
    if j >= 0 and tokens[j].kind is Tok.EVENT:
        event = terms.event(tokens[j].key)
        family = event.family if event is not None else tokens[j].key
        # 上线23天 opens a window in which something else is counted: two windows are no contradiction
        return Said("历时", "elapsed", known=True, functional=False, mods=frozenset({family}), at=j)
    if i and tokens[i - 1].kind is Tok.TIME and tokens[i - 1].text in _AHEAD:
        # plans have terms of their own: two terms are never a contradiction
        return Said("年限", "term", known=True, functional=False, at=i)
    return None


_AHEAD = frozenset({"未来", "今后", "next", "the next", "coming", "the coming"})


def _rank(tokens: Sequence[Token], i: int) -> Said:
    """A place on a list: what narrows it are the measure that the clause speaks of and the nouns on both sides."""
    words = grammar()
    mods: set[str] = set()
    for token in tokens[:i]:
        if token.kind in {Tok.ATTRIBUTE, Tok.QUALIFIER, Tok.BAND}:
            mods.add(token.key)
    j = i - 1
    while j >= 0 and (
        words.is_empty(tokens[j].text)
        or tokens[j].tag[:1] == "v"
        or tokens[j].text in _OF
        or tokens[j].kind in {Tok.QUALIFIER, Tok.TIME}
    ):
        j -= 1
    while j >= 0 and (tokens[j].is_noun or tokens[j].kind in {Tok.QUALIFIER, Tok.ATTRIBUTE}):
        if tokens[j].kind is Tok.WORD and not words.is_empty(tokens[j].text):
            mods.add(tokens[j].text)
        j -= 1
    for token in tokens[i + 1 : i + 9]:
        if token.kind in {Tok.VALUE, Tok.MARK, Tok.TIME}:
            break
        if token.kind in {Tok.QUALIFIER, Tok.ATTRIBUTE}:
            mods.add(token.key)
        elif token.kind is Tok.WORD and len(token.text) > 1 and not words.is_empty(token.text):
            mods.add(token.text)
    return Said("排名", "rank", known=True, mods=frozenset(mods - {"排名"}), at=i)


def _share(last: Said | None, own: frozenset[str]) -> Said:
    mods = own if last is None else _narrowed(last.mods, own) | {last.name}
    return Said(_SHARE, "share", known=True, mods=mods, inherited=last is not None)


def _parallel(last: Said, value: Value) -> bool:
    """Whether a clause without an attribute may continue the last one's."""
    row = terms.attribute(last.name)
    if row is None:
        return False
    return not dimensions(value).isdisjoint(row.dimensions)


def _open(tokens: Sequence[Token], i: int) -> Said | None:
    """An attribute that no lexicon knows, named by the noun behind a counter or the words before the value."""
    value = tokens[i].value
    assert value is not None
    if value.kind is ValueKind.PERCENT:
        return _part(tokens, i) or _opened_before(tokens, i)
    behind = _opened_behind(tokens, i + 1) if value.kind is ValueKind.QUANTITY else None
    if behind is None and i + 1 < len(tokens) and tokens[i + 1].text == "的":
        # 高达680亿美元的广告业务
        behind = _opened_behind(tokens, i + 2)
    return behind or _opened_before(tokens, i)


def _opened_behind(tokens: Sequence[Token], start: int) -> Said | None:
    words = grammar()
    nouns: list[str] = []
    for token in tokens[start : start + 4]:
        named_so = token.is_noun or token.kind in {Tok.EVENT, Tok.ROLE, Tok.ATTRIBUTE, Tok.QUALIFIER}
        if not named_so or words.is_empty(token.text):
            break
        nouns.append(token.text)
    if not nouns:
        return None
    name = "".join(nouns[-2:])
    return Said(name, "open:" + nouns[-1], known=False, mods=frozenset(nouns[:-2]), at=start, after=True)


def _opened_before(tokens: Sequence[Token], i: int) -> Said | None:
    words = grammar()
    place = i - 1
    while place >= 0 and (words.is_empty(tokens[place].text) or tokens[place].kind in {Tok.QUALIFIER, Tok.TIME}):
        place -= 1
    head: list[str] = []
    while place >= 0 and (tokens[place].is_noun or tokens[place].kind is Tok.EVENT) and len(head) < 2:
        head.insert(0, tokens[place].text)
        place -= 1
    if not head and place >= 0 and tokens[place].kind is Tok.WORD and tokens[place].tag[:1] in {"v", "e"}:
        head = [tokens[place].text]
    if not head:
        return None
    return Said("".join(head), "open:" + head[-1], known=False, mods=noun_mods(tokens, place + 1), at=place + 1)


# words of 三分之一网民使用过AI应用 that name the part
_PART_WORDS = 6


def _part(tokens: Sequence[Token], i: int) -> Said | None:
    """What a percent is a part of: 近80%的利润 is a share of profit, 三分之一网民使用过AI应用 the share that did."""
    start = i + 1 + (i + 1 < len(tokens) and tokens[i + 1].text == "的")
    if start >= len(tokens):
        return None
    if tokens[start].kind is Tok.ATTRIBUTE and start == i + 2:
        return Said(_SHARE, "share", known=True, mods=frozenset({tokens[start].key}) | noun_mods(tokens, i), at=start)
    if not (tokens[start].is_noun or tokens[start].kind is Tok.ATTRIBUTE):
        return None
    named_so: list[str] = []
    for token in tokens[start : start + _PART_WORDS]:
        if token.kind in {Tok.MARK, Tok.VALUE, Tok.TIME}:
            break
        if not grammar().is_empty(token.text):
            named_so.append(token.text)
    return Said("".join(named_so), "open:" + tokens[start].text, known=False, at=start, after=True) if named_so else None


@cache
def _unit_rows() -> dict[str, AttributeRow]:
    """The attributes that their unit alone tells: mAh is a battery's capacity."""
    found: dict[str, list[AttributeRow]] = {}
    for row in attributes():
        for unit in row.units:
            found.setdefault(unit, []).append(row)
    return {unit: rows[0] for unit, rows in found.items() if len(rows) == 1}


def _by_unit(value: Value) -> AttributeRow | None:
    if value.unit == "medal":
        return terms.attribute(_MEDALS.get(value.text[-1:], ""))
    if value.unit is None:
        return None
    default = _DEFAULTS.get(dimension(value.unit)) if value.unit != "year_old" else "年龄"
    return _unit_rows().get(value.unit) or (terms.attribute(default) if default is not None else None)


# dimensions that measure one thing whatever the words: 109平方毫米的裸片 is its area
_DEFAULTS = {"area": "面积", "mass": "重量"}


# 40金27银24铜: the metal is the unit and the attribute at once
_MEDALS = {"金": "金牌数", "银": "银牌数", "铜": "铜牌数"}


def leading_nouns(tokens: Sequence[Token], end: int) -> frozenset[str]:
    """The nouns that a clause opens with, up to its first verb or figure: its subject where it names nobody."""
    words = grammar()
    nouns: set[str] = set()
    for token in tokens[:end]:
        if token.kind in {Tok.VALUE, Tok.ATTRIBUTE, Tok.EVENT} or (token.kind is Tok.WORD and token.tag[:1] in {"v", "p"}):
            break
        if token.kind is Tok.WORD and token.is_noun and len(token.text) > 1 and not words.is_empty(token.text):
            nouns.add(token.text)
    return frozenset(nouns - words.generic_suffixes)


def is_growth(token: Token) -> bool:
    """Whether an attribute's token only says that something changed (增长, 降幅, growth rate)."""
    row = terms.attribute(token.key)
    return row is not None and row.family == _GROWTH
