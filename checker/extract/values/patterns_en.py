"""The regular expressions for English dates, made from the words of the lexicon."""

import re
from collections.abc import Collection
from functools import cache

from checker.extract.values.timewords import part_rows, season_rows
from checker.lexicon.load import mapping, words
from checker.model.pattern import seldom

FILE = "en/times.toml"
# white space that ends no line
SPACE = r"[^\S\n]"
_YEAR = r"[12]\d{3}"
_THAT_YEAR = rf"(?P<y>{_YEAR})(?!\d|,\d)"
_DAY = r"(?:[0-2]?\d|3[01])"
_TH = r"(?:st|nd|rd|th)?"
_TO = r"\s?(?:-|–|—|to|through|and|&|until|till)\s?(?:the\s)?"
_WORD_ENDS = r"(?![A-Za-z])"
# a figure behind a month that counts something else: May 5 million
_NO_COUNT = r"(?![\d%]|[.,:]\d|\s?(?:million|billion|percent|thousand|trillion|per\s?cent))"


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


@cache
def ordinal_days() -> dict[str, int]:
    """First to thirty-first.

    >>> ordinal_days()["twenty-first"]
    21
    """
    return {form: int(number) for form, number in mapping(FILE, "ordinal_days").items()}


@cache
def month_words() -> frozenset[str]:
    """Months that are other words or names as well: capitals and company must show that a date is meant.

    >>> "may" in month_words(), "october" in month_words()
    (True, False)
    """
    return frozenset({"may", "march", "august", "sept", *words(FILE, "month_abbreviations")})


def alternatives(forms: Collection[str]) -> str:
    """The forms as a regular expression, longest first, white space loosened."""
    return "|".join(re.escape(form).replace("\\ ", SPACE) for form in sorted(forms, key=len, reverse=True))


def told(name: str, text: str, start: int) -> re.Match[str] | None:
    """The match of a named pattern at a place of the text."""
    return _patterns()[name].match(text, start)


def group(match: re.Match[str], name: str) -> str | None:
    """A group of a match, None also where its pattern has no such group."""
    return match.groupdict().get(name)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    sources = _days() | _months() | _relative() | _rest()
    # no date runs over the end of a line
    return {name: seldom(source.replace(r"\s", SPACE), re.IGNORECASE) for name, source in sources.items()}


def _days() -> dict[str, str]:
    month, ordinal = alternatives(month_numbers()), alternatives(ordinal_days()).replace("\\-", "[- ]")
    full = alternatives([form for form in weekday_numbers() if len(form) > 5])
    until = rf"(?:{_TO}(?P<e>{_DAY}){_TH}"
    return {
        "month-day": rf"(?P<m>{month})\.?(?:,?\s|-|/)?(?:the\s)?"
        rf"(?:(?P<d>{_DAY}){_TH}{until}(?!\s(?:{month})\b))?|(?P<o>{ordinal})(?:{_TO}(?P<oe>{ordinal}))?){_WORD_ENDS}{_NO_COUNT}"
        rf"(?:(?:\s?,?\s?(?:of\s)?|-){_THAT_YEAR})?",
        "day-month": rf"(?P<d>{_DAY}){_TH}{until})?(?:\s|-|/)?(?:of\s)?(?P<m>{month}){_WORD_ENDS}\.?"
        rf"(?:(?:,?\s(?:of\s)?|-|/){_THAT_YEAR})?",
        "ordinal-month": rf"(?:the\s)?(?P<o>{ordinal})(?:{_TO}(?P<oe>{ordinal}))?\s(?:of\s)?"
        rf"(?P<m>{month}){_WORD_ENDS}\.?(?:,?\s{_THAT_YEAR})?",
        "year-month-day": rf"(?P<y>{_YEAR})[-/ ](?P<m>{month}){_WORD_ENDS}(?:[-/ ](?P<d>{_DAY})(?!\d))?",
        "day-of": rf"(?:the\s)?(?P<d>{_DAY}){_TH}{until})?(?:\sday)?"
        r"(?=\s(?:of\s|in\s)?(?:the\s)?(?:this|last|next|current|previous|same)\smonth)",
        "on-the": rf"the\s(?P<d>{_DAY})(?:st|nd|rd|th)(?=[.,;!?)]|$|\s(?:and|in|at)\s)",
        "numeric": r"(?P<a>[1-9]\d?)/(?P<b>[1-9]\d?)(?![\d/%.A-Za-z])",
        "weekday": rf"(?P<p>{alternatives(mapping(FILE, 'pointers'))})?\s?"
        rf"(?P<w>{alternatives(weekday_numbers())}){_WORD_ENDS}(?P<dot>\.)?"
        rf"(?:,?\s(?:the\s)?(?:(?P<d>{_DAY})(?:st|nd|rd|th)|(?<=the\s)(?P<o>{ordinal})){_WORD_ENDS}(?!\s(?:of\s)?(?:{month})))?",
        "nth": rf"(?:the\s)?(?P<n>first|second|third|fourth|fifth|last|1st|2nd|3rd|4th|5th)\s(?P<w>week|{full})"
        rf"(?=\s(?:(?:of|in)\s)?(?:the\s)?(?:\d{{4}}|{month}|this|last|next|previous))",
    }


