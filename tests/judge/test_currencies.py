"""Rates of currencies: a fact of each year, to be trusted no further than that."""

from decimal import Decimal
from itertools import pairwise

import pytest

from checker.judge.currencies import CODES, rate

YEARS = range(2005, 2027)


@pytest.mark.parametrize("year", YEARS)
def test_a_rate_and_its_inverse_are_one(year: int) -> None:
    for code in CODES:
        there, back = rate("USD", code, year), rate(code, "USD", year)
        assert there is not None
        assert back is not None
        assert abs(there * back - 1) < Decimal("1e-20")


def test_no_rate_jumps_from_one_year_to_the_next() -> None:
    # a slip of the pen in the table would be a power of ten or a swapped column
    for code in CODES:
        told = [rate("USD", code, year) or Decimal(0) for year in YEARS]
        assert all(Decimal("0.7") < late / early < Decimal("1.4") for early, late in pairwise(told))


def test_nothing_is_known_of_other_years_and_currencies() -> None:
    assert rate("USD", "CNY", 1990) is None
    assert rate("USD", "TWD", 2024) is None
