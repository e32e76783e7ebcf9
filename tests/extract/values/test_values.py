"""What holds of the values of any text whatever, given as a file holds it."""

import sys
from datetime import date, datetime
from decimal import Decimal
from itertools import pairwise
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import checker
from checker.extract.values import hanzi, plain
from checker.extract.values.numbers import find_numbers
from checker.extract.values.scan import find_values, merged
from checker.extract.values.times import find_times
from checker.model import DateValue, Quantity, Value
from tests.benchmarks import hostile
from tests.benchmarks import values as benchmark

# bits that mean something to the finders, the repairs, or both
SIGNS = (
    "零一二两三五十百千万亿几数多余半第前约近超不足到至年月日号时点分秒岁天个人名成折倍元$¥%‰-~/:.,、()（）&#;*<>?！"
)
WORDS = """0 17 30 2025 9999 1,234 3.5 １２ ５０％ 萬(wàn) 億(yì) 百分之 分之 美元 人民币 billion trillion over about
half a dozen twenty -one to between and fell 下降 增长 翻番 No. Qwen GPT-4 http://a.b/ 截至 以来 去年 上月 Q3 FY Nov.
last year ago &nbsp; &#49; <b> </b> ** ** ?shù)倪_ 《 》 倒数 2025-11-17 23天 (2023)京01号 4×100米接力"""
PIECES = st.sampled_from([*SIGNS, *WORDS.split(), "", " ", "\n", "\r\n", "\u200b", "\u00a0", "\ud800", "\0"])
ANY = st.text(max_size=60) | st.text(st.characters(exclude_categories=()), max_size=40)
TEXTS = ANY | st.lists(PIECES, max_size=24).map("".join)
ANCHORS = st.none() | st.dates(date(1000, 1, 1), date(2999, 12, 31))


def test_of_two_readings_as_long_as_one_another_the_time_is_kept() -> None:
    [time], [number] = find_times("24岁"), find_numbers("24岁")
    assert time.span == number.span
    assert merged([number], [time]) == [time]


@settings(deadline=None, max_examples=400)
@given(TEXTS, ANCHORS, st.sampled_from([None, "zh", "en"]))
def test_values_stand_in_the_text_in_order_and_apart(text: str, anchor: date | None, lang: str | None) -> None:
    found = checker.values(text, lang, anchor)
    for value in found:
        assert 0 <= value.span.start < value.span.end <= len(text)
        assert text[value.span.start : value.span.end] == value.text
    assert all(left.span.end <= right.span.start for left, right in pairwise(found))


@settings(deadline=None, max_examples=300)
@given(TEXTS, ANCHORS)
def test_a_value_is_an_interval_or_days(text: str, anchor: date | None) -> None:
    for value in checker.values(text, anchor=anchor):
        if isinstance(value.payload, Quantity):
            assert (value.low, value.high) != (None, None)
            assert value.low is None or value.high is None or value.low <= value.high
            assert (value.start, value.end) == (None, None)
        else:
            assert value.start is None or value.end is None or value.start <= value.end
            assert (value.low, value.high, value.unit) == (None, None, None)


UNITS = {"元": "CNY", "%": "percent", "吨": "t", "公里": "km", "倍": "times", "个百分点": "pp", "人": "person"}
HEDGES = ["", "约", "近", "超过", "至少", "不足", "不超过"]
NUMBERS = st.decimals(Decimal("0.01"), Decimal(10**9), places=2) | st.integers(1, 10**12).map(Decimal)


@settings(deadline=None, max_examples=300)
@given(NUMBERS, st.sampled_from(sorted(UNITS)), st.sampled_from(HEDGES))
def test_an_interval_written_out_is_read_back(number: Decimal, unit: str, hedge: str) -> None:
    # without its commas a figure of eleven digits is a telephone's
    [value] = checker.values(f"总数为{hedge}{number:,f}{unit}。")
    assert value.unit == UNITS[unit]
    [again] = checker.values(f"总数为{_written(value.low, value.high, unit)}。")
    assert (again.low, again.high, again.unit) == (value.low, value.high, value.unit)


