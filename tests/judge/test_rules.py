"""Every rule on small articles, in tests/cases/judge: what must fire and what must not.

A case gives one or two texts and the gravest verdict that their comparison must come to (or a list where several will
do). Where that is the verdict of the file's own rule, that rule must decide unless the case names another; everywhere
else it must be silent. What counts is what is judged between the two texts, and what contradicts itself inside one.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

import checker
from checker.judge.registry import rules
from checker.model import Judgement, Verdict

CASES = Path(__file__).parents[1] / "cases" / "judge"
GRAVITY = (Verdict.CONTRADICTION, Verdict.EXPLAINED, Verdict.AGREEMENT)
VERDICTS = {
    "agreement": ("value-agrees", "bound-holds", "unit-converted", "value-derived"),
    "explained": (
        "period-differs",
        "scope-differs",
        "metric-differs",
        "modality-differs",
        "cumulative",
        "subject-differs",
        "denied",
        "revised",
        "currency-differs",
    ),
}


@dataclass(frozen=True, slots=True)
class Case:
    """One comparison of a file. `about` is the rule that the file is about, `rule` the one that must decide."""

    stem: str
    about: str
    name: str
    left: str
    verdict: str | list[str]
    right: str | None = None
    rule: str | None = None
    file: str = "a.txt"
    xfail: str | None = None

    @property
    def expected(self) -> str | None:
        """The rule that must decide, None where nothing is to be found or any rule may."""
        if self.rule is not None or self.verdict != verdict_of(self.about):
            return self.rule
        return self.about

    @property
    def fires(self) -> bool:
        """Whether the rule of the file must decide."""
        return self.expected == self.about


def verdict_of(rule: str) -> str:
    return next((verdict for verdict, names in VERDICTS.items() if rule in names), "contradiction")


def cases() -> Iterator[Case]:
    for path in sorted(CASES.glob("*.toml")):
        read = tomllib.loads(path.read_text(encoding="utf-8"))
        if path.stem != "bounds":
            yield from (Case(path.stem, read["rule"], **case) for case in read["case"])


LISTED = list(cases())
PARAMS = [
    pytest.param(
        case,
        id=f"{case.stem}: {case.name}",
        marks=[] if case.xfail is None else [pytest.mark.xfail(strict=True, reason=case.xfail)],
    )
    for case in LISTED
]


def judgements(case: Case) -> list[Judgement]:
    texts = {case.file: case.left} if case.right is None else {case.file: case.left, "b.txt": case.right}
    made = [judgement for finding in checker.check(texts).findings for judgement in finding.judgements]
    return [j for j in made if j.verdict is Verdict.CONTRADICTION or j.pair.left.document != j.pair.right.document]


@pytest.mark.parametrize("case", PARAMS)
def test_case(case: Case) -> None:
    made = judgements(case)
    told = [f"{j.rule}: {j.pair.left.quote} / {j.pair.right.quote}, {j.because}" for j in made]
    gravest = min((j.verdict for j in made), key=GRAVITY.index, default=None)
    wanted = [case.verdict] if isinstance(case.verdict, str) else case.verdict
    assert ("none" if gravest is None else str(gravest)) in wanted, told
    deciding = {j.rule for j in made if j.verdict is gravest}
    if case.expected is not None:
        assert case.expected in deciding, told
    if not case.fires:
        assert case.about not in {j.rule for j in made}, told


@pytest.mark.parametrize("rule", [rule.name for rule in rules()])
def test_every_rule_has_cases_that_fire_and_cases_that_must_not(rule: str) -> None:
    fires = [case.fires for case in LISTED if case.about == rule]
    assert fires.count(True) >= 3
    assert fires.count(False) >= 3


def test_the_verdicts_here_are_those_of_the_rules() -> None:
    assert {rule.name: str(rule.verdict) for rule in rules()} == {rule.name: verdict_of(rule.name) for rule in rules()}
