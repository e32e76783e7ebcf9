"""What the commands are told to read: a list on standard input, and the columns of a table."""

import io
import json
import os
import sys
from pathlib import Path

import pytest

from checker.cli import main
from checker.errors import SettingsError
from checker.settings import LIMITS, Read
from tests.read import made

DAILY = "夸克的日活跃用户达到1.2亿。"
FEWER = "夸克的日活跃用户为5000万。"


@pytest.fixture
def articles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, text in (("a.txt", DAILY), ("b c.txt", FEWER), ("d\ne.txt", FEWER), ("f.txt", DAILY)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def given(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


def sources(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    assert main(["check", *arguments, "-o", "report.json"]) == 0
    capsys.readouterr()
    report = json.loads(Path("report.json").read_text(encoding="utf-8"))
    return sorted(source["path"] for source in report["sources"])


@pytest.mark.usefixtures("articles")
@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"a.txt\nb c.txt\n", ["a.txt", "b c.txt"]),
        (b"\xef\xbb\xbfa.txt\r\n\r\nb c.txt", ["a.txt", "b c.txt"]),
        (b"d\ne.txt\0a.txt\0", ["a.txt", "d\ne.txt"]),
        (b"a.txt\na.txt\n./a.txt\n", ["a.txt"]),
    ],
)
def test_a_list_on_standard_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], data: bytes, expected: list[str]
) -> None:
    given(monkeypatch, data)
    assert sources(capsys, "-") == expected


@pytest.mark.usefixtures("articles")
def test_a_list_among_other_paths(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    given(monkeypatch, b"a.txt\n")
    assert sources(capsys, "f.txt", "-", "b c.txt", "-") == ["a.txt", "b c.txt", "f.txt"]


@pytest.mark.usefixtures("articles")
def test_a_path_of_the_list_that_is_not_there(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    given(monkeypatch, b"a.txt\nnone.txt\n")
    assert main(["check", "-"]) == 0
    assert "none.txt: does not exist" in capsys.readouterr().out


def test_a_name_that_is_no_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path(os.fsdecode(b"\xff.txt")).write_text(DAILY, encoding="utf-8")
    given(monkeypatch, b"\xff.txt\n")
    assert main(["claims", "-"]) == 0


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\0\0"])
def test_an_empty_list(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], data: bytes) -> None:
    given(monkeypatch, data)
    assert main(["check", "-"]) == 2
    assert capsys.readouterr().err == "checker: standard input: lists no files; give it one path a line\n"


def test_no_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert main(["check", "-"]) == 2
    assert capsys.readouterr().err.startswith("checker: standard input: cannot be read")


@pytest.mark.parametrize("command", ["check", "claims"])
def test_the_columns_of_a_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    monkeypatch.chdir(tmp_path)
    rows = ({"story": DAILY, "head": "甲", "day": "2026-03-06"}, {"story": FEWER, "head": "乙", "day": "2026-03-06"})
    Path("a.jsonl").write_bytes(made.json_lines(*rows))
    assert main([command, "a.jsonl"]) == 2
    assert "name that of the text with --text-column" in capsys.readouterr().err
    asked = ["--text-column", "story", "--title-column", "head", "--date-column", "day", "--url-column", "x"]
    assert main([command, "a.jsonl", *asked, "-o", "r.json"]) == 0
    report = json.loads(Path("r.json").read_text(encoding="utf-8"))
    told = [(source["path"], source["title"], source["published"]) for source in report["sources"]]
    assert sorted(told) == [("a.jsonl#1", "甲", "2026-03-06"), ("a.jsonl#2", "乙", "2026-03-06")]
    assert [problem["message"] for problem in report["coverage"]["problems"]] == ["has no column 'x' (--url-column)"]


def test_a_finding_is_explained_with_the_columns_that_it_was_found_with(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(made.json_lines({"story": DAILY}, {"story": FEWER}))
    asked = [str(path), "--text-column", "story"]
    assert main(["check", *asked, "-q"]) == 0
    fingerprint = capsys.readouterr().out.split()[-1]
    assert main(["explain", fingerprint, *asked]) == 0
    assert "a.jsonl#1:1:11" in capsys.readouterr().out


@pytest.mark.usefixtures("articles")
@pytest.mark.parametrize("wrong", ["0", "-1", "1.5", "many", "1e3", ""])
def test_a_limit_that_is_none_is_refused(capsys: pytest.CaptureFixture[str], wrong: str) -> None:
    for name in LIMITS:
        assert main(["check", "a.txt", f"--{name.replace('_', '-')}", wrong]) == 2
        [line] = [line for line in capsys.readouterr().err.splitlines() if line]
        assert f"--{name.replace('_', '-')}" in line


@pytest.mark.usefixtures("articles")
def test_a_limit_in_the_settings_file(capsys: pytest.CaptureFixture[str]) -> None:
    Path("checker.toml").write_text("most-characters = 5\n", encoding="utf-8")
    assert main(["check", "a.txt"]) == 2
    assert "a.txt: has more than 5 characters; split it or raise --most-characters" in capsys.readouterr().err
    Path("checker.toml").write_text("most-characters = 0\n", encoding="utf-8")
    assert main(["check", "a.txt"]) == 2
    assert "checker.toml: most-characters" in capsys.readouterr().err


def test_a_limit_in_python_that_is_none_is_refused() -> None:
    for wrong in (0, -1, True, 1.5, "5", None):
        with pytest.raises(SettingsError, match=r"most-rows: is .*; expected a whole number above 0"):
            Read(most_rows=wrong)
