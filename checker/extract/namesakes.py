"""Names that a text uses as words for other things: 苹果 in a story of harvests is fruit."""

import re
from functools import cache

from checker.lexicon.load import literal, load, words
from checker.model.record import dataclass

# code points on either side of a name by which its sense is told
_NEAR = 12


@dataclass(frozen=True, slots=True)
class _Row:
    """A form of a well-known name, and what stands near the other thing of that name."""

    form: str
    signs: tuple[str, ...]


def meant_otherwise(text: str) -> frozenset[str]:
    """The forms of well-known names that mean something else throughout a text.

    >>> sorted(meant_otherwise("一车三十吨苹果翻在路边。")), sorted(meant_otherwise("苹果公司市值上涨。"))
    (['苹果'], [])
    """
    return frozenset([form for form, signs in _signs().items() if form in text and _is_other(text, form, signs)])


def _is_other(text: str, form: str, signs: re.Pattern[str]) -> bool:
    """Whether more of the places where a form stands are near the other thing's signs than near a firm's."""
    balance = 0
    for place in re.finditer(re.escape(form), text):
        near = text[max(0, place.start() - _NEAR) : place.start()] + "\n" + text[place.end() : place.end() + _NEAR]
        balance += bool(signs.search(near)) - bool(_firm_signs().search(near))
    return balance > 0


@cache
def _signs() -> dict[str, re.Pattern[str]]:
    return {row.form: re.compile(literal(row.signs)) for row in load("zh/namesakes.toml", "namesake", _Row)}


@cache
def _firm_signs() -> re.Pattern[str]:
    return re.compile(literal(words("zh/namesakes.toml", "firms")))
