"""Hedged and rounded figures held against one another, in tests/cases/judge/bounds.toml: alone and inside articles."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest

import checker
from checker.extract.values.scan import find_values
from checker.model import Quantity, Verdict

READ = tomllib.loads((Path(__file__).parents[1] / "cases" / "judge" / "bounds.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Case:
    """Two figures and what their comparison must come to; `text` names the articles that they are put into.

    `xfail` says why the values themselves are misread today, `xfail_text` why only the articles are.
    """

    left: str
    right: str
    verdict: str
    text: str | None = None
    xfail: str | None = None
    xfail_text: str | None = None

    @property
    def name(self) -> str:
        return f"{self.left} / {self.right}"


CASES = [Case(**case) for case in READ["case"]]


def marked(case: Case, reason: str | None) -> object:
    marks = [] if reason is None else [pytest.mark.xfail(strict=True, reason=reason)]
    return pytest.param(case, id=case.name, marks=marks)


def quantity(text: str) -> Quantity:
    (value,) = find_values(text)
    assert isinstance(value.payload, Quantity)
    return value.payload


@pytest.mark.parametrize("case", [marked(case, case.xfail) for case in CASES])
def test_values(case: Case) -> None:
    left, right = quantity(case.left), quantity(case.right)
    if left.unit != right.unit:
        assert case.verdict == "none"
    else:
        assert case.verdict == ("agreement" if left.meets(right) else "contradiction")
        assert left.meets(right) is right.meets(left)


@pytest.mark.parametrize("case", [marked(case, case.xfail_text or case.xfail) for case in CASES if case.text])
def test_articles(case: Case) -> None:
    articles = READ["text"][case.text]
    told = {"a.txt": articles["left"].format(case.left), "b.txt": articles["right"].format(case.right)}
    verdicts = {finding.verdict for finding in checker.check(told).findings}
    assert verdicts == {Verdict(case.verdict)}


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 60
    assert sum(case.text is not None for case in CASES) >= 20
