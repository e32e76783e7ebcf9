"""What goes wrong while reports are written is told in a line, and the old ones stay."""

import errno
import json
import os
import resource
import shutil
import signal
from pathlib import Path

import pytest

from checker.cli import files
from checker.errors import InputError
from tests.trust.forked import (
    BOTH,
    OLD,
    ONE,
    OTHER,
    Fault,
    be_nobody_special,
    checked,
    fill,
    held,
    line_of,
    run,
)

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="breaks copies of this process")


def test_without_a_fault_it_is_written(desk: Path) -> None:
    """What the others are to be set against."""
    done = checked(desk, lambda: None)
    assert (done.status, done.err) == (0, "")
    assert sorted(held(desk / "out")) == ["x.html", "x.json"]


def test_a_full_disk_leaves_the_old_report(desk: Path, small: Path) -> None:
    (small / "x.json").write_text(OLD, encoding="utf-8")
    fill(small)
    done = checked(desk, lambda: None, "-o", str(small / "x.json"), "-o", str(small / "x.html"))
    assert (done.status, line_of(done)) == (2, f"{small}/x.json: cannot be written (No space left on device)")
    assert sorted(path.name for path in small.iterdir()) == ["filler", "x.json"]
    assert (small / "x.json").read_text(encoding="utf-8") == OLD


def _no_large_files() -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))


def _close_the_folder() -> None:
    Path("out").chmod(0o500)


def _take_the_folder_away() -> None:
    shutil.rmtree("out")


def _put_a_link_there() -> None:
    Path("out/x.json").unlink()
    Path("out/x.json").symlink_to("../articles/a.txt")


def _put_a_folder_there() -> None:
    Path("out/x.json").unlink()
    Path("out/x.json").mkdir()


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (_no_large_files, "cannot be written (File too large)"),
        (_close_the_folder, "cannot be written (Permission denied)"),
        (_take_the_folder_away, "cannot be written (No such file or directory)"),
        (_put_a_link_there, "is a link, which is not written through; name the file that it leads to"),
        (_put_a_folder_there, "is a folder"),
    ],
)
def test_what_happens_in_mid_run_is_a_line_that_names_the_report(desk: Path, fault: Fault, said: str) -> None:
    done = checked(desk, fault)
    assert (done.status, line_of(done)) == (2, f"out/x.json: {said}")
    if (desk / "out").exists():
        (desk / "out").chmod(0o700)
        # neither a part of it nor the next one
        assert [path.name for path in (desk / "out").iterdir()] == ["x.json"]
    if (desk / "out" / "x.json").is_file() and not (desk / "out" / "x.json").is_symlink():
        assert held(desk / "out") == {"x.json": OLD}
    assert held(desk / "articles") == {"a.txt": ONE, "b.txt": OTHER}


def test_an_article_that_is_locked_in_mid_run_is_a_problem(desk: Path) -> None:
    def before() -> None:
        be_nobody_special()
        Path("articles/b.txt").chmod(0)

    done = run(["check", "articles", "-q", *BOTH], desk, before)
    assert (done.status, done.err) == (0, "")
    report = json.loads((desk / "out" / "x.json").read_text(encoding="utf-8"))
    assert [source["path"] for source in report["sources"]] == ["a.txt"]
    assert [(told["path"], told["message"]) for told in report["coverage"]["problems"]] == [
        ("b.txt", "cannot be opened: no permission to read it")
    ]


def test_what_may_not_be_looked_into_is_a_problem(desk: Path) -> None:
    closed, listed = desk / "articles" / "closed", desk / "articles" / "listed"
    for folder in (closed, listed):
        folder.mkdir()
        (folder / "c.txt").write_text(OTHER, encoding="utf-8")

    def before() -> None:
        be_nobody_special()
        closed.chmod(0)
        # its names may be read, and nothing behind them
        listed.chmod(0o400)

    done = run(["check", "articles", "-q", *BOTH], desk, before)
    for folder in (closed, listed):
        folder.chmod(0o700)
    assert (done.status, done.err) == (0, "")
    report = json.loads((desk / "out" / "x.json").read_text(encoding="utf-8"))
    assert [source["path"] for source in report["sources"]] == ["a.txt", "b.txt"]
    assert [(told["path"], told["message"]) for told in report["coverage"]["problems"]] == [
        ("articles/closed", "folder cannot be opened (Permission denied)"),
        ("listed/c.txt", "cannot be opened: no permission to read it"),
    ]


