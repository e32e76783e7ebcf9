"""The command as a person runs it: a process, real files, standard output and standard error."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import jsonschema
import pytest

from checker.cli import main

ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "seeds"
ARTICLE = "夸克的日活跃用户为1.2亿。\n"
# a root user may read everything, so that this cannot be tried
ROOT_USER = hasattr(os, "geteuid") and os.geteuid() == 0


@dataclass
class Done:
    """What a command left behind."""

    returncode: int
    stdout: str
    stderr: str


Command = Callable[..., Done]
Make = Callable[[Path], None]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Command:
    """The command run in this process, in a folder of its own: a process for each bad file would take a minute."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")

    def run(*arguments: str) -> Done:
        status = main(arguments)
        return Done(status, *capfd.readouterr())

    return run


def checker(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    settings = {key: value for key, value in os.environ.items() if key not in {"COLUMNS", "NO_COLOR"}}
    return subprocess.run(
        [sys.executable, "-m", "checker", *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        env={**settings, "LC_ALL": "C.UTF-8", **environment},
        check=False,
    )


def test_the_main_job(tmp_path: Path) -> None:
    done = checker("check", "seeds", "-o", tmp_path / "x.json", "-o", tmp_path / "x.csv")
    assert (done.returncode, done.stderr) == (0, "")
    assert "contradiction" in done.stdout.splitlines()[0]
    assert "\x1b" not in done.stdout
    again = checker("check", "seeds", "-o", tmp_path / "y.json", PYTHONHASHSEED="1")
    assert again.stdout == done.stdout
    assert (tmp_path / "y.json").read_bytes() == (tmp_path / "x.json").read_bytes()
    _demand_a_true_report(json.loads((tmp_path / "x.json").read_text(encoding="utf-8")))
    assert (tmp_path / "x.csv").read_bytes().startswith(b"\xef\xbb\xbffinding,")


def _demand_a_true_report(report: dict) -> None:
    jsonschema.validate(report, json.loads((ROOT / "tests" / "report.schema.json").read_text(encoding="utf-8")))
    paths = {source["id"]: source["path"] for source in report["sources"]}
    for claim in report["claims"]:
        raw = (SEEDS / paths[claim["source"]]).read_bytes().decode("utf-8-sig")
        evidence = claim["evidence"]
        assert raw[evidence["start"] : evidence["end"]] == evidence["quote"]
        assert evidence["end"] - evidence["start"] <= 60


def test_the_seeds_are_the_default(here: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert here("check", "-q").stdout == here("check", "-q", "seeds").stdout


def test_the_order_of_the_files_does_not_matter(here: Command, tmp_path: Path) -> None:
    files = sorted(map(str, SEEDS.iterdir()))
    outputs = [here("check", *order, "-o", f"{order is files}.json").stdout for order in (files, files[::-1])]
    assert outputs[0] == outputs[1]
    assert (tmp_path / "True.json").read_bytes() == (tmp_path / "False.json").read_bytes()


def test_ci_can_fail_on_a_contradiction(here: Command) -> None:
    assert here("check", "-q", str(SEEDS), "--fail-on", "contradiction").returncode == 1


def _folder(path: Path) -> None:
    path.mkdir()


def _nothing(path: Path) -> None:
    pass


def _empty(path: Path) -> None:
    path.touch()


def _binary(path: Path) -> None:
    path.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 8)


def _unknown_encoding(path: Path) -> None:
    path.write_bytes(bytes([0x81, 0x8D, 0x8F, 0x90, 0x9D, 0xFF, 0xFE, 0xFF]) * 40)


def _broken_link(path: Path) -> None:
    path.symlink_to(path.with_name("gone.txt"))


def _locked(path: Path) -> None:
    if ROOT_USER:
        pytest.skip("root may read every file")
    path.write_text(ARTICLE, encoding="utf-8")
    path.chmod(0)


BAD = [_folder, _nothing, _empty, _binary, _unknown_encoding, _broken_link, _locked]


@pytest.mark.parametrize("make", BAD, ids=lambda make: make.__name__.strip("_"))
def test_nothing_that_can_be_checked_is_one_clear_line(make: Make, tmp_path: Path, here: Command) -> None:
    make(tmp_path / "bad.txt")
    done = here("check", "bad.txt")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith("checker: bad.txt: ")


@pytest.mark.parametrize("make", BAD, ids=lambda make: make.__name__.strip("_"))
def test_the_other_files_are_still_checked(make: Make, tmp_path: Path, here: Command) -> None:
    make(tmp_path / "bad.txt")
    (tmp_path / "good.txt").write_text(ARTICLE, encoding="utf-8")
    done = here("check", "bad.txt", "good.txt", "-o", "x.json")
    assert (done.returncode, done.stderr) == (0, "")
    report = json.loads((tmp_path / "x.json").read_text(encoding="utf-8"))
    assert [source["path"] for source in report["sources"]] == ["good.txt"]
    assert [problem["path"] for problem in report["coverage"]["problems"]] == ["bad.txt"]
    assert "! bad.txt: " in done.stdout


@pytest.mark.parametrize("name", ["", "two\nlines.txt", "\x1b[2J"])
def test_odd_names_are_one_clear_line(name: str, here: Command) -> None:
    done = here("check", name)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("checker: ")
    assert done.stderr.count("\n") == 1
    assert "\x1b" not in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_an_output_that_is_full_is_one_clear_line() -> None:
    command = [sys.executable, "-m", "checker", "check", "seeds"]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, cwd=ROOT, check=False)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)


@pytest.mark.parametrize("title", ["'an open quote\n---", "never closed"])
def test_broken_front_matter_loses_no_article(title: str, tmp_path: Path, here: Command) -> None:
    (tmp_path / "a.md").write_text(f"---\ntitle: {title}\n{ARTICLE}", encoding="utf-8")
    done = here("check", "a.md")
    assert (done.returncode, done.stderr) == (0, "")
    assert "! a.md: " in done.stdout
    assert "1 source," in done.stdout


def test_a_report_is_explained_as_the_run_was(here: Command) -> None:
    here("check", str(SEEDS), "-o", "x.json")
    finding = json.loads(Path("x.json").read_text(encoding="utf-8"))["findings"][0]
    name = finding["fingerprint"][:8]
    first, second = here("explain", name, str(SEEDS)), here("explain", name, "--report", "x.json")
    assert (first.returncode, second.returncode) == (0, 0)
    assert first.stdout.splitlines()[0] == second.stdout.splitlines()[0]


def test_a_folder_that_cannot_be_written_is_one_line(tmp_path: Path, here: Command) -> None:
    if ROOT_USER:
        pytest.skip("root may write everywhere")
    shutil.copy(next(SEEDS.iterdir()), tmp_path)
    tmp_path.chmod(0o500)
    done = here("check", ".", "-o", "x.json")
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
