"""What is found hangs on understanding and not on names: the corpora with names that nobody knows."""

import json
import tomllib
from pathlib import Path
from shutil import copytree

import pytest

import checker
from checker.report.json_ import render
from tests import score

HERE = Path(__file__).parent
FAILING: dict[str, str] = {}
LISTED = [
    pytest.param(path, id=path.stem, marks=[pytest.mark.xfail(strict=True, reason=FAILING[path.stem])])
    if path.stem in FAILING
    else pytest.param(path, id=path.stem)
    for path in sorted((HERE / "generality").glob("*.toml"))
]
# the most that F1 may lose when the names are replaced
LOSS = 0.1


def f1(corpus: Path) -> float:
    """The F1 of contradictions on one corpus."""
    found = score.score(corpus, corpus / "docs", json.loads(render(checker.check([corpus / "docs"]))), verbose=False)
    return score.rates(found)[2]


@pytest.mark.parametrize("listed", LISTED)
def test_unknown_names(listed: Path, tmp_path: Path) -> None:
    table = tomllib.loads(listed.read_text(encoding="utf-8"))
    known = HERE / "corpora" / listed.stem
    renamed = tmp_path / listed.stem
    copytree(known, renamed)
    for path in (*renamed.glob("docs/*"), renamed / "gold.jsonl"):
        text = path.read_bytes().decode()
        for name, other in table["names"].items():
            text = text.replace(name, other)
        path.write_bytes(text.encode())
    first = min(renamed.glob("docs/*.txt"))
    first.write_bytes(first.read_bytes().rstrip() + f"\n\n{table['introduced']}\n".encode())
    assert f1(renamed) >= f1(known) - LOSS
