from dataclasses import replace
from decimal import Decimal

import pytest

from checker.model import Quantity
from checker.report.html import axis, render
from checker.report.html.words import Words
from tests.report.many import many
from tests.report.page import Page
from tests.report.sample import sample


def _row(low: str | None, high: str | None, **more: object) -> axis.Row:
    ends = [None if end is None else Decimal(end) for end in (low, high)]
    return axis.Row("a", 0, ends[0], ends[1], None, **more)


def _svg(*rows: axis.Row, unit: str | None = None, language: str = "en") -> Page:
    return Page(str(axis.picture("x", rows, axis.Kind(unit), Words(language))))


def test_bars_stand_where_their_values_do() -> None:
    first, second = _svg(_row("0", "50"), _row("75", "100")).of("rect")
    ends = [(float(a["x"][:-1]), float(a["x"][:-1]) + float(a["width"][:-1])) for a in (first, second)]
    # 6 to 94 percent of the width stand for 0 to 100
    assert ends == [(pytest.approx(6), pytest.approx(50)), (pytest.approx(72), pytest.approx(94))]


def test_open_bounds_reach_the_edge_with_an_arrow() -> None:
    page = _svg(_row("10", None), _row(None, "20"))
    first, second = page.of("rect")
    assert float(first["x"][:-1]) + float(first["width"][:-1]) == pytest.approx(100)
    assert second["x"] == "0%"
    assert page.held["path"] == 2
    assert "a: 10 or more; a: up to 20" in page.text


def test_copies_are_joined() -> None:
    page = _svg(_row("1", "2", copies=2), _row("3", "4"))
    assert page.held["rect"] == 4
    assert len([line for line in page.of("line") if line.get("x1") == line.get("x2") and "y1" in line]) == 1


@pytest.mark.parametrize(
    ("low", "high", "unit", "language", "label"),
    [
        ("40000000", "120000000", "user", "en", "60M user"),
        ("40000000", "120000000", None, "zh", "1亿"),
        ("10", "20", "percent", "zh", "15%"),
        ("1", "3", "rank", "en", "2 rank"),
        ("-5", "5", None, "en", "0"),
        ("0.1", "0.3", None, "en", "0.2"),
        ("1", "100000000", None, "en", "logarithmic"),
        ("1E+24", "2E+24", None, "en", "2,000,000,000,000,000bn"),
        ("100000000000000000000", "100000000000000000000.0000000001", None, "en", "100,000,000,000.00000…bn"),
    ],
)
def test_ticks_are_round_figures(low: str, high: str, unit: str | None, language: str, label: str) -> None:
    page = _svg(_row(low, low), _row(high, high), unit=unit, language=language)
    assert label in page.text
    assert 1 <= page.held["text"] - 2 <= 7


def test_figures_of_two_kinds_share_no_axis() -> None:
    run = sample()
    claims = {claim.id: claim for claim in run.claims}
    other = replace(claims["a2"].value, unit="CNY")
    assert isinstance(other, Quantity)
    changed = replace(run, claims=tuple(replace(c, value=other) if c.id in {"a2", "b2"} else c for c in run.claims))
    assert len(Page(render(changed)).of("svg", "axis")) == 4


def test_the_picture_of_the_folder_counts_findings() -> None:
    page = Page(render(sample()))
    cells = {a["data-p"]: a for a in page.of("a", "cell")}
    # by the numbers of the sources: 0 and 1 are copies, f1 is between them and within each
    assert set(cells) == {"0.0", "0.1", "1.1", "0.2", "2.3", "0.4", "0.3", "2.4", "3.4"}
    assert cells["0.1"]["class"] == "cell c"
    assert cells["0.2"]["class"] == "cell e"
    assert cells["0.3"]["class"] == "cell a"
    assert cells["0.4"]["href"] == "#f-a0a0a0a0"
    cards = {a["id"]: a["data-p"].split() for a in page.of("article", "f")}
    assert cards["f-3f2a9c01"] == ["0.0", "0.1", "1.1"]
    assert "within 晨报/星河用户之谜_0f3a77c1d2.txt: 1 contradiction" in page.text


def test_of_many_sources_the_picture_has_those_with_conflicts() -> None:
    text = render(many(60, 200))
    assert "The 40 sources with most conflicts, of 60." in Page(text).text
