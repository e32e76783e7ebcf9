"""Atoms for lengths of time and ages in English."""

import re
from collections.abc import Callable
from decimal import Decimal
from functools import cache

from checker.extract.values.atoms_lengths import bounded
from checker.extract.values.durations import in_smaller, length, on_the_calendar, times, together
from checker.extract.values.patterns_en import SPACE, alternatives, group
from checker.extract.values.timenumbers import Count, en_count, exactly
from checker.extract.values.timewords import Atom, Slot, unit_of
from checker.lexicon.load import mapping, words
from checker.model.pattern import seldom
from checker.model.record import replace
from checker.model.text import Span

Rule = Callable[[str, int, int], tuple[Atom, ...]]
FILE = "en/times.toml"
_DIGITS = r"\d{1,3}(?:,\d{3}){1,2}(?:\.\d{1,4})?|\d{1,6}(?:\.\d{1,4})?"


@cache
def _number() -> str:
    spelled = alternatives(mapping(FILE, "numbers"))
    return (
        rf"(?:(?:{_DIGITS})(?:[^\S\n]and[^\S\n](?:a[^\S\n])?half)?|(?:a[^\S\n])?(?:few|several|couple(?:[^\S\n]of)?)|half(?:[^\S\n]an?)?"
        r"|(?:a|one|three)[^\S\n]quarters?[^\S\n]of[^\S\n]an?"
        rf"|(?:{spelled})(?:[^\S\n]and[^\S\n](?:(?:a|one|two|three)[^\S\n])?quarters?(?:[^\S\n]of(?:[^\S\n]an?)?)?"
        rf"|(?:[- ](?:and[^\S\n])?(?:{spelled})){{0,3}}(?:[^\S\n]and[^\S\n](?:a[^\S\n])?half)?))"
    )


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    units, number = alternatives([form for form in unit_of("en") if len(form) > 1]), _number()
    # a letter is a unit only behind its figure: 36h, 1 h 20 min, 1,066 s; H is a half of the year, and the s of 1990 s
    # has lost its apostrophe
    gap = r"(?<=\d[ \u00a0])"
    minutes = r"h(?=[ \u00a0]\d{1,2}[ \u00a0]?min)"
    short = rf"(?<=\d)(?-i:h)|{gap}(?-i:{minutes}|(?<!\b[12]\d{{3}}[ \u00a0])s(?!['’]))"
    seconds = rf"(?<=\d)(?-i:s)|{gap}(?-i:s)"
    old = r"(?:years?|yrs?|months?|weeks?|days?)"
    beyond = r"(?:and|or)[^\S\n](?:over|above|older|under|below|younger|up)"
    sources = {
        # three quarters of users are no nine months
        "length": rf"(?P<n>{number})[- ]?(?:(?:{alternatives(words(FILE, 'before_unit'))})\s)?"
        rf"(?P<u>{units}|{short})(?![A-Za-z])(?<!quarters(?=\sof))"
        r"(?:(?P<half>\sand\s(?:a\s)?half)|\sand\s(?P<quarters>a|three)\squarters?(?!\sof)(?![A-Za-z]))?",
        "more": rf",?\s?(?:and\s)?(?P<n>{number})[- ]?(?P<u>{units}|{seconds})(?![A-Za-z])",
        "range": rf"(?P<n>{number})\s?(?:-|–|to|or)\s?(?=[\da-z])",
        "old": rf"(?P<n>{number})[- ](?P<u>{old})(?:[- ]olds?|\sof\sage)(?![A-Za-z])",
        "band": rf"{number}(?:[- ]{old})?-?\s?(?:-|–|to|and)\s?{number}[- ]{old}(?:[- ]olds?|\sof\sage)(?![A-Za-z])"
        rf"|{number}(?:\s{old}(?:\s(?:old|of\sage))?)?\s{beyond}(?![A-Za-z])",
        "aged": r"(?:aged|ages?|age\sof)\s(?:between\s)?(?P<n>\d{1,3})"
        rf"(?P<band>(?:\s?(?:-|–|to|and)\s?\d{{1,3}}|(?:\s(?:years?\s)?{beyond})|\+))?(?![\d%]|[.,]\d)",
        "past": r"(?:the\s)?(?P<p>last|past|previous|next|coming|upcoming|recent)\s"
        rf"(?P<n>{number}[- ]?)?(?P<u>{units})(?![A-Za-z])",
        "turned": rf"(?P<n>{number})\s(?P<p>past|previous|next|coming|upcoming)\s(?P<u>{units})(?<=s)(?![A-Za-z])",
    }
    return {name: seldom(source.replace(r"\s", SPACE), re.IGNORECASE) for name, source in sources.items()}