@pytest.mark.parametrize(
    "arguments",
    [
        ["dismiss", "F001", "--report", "out/r.json", "--reason", "x", "--baseline", "link.json"],
        ["store", "export", "s.db", "link.csv"],
    ],
    ids=["a baseline", "an export"],
)
def test_no_other_command_writes_through_a_link(desk: Path, arguments: list[str]) -> None:
    assert run(["check", "articles", "-q", "-o", "out/r.json"], desk).status == 0
    assert run(["index", "articles", "--store", "s.db"], desk).status == 0
    victim = desk / "victim"
    # what a baseline may be begun with
    victim.write_text("", encoding="utf-8")
    (desk / arguments[-1]).symlink_to(victim)
    done = run(arguments, desk)
    assert done.status == 2
    assert line_of(done).startswith(f"{arguments[-1]}: ")
    assert victim.read_text(encoding="utf-8") == ""
    assert (desk / arguments[-1]).is_symlink()


@pytest.mark.parametrize("name", ["x.json", "x.html", "x.xlsx", "x.csv", "baseline.json"])
def test_no_file_is_written_through_a_link(desk: Path, name: str) -> None:
    victim = desk / "victim"
    victim.write_text(OLD, encoding="utf-8")
    (desk / name).symlink_to(victim)
    option = "--write-baseline" if name == "baseline.json" else "-o"
    done = run(["check", "articles", "-q", option, name], desk)
    assert done.status == 2
    assert line_of(done) == f"{name}: is a link, which is not written through; name the file that it leads to"
    assert victim.read_text(encoding="utf-8") == OLD
    assert (desk / name).is_symlink()


def test_a_pipe_is_not_replaced(desk: Path) -> None:
    os.mkfifo(desk / "x.json")
    done = run(["check", "articles", "-q", "-o", "x.json"], desk)
    assert (done.status, line_of(done)) == (2, "x.json: is no file but a pipe, socket or device; name another")


@pytest.mark.parametrize(("mask", "mode"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664)])
def test_new_files_get_what_the_umask_leaves_and_old_ones_keep_theirs(desk: Path, mask: int, mode: int) -> None:
    (desk / "out" / "x.json").chmod(0o640)
    done = run(["check", "articles", "-q", *BOTH, "-o", "out/x.xlsx"], desk, lambda: os.umask(mask) and None)
    assert done.status == 0
    found = {path.name: path.stat().st_mode & 0o777 for path in (desk / "out").iterdir()}
    assert found == {"x.json": 0o640, "x.html": mode, "x.xlsx": mode}


def test_a_report_is_on_the_disk_before_it_takes_the_place_of_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []

    def fsync(number: int) -> None:
        path = Path(f"/proc/self/fd/{number}").readlink()
        steps.append("folder" if path.is_dir() else f"{path.parent == tmp_path} {path.read_text(encoding='utf-8')}")

    replace = Path.replace
    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(Path, "replace", lambda old, new: steps.append("replaced") or replace(old, new))
    files.write(tmp_path / "x.json", "new")
    assert steps == ["True new", "replaced", "folder"]


@pytest.mark.parametrize("when", ["file", "folder"])
def test_a_disk_that_fails_to_flush_is_told(when: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "x.json").write_text(OLD, encoding="utf-8")

    def fsync(number: int) -> None:
        if Path(f"/proc/self/fd/{number}").readlink().is_dir() == (when == "folder"):
            raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "fsync", fsync)
    with pytest.raises(InputError, match=r"cannot be written \(Input/output error\)"):
        files.write(tmp_path / "x.json", "new")
    # whole, and one of the two
    assert held(tmp_path) == {"x.json": OLD if when == "file" else "new"}
