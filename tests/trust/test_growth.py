"""The whole way of an article takes time that grows with its length, on texts made to make it slow."""

import time

import pytest

import checker
from checker.extract.lengthy import WHY
from tests.trust.attacks import ATTACKS, Attack

SIZES = (3000, 12_000)
BAR = 6.0
# seconds below which nothing is told from noise
FLOOR = 0.1
TRIES = 3


def _seconds(attack: Attack, size: int) -> float:
    text = attack(size)
    began = time.process_time()
    checker.check({"a.txt": text})
    return time.process_time() - began


@pytest.mark.parametrize("name", ATTACKS)
def test_time_grows_with_the_text(name: str) -> None:
    checker.check({"a.txt": "夸克的日活跃用户为1.2亿。The firm said 5 million users."})
    ratios = []
    for _ in range(TRIES):
        short, long = (_seconds(ATTACKS[name], size) for size in SIZES)
        ratios.append(long / max(short, FLOOR))
        if ratios[-1] < BAR:
            return
    assert min(ratios) < BAR


def test_what_is_read_in_parts_is_told() -> None:
    run = checker.check({"a.txt": ATTACKS["figures in one sentence"](SIZES[0])})
    assert any(WHY in problem.message for problem in run.problems)
