"""Atoms for years and decades in English words: nineteen ninety-six, two thousand and five, the seventies."""

import re
from collections.abc import Callable
from functools import cache

from checker.extract.values.patterns_en import FILE, SPACE, alternatives, month_numbers
from checker.extract.values.timenumbers import en_year
from checker.extract.values.timewords import Atom, Slot
from checker.lexicon.load import mapping, words
from checker.model.pattern import seldom

Rule = Callable[[str, int, int], tuple[Atom, ...]]


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    number = alternatives(mapping(FILE, "numbers"))
    # people, percent and the like make a count of it
    ends = rf"(?![A-Za-z]|-[A-Za-z]|\s(?:{alternatives(words(FILE, 'after_count'))}|thousand|degrees)(?![A-Za-z]))"
    sources = {
        "year": rf"(?:two\sthousand|fifteen|sixteen|seventeen|eighteen|nineteen|twenty)"
        rf"(?:[- ](?:and\s)?(?:{number}|oh|zero)(?![A-Za-z])){{1,4}}+{ends}",
        "decade": r"(?:the\s)?(?:(?P<c>seventeen|eighteen|nineteen|twenty)[- ])?"
        rf"(?P<d>{alternatives(mapping(FILE, 'decades'))}){ends}",
    }
    return {name: re.compile(source.replace(r"\s", SPACE), re.IGNORECASE) for name, source in sources.items()}


@cache
def _before() -> re.Pattern[str]:
    """What shows that a year follows: in, since, March, September 10."""
    months = alternatives(month_numbers())
    forms = alternatives(words(FILE, "before_spelled_year"))
    day = rf"(?:{months})\.?[^\S\n](?:\d{{1,2}}(?:st|nd|rd|th)?,?[^\S\n])?"
    return re.compile(rf"(?:\b(?:{forms})[^\S\n]|\b{day})\Z", re.IGNORECASE)


# the longest month with its day: "September 10th, "
_WIDEST = 17


# of two thousand and fifteen schools
_THINGS = seldom(r"[^\S\n](?!(?:was|is|has|its|this|as)\b)[a-z]+s\b")


def year(text: str, start: int, _: int) -> tuple[Atom, ...]:
    """Nineteen ninety-six and two thousand and five, behind a word that a year follows."""
    told = _patterns()["year"].match(text, start)
    if told is None or not _before().search(text[max(0, start - _WIDEST) : start]) or _THINGS.match(text, told.end()):
        return ()
    number = en_year(told[0])
    if number is None or not 1500 <= number <= 2199:
        return ()
    return (Atom(Slot.YEAR, start, told.end(), number, number, "bare", rule="en-spelled"),)


_DECADE = seldom(
    r"\b(?:in|of|during|since|from|until|by|through|throughout|early|late|mid)[- ](?:the[^\S\n])?\Z", re.IGNORECASE
)


def decade(text: str, start: int, _: int) -> tuple[Atom, ...]:
    """In the seventies, the nineteen eighties, the twenty-tens."""
    told = _patterns()["decade"].match(text, start)
    if told is None:
        return ()
    first, century = int(mapping(FILE, "decades")[told["d"].lower()]), told["c"]
    # thirties are ages and degrees as often as years
    if century is None and (first < 50 or not _DECADE.search(text[max(0, start - 14) : start])):
        return ()
    if century is not None:
        first = int(mapping(FILE, "numbers")[century.lower()]) * 100 + first
    elif first < 100:
        first += 1900
    return (Atom(Slot.YEAR, start, told.end(), first, first + 9, "decade", rule="en-decade"),)


@cache
def rules() -> dict[str, tuple[Rule, ...]]:
    """Rules by their first word in lower case; they come before those of lengths."""
    made: dict[str, tuple[Rule, ...]] = {"the": (decade,)}
    for word in ("two", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"):
        made[word] = (decade, year)
    for word in mapping(FILE, "decades"):
        made[word.partition(" ")[0]] = (*made.get(word.partition(" ")[0], ()), decade)
    return made
