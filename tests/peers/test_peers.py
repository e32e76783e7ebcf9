"""How far the figures found agree with what other projects expect; their data is not part of this project."""

import tomllib
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.peers.run_peers import FILES, LEFT_OUT, rate

HERE = Path(__file__).parent
# files with fewer cases say little one by one
SMALL = 40


def floors() -> Mapping[str, int]:
    """The least percentage for each file or pool."""
    table = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))["floors"]
    return {str(name): int(floor) for name, floor in table.items()}


def folder_of(config: pytest.Config) -> Path:
    folder = config.getoption("--peer-specs")
    if not isinstance(folder, Path) or not folder.is_dir():
        pytest.skip("no folder of peers' cases: give one with --peer-specs DIR")
    return folder


def rates(folder: Path) -> dict[str, tuple[int, int]]:
    """Passed and judged cases of each file, small ones pooled by peer and language."""
    passed: Counter[str] = Counter()
    judged: Counter[str] = Counter()
    for file in FILES:
        good, kept, out = rate(folder, file)
        peer, language, _ = file.split("-", 2) if not file.startswith("price-parser") else ("price-parser", "en", "")
        name = file if kept + out >= SMALL else f"{peer}-{language} (small files)"
        passed[name] += good
        judged[name] += kept
    return {name: (passed[name], judged[name]) for name in judged}


@pytest.mark.parametrize("name", sorted(floors()))
def test_rate(pytestconfig: pytest.Config, name: str) -> None:
    folder = folder_of(pytestconfig)
    good, kept = rates(folder)[name]
    assert 100 * good >= floors()[name] * kept, f"{name}: {good} of {kept}"


def test_every_pool_has_a_floor(pytestconfig: pytest.Config) -> None:
    assert set(rates(folder_of(pytestconfig))) == set(floors())


def test_what_is_left_out_has_a_reason() -> None:
    classes = tomllib.loads(LEFT_OUT.read_text(encoding="utf-8"))["class"]
    assert all(len(one["reason"]) > 20 and one["cases"] for one in classes)
    named = [case for one in classes for case in one["cases"]]
    assert len(named) == len(set(named))
