"""Atoms of time in English that are counted: the first ten days of, week 31 of, two Sundays from now, 19th century."""

import re
from collections.abc import Callable
from functools import cache

from checker.extract.values.patterns_en import FILE, SPACE, alternatives, month_numbers, ordinal_days, weekday_numbers
from checker.extract.values.timenumbers import en_count
from checker.extract.values.timewords import Atom, Slot
from checker.lexicon.load import mapping
from checker.model.pattern import seldom

# marks what runs from the day of publication to its end
REST = "en-rest"
Rule = Callable[[str, int, int], tuple[Atom, ...]]


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    ordinal = alternatives(ordinal_days()).replace("\\-", "[- ]")
    nth = rf"(?:{ordinal}|\d{{1,3}}(?:st|nd|rd|th))"
    number = rf"(?:\d{{1,3}}|{alternatives(mapping(FILE, 'numbers'))})"
    pointers = r"this|last|next|previous|the\ssame"
    # the period that follows: of 2025, in the month, of last year
    ahead = r"(?:the\s)?(?:year\s)?"
    months = alternatives(month_numbers())
    whole = rf"(?=\s(?:of|in)\s{ahead}(?:\d{{4}}(?!\d)|{months}|{pointers})(?![A-Za-z]))"
    year = rf"(?=,?\s(?:of\s|in\s)?{ahead}(?:\d{{4}}(?!\d)|(?:{pointers})\syear))"
    sources = {
        "edge": rf"(?:the\s)?(?P<e>first|last|final)\s(?P<n>{number})\s(?P<u>day|week|month)s{whole}",
        "nth": rf"(?:the\s)?(?:(?P<o>{nth})\s)?(?:(?P<l>last|final)\s)?(?P<u>day|week|month){whole}",
        "told-before": rf"(?:the\s)?(?:{nth}|last|final)\s(?:day|week|month)"
        r"(?=\s(?:of|in)\sthe\s(?:week|month|quarter|year|season|decade)(?![A-Za-z]))",
        "week": rf"(?:the\s)?week\s(?P<n>\d{{1,2}}){year}",
        "weekdays": rf"(?P<n>{number})\s(?P<w>{alternatives([name for name in weekday_numbers() if len(name) > 5])})s?"
        r"\s(?P<a>from\s(?:now|today)|later|hence|ago|earlier)(?![A-Za-z])",
        "century": rf"(?:the\s)?(?P<o>{nth})\scentury(?![A-Za-z])",
        "rest": r"(?:the\s)?(?:rest|remainder)\sof\s(?:the|this)\s(?P<u>week|month|quarter|year)(?![A-Za-z])",
        "decade": r"(?P<p>this|the\spresent|the\scurrent)\s(?P<u>decade|century)(?![A-Za-z])",
    }
    return {name: seldom(source.replace(r"\s", SPACE), re.IGNORECASE) for name, source in sources.items()}


def _place(word: str) -> int:
    """The number of an ordinal, in words or in figures."""
    digits = re.match(r"\d+", word)
    return int(digits[0]) if digits else int(mapping(FILE, "ordinal_days")["-".join(re.split(r"[\s-]", word.lower()))])


def edge(text: str, start: int, _: int) -> tuple[Atom, ...]:
    """The first ten days of, the last two weeks of: a part of the year or month behind it."""
    told = _patterns()["edge"].match(text, start)
    count = None if told is None else en_count(told["n"])
    if told is None or count is None or not (number := int(count.low)):
        return ()
    unit, whole_months = told["u"].lower(), told["e"].lower() == "first" and told["u"].lower() == "month"
    if whole_months:
        return ()
    first, last = (1, number) if told["e"].lower() == "first" else (-number, -1)
    return (Atom(Slot.PART, start, told.end(), first, last, f"count:{unit}", rule="en-counted"),)


def nth(text: str, start: int, _: int) -> tuple[Atom, ...]:
    """The last day of, the third month of, the second last week of; a first week is told elsewhere."""
    if before := _patterns()["told-before"].match(text, start):
        # the last month of the year hangs on a year told before
        return (Atom(Slot.BAND, start, before.end(), how="none"),)
    told = _patterns()["nth"].match(text, start)
    if told is None or not (told["o"] or told["l"]):
        return ()
    unit = told["u"].lower()
    if unit == "week" and not (told["o"] and told["l"]):
        return ()
    place = _place(told["o"]) if told["o"] else 1
    place = -place if told["l"] else place
    return (Atom(Slot.PART, start, told.end(), place, place, f"count:{unit}", rule="en-counted"),)


def week(text: str, start: int, _: int) -> tuple[Atom, ...]:
    """Week 31 of 2025, as the standard counts them; without a year it is any league's."""
    told = _patterns()["week"].match(text, start)
    if told is None or not 1 <= int(told["n"]) <= 53:
        return ()
    return (Atom(Slot.WEEK, start, told.end(), int(told["n"]), how="nth", rule="en-week"),)


def weekdays(text: str, start: int, _: int) -> tuple[Atom, ...]:
    """Two Sundays from now, three Fridays ago."""
    told = _patterns()["weekdays"].match(text, start)
    count = None if told is None else en_count(told["n"])
    if told is None or count is None:
        return ()
    number = weekday_numbers()[told["w"].lower()]
    sign = -1 if told["a"].lower() in ("ago", "earlier") else 1
    return (Atom(Slot.WEEKDAY, start, told.end(), number, sign * int(count.low), "count", rule="en-counted"),)


def century(text: str, start: int, _: int) -> tuple[Atom, ...]:
    """The 19th century is told as 1800 to 1899."""
    told = _patterns()["century"].match(text, start)
    if told is None or not 2 <= (number := _place(told["o"])) <= 29:
        return ()
    first = (number - 1) * 100
    return (Atom(Slot.YEAR, start, told.end(), first, first + 99, "decade", rule="en-century"),)


def decade(text: str, start: int, _: int) -> tuple[Atom, ...]:
    """The years of this decade, of this century: those that the day of publication is in."""
    told = _patterns()["decade"].match(text, start)
    if told is None:
        return ()
    years = 10 if told["u"].lower() == "decade" else 100
    return (Atom(Slot.YEAR, start, told.end(), last=years, how="relative-round", rule="en-decade"),)


def rest(text: str, start: int, _: int) -> tuple[Atom, ...]:
    """The rest of the year: what is left of it on the day of publication."""
    told = _patterns()["rest"].match(text, start)
    if told is None:
        return ()
    unit = told["u"].lower()
    slot = {"week": Slot.WEEK, "year": Slot.YEAR}.get(unit, Slot.MONTHS)
    how = {Slot.WEEK: "", Slot.YEAR: "relative"}.get(slot, f"relative-{unit}")
    return (Atom(slot, start, told.end(), how=how, rule=REST),)


@cache
def rules() -> dict[str, tuple[Rule, ...]]:
    """Rules by their first word in lower case, or "0" and what stands behind a number; see `atoms_zh.rules`."""
    made: dict[str, tuple[Rule, ...]] = {}

    def add(rule: Rule, *keys: str) -> None:
        for key in keys:
            made[key] = (*made.get(key, ()), rule)

    ordinals = {form.partition("-")[0] for form in ordinal_days()}
    add(edge, "the", "first", "last", "final")
    add(nth, "the", "last", "final", "0a", *ordinals)
    add(week, "the", "week")
    add(weekdays, "0a", *mapping(FILE, "numbers"))
    add(century, "the", "0a", *ordinals)
    add(decade, "this", "the")
    add(rest, "the", "rest", "remainder")
    return made
