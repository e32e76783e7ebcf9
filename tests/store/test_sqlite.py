"""The file of a store: never broken, never overwritten, read while it is written."""

import multiprocessing
import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from itertools import islice
from pathlib import Path
from random import Random

import pytest

from checker.cli import main
from checker.engine import keeper, remembered
from checker.errors import StoreError
from checker.model import Problem
from checker.settings import Settings
from checker.store.entries import Article
from checker.store.sqlite import APPLICATION, SCHEMA_VERSION, Store

KILLS = 50


def article(name: str, size: int = 10) -> Article:
    return Article(name, f"{name}.txt", "/a", "key", "reader", None, None, b"d" * size, b"l", b"f", b"p", b"a")


def test_what_is_added_is_there(tmp_path: Path) -> None:
    odd = "\udcff.txt"  # bytes in a file's name that are no text
    with Store.open(tmp_path / "s.db", may_be_new=True) as store, store.writing():
        store.add([article("b"), article("a")])
        store.add_file(f"/{odd}", odd)
        store.set_problems(f"/{odd}", [Problem(odd, "read", "is empty")])
    with Store.open(tmp_path / "s.db") as store:
        assert [each.id for each in store.articles()] == ["a", "b"]
        assert store.article("a") == article("a")
        assert (store.name_of(f"/{odd}"), store.is_name(odd), store.places_in("/")) == (odd, True, [f"/{odd}"])
        assert store.problems() == [Problem(odd, "read", "is empty")]
        with store.writing():
            store.drop(["a"])
            store.drop_file(f"/{odd}")
        assert [each.id for each in store.entries()] == ["b"]
        assert (store.files_held(), store.problems()) == (0, [])
        with pytest.raises(KeyError):
            store.article("a")


def test_what_fails_halfway_leaves_nothing(tmp_path: Path) -> None:
    with Store.open(tmp_path / "s.db", may_be_new=True) as store:
        with pytest.raises(AttributeError), store.writing():
            store.add([article("a"), None])
        assert store.entries() == []


