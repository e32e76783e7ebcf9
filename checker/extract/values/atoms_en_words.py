"""Atoms of time in English: relative words, seasons, parts, bare years, clock times, fixed phrases."""

import re
from collections.abc import Callable
from functools import cache

from checker.extract.values.patterns_en import FILE, alternatives, month_numbers
from checker.extract.values.patterns_en import told as told_at
from checker.extract.values.timewords import Atom, Slot, daypart_rows, part_rows, season_rows, word_rows
from checker.lexicon.load import mapping, words
from checker.model.pattern import seldom

Rule = Callable[[str, int, int], tuple[Atom, ...]]


def pointer(text: str, start: int, _: int) -> tuple[Atom, ...]:
    """Last year, this quarter, next month, last September, this summer."""
    told = told_at("pointer", text, start)
    if told is None or told["w"].lower() in ("years", "century"):
        return ()
    word, offset = told["w"].lower(), int(mapping(FILE, "pointers")[told["p"].lower()])
    if told["p"].lower() in ("the", "past", "coming", "following", "preceding", "prior"):
        return _loose(told, word)
    if word in month_numbers():
        return _pointed_month(told, word, offset)
    return _pointed_season(told, word, offset) if told["s"] else _pointed(told, word, offset)


def _pointed(told: re.Match[str], word: str, offset: int) -> tuple[Atom, ...]:
    """A week, month, quarter or year so many from the anchor's."""
    start, end = told.span()
    if word in ("week", "weekend"):
        days = Atom(Slot.WEEKDAY, end, end, 7, 7, rule="en-weekend")
        week = Atom(Slot.WEEK, start, end, offset, rule="en-week")
        return (week, days) if word == "weekend" else (week,)
    if word == "decade":
        return ()
    slot = Slot.YEAR if word == "year" else Slot.MONTHS
    how = "relative" if word == "year" else f"relative-{word}"
    if told["f"] and not told["f"].lower().startswith("calendar"):
        how = "relative-fiscal"
    return (Atom(slot, start, end, offset, how=how, rule="en-pointer"),)


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
    # "this may" is a verb, "this May" a month
    if word in ("may", "mar", "march") and not told["w"][0].isupper():
        return ()
    # "last September" is the latest one gone by, which the anchor decides
    how = {-1: "month-last", 0: "month-this", 1: "month-next"}[offset]
    return (Atom(Slot.MONTHS, told.start(), told.end(), number, number, how, rule="en-pointer"),)


def _pointed_season(told: re.Match[str], word: str, offset: int) -> tuple[Atom, ...]:
    row = next(row for row in season_rows() if word in row.forms)
    start, end = told.span()
    year = Atom(Slot.YEAR, start, start, offset, how="relative", rule="en-season")
    return (year, Atom(Slot.MONTHS, start, end, row.first, row.last, "season", rule="en-season"))


def weekend(text: str, start: int, _: int) -> tuple[Atom, ...]:
    """Over the weekend: the last one."""
    told = told_at("weekend", text, start)
    return () if told is None else (Atom(Slot.WEEKDAY, start, told.end(), 7, 7, rule="en-weekend"),)


def season(text: str, start: int, _: int) -> tuple[Atom, ...]:
    """Summer 2016, the spring of 2024."""
    told = told_at("season", text, start)
    if told is None:
        return ()
    row = next(row for row in season_rows() if told["s"].lower() in row.forms)
    year = Atom(Slot.YEAR, start, start, int(told["y"]), int(told["y"]), rule="en-season")
    return (year, Atom(Slot.MONTHS, start, told.end(), row.first, row.last, "season", rule="en-season"))


def fiscal(text: str, start: int, _: int) -> tuple[Atom, ...]:
    """Fiscal 2026, fiscal year 2026."""
    told = told_at("fiscal", text, start)
    if told is None:
        return ()
    year = int(told["y"].strip("'’"))
    year += 2000 if year < 100 else 0
    return (Atom(Slot.YEAR, start, told.end(), year, year, "fiscal", rule="en-fiscal"),)


def part(text: str, start: int, _: int) -> tuple[Atom, ...]:
    """Early, the end of, mid-, year-end: parts of what follows."""
    if told := told_at("year-part", text, start):
        whole = (told["a"] or told["d"] or told["g"]).lower()
        side = (told["b"] or told["c"] or told["e"]).lower()
        sign = {"year": "年", "month": "月", "quarter": "季"}[whole]
        form = sign + {"end": "底", "close": "底", "mid": "中"}.get(side, "初")
        return (Atom(Slot.PART, start, told.end(), how=f"zh:{form.replace('季底', '季末')}", rule="en-part"),)
    told = told_at("part", text, start)
    if told is None:
        return ()
    form = re.sub(r"\s", " ", told["w"].lower())
    # the contract will end in 2030: a verb
    if form == "end" and _VERB_ENDS.match(text, told.end()):
        return ()
    return (Atom(Slot.PART, start, told.end("w"), how=f"en:{form}", rule="en-part"),)


_VERB_ENDS = seldom(r"(?:in|on|by|at|with|for|after|before)[^\S\n]")


