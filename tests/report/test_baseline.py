"""The baseline as a file, and what it does to a run."""

import json
import shutil
import subprocess
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.errors import InputError
from checker.model import Finding, Run, Severity, Verdict
from checker.report import json_, table, terminal
from checker.report.baseline import AT_THE_START, Baseline, Entry, apply, begun, entry_of, parse, render, unsettled
from checker.report.layout import Screen
from tests.conftest import Snapshot
from tests.report.sample import HOSTILE, sample

SCHEMA = json.loads((Path(__file__).parents[1] / "report.schema.json").read_text(encoding="utf-8"))
RUN = sample()
FIRST = entry_of(RUN.findings[0], "a goal, not a result")
TEXT = st.text(min_size=1, max_size=20)
ENTRIES = st.builds(
    Entry,
    fingerprint=TEXT,
    reason=TEXT,
    entity=st.text(max_size=5),
    positions=st.lists(TEXT, max_size=3).map(tuple),
    by=st.none() | TEXT,
    more=st.dictionaries(st.text(max_size=5).map("x-{}".format), st.integers() | TEXT, max_size=2),
)


def entries(*fingerprints: str) -> Baseline:
    return Baseline(tuple(Entry(name, "seen") for name in fingerprints))


def test_snapshot(snapshot: Snapshot) -> None:
    baseline = begun(RUN, Baseline((replace(FIRST, by="李娜", date="2025-12-18"),), {"note": "kept by the desk"}))
    snapshot("baseline.json", render(baseline))


def test_the_file_is_made_for_version_control() -> None:
    text = render(begun(RUN, Baseline((FIRST,))))
    listed = text.splitlines()[2:-3]
    assert len(listed) == len(RUN.of(Verdict.CONTRADICTION))
    records = [json.loads(line.rstrip(",")) for line in listed]
    assert [record["fingerprint"] for record in records] == sorted(record["fingerprint"] for record in records)
    assert all(list(record) == sorted(record) for record in records)
    assert text.endswith("}\n")
    assert FIRST.reason in text


@given(st.lists(ENTRIES, max_size=4, unique_by=lambda entry: entry.key), st.randoms(use_true_random=False))
def test_what_is_written_is_read(made: list[Entry], shuffled: object) -> None:
    baseline = Baseline(tuple(sorted(made, key=lambda entry: entry.key)), {"x": [1, {"y": None}]})
    assert parse(render(baseline), "b") == baseline
    shuffled.shuffle(made)
    assert render(Baseline(tuple(made), baseline.more)) == render(baseline)


def test_articles_cannot_reach_the_reader_of_the_file() -> None:
    text = render(Baseline((replace(FIRST, positions=(HOSTILE, "\u2028\x7f\ud800\U000e0041"), reason="two\nlines"),)))
    assert all(character.isprintable() for character in text.replace("\n", ""))
    assert len(text.splitlines()) == 6
    assert parse(text, "b").entries[0].positions == (HOSTILE, "\u2028\x7f\ud800\U000e0041")


def test_what_others_wrote_is_kept() -> None:
    text = '{"version": "1", "team": "desk", "dismissed": [{"fingerprint": "ab12", "reason": "old", "ticket": 7}]}'
    baseline = parse(text, "b").with_entry(Entry("cd34", "new")).with_entry(Entry("ab12", "better"))
    written = json.loads(render(baseline))
    assert written["team"] == "desk"
    assert written["dismissed"][0] == {"fingerprint": "ab12", "reason": "better", "ticket": 7}


def test_to_settle_again_is_to_give_another_reason() -> None:
    baseline = Baseline((replace(FIRST, by="Li", date="2025-01-01"),)).with_entry(
        replace(FIRST, reason="a typing error")
    )
    # who gave the first reason has not given the second
    assert baseline.entries == (replace(FIRST, reason="a typing error"),)


def test_two_people_settle_two_findings(tmp_path: Path) -> None:
    """Each pair of new entries that are no neighbours merges without a conflict, as git does it."""
    git = shutil.which("git")
    if not git:
        pytest.skip("needs git")
    old = entries("2000", "4000", "6000", "8000")
    for one, other in combinations(("1000", "3000", "5000", "7000"), 2):
        sides = (old.with_entry(Entry(one, "mine")), old, old.with_entry(Entry(other, "yours")))
        files = [tmp_path / name for name in ("mine", "old", "yours")]
        for file, side in zip(files, sides, strict=True):
            file.write_text(render(side), encoding="utf-8")
        done = subprocess.run([git, "merge-file", "-p", *files], capture_output=True, encoding="utf-8", check=False)
        assert done.returncode == 0
        assert parse(done.stdout, "b") == sides[0].with_entry(Entry(other, "yours"))


