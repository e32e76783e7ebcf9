"""The benchmarks run; how fast they find the machine is no matter here."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.benchmarks import growth
from tests.benchmarks.recall import Score

ROOT = Path(__file__).parents[1]


def test_the_smoke_run_has_every_row() -> None:
    command = [sys.executable, "-m", "tests.benchmarks", "--smoke", "--sizes", "8,16"]
    printed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True, timeout=120).stdout
    lines = [line.split(maxsplit=1) for line in printed.splitlines()]
    rows = {kind: [line for other, line in lines if other == kind] for kind, _ in lines}
    assert list(rows) == ["start", "throughput", "growth"]
    assert [row for row in rows["start"] if re.search(r"check seeds = \d+\.\d+ x load jieba", row)]
    stages = (
        "read",
        "clean",
        "sketch",
        "clean, sketch and extract",
        "align and judge",
        "together",
        "clean, sketch and extract, rjieba",
        "together, rjieba",
        "jieba.lcut",
        "JioNLP",
    )
    assert len(rows["throughput"]) == len(stages)
    for stage, row in zip(stages, rows["throughput"], strict=True):
        assert row.startswith(stage)
    assert all("characters/s" in row for row in rows["throughput"][:-1])
    assert "exponent" in rows["growth"][0]
    assert [int(row.split()[0]) >= size for row, size in zip(rows["growth"][1:], (8, 16), strict=True)] == [True, True]


def test_the_exponent_is_one_where_time_grows_with_the_articles() -> None:
    found = Score((), (), (), (), 0, ())
    small, large = (growth.Measured(size, 1.0, size / 100, 1, found) for size in (1_000, 10_000))
    assert growth.exponent(small, large) == pytest.approx(1)
    square = growth.Measured(10_000, 1.0, small.processor * 100, 1, found)
    assert growth.exponent(small, square) == pytest.approx(2)
