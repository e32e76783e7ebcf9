"""When two claims speak of: one time, two, or times of which too little is known."""

import re
from datetime import date, timedelta

from checker.judge.once import once_of_two
from checker.lexicon.attributes import Nature, nature
from checker.lexicon.load import words
from checker.lexicon.measures import to_base
from checker.model import Claim, DateValue, Period, PeriodKind, Quantity
from checker.model.pattern import seldom


def same_period(left: Period | None, right: Period | None) -> bool | None:
    """Whether two periods are one: True, False where they are apart, None where one is vague or unknown."""
    if left is None or right is None or PeriodKind.VAGUE in {left.kind, right.kind}:
        apart_ = _other_months(left, right) or _other_parts(left, right) or _counted_apart(left, right)
        return False if apart_ else None
    if left.start == right.start and left.end == right.end:
        # 截至15日6时 and 截至15日18时 are two times of one day
        return left.hour is None or right.hour is None or left.hour == right.hour
    if _ends_before(left, right) or _ends_before(right, left):
        return False
    return _nested(left, right)


def _nested(left: Period, right: Period) -> bool | None:
    """Whether two periods of which neither ends before the other begins are one."""
    if left.end is None or right.end is None or left.start is None or right.start is None:
        return None
    inner, outer = sorted((left, right), key=_length)
    if _length(inner) == _length(outer):
        return True
    # an instant within a span (9月30日 in 三季度), or at its end, speaks of the same time; half a year within a year
    # does not when both are spans
    if inner.kind is PeriodKind.INSTANT or outer.kind is PeriodKind.INSTANT or _is_third(inner, outer):
        return None
    # all that came up to 12月底, and up to 12月31日
    return None if _is_point(inner) and _is_point(outer) else False


def _is_point(period: Period) -> bool:
    """Whether a figure is told as all that came up to a point in time: 截至2025年12月底."""
    return period.kind is PeriodKind.CUMULATIVE and _length(period) < _LONGEST_THIRD


def _is_third(inner: Period, outer: Period) -> bool:
    """Whether one is a month and the other its beginning, middle or end: 12月底 and last December may be one time."""
    start, end = outer.start, outer.end
    if start is None or end is None or start.day != 1 or (start.year, start.month) != (end.year, end.month):
        return False
    return _SHORTEST_THIRD <= _length(inner) < _LONGEST_THIRD <= _length(outer)


# days between the first and the last of 上旬, 月底 and the like
_SHORTEST_THIRD, _LONGEST_THIRD = 4, 27


def _ends_before(one: Period, other: Period) -> bool:
    return one.end is not None and other.start is not None and one.end < other.start


def _other_months(left: Period | None, right: Period | None) -> bool:
    """Whether two times, of which one is told without its year, lie in two places of the calendar (8月, 2024年9月)."""
    one, other = _in_calendar(left), _in_calendar(right)
    return one is not None and other is not None and (one[1] < other[0] or other[1] < one[0])


def _other_parts(left: Period | None, right: Period | None) -> bool:
    """Whether two times, of which one is a part of a year that is not told, are not one part: the second quarter, 2024.

    What is told of an instant may be of the part's end.
    """
    one, other = _months(left), _months(right)
    yearless = any(period is not None and _PARTS.fullmatch(period.iso) for period in (left, right))
    return yearless and one is not None and other is not None and one != other


def _months(period: Period | None) -> tuple[int, int] | None:
    """The first and the last month of a quarter, half or year, whether its year is told or not."""
    if period is None:
        return None
    if told := _PARTS.fullmatch(period.iso):
        months = {"Q": 3, "H": 6}[told[1]]
        return months * int(told[2]) - months + 1, months * int(told[2])
    start, end = period.start, period.end
    if period.kind is not PeriodKind.SPAN or start is None or end is None or start.year != end.year:
        return None
    return (start.month, end.month) if start.day == 1 and (end + timedelta(days=1)).day == 1 else None


_PARTS = re.compile(r"--([QH])([1-4])")


def _counted_apart(left: Period | None, right: Period | None) -> bool:
    """Whether two times are counted from days that nobody knows, each so many years or days on: 今年 and 去年."""
    one, other = (_COUNTED.fullmatch(period.iso) if period is not None else None for period in (left, right))
    return one is not None and other is not None and one[1] == other[1] and one[2] != other[2]


def _in_calendar(period: Period | None) -> tuple[str, str] | None:
    """The first and the last place in the year ("08-15") of a time within one month or told without its year."""
    if period is None:
        return None
    if told := _YEARLESS.fullmatch(period.iso):
        first, last = told[1], told[2] or told[1]
        # 04-21 to 05-05 in one year, as far as can be seen
        return (first if "-" in first else f"{first}-01", last if "-" in last else f"{last}-31")
    start, end = period.start, period.end
    if start is None or end is None or (start.year, start.month) != (end.year, end.month):
        return None
    return f"{start:%m-%d}", f"{end:%m-%d}"


