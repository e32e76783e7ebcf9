"""What cannot be read this time stays in the store as it is, and the problem is told; what is gone goes."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from checker.engine import remembered
from checker.engine.keeper import Added
from checker.read import folders
from checker.read.opened import CHANGED
from checker.settings import Settings
from checker.store.sqlite import Store

SETTINGS = Settings()


def index(store: Path, *paths: Path) -> Added:
    with Store.open(store, may_be_new=True) as held:
        return remembered.index(held, paths, SETTINGS)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "docs"
    (folder / "sub").mkdir(parents=True)
    for at, name in enumerate(("a.txt", "sub/b.txt")):
        (folder / name).write_text(f"2025年2月3日\n马士基员工人数为{at + 10}万人。", encoding="utf-8")
    index(tmp_path / "articles.db", folder)
    return folder


def test_a_file_that_changes_while_it_is_read_keeps_what_is_stored(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = tmp_path / "articles.db"
    monkeypatch.setattr(folders, "bytes_of", lambda *_: CHANGED)
    added = index(store, folder)
    assert (len(added.known), added.dropped) == (2, set())
    assert {(problem.path, problem.message) for problem in added.problems} == {
        ("a.txt", CHANGED),
        ("sub/b.txt", CHANGED),
    }
    with Store.open(store) as held:
        run = remembered.check(held, [folder / "a.txt"], SETTINGS)
    assert len(run.findings) == 1
    assert [problem.message for problem in run.problems] == [CHANGED]


def test_a_folder_that_cannot_be_opened_keeps_what_is_stored(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scandir = os.scandir

    def closed(path: str) -> Iterator[os.DirEntry[str]]:
        if os.fspath(path).endswith("sub"):
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", closed)
    added = index(tmp_path / "articles.db", folder)
    assert (len(added.known), added.dropped) == (2, set())
    (problem,) = added.problems
    assert problem.message == "folder cannot be opened (Permission denied)"


def test_a_file_that_goes_before_it_is_read_goes(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bytes_of = folders.bytes_of

    def late(path: Path, largest: int) -> bytes | str:
        path.unlink()
        return bytes_of(path, largest)

    monkeypatch.setattr(folders, "bytes_of", late)
    assert len(index(tmp_path / "articles.db", folder).dropped) == 2


def test_what_cannot_be_reached_is_not_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(path: str) -> os.stat_result:
        raise PermissionError(13, "Permission denied", path)

    file = tmp_path / "a.txt"
    file.touch()
    assert not folders.is_gone(str(file))
    assert folders.is_gone(str(file / "b.txt"))
    with monkeypatch.context() as patched:
        patched.setattr(os, "stat", refused)
        closed = folders.is_gone(str(file))
    assert not closed
