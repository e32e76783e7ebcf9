"""Atoms of time in English: months, days, quarters, relative words, clock times."""

import re
from collections.abc import Callable, Collection
from functools import cache

from checker.extract.values.timewords import Atom, Slot, daypart_rows, part_rows, season_rows, word_rows
from checker.lexicon.load import mapping, words

Rule = Callable[[str, int, int], tuple[Atom, ...]]
FILE = "en/times.toml"
_YEAR = r"(?:1[0-9]|20)\d\d"
_DAY = r"(?:[0-2]?\d|3[01])"
_TH = r"(?:st|nd|rd|th)?"
_TO = r"\s?(?:-|–|—|to|through|and|&|until|till)\s?(?:the\s)?"
# a figure behind a month that counts something else: May 5 million
_NO_COUNT = r"(?![\d:%]|[.,]\d|\s?(?:million|billion|percent|thousand|trillion|per\s?cent))"


@cache
def month_numbers() -> dict[str, int]:
    """Every spelling of a month, in lower case, with its number.

    >>> month_numbers()["sept"], month_numbers()["may"]
    (9, 5)
    """
    full, short = words(FILE, "months"), words(FILE, "month_abbreviations")
    also = {form: int(number) for form, number in mapping(FILE, "months_also").items()}
    return {form: at for forms in (short, full) for at, form in enumerate(forms, 1)} | also


@cache
def weekday_numbers() -> dict[str, int]:
    """Every spelling of a weekday with its number, Monday 0.

    >>> weekday_numbers()["thurs"]
    3
    """
    full, short = words(FILE, "weekdays"), words(FILE, "weekday_abbreviations")
    also = {form: int(number) - 1 for form, number in mapping(FILE, "weekdays_also").items()}
    return {form: at for forms in (short, full) for at, form in enumerate(forms)} | also


def alternatives(forms: Collection[str]) -> str:
    """The forms as a regular expression, longest first, white space loosened."""
    return "|".join(re.escape(form).replace(r'\ ', r'\s') for form in sorted(forms, key=len, reverse=True))


@cache
def _month() -> str:
    return rf"(?:{alternatives(month_numbers())})"


