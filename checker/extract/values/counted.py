"""Days, weeks and months counted within a period, from its beginning or from its end."""

from checker.extract.values.almanac import Days, months_of, plus_days


def counted(whole: Days, unit: str, first: int, last: int) -> Days | None:
    """From the `first` to the `last` day, week or month of a period; negative places count from its end.

    A week belongs to the period that its Monday is in. None where the period does not reach so far.

    >>> from datetime import date
    >>> counted((date(2025, 2, 1), date(2025, 2, 28)), "day", -2, -1)
    (datetime.date(2025, 2, 27), datetime.date(2025, 2, 28))
    >>> counted((date(2025, 1, 1), date(2025, 12, 31)), "month", 9, 9)
    (datetime.date(2025, 9, 1), datetime.date(2025, 9, 30))
    >>> counted((date(2025, 1, 1), date(2025, 12, 31)), "week", 1, 2)
    (datetime.date(2025, 1, 6), datetime.date(2025, 1, 19))
    """
    start, end = whole
    if unit == "month":
        return _months(whole, first, last)
    if unit == "week":
        monday = plus_days(start, -start.weekday() % 7) or start
        latest = plus_days(end, -end.weekday()) or end
        begin = plus_days(monday, 7 * (first - 1)) if first > 0 else plus_days(latest, 7 * (first + 1))
        close = plus_days(monday, 7 * last - 1) if last > 0 else plus_days(latest, 7 * (last + 1) + 6)
    else:
        begin = plus_days(start, first - 1) if first > 0 else plus_days(end, first + 1)
        close = plus_days(start, last - 1) if last > 0 else plus_days(end, last + 1)
    # the last week may run into the next month
    if begin is None or close is None or not start <= begin <= end or (unit == "day" and close > end):
        return None
    return begin, close


def _months(whole: Days, first: int, last: int) -> Days | None:
    start, end = whole
    length = (end.year - start.year) * 12 + end.month - start.month + 1
    places = [place if place > 0 else length + place + 1 for place in (first, last)]
    if not 1 <= places[0] <= places[1] <= length:
        return None
    return months_of(start.year, start.month + places[0] - 1, start.month + places[1] - 1)