def _months() -> dict[str, str]:
    month = alternatives(month_numbers())
    return {
        "month-year": rf"(?P<m>{month})\.?(?:\s?,?\s?(?:of\s)?|-|/){_THAT_YEAR}{_WORD_ENDS}",
        "month": rf"(?P<m>{month}){_WORD_ENDS}(?P<dot>\.)?",
        "month-quarter": rf"(?:the\s)?(?P<m>{month})\s(?:quarter){_WORD_ENDS}",
        "first-months": r"(?:the\s)?first\s(?P<n>two|three|four|five|six|seven|eight|nine|ten|eleven|[2-9]|1[01])"
        rf"\s(?P<w>months|quarters){_WORD_ENDS}",
        "quarter": r"(?:the\s)?(?:(?P<f0>fiscal)\s)?(?P<n>first|second|third|fourth|final|last|1st|2nd|3rd|4th)"
        r"[- ](?:(?P<f>fiscal)\s)?"
        rf"(?P<w>quarter|half){_WORD_ENDS}(?:\s(?:of\s)?{_THAT_YEAR})?",
    }


def _relative() -> dict[str, str]:
    month, season = alternatives(month_numbers()), _season()
    return {
        "pointer": rf"(?:the\s|this\s)?(?P<p>{alternatives(mapping(FILE, 'pointers'))})\s"
        r"(?P<f>fiscal\s|calendar\s|financial\s)?"
        rf"(?P<w>years?|quarter|month|week|weekend|decade|century|{month}|(?P<s>{season})){_WORD_ENDS}",
        "season": rf"(?:the\s)?(?P<s>{season})(?:\s(?:of\s)?){_THAT_YEAR}",
        "weekend": rf"(?:the\s)?weekend{_WORD_ENDS}",
    }


def _season() -> str:
    return alternatives([form for row in season_rows() for form in row.forms])


def _rest() -> dict[str, str]:
    parts = alternatives({form for row in part_rows("en") for form in row.forms})
    return {
        "fiscal": r"(?:fiscal|financial)(?:[- ]year)?\s(?P<y>20\d\d|['’]?\d\d)(?![\d,]|[-–/]\d)",
        "part": rf"(?:the\s)?(?:(?P<w>{parts})(?:[- ](?:the\s)?)(?=[\d'’A-Za-z]))",
        "year-part": r"(?:the\s)?(?:(?P<a>year|month|quarter)[- ](?P<b>end|start)"
        r"|(?P<c>end|start|beginning|close)\sof\s(?:the|that)\s(?P<d>year|month|quarter)"
        rf"|(?P<e>mid)-?(?P<g>year|month)){_WORD_ENDS}",
        "decade": rf"(?:(?P<y>1\d\d0|20\d0)|['’]?(?P<t>[2-9]0))['’]?s{_WORD_ENDS}",
        "clock": rf"(?P<h>1[0-2]|0?[1-9])(?:[:.](?P<n>[0-5]\d))?\s?(?P<ap>[ap])\.?\s?m(?:\.|{_WORD_ENDS})",
        "year": r"(?P<y>(?:1[5-9]|2[01])\d\d)(?![\d%]|[.,:/-]\d|[A-Za-z]|-[a-z]{3}-)",
    }