@cache
def _ordinals() -> dict[str, int]:
    return {form: int(number) for form, number in mapping(FILE, "ordinal_days").items()}


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    month, ordinal = _month(), alternatives(_ordinals())
    pointer = alternatives(mapping(FILE, "pointers"))
    season = alternatives([form for row in season_rows() for form in row.forms])
    sources = {
        "month-day": rf"(?P<m>{month})\.?(?:,?\s|-|/)?(?:the\s)?(?:(?P<d>{_DAY}){_TH}(?:{_TO}(?P<e>{_DAY}){_TH}(?!\s(?:{month})\b))?|(?P<o>{ordinal}))(?![A-Za-z]){_NO_COUNT}(?:\s?,?\s?(?:of\s)?(?P<y>{_YEAR})(?!\d|,\d))?",
        "month-year": rf"(?P<m>{month})\.?(?:\s?,?\s?(?:of\s)?|-|/)(?P<y>{_YEAR})(?!\d|,\d|[A-Za-z])",
        "month": rf"(?P<m>{month})(?![A-Za-z])(?P<dot>\.)?",
        "day-month": rf"(?P<d>{_DAY}){_TH}(?:{_TO}(?P<e>{_DAY}){_TH})?(?:\s|-|/)?(?:of\s)?(?P<m>{month})(?![A-Za-z])\.?(?:(?:,?\s(?:of\s)?|-|/)(?P<y>{_YEAR})(?!\d|,\d))?",
        "ordinal-month": rf"(?:the\s)?(?P<o>{ordinal})\s(?:of\s)?(?P<m>{month})(?![A-Za-z])\.?(?:,?\s(?P<y>{_YEAR})(?!\d|,\d))?",
        "year-month-day": rf"(?P<y>{_YEAR})[-/\s](?P<m>{month})(?![A-Za-z])(?:[-/\s](?P<d>{_DAY})(?!\d))?",
        "day-of": rf"(?:the\s)?(?P<d>{_DAY}){_TH}(?:{_TO}(?P<e>{_DAY}){_TH})?(?:\sday)?(?=\s(?:of\s|in\s)?(?:the\s)?(?:this|last|next|current|previous|same)\smonth)",
        "on-the": rf"the\s(?P<d>{_DAY})(?:st|nd|rd|th)(?=[.,;!?)]|$|\s(?:and|in|at)\s)",
        "numeric": r"(?P<a>[1-9]\d?)/(?P<b>[1-9]\d?)(?![\d/%.A-Za-z])",
        "weekday": rf"(?P<p>{pointer})?\s?(?P<w>{alternatives(weekday_numbers())})(?![A-Za-z])(?P<dot>\.)?(?:,?\sthe\s(?P<d>{_DAY})(?:st|nd|rd|th))?",
        "nth": rf"(?:the\s)?(?P<n>first|second|third|fourth|fifth|last|1st|2nd|3rd|4th|5th)\s(?P<w>week|{alternatives([form for form in weekday_numbers() if len(form) > 5])})(?=\s(?:(?:of|in)\s)?(?:the\s)?(?:\d{{4}}|{month}|this|last|next|previous))",
        "quarter": r"(?:the\s)?(?P<n>first|second|third|fourth|final|last|1st|2nd|3rd|4th)[-\s](?:(?P<f>fiscal)\s)?(?P<w>quarter|half)(?![A-Za-z])(?:\s(?:of\s)?(?P<y>20\d\d)(?!\d|,\d))?",
        "month-quarter": rf"(?:the\s)?(?P<m>{month})\s(?:quarter)(?![A-Za-z])",
        "first-months": r"(?:the\s)?first\s(?P<n>two|three|four|five|six|seven|eight|nine|ten|eleven|[2-9]|1[01])\s(?P<w>months|quarters)(?![A-Za-z])",
        "pointer": rf"(?:the\s|this\s)?(?P<p>{pointer})\s(?P<f>fiscal\s|calendar\s|financial\s)?(?P<w>years?|quarter|month|week|weekend|decade|century|{month}|(?P<s>{season}))(?![A-Za-z])",
        "season": rf"(?:the\s)?(?P<s>{season})(?:\s(?:of\s)?)(?P<y>{_YEAR})(?!\d|,\d)",
        "fiscal": r"(?:fiscal|financial)(?:[-\s]year)?\s(?P<y>20\d\d|['’]?\d\d)(?![\d,]|[-–/]\d)",
        "part": rf"(?:the\s)?(?:(?P<w>{alternatives({form for row in part_rows('en') for form in row.forms})})(?:[-\s](?:the\s)?)(?=[\d'’A-Za-z]))",
        "year-part": r"(?:the\s)?(?:(?P<a>year|month|quarter)[-\s](?P<b>end|start)|(?P<c>end|start|beginning|close)\sof\s(?:the|that)\s(?P<d>year|month|quarter)|(?P<e>mid)-?(?P<g>year|month))(?![A-Za-z])",
        "decade": r"(?:(?P<y>1\d\d0|20\d0)|['’]?(?P<t>[2-9]0))['’]?s(?![A-Za-z])",
        "clock": r"(?P<h>1[0-2]|0?[1-9])(?:[:.](?P<n>[0-5]\d))?\s?(?P<ap>[ap])\.?\s?m(?:\.|(?![A-Za-z]))",
        "year": rf"(?P<y>(?:1[5-9]|2[01])\d\d)(?![\d%]|[.,:/-]\d|[A-Za-z]|-[a-z]{{3}}-)",
    }
    return {name: re.compile(source, re.IGNORECASE) for name, source in sources.items()}


def _told(name: str, text: str, start: int) -> re.Match[str] | None:
    return _patterns()[name].match(text, start)


def _group(told: re.Match[str], name: str) -> str | None:
    return told.groupdict().get(name)


def _dated(told: re.Match[str], rule: str) -> tuple[Atom, ...]:
    """Year, month and day of a match, as atoms of one span."""
    start, end = told.span()
    made = []
    if year := _group(told, "y"):
        made.append(Atom(Slot.YEAR, start, end, int(year), int(year), rule=rule))
    if month := _group(told, "m"):
        number = month_numbers()[month.lower()]
        made.append(Atom(Slot.MONTHS, start, end, number, number, "month", rule=rule))
    first = last = int(_group(told, "d") or 0)
    if word := _group(told, "o"):
        first = last = _ordinals()[word.lower()]
    if until := _group(told, "e"):
        last = int(until)
    if first:
        if not first <= last <= 31:
            return ()
        made.append(Atom(Slot.DAY, start, end, first, last, rule=rule))
    return tuple(made)