def _written(low: Decimal | None, high: Decimal | None, unit: str) -> str:
    """An interval in words: an open end by the word for its side, both ends as a range."""
    if low is None:
        return f"不足{high:,f}{unit}"
    if high is None:
        return f"超过{low:,f}{unit}"
    return f"{low:,f}{unit}" if low == high else f"{low:,f}{unit}至{high:,f}{unit}"


@settings(deadline=None)
@given(st.dates(date(1000, 1, 1), date(2999, 12, 31)), st.dates(date(1000, 1, 1), date(2999, 12, 31)))
def test_days_written_out_are_read_back(one: date, two: date) -> None:
    first, last = sorted([one, two])
    [day] = checker.values(f"{first.isoformat()}")
    assert (day.start, day.end) == (first, first)
    if first < last:
        [span] = checker.values(f"{_day(first)}至{_day(last)}")
        assert (span.start, span.end) == (first, last)


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


@settings(deadline=None, max_examples=400)
@given(st.text("一二三两九零十百万亿几数多余来点个又分0123 .,·人名家元年月%:/-至ab", min_size=1, max_size=7))
def test_a_plain_figure_is_what_the_full_reader_makes_of_it(text: str) -> None:
    quick = plain.read(text, 0)
    assert quick is None or quick == hanzi.read(text, 0)


def test_a_moment_is_no_day_but_will_do() -> None:
    [value] = checker.values("昨日", anchor=datetime(2025, 12, 10, 8, 30))  # noqa: DTZ001 - the clock is no matter
    assert value.start == date(2025, 12, 9)


def test_another_language_is_told() -> None:
    with pytest.raises(ValueError, match="lang is 'fr'"):
        checker.values("1 euro", lang="fr")


def test_a_value_is_plain_to_use() -> None:
    [money, day] = checker.values("获赔US$3.4bn,2025年7月3日到账")
    assert isinstance(money, checker.Value)
    assert (money.kind, money.low, money.high, money.unit) == ("money", Decimal(3350000000), Decimal(3450000000), "USD")
    assert isinstance(day, Value)
    assert isinstance(day.payload, DateValue)
    assert (day.start, day.end) == (date(2025, 7, 3), date(2025, 7, 3))


@pytest.mark.parametrize("bit", ["9", "一", "1,", "１", "三十"])
def test_a_figure_of_a_thousand_digits_is_none(bit: str) -> None:
    text = bit * (1000 // len(bit)) + "元"
    assert all(len(value.text) < 60 for value in checker.values(text))
    if len(bit) == 1:
        assert checker.values(text) == []


# linear is 2; a clock that counts short times is not to be trusted to the last tenth
BAR = 3.0


def _ratio(bit: str, length: int) -> float:
    """How many times as long the whole takes as its half; the least of some tries, which noise only lengthens."""
    tries: list[float] = []
    while len(tries) < 4 and min(tries, default=BAR) >= BAR:
        took = []
        for size in (length // 2, length):
            text = hostile.text_of(bit, size)
            began = process_time()
            find_values(text)
            took.append(process_time() - began)
        # what is read in a fiftieth of a second is noise
        tries.append(took[1] / max(took[0], 0.02))
    return min(tries)


@pytest.mark.parametrize("name", hostile.BITS)
def test_time_grows_with_the_length_and_no_faster(name: str) -> None:
    assert _ratio(hostile.BITS[name], 8_000) < BAR


@pytest.mark.parametrize("bit", hostile.BITS.values())
def test_nothing_calls_itself_deeper_for_a_longer_text(bit: str) -> None:
    text = hostile.text_of(bit, 5_000)
    checker.values(hostile.text_of(bit, 50))  # loads what it needs, which goes deep once
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(_depth() + 120)
    try:
        checker.values(text)
    finally:
        sys.setrecursionlimit(limit)


def _depth() -> int:
    """How deep the call is that asks."""
    frame, depth = sys._getframe(), 0
    while frame.f_back is not None:
        frame, depth = frame.f_back, depth + 1
    return depth


def test_the_benchmark_runs() -> None:
    text = "\n".join(benchmark.articles())
    lines = list(benchmark.report(text[:2000], [text[:200]], rounds=1))
    assert lines[0].startswith("checker")
    assert len(lines) == 1 + len(benchmark.PEERS)