@pytest.mark.parametrize("content", [b"checker,csv\n1,2\n", b"SQLite format 3\0 and no more"])
def test_a_file_that_is_no_store_is_left_alone(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes(content)
    with pytest.raises(StoreError, match=r"notes\.txt: is no store of checker; name another file"):
        Store.open(path, may_be_new=True)
    assert path.read_bytes() == content


def test_a_database_of_others_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE article (id)")
    other.close()
    before = path.read_bytes()
    with pytest.raises(StoreError, match="is no store"):
        Store.open(path, may_be_new=True)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("version", "said"), [(SCHEMA_VERSION + 1, "newer checker; run: pip"), (0, "older checker; make it anew")]
)
def test_stores_of_other_versions_are_refused(version: int, said: str, tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    Store.open(path, may_be_new=True).__exit__(None, None, None)
    with sqlite3.connect(path) as raw:
        assert raw.execute("PRAGMA application_id").fetchone() == (APPLICATION,)
        raw.execute(f"PRAGMA user_version = {version}")
    raw.close()
    with pytest.raises(StoreError, match=said):
        Store.open(path, may_be_new=True)


def test_a_damaged_store_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "s.db"
    with Store.open(path, may_be_new=True) as store:
        with store.writing():
            store.add([article(str(number), 5000) for number in range(50)])
        store.vacuum()
    data = bytearray(path.read_bytes())
    data[4096 : len(data) // 2] = b"\xff" * (len(data) // 2 - 4096)
    path.write_bytes(data)
    assert main(["check", "--store", str(path)]) == 2
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert "is damaged" in told
    assert "checker index" in told


def test_facts_that_were_altered_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "s.db"
    (tmp_path / "a.txt").write_text("2025年2月3日\n马士基员工人数为10万人。", encoding="utf-8")
    assert main(["index", str(tmp_path / "a.txt"), "--store", str(path)]) == 0
    with sqlite3.connect(path) as raw:
        raw.execute("UPDATE article SET facts = x'00', look = x'01'")
    raw.close()
    capsys.readouterr()
    assert main(["check", "--store", str(path)]) == 2
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert "is damaged at the article" in told


def test_readers_go_on_while_one_writes(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    with Store.open(path, may_be_new=True) as writer:
        with writer.writing():
            writer.add([article("a")])
        with writer.writing():
            writer.add([article("b")])
            with Store.open(path) as reader:
                assert [each.id for each in reader.articles()] == ["a"]


def test_a_second_writer_waits_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    said: list[float] = []
    with Store.open(path, may_be_new=True) as first:
        ready, done = threading.Event(), threading.Event()

        def second() -> None:
            with Store.open(path, waiting=lambda: said.append(time.monotonic())) as store:
                ready.wait()
                with store.writing():
                    store.add([article("b")])
            done.set()

        other = threading.Thread(target=second)
        other.start()
        with first.writing():
            first.add([article("a")])
            ready.set()
            assert not done.wait(1.5)
        assert done.wait(10)
        other.join()
        assert len(said) == 1
        assert [each.id for each in first.entries()] == ["a", "b"]


def test_the_command_says_that_it_waits(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    (tmp_path / "a.txt").write_text("2025年2月3日\n马士基员工人数为10万人。", encoding="utf-8")
    command = [sys.executable, "-m", "checker", "index", str(tmp_path / "a.txt"), "--store", str(path)]
    with Store.open(path, may_be_new=True) as first:
        with first.writing():
            process = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
            assert process.stderr is not None
            said = process.stderr.readline()
            assert process.poll() is None
        assert process.communicate(timeout=60) == (f"{path}: 1 new, 0 changed, 0 unchanged, 0 dropped\n", "")
    assert said == f"checker: {path}: another process is writing; waiting until it is done\n"
    assert process.returncode == 0


def told_of(pipe: int, name: str) -> None:
    os.write(pipe, f"{name}\n".encode())


def _indexing(folder: Path, path: Path, told: int) -> None:
    """Index a folder, and tell of each article that is stored."""
    keeper.LOT = 2
    with Store.open(path, may_be_new=True) as store:
        remembered.index(store, [folder], Settings(), stored=lambda name: told_of(told, name))
    told_of(told, "done")


def _write(folder: Path, kill: int) -> None:
    for number in range(4):
        text = f"2025年2月3日 海事周刊\n\n马士基第{kill}号码头员工人数为{number + 2}万人，营业收入为{kill + 1}5亿元。"
        (folder / f"{kill:02}-{number}.txt").write_text(text, encoding="utf-8")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills a copy of this process")
def test_killed_at_any_moment(tmp_path: Path) -> None:
    folder, path = tmp_path / "docs", tmp_path / "s.db"
    folder.mkdir()
    rng = Random(7)
    processes = multiprocessing.get_context("fork")
    # the words are loaded once
    _write(folder, 0)
    with Store.open(tmp_path / "warm.db", may_be_new=True) as store:
        remembered.index(store, [folder], Settings())
    acknowledged: set[str] = set()
    finished = 0
    for kill in range(KILLS):
        _write(folder, kill)
        reader, told = os.pipe()
        process = processes.Process(target=_indexing, args=(folder, path, told))
        process.start()
        os.close(told)
        with os.fdopen(reader, encoding="utf-8") as lines:
            # how far it is, not what the clock says, sets the moment: a busy machine is killed in the same places
            names = list(islice(lines, rng.choice([0, 1, 2, 3, 4, None])))  # none: to its end
            time.sleep(rng.uniform(0.0, 0.03))
            assert process.pid is not None
            os.kill(process.pid, signal.SIGKILL)
            process.join()
            names = [name.rstrip("\n") for name in [*names, *lines]]
        finished += "done" in names
        acknowledged.update(name for name in names if name != "done")
        if path.exists():
            try:
                with Store.open(path, may_be_new=True) as store:
                    assert store.is_sound()
                    assert acknowledged <= {entry.path for entry in store.entries()}
            except StoreError as error:
                pytest.fail(f"kill {kill}: {error}")
    # it was killed before, while and after it wrote
    assert 0 < finished < KILLS
    assert len(acknowledged) > KILLS / 4
    with Store.open(path, may_be_new=True) as store:
        remembered.index(store, [folder], Settings())
        assert len(store.entries()) == 4 * KILLS
