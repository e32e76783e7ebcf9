"""Where one time ends and another begins, on the very days."""

from datetime import date, timedelta

import checker
from checker.judge.compare import _has_come
from checker.judge.times import _ends_before, _is_third
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
