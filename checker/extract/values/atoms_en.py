"""Atoms of time in English: months, days, weekdays, quarters."""

import re
from collections.abc import Callable
from functools import cache

from checker.extract.values.patterns_en import FILE, group, month_numbers, month_words, ordinal_days, weekday_numbers
from checker.extract.values.patterns_en import told as told_at
from checker.extract.values.timewords import Atom, Slot
from checker.lexicon.load import literal, mapping, words
from checker.model.pattern import seldom

Rule = Callable[[str, int, int], tuple[Atom, ...]]


def _dated(told: re.Match[str], rule: str) -> tuple[Atom, ...]:
    """Year, month and day of a match, as atoms of one span."""
    start, end = told.span()
    made = []
    if year := group(told, "y"):
        made.append(Atom(Slot.YEAR, start, end, int(year), int(year), rule=rule))
    if month := group(told, "m"):
        number = month_numbers()[month.lower()]
        made.append(Atom(Slot.MONTHS, start, end, number, number, "month", rule=rule))
    first = last = int(group(told, "d") or 0)
    if word := group(told, "o"):
        first = last = _ordinal(word)
    if until := group(told, "e"):
        last = int(until)
    if word := group(told, "oe"):
        last = _ordinal(word)
    if first:
        if not first <= last <= 31:
            return ()
        made.append(Atom(Slot.DAY, start, end, first, last, rule=rule))
    return tuple(made)


def _ordinal(word: str) -> int:
    return ordinal_days()["-".join(word.lower().split())]


def _capital(text: str, start: int) -> bool:
    return text[start].isupper()


_BEFORE_MONTH = seldom(
    r"(?:\b(?:in|since|by|of|until|till|from|before|after|during|to|through|between|and|early|late|mid|last|this|next|for|on|around|end|ending|ended|fiscal|the|past|every|or)|[-–(/,])[^\S\n]?$",
    re.IGNORECASE,
)


_SPAN_OF_MONTHS = seldom(r"\.?[^\S\n]?[-–—/][^\S\n]?[A-Z][a-z]{2}|[^\S\n]to[^\S\n][A-Z][a-z]{2}|[^\S\n](?:19|20)\d\d")


def month(text: str, start: int, _: int) -> tuple[Atom, ...]:
    """Nov. 17, November 2025, May 22-24, 2024, in March."""
    if told := told_at("month-quarter", text, start):
        number = month_numbers()[told["m"].lower()]
        return (Atom(Slot.MONTHS, start, told.end(), number, number, "quarter-ended", rule="en-quarter"),)
    for name in ("month-year", "month-day"):
        told = told_at(name, text, start)
        if told and (_capital(text, start) or len(told["m"]) > 3) and (made := _dated(told, f"en-{name}")):
            return made
    told = told_at("month", text, start)
    if told is None or (told["m"].lower() in month_words() and not _capital(text, start)):
        return ()
    short = told["m"].lower() in month_words()
    if (
        short
        and not _BEFORE_MONTH.search(text[max(0, start - 10) : start])
        and not _SPAN_OF_MONTHS.match(text, told.end())
    ):
        return ()
    number = month_numbers()[told["m"].lower()]
    end = (
        told.end() if told["dot"] and len(told["m"]) < 5 and text[told.end() : told.end() + 1] == " " else told.end("m")
    )
    return (Atom(Slot.MONTHS, start, end, number, number, "month", rule="en-month"),)


# $12 December 27: the figure is money
_MONEY = frozenset("$€£¥")


def day(text: str, start: int, _: int) -> tuple[Atom, ...]:
    """17 November 2025, 17th of November, 2025-Nov-17, 17th of next month."""
    for name in ("day-month", "year-month-day", "ordinal-month"):
        told = told_at(name, text, start)
        if told and text[max(0, start - 1) : start] in _MONEY:
            continue
        if (
            told
            and (told["m"][0].isupper() or len(told["m"]) > 3 or group(told, "y"))
            and (made := _dated(told, f"en-{name}"))
        ):
            return made
    if (told := told_at("numeric", text, start)) and _ON.search(text[max(0, start - 6) : start]):
        return _numeric(told)
    if told := told_at("day-of", text, start):
        return _dated(told, "en-day")
    told = told_at("on-the", text, start)
    if told is None or not _ON.search(text[max(0, start - 6) : start]):
        return ()
    return _dated(told, "en-day")


_ON = seldom(r"\b(?:on|until|since|from|by)[^\S\n]$", re.IGNORECASE)


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


_EVERY = seldom(r"\b(?:every|each|any)[^\S\n]$", re.IGNORECASE)


