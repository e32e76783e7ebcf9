"""Nearly one name in two articles of one story: when both mean one bearer."""

import tomllib
from pathlib import Path

import pytest

import checker
from checker.model import Verdict

CASES = Path(__file__).parents[1] / "cases" / "align" / "namesakes.toml"
# one story, told in two ways and two languages: long figures that all give tell that it is one
CHINESE = (
    "海州港的新码头6月动工，要花48.23亿元，岸线3476米，堆场128645平方米，能停1286辆货车。",
    "记者了解到，新码头堆场有128645平方米，停得下货车1286辆；岸线长3476米。海州港为它投了48.23亿元。",
)
ENGLISH = (
    "Work on the Haizhou terminal began: 3,476 metres of quay, a yard of 128,645 square metres, 1,286 bays.",
    "Lorries get 1,286 bays in the yard, which measures 128,645 square metres. Haizhou's quay is 3,476 metres long.",
)


def cases() -> list[object]:
    return [pytest.param(case, id=case["name"]) for case in tomllib.loads(CASES.read_text(encoding="utf-8"))["case"]]


@pytest.mark.parametrize("case", cases())
def test_namesakes(case: dict[str, object]) -> None:
    left, right = str(case["left"]), str(case["right"])
    first, second = ENGLISH if left.isascii() else CHINESE
    texts = {"a.txt": f"{first}\n\n{left}\n", "b.txt": f"{second}\n\n{right}\n"}
    found = [finding.rule for finding in checker.check(texts).findings if finding.verdict is Verdict.CONTRADICTION]
    assert found == (["name-differs"] if case["conflict"] else [])