_ALSO_WORDS = frozenset({"may", "march", "august", *(name for name in month_numbers() if len(name) < 4), "sept"})
# may, march, sun, sat, mar, dec: words and names as well, so capital letters must show that a date is meant
def _capital(text: str, start: int) -> bool:
    return text[start].isupper()


_BEFORE_MONTH = re.compile(
    r"(?:\b(?:in|since|by|of|until|till|from|before|after|during|to|through|between|and|early|late|mid|last|this|next|for|on|around|end|ending|ended|fiscal|the|past|every|or)|[-–(/,])\s?$",
    re.IGNORECASE,
)


_SPAN_OF_MONTHS = re.compile(r"\.?\s?[-–—/]\s?[A-Z][a-z]{2}|\sto\s[A-Z][a-z]{2}|\s(?:19|20)\d\d")


def month(text: str, start: int, _: int) -> tuple[Atom, ...]:
    """Nov. 17, November 2025, May 22-24, 2024, in March."""
    if told := _told("month-quarter", text, start):
        number = month_numbers()[told["m"].lower()]
        return (Atom(Slot.MONTHS, start, told.end(), number, number, "quarter-ended", rule="en-quarter"),)
    for name in ("month-year", "month-day"):
        told = _told(name, text, start)
        if told and (_capital(text, start) or len(told["m"]) > 3) and (made := _dated(told, f"en-{name}")):
            return made
    told = _told("month", text, start)
    if told is None or (told["m"].lower() in _ALSO_WORDS and not _capital(text, start)):
        return ()
    short = told["m"].lower() in _ALSO_WORDS
    if short and not _BEFORE_MONTH.search(text[max(0, start - 10) : start]) and not _SPAN_OF_MONTHS.match(text, told.end()):
        return ()
    number = month_numbers()[told["m"].lower()]
    end = told.end() if told["dot"] and len(told["m"]) < 5 and text[told.end() : told.end() + 1] == " " else told.end("m")
    return (Atom(Slot.MONTHS, start, end, number, number, "month", rule="en-month"),)


# $12 December 27: the figure is money
_MONEY = frozenset("$€£¥")


def day(text: str, start: int, _: int) -> tuple[Atom, ...]:
    """17 November 2025, 17th of November, 2025-Nov-17, 17th of next month."""
    for name in ("day-month", "year-month-day", "ordinal-month"):
        told = _told(name, text, start)
        if told and text[max(0, start - 1) : start] in _MONEY:
            continue
        if told and (told["m"][0].isupper() or len(told["m"]) > 3 or _group(told, "y")) and (made := _dated(told, f"en-{name}")):
            return made
    if (told := _told("numeric", text, start)) and _ON.search(text[max(0, start - 6) : start]):
        return _numeric(told)
    if told := _told("day-of", text, start):
        return _dated(told, "en-day")
    told = _told("on-the", text, start)
    if told is None or not _ON.search(text[max(0, start - 6) : start]):
        return ()
    return _dated(told, "en-day")


_ON = re.compile(r"\b(?:on|until|since|from|by)\s$", re.IGNORECASE)


def _numeric(told: re.Match[str]) -> tuple[Atom, ...]:
    """On 4/22: the month first where both could be one."""
    month, day_ = int(told["a"]), int(told["b"])
    if month > 12:
        month, day_ = day_, month
    if month > 12 or day_ > 31:
        return ()
    start, end = told.span()
    return (
        Atom(Slot.MONTHS, start, end, month, month, "month", rule="en-numeric"),
        Atom(Slot.DAY, start, end, day_, day_, rule="en-numeric"),
    )


def weekday(text: str, start: int, _: int) -> tuple[Atom, ...]:
    """Thursday, last Friday, Friday the 22nd."""
    told = _told("weekday", text, start)
    if told is None or (len(told["w"]) < 6 and not told["w"][0].isupper()):
        return ()
    if len(told["w"]) < 5 and not (told["dot"] or text[told.end() : told.end() + 1] in (",", " ")):
        return ()
    number = weekday_numbers()[told["w"].lower()]
    # Sun and Sat, Mon and Wed are names too
    if len(told["w"]) < 5 and not re.match(r"\.|,?\s(?:\d|[A-Z][a-z]{2,8}\.?\s\d)", text[told.end("w") : told.end("w") + 14]):
        return ()
    end = told.end("w") if told["dot"] and len(told["w"]) > 5 else told.end()
    made = (Atom(Slot.WEEKDAY, start, end, number, number, (told["p"] or "").lower(), rule="en-weekday"),)
    return (*made, *_dated(told, "en-weekday")) if told["d"] else made


