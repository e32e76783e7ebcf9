"""The benchmark of the engines runs, and they agree."""

import pytest

from tests.benchmarks import pool


def test_all_engines_give_the_same_bytes(capsys: pytest.CaptureFixture[str]) -> None:
    assert pool.main(["--smoke"]) == 0
    out = capsys.readouterr().out
    assert "2 processes" in out
    assert out.endswith("the same bytes\n")
