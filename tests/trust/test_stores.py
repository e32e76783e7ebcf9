"""What goes wrong around a store is told in a line, and what was stored stays."""

import os
import re
import shutil
import sqlite3
import subprocess
from pathlib import Path

import pytest

from checker.engine import keeper
from checker.store.sqlite import Store
from tests.trust.forked import OLD, be_nobody_special, fill, line_of, run, start, wait

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="breaks copies of this process")


def test_a_full_disk_leaves_what_was_stored(desk: Path, small: Path) -> None:
    store = small.with_name("s.db")
    assert run(["index", "articles/a.txt", "--store", str(store)], desk).status == 0
    shutil.copy(store, small / "s.db")
    fill(small)
    done = run(["index", "articles/b.txt", "--store", str(small / "s.db")], desk)
    assert done.status == 2
    assert line_of(done).startswith(f"{small}/s.db: cannot be ")
    (small / "filler").unlink()
    with Store.open(small / "s.db") as held:
        assert held.is_sound()
        assert [entry.path for entry in held.entries()] == ["a.txt"]
    done = run(["index", "articles/b.txt", "--store", str(small / "s.db")], desk)
    assert done.out.endswith("1 new, 0 changed, 0 unchanged, 0 dropped\n")


@pytest.mark.parametrize("there", [True, False])
def test_no_store_is_written_through_a_link(desk: Path, there: bool) -> None:  # noqa: FBT001 -- both
    victim = desk / "victim.db"
    if there:
        assert run(["index", "articles/a.txt", "--store", "victim.db"], desk).status == 0
    before = victim.read_bytes() if there else None
    (desk / "s.db").symlink_to(victim)
    done = run(["index", "articles", "--store", "s.db"], desk)
    assert (done.status, line_of(done)[:16]) == (2, "s.db: is a link,")
    assert (victim.read_bytes() if victim.exists() else None) == before


@pytest.mark.parametrize("suffix", ["wal", "shm", "journal"])
@pytest.mark.parametrize("there", [True, False])
def test_nothing_is_written_through_a_link_beside_a_store(desk: Path, suffix: str, there: bool) -> None:  # noqa: FBT001
    if there:
        assert run(["index", "articles/a.txt", "--store", "s.db"], desk).status == 0
    victim = desk / "victim"
    victim.write_text(OLD, encoding="utf-8")
    (desk / f"s.db-{suffix}").symlink_to(victim)
    done = run(["index", "articles", "--store", "s.db"], desk)
    # of a store that is new the link is taken for what an earlier one left, and goes
    assert done.status == 0 or line_of(done).startswith("s.db: cannot be used")
    assert victim.read_text(encoding="utf-8") == OLD


# SQLite asks for no more than that all may read it
@pytest.mark.parametrize(("mask", "mode"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o644)])
def test_a_new_store_gets_what_the_umask_leaves(desk: Path, mask: int, mode: int) -> None:
    assert run(["index", "articles", "--store", "s.db"], desk, lambda: os.umask(mask) and None).status == 0
    assert (desk / "s.db").stat().st_mode & 0o777 == mode


def test_a_store_on_a_disk_that_can_only_be_read_is_a_line(desk: Path, small: Path) -> None:
    assert run(["index", "articles/a.txt", "--store", str(small / "s.db")], desk).status == 0
    before = (small / "s.db").read_bytes()
    subprocess.run(["mount", "-o", "remount,ro", str(small)], check=True)
    for arguments in (["index", "articles"], ["check"], ["check", "articles"]):
        done = run([*arguments, "--store", str(small / "s.db")], desk)
        assert done.status == 2
        assert line_of(done).startswith(f"{small}/s.db: cannot be ")
    done = run(["check", "articles", "-q", "-o", str(small / "x.json")], desk)
    assert (done.status, line_of(done)) == (2, f"{small}/x.json: cannot be written (Read-only file system)")
    assert {path.name: path.read_bytes() for path in small.iterdir()} == {"s.db": before}


def test_a_store_that_is_locked_in_mid_run_keeps_what_it_has(desk: Path) -> None:
    assert run(["index", "articles/a.txt", "--store", "s.db"], desk).status == 0

    def before() -> None:
        be_nobody_special()
        wanted = keeper.Keeper.refresh

        def refresh(found: keeper.Keeper) -> None:
            wanted(found)
            (desk / "s.db").chmod(0)
            desk.chmod(0o500)

        keeper.Keeper.refresh = refresh  # type: ignore[method-assign]

    done = run(["index", "articles", "--store", "s.db"], desk, before)
    desk.chmod(0o700)
    (desk / "s.db").chmod(0o600)
    # what was open stays open
    assert done.status in {0, 2}
    assert "Traceback" not in done.err
    with Store.open(desk / "s.db") as held:
        assert held.is_sound()
        assert "a.txt" in {entry.path for entry in held.entries()}


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "--store", "kept/s.db"],
        ["check", "--store", "kept/s.db", "articles"],
        ["index", "articles", "--store", "kept/s.db"],
        ["index", "articles", "--store", "kept/new.db"],
        ["store", "info", "kept/s.db"],
        ["store", "vacuum", "kept/s.db"],
    ],
    ids=" ".join,
)
def test_a_store_in_a_folder_that_cannot_be_written_is_a_line(desk: Path, arguments: list[str]) -> None:
    kept = desk / "kept"
    kept.mkdir()
    assert run(["index", "articles/a.txt", "--store", "kept/s.db"], desk).status == 0
    before = {path.name: path.read_bytes() for path in kept.iterdir()}
    (kept / "s.db").chmod(0o400)
    kept.chmod(0o500)
    done = run(arguments, desk, be_nobody_special)
    kept.chmod(0o700)
    assert done.status == 2
    name = next(word for word in arguments if word.startswith("kept/"))
    assert line_of(done).startswith(f"{name}: cannot be ")
    assert {path.name: path.read_bytes() for path in kept.iterdir()} == before


def test_a_store_that_would_do_something_is_refused(desk: Path) -> None:
    assert run(["index", "articles/a.txt", "--store", "s.db"], desk).status == 0
    with sqlite3.connect(desk / "s.db") as raw:
        raw.execute("CREATE TRIGGER x AFTER INSERT ON article BEGIN DELETE FROM article; END")
    raw.close()
    done = run(["index", "articles", "--store", "s.db"], desk)
    assert (done.status, line_of(done)) == (2, "s.db: is no store of checker; name another file with --store")


def test_two_runs_on_one_store_lose_nothing(desk: Path) -> None:
    for number in range(6):
        text = f"2025年11月{number + 10}日\n\n马士基第{number}号码头员工人数为{number + 2}万人。"
        (desk / "articles" / f"{number}.txt").write_text(text, encoding="utf-8")
    halves = [[f"articles/{number}.txt" for number in range(6) if number % 2 == half] for half in (0, 1)]
    started = [start(["index", *half, "--store", "s.db"], desk) for half in halves]
    started.append(start(["index", "articles", "--store", "s.db"], desk))
    ended = [wait(*each) for each in started]
    for done in ended:
        assert done.status == 0, done.err
        # one that waited says so
        assert re.fullmatch(r"(checker: s\.db: another process is writing; waiting until it is done\n)?", done.err)
    with Store.open(desk / "s.db") as store:
        assert store.is_sound()
        assert len(store.entries()) == 8
    assert run(["check", "--store", "s.db", "-o", "stored.json"], desk).status == 0
    assert run(["check", "articles", "-o", "plain.json"], desk).status == 0
    assert (desk / "stored.json").read_bytes() == (desk / "plain.json").read_bytes()
