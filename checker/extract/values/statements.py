"""Periods of financial statements: three months ended September 30, 截至9月30日止三个月."""

import re
from datetime import timedelta
from functools import cache

from checker.extract.values.almanac import plus_months
from checker.extract.values.patterns_en import alternatives
from checker.extract.values.timespans import Around
from checker.extract.values.timewords import Moment
from checker.lexicon.load import mapping
from checker.model.record import replace
from checker.model.value import Precision


@cache
def _months() -> dict[str, int]:
    """How many months each word tells."""
    both = (mapping(f"{lang}/times.toml", "statement_months") for lang in ("en", "zh"))
    return {word: int(months) for table in both for word, months in table.items()}


@cache
def _ahead() -> re.Pattern[str]:
    names = alternatives(mapping("en/times.toml", "statement_months"))
    return re.compile(
        rf"(?:\bthe )?\b(?:fiscal )?({names})(?:[- ]months?)?(?: period)? "
        r"(?:that )?(?:ended|ending|to) (?:on )?\Z",
        re.IGNORECASE,
    )


@cache
def _behind() -> re.Pattern[str]:
    names = alternatives(mapping("zh/times.toml", "statement_months"))
    return re.compile(rf"止?[^\S\n]?的?[^\S\n]?前?({names})(?:期间|内)?")


# the longest words before: "the twelve-month period that ended on "
_WIDEST = 38


def ended(text: str, where: Around, moment: Moment, floor: int) -> tuple[Around, Moment]:
    """The whole period where a date only tells its end; any other date as it is."""
    end = moment.end
    if end is None or moment.precision not in (Precision.DAY, Precision.MONTH):
        return where, moment
    opened = max(floor, where.start - _WIDEST)
    # the English words before a date have a space behind them
    ahead = _ahead().search(text[opened : where.start]) if text[where.start - 1 : where.start] == " " else None
    behind = None
    if ahead is None and where.as_of:
        behind = _behind().match(text, where.end)
    told = ahead or behind
    if told is None:
        return where, moment
    months = _months()[told[1].lower()]
    # the day after the end is the first of the next period
    start = plus_months(end + timedelta(days=1), -months) if end.year < 2999 else None
    if start is None:
        return where, moment
    first = where.start if ahead is None else opened + ahead.start()
    last = where.end if behind is None else behind.end()
    iso = f"{start.isoformat()}/{end.isoformat()}"
    if moment.yearless:
        iso = f"--{start.month:02}-{start.day:02}/--{end.month:02}-{end.day:02}"
    whole = Moment(start, end, Precision.SPAN, iso, yearless=moment.yearless)
    return replace(where, start=first, end=last, as_of=False), whole
