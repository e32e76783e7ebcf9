"""Days and months, counted; fiscal years laid over the calendar."""

from calendar import monthrange
from datetime import date, timedelta

from checker.model.pattern import seldom

FIRST_YEAR, LAST_YEAR = 100, 2999
_FISCAL = seldom(r"FY(\d{4})(?:-([QH])([1-4]))?")

Days = tuple[date, date]


def day_of(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has no such day or the year is out of reach.

    >>> day_of(2025, 11, 17), day_of(2025, 2, 30), day_of(3000, 1, 1)
    (datetime.date(2025, 11, 17), None, None)
    """
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def months_of(year: int, first: int, last: int) -> Days | None:
    """From the first day of month `first` to the last of month `last`; months beyond 1-12 run into other years.

    >>> months_of(2025, 12, 14)
    (datetime.date(2025, 12, 1), datetime.date(2026, 2, 28))
    """
    from_year, from_month = year + (first - 1) // 12, (first - 1) % 12 + 1
    to_year, to_month = year + (last - 1) // 12, (last - 1) % 12 + 1
    if from_year < FIRST_YEAR or to_year > LAST_YEAR or first > last:
        return None
    return date(from_year, from_month, 1), date(to_year, to_month, monthrange(to_year, to_month)[1])


def years_of(first: int, last: int) -> Days | None:
    """From New Year's Day of `first` to New Year's Eve of `last`.

    >>> years_of(2025, 2025)
    (datetime.date(2025, 1, 1), datetime.date(2025, 12, 31))
    """
    if not FIRST_YEAR <= first <= last <= LAST_YEAR:
        return None
    return date(first, 1, 1), date(last, 12, 31)


def plus_months(day: date, months: int) -> date | None:
    """The same day of the month `months` later, or the last day of a shorter month.

    >>> plus_months(date(2025, 1, 31), 1), plus_months(date(2025, 11, 17), -12)
    (datetime.date(2025, 2, 28), datetime.date(2024, 11, 17))
    """
    year, month = day.year + (day.month - 1 + months) // 12, (day.month - 1 + months) % 12 + 1
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def plus_days(day: date, days: int) -> date | None:
    """The day `days` later, None where that leaves the years we count.

    >>> plus_days(date(2025, 11, 17), 23)
    datetime.date(2025, 12, 10)
    """
    # a million days is beyond any year we count: spares the overflow
    if abs(days) > 1_000_000:
        return None
    try:
        moved = day + timedelta(days=days)
    except OverflowError:
        return None
    return moved if FIRST_YEAR <= moved.year <= LAST_YEAR else None


def week_of(day: date, offset: int = 0) -> Days | None:
    """Monday to Sunday of the week `offset` weeks from the one of `day`.

    >>> week_of(date(2025, 12, 10), -1)
    (datetime.date(2025, 12, 1), datetime.date(2025, 12, 7))
    """
    monday = plus_days(day, 7 * offset - day.weekday())
    sunday = None if monday is None else plus_days(monday, 6)
    return None if monday is None or sunday is None else (monday, sunday)


def fiscal_to_calendar(iso: str, first_month: int) -> Days | None:
    """The days of a fiscal period such as "FY2026-Q2", or None where `iso` is none.

    The fiscal year named Y starts in `first_month` of the year Y-1, or in January of Y: a company whose year
    ends in March has `first_month` 4.

    >>> fiscal_to_calendar("FY2026-Q2", 4)
    (datetime.date(2025, 7, 1), datetime.date(2025, 9, 30))
    >>> fiscal_to_calendar("FY2025", 1)
    (datetime.date(2025, 1, 1), datetime.date(2025, 12, 31))
    >>> fiscal_to_calendar("FY2026-H1", 7)
    (datetime.date(2025, 7, 1), datetime.date(2025, 12, 31))
    """
    told = _FISCAL.fullmatch(iso)
    if told is None or not 1 <= first_month <= 12:
        return None
    year = int(told[1]) - (first_month > 1)
    if told[2] is None:
        return months_of(year, first_month, first_month + 11)
    length = 3 if told[2] == "Q" else 6
    number = int(told[3])
    if number * length > 12:
        return None
    start = first_month + (number - 1) * length
    return months_of(year, start, start + length - 1)