_YEARLESS = re.compile(r"--(\d\d(?:-\d\d)?)(?:/--(\d\d(?:-\d\d)?))?")
_COUNTED = re.compile(r"([a-z]+)([+-]\d+)")

# days; a figure told without a time speaks of its article's day, give or take a quarter
_NOWADAYS, A_YEAR = 120, 400


@once_of_two
def periods_differ(left: Claim, right: Claim) -> bool:
    """Whether two claims speak of different times. A claim that tells no time speaks of its article's own."""
    apart_ = same_period(left.period, right.period)
    if apart_ is False and end_together(left, right):
        return False
    if apart_ is not None:
        return not apart_
    if pair_of_tolls(left, right):
        return _day(left) != _day(right)
    if grown(left, right):
        return True
    return long_ago(left, right, _NOWADAYS) or long_ago(right, left, _NOWADAYS)


def long_ago(dated: Claim, bare: Claim, days: int) -> bool:
    """Whether one claim tells of a time so many days before the other's article, which tells none."""
    period = dated.period
    if period is None or bare.period is not None or bare.told is None or not period.explicit:
        return False
    return period.kind is not PeriodKind.VAGUE and period.end is not None and (bare.told - period.end).days > days


@once_of_two
def grown(left: Claim, right: Claim) -> bool:
    """Whether one counts up to a day and the other, told days later without a day, has come to more."""
    return _has_grown(left, right) or _has_grown(right, left)


def _has_grown(dated: Claim, bare: Claim) -> bool:
    period, first, later = dated.period, dated.value, bare.value
    if period is None or period.end is None or not period.explicit or bare.period is not None or bare.told is None:
        return False
    if not isinstance(first, Quantity) or not isinstance(later, Quantity) or first.value is None or later.value is None:
        return False
    up_to = _UP_TO.search(period.text) is not None
    counts_up = up_to and nature(dated.attribute.name) in {Nature.FLOW, Nature.TOTAL}
    days = (bare.told - period.end).days
    before, since = to_base(first).value, to_base(later).value
    if before is None or since is None:
        return False
    if up_to and _is_live(dated) and days >= _LIVE:
        # 截至昨晚好评率91%: a share goes both ways, a count grows
        return before < since or first.unit == "percent" or (first.unit in {None, "point"} and since < _MARK)
    return counts_up and days >= _DAYS and before < since


def _is_live(claim: Claim) -> bool:
    """Whether an article tells how something stands as it goes to press: 截至昨晚."""
    period = claim.period
    if period is None or period.end is None or claim.told is None or nature(claim.attribute.name) is Nature.FIXED:
        return False
    return 0 <= (claim.told - period.end).days <= 1


# days behind which such a figure is another, and the highest mark that is given
_LIVE, _MARK = 3, 101


# days in which a running total visibly grows
_DAYS = 5
_UP_TO = re.compile(r"截|\bas of\b|\bby\b|\bthrough\b|\bto\b", re.IGNORECASE)


def end_together(left: Claim, right: Claim) -> bool:
    """Whether two stocks are told of one day: 2023年 and 2023年末 give the same city's people."""
    natures = nature(left.attribute.name), nature(right.attribute.name)
    if natures != (Nature.STOCK, Nature.STOCK) or left.attribute.change or right.attribute.change:
        return False
    one, other = left.period, right.period
    if one is None or other is None or one.end is None or one.end != other.end:
        return False
    # December's rate is not the year's, though both end on one day
    return bool(_AT_ITS_END.search(one.text) or _AT_ITS_END.search(other.text))


_AT_ITS_END = seldom(r"[末底]\Z|\bend of\b", re.IGNORECASE)


def pair_of_tolls(left: Claim, right: Claim) -> bool:
    """Whether both are figures that change from day to day: of an incident, or of a market."""
    families = (*words("zh/incidents.toml", "growing"), *words("zh/market.toml", "daily"))
    return left.attribute.family in families and right.attribute.family in families


def _day(claim: Claim) -> date | None:
    """The day that a toll speaks of: its period's last, else its article's."""
    return claim.period.end if claim.period is not None and claim.period.end is not None else claim.told


def _length(period: Period) -> int:
    assert period.start is not None
    assert period.end is not None
    return (period.end - period.start).days


def of_two_zones(left: Claim, right: Claim) -> bool:
    """Whether two neighbouring days are told by two clocks: 当地时间8月29日 is 北京时间8月30日."""
    one, other = left.value, right.value
    if not isinstance(one, DateValue) or not isinstance(other, DateValue) or one.start is None or other.start is None:
        return False
    clocks = {tuple(word in claim.context for word in words("zh/times.toml", "clocks")) for claim in (left, right)}
    return abs((one.start - other.start).days) <= 1 and len(clocks) > 1


def told_apart(left: Claim, right: Claim) -> bool:
    """Whether both claims tell their time beside their value, and the two are apart."""
    told = left.period is not None and right.period is not None and left.period.explicit and right.period.explicit
    return told and same_period(left.period, right.period) is False and not end_together(left, right)
