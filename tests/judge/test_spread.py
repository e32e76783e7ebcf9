"""A conflict is told by every article that tells one of its sides."""

from itertools import product

import checker
from checker.judge.spread import spread
from checker.model import Judgement, Run, Verdict

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


def judged(run: Run) -> dict[tuple[str, str], Judgement]:
    """The judgement of each two files."""
    label = {source.document.id: source.document.path for source in run.sources}
    made = [judgement for finding in run.findings for judgement in finding.judgements]
    pairs = [sorted((label[j.pair.left.document], label[j.pair.right.document])) for j in made]
    return {(one, other): judgement for (one, other), judgement in zip(pairs, made, strict=True)}


def test_two_that_never_met_are_in_conflict_where_one_of_them_tells_a_side() -> None:
    # a and b contradict one another, a and c agree: b and c, which nobody compared, contradict one another too
    met = judged(checker.check(SAID))
    conflict, agreement, missing = met["a.txt", "b.txt"], met["a.txt", "c.txt"], met["b.txt", "c.txt"]
    [*before, made] = spread([conflict, agreement])
    assert before == [conflict, agreement]
    assert (made.verdict, made.rule) == (conflict.verdict, conflict.rule)
    assert {made.pair.left.id, made.pair.right.id} == {missing.pair.left.id, missing.pair.right.id}
    assert spread([conflict, agreement], known=[(missing.pair.left.id, missing.pair.right.id)]) == before


def test_an_agreement_alone_spreads_nothing() -> None:
    agreement = judged(checker.check(SAID))["a.txt", "c.txt"]
    assert spread([agreement]) == [agreement]


def test_a_side_that_too_many_tell_is_told_of() -> None:
    def problems(tellers: int) -> list[str]:
        said = {f"t{number:02d}.txt": f"第{number}天，{SAID['a.txt']}" for number in range(tellers)}
        run = checker.check({"b.txt": SAID["b.txt"], **said})
        return [problem.message for problem in run.problems if "one side of a conflict" in problem.message]

    assert problems(3) == []
    told = problems(20)
    assert len(told) == 1
    assert told[0].startswith("20 claims that tell one side of a conflict")
