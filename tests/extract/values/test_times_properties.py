from datetime import date
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.extract.values.times import age_bands, find_times
from checker.model.value import DateValue
from tests.growing import growth

SIGNS = "年月日号时点分秒周第前后上下半一二十几多近超至到的自从起底初岁个天万将-~/:.,、()"
WORDS = """0 17 30 99 1000 2025 2999 9999 Q3 H1 FY 3Q25 季度 截至 以来 期间 今年 去年 上月 昨日 财年 中旬 小时 世纪 年代
民国 三百 Jan March May 17th the of in on last next year years month quarter half an a and ago earlier since by end
early Thursday p.m. today week weekend old aged will ended first two"""
PIECES = st.sampled_from([*SIGNS, *WORDS.split()])
TEXTS = st.lists(PIECES | st.just(" ") | st.just("\n") | st.characters(), max_size=30).map("".join)
ANCHORS = st.none() | st.dates(date(1000, 1, 1), date(2999, 12, 31))


@settings(deadline=None, max_examples=300)
@given(TEXTS, ANCHORS)
def test_values_are_in_bounds_in_order_and_disjoint(text: str, anchor: date | None) -> None:
    reached = 0
    for value in find_times(text, anchor=anchor):
        assert reached <= value.span.start < value.span.end <= len(text)
        assert text[value.span.start : value.span.end] == value.text
        reached = value.span.end


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=200), ANCHORS)
def test_any_text_is_read_without_an_error(text: str, anchor: date | None) -> None:
    find_times(text, anchor=anchor)
    age_bands(text)


@settings(deadline=None, max_examples=200)
@given(TEXTS, ANCHORS)
def test_intervals_run_forwards(text: str, anchor: date | None) -> None:
    for value in find_times(text, anchor=anchor):
        if value.start is not None and value.end is not None:
            assert value.start <= value.end
        if value.low is not None and value.high is not None:
            assert value.low <= value.high
        if isinstance(value.payload, DateValue):
            assert value.payload.iso


@given(st.dates(date(1000, 1, 1), date(2999, 12, 31)))
def test_a_day_written_out_is_read_back(day: date) -> None:
    for text in (f"{day.year}年{day.month}月{day.day}日", day.isoformat(), f"{day:%B} {day.day}, {day.year}"):
        # English years before 1900 are read where a month stands before them
        assert [(value.start, value.end) for value in find_times(text)] == [(day, day)]


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.integers(0, 400))
def test_a_day_without_its_year_is_found_near_the_anchor(anchor: date, back: int) -> None:
    day = date.fromordinal(max(anchor.toordinal() - back, date(1896, 1, 1).toordinal()))
    [value] = find_times(f"{day.month}月{day.day}日", anchor=anchor)
    assert value.start is not None
    assert (value.start.month, value.start.day) == (day.month, day.day)
    assert (value.start - anchor).days <= 92


PUMPED = [
    *("一", "1,", "百万", "(((", "第", "7", "2025年", "3万4千", "the ", "2025-"),
    *("11月17日至", "近", "a ", "周一", "1小时1分", "Nov. 17-", "3-"),
]


@pytest.mark.parametrize("unit", PUMPED)
def test_time_grows_with_the_length(unit: str) -> None:
    # four times the length: sixteen times as long where the time grows with the square
    assert growth(lambda size: partial(find_times, unit * (size // len(unit))), (50_000, 200_000), 8) < 8
