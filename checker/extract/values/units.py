"""Units: what stands behind a figure."""

import re
from collections.abc import Iterable, Mapping

from checker.lexicon.load import literal, words
from checker.lexicon.measures import DIMENSIONS, ROWS, dimension, to_base
from checker.model.pattern import seldom

__all__ = [
    "DIMENSIONS",
    "GAP",
    "HANZI",
    "MAGNITUDE_UNITS",
    "SYMBOLS",
    "WORDS",
    "dimension",
    "kelvin",
    "longest",
    "read_bracketed",
    "read_inch",
    "read_marked",
    "read_scale",
    "read_tiny",
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


def lengths_of(forms: Iterable[str]) -> Mapping[str, tuple[int, ...]]:
    """How long the forms are that begin with a sign, the longest first."""
    found: dict[str, set[int]] = {}
    for form in forms:
        found.setdefault(form[0], set()).add(len(form))
    return {sign: tuple(sorted(lengths, reverse=True)) for sign, lengths in found.items()}


LENGTHS_IN_HANZI, LENGTHS_OF_SYMBOLS, LENGTHS_OF_WORDS = lengths_of(HANZI), lengths_of(SYMBOLS), lengths_of(WORDS)
GAP = re.compile(r"[ \u00a0\u2009-]?")


def kelvin(text: str, at: int) -> bool:
    """Whether the K behind the figure that ends at `at` is a temperature beside another: (572 °F, 573.15K).

    >>> kelvin("300 °C (573.15K)", 14), kelvin("sold 573K", 8)
    (True, False)
    """
    return text.startswith("K", at) and re.search("[°℃℉]", text[max(0, at - NEAR) : at]) is not None


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
        if text[at] == "-":
            return None
        # 8个人口大县: what is no unit may begin with a shorter one that is
        for length in LENGTHS_IN_HANZI.get(char, ()):
            end = start + length
            row = HANZI.get(text[start:end])
            if row is not None and end <= len(text) and not text.startswith(row.unless, end):
                return row.id, end
        return None
    symbol, word = _symbol_end(text, start), _word_end(text, start)
    if word > symbol:
        return WORDS[text[start:word].lower()].id, word
    return (SYMBOLS[text[start:symbol]].id, symbol) if symbol else None


def _symbol_end(text: str, at: int) -> int:
    """Where the symbol of a unit ends that stands at `at`; 0 where there is none."""
    for length in LENGTHS_OF_SYMBOLS.get(text[at], ()):
        end = at + length
        behind = text[end : end + 1]
        if text[at:end] in SYMBOLS and end <= len(text) and not (behind.isascii() and behind.isalnum()):
            return end
    return 0


def _word_end(text: str, at: int) -> int:
    """Where the word of a unit ends that stands at `at`; 0 where there is none."""
    for length in LENGTHS_OF_WORDS.get(text[at].lower(), ()):
        end = at + length
        behind = text[end : end + 1]
        if text[at:end].lower() in WORDS and end <= len(text) and not (behind.isascii() and behind.isalpha()):
            return end
    return 0


# a unit that stands in brackets behind its figure
BRACKETED = seldom(r"[ \u00a0]?[(（\[{<]")
OPENING, CLOSING = frozenset("(（[{<"), frozenset(")）]}>")
# 5 ft 2 in, 2 in.: "in" is an inch where nothing goes on behind it, or what is measured
INCH = seldom(
    rf"[ \u00a0-]?in(?=\.(?:\s|$)|[,;:)]|$|[ -](?:{literal(words('en/units.toml', 'inch_before'))})(?![a-z]))"
)
# 9" and 5'11": a quotation mark that closes nothing
PRIME = seldom(r" ?[\"″](?![A-Za-z0-9])|[″]")
PRIMES = frozenset('"″')
# 40C (104F)
SCALES: Mapping[str, str] = {"C": "°C", "F": "°F", "K": "K"}
SCALE_LETTER = re.compile(r" ?(?P<letter>[CFK])(?![A-Za-z0-9'’&+#]|-\w)")
HEAT = seldom(rf"(?<![a-z])(?:{'|'.join(map(re.escape, words('en/units.toml', 'heat')))})|[°℃℉]", re.IGNORECASE)
# 50 million C: no name ends so
MAGNIFIED_BEFORE = seldom(r"(?:[mb]illion|thousand)$", re.IGNORECASE)
FAR, NEAR = 90, 30
TINY = seldom(r" ([ap]m)(?![A-Za-z0-9])")
NO_MINUTES = seldom(r"\d\.(?:\d|\d{3,12})$")
# no quotation of the news is longer
QUOTED = 1000


def read_inch(text: str, at: int) -> tuple[str, int] | None:
    """The inches that stand at `at` as "in" or as a mark, and where they end.

    >>> read_inch("2 in.", 1), read_inch("2 in three", 1), read_inch('9" plates', 1), read_inch('"I am 9"', 7)
    (('in', 4), None, ('in', 2), None)
    """
    found = INCH.match(text, at)
    if found is not None:
        return "in", found.end()
    found = PRIME.match(text, at)
    if found is None or not text[at - 1].isascii() or (found[0][-1] == '"' and _closes(text, at)):
        return None
    return "in", found.end()


def _closes(text: str, at: int) -> bool:
    """Whether the quotation mark at `at` closes one: the mark before it opened it and is no inch or closing mark."""
    last = text.rfind('"', max(0, at - QUOTED), at)
    if last < 0:
        return False
    before, behind = text[last - 1 : last], text[last + 1 : last + 2]
    return not (before.isascii() and (before.isalnum() or before in {*".,!?%)"}) and not behind.isalnum())


def read_scale(text: str, at: int) -> tuple[str, int] | None:
    """The temperature scale at `at` that is told by its letter, where the words around speak of the weather or heat.

    >>> read_scale("temperatures hit 40C", 19), read_scale("the iPhone 5C", 12)
    (('°C', 20), None)
    """
    found = SCALE_LETTER.match(text, at)
    if found is None:
        return None
    around = text[max(0, at - FAR) : at] + " " + text[found.end() : found.end() + NEAR]
    return (SCALES[found["letter"]], found.end()) if HEAT.search(around) or MAGNIFIED_BEFORE.search(text[:at]) else None


def read_tiny(text: str, at: int) -> tuple[str, int] | None:
    """The pm or am at `at` that no time of day can be: 2.1 pm and 2.123 pm are lengths, 2.15 pm and 2 pm are times.

    >>> read_tiny("2.123 pm", 5), read_tiny("2.15 pm", 4)
    (('pm', 8), None)
    """
    found = TINY.match(text, at)
    if found is None or NO_MINUTES.search(text[max(0, at - FAR) : at]) is None:
        return None
    return found[1], found.end()


def read_bracketed(text: str, at: int) -> tuple[str, int] | None:
    """The unit in brackets at `at`, and where they end.

    >>> read_bracketed("20 (kg)", 2), read_bracketed("20 (kg per head)", 2)
    (('kg', 7), None)
    """
    found = BRACKETED.match(text, at)
    unit = read_unit(text, found.end()) if found is not None else None
    if unit is None or text[unit[1] : unit[1] + 1] not in CLOSING:
        return None
    return unit[0], unit[1] + 1


def read_marked(text: str, at: int) -> tuple[str, int] | None:
    """The unit at `at` that only its surroundings make one: inches, or what stands in brackets.

    >>> read_marked("20 [km]", 2), read_marked("20 men", 2)
    (('km', 7), None)
    """
    char = text[at : at + 1]
    if char in {" ", "\u00a0", "-"}:
        char = text[at + 1 : at + 2]
    if char in SCALES:
        return read_scale(text, at)
    if char and char in "ap":
        return read_tiny(text, at)
    if char == "i" or char in PRIMES:
        return read_inch(text, at)
    return read_bracketed(text, at) if char in OPENING else None
