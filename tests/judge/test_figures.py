"""Ends that figures may just touch: a half that is rounded, and twice a bound."""

import pytest

import checker
from checker.extract.values.scan import find_values
from checker.judge.figures import rounds_to
from checker.model import Quantity, Run, Verdict


def quantity(text: str) -> Quantity:
    (value,) = find_values(text)
    assert isinstance(value.payload, Quantity)
    return value.payload


@pytest.mark.parametrize(
    ("whole", "exact", "rounds"),
    [
        ("421元", "420.5元", True),  # a half is rounded up
        ("420元", "420.5元", False),
        ("420元", "420.4元", True),
        ("420元", "419.5元", True),
        ("420元", "419.4元", False),
        ("12元", "11.8元", False),  # so small a sum is told with its decimals
        ("400元", "399.6元", False),  # one digit may be of hundreds
        ("110元", "109.6元", True),
    ],
)
def test_a_whole_figure_is_the_exact_one_rounded(whole: str, exact: str, rounds: bool) -> None:  # noqa: FBT001 - as a case tells it
    assert rounds_to(quantity(whole), quantity(exact)) is rounds
    assert rounds_to(quantity(exact), quantity(whole)) is rounds


def held_against_a_bound(figure: str) -> Run:
    return checker.check(
        {"a.txt": "仁安医院的床位数超过1000张。", "b.txt": f"市卫健委介绍，仁安医院共有床位{figure}张。"}
    )


def test_up_to_twice_a_bound_a_figure_bears_it_out() -> None:
    assert [finding.verdict for finding in held_against_a_bound("2000").findings] == [Verdict.AGREEMENT]


def test_beyond_twice_a_bound_it_bears_out_nothing() -> None:
    assert held_against_a_bound("2001").findings == ()


def test_who_repeats_himself_agrees_with_nobody() -> None:
    told = "仁安医院的床位数为1500张。市卫健委介绍，仁安医院共有床位1500张。"
    assert checker.check({"a.txt": told}).findings == ()