MERGED = """{
 "dismissed": [
<<<<<<< ours
  {"fingerprint": "ab12", "reason": "x"}
=======
  {"fingerprint": "cd34", "reason": "y"}
>>>>>>> theirs
 ],
 "version": "1"
}
"""
GOOD = '{\n "dismissed": [\n  {"fingerprint": "ab12", "reason": "x"},\n  %s\n ],\n "version": "1"\n}\n'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (MERGED, "line 3: an unfinished merge"),
        ("", "line 1: is not JSON"),
        ('{\n "dismissed": [\n  {"fingerprint": }\n', "line 3: is not JSON"),
        ("[]", "line 1: is no baseline of checker"),
        ('{"findings": []}', "line 1: is no baseline of checker"),
        ("[" * 100_000, "line 1: is no"),
        ('{\n "dismissed": [],\n "version": "2"\n}', "line 3: version '2' of a baseline"),
        ('{\n "dismissed": []\n}', "line 1: version None of a baseline"),
        (GOOD % "7", "line 4: an entry must be an object"),
        (GOOD % '{"reason": "x"}', "line 4: the entry has no 'fingerprint'"),
        (GOOD % '{"fingerprint": "ab12", "reason": ""}', "line 4: the entry has no 'reason'"),
        (GOOD % '{"fingerprint": "cd34", "reason": ["x"]}', "line 4: 'reason' must be text"),
        (GOOD % '{"fingerprint": "cd34", "reason": "x", "positions": "1"}', "line 4: 'positions' must be a list"),
        (GOOD % '{"fingerprint": "ab12", "reason": "y"}', "line 4: settles once more what line 3 has settled"),
    ],
)
def test_a_broken_file_is_one_line_that_names_the_place(text: str, said: str) -> None:
    with pytest.raises(InputError) as error:
        parse(text, "desk.json")
    assert str(error.value).startswith("desk.json: ")
    assert said in str(error.value)
    assert "\n" not in str(error.value)


@given(st.text(max_size=40) | st.text(alphabet='{}[]",:1 \n', max_size=40))
def test_nonsense_is_an_error_and_no_crash(text: str) -> None:
    with pytest.raises(InputError):
        parse(text, "b")


def test_settled_findings_are_marked_and_left_out() -> None:
    marked = apply(RUN, Baseline((FIRST,)))
    assert [finding.dismissed for finding in marked.findings] == [FIRST.reason, *[None] * 5]
    left = unsettled(marked)
    assert [finding.id for finding in left.findings] == ["f2", "f3", "f4", "f5", "f6"]
    assert left.settled == 1
    assert "3f2a9c0177aa" not in table.render(left)
    assert terminal.render(left, Screen(100)).startswith(
        "3 contradictions (1 medium, 2 low) · 1 explained · 1 agreement · 1 settled"
    )


def test_the_json_report_keeps_the_reason() -> None:
    report = json.loads(json_.render(apply(RUN, Baseline((FIRST,)))))
    jsonschema.validate(report, SCHEMA)
    assert report["findings"][0]["dismissed"] == {"reason": FIRST.reason}
    assert report["findings"][1]["dismissed"] is None


def _run_of(**changes: object) -> Run:
    return replace(RUN, findings=(replace(RUN.findings[0], **changes),))


@pytest.mark.parametrize(
    ("changes", "settled"),
    [
        ({}, True),
        ({"id": "f9", "severity": Severity.LOW, "rule": "copy-altered", "message": "other words"}, True),
        ({"entity": "星河 / 星河App"}, True),  # another article calls it by one more name
        ({"entity": "银河"}, False),  # the same figures, told of somebody else
        ({"fingerprint": "3f2a9c0177ab"}, False),
        ({"verdict": Verdict.EXPLAINED}, False),
    ],
)
def test_what_an_entry_settles(changes: dict[str, object], settled: bool) -> None:  # noqa: FBT001
    [finding] = apply(_run_of(**changes), Baseline((FIRST,))).findings
    assert (finding.dismissed is not None) == settled


def test_one_fingerprint_of_two_entities_is_two_entries() -> None:
    other: Finding = replace(RUN.findings[0], entity="银河")
    baseline = Baseline((FIRST,)).with_entry(entry_of(other, "another reason"))
    marked = apply(replace(RUN, findings=(RUN.findings[0], other)), parse(render(baseline), "b"))
    assert [finding.dismissed for finding in marked.findings] == [FIRST.reason, "another reason"]


def test_to_begin_is_to_settle_every_contradiction() -> None:
    baseline = begun(RUN, Baseline((FIRST,)))
    assert unsettled(apply(RUN, baseline)).of(Verdict.CONTRADICTION) == ()
    assert len(unsettled(apply(RUN, baseline)).findings) == 2
    assert sorted({entry.reason for entry in baseline.entries}) == sorted({FIRST.reason, AT_THE_START})
    assert begun(RUN, baseline) == baseline
