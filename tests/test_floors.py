"""Accuracy: every annotated collection keeps the scores that it once reached."""

import hashlib
import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

import checker
from checker.report.json_ import render
from tests import score
from tests.gold import compare_claims

ROOT = Path(__file__).parent
SEEDS = ROOT.parent / "seeds"
FLOORS: dict[str, dict[str, Any]] = tomllib.loads((ROOT / "floors.toml").read_text(encoding="utf-8"))
TOPICS = [name for name in FLOORS if name != "claims"]


def _places(name: str) -> tuple[Path, Path]:
    return (ROOT / "gold" / "seeds", SEEDS) if name == "seeds" else (corpus := ROOT / "corpora" / name, corpus / "docs")


@pytest.mark.parametrize("name", TOPICS)
def test_floor(name: str) -> None:
    corpus, docs = _places(name)
    floor = FLOORS[name]
    digest = hashlib.sha256((corpus / "gold.jsonl").read_bytes()).hexdigest()[:16]
    assert digest == floor["digest"], "the gold has changed: measure again and set the floor with it"
    report = json.loads(render(checker.check([docs])))
    reached = score.score(corpus, docs, report, verbose=True)
    assert reached["broken"] == 0
    assert reached["found"] >= floor["found"]
    assert reached["false_alarms"] <= floor["false_alarms"]
    assert reached["sprung"] <= floor["sprung"]
    assert reached["agreements_found"] >= floor["agreements_found"]
    assert reached["false_agreements"] <= floor["false_agreements"]


def test_figures_of_the_seeds_are_read() -> None:
    owed, read, missing = compare_claims.compare()
    assert read >= FLOORS["claims"]["read"], [f"{one.gold['id']}: {one.why}" for one in missing]
    assert owed >= FLOORS["claims"]["owed"]
