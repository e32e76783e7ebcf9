"""A conflict is told by every article that tells one of its sides."""

from itertools import product

import checker
from checker.model import Run, Verdict

SAID = {
    "a.txt": "云岭博物馆的馆藏文物为12.6万件。",
    "b.txt": "记者从会上获悉，云岭博物馆目前馆藏文物9.8万件。",
    "c.txt": "走进云岭博物馆，讲解员说，馆藏文物有12.6万件。",
}


def compared(run: Run, verdict: Verdict) -> set[frozenset[str]]:
    """The files of the pairs with a verdict."""
    label = {source.document.id: source.document.path for source in run.sources}
    return {
        frozenset((label[judgement.pair.left.document], label[judgement.pair.right.document]))
        for finding in run.findings
        for judgement in finding.judgements
        if judgement.verdict is verdict
    }


def test_each_article_of_a_side_stands_in_the_conflict() -> None:
    run = checker.check(SAID)
    assert compared(run, Verdict.CONTRADICTION) == {frozenset(pair) for pair in product(("a.txt", "c.txt"), ("b.txt",))}
    assert compared(run, Verdict.AGREEMENT) == {frozenset(("a.txt", "c.txt"))}


def test_one_finding_tells_all_of_it() -> None:
    found = [finding for finding in checker.check(SAID).findings if finding.verdict is Verdict.CONTRADICTION]
    assert [sorted(position.display for position in finding.positions) for finding in found] == [
        ["12.6万件", "9.8万件"]
    ]


def test_a_side_that_too_many_tell_is_told_of() -> None:
    def problems(tellers: int) -> list[str]:
        said = {f"t{number:02d}.txt": f"第{number}天，{SAID['a.txt']}" for number in range(tellers)}
        run = checker.check({"b.txt": SAID["b.txt"], **said})
        return [problem.message for problem in run.problems if "one side of a conflict" in problem.message]

    assert problems(3) == []
    told = problems(20)
    assert len(told) == 1
    assert told[0].startswith("20 claims that tell one side of a conflict")
