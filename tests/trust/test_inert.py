"""What the other commands write, and the claims' own formats, are as inert as the reports of `tests/report`."""

import csv
import io
import json
import re
import unicodedata
import zipfile
from collections.abc import Callable
from functools import cache

import openpyxl
import pandas as pd
import pytest
from rich.cells import cell_len

from checker.model import Run
from checker.report import (
    comparison,
    diff,
    explanation,
    json_,
    jsonl,
    listing,
    notebook,
    parquet,
    settled,
    table,
    workbook,
)
from checker.report.baseline import Baseline, begun
from checker.report.baseline import render as render_baseline
from checker.report.layout import Screen
from checker.report.saved import Record
from checker.report.wording import HIDDEN, visible
from tests.report.attacks import ATTACKS, run_of
from tests.report.page import Page

SCREEN = Screen(80)


def _nothing_hidden(text: str, *, but: str = "\n") -> None:
    assert {char for char in text if unicodedata.category(char) in HIDDEN} <= set(but)


def _says(text: str, attack: str) -> None:
    """It says words, in lines that a screen has room for."""
    _nothing_hidden(text)
    assert max(map(cell_len, text.splitlines())) <= 80
    assert visible(attack).split()[0][:4] in text


def _report(run: Run) -> Record:
    report = json.loads(json_.render(run))
    assert isinstance(report, dict)
    return report


def _listing(run: Run, attack: str) -> None:
    _says(listing.render(run, SCREEN), attack)


def _explanation(run: Run, attack: str) -> None:
    text = explanation.render(_report(run), "contradi", SCREEN)
    _nothing_hidden(text)
    assert visible(attack).split()[0][:4] in text


def _diff(run: Run, attack: str) -> None:
    none = {**_report(run), "findings": []}
    for pair in ((none, _report(run)), (_report(run), none)):
        compared = comparison.compare(*(comparison.read(report, attack) for report in pair))
        text = diff.render(compared, SCREEN)
        _nothing_hidden(text)
        assert visible(attack).split()[0][:4] in text
        text = diff.render_json(compared)
        _nothing_hidden(text)
        assert json.loads(text)


def _settled(run: Run, attack: str) -> None:
    """What was settled, as it is listed and as it is kept: one entry a line."""
    made = begun(run, Baseline())
    text = settled.render(attack, made.entries, SCREEN)
    _nothing_hidden(text)
    assert visible(attack).split()[0][:4] in text
    text = render_baseline(made)
    _nothing_hidden(text)
    assert (
        sum(line.lstrip().startswith("{") for line in text.splitlines()[1:]) == len(json.loads(text)["dismissed"]) == 1
    )


def _csv(run: Run, attack: str) -> None:
    text = table.render_claims(run)
    _nothing_hidden(text, but="\ufeff\r\n")
    rows = list(csv.reader(io.StringIO(text.removeprefix(table.BOM), newline="")))
    assert len(rows) == len(text.splitlines()) == 3
    for start in (part for row in rows for cell in row for part in cell.split(";")):
        assert re.fullmatch(r"-?\d+", start) or not re.match(r"[\s\"]*[=+\-@＝＋－＠]", start)
    assert visible(attack).replace("'", "") in rows[1][2].replace("'", "")


def _json(run: Run, attack: str) -> None:
    for text in (json_.render_claims(run), jsonl.render_claims(run)):
        _nothing_hidden(text)
    assert json.loads(json_.render_claims(run))["claims"][0]["evidence"]["quote"] == f"{attack}1.2亿"
    records = [json.loads(line) for line in jsonl.render_claims(run).splitlines()]
    assert len(records) == 2


def _xlsx(run: Run, attack: str) -> None:
    data = workbook.render_claims(run)
    for sheet in openpyxl.load_workbook(io.BytesIO(data)):
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.value is not None):
            assert cell.data_type in {"s", "n", "d"}
            assert cell.hyperlink is None
            _nothing_hidden(str(cell.value), but="")
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        names = parts.namelist()
        assert all(b"<f>" not in parts.read(name) for name in names)
    # no macro, no link to another book, no picture
    assert not [name for name in names if re.search(r"vba|external|media|drawing|connection", name, re.IGNORECASE)]
    assert attack


def _parquet(run: Run, attack: str) -> None:
    """It is a table of data; nothing in it is of a type that runs when it is read."""
    found = pd.read_parquet(io.BytesIO(parquet.render_claims(run)))
    assert len(found) == 2
    assert "object" not in {str(kind) for kind in found.dtypes}
    # data for programs: letter for letter, but for half a character
    assert found["attribution"][0] == attack.encode(errors="backslashreplace").decode()


def _notebook(run: Run, attack: str) -> None:
    """The table has the elements and attributes of its own and no other, and no address."""
    text = notebook.render(run)
    _nothing_hidden(text)
    page, plain = Page(text), Page(notebook.render(_run("plain words")))
    assert set(page.held) <= set(plain.held)
    assert {name for _, told in page.elements for name in told} <= {name for _, told in plain.elements for name in told}
    assert not [*page.values("href"), *page.values("src")]
    assert visible(attack).split()[0][:20] in page.text


FORMATS: dict[str, Callable[[Run, str], None]] = {
    "listing": _listing,
    "explanation": _explanation,
    "diff": _diff,
    "settled": _settled,
    "claims.csv": _csv,
    "claims.json": _json,
    "claims.xlsx": _xlsx,
    "claims.parquet": _parquet,
    "notebook": _notebook,
}


@cache
def _run(name: str) -> Run:
    return run_of(ATTACKS[name])


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", ATTACKS)
def test_attacks_are_inert(name: str, form: str) -> None:
    FORMATS[form](_run(name), ATTACKS[name])
