import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from checker.model import Run, Verdict
from checker.report import explanation, json_, listing, terminal
from checker.report.layout import PLAIN, Screen, cut, cut_left, cut_middle, pad, wrap
from checker.report.wording import visible
from tests.conftest import Snapshot
from tests.report.sample import sample

WIDTHS = [60, 100, 200]
ESCAPES = re.compile(r"\x1b\[[0-9;]*m")


@pytest.mark.parametrize("width", WIDTHS)
def test_snapshot(width: int, snapshot: Snapshot) -> None:
    snapshot(f"terminal-{width}.txt", terminal.render(sample(), Screen(width)))
    snapshot(f"claims-{width}.txt", listing.render(sample(), Screen(width)))


def test_snapshot_of_the_short_and_plain_forms(snapshot: Snapshot) -> None:
    snapshot("quiet-100.txt", terminal.render(sample(), Screen(100), quiet=True))
    snapshot("plain-100.txt", terminal.render(sample(), Screen(100, symbols=PLAIN)))


@pytest.mark.parametrize("width", range(60, 201, 7))
def test_no_line_is_wider_than_the_screen(width: int) -> None:
    for text in (terminal.render(sample(), Screen(width)), listing.render(sample(), Screen(width))):
        assert max(cell_len(line) for line in text.splitlines()) <= width


@pytest.mark.parametrize("width", WIDTHS)
def test_quotes_begin_in_one_column(width: int) -> None:
    lines = terminal.render(sample(), Screen(width)).splitlines()
    start = next(index for index, line in enumerate(lines) if line.startswith("✗ 星河 · 日活跃用户"))
    quotes = [line for line in lines[start + 1 : start + 7] if "[" in line]
    labels = ("1.2亿", "5000万量级")
    starts = [
        cell_len(line) - cell_len(line.strip().removeprefix(label).lstrip())
        for line, label in zip(quotes, labels, strict=True)
    ]
    assert len(set(starts)) == 1


@pytest.mark.parametrize("width", WIDTHS)
def test_right_notes_end_at_the_edge(width: int) -> None:
    lines = terminal.render(sample(), Screen(width)).splitlines()
    headings = [line for line in lines if line[:1] in "✗≈✓" and line.strip()]
    assert {cell_len(line) for line in headings[-6:]} == {width}


def test_colours_change_nothing_but_the_colours() -> None:
    colored = terminal.render(sample(), Screen(100, color=True))
    assert "\x1b[1;31m" in colored
    assert ESCAPES.sub("", colored) == terminal.render(sample(), Screen(100))


@pytest.mark.parametrize("width", WIDTHS)
def test_articles_cannot_reach_the_terminal(width: int) -> None:
    texts = [
        terminal.render(sample(), Screen(width)),
        listing.render(sample(), Screen(width)),
        explanation.render(json_.to_dict(sample()), "f6", Screen(width)),
    ]
    for text in texts:
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]", text)
    assert "[bold]" in texts[0]
    assert "⟨U+202E⟩" in texts[2]


def test_copies_are_one_voice() -> None:
    text = terminal.render(sample(), Screen(100))
    assert text.count("+1 copy") == 2
    assert "3 origins" in text
    assert "坐擁" not in text  # the copy with the longer line is not the one shown


def test_plain_symbols_leave_only_the_articles_own_words() -> None:
    assert not set("✗≈✓") & set(terminal.render(sample(), Screen(100, symbols=PLAIN)))


def test_nothing_found_is_said_first() -> None:
    run = Run(sources=sample().sources, claims=(), findings=())
    assert terminal.render(run, Screen(100)).startswith("no contradictions · 0 explained · 0 agreements")


def test_order_of_the_parts() -> None:
    text = terminal.render(sample(), Screen(100))
    titles = ["4 contradictions", "Contradictions (4)", "Explained", "Agreements", "What was checked", "Not compared"]
    places = [text.index(title) for title in titles]
    assert places == sorted(places)
    assert len(sample().of(Verdict.CONTRADICTION)) == 4


@given(st.text(max_size=80), st.integers(min_value=4, max_value=40))
def test_cutting_keeps_within_the_cells(text: str, cells: int) -> None:
    shown = visible(text)
    for cutter in (cut, cut_left, cut_middle):
        assert cell_len(cutter(shown, cells)) <= cells
    assert cell_len(pad(cut(shown, cells), cells)) == cells
    for line in wrap(shown, cells):
        assert cell_len(line) <= cells


@given(st.text(max_size=80))
def test_wrapping_loses_only_white_space(text: str) -> None:
    shown = visible(text)
    assert "".join("".join(wrap(shown, 20)).split()) == "".join(shown.split())