def quarter(text: str, start: int, _: int) -> tuple[Atom, ...]:
    """First quarter, the second half, the first nine months, second fiscal quarter."""
    if told := _told("first-months", text, start):
        names = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven")
        number = int(told["n"]) if told["n"].isdecimal() else names.index(told["n"].lower())
        number *= 3 if told["w"].lower() == "quarters" else 1
        return (Atom(Slot.MONTHS, start, told.end(), 1, number, "span", rule="en-months"),) if number < 12 else ()
    if told := _told("nth", text, start):
        return _nth(told)
    told = _told("quarter", text, start)
    if told is None:
        return ()
    half = told["w"].lower() == "half"
    name = told["n"].lower()
    number = {"1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "final": 4, "last": 4}.get(name) or words(FILE, "ordinals").index(name) + 1
    if name == "last" or (half and number > 2):
        return ()
    length = 6 if half else 3
    months = Atom(Slot.MONTHS, start, told.end(), (number - 1) * length + 1, number * length, told["w"].lower(), rule="en-quarter")
    fiscal = "fiscal" if told["f"] else ""
    if told["y"]:
        return (Atom(Slot.YEAR, start, start, int(told["y"]), int(told["y"]), fiscal, rule="en-quarter"), months)
    return (months,)


def _nth(told: re.Match[str]) -> tuple[Atom, ...]:
    """The first week, the third Friday: of what follows; the last is told as 0."""
    name = told["n"].lower()
    number = int(name[0]) if name[0].isdecimal() else ("last", "first", "second", "third", "fourth", "fifth").index(name)
    start, end = told.span()
    if told["w"].lower() == "week":
        return (Atom(Slot.WEEK, start, end, number, how="nth", rule="en-nth"),)
    weekday = weekday_numbers()[told["w"].lower()]
    return (Atom(Slot.WEEKDAY, start, end, weekday, number, "nth", rule="en-nth"),)


def pointer(text: str, start: int, _: int) -> tuple[Atom, ...]:
    """Last year, this quarter, next month, last September, this summer."""
    told = _told("pointer", text, start)
    if told is None or told["w"].lower() in ("years", "century"):
        return ()
    word, offset = told["w"].lower(), int(mapping(FILE, "pointers")[told["p"].lower()])
    if told["p"].lower() in ("the", "past", "coming", "following", "preceding", "prior"):
        return _loose(told, word)
    if word in ("week", "weekend"):
        weekend = Atom(Slot.WEEKDAY, told.end(), told.end(), 7, 7, rule="en-weekend")
        week = Atom(Slot.WEEK, start, told.end(), offset, rule="en-week")
        return (week, weekend) if word == "weekend" else (week,)
    if word in month_numbers() and (word not in ("may", "mar", "march") or told["w"][0].isupper()):
        return _pointed_month(told, word, offset)
    if word in month_numbers():
        return ()
    if told["s"]:
        return _pointed_season(told, word, offset)
    if word == "decade":
        return ()
    slot = Slot.YEAR if word == "year" else Slot.MONTHS
    how = "relative" if word == "year" else f"relative-{word}"
    if told["f"] and not told["f"].lower().startswith("calendar"):
        how = "relative-fiscal"
    return (Atom(slot, start, told.end(), offset, how=how, rule="en-pointer"),)


def _loose(told: re.Match[str], word: str) -> tuple[Atom, ...]:
    """The year, the following month: they hang on something told before."""
    offset = {"following": 1, "preceding": -1, "prior": -1}.get(told["p"].lower())
    if offset is None or word not in ("year", "month", "quarter"):
        return ()
    slot = Slot.YEAR if word == "year" else Slot.MONTHS
    how = "relative" if word == "year" else f"relative-{word}"
    if offset > 0:
        how = "context" if word == "year" else f"context-{word}"
    return (Atom(slot, told.start(), told.end(), offset, how=how, rule="en-pointer"),)


def _pointed_month(told: re.Match[str], word: str, offset: int) -> tuple[Atom, ...]:
    number = month_numbers()[word]
    # "last September" is the latest one gone by, which the anchor decides
    how = {-1: "month-last", 0: "month-this", 1: "month-next"}[offset]
    return (Atom(Slot.MONTHS, told.start(), told.end(), number, number, how, rule="en-pointer"),)


def _pointed_season(told: re.Match[str], word: str, offset: int) -> tuple[Atom, ...]:
    row = next(row for row in season_rows() if word in row.forms)
    start, end = told.span()
    year = Atom(Slot.YEAR, start, start, offset, how="relative", rule="en-season")
    return (year, Atom(Slot.MONTHS, start, end, row.first, row.last, "season", rule="en-season"))


_WEEKEND = re.compile(r"(?:the\s)?weekend(?![A-Za-z])", re.IGNORECASE)


def weekend(text: str, start: int, _: int) -> tuple[Atom, ...]:
    """Over the weekend: the last one."""
    told = _WEEKEND.match(text, start)
    return () if told is None else (Atom(Slot.WEEKDAY, start, told.end(), 7, 7, rule="en-weekend"),)


def season(text: str, start: int, _: int) -> tuple[Atom, ...]:
    """Summer 2016, the spring of 2024."""
    told = _told("season", text, start)
    if told is None:
        return ()
    row = next(row for row in season_rows() if told["s"].lower() in row.forms)
    year = Atom(Slot.YEAR, start, start, int(told["y"]), int(told["y"]), rule="en-season")
    return (year, Atom(Slot.MONTHS, start, told.end(), row.first, row.last, "season", rule="en-season"))


def fiscal(text: str, start: int, _: int) -> tuple[Atom, ...]:
    """Fiscal 2026, fiscal year 2026."""
    told = _told("fiscal", text, start)
    if told is None:
        return ()
    year = int(told["y"].strip("'’"))
    year += 2000 if year < 100 else 0
    return (Atom(Slot.YEAR, start, told.end(), year, year, "fiscal", rule="en-fiscal"),)


def part(text: str, start: int, _: int) -> tuple[Atom, ...]:
    """Early, the end of, mid-, year-end: parts of what follows."""
    if told := _told("year-part", text, start):
        whole = (told["a"] or told["d"] or told["g"]).lower()
        side = (told["b"] or told["c"] or told["e"]).lower()
        sign = {"year": "年", "month": "月", "quarter": "季"}[whole]
        form = sign + {"end": "底", "close": "底", "mid": "中"}.get(side, "初")
        return (Atom(Slot.PART, start, told.end(), how=f"zh:{form.replace('季底', '季末')}", rule="en-part"),)
    told = _told("part", text, start)
    if told is None:
        return ()
    form = re.sub(r"\s", " ", told["w"].lower())
    return (Atom(Slot.PART, start, told.end("w"), how=f"en:{form}", rule="en-part"),)


def decade(text: str, start: int, _: int) -> tuple[Atom, ...]:
    """1990s, the '90s."""
    told = _told("decade", text, start)
    if told is None:
        return ()
    first = int(told["y"] or told["t"])
    if first < 100:
        # 20s and 30s are ages and scores as often
        if not re.search(r"\bthe\s['’]?$|['’]$", text[max(0, start - 5) : start]) and text[start] not in "'’":
            return ()
        first += 1900 if first > 20 else 2000
    return (Atom(Slot.YEAR, start, told.end(), first, first + 9, "decade", rule="en-decade"),)


def clock(text: str, start: int, _: int) -> tuple[Atom, ...]:
    """7 p.m., 7:30pm."""
    told = _told("clock", text, start)
    if told is None:
        return ()
    hour = int(told["h"]) % 12 + (12 if told["ap"].lower() == "p" else 0)
    return (Atom(Slot.CLOCK, start, told.end(), hour, int(told["n"] or 0), rule="en-clock"),)


@cache
def _before_year() -> re.Pattern[str]:
    forms = alternatives(words(FILE, "before_year"))
    return re.compile(rf"(?:\b(?:{forms})\s|[(\[–—/]|[a-z]-|'s\s|\b[A-Z][a-z]+,?\s)$", re.IGNORECASE)


@cache
def _after_year() -> re.Pattern[str]:
    return re.compile(rf"(?:\s(?:{alternatives(words(FILE, 'after_count'))})\b|\s?[$€£¥%元人万亿美名个家])", re.IGNORECASE)


_PLAIN = re.compile(r"\b(?:in|since|by|until|before|after|year|circa)\s$", re.IGNORECASE)
_AFTER_BARE = re.compile(r"\s(?:was|is|has|had|were|to|and|or|as|marks|saw|full|annual|budget|[A-Z])|[.,;:)\]'’]|$")


def bare_year(text: str, start: int, _: int) -> tuple[Atom, ...]:
    """2025 where the words around it show that it is a year."""
    told = _told("year", text, start)
    if told is None or _after_year().match(text, told.end()):
        return ()
    before = text[max(0, start - 12) : start]
    # numbers of four digits far from our time need the plainest of words
    if told["y"][:2] not in ("19", "20") and not _PLAIN.search(before):
        return ()
    if not (_before_year().search(before) or (not before.strip() and _AFTER_BARE.match(text, told.end()))):
        return ()
    year = int(told["y"])
    return (Atom(Slot.YEAR, start, told.end(), year, year, "bare", rule="en-year"),)


def _fixed(rows: dict[str, Atom]) -> Rule:
    """The rule for fixed words and phrases that start with one word."""
    # a phrase is looked up as written with single spaces, in lower case
    found = re.compile(rf"(?:{alternatives(rows)})(?![A-Za-z])", re.IGNORECASE)
    folded = {form.lower(): atom for form, atom in rows.items()}

    def rule(text: str, start: int, _: int) -> tuple[Atom, ...]:
        told = found.match(text, start)
        if told is None:
            return ()
        atom = folded[re.sub(r"\s", " ", told[0].lower())]
        return (Atom(atom.slot, start, told.end(), atom.first, atom.last, atom.how, rule=atom.rule),)

    return rule


_BEGIN = frozenset({Slot.YEAR, Slot.MONTHS, Slot.WEEK, Slot.DAY, Slot.FESTIVAL, Slot.VAGUE, Slot.ZONE})


@cache
def _fixed_by_word() -> dict[str, Rule]:
    made = {
        form: Atom(row.slot, 0, 0, row.first, row.last, row.how or form, rule=f"en-{row.slot}")
        for row in word_rows("en")
        if row.slot in _BEGIN
        for form in row.forms
    }
    for hours in daypart_rows("en"):
        made |= {form: Atom(Slot.DAYPART, 0, 0, hours.add, hours.until, form, rule="en-daypart") for form in hours.forms}
    firsts: dict[str, dict[str, Atom]] = {}
    for form, atom in made.items():
        firsts.setdefault(_first(form), {})[form] = atom
    return {first: _fixed(rows) for first, rows in firsts.items()}


def _first(form: str) -> str:
    """The first run of letters, by which the scanner finds a phrase."""
    found = re.match(r"[a-z]+", form.lower())
    return found[0] if found else ""


@cache
def rules() -> dict[str, tuple[Rule, ...]]:
    """Rules by their first word in lower case, or "0" and what stands behind a number; see `atoms_zh.rules`."""
    made: dict[str, tuple[Rule, ...]] = {}

    def add(rule: Rule, *keys: str) -> None:
        for key in keys:
            made[key] = (*made.get(key, ()), rule)

    for first, rule in _fixed_by_word().items():
        add(rule, first)
    add(quarter, "the", "first", "second", "third", "fourth", "fifth", "last", "final")
    add(quarter, "0a")
    add(weekend, "the", "weekend")
    add(season, "the", *(form for row in season_rows() for form in row.forms))
    add(pointer, "the", *(form for form in mapping(FILE, "pointers") if form != "the"))
    add(part, "the", "year", "month", "quarter", *{_first(form) for row in part_rows("en") for form in row.forms})
    add(day, "the", *_ordinals(), "0a", "0-", "0/", "0–", "0&", "0—")
    add(month, "the", *month_numbers())
    add(weekday, *weekday_numbers(), *mapping(FILE, "pointers"))
    add(fiscal, "fiscal", "financial")
    add(decade, "0a", "0'", "0’")
    add(clock, "0a", "0:", "0.")
    add(bare_year, *(f"0{sign}" for sign in " .,;:)'’]-–—/\n!?&\""), "0a", "0")
    return made

