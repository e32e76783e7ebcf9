"""What --format puts on standard output, and which files -o writes: the same bytes either way, and nothing else."""

import io
import json
import re
from pathlib import Path

import openpyxl
import pytest

from checker.cli import check, main
from checker.engine import engines
from checker.judge import registry
from checker.report import formats, github, json_, jsonl, line, markdown, sarif, table
from tests.report.sample import sample

RUN = sample()
STREAMS = {
    "line": line.render(RUN),
    "github": github.render(RUN),
    "json": json_.render(RUN),
    "jsonl": jsonl.render(RUN),
    "csv": table.render(RUN),
    "md": markdown.render(RUN),
    "sarif": sarif.render(RUN, registry.document),
}


@pytest.fixture(autouse=True)
def _made_by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "run", lambda *_: RUN)


@pytest.mark.parametrize("name", STREAMS)
def test_standard_output_is_the_report_and_nothing_else(name: str, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["check", "x", "--format", name]) == 0
    assert capsysbinary.readouterr() == (STREAMS[name].encode(), b"")


@pytest.mark.parametrize("name", sorted(set(STREAMS) - {"line", "github"}))
def test_a_file_has_the_same_bytes(name: str, tmp_path: Path) -> None:
    assert main(["check", "x", "-o", str(tmp_path / f"x.{name}")]) == 0
    assert (tmp_path / f"x.{name}").read_bytes() == STREAMS[name].encode()


def test_every_format_is_offered_and_known() -> None:
    assert set(check.FORMATS) == {"terminal", *STREAMS}
    # a workbook and a page are no text to read in a terminal
    assert {*formats.FINDINGS, *formats.STREAMS} == {f".{name}" for name in STREAMS} | {".xlsx", ".html"}


def test_every_format_is_in_the_readme() -> None:
    text = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (?:`(\.\w+)`)? ?\| (?:`(\w+)`)? ?\|", text, re.MULTILINE)
    assert {suffix for suffix, _ in rows} - {""} == set(formats.FINDINGS)
    assert {name for _, name in rows} - {""} == set(check.FORMATS)


@pytest.mark.parametrize("encoding", ["ascii", "gbk", "utf-16"])
def test_the_encoding_of_the_system_changes_nothing(encoding: str, monkeypatch: pytest.MonkeyPatch) -> None:
    written = io.BytesIO()
    monkeypatch.setattr("sys.stdout", io.TextIOWrapper(written, encoding=encoding, newline="\r\n"))
    assert main(["check", "x", "--format", "jsonl"]) == 0
    assert written.getvalue() == STREAMS["jsonl"].encode()


def test_every_pair_is_in_the_csv_that_asks_for_it(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    path = tmp_path / "x.csv"
    assert main(["check", "x", "--csv-all", "--format", "csv", "-o", str(path)]) == 0
    assert path.read_bytes() == capsysbinary.readouterr().out == table.render_all(RUN).encode()


def test_the_status_does_not_depend_on_the_format() -> None:
    assert main(["check", "x", "--format", "line", "--fail-on", "contradiction"]) == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--format", "xlsx"], "'xlsx' is not one of"),
        (["--format", "json", "-q"], "-q shortens the report for the terminal; it does not go with --format json"),
        (["--csv-all"], "--csv-all needs a CSV to write: -o FILE.csv or --format csv"),
    ],
)
def test_what_does_not_go_together_is_one_line(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "x", *arguments]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err
    assert err.count("\n") == 1


def test_claims_as_lines_and_as_a_workbook(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines, book = tmp_path / "x.jsonl", tmp_path / "x.xlsx"
    assert main(["claims", "x", "-o", str(lines), "-o", str(book)]) == 0
    assert capsys.readouterr().out == ""
    assert len([json.loads(text) for text in lines.read_text(encoding="utf-8").splitlines()]) == len(RUN.claims)
    assert openpyxl.load_workbook(book).sheetnames == ["claims", "sources"]


def test_a_missing_library_is_one_line_before_any_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(formats, "find_spec", lambda _: None)
    monkeypatch.setattr(engines, "run", lambda *_: pytest.fail("it worked"))
    assert main(["check", "x", "-o", str(tmp_path / "report.xlsx")]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert err.endswith("needs the extra 'excel'; run: pip install 'checker[excel]'\n")
