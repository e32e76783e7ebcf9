"""Atoms of time in figures, whatever the language: 2025-11-17, 2025/11/17, 08:12, Q3, 3Q25, H1, FY26."""

import re
from collections.abc import Callable
from decimal import Decimal
from functools import cache

from checker.extract.values.durations import length
from checker.extract.values.timenumbers import exactly
from checker.extract.values.timewords import Atom, Slot
from checker.model.pattern import seldom

Rule = Callable[[str, int, int], tuple[Atom, ...]]

_ISO = seldom(r"(\d{4})[^\S\n]?([-/.－])[^\S\n]?(\d{1,2})[^\S\n]?\2[^\S\n]?(\d{1,2})(?!\d|\2\d|\.\d)")
_COMPACT = seldom(r"((?:19|20)\d\d)(0[1-9]|1[0-2])([0-2]\d|3[01])(?![\w.-])", re.ASCII)
_TURNED = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2((?:19|20)\d\d)(?!\d|\2\d|\.\d)")
_YEARS = seldom(
    r"((?:19|20)\d\d)[^\S\n]?(?:--?|——?|[–~～−]|至|到)[^\S\n]?((?:19|20)\d\d)(?:[^\S\n]?年(?!代))?(?![\d.,]\d|\d|[-/])"
)
_ISO_MONTH = seldom(r"((?:19|20)\d\d)([-/.])(0?[1-9]|1[0-2])(?![\d%]|[-/.]\d|[A-Za-z万亿元])")
# 1999.08-2002.02 and 2008.03-2009: alone 1999.08 may be a figure
_DOTTED = seldom(
    r"((?:19|20)\d\d)\.(0[1-9]|1[0-2])(?=[^\S\n]?(?:--?|——?|[–~～−]|至|到)[^\S\n]?(?:19|20)\d\d(?:\.(?:0[1-9]|1[0-2]))?(?![\d.%]))"
)
_DOTTED_END = seldom(r"((?:19|20)\d\d)\.(0[1-9]|1[0-2])(?![\d.%])")
_TO_HERE = seldom(r"(?:19|20)\d\d\.(?:0[1-9]|1[0-2])[^\S\n]?(?:--?|——?|[–~～−]|至|到)[^\S\n]?\Z")
# what _TO_HERE ends with
_TO = frozenset("-—–~～−至到")
_LABEL_YEAR = seldom(r"((?:19|20)\d\d)(?=：|:(?!\d))")
_OPENS = seldom(r"(?:\A|[\n；;])[ \t\u3000>*•·–-]{0,8}\Z")
_LAST_YEAR = seldom(r"((?:19|20)\d\d)(?![\d.,%/-])")
_MONTH_YEAR = seldom(r"(0?[1-9]|1[0-2])/((?:19|20)\d\d)(?![\d/])")
_CLOCK = seldom(r"(\d{1,2})[:：](\d{2})(?:[:：]([0-5]\d))?(?:[^\S\n]?时)?(?![\d:：]|\.\d|%|[^\S\n]?[ap]\.?m)")
_STOPWATCH = seldom(r"(?:(\d{1,2}):)?(\d{1,3}):([0-5]\d)\.(\d{1,3})(?![\d.:])")
_QUARTER = seldom(r"([1-4])[^\S\n]?Q[^\S\n]?(?:[’'])?[^\S\n]?((?:20)?\d\d)?(?![\dA-Za-z])")
_HALF = seldom(r"([12])[^\S\n]?H[^\S\n]?(?:[’'])?[^\S\n]?((?:20)?\d\d)(?![\dA-Za-z])")
_AFTER_YEAR = seldom(r"((?:20)?\d\d)[^\S\n]?年?[^\S\n]?-?[^\S\n]?(Q[1-4]|H[12])(?![\dA-Za-z])", re.IGNORECASE)
_NUMBERED = seldom(
    r"([QH])([1-4])(?:[^\S\n]?(?:of[^\S\n])?-?(?:[’'])?((?:20)?\d\d)(?!\d|[,.]\d|%))?(?![\dA-Za-z])", re.IGNORECASE
)
_FISCAL = seldom(r"FY[^\S\n]?[’']?(\d{4}|\d{2})(?:[^\S\n]?-?(Q[1-4]|H[12]))?(?![\dA-Za-z])")


