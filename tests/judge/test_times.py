"""Where one time ends and another begins, on the very days."""

from datetime import date, timedelta

import checker
from checker.judge.compare import _has_come
from checker.judge.times import _ends_before, _is_third, same_period
from checker.model import Period, PeriodKind
from checker.model.record import replace


def period(start: date, end: date) -> Period:
    return Period(start, end, PeriodKind.SPAN, f"{start} to {end}", explicit=True)


def test_times_that_share_a_day_are_not_one_before_the_other() -> None:
    spring = period(date(2025, 1, 1), date(2025, 6, 30))
    assert not _ends_before(spring, period(date(2025, 6, 30), date(2025, 9, 30)))
    assert _ends_before(spring, period(date(2025, 7, 1), date(2025, 9, 30)))


def test_a_month_is_no_part_of_itself() -> None:
    # February is the shortest of all that a third could be taken for
    february = period(date(2025, 2, 1), date(2025, 2, 28))
    assert not _is_third(february, february)
    assert _is_third(period(date(2025, 2, 11), date(2025, 2, 20)), february)


def test_what_is_told_on_the_day_itself_has_come() -> None:
    [claim] = checker.check({"a.txt": "晨帆航运成立于1996年5月18日。"}).claims
    day = date(1996, 5, 18)
    assert _has_come(replace(claim, told=day))
    assert not _has_come(replace(claim, told=day - timedelta(days=1)))


def test_a_part_of_some_year_is_no_other_part_and_no_year() -> None:
    quarter = Period(None, None, PeriodKind.VAGUE, "the second quarter", explicit=True, iso="--Q2")
    half = replace(quarter, text="上半年", iso="--H1")
    assert same_period(quarter, period(date(2024, 1, 1), date(2024, 12, 31))) is False
    assert same_period(period(date(2024, 7, 1), date(2024, 9, 30)), quarter) is False
    assert same_period(quarter, half) is False
    # of the year nothing is known
    assert same_period(quarter, period(date(2024, 4, 1), date(2024, 6, 30))) is None
    assert same_period(half, half) is None
    # what is told of the last day may be told of the half
    assert same_period(half, replace(period(date(2024, 6, 30), date(2024, 6, 30)), kind=PeriodKind.INSTANT)) is None


def test_up_to_the_end_of_a_month_is_up_to_its_last_day() -> None:
    end = replace(period(date(2025, 12, 21), date(2025, 12, 31)), kind=PeriodKind.CUMULATIVE)
    last = replace(period(date(2025, 12, 31), date(2025, 12, 31)), kind=PeriodKind.CUMULATIVE)
    assert same_period(end, last) is None
    assert same_period(replace(last, start=date(2025, 1, 1)), last) is False
