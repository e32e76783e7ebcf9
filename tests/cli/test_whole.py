"""The command as a person runs it: a process, real files, standard output and standard error."""

import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

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
        env={**settings, **environment},
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
    assert (tmp_path / "x.csv").read_bytes().startswith(b"\xef\xbb\xbffinding,")


def test_the_seeds_are_the_default() -> None:
    assert checker("check", "-q").stdout == checker("check", "-q", "seeds").stdout


def test_the_order_of_the_files_does_not_matter(tmp_path: Path) -> None:
    files = sorted(SEEDS.iterdir())
    outputs = []
    for seed in range(2):
        random.Random(seed).shuffle(files)
        outputs.append(checker("check", *files, "-o", tmp_path / f"{seed}.json").stdout)
    assert outputs[0] == outputs[1]
    assert (tmp_path / "0.json").read_bytes() == (tmp_path / "1.json").read_bytes()


def test_ci_can_fail_on_a_contradiction() -> None:
    assert checker("check", "-q", "seeds", "--fail-on", "contradiction").returncode == 1


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


def test_broken_front_matter_loses_no_article(tmp_path: Path, here: Command) -> None:
    (tmp_path / "a.md").write_text(f"---\ntitle: [\ndate: 2025\n---\n{ARTICLE}", encoding="utf-8")
    done = here("check", "a.md")
    assert (done.returncode, done.stderr) == (0, "")
    assert "! a.md: " in done.stdout


def test_a_report_is_explained_as_the_run_was(tmp_path: Path) -> None:
    checker("check", "seeds", "-o", tmp_path / "x.json")
    finding = json.loads((tmp_path / "x.json").read_text(encoding="utf-8"))["findings"][0]
    name = finding["fingerprint"][:8]
    first, second = checker("explain", name, "seeds"), checker("explain", name, "--report", tmp_path / "x.json")
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
