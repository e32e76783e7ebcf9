"""What is shown, in which language and where: the options around the report."""

import io
import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from checker.cli import main, progress
from checker.cli.progress import Progress
from checker.engine import engines
from checker.pipeline import check_documents
from checker.read.folders import read_texts
from checker.settings import Settings
from tests.report.sample import sample

ROOT = Path(__file__).parents[2]
RUN = sample()


@pytest.fixture(autouse=True)
def _made_by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "run", lambda *_: RUN)
    for name in ("COLUMNS", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)


def test_a_filter_is_for_the_files_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    outputs = [str(tmp_path / name) for name in ("x.json", "x.csv")]
    status = main(["check", "x", "--attribute", "下載", "-o", outputs[0], "-o", outputs[1]])
    assert status == 0
    report = json.loads((tmp_path / "x.json").read_text(encoding="utf-8"))
    assert [finding["id"] for finding in report["findings"]] == ["f6"]
    assert len((tmp_path / "x.csv").read_text(encoding="utf-8-sig").splitlines()) == 1
    assert "left out 5 findings" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("filters", "status"),
    [
        ([], 1),
        (["--only", "agreement"], 0),
        (["--only", "agreement,contradiction"], 1),
        (["--only", "agreement", "--only", "Contradiction"], 1),
        (["--min-severity", "high"], 1),
        (["--min-severity", "high", "--attribute", "首席"], 0),
        (["--source", "周刊", "--entity", "星"], 1),
        (["--source", "nowhere"], 0),
    ],
)
def test_a_filter_is_for_the_exit_status_too(filters: list[str], status: int) -> None:
    assert main(["check", "x", "-q", "--fail-on", "contradiction", *filters]) == status


@pytest.mark.parametrize(
    ("filters", "said"),
    [
        (["--only", "contradictions"], "'contradictions' is no verdict; they are contradiction, explained, agreement"),
        (["--only", ""], "'' is no verdict"),
        (["--entity", " "], "--entity: expects some text"),
        (["--min-severity", "grave"], "'grave' is not one of 'low', 'medium', 'high'"),
        (["--lang", "fr"], "'fr' is not one of 'en', 'zh'"),
    ],
)
def test_a_filter_that_means_nothing_is_one_line(
    filters: list[str], said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(engines, "run", lambda *_: pytest.fail("it worked"))
    assert main(["check", "x", *filters]) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert said in err


@pytest.mark.parametrize(
    ("environment", "is_chinese"),
    [
        ({}, False),
        ({"LANG": "zh_CN.UTF-8"}, True),
        ({"LANG": "zh_TW"}, True),
        ({"LANG": "zh_CN.UTF-8", "LC_MESSAGES": "en_US.UTF-8"}, False),
        ({"LANG": "zh_CN.UTF-8", "LC_MESSAGES": "en_US", "LC_ALL": "zh_HK"}, True),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": ""}, True),
        ({"LANG": "C.UTF-8"}, False),
    ],
)
def test_the_language_is_that_of_the_locale(
    environment: dict[str, str],
    is_chinese: bool,  # noqa: FBT001 -- pytest passes it by name
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert main(["check", "x", "-o", str(tmp_path / "x.json")]) == 0
    assert ("矛盾" in capsys.readouterr().out) == is_chinese
    assert "矛盾" not in (tmp_path / "x.json").read_text(encoding="utf-8")
    for language in ("en", "zh"):
        main(["check", "x", "--lang", language])
        assert ("矛盾" in capsys.readouterr().out) == (language == "zh")


def test_a_pager_is_for_terminals(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("PAGER", "false")
    assert main(["check", "x", "--pager"]) == 0
    assert "Contradictions (4)" in capsys.readouterr().out


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_short_wait_shows_no_bar() -> None:
    stream = _Terminal()
    with Progress(stream) as bar:
        bar(1, 2)
    assert stream.getvalue() == ""


def test_a_bar_goes_when_it_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "WAIT", 0)
    monkeypatch.setattr(progress, "AGAIN", 0)
    monkeypatch.setattr(progress, "speed", lambda done, total, _: f" {total - done} to go")
    stream, pipe = _Terminal(), io.StringIO()
    for each in (stream, pipe):
        with Progress(each) as bar:
            bar(1, 4)
            bar(1, 4)
            bar(4, 4)
    assert pipe.getvalue() == ""
    first, quarter, full, blank, end = stream.getvalue().split("\r")
    assert (first, end) == ("", "")
    assert quarter.endswith(" 25% 3 to go")
    assert full.rstrip().endswith(" 100% 0 to go")
    assert len(blank) >= len(quarter) - 1
    assert blank.strip() == ""


def test_an_article_is_done_when_it_is_judged() -> None:
    documents, _ = read_texts({"a.txt": "夸克日活1.2亿。", "b.txt": "夸克日活5000万。"})
    steps: list[tuple[int, int]] = []
    run = check_documents(documents, [], Settings(), lambda done, total: steps.append((done, total)))
    assert len(run.sources) == 2
    # each is read by itself, which is half of it; the two tell one story and are judged together
    assert steps == [(0, 2), (1, 2), (2, 2)]


def test_a_terminal_has_colours_and_no_remains_of_the_bar() -> None:
    """A process on a pseudo-terminal: what a person would have before them in the end."""
    master, slave = pty.openpty()
    environment = {key: value for key, value in os.environ.items() if key not in {"NO_COLOR", "COLUMNS"}}
    code = (
        "from checker.cli import main, progress; from checker.engine import engines;"
        "from tests.report.sample import sample; progress.WAIT = progress.AGAIN = 0;"
        "engines.run = lambda paths, settings, engine, told: (told(1, 2), sample())[1]; main(['check', 'x', '-q'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        stdout=slave,
        stderr=slave,
        cwd=ROOT,
        env={**environment, "TERM": "xterm", "LC_ALL": "C.UTF-8"},
        check=True,
    )
    os.close(slave)
    shown = b""
    while chunk := _read(master):
        shown += chunk
    os.close(master)
    assert done.returncode == 0
    lines = shown.decode().replace("\r\n", "\n").split("\n")
    assert "50%" in lines[0]
    assert lines[0].split("\r")[-1].startswith("\x1b[1;31m4 contradictions")
    assert "50%" not in "".join(lines[1:])


def _read(master: int) -> bytes:
    try:
        return os.read(master, 65536)
    except OSError:  # the other end is closed
        return b""