def _may_be_year(text: str, start: int) -> bool:
    """Whether a number may be a year of ours, which most are not."""
    return text.startswith(_CENTURIES, start) and text[start + 2 : start + 4].isdecimal()


_CENTURIES = ("19", "20")


def _year(written: str) -> int:
    return int(written) if len(written) == 4 else 2000 + int(written)


def iso(text: str, start: int, _: int) -> tuple[Atom, ...]:
    """2025-11-17, 2025/11/17, 2025.11.17, 20251117, 11/17/2025."""
    if text[start : start + 4].isdecimal() and (
        (told := _ISO.match(text, start)) or (told := _COMPACT.match(text, start))
    ):
        groups = told.groups()
        year, month, day = int(groups[0]), int(groups[-2]), int(groups[-1])
        return _date(told, year, month, day)
    told = _TURNED.match(text, start)
    if told is None:
        return ()
    first, second, year = int(told[1]), int(told[3]), int(told[4])
    # the month comes first unless that is impossible, or dots part them, as in Europe
    if first > 12 or (told[2] == "." and second <= 12):
        first, second = second, first
    return _date(told, year, first, second)


def _date(told: re.Match[str], year: int, month: int, day: int) -> tuple[Atom, ...]:
    if not (1000 <= year <= 2999 and 1 <= month <= 12 and 1 <= day <= 31):
        return ()
    start, end = told.span()
    return (
        Atom(Slot.YEAR, start, start, year, year, rule="iso"),
        Atom(Slot.MONTHS, start, start, month, month, "month", rule="iso"),
        Atom(Slot.DAY, start, end, day, day, rule="iso"),
    )


def iso_month(text: str, start: int, _: int) -> tuple[Atom, ...]:
    """2025-06, 3/2015; 2010-12 may be three years."""
    if _may_be_year(text, start) and (told := _ISO_MONTH.match(text, start)):
        year, month = int(told[1]), int(told[3])
        if told[2] == "." or (told[2] == "-" and not told[3].startswith("0") and month > year % 100):
            return ()
    elif "/" in text[start + 1 : start + 3] and (told := _MONTH_YEAR.match(text, start)):
        year, month = int(told[2]), int(told[1])
    else:
        return ()
    return (
        Atom(Slot.YEAR, start, start, year, year, rule="iso"),
        Atom(Slot.MONTHS, start, told.end(), month, month, "month", rule="iso"),
    )


def dotted(text: str, start: int, _: int) -> tuple[Atom, ...]:
    """1999.08-2002.02, 2008.03-2009: a month behind a point only where both ends show it."""
    told = _DOTTED.match(text, start) if _may_be_year(text, start) else None
    before = text[max(0, start - 12) : start]
    behind = told is None and before.rstrip()[-1:] in _TO and _TO_HERE.search(before) is not None
    if behind:
        told = _DOTTED_END.match(text, start)
    if told is not None:
        year, month = int(told[1]), int(told[2])
        return (
            Atom(Slot.YEAR, start, start, year, year, rule="iso"),
            Atom(Slot.MONTHS, start, told.end(), month, month, "month", rule="iso"),
        )
    told = _LAST_YEAR.match(text, start) if behind else None
    return () if told is None else (Atom(Slot.YEAR, start, told.end(), int(told[1]), int(told[1]), rule="iso"),)


def years(text: str, start: int, _: int) -> tuple[Atom, ...]:
    """2019-2023."""
    told = _YEARS.match(text, start) if _may_be_year(text, start) else None
    if told is None or int(told[1]) >= int(told[2]):
        return ()
    return (Atom(Slot.YEAR, start, told.end(), int(told[1]), int(told[2]), rule="years"),)


def labelled(text: str, start: int, _: int) -> tuple[Atom, ...]:
    """A year that labels an item of a list, or a line: "- 2024: a margin of 22%", "2024：21亿元"."""
    told = _LABEL_YEAR.match(text, start) if _may_be_year(text, start) else None
    if told is None or _OPENS.search(text, max(0, start - _SIGHT), start) is None:
        return ()
    return (Atom(Slot.YEAR, start, told.end(), int(told[1]), int(told[1]), rule="label"),)


