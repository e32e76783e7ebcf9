"""The whole way of an article takes time that grows with its length, on texts made to make it slow."""

from functools import partial

import pytest

import checker
from checker.extract.lengthy import WHY
from tests.growing import growth
from tests.trust.attacks import ATTACKS

SIZES = (3000, 12_000)
BAR = 6.0


@pytest.mark.parametrize("name", ATTACKS)
def test_time_grows_with_the_text(name: str) -> None:
    checker.check({"a.txt": "夸克的日活跃用户为1.2亿。The firm said 5 million users."})
    assert growth(lambda size: partial(checker.check, {"a.txt": ATTACKS[name](size)}), SIZES, BAR) < BAR


def test_what_is_read_in_parts_is_told() -> None:
    run = checker.check({"a.txt": ATTACKS["figures in one sentence"](SIZES[0])})
    assert any(WHY in problem.message for problem in run.problems)
