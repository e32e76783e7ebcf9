"""Attributes that no word of the lexicon names: told by the unit, or by the words around the figure."""

from collections.abc import Sequence

from checker.extract import terms
from checker.extract.attribute import SHARE, Said, is_growth
from checker.extract.grammar import grammar
from checker.extract.narrowing import noun_mods
from checker.extract.tokens import Tok, Token
from checker.extract.values.units import dimension
from checker.lexicon.attributes import AttributeRow, attributes
from checker.lexicon.overlay import kept
from checker.model import UNSAID, Value, ValueKind


def opened(tokens: Sequence[Token], i: int) -> Said | None:
    """An attribute that no lexicon knows, named by the noun behind a counter or the words before the value."""
    value = tokens[i].value
    assert value is not None
    if value.kind is ValueKind.PERCENT:
        return _part(tokens, i) or _opened_before(tokens, i)
    behind = opened_behind(tokens, i + 1) if value.kind is ValueKind.QUANTITY else None
    if behind is None and i + 1 < len(tokens) and tokens[i + 1].text == "的":
        # 高达680亿美元的广告业务, 几十页的精美PPT
        start = i + 2
        while start < len(tokens) and tokens[start].kind is Tok.WORD and tokens[start].tag == "a":
            start += 1
        behind = opened_behind(tokens, start)
    return behind or _opened_before(tokens, i)


def opened_behind(tokens: Sequence[Token], start: int) -> Said | None:
    """The open attribute that the nouns from `start` on name, or None."""
    words = grammar()
    nouns: list[str] = []
    narrows = True
    for token in tokens[start : start + 4]:
        named_so = token.is_noun or token.kind in _NAMING or _is_abbreviation(token)
        if not named_so or words.is_empty(token.text) or is_growth(token):
            break
        nouns.append(token.text)
        narrows = narrows and token.kind is Tok.QUALIFIER
    if not nouns or narrows:
        # 30,000 people a day: what only narrows a figure names nothing
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


def unsaid(tokens: Sequence[Token], i: int, others: Sequence[Token] = ()) -> Said | None:
    """The word nearest to a figure that no attribute's words stand beside, or else the last of `others`; None for none.

    It names no attribute that could be compared by itself: only the whole wording tells what such a figure is of.
    """
    words = grammar()
    value = tokens[i].value
    if i == 0 and not others and value is not None and value.kind is ValueKind.QUANTITY and value.unit is None:
        # 3.2 晨帆航运的员工人数: the number of a section
        return None

    def tells(token: Token) -> bool:
        return token.kind in _NEAREST and len(token.text) > 1 and not words.is_empty(token.text)

    near = [(abs(j - i), j < i, token) for j, token in enumerate(tokens) if j != i and tells(token)]
    named_ = [token for token in (*others, *tokens) if token.kind is Tok.NAME]
    far = [token for token in others if tells(token)]
    told = min(near, key=lambda item: item[:2])[2] if near else far[-1] if far else named_[-1] if named_ else None
    if told is None:
        return None
    change = value is not None and value.direction is not None
    return Said(told.text, UNSAID + told.text, known=False, functional=False, change=change)


_NEAREST = frozenset({Tok.WORD, Tok.ATTRIBUTE, Tok.EVENT, Tok.QUALIFIER})


# words of 三分之一网民使用过AI应用 that name the part
_PART_WORDS = 6


def _part(tokens: Sequence[Token], i: int) -> Said | None:
    """What a percent is a part of: 近80%的利润 is a share of profit, 三分之一网民使用过AI应用 the share that did."""
    start = i + 1 + (i + 1 < len(tokens) and tokens[i + 1].text == "的")
    if start >= len(tokens):
        return None
    if tokens[start].kind is Tok.ATTRIBUTE and start == i + 2:
        return Said(SHARE, "share", known=True, mods=frozenset({tokens[start].key}) | noun_mods(tokens, i), at=start)
    if not (tokens[start].is_noun or tokens[start].kind is Tok.ATTRIBUTE):
        return None
    named_so: list[str] = []
    for token in tokens[start : start + _PART_WORDS]:
        if token.kind in {Tok.MARK, Tok.VALUE, Tok.TIME}:
            break
        if not grammar().is_empty(token.text):
            named_so.append(token.text)
    if not named_so:
        return None
    return Said(SHARE, "share", known=True, mods=frozenset(named_so), at=start, after=True)


_NAMING = frozenset({Tok.EVENT, Tok.ROLE, Tok.ATTRIBUTE, Tok.QUALIFIER})
_LONGEST_ABBREVIATION = 5


def _is_abbreviation(token: Token) -> bool:
    """PPT, GPU, API: capitals that no lexicon knows as a name stand for a common noun behind a figure."""
    capitals = token.text.isascii() and token.text.isupper() and len(token.text) <= _LONGEST_ABBREVIATION
    return capitals and token.kind is Tok.NAME and token.tag == "latin"


@kept
def _unit_rows() -> dict[str, AttributeRow]:
    """The attributes that their unit alone tells: mAh is a battery's capacity."""
    found: dict[str, list[AttributeRow]] = {}
    for row in attributes():
        for unit in row.units:
            found.setdefault(unit, []).append(row)
    return {unit: rows[0] for unit, rows in found.items() if len(rows) == 1}


def by_unit(value: Value) -> AttributeRow | None:
    """The attribute that the unit of a value tells by itself, or None."""
    if value.unit == "medal":
        return terms.attribute(_MEDALS.get(value.text[-1:], ""))
    if value.unit is None:
        return None
    default = _DEFAULTS.get(dimension(value.unit)) if value.unit != "year_old" else "年龄"
    return _unit_rows().get(value.unit) or (terms.attribute(default) if default is not None else None)


def by_default() -> frozenset[str]:
    """The attributes that a unit tells only where the words measure nothing else."""
    return frozenset(_DEFAULTS.values())


# dimensions that measure one thing whatever the words: 109平方毫米的裸片 is its area
_DEFAULTS = {"area": "面积", "mass": "重量"}


# 40金27银24铜: the metal is the unit and the attribute at once
_MEDALS = {"金": "金牌数", "银": "银牌数", "铜": "铜牌数"}