# "a year" is a rate (3% a year) unless one of these shows a length
@cache
def _length_before() -> re.Pattern[str]:
    return re.compile(rf"(?:^|\b(?:{alternatives(words(FILE, 'before_length'))})[^\S\n])$", re.IGNORECASE)


def en_range(text: str, start: int, reached: int) -> tuple[Atom, ...]:
    """Three to five years, 10-15 minutes: both ends take the unit of the right one."""
    first = _patterns()["range"].match(text, start)
    last = None if first is None else _patterns()["length"].match(text, first.end())
    low, high = None if first is None else en_count(first["n"]), None if last is None else _one(last)
    if low is None or high is None or last is None:
        return ()
    low = times(low, unit_of("en")[_plain(last["u"])][1])
    if low.low >= high[0].high:
        return ()
    both = Count(low.low, high[0].high, None, open_top=high[0].open_top)
    return (bounded(text, Span(start, last.end()), reached, (both, high[1]), "en"),)


def en_length(text: str, start: int, reached: int) -> tuple[Atom, ...]:
    """Three years, two and a half hours, a decade, a five-year plan, 1 hour and 30 minutes."""
    told = _patterns()["length"].match(text, start)
    if told is None or (read := _one(told)) is None or _ORDINAL.match(text, told.end("u")) or _no_length(text, told):
        return ()
    parts, end = [read], told.end()
    while len(parts) < 4 and (following := _patterns()["more"].match(text, end)):
        count = en_count(following["n"])
        unit, factor = unit_of("en")[_plain(following["u"])]
        if count is None or factor != 1 or together([*parts, (count, unit)]) is None:
            break
        parts.append((count, unit))
        end = following.end()
    whole = together(parts) if len(parts) > 1 else parts[0]
    if whole is None:
        return ()
    if whole[1] == "month" and _ENDED.match(text, end):
        # three months ended September 30: the date tells the whole
        return (Atom(Slot.BAND, start, end, how="none"),)
    made = bounded(text, Span(start, end), reached, whole, "en")
    assert made.figure is not None
    if (ago := _AGO.match(text, made.end)) is None or made.figure.unit in ("hour", "minute", "second"):
        return (made,)
    how = "before" if ago[1].lower() in ("ago", "earlier", "prior", "before today") else "after"
    written = replace(made.figure, written=text[made.start : ago.end()])
    months, days = on_the_calendar(parts)
    return (
        replace(made, slot=Slot.AGO, end=ago.end(), first=months, last=days, how=how, figure=written, rule="en-ago"),
    )


_ENDED = seldom(r"(?:[^\S\n]period)?[^\S\n](?:(?:that[^\S\n])?(?:ended|ending)[^\S\n]|to[^\S\n](?:end-)?[A-Z][a-z]{2})")
_AGO = seldom(
    r"[^\S\n](ago|earlier|prior|before[^\S\n]today|later|from[^\S\n](?:now|today)|hence|after[^\S\n]today)(?![A-Za-z])",
    re.IGNORECASE,
)


def _plain(form: str) -> str:
    return re.sub(r"\s", " ", form.lower())


# 2025 second fiscal quarter
_ORDINAL = seldom(r"(?<=second)[- ](?:fiscal|quarter|half)(?![A-Za-z])", re.IGNORECASE)


def _no_length(text: str, told: re.Match[str]) -> bool:
    """Whether the words are a rate, an ordinal or a share: 3 percent a year, a second chance, three quarters full."""
    if told["u"].lower() == "quarters" and told["n"].lower() == "three" and not _AGO.match(text, told.end()):
        before = text[max(0, told.start() - 10) : told.start()]
        return not before or not _length_before().search(before)
    if told["n"].lower() not in ("a", "an") or told["half"] or told["quarters"]:
        return False
    if _AGO.match(text, told.end()) or _patterns()["more"].match(text, told.end()):
        return False
    if told["u"].lower().startswith(("second", "min", "sec")):
        return True
    if told["u"].lower() in ("decade", "century", "fortnight"):
        return False
    return not _length_before().search(text[max(0, told.start() - 10) : told.start()])


