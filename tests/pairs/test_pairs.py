"""Pairs of news sentences that people judged: what is found of their contradictions; the pairs are not part of this."""

from pathlib import Path

import pytest

from tests.pairs.run_pairs import FILE, outcomes

# contradictions found of those asked for; only up
FOUND = 55
# of the pairs that agree or are neutral, the share that may be flagged
FALSE = 0.05


def test_pairs(pytestconfig: pytest.Config) -> None:
    folder = pytestconfig.getoption("--pairs")
    if not isinstance(folder, Path) or not (folder / FILE).is_file():
        pytest.skip("no folder of judged pairs: give one with --pairs DIR")
    found = list(outcomes(folder))
    others = [one for one in found if one.label != "contradiction"]
    assert sum(one.flagged and one.asked for one in found) >= FOUND
    assert sum(one.flagged for one in others) <= FALSE * len(others)
