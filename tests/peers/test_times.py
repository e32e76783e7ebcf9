"""How far the times found agree with what other projects expect; their data is not part of this project."""

import tomllib
from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from tests.peers.run_times import FILES, LEFT_OUT, rate
from tests.peers.test_peers import SMALL, folder_of

FLOORS = Path(__file__).with_name("times_floors.toml")


def floors() -> Mapping[str, int]:
    """The least percentage for each file or pool."""
    table = tomllib.loads(FLOORS.read_text(encoding="utf-8"))["floors"]
    return {str(name): int(floor) for name, floor in table.items()}


@cache
def rates(folder: Path) -> Mapping[str, tuple[int, int]]:
    """Passed and judged cases of each file, small ones pooled by peer and language."""
    passed: Counter[str] = Counter()
    judged: Counter[str] = Counter()
    for file in FILES:
        good, kept, out = rate(folder, file)
        peer, language, _ = file.split("-", 2)
        name = file if kept + out.total() >= SMALL else f"{peer}-{language} (small files)"
        passed[name] += good
        judged[name] += kept
    return {name: (passed[name], judged[name]) for name in judged}


@pytest.mark.parametrize("name", sorted(floors()))
def test_rate(pytestconfig: pytest.Config, name: str) -> None:
    good, kept = rates(folder_of(pytestconfig))[name]
    assert 100 * good >= floors()[name] * kept, f"{name}: {good} of {kept}"


def test_every_pool_has_a_floor(pytestconfig: pytest.Config) -> None:
    assert set(rates(folder_of(pytestconfig))) == set(floors())


def test_what_is_left_out_has_a_reason() -> None:
    classes = tomllib.loads(LEFT_OUT.read_text(encoding="utf-8"))["class"]
    assert all(len(one["reason"]) > 20 and one["cases"] for one in classes)
    named = [case for one in classes for case in one["cases"]]
    assert len(named) == len(set(named))
    assert all(case.partition(":")[0] in FILES for case in named)
