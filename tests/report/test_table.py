import io

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.engine.run import Run
from checker.report import table
from checker.report.wording import visible
from tests.conftest import Snapshot
from tests.report.sample import sample


def test_snapshot(snapshot: Snapshot) -> None:
    snapshot("conflicts.csv", table.render(sample()))
    snapshot("claims.csv", table.render_claims(sample()))


def test_a_row_for_each_conflicting_pair() -> None:
    text = table.render(sample())
    assert text.startswith("\ufefffinding,")
    assert text.endswith("\r\n")
    read = pd.read_csv(io.BytesIO(text.encode()), encoding="utf-8-sig")
    assert list(read.columns) == list(table.CONFLICT_COLUMNS)
    assert len(read) == 7  # four pairs of the copies' two claims, and one each of the other three findings
    first = read.iloc[0]
    assert (first.left_file, first.left_line, first.left_column) == ("晨报/星河用户之谜_0f3a77c1d2.txt", 3, 3)
    assert (first.left_value, first.right_low, first.origins) == ("120000000", "40000000", 1)
    assert first.right_attribution == "《早点》"


def test_the_data_frame_has_the_same_rows() -> None:
    run = Run.of_run(sample())
    assert list(run.to_dataframe().right_quote)[:2] == ["5000万量级", "5000萬量級"]
    assert len(run.to_dataframe("claims")) == len(run.claims)


@pytest.mark.parametrize("cell", ["=1+1", "+1 =HYPERLINK(1)", "-2+3", "@SUM(A1)", "\t=1", " =1", "＝1+1", "\r=1"])
def test_formulas_are_harmless(cell: str) -> None:
    assert table.harmless(cell).startswith("'")


@pytest.mark.parametrize("cell", ["-5", "+3.5", "12%", "夸克", "5000万", "1.2亿", ""])
def test_plain_cells_stay_as_they_are(cell: str) -> None:
    assert table.harmless(cell) == cell


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0")), min_size=2, max_size=2))
def test_any_text_comes_back(cells: list[str]) -> None:
    text = table.to_csv(["left", "right"], [dict(zip(["left", "right"], cells, strict=True))])
    read = pd.read_csv(
        io.BytesIO(text.encode()), encoding="utf-8-sig", dtype=str, keep_default_na=False, lineterminator=None
    )
    # an apostrophe is put where a cell begins, and a semicolon or a line end may begin one
    assert [cell.replace("'", "") for cell in read.iloc[0]] == [visible(cell).replace("'", "") for cell in cells]
