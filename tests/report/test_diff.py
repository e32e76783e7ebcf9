"""Two reports against one another, made by hand."""

import json
import re
from dataclasses import replace

import pytest
from rich.cells import cell_len

from checker.errors import InputError
from checker.model import Finding, Position, Run, Severity, Verdict
from checker.report import comparison, diff, json_
from checker.report.baseline import Baseline, apply, entry_of
from checker.report.comparison import Comparison
from checker.report.layout import PLAIN, Screen
from tests.conftest import Snapshot
from tests.report.sample import HOSTILE, sample

OLD = sample()
USERS, LAUNCH, CEO, GROWTH, REVENUE, DOWNLOADS = OLD.findings


def saved(run: Run, path: str) -> comparison.Saved:
    return comparison.read(json.loads(json_.render(run)), path)


def compared(old: Run, new: Run) -> Comparison:
    return comparison.compare(saved(old, "old.json"), saved(new, "new.json"))


def of(*findings: Finding) -> Run:
    return replace(OLD, findings=findings)


def numbers(found: Comparison) -> tuple[int, int, int, int, int]:
    return len(found.appeared), len(found.changed), len(found.went), len(found.settled), found.same


def everything() -> Comparison:
    """A comparison with every part."""
    hostile = Position(HOSTILE, ("e1",), 1)
    joined = replace(LAUNCH, fingerprint="ffff00001111", positions=(*LAUNCH.positions[:1], hostile))
    settled = apply(of(GROWTH), Baseline((entry_of(GROWTH, f"rounding {HOSTILE}"),))).findings
    turned = replace(REVENUE, verdict=Verdict.CONTRADICTION, severity=Severity.HIGH, rule="value-differs")
    return compared(of(LAUNCH, CEO, GROWTH, REVENUE, DOWNLOADS), of(USERS, joined, *settled, turned, DOWNLOADS))


def test_snapshot(snapshot: Snapshot) -> None:
    for width in (60, 100):
        snapshot(f"diff-{width}.txt", diff.render(everything(), Screen(width)))
    snapshot("diff.json", diff.render_json(everything()))


def test_every_part_is_told() -> None:
    assert numbers(everything()) == (1, 2, 1, 1, 1)
    assert everything().new_contradictions == 3


def test_a_report_is_no_different_from_itself() -> None:
    found = compared(OLD, OLD)
    assert numbers(found) == (0, 0, 0, 0, 6)
    assert diff.render(found, Screen()) == "no new contradictions · 0 appeared · 0 changed · 0 went · 6 the same\n"


def test_order_and_ids_do_not_matter() -> None:
    turned = [replace(finding, id=f"x{number}") for number, finding in enumerate(reversed(OLD.findings))]
    assert numbers(compared(OLD, of(*turned))) == (0, 0, 0, 0, 6)


def test_there_and_back() -> None:
    there, back = compared(of(USERS), of(USERS, CEO)), compared(of(USERS, CEO), of(USERS))
    assert there.appeared == back.went != ()
    assert there.went == back.appeared == ()
    assert (there.new_contradictions, back.new_contradictions) == (1, 0)


def test_a_value_that_joins_is_a_change() -> None:
    third = Position("8000万", ("d2",), 1)
    joined = replace(USERS, fingerprint="0123456789ab", positions=(*USERS.positions, third))
    [change] = compared(OLD, replace(OLD, findings=(joined, *OLD.findings[1:]))).changed
    assert [position.display for position in change.came] == ["8000万"]
    assert change.went == ()
    assert change.is_new_contradiction


def test_a_value_that_goes_is_no_new_contradiction() -> None:
    third = Position("8000万", ("d2",), 1)
    joined = replace(USERS, fingerprint="0123456789ab", positions=(*USERS.positions, third))
    found = compared(of(joined), of(USERS))
    assert [position.display for position in found.changed[0].went] == ["8000万"]
    assert found.new_contradictions == 0


def test_a_value_in_other_words_is_no_change() -> None:
    # b1 is the copy's claim: the same value as a1
    said = (Position("12000万", ("b1",), 1), USERS.positions[1])
    assert numbers(compared(of(USERS), of(replace(USERS, fingerprint="0123456789ab", positions=said)))) == (
        0,
        0,
        0,
        0,
        1,
    )


