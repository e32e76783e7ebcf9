"""The tables as the programs read them that people open them with."""

import io
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from checker.cli import files
from checker.errors import CheckerError, ExtraError
from checker.model import Run
from checker.report import formats, table, workbook
from checker.report.wording import visible
from tests.conftest import Snapshot
from tests.report.sample import HOSTILE, sample

OFFICE = shutil.which("soffice")
BOOK = workbook.render(sample())


@pytest.fixture(scope="module")
def book() -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(BOOK))


def _read(text: bytes) -> pd.DataFrame:
    return pd.read_csv(io.BytesIO(text), encoding="utf-8-sig")


def _convert(path: Path, kind: str, *options: str) -> Path:
    profile = f"-env:UserInstallation={(path.parent / 'profile').as_uri()}"
    command = [OFFICE, profile, "--headless", *options, "--convert-to", kind, "--outdir", path.parent / "out", path]
    subprocess.run(command, capture_output=True, check=True, timeout=120)
    return path.parent / "out" / f"{path.stem}.{kind.partition(':')[0]}"


@pytest.mark.skipif(OFFICE is None, reason="needs LibreOffice (soffice)")
def test_the_csv_goes_through_a_spreadsheet_and_comes_back(tmp_path: Path) -> None:
    written = table.render_all(sample()).encode()
    path = tmp_path / "all.csv"
    path.write_bytes(written)
    # as a person opens it who changes nothing: cells parted by commas, words quoted, UTF-8, dates and figures known
    sheet = _convert(path, "ods", "--infilter=CSV:44,34,76,1,,1033,false,true")
    back = _convert(sheet, "csv:Text - txt - csv (StarCalc):44,34,76,1,,1033,false,true")
    before, after = _read(written), _read(back.read_bytes())
    # a share that an article tells is a figure to a spreadsheet, and shown in its way
    pd.testing.assert_frame_equal(before.replace({"12%": "12.00%", "21%": "21.00%"}), after)
    for column in ("left_line", "left_column", "right_line", "right_column", "origins"):
        assert after[column].dtype == "int64"
    assert list(after.columns) == list(table.CONFLICT_COLUMNS)


@pytest.mark.skipif(OFFICE is None, reason="needs LibreOffice (soffice)")
def test_the_workbook_opens_in_a_spreadsheet(tmp_path: Path) -> None:
    path = tmp_path / "report.xlsx"
    path.write_bytes(BOOK)
    first = _read(_convert(path, "csv:Text - txt - csv (StarCalc):44,34,76,1,,1033,false,false").read_bytes())
    assert list(first.columns) == list(workbook.PAIR_COLUMNS)
    assert list(first.left_low)[:2] == ["115,000,000", "115,000,000"]
    assert list(first.right_quote)[:2] == ["5000万量级", "5000萬量級"]
    assert first.right_attribution[5] == "+1 =HYPERLINK(1)"


def test_the_csv_of_every_pair_tells_the_verdict() -> None:
    text, every = table.render(sample()), table.render_all(sample())
    rows = _read(every.encode())
    assert list(rows.verdict) == [str(j.verdict) for finding in sample().findings for j in finding.judgements]
    assert set(rows.verdict) == {"contradiction", "explained", "agreement"}
    # the contradictions come out the same
    assert text.splitlines() == [row for row in every.splitlines() if row.endswith((",verdict", ",contradiction"))]


def test_the_claims_keep_their_types() -> None:
    claims = [claim for claim in sample().claims if claim.kind in {"quantity", "money", "percent"}]
    read = _read(table.render_claims(replace(sample(), claims=tuple(claims), findings=())).encode())
    assert {column: str(read[column].dtype) for column in ("line", "column", "value", "low", "high")} == {
        **dict.fromkeys(("line", "column"), "int64"),
        **dict.fromkeys(("value", "low", "high"), "float64"),
    }


def test_the_same_run_makes_the_same_workbook(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    assert workbook.render(sample()) == BOOK
    with zipfile.ZipFile(io.BytesIO(BOOK)) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert parts.read("docProps/core.xml").count(b"1980-01-01T00:00:00Z") == 2


def test_snapshot(book: openpyxl.Workbook, snapshot: Snapshot) -> None:
    lines = []
    for sheet in book:
        lines.append(f"== {sheet.title}")
        lines += [
            " | ".join("" if cell is None else str(cell) for cell in row) for row in sheet.iter_rows(values_only=True)
        ]
    snapshot("workbook.txt", "\n".join(lines) + "\n")


def test_sheets_for_people(book: openpyxl.Workbook) -> None:
    assert book.sheetnames == ["contradictions", "explained", "agreements", "claims", "sources"]
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
        widths = [column.width for column in sheet.column_dimensions.values()]
        assert len(widths) == sheet.max_column
        assert 8 <= min(widths) <= max(widths) <= 48
        assert all(cell.font.bold for cell in sheet[1])
    assert book["contradictions"].max_row == 1 + 7
    assert book["claims"].max_row == 1 + len(sample().claims)
    assert [row[0].value for row in book["sources"]][-2:] == ["晨报/空文件.txt", "图␛[2J片.txt"]


def test_figures_are_numbers_and_days_are_dates(book: openpyxl.Workbook) -> None:
    sheet = book["claims"]
    rows = {row[0].value: dict(zip(table.CLAIM_COLUMNS, row, strict=True)) for row in sheet.iter_rows(min_row=2)}
    assert (rows["a1"]["value"].value, rows["a1"]["value"].number_format) == (120_000_000, "#,##0")
    assert (rows["a4"]["low"].value, rows["a4"]["low"].number_format) == (11.5, "#,##0.0#########")
    assert (rows["c1"]["value"].value, rows["c1"]["value"].is_date) == (datetime(2025, 11, 17), True)  # noqa: DTZ001
    assert rows["e1"]["quote"].value == visible(f"{HOSTILE}下载量超1000万次")
    assert rows["e1"]["quote"].alignment.wrap_text
    assert book["sources"]["C2"].value == datetime(2025, 12, 17)  # noqa: DTZ001


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        (Decimal("1E+400"), "1" + "0" * 400),  # larger than any number of a spreadsheet
        ("1899-12-31", "1899-12-31"),  # before the first day of its calendar
        ("--11-17", "--11-17"),
        ("2025-11", "2025-11"),
        ("长" * 40_000, "长" * 32_767),
    ],
    ids=["large", "early", "no year", "month", "long"],
)
def test_what_a_cell_cannot_hold_is_text(value: table.Cell, kept: str) -> None:
    row = {**dict.fromkeys(table.CLAIM_COLUMNS), "value": value}
    made = workbook._workbook({"claims": (table.CLAIM_COLUMNS, [row])})
    cell = openpyxl.load_workbook(io.BytesIO(made))["claims"]["H2"]
    assert (cell.value, cell.data_type) == (kept, "s")


def test_too_many_rows_are_said() -> None:
    rows = [dict.fromkeys(table.CLAIM_COLUMNS)] * workbook.MOST_ROWS
    with pytest.raises(CheckerError, match="1048576 rows of claims are more than a sheet can hold"):
        workbook._workbook({"claims": (table.CLAIM_COLUMNS, rows)})


def test_an_empty_run_has_every_sheet() -> None:
    made = openpyxl.load_workbook(io.BytesIO(workbook.render(Run((), (), ()))))
    assert [sheet.max_row for sheet in made] == [1] * 5


def test_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "find_spec", lambda _: None)
    with pytest.raises(ExtraError, match=r"needs the extra 'excel'; run: pip install 'checker\[excel\]'"):
        files.writers(["x.xlsx"], formats.FINDINGS)
