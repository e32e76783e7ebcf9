from collections.abc import Sequence

import pytest

from checker.model import Run, Severity, Verdict
from checker.report import terminal
from checker.report.layout import Screen
from checker.report.selection import Selection
from tests.report.sample import sample

RUN = sample()


def _ids(run: Run) -> list[str]:
    return [finding.id for finding in run.findings]


@pytest.mark.parametrize(
    ("selection", "left"),
    [
        (Selection(), ["f1", "f2", "f3", "f4", "f5", "f6"]),
        (Selection(verdicts=frozenset({Verdict.AGREEMENT})), ["f6"]),
        (Selection(verdicts=frozenset({Verdict.AGREEMENT, Verdict.EXPLAINED})), ["f5", "f6"]),
        (Selection(least=Severity.LOW), ["f1", "f2", "f3", "f4", "f5", "f6"]),
        (Selection(least=Severity.MEDIUM), ["f1", "f2"]),
        (Selection(least=Severity.HIGH), ["f1"]),
        (Selection(entities=("星",), attributes=("营收",)), ["f4", "f5"]),
        (Selection(attributes=("營收",)), ["f4", "f5"]),
        (Selection(attributes=("發布", "下載")), ["f2", "f6"]),
        (Selection(entities=("galaxy",)), []),
        (Selection(sources=("wire",)), ["f2", "f3", "f5", "f6"]),
        (Selection(sources=("WIRE.md",)), ["f2", "f3", "f5", "f6"]),
        (Selection(sources=("*/*.txt",)), ["f1", "f4", "f5"]),
        (Selection(sources=("reprints/*",)), ["f1"]),
        (Selection(sources=("hostile.???",), verdicts=frozenset({Verdict.CONTRADICTION})), ["f4"]),
        (Selection(sources=("nowhere*",)), []),
        (Selection(entities=("\udcff",)), []),
    ],
)
def test_what_is_left(selection: Selection, left: Sequence[str]) -> None:
    chosen = selection.apply(RUN)
    assert _ids(chosen) == left
    assert (chosen.sources, chosen.claims, chosen.coverage) == (RUN.sources, RUN.claims, RUN.coverage)
    assert _ids(RUN) == ["f1", "f2", "f3", "f4", "f5", "f6"]
    dropped = selection.left_out(RUN)
    assert [f.id for f in dropped or ()] == [name for name in _ids(RUN) if name not in left]
    assert (dropped is None) == (selection == Selection())


def _head(selection: Selection, run: Run = RUN, *, quiet: bool = True) -> list[str]:
    text = terminal.render(selection.apply(run), Screen(100), quiet=quiet, left_out=selection.left_out(run))
    return text.splitlines()


def test_the_summary_says_what_was_left_out() -> None:
    head = _head(Selection(least=Severity.MEDIUM))
    assert head[0] == "2 contradictions (1 high, 1 medium) · 0 explained · 0 agreements"
    assert head[2] == "the filter left out 4 findings (2 contradictions, 1 explained, 1 agreement)"


def test_a_filter_hides_no_contradiction_in_silence() -> None:
    head = _head(Selection(verdicts=frozenset({Verdict.AGREEMENT})))
    assert head[0].startswith("0 contradictions · ")
    assert "no contradictions" not in "\n".join(head)
    assert "4 contradictions" in head[-1]


def test_a_filter_that_matches_nothing_says_so() -> None:
    nothing = Selection(entities=("nobody",))
    assert _head(nothing)[0] == "no finding matches the filter"
    empty = Run(RUN.sources, (), ())
    assert _head(nothing, empty)[0] == "no finding matches the filter"
    assert _head(Selection(), empty)[0].startswith("no contradictions")


def test_a_filter_that_leaves_out_nothing_says_nothing() -> None:
    assert "filter" not in "\n".join(_head(Selection(entities=("星河",)), quiet=False))
