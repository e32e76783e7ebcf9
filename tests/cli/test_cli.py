"""The command line over a run made by hand: exit statuses, files, errors in one line."""

import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from checker.cli import cli, main
from checker.engine import engines
from checker.model import Run
from checker.report import json_, table
from tests.report.sample import sample

ROOT = Path(__file__).parents[2]
RUN = sample()
NOTHING = Run((), (), (), problems=RUN.problems)


@pytest.fixture(autouse=True)
def _made_by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "run", lambda *_: RUN)
    monkeypatch.delenv("COLUMNS", raising=False)
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        ([], 0),
        (["--help"], 0),
        (["--version"], 0),
        (["check", "x"], 0),
        (["check"], 0),
        (["check", "x", "--fail-on", "never"], 0),
        (["check", "x", "--fail-on", "contradiction"], 1),
        (["check", "-q", "x"], 0),
        (["claims", "x"], 0),
        (["explain", "f1", "x"], 0),
        (["check", "--fail-on", "sometimes"], 2),
        (["chekc"], 2),
        (["explain"], 2),
    ],
)
def test_exit_status(arguments: list[str], status: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == status
    out, err = capsys.readouterr()
    assert bool(out) == (status != 2)
    assert err.count("\n") == (status == 2)


def test_no_contradiction_no_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "run", lambda *_: replace(RUN, findings=()))
    assert main(["check", "x", "--fail-on", "contradiction"]) == 0


def test_nothing_to_check_is_said_on_standard_error(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(engines, "run", lambda *_: NOTHING)
    assert main(["check", "x", "-o", str(tmp_path / "x.json")]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.splitlines() == [
        "checker: 晨报/空文件.txt: the file is empty",
        "checker: 图␛[2J片.txt: no text: bytes of an image (PNG)",
    ]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("output", "said"),
    [
        ("x.pdf", "the suffix must be one of .csv, .html, .json"),
        ("x", "the suffix must be one of .csv, .html, .json"),
        ("no/such/folder/x.csv", "its folder does not exist"),
        ("folder.csv", "is a folder"),
    ],
)
def test_outputs_are_looked_at_before_any_work(
    output: str,
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    (tmp_path / "folder.csv").mkdir()
    monkeypatch.setattr(engines, "run", lambda *_: pytest.fail("it worked"))
    monkeypatch.chdir(tmp_path)
    assert main(["check", "x", "-o", output]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"checker: {output}: ")
    assert said in err
    assert err.count("\n") == 1


def test_reports_are_written_whole(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept = tmp_path / "x.csv"
    kept.write_text("old")
    assert main(["check", "x", "-o", str(kept), "-o", str(tmp_path / "X.JSON")]) == 0
    assert kept.read_bytes().decode() == table.render(RUN)
    assert (tmp_path / "X.JSON").read_bytes().decode() == json_.render(RUN)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["X.JSON", "x.csv"]
    assert kept.stat().st_mode & 0o777 == 0o666 & ~_umask()
    assert "Contradictions (4)" in capsys.readouterr().out


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def test_claims_go_to_the_file_instead(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["claims", "x", "-o", str(tmp_path / "x.json"), "-o", str(tmp_path / "x.csv")]) == 0
    report = json.loads((tmp_path / "x.json").read_text(encoding="utf-8"))
    assert len(report["claims"]) == len(RUN.claims)
    assert "findings" not in report
    assert (tmp_path / "x.csv").read_bytes().decode() == table.render_claims(RUN)
    assert capsys.readouterr().out == ""


def test_a_width_is_taken_from_the_environment(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    assert main(["check", "x"]) == 0
    snapshot = Path(__file__).parents[1] / "snapshots" / "terminal-60.txt"
    assert capsys.readouterr().out == snapshot.read_text(encoding="utf-8")


def test_explaining_from_a_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "x.json"
    path.write_text(json_.render(RUN), encoding="utf-8")
    assert main(["explain", "3f2a", "--report", str(path)]) == 0
    assert "Pair 1 of 4" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["explain", "no-such-thing"], "no rule is called 'no-such-thing'"),
        (["explain", "valu-differs"], "did you mean 'value-differs'?"),
        (["explain", "zz", "x"], "no finding among 6 is called 'zz'"),
        (["explain", "f1", "--report", "missing.json"], "missing.json: No such file"),
        (["explain", "f1", "--report", __file__], "is not JSON"),
        (["explain", "f1", "x", "--report", "y.json"], "either PATH or --report"),
    ],
)
def test_explain_complains_in_one_line(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err
    assert err.count("\n") == 1


def test_rules_and_their_manual(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules"]) == 0
    listed = capsys.readouterr().out
    assert re.search(r"^C\d+ +value-differs +contradiction  \S", listed, re.MULTILINE)
    assert main(["explain", "value-differs"]) == 0
    assert "What it decides:" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [["--help"], ["--version"], *([name, "--help"] for name in sorted(cli.commands)), ["completion", "bash"]],
    ids=" ".join,
)
def test_help_loads_no_stage(arguments: list[str]) -> None:
    code = f"import sys; from checker.cli import main; main({arguments!r}); print(sorted(sys.modules), file=sys.stderr)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stderr
    for heavy in (
        "pandas",
        "jieba",
        "opencc",
        "rapidfuzz",
        "rich",
        "checker.model",
        "checker.lexicon",
        "checker.pipeline",
    ):
        assert f"'{heavy}'" not in loaded


def test_importing_the_package_loads_nothing() -> None:
    code = "import sys; import checker; print(sorted(name for name in sys.modules if name.startswith('checker')))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert loaded.strip() == "['checker']"


@pytest.mark.parametrize(("arguments", "status"), [(["--help"], 0), (["check", "x", "--fail-on", "contradiction"], 1)])
def test_a_pipe_that_closes_early_is_no_error(arguments: list[str], status: int) -> None:
    code = (
        "import sys; from checker.cli import main; from checker.engine import engines;"
        "from tests.report.sample import sample; engines.run = lambda *_: sample();"
        f"sys.exit(main({arguments!r}))"
    )
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer) as closed:
        done = subprocess.run(
            [sys.executable, "-c", code], stdout=closed, stderr=subprocess.PIPE, text=True, check=False, cwd=ROOT
        )
    assert (done.returncode, done.stderr) == (status, "")
