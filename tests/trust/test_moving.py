"""Files that vanish, grow or become something else while a run looks at them: a line each, and the rest is told."""

import json
import os
import random
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from checker.engine import engines
from checker.read import folders
from checker.settings import Read
from tests.trust.forked import OTHER, be_nobody_special, run

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="breaks copies of this process")
ARTICLE = "2025年11月19日\n\n仁安医院的床位数为1800张。"
NEW = "2025年11月20日\n\n仁安医院的床位数为1500张。"
GONE = "was there when the run began, and is gone"
CHANGED = "changed while it was read; check it again"
NO_FILE = "is a pipe, socket or device, not a file; skipped"
Harm = Callable[[Path], None]


def _replaced(make: Harm) -> Harm:
    def harm(path: Path) -> None:
        other = path.with_name("other")
        make(other)
        path.unlink()
        other.rename(path)

    return harm


def _article(path: Path) -> None:
    path.write_text(NEW, encoding="utf-8")


def _link(target: str) -> Harm:
    return _replaced(lambda path: path.symlink_to(target))


def _to_length(length: int) -> Harm:
    return lambda path: os.truncate(path, length)


def _longer(path: Path) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write("仁安医院的床位数为1500张。" * 9)


BEFORE: dict[str, tuple[Harm, str]] = {
    "it vanishes": (Path.unlink, GONE),
    "it becomes a folder": (_replaced(Path.mkdir), "is a folder, not a file; skipped"),
    "it becomes a pipe": (_replaced(os.mkfifo), NO_FILE),
    "it becomes a link to a device": (_link("/dev/zero"), NO_FILE),
    "it becomes a link to nothing": (_link("nowhere"), "is a broken link; its target is missing"),
    "it becomes a link to itself": (_link("c.txt"), "cannot be read (Too many levels of symbolic links)"),
    "it is locked": (lambda path: path.chmod(0), "cannot be opened: no permission to read it"),
    "it is emptied": (_to_length(0), "is empty; nothing in it was checked"),
    "it grows beyond the limit": (
        _to_length(65 * 1024 * 1024),
        "is larger than 64 MB; split it or raise --largest-file",
    ),
    "the folder above it goes": (lambda path: shutil.rmtree(path.parent), GONE),
}
MEANWHILE: dict[str, Harm] = {
    "it vanishes": Path.unlink,
    "it is replaced": _replaced(_article),
    "it is written anew": _article,
    "it is cut": _to_length(20),
    "it grows": _longer,
    "it becomes a folder": _replaced(Path.mkdir),
    "it becomes a pipe": _replaced(os.mkfifo),
    "it becomes a link to itself": _link("c.txt"),
}


def _demand_told(desk: Path, message: str | None) -> None:
    """The others are reported as ever, and there is one line for the one that moved, or none."""
    report = json.loads((desk / "out" / "x.json").read_text(encoding="utf-8"))
    told = [finding for finding in report["findings"] if finding["entity"] == "夸克"]
    assert [(finding["verdict"], finding["rule"]) for finding in told] == [("contradiction", "value-differs")]
    said = [(problem["path"], problem["message"]) for problem in report["coverage"]["problems"]]
    assert said == ([("more/c.txt", message)] if message else [])
    assert len(report["sources"]) == (2 if message else 3)


@pytest.fixture
def moving(desk: Path) -> Path:
    """A folder with two articles and another that something will happen to."""
    path = desk / "articles" / "more" / "c.txt"
    path.parent.mkdir()
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def _checked(desk: Path, before: Callable[[], None], *more: str) -> None:
    done = run(["check", "articles", "-q", "--jobs", "1", "-o", "out/x.json", *more], desk, before)
    assert (done.status, done.err) == (0, "")


