"""Bars: what a reader would see in them, not which cell is which."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.model import Quantity
from checker.report.axis import LEAST, MOST, bars, draw
from checker.report.layout import PLAIN, UNICODE
from tests.report.sample import sample

RUN = sample()


def _figure(low: str | None, high: str | None) -> Quantity:
    return Quantity(None if low is None else Decimal(low), None if high is None else Decimal(high), None, "")


def _drawn(*figures: tuple[str | None, str | None], cells: int = 22) -> tuple[str, ...]:
    made = draw([_figure(*figure) for figure in figures], cells, PLAIN)
    assert made is not None
    return made.drawn


def test_half_as_much_ends_half_way() -> None:
    half, whole = _drawn(("50", "50"), ("100", "100"))
    assert half == "0----------=---------|"
    assert whole == "0-------------------=|"


def test_open_ends_have_arrows() -> None:
    least, most = _drawn(("60", None), (None, "40"))
    assert least.endswith("=>|")
    assert most.startswith("0<=")
    assert ">" not in most
    assert "<" not in least


def test_close_figures_are_looked_at_closely() -> None:
    wide, narrow = _drawn(("990", "1000"), ("1001", "1001"))
    assert wide.startswith("|=")
    assert narrow.endswith("=|")


def test_losses_lie_left_of_zero() -> None:
    small, large = _drawn(("-10", "-10"), ("-40", "-40"))
    assert small.endswith("0")
    assert small.index("=") > large.index("=")


def test_figures_far_apart_are_on_a_logarithmic_axis() -> None:
    made = draw([_figure("10", "10"), _figure("1000", "1000"), _figure("100000", "100000")], 23, PLAIN)
    assert made is not None
    assert made.is_log
    assert [bar.index("=") for bar in made.drawn] == [1, 11, 21]


def test_two_near_figures_need_no_axis() -> None:
    assert draw([_figure("100", "100"), _figure("101", "101")], 22, PLAIN) is None
    assert draw([_figure("5", "5"), _figure("5", "5")], 22, PLAIN) is not None  # both at one place: that says something


def test_only_figures_of_one_unit_have_bars() -> None:
    by_id = {finding.id: bars(finding, RUN, 100, UNICODE) for finding in RUN.findings}
    assert [name for name, found in by_id.items() if found] == ["f1", "f4", "f5"]


@pytest.mark.parametrize(("width", "cells"), [(60, 12), (80, 16), (100, 20), (160, 30), (200, 30)])
def test_bars_grow_with_the_screen(width: int, cells: int) -> None:
    found = bars(RUN.findings[0], RUN, width, UNICODE)
    assert found is not None
    assert {len(bar) for bar in found.drawn} == {cells}


_END = st.one_of(st.none(), st.decimals(min_value=-(10**6), max_value=10**12, allow_nan=False, places=2))


@given(st.lists(st.tuples(_END, _END), min_size=2, max_size=5), st.integers(LEAST, MOST))
def test_what_cannot_both_be_true_shares_no_cell(ends: list[tuple[Decimal | None, Decimal | None]], cells: int) -> None:
    figures = [
        Quantity(min(pair), max(pair), None, "") if None not in pair else Quantity(pair[0], pair[1], None, "")
        for pair in ends
        if pair != (None, None)
    ]
    if len(figures) < 2:
        return
    made = draw(figures, cells, PLAIN)
    if made is None:
        return
    filled = [{at for at, mark in enumerate(bar) if mark in "=<>"} for bar in made.drawn]
    assert {len(bar) for bar in made.drawn} == {cells}
    assert all(filled)
    for one, left in zip(figures, filled, strict=True):
        for other, right in zip(figures, filled, strict=True):
            assert one.meets(other) or not left & right
