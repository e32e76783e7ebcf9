"""Which figures of a story are one statement, where no name and no word of the lexicon brings them together."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

import checker
from checker.align.candidates import candidates
from checker.lexicon.load import mapping
from checker.model import Run, Verdict
from checker.pipeline import claims_of, context_of, facts_in, read_documents
from checker.read.folders import read_texts
from checker.settings import Settings
from tests.benchmarks.fit_weights import CORPORA, examples

CASES = Path(__file__).parents[1] / "cases" / "align" / "statements.toml"


@dataclass(frozen=True, slots=True)
class Case:
    """Articles, the pairs of values that must contradict (and no others), and values that must agree."""

    name: str
    texts: list[str]
    conflicts: list[list[str]]
    agreements: list[str] | None = None
    xfail: str = ""
    files: Mapping[str, str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "files", {f"{number}.txt": text for number, text in enumerate(self.texts)})


def cases() -> list[object]:
    made = [Case(**row) for row in tomllib.loads(CASES.read_text())["case"]]
    marks = {case.name: [pytest.mark.xfail(reason=case.xfail, strict=True)] if case.xfail else [] for case in made}
    return [pytest.param(case, id=case.name, marks=marks[case.name]) for case in made]


def displays(run: Run, verdict: Verdict) -> list[set[str]]:
    return [{position.display for position in found.positions} for found in run.findings if found.verdict is verdict]


@pytest.mark.parametrize("case", cases())
def test_what_contradicts(case: Case) -> None:
    found = displays(checker.check(case.files), Verdict.CONTRADICTION)
    assert sorted(map(sorted, found)) == sorted(map(sorted, case.conflicts))


@pytest.mark.parametrize("case", [case for case in cases() if case.values[0].agreements is not None])  # type: ignore[attr-defined]
def test_what_agrees(case: Case) -> None:
    told = set[str]().union(*displays(checker.check(case.files), Verdict.AGREEMENT))
    assert case.agreements is not None
    assert all(any(value in display for display in told) for value in case.agreements)
    assert case.agreements or not told


def test_the_finding_says_what_brought_the_two_together() -> None:
    [case] = [case.values[0] for case in cases() if case.id == "one figure of several is changed, in other words"]  # type: ignore[attr-defined]
    [judgement] = checker.check(case.files).findings[0].judgements
    assert judgement.pair.level.startswith("one statement (")
    assert judgement.pair.weighed


def test_every_weight_is_of_an_observation() -> None:
    """A weight whose observation was renamed would silently count for nothing."""
    observed: dict[str, set[str]] = {}
    for folder in ("phone-launch", "tv-drama", "winter-storm"):
        for example in examples(CORPORA / folder):
            candidate = example.candidate
            observed.setdefault(candidate.sort, {"bias", "match"}).update(candidate.values)
            observed.setdefault(f"words of {candidate.sort}", {"bias"}).update(candidate.telling)
    for table, names in observed.items():
        assert set(mapping("weights.toml", table)) <= names


def test_copies_are_no_candidates() -> None:
    documents, _ = read_texts({"a.txt": "塔身换掉花岗石1286块。", "b.txt": "塔身换掉花岗石1286块。"})
    read, _ = read_documents(documents, Settings())
    context = context_of(read)
    claims, nobodys = claims_of(facts_in(read.values()), context)
    assert not list(candidates([*claims, *nobodys], context.origins))