def stopwatch(text: str, start: int, _: int) -> tuple[Atom, ...]:
    """3:27.46 and 1:59:40.2, as sport has them."""
    told = _STOPWATCH.match(text, start)
    if told is None:
        return ()
    seconds = (int(told[1] or 0) * 60 + int(told[2])) * 60 + Decimal(f"{told[3]}.{told[4]}")
    figure = length(exactly(seconds), "second", told[0])
    return (Atom(Slot.FIGURE, start, told.end(), how="length", figure=figure, rule="stopwatch"),)


def clock(text: str, start: int, _: int) -> tuple[Atom, ...]:
    """08:12, 19:30:05; without a day or a word of hours only where it is no score."""
    told = _CLOCK.match(text, start)
    if told is None or not (int(told[1]) <= 24 and int(told[2]) < 60):
        return ()
    # 21:18 may be a score, 08:12 is none; the half and quarter hours seldom are
    sure = told[1].startswith("0") or told[3] or int(told[2]) in (0, 30)
    return (Atom(Slot.CLOCK, start, told.end(), int(told[1]), int(told[2]), "" if sure else "weak", rule="clock"),)


# the letter of a quarter or a half stands before this: 2025 年 - Q3
_SIGHT = 10


def quarter(text: str, start: int, _: int) -> tuple[Atom, ...]:
    """3Q25, 1H25, 2025Q3, 25H1."""
    near = text[start : start + _SIGHT].upper()
    if "Q" not in near and "H" not in near:
        return ()
    if told := _AFTER_YEAR.match(text, start):
        return _coded(told, told[2][0].upper(), int(told[2][1]), told[1])
    if told := _QUARTER.match(text, start):
        return _coded(told, "Q", int(told[1]), told[2])
    told = _HALF.match(text, start)
    return () if told is None else _coded(told, "H", int(told[1]), told[2])


def numbered(text: str, start: int, _: int) -> tuple[Atom, ...]:
    """Q3, H1, Q3'25."""
    told = _NUMBERED.match(text, start)
    if told is None or (told[1] == "H" and int(told[2]) > 2):
        return ()
    return _coded(told, told[1].upper(), int(told[2]), told[3])


def fiscal(text: str, start: int, _: int) -> tuple[Atom, ...]:
    """FY2026, FY26, FY26Q2."""
    told = _FISCAL.match(text, start)
    if told is None:
        return ()
    year = Atom(Slot.YEAR, start, told.end(), _year(told[1]), _year(told[1]), "fiscal", rule="fiscal")
    return (year, *_months(told, told[2][0], int(told[2][1]))) if told[2] else (year,)


def _coded(told: re.Match[str], letter: str, number: int, year: str | None) -> tuple[Atom, ...]:
    months = _months(told, letter, number)
    if year is None:
        return months
    start = told.start()
    return (Atom(Slot.YEAR, start, start, _year(year), _year(year), rule="code"), *months)


def _months(told: re.Match[str], letter: str, number: int) -> tuple[Atom, ...]:
    length, how = (3, "quarter") if letter == "Q" else (6, "half")
    if not 1 <= number <= 12 // length:
        return ()
    last = number * length
    return (Atom(Slot.MONTHS, told.start(), told.end(), last - length + 1, last, how, rule="code"),)


@cache
def rules() -> dict[str, tuple[Rule, ...]]:
    """Rules by the word that starts them, or "0" and the character behind a number."""
    made: dict[str, tuple[Rule, ...]] = {f"0{after}": (iso, iso_month) for after in "/.－"}
    made["0-"] = (iso, iso_month, quarter, years)
    made |= {f"0{after}": (years,) for after in "–—~～−至到"}
    made |= {
        "0:": (labelled, stopwatch, clock),
        "0：": (labelled, clock),
        "0a": (quarter,),
        "0": (iso,),
        "0年": (quarter,),
    }
    made["0."] = (*made["0."], dotted)
    made["0"] = (iso, dotted)
    made |= {"q": (numbered,), "h": (numbered,), "fy": (fiscal,)}
    return made
