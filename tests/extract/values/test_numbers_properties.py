"""What holds of the figures of any text whatever."""

from decimal import Decimal
from functools import partial
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.extract.values.numbers import find_numbers
from checker.extract.values.scan import find_values
from checker.extract.values.units import DIMENSIONS, dimension, to_base
from checker.model.value import Quantity
from tests.growing import growth

PIECES = st.sampled_from(
    [
        *"零一二两三五十百千万亿几数多余半第前约近超过不到至-~.,%‰$¥€元人个名年月日了的 \n()[]",
        "1",
        "23",
        "3.5",
        "1,234",
        "百分之",
        "分之",
        "美元",
        "人民币",
        "billion",
        " million",
        "more than ",
        "HK$",
        "以上",
        "half a ",
        "twenty-",
        "three",
        " to ",
        "between ",
        " and ",
        "下降",
        "增长",
        "翻番",
        "No. ",
        "Qwen",
        "http://a.b/",
        "×",
    ]
)
MESSY = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=24).map("".join))


@given(MESSY)
@settings(max_examples=400, deadline=None)
def test_spans_are_in_bounds_disjoint_and_ordered(text: str) -> None:
    values = find_numbers(text)
    end = 0
    for value in values:
        assert end <= value.span.start < value.span.end <= len(text)
        assert text[value.span.start : value.span.end] == value.text
        end = value.span.end


@given(MESSY)
@settings(max_examples=200, deadline=None)
def test_intervals_stand_upright(text: str) -> None:
    for value in find_numbers(text):
        payload = value.payload
        assert isinstance(payload, Quantity)
        assert payload.low is not None or payload.high is not None
        assert payload.low is None or payload.high is None or payload.low <= payload.high


@given(st.lists(PIECES, max_size=24).map("".join))
@settings(max_examples=150, deadline=None)
def test_all_kinds_together_are_disjoint_too(text: str) -> None:
    values = find_values(text)
    assert all(a.span.end <= b.span.start for a, b in pairwise(values))


@given(st.integers(0, 10**15), st.sampled_from(["", "元", "人", "%", "万元", "亿美元", "公里", "倍"]))
@settings(max_examples=200, deadline=None)
def test_what_is_written_out_is_read_back(number: int, unit: str) -> None:
    (value,) = find_numbers(f"共计{number:,}{unit}")
    payload = value.payload
    assert isinstance(payload, Quantity)
    factor = {"万元": 10**4, "亿美元": 10**8}.get(unit, 1)
    assert payload.value == Decimal(number) * factor


@given(st.decimals(Decimal("0.01"), Decimal(9999), places=2), st.sampled_from(["亿元", "万人", "%", "公里"]))
@settings(max_examples=200, deadline=None)
def test_decimals_are_half_a_unit_wide(number: Decimal, unit: str) -> None:
    (value,) = find_numbers(f"达到{number}{unit}")
    low, high = value.low, value.high
    factor = {"亿元": 10**8, "万人": 10**4}.get(unit, 1)
    assert low is not None
    assert high is not None
    assert (low, high) == ((number - Decimal("0.005")) * factor, (number + Decimal("0.005")) * factor)


@pytest.mark.parametrize(
    "pump",
    [
        "一",
        "1",
        "1,",
        "百万",
        "(((",
        "第",
        "2025年",
        "5万至",
        "三分之",
        "近",
        "$",
        "1-",
        "a million ",
        "half a ",
        "http://",
        "@",
        "x-1",
        "约1",
        "1.",
        " 1",
        "几",
        "半",
        "三 ",
        "百 分 之",
        "1·",
        "大于1小于",
        "第1、",
        "一米八",
        "5元",
        "参佰",
        "三点 ",
        "比3",
        "up ",
        "增长",
        "1/2 ",
        "一百零",
        "twenty-",
        "No. 3 ",
        "第三",
        "HK$1",
    ],
)
def test_time_grows_with_length_and_no_faster(pump: str) -> None:
    # four times the length: sixteen times as long where the time grows with the square
    assert growth(lambda size: partial(find_numbers, pump * (size // len(pump))), (10_000, 40_000), 8) < 8


def test_a_figure_of_a_thousand_digits_is_none() -> None:
    assert find_numbers("9" * 1000 + "元") == []
    assert find_numbers("一" * 1000) == []


@pytest.mark.parametrize("unit", sorted(DIMENSIONS))
def test_every_unit_has_a_base_or_is_a_count(unit: str) -> None:
    based = to_base(Quantity(Decimal(1), Decimal(1), unit, "1", Decimal(1)))
    assert dimension(based.unit) == dimension(unit)
    assert based.low is not None


def test_units_of_one_dimension_compare() -> None:
    (five,) = find_numbers("全长5公里")
    (same,) = find_numbers("全长5000米")
    assert isinstance(five.payload, Quantity)
    assert isinstance(same.payload, Quantity)
    assert to_base(five.payload).meets(to_base(same.payload))
    (power,) = find_numbers("2.4GW")
    assert isinstance(power.payload, Quantity)
    assert to_base(power.payload).value == 2_400_000_000
