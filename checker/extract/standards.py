"""Standards of comparison: 高于晨帆航运的165亿元 is the other's figure, 比云浦港多1100万吨 no level of anybody."""

from collections.abc import Sequence
from functools import cache

from checker.extract.attribute import Said
from checker.extract.grammar import grammar
from checker.extract.names import canonical
from checker.extract.periods import counted_from
from checker.extract.special import known
from checker.extract.subject import COPULAS, Owner, named
from checker.extract.tokens import Tok, Token
from checker.model import Entity, ValueKind
from checker.model.record import replace

_NAMING = frozenset({Tok.NAME, Tok.QUALIFIER, Tok.ATTRIBUTE})
# tokens that the one compared with may take before 的
_OTHER = 3


def other_owner(tokens: Sequence[Token], i: int) -> Owner | None:
    """Whose the figure at `i` is where it is only what another is held against: 超过丰田的900万辆; else None."""
    if i < len(("高于", "甲", "的")) or tokens[i - 1].text != "的":
        return None
    j = i - 2
    while j >= 0 and i - 2 - j < _OTHER and not _above(tokens[j]) and (tokens[j].kind in _NAMING or tokens[j].is_noun):
        j -= 1
    if j < 0 or j == i - 2 or not _above(tokens[j]):
        return None
    told = tokens[j + 1 : i - 1]
    if len(told) == 1 and told[0].kind is Tok.NAME:
        return named(told[0], j + 1)
    surface = "".join(token.text for token in told)
    return Owner(Entity(canonical(surface), surface), j + 1) if len(surface) > 1 else None


def _above(token: Token) -> bool:
    return token.text in grammar().standards


@cache
def held_against() -> frozenset[str]:
    """The words that open a clause of what the one before is held against: against, compared with, 相比, 高于."""
    return (grammar().comparers | grammar().than_words | grammar().outdone_by) - COPULAS


def is_distance(tokens: Sequence[Token], i: int) -> bool:
    """比云浦港多1100万吨, 是长帆汽车的2倍, 落后清湾队3分: how far one is from another, and no figure of either."""
    value = tokens[i].value
    if value is None or i < len(("比", "甲")):
        return False
    if tokens[i - 1].kind is Tok.NAME:
        return _led_by(tokens, i - 1)
    if value.kind is ValueKind.RATIO and tokens[i - 1].text == "的" and tokens[i - 2].kind is Tok.NAME:
        return True
    return value.direction is not None and _than_another(tokens, i)


def _than_another(tokens: Sequence[Token], i: int) -> bool:
    """Whether the change at `i` is counted from somebody else: 比云浦港多, and not 比云浦港去年多."""
    for j in range(i - 1, 0, -1):
        if tokens[j].kind in {Tok.VALUE, Tok.TIME}:
            return False
        if tokens[j].kind is Tok.NAME and tokens[j - 1].text in grammar().than_words:
            return True
    return False


def _led_by(tokens: Sequence[Token], j: int) -> bool:
    """落后榜首的清湾队3分: ahead of or behind the one named at `j`."""
    k = j - 1
    while k >= 0 and (tokens[k].is_noun or tokens[k].text == "的" or tokens[k].kind in {Tok.VALUE, Tok.QUALIFIER}):
        k -= 1
    return k >= 0 and tokens[k].text in grammar().rivals


def multiple_of(tokens: Sequence[Token], i: int) -> Said | None:
    """净利润是上年的2倍: a change of what was measured, counted from the time told; None for anything else."""
    value = tokens[i].value
    if value is None or value.kind is not ValueKind.RATIO or not counted_from(tokens, i - 2, i):
        return None
    place = next((j for j in range(i - 3, -1, -1) if tokens[j].kind is Tok.ATTRIBUTE), None)
    if place is None:
        return None
    return replace(known(tokens, place, after=False), change=True)
