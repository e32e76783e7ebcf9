"""Every repair: raw text beside the clean text that it must become, in tests/cases/clean."""

import tomllib
from pathlib import Path

import pytest

from checker.clean.compose import clean
from checker.read.folders import read_texts

CASES = Path(__file__).parents[1] / "cases" / "clean"
LISTED = [
    pytest.param(case, id=f"{path.stem}: {case['name']}")
    for path in sorted(CASES.glob("*.toml"))
    for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
]


@pytest.mark.parametrize("case", LISTED)
def test_case(case: dict[str, str]) -> None:
    [document], _ = read_texts({case.get("file", "a.txt"): case["raw"]})
    made = clean(document)
    assert made.text == case["text"]
    assert "\n".join(made.text[block.span.start : block.span.end] for block in made.blocks) == made.text
    raw = [case["raw"][piece.raw.start : piece.raw.end] for piece in made.pieces]
    assert "".join(raw) == case["raw"]
