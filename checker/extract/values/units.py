"""Units: what stands behind a figure."""

import re
from collections.abc import Mapping

from checker.lexicon.measures import DIMENSIONS, ROWS, dimension, to_base

__all__ = [
    "DIMENSIONS",
    "GAP",
    "HANZI",
    "MAGNITUDE_UNITS",
    "SYMBOLS",
    "WORDS",
    "dimension",
    "longest",
    "read_unit",
    "to_base",
]


def _hanzi(form: str) -> bool:
    return "\u3400" <= form[0] <= "\u9fff"


HANZI = {form: row for row in ROWS for form in row.words if _hanzi(form)}
WORDS = {form.lower(): row for row in ROWS for form in row.words if not _hanzi(form)}
SYMBOLS = {form: row for row in ROWS for form in row.exact}
# what is measured, not counted
MEASURES = sorted(form for form, row in HANZI.items() if row.id in DIMENSIONS and DIMENSIONS[row.id][0] != "count")
# 千瓦, 兆赫 and 百帕 begin as magnitudes do
MAGNITUDE_UNITS = sorted((form for form in HANZI if form[0] in "百千兆"), key=len, reverse=True)


def longest(forms: Mapping[str, object] | list[str]) -> str:
    """The forms as one alternation, the longest first."""
    return "|".join(re.escape(form) for form in sorted(forms, key=lambda form: (-len(form), form)))


IN_HANZI = re.compile(longest(HANZI))
IN_WORDS = re.compile(rf"(?:{longest(WORDS)})(?![A-Za-z])", re.IGNORECASE)
IN_SYMBOLS = re.compile(rf"(?:{longest(SYMBOLS)})(?![A-Za-z0-9])")
GAP = re.compile(r"[ \u00a0\u2009-]?")


def read_unit(text: str, at: int) -> tuple[str, int] | None:
    """The unit that stands at `at` (a space or hyphen may come first) and where it ends, or None.

    >>> read_unit("5公里", 1), read_unit("5 km/h", 1), read_unit("5部门", 1)
    (('km', 3), ('km/h', 6), None)
    """
    gap = GAP.match(text, at)
    start = gap.end() if gap else at
    char = text[start : start + 1]
    if not char:
        return None
    if char >= "\u3400":
        found = IN_HANZI.match(text, start) if text[at : at + 1] != "-" else None
        if found is None:
            return None
        row = HANZI[found[0]]
        return None if text.startswith(row.unless, found.end()) else (row.id, found.end())
    symbol, word = IN_SYMBOLS.match(text, start), IN_WORDS.match(text, start)
    if word is not None and (symbol is None or word.end() > symbol.end()):
        return WORDS[word[0].lower()].id, word.end()
    return None if symbol is None else (SYMBOLS[symbol[0]].id, symbol.end())
