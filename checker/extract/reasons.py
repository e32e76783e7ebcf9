"""Words around a figure that say why, or that point back to the figure before: 5人因溺水失踪, 这一数字增长23%."""

from collections.abc import Sequence
from functools import cache

from checker.extract.attribute import fits
from checker.extract.tokens import Tok, Token
from checker.lexicon.finder import lower
from checker.lexicon.load import words
from checker.model import Value

_FILE = "zh/grammar.toml"


def told(tokens: Sequence[Token], i: int) -> bool:
    """Whether it is told why something happened to those whom the value at `tokens[i]` counts."""
    value = tokens[i].value
    counted = value is not None and value.unit == "person" and i + 1 < len(tokens)
    return counted and tokens[i + 1].text in words(_FILE, "reasons")


def happened(tokens: Sequence[Token], i: int, value: Value) -> int | None:
    """The place of what happened to those who are counted, behind the reason for it."""
    for j in range(i + 2, len(tokens)):
        if tokens[j].kind is Tok.VALUE:
            return None
        if tokens[j].kind is Tok.ATTRIBUTE and fits(tokens[j], value):
            return j
    return None


def means_the_last(tokens: Sequence[Token], i: int) -> bool:
    """Whether a clause points back to the figure told last: 这一数字较去年增长23%, that figure will rise."""
    points, figures = _words_of("points"), _words_of("figures")
    return any(lower(tokens[j].text) in points and lower(tokens[j + 1].text) in figures for j in range(i - 1))


@cache
def _words_of(key: str) -> frozenset[str]:
    return frozenset((*words(_FILE, key), *words("en/grammar.toml", key)))
