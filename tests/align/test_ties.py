"""What a turn of phrase ties to a name: when two articles of one story tie it to two."""

import tomllib
from pathlib import Path

import pytest

import checker
from checker.model import Verdict

CASES = Path(__file__).parents[1] / "cases" / "align" / "ties.toml"
# one story, told in three ways: long figures that all give tell that it is one
FIRST = "海州港的新码头6月动工，要花48.23亿元，岸线3476米，堆场128645平方米，能停1286辆货车。"
SECOND = "记者了解到，新码头堆场有128645平方米，停得下货车1286辆；岸线长3476米。海州港为它投了48.23亿元。"
THIRD = "Work on the Haizhou terminal began: 3,476 metres of quay, a yard of 128,645 square metres, 1,286 bays."

FOURTH = (
    "Lorries get 1,286 bays in the yard, which measures 128,645 square metres. Haizhou's quay is 3,476 metres long."
)


def cases() -> list[object]:
    return [pytest.param(case, id=case["name"]) for case in tomllib.loads(CASES.read_text())["case"]]


@pytest.mark.parametrize("case", cases())
def test_ties(case: dict[str, object]) -> None:
    left, right = str(case["left"]), str(case["right"])
    first, second = THIRD if left.isascii() else FIRST, FOURTH if right.isascii() else SECOND
    texts = {"a.txt": f"{first}\n\n{left}\n", "b.txt": f"{second}\n\n{right}\n"}
    found = [finding for finding in checker.check(texts).findings if finding.verdict is Verdict.CONTRADICTION]
    assert [finding.rule for finding in found] == (["name-differs"] if case["conflict"] else [])