def test_an_agreement_that_breaks_is_a_new_contradiction() -> None:
    broken = replace(USERS, verdict=Verdict.AGREEMENT, fingerprint="0123456789ab", positions=USERS.positions[:1])
    found = compared(of(broken), of(USERS))
    assert [change.is_new_contradiction for change in found.changed] == [True]
    assert "was agreement" in diff.render(found, Screen())


def test_another_period_is_another_finding() -> None:
    # a3 is of the first three quarters, c3 of the year after
    before = replace(REVENUE, positions=(Position("34.5亿元", ("a3",), 1),))
    after = replace(REVENUE, positions=(Position("5.6 billion yuan", ("c3",), 1),), fingerprint="0123456789ab")
    assert numbers(compared(of(before), of(after))) == (1, 0, 1, 0, 0)


def test_the_same_figures_of_somebody_else_are_another_finding() -> None:
    assert numbers(compared(of(USERS), of(replace(USERS, entity="银河")))) == (1, 0, 1, 0, 0)


def test_what_is_settled_is_neither_new_nor_gone() -> None:
    settled = apply(OLD, Baseline((entry_of(USERS, "a goal"),)))
    assert numbers(compared(OLD, settled)) == (0, 0, 0, 1, 5)
    assert numbers(compared(settled, settled)) == (0, 0, 0, 0, 5)
    assert compared(of(), settled).new_contradictions == 3
    assert compared(settled, OLD).new_contradictions == 1
    assert "a goal" in diff.render(compared(OLD, settled), Screen())


@pytest.mark.parametrize("width", range(60, 201, 7))
def test_no_line_is_wider_than_the_screen(width: int) -> None:
    text = diff.render(everything(), Screen(width))
    assert max(cell_len(line) for line in text.splitlines()) <= width


def test_places_begin_in_one_column() -> None:
    lines = diff.render(compared(of(), of(USERS)), Screen(100)).splitlines()
    places = [line for line in lines if ".txt:" in line]
    assert len(places) == 2
    assert len({cell_len(line[: line.index("晨报")]) for line in places}) == 1


def test_colours_change_nothing_but_the_colours() -> None:
    colored = diff.render(everything(), Screen(100, color=True))
    assert "\x1b[1;31m" in colored
    assert re.sub(r"\x1b\[[0-9;]*m", "", colored) == diff.render(everything(), Screen(100))


def test_articles_cannot_reach_the_terminal() -> None:
    text = diff.render(everything(), Screen(200))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]", text)
    assert "⟨U+202E⟩" in text


def test_plain_symbols() -> None:
    assert not set("✗≈✓·") & set(diff.render(everything(), Screen(100, symbols=PLAIN)))


def test_reports_made_with_other_words_say_so() -> None:
    other = replace(OLD, settings_digest="other")
    assert "different versions, words or settings" in diff.render(compared(OLD, other), Screen())


def test_machines_get_the_same() -> None:
    told = json.loads(diff.render_json(everything()))
    assert [len(told[part]) for part in ("appeared", "changed", "went", "settled")] == [1, 2, 1, 1]
    assert told["same"] == 1
    assert told["new_contradictions"] == 3
    assert told["changed"][0]["positions_came"][0]["display"] == HOSTILE
    assert told["appeared"][0]["positions"][0]["places"] == [
        "晨报/星河用户之谜_0f3a77c1d2.txt:3:3",
        "reprints/星河用户之谜.html:1:6",
    ]


@pytest.mark.parametrize(
    ("report", "said"),
    [
        ({"findings": []}, "has no version of the report's schema"),
        ({"schema_version": "2", "findings": []}, "has version '2' of the report's schema, not '1'"),
        ({"schema_version": "1", "findings": [{"id": "F001"}]}, "finding 1 has no fingerprint"),
    ],
)
def test_other_files_are_one_clear_line(report: dict[str, object], said: str) -> None:
    with pytest.raises(InputError, match=re.escape(said)):
        comparison.read(report, "x.json")


def test_a_report_of_nonsense_breaks_nothing() -> None:
    finding = {"fingerprint": "x", "positions": [{"claims": [5]}, 7], "verdict": "odd", "dismissed": True}
    odd = comparison.read({"schema_version": "1", "findings": [finding]}, "x.json")
    assert "? " in diff.render(comparison.compare(saved(of(), "o"), odd), Screen())
