"""Figures that stand beside the main one: what it was before, what it is in another currency."""

from collections.abc import Sequence

from checker.extract.english import is_verb
from checker.extract.grammar import grammar
from checker.extract.tokens import Tok, Token
from checker.lexicon.finder import lower
from checker.model import CONVERTED, PRIOR, ValueKind


def aside(tokens: Sequence[Token], i: int) -> frozenset[str]:
    """The marks of a figure that is not the clause's main one: the start of a move, a conversion."""
    marks: set[str] = set()
    if _is_prior(tokens, i):
        marks.add(PRIOR)
    if _is_converted(tokens, i):
        marks.add(CONVERTED)
    return frozenset(marks)


_NAMING = frozenset({Tok.NAME, Tok.ATTRIBUTE, Tok.QUALIFIER, Tok.TIME})


def _is_prior(tokens: Sequence[Token], i: int) -> bool:
    """由15亿元增至19.2亿元, from 9.54 million to 7.92 million: the first figure is the one before."""
    words = grammar()
    if i > 0 and tokens[i].text.isascii() and tokens[i - 1].text.isascii():
        return _is_from(tokens, i)
    j = i - 1
    while (
        j >= 0
        and lower(tokens[j].text) not in words.from_words
        and (tokens[j].kind in _NAMING or tokens[j].is_noun or (tokens[j].tag == "v" and tokens[j + 1].kind in _NAMING))
    ):
        j -= 1
        if j >= 0 and tokens[j].text == "的":
            j -= 1
    if j < 0 or lower(tokens[j].text) not in words.from_words:
        return False
    ahead = tokens[i + 1 :]
    return any(token.kind is Tok.WORD and token.text in words.to_words for token in ahead[:6])


def _is_from(tokens: Sequence[Token], i: int) -> bool:
    """From 9.54 million, from a peak of 36 million: "from" stands close before an English figure, no name between."""
    for j in range(i - 1, max(-1, i - 5), -1):
        if lower(tokens[j].text) in grammar().from_words:
            return True
        if tokens[j].kind in {Tok.NAME, Tok.VALUE, Tok.MARK} or is_verb(tokens[j]):
            return False
    return False


def _is_converted(tokens: Sequence[Token], i: int) -> bool:
    """5499 yuan ($764), 43亿美元(约合人民币310亿元)."""
    value = tokens[i].value
    if value is None or value.kind is not ValueKind.MONEY:
        return False
    j = i - 1
    said = False
    while j >= 0 and (
        tokens[j].kind is Tok.MARK or lower(tokens[j].text) in grammar().conversions or tokens[j].text == "人民币"
    ):
        said = said or tokens[j].text in {"(", "（", "约合", "折合"}
        j -= 1
    other = tokens[j].value if j >= 0 else None
    return said and other is not None and other.kind is ValueKind.MONEY and other.unit != value.unit