def weekday(text: str, start: int, _: int) -> tuple[Atom, ...]:
    """Thursday, last Friday, Friday the 22nd."""
    told = told_at("weekday", text, start)
    if told is None or (len(told["w"]) < 6 and not told["w"][0].isupper()):
        return ()
    dated = told["d"] or told["o"]
    if len(told["w"]) < 5 and not (dated or told["dot"] or text[told.end() : told.end() + 1] in (",", " ")):
        return ()
    # every Monday is no one day
    if _EVERY.search(text[max(0, start - 6) : start]):
        return (Atom(Slot.BAND, start, told.end(), how="none"),)
    number = weekday_numbers()[told["w"].lower()]
    # Sun and Sat, Mon and Wed are names too
    if len(told["w"]) < 5 and not re.match(
        r"\.|,?[^\S\n](?:\d|[A-Z][a-z]{2,8}\.?[^\S\n]\d)", text[told.end("w") : told.end("w") + 14]
    ):
        return ()
    end = told.end("w") if told["dot"] and len(told["w"]) > 5 else told.end()
    made = (Atom(Slot.WEEKDAY, start, end, number, number, (told["p"] or "").lower(), rule="en-weekday"),)
    return (*made, *_dated(told, "en-weekday")) if dated else made


@cache
def _of_a_month() -> re.Pattern[str]:
    months = literal(sorted(month_numbers(), key=len, reverse=True))
    return re.compile(
        rf"[^\S\n](?:of|in)[^\S\n](?:(?:this|last|next)[^\S\n]month|(?:{months})(?![A-Za-z]))", re.IGNORECASE
    )


def quarter(text: str, start: int, _: int) -> tuple[Atom, ...]:
    """First quarter, the second half, the first nine months, second fiscal quarter."""
    if told := told_at("first-months", text, start):
        names = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven")
        number = int(told["n"]) if told["n"].isdecimal() else names.index(told["n"].lower())
        number *= 3 if told["w"].lower() == "quarters" else 1
        return (Atom(Slot.MONTHS, start, told.end(), 1, number, "span", rule="en-months"),) if number < 12 else ()
    if told := told_at("nth", text, start):
        return _nth(told)
    told = told_at("quarter", text, start)
    if told is None:
        return ()
    half = told["w"].lower() == "half"
    name = told["n"].lower()
    number = {"1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "final": 4, "last": 4}.get(name) or words(FILE, "ordinals").index(
        name
    ) + 1
    if name == "last" or (half and number > 2):
        return ()
    if half and _of_a_month().match(text, told.end()):
        # the first half of May is fifteen days
        part = f"en:{('first', 'second')[number - 1]} half of"
        return (Atom(Slot.PART, start, told.end(), how=part, rule="en-part"),)
    length = 6 if half else 3
    first, how = (number - 1) * length + 1, told["w"].lower()
    fiscal = "fiscal" if told["f"] or told["f0"] else ""
    year = () if told["y"] is None else (_bare(Slot.YEAR, start, int(told["y"]), fiscal),)
    if fiscal and how == "quarter" and not year:
        how = "fiscal-quarter"
    return (*year, Atom(Slot.MONTHS, start, told.end(), first, first + length - 1, how, rule="en-quarter"))


def _bare(slot: Slot, start: int, number: int, how: str) -> Atom:
    """An atom of no width, whose words belong to the one behind it."""
    return Atom(slot, start, start, number, number, how, rule="en-quarter")


def _nth(told: re.Match[str]) -> tuple[Atom, ...]:
    """The first week, the third Friday: of what follows; the last is told as 0."""
    name = told["n"].lower()
    number = (
        int(name[0]) if name[0].isdecimal() else ("last", "first", "second", "third", "fourth", "fifth").index(name)
    )
    start, end = told.span()
    if told["w"].lower() == "week":
        return (Atom(Slot.WEEK, start, end, number, how="nth", rule="en-nth"),)
    weekday = weekday_numbers()[told["w"].lower()]
    return (Atom(Slot.WEEKDAY, start, end, weekday, number, "nth", rule="en-nth"),)


@cache
def rules() -> dict[str, tuple[Rule, ...]]:
    """Rules by their first word in lower case, or "0" and what stands behind a number; see `atoms_zh.rules`."""
    made: dict[str, tuple[Rule, ...]] = {}

    def add(rule: Rule, *keys: str) -> None:
        for key in keys:
            made[key] = (*made.get(key, ()), rule)

    add(quarter, "the", "first", "second", "third", "fourth", "fifth", "last", "final", "0a", "fiscal")
    add(day, "the", *{form.partition("-")[0] for form in ordinal_days()}, "0a", "0-", "0/", "0–", "0&", "0—")
    add(month, "the", *month_numbers())
    add(weekday, *weekday_numbers(), *mapping(FILE, "pointers"))
    return made