def _one(told: re.Match[str]) -> tuple[Count, str] | None:
    count = en_count(told["n"])
    if count is None:
        return None
    unit, factor = unit_of("en")[_plain(told["u"])]
    if told["half"] and count.value is not None:
        count = exactly(count.value + Decimal("0.5"))
    if (quarters := group(told, "quarters")) and count.value is not None:
        count = exactly(count.value + (Decimal("0.25") if quarters.lower() == "a" else Decimal("0.75")))
    if factor != 1:
        return times(count, factor), unit
    # "two and a half hours" is told in minutes, 2.5 hours stays as written
    if count.value is not None and count.low == count.value and count.value % 1:
        return in_smaller(count, unit)
    return count, unit


def en_age(text: str, start: int, _: int) -> tuple[Atom, ...]:
    """36-year-old, 21 years old; 16-59 years old and 60 and over are bands."""
    if told := _patterns()["band"].match(text, start):
        return (Atom(Slot.BAND, start, told.end(), how="age"),)
    told = _patterns()["old"].match(text, start)
    count = None if told is None else en_count(told["n"])
    if told is None or count is None:
        return ()
    unit = {"y": "year", "m": "month", "w": "week", "d": "day"}[told["u"][0].lower()]
    figure = length(count, f"{unit}_old", text[start : told.end()])
    return (Atom(Slot.FIGURE, start, told.end(), how="age", figure=figure, rule="en-age"),)


def aged(text: str, start: int, _: int) -> tuple[Atom, ...]:
    """Aged 60; aged 16 to 59 and aged 60 and over are bands."""
    told = _patterns()["aged"].match(text, start)
    if told is None:
        return ()
    if told["band"]:
        return (Atom(Slot.BAND, start, told.end(), how="age"),)
    figure = length(exactly(int(told["n"])), "year_old", told[0])
    return (Atom(Slot.FIGURE, start, told.end(), how="age", figure=figure, rule="en-age"),)


def past(text: str, start: int, _: int) -> tuple[Atom, ...]:
    """The past year, the last three months, the next two weeks: counted from the day of publication."""
    told = _patterns()["past"].match(text, start) or _patterns()["turned"].match(text, start)
    if told is None:
        return ()
    if told["p"].lower() == "last" and _VERB.search(text[max(0, start - 10) : start]):
        return ()
    pointer, plural = told["p"].lower(), told["u"].lower().endswith(("s", "ies"))
    # "last year" is a year of the calendar, "the past year" the twelve months gone by
    if (
        told["n"] is None
        and (plural or pointer not in ("past", "coming"))
        and told["u"].lower() not in ("decade", "fortnight")
    ):
        return ()
    count = exactly(1) if told["n"] is None else en_count(told["n"])
    if count is None or pointer == "recent":
        return ()
    unit, factor = unit_of("en")[_plain(told["u"])]
    figure = length(times(count, factor), unit, told[0])
    how = "next" if pointer in ("next", "coming", "upcoming") else "past"
    return (Atom(Slot.PAST, start, told.end(), how=how, figure=figure, rule="en-past"),)


# the longest range in figures ends before this, and its unit begins
_SIGHT = 48
_LETTER = re.compile("[A-Za-z]")


def counted(text: str, start: int, reached: int) -> tuple[Atom, ...]:
    """What a number tells of age and length, of which nothing is told without letters: 3.5亿."""
    if _LETTER.search(text, start, start + _SIGHT) is None:
        return ()
    return (
        en_age(text, start, reached)
        or en_range(text, start, reached)
        or past(text, start, reached)
        or en_length(text, start, reached)
    )


# "will last two years" tells how long
_VERB = seldom(
    r"(?:\b(?:will|to|can|could|may|might|would|should|must|not|did|does|do|cannot)|n['’]t)[^\S\n]$", re.IGNORECASE
)


@cache
def rules() -> dict[str, tuple[Rule, ...]]:
    """Rules by their first word in lower case; see `atoms_en.rules`."""
    made: dict[str, tuple[Rule, ...]] = {}
    for word in ("last", "past", "previous", "next", "coming", "upcoming", "the"):
        made[word] = (past,)
    for key in (*mapping(FILE, "numbers"), "half", "few", "several", "couple", "0a", "0.", "0,", "0-", "0–"):
        made[key] = (counted,)
    return made | {"aged": (aged,), "age": (aged,), "ages": (aged,)}