@pytest.mark.parametrize("name", BEFORE)
def test_what_changes_before_it_is_read_is_a_problem(desk: Path, moving: Path, name: str) -> None:
    harm, message = BEFORE[name]

    def before() -> None:
        be_nobody_special()
        wanted = engines.files_in

        def listed(*given: object) -> object:
            found = wanted(*given)  # type: ignore[arg-type]
            harm(moving)
            return found

        engines.files_in = listed  # type: ignore[assignment]

    _checked(desk, before)
    _demand_told(desk, message)


def test_what_is_replaced_before_it_is_read_is_read_as_it_is_then(desk: Path, moving: Path) -> None:
    def before() -> None:
        wanted = engines.files_in
        engines.files_in = lambda *given: (wanted(*given), _replaced(_article)(moving))[0]  # type: ignore[func-returns-value]

    _checked(desk, before)
    _demand_told(desk, None)
    assert "1500" in (desk / "out" / "x.json").read_text(encoding="utf-8")


def _in_mid_read(path: Path, harm: Harm) -> None:
    """Let something happen to a file when it has been opened and nothing of it was read."""
    wanted = os.fstat

    def fstat(number: int) -> os.stat_result:
        found = wanted(number)
        if Path(f"/proc/self/fd/{number}").readlink() == path:
            harm(path)
        return found

    os.fstat = fstat  # type: ignore[assignment]


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="asks /proc for the open files")
@pytest.mark.parametrize("name", MEANWHILE)
def test_what_changes_while_it_is_read_is_a_problem(desk: Path, moving: Path, name: str) -> None:
    _checked(desk, lambda: _in_mid_read(moving, MEANWHILE[name]))
    _demand_told(desk, CHANGED)


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="asks /proc for the open files")
def test_a_store_is_told_so_too(desk: Path, moving: Path) -> None:
    _checked(desk, lambda: _in_mid_read(moving, _longer), "--store", "s.db")
    _demand_told(desk, CHANGED)
    # and reads it when it is at rest
    _checked(desk, lambda: None, "--store", "s.db")
    _demand_told(desk, None)


def test_a_folder_that_goes_while_it_is_listed_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "x.txt").write_text(OTHER, encoding="utf-8")
    wanted = os.walk

    def walk(*given: object, **named: object) -> Iterator[object]:
        for found in wanted(*given, **named):  # type: ignore[call-overload]
            if Path(found[0]).name == "a":
                shutil.rmtree(found[0])
            yield found

    monkeypatch.setattr(os, "walk", walk)
    documents, problems = folders.read_paths([tmp_path])
    assert [document.path for document in documents] == ["b/x.txt"]
    assert [(problem.path, problem.message) for problem in problems] == [
        (str(tmp_path / "a"), "folder cannot be opened (No such file or directory)")
    ]


def test_whatever_happens_to_files_the_others_are_read(tmp_path: Path) -> None:
    """Somebody moves things about as fast as they can, and nothing is read by halves."""
    (tmp_path / "good.txt").write_text(OTHER, encoding="utf-8")
    whole = [ARTICLE * 200, NEW * 300]
    moved = tmp_path / "c.txt"
    over = threading.Event()

    def move() -> None:
        draw = random.Random(7)
        kinds = [Path.unlink, Path.unlink, Path.mkdir, os.mkfifo, lambda path: path.symlink_to("/dev/zero")]
        while not over.is_set():
            with suppress(OSError):
                if draw.random() < 0.5:
                    new = tmp_path / "new"
                    new.write_text(draw.choice(whole), encoding="utf-8")
                    new.replace(moved)
                else:
                    draw.choice(kinds)(moved)
            if draw.random() < 0.2:
                with suppress(OSError):
                    moved.rmdir()

    thread = threading.Thread(target=move)
    thread.start()
    try:
        until = time.monotonic() + 1
        while time.monotonic() < until:
            documents, _ = folders.read_paths([tmp_path, moved], Read())
            texts = {document.path: document.raw for document in documents}
            assert texts["good.txt"] == OTHER
            assert texts.get("c.txt", whole[0]).endswith("张。")
    finally:
        over.set()
        thread.join()
