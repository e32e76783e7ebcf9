"""What narrows an attribute: qualifiers, age bands, rounds, and the nouns that stand before its words."""

from collections.abc import Sequence
from functools import cache

from checker.extract import terms
from checker.extract.attribute import OF, OPENERS
from checker.extract.grammar import grammar
from checker.extract.part import Part
from checker.extract.tokens import Tok, Token
from checker.extract.verbs import verbs
from checker.lexicon.finder import lower
from checker.lexicon.qualifiers import Axis


def qualifiers(tokens: Sequence[Token], i: int, place: int) -> frozenset[str]:
    """The ids of the qualifiers and the age bands that stand around the value at `i` and its attribute at `place`."""
    each = _each(tokens, i)
    found = {each} if each else set()
    if isinstance(tokens, Part) and tokens.kinds.isdisjoint(_NARROWING):
        return frozenset(found)
    first, last = min(i, place), max(i, place)
    noted = last + 1 < len(tokens) and tokens[last + 1].text in OPENERS
    for k, token in enumerate(tokens):
        if token.kind is not Tok.QUALIFIER and token.kind is not Tok.BAND:
            continue
        reach = _BAND_REACH if noted or token.kind is Tok.BAND else 1
        if (
            k > last + reach
            or any(t.kind is Tok.VALUE for t in tokens[last + 1 : k])
            or (k < first and any(t.kind is Tok.VALUE for t in tokens[k:first]))
        ):
            continue
        found.add(token.key)
    return frozenset(found)


_NARROWING = frozenset({Tok.QUALIFIER, Tok.BAND})

# tokens behind a value in which a round, an age band or a note in brackets still narrows it: $5 billion in Series C,
# 117座（换乘站只计一次）
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


def narrowed(inherited: frozenset[str], own: frozenset[str]) -> frozenset[str]:
    """What narrows a continued clause: its own qualifiers, and those inherited on axes that it says nothing of."""
    if not own:
        return inherited
    if "total" in own:
        # 二者合计: a sum has left behind what narrowed its parts
        return own
    axes = {terms.axis(mod) for mod in own}
    return own | frozenset(mod for mod in inherited if terms.axis(mod) not in axes or terms.axis(mod) is Axis.STAGE)


def noun_mods(tokens: Sequence[Token], place: int) -> frozenset[str]:
    """The nouns, qualifiers and age bands that stand directly before the word at `place` and narrow it."""
    words = grammar()
    mods: set[str] = set()
    # the Beijing company employs: the nouns before a verb are its subject
    acts = place < len(tokens) and lower(tokens[place].text) in verbs()
    for j in range(place - 1, -1, -1):
        token = tokens[j]
        if token.kind in {Tok.QUALIFIER, Tok.BAND}:
            mods.add(token.key)
        elif acts or _points_back(tokens, j) or (token.text.isascii() and lower(token.text) in words.leads):
            break
        elif token.kind is Tok.ATTRIBUTE:
            # 城镇调查失业率: one attribute's words narrow the next; a bracketed repetition is none
            mods.add(token.key)
        elif token.is_noun and not words.is_empty(token.text):
            if token.text not in words.generic_suffixes:
                mods.add(token.text)
        elif token.text not in OF:
            break
    if place < len(tokens):
        mods.discard(tokens[place].key)
    return frozenset(mods)


def _points_back(tokens: Sequence[Token], j: int) -> bool:
    """The bank's net interest income: an English possessive behind "the" is an owner and narrows nothing."""
    possessive = lower(tokens[j].text).endswith(("'s", "’s"))
    return possessive and j > 0 and lower(tokens[j - 1].text) in {"the", "this", "that"}


def leading_nouns(tokens: Sequence[Token], end: int) -> frozenset[str]:
    """The nouns that a clause opens with, up to its first verb or figure: its subject where it names nobody."""
    words = grammar()
    nouns: set[str] = set()
    for k, token in enumerate(tokens[:end]):
        if token.kind is Tok.VALUE and tokens[k - 1].text in nouns:
            # 其中小学180所、初中90所: what another figure counts is no subject of the next
            nouns.discard(tokens[k - 1].text)
        if token.kind in {Tok.VALUE, Tok.ATTRIBUTE, Tok.EVENT} or (
            token.kind is Tok.WORD and token.tag[:1] in {"v", "p"}
        ):
            break
        possessive = lower(token.text).endswith(("'s", "’s"))
        if (
            token.kind is Tok.WORD
            and token.is_noun
            and len(token.text) > 1
            and not (possessive or words.is_empty(token.text))
        ):
            nouns.add(token.text)
    return frozenset(nouns - words.generic_suffixes)


def theme(before: Sequence[Token], tokens: Sequence[Token]) -> frozenset[str]:
    """The nouns that the clause before is about where a clause goes on with its measure: 底座可不轻,|重达7.6公斤."""
    if not tokens or tokens[0].kind is not Tok.ATTRIBUTE or any(token.kind in _TOLD for token in before):
        return frozenset()
    spoken = any(token.text in grammar().source_after for token in before)
    if not before or before[0].text.isascii() or spoken:
        # 讲解员说,|馆藏12.6万件: who says it narrows nothing
        return frozenset()
    return leading_nouns(before, len(before))


_TOLD = frozenset({Tok.NAME, Tok.VALUE, Tok.TIME, Tok.ATTRIBUTE, Tok.EVENT})


def frame_of(tokens: Part) -> frozenset[str]:
    """What a clause that holds nothing else narrows in the clauses behind it (In the first round, …).

    把三届奥运会加在一起: what follows such a clause is a sum, whatever was added up.
    """
    if tokens[-1].text[-1:] in _closing() and "".join([token.text for token in tokens[-3:]]).endswith(_adds_up()):
        return frozenset({"added up"})
    empty = grammar().empty
    for token, word in zip(tokens, tokens.lows, strict=True):
        if token.kind not in _FRAMING and word not in empty:
            return frozenset()
    return frozenset(token.key for token in tokens if token.kind is Tok.QUALIFIER)


@cache
def _adds_up() -> tuple[str, ...]:
    return tuple(grammar().adds_up)


@cache
def _closing() -> frozenset[str]:
    """The signs that words for adding up end with."""
    return frozenset([word[-1] for word in _adds_up()])


_FRAMING = frozenset({Tok.QUALIFIER, Tok.TIME, Tok.MARK})


def measure_of(tokens: Part) -> frozenset[str]:
    """What a clause says that the clauses behind it rank by: 按营收计算, By output."""
    if tokens.lows[0] not in _MEASURED_BY or not tokens.kinds.isdisjoint({Tok.VALUE, Tok.NAME}):
        return frozenset()
    return frozenset(token.key for token in tokens if token.kind is Tok.ATTRIBUTE)


_MEASURED_BY = frozenset({"按", "按照", "以", "by"})
