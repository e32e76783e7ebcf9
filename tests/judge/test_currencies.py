"""Rates of currencies: a fact of each year, to be trusted no further than that."""

from decimal import Decimal
from itertools import pairwise

import pytest

import checker
from checker.judge.currencies import CODES, rate

YEARS = range(2005, 2027)


# yearly averages as central banks and the IMF publish them
@pytest.mark.parametrize(
    ("base", "code", "year", "average"),
    [
        ("USD", "CNY", 2008, "6.95"),
        ("USD", "JPY", 2012, "79.8"),
        ("USD", "EUR", 2015, "0.901"),
        ("USD", "KRW", 2009, "1276"),
        ("USD", "CNY", 2023, "7.08"),
        ("CNY", "USD", 2008, "0.1439"),
    ],
)
def test_a_rate_is_the_year_s_published_average(base: str, code: str, year: int, average: str) -> None:
    assert rate(base, code, year) == pytest.approx(Decimal(average), rel=Decimal("0.01"))


@pytest.mark.parametrize("year", YEARS)
def test_every_currency_has_a_rate_for_every_year(year: int) -> None:
    assert all(rate("USD", code, year) and rate(code, "USD", year) for code in CODES)


def test_no_rate_jumps_from_one_year_to_the_next() -> None:
    # a slip of the pen in the table would be a power of ten or a swapped column
    for code in CODES:
        told = [rate("USD", code, year) or Decimal(0) for year in YEARS]
        assert all(Decimal("0.7") < late / early < Decimal("1.4") for early, late in pairwise(told))


def test_nothing_is_known_of_other_years_and_currencies() -> None:
    assert rate("USD", "CNY", 1990) is None
    assert rate("USD", "TWD", 2024) is None


@pytest.mark.parametrize("right", ["42亿元", "40亿至45亿元"])
def test_a_reader_is_told_what_the_sum_is_in_the_other_currency(right: str) -> None:
    # 5.9亿美元 at the 7.2 that a dollar cost in 2024, in three digits
    texts = {"a.txt": "2024年，晨帆航运的营业收入为5.9亿美元。", "b.txt": f"晨帆航运2024年营业收入为{right}。"}
    [finding] = checker.check(texts).findings
    assert finding.rule == "currency-differs"
    [judgement] = finding.judgements
    assert "5.9亿美元 is about 4,250,000,000 CNY at the average rate of 2024" in judgement.because


def test_a_range_comes_to_no_one_sum_in_the_other_currency() -> None:
    texts = {"a.txt": "2024年，晨帆航运的营业收入为40亿至45亿元。", "b.txt": "晨帆航运2024年营业收入为5.9亿美元。"}
    [finding] = checker.check(texts).findings
    [judgement] = finding.judgements
    assert judgement.because == "one is told in CNY, the other in USD"