def decade(text: str, start: int, _: int) -> tuple[Atom, ...]:
    """1990s, the '90s."""
    told = told_at("decade", text, start)
    if told is None:
        return ()
    first = int(told["y"] or told["t"])
    if first < 100:
        # 20s and 30s are ages and scores as often
        if not re.search(r"\bthe[^\S\n]['’]?$|['’]$", text[max(0, start - 5) : start]) and text[start] not in "'’":
            return ()
        first += 1900 if first > 20 else 2000
    return (Atom(Slot.YEAR, start, told.end(), first, first + 9, "decade", rule="en-decade"),)


def clock(text: str, start: int, _: int) -> tuple[Atom, ...]:
    """7 p.m., 7:30pm."""
    told = told_at("clock", text, start)
    if told is None:
        return ()
    hour = int(told["h"]) % 12 + (12 if told["ap"].lower() == "p" else 0)
    return (Atom(Slot.CLOCK, start, told.end(), hour, int(told["n"] or 0), rule="en-clock"),)


@cache
def _before_year() -> re.Pattern[str]:
    forms = alternatives(words(FILE, "before_year"))
    return re.compile(rf"(?:\b(?:{forms})[^\S\n]|[(\[–—/]|[a-z]-|'s[^\S\n]|\b[A-Z][a-z]+,?[^\S\n])$", re.IGNORECASE)


@cache
def _after_year() -> re.Pattern[str]:
    return re.compile(
        rf"(?:[^\S\n](?:{alternatives(words(FILE, 'after_count'))})\b|[^\S\n]?[$€£¥%元人万亿美名个家])", re.IGNORECASE
    )


_PLAIN = seldom(r"\b(?:in|since|by|until|before|after|year|circa)[^\S\n]$", re.IGNORECASE)
_AFTER_BARE = seldom(r"[^\S\n](?:was|is|has|had|were|to|and|or|as|marks|saw|full|annual|budget|[A-Z])|[.,;:)\]'’]|$")


# 2025 third quarter
_QUARTER = seldom(
    r"[^\S\n](?:first|second|third|fourth|1st|2nd|3rd|4th|final)[- ](?:quarter|half)(?![A-Za-z])",
    re.IGNORECASE,
)


def bare_year(text: str, start: int, _: int) -> tuple[Atom, ...]:
    """2025 where the words around it show that it is a year."""
    told = told_at("year", text, start)
    if told is None or _after_year().match(text, told.end()):
        return ()
    before = text[max(0, start - 12) : start]
    # numbers of four digits far from our time need the plainest of words
    if told["y"][:2] not in ("19", "20") and not _PLAIN.search(before):
        return ()
    if not (
        _before_year().search(before)
        or _QUARTER.match(text, told.end())
        or (not before.strip() and _AFTER_BARE.match(text, told.end()))
    ):
        return ()
    year = int(told["y"])
    return (Atom(Slot.YEAR, start, told.end(), year, year, "bare", rule="en-year"),)


def _fixed(rows: dict[str, Atom]) -> Rule:
    """The rule for fixed words and phrases that start with one word."""
    # a phrase is looked up as written with single spaces, in lower case
    # the quarter ended September 30: the date tells which
    found = seldom(
        rf"(?:{alternatives(rows)})(?![A-Za-z]|[^\S\n](?:that[^\S\n])?(?:ended|ending)[^\S\n])", re.IGNORECASE
    )
    folded = {form.lower(): atom for form, atom in rows.items()}

    def rule(text: str, start: int, _: int) -> tuple[Atom, ...]:
        told = found.match(text, start)
        if told is None:
            return ()
        # "up to date" is an adjective
        if text[max(0, start - 3) : start].lower() == "up ":
            return ()
        atom = folded[re.sub(r"\s", " ", told[0].lower())]
        return (Atom(atom.slot, start, told.end(), atom.first, atom.last, atom.how, rule=atom.rule),)

    return rule


_BEGIN = frozenset({Slot.YEAR, Slot.MONTHS, Slot.WEEK, Slot.DAY, Slot.SAME, Slot.FESTIVAL, Slot.VAGUE, Slot.ZONE})


@cache
def _fixed_by_word() -> dict[str, Rule]:
    made = {
        form: Atom(row.slot, 0, 0, row.first, row.last, row.how or form, rule=f"en-{row.slot}")
        for row in word_rows("en")
        if row.slot in _BEGIN
        for form in row.forms
    }
    for hours in daypart_rows("en"):
        made |= {
            form: Atom(Slot.DAYPART, 0, 0, hours.add, hours.until, form, rule="en-daypart") for form in hours.forms
        }
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
    add(weekend, "the", "weekend")
    add(season, "the", *(form for row in season_rows() for form in row.forms))
    add(pointer, "the", *(form for form in mapping(FILE, "pointers") if form != "the"))
    add(part, "the", "year", "month", "quarter", *{_first(form) for row in part_rows("en") for form in row.forms})
    add(fiscal, "fiscal", "financial")
    add(decade, "0a", "0'", "0’")
    add(clock, "0a", "0:", "0.")
    add(bare_year, *(f"0{sign}" for sign in " .,;:)'’]-–—/\n!?&\""), "0a", "0")
    return made
