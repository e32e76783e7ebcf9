"""What goes wrong around a run ends it with a clear line, and nothing that was there is lost."""

import errno
import json
import os
import re
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from checker.cli import console, files, main
from checker.engine import remembered
from checker.errors import InputError
from checker.model import Run
from checker.store.sqlite import Store
from tests.trust.forked import Done, be_nobody_special, run, start, wait

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="breaks copies of this process")
ROOT = Path(__file__).parents[2]
ONE = "2025年11月17日\n\n夸克的日活跃用户为1.2亿。"
OTHER = "2025年11月18日\n\n夸克的日活跃用户为5000万。"
OLD = "what was there before"
BOTH = ["-o", "out/x.json", "-o", "out/x.html"]
Fault = Callable[[], None]


@pytest.fixture(scope="module", autouse=True)
def _warm(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Load what the copies need, once."""
    folder = tmp_path_factory.mktemp("warm")
    (folder / "a.txt").write_text(ONE, encoding="utf-8")
    outputs = [word for suffix in ("json", "html", "xlsx", "csv") for word in ("-o", str(folder / f"x.{suffix}"))]
    assert main(["check", str(folder), "-q", *outputs]) == 0
    assert main(["index", str(folder), "--store", str(folder / "s.db")]) == 0


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with two articles, and one for reports in which there is an old one."""
    for name in ("articles", "out"):
        (tmp_path / name).mkdir()
    (tmp_path / "articles" / "a.txt").write_text(ONE, encoding="utf-8")
    (tmp_path / "articles" / "b.txt").write_text(OTHER, encoding="utf-8")
    (tmp_path / "out" / "x.json").write_text(OLD, encoding="utf-8")
    return tmp_path


def checked(desk: Path, fault: Fault, *more: str, special: bool = False) -> Done:
    """A check on which a fault comes behind its work, before anything is written."""

    def before() -> None:
        if not special:
            be_nobody_special()
        wanted = console.checked

        def broken(found: Run) -> Run:
            fault()
            return wanted(found)

        console.checked = broken

    return run(["check", "articles", "-q", *(more or BOTH)], desk, before)


def line_of(done: Done) -> str:
    """The one line that was said."""
    assert "Traceback" not in done.err
    assert re.fullmatch(r"checker: [^\n]*\n", done.err), done.err
    return done.err.removeprefix("checker: ").rstrip("\n")


def held(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}


def test_without_a_fault_it_is_written(desk: Path) -> None:
    """What the others are to be set against."""
    done = checked(desk, lambda: None)
    assert (done.status, done.err) == (0, "")
    assert sorted(held(desk / "out")) == ["x.html", "x.json"]


# reports


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A disk with room for a small file and no more."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", str(disk)]
    if os.geteuid() != 0 or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("only root may make a small disk")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def _fill(disk: Path) -> None:
    """Leave no room on a disk."""
    with (disk / "filler").open("wb", buffering=0) as file, suppress(OSError):
        while file.write(b"x" * 4096):
            pass


def test_a_full_disk_leaves_the_old_report(desk: Path, small: Path) -> None:
    (small / "x.json").write_text(OLD, encoding="utf-8")
    _fill(small)
    done = checked(desk, lambda: None, "-o", str(small / "x.json"), "-o", str(small / "x.html"))
    assert (done.status, line_of(done)) == (2, f"{small}/x.json: cannot be written (No space left on device)")
    assert sorted(path.name for path in small.iterdir()) == ["filler", "x.json"]
    assert (small / "x.json").read_text(encoding="utf-8") == OLD


def test_a_full_disk_leaves_what_was_stored(desk: Path, small: Path) -> None:
    store = small.with_name("s.db")
    assert run(["index", "articles/a.txt", "--store", str(store)], desk).status == 0
    shutil.copy(store, small / "s.db")
    _fill(small)
    done = run(["index", "articles/b.txt", "--store", str(small / "s.db")], desk)
    assert done.status == 2
    assert line_of(done).startswith(f"{small}/s.db: cannot be ")
    (small / "filler").unlink()
    with Store.open(small / "s.db") as held:
        assert held.is_sound()
        assert [entry.path for entry in held.entries()] == ["a.txt"]
    done = run(["index", "articles/b.txt", "--store", str(small / "s.db")], desk)
    assert done.out.endswith("1 new, 0 changed, 0 unchanged, 0 dropped\n")


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


# signals


def _in_mid_write(number: int) -> Fault:
    def fault() -> None:
        wanted = os.fsync

        def fsync(file: int) -> None:
            os.kill(os.getpid(), number)
            wanted(file)

        os.fsync = fsync

    return fault


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
@pytest.mark.parametrize("when", ["before it writes", "while it writes"])
def test_a_signal_ends_a_run_with_a_line_and_no_half_file(desk: Path, name: str, when: str) -> None:
    number = signal.Signals[name]
    fault = _in_mid_write(number) if when == "while it writes" else lambda: os.kill(os.getpid(), number)
    done = checked(desk, fault)
    assert done.status == -number
    assert line_of(done) == f"ended by {name}; no file is left half written"
    assert held(desk / "out") == {"x.json": OLD}


def test_a_signal_that_somebody_wants_ignored_is(desk: Path) -> None:
    """As `nohup` does."""

    def fault() -> None:
        os.kill(os.getpid(), signal.SIGHUP)

    def before() -> None:
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
        console.checked = lambda found: fault() or found

    assert run(["check", "articles", "-q", *BOTH], desk, before).status == 0


def test_a_killed_run_leaves_the_old_report(desk: Path) -> None:
    done = checked(desk, _in_mid_write(signal.SIGKILL))
    assert (done.status, done.err) == (-signal.SIGKILL, "")
    assert (desk / "out" / "x.json").read_text(encoding="utf-8") == OLD
    # what it was writing beside it can be told by its name
    rest = [path.name for path in (desk / "out").iterdir() if path.name != "x.json"]
    assert all(name.startswith(".checker-") for name in rest)
    assert checked(desk, lambda: None).status == 0


def test_a_signal_ends_an_index_with_what_was_stored(desk: Path) -> None:
    def before() -> None:
        wanted = remembered.index

        def index(*given: object, **named: object) -> object:
            made = wanted(*given, **named)
            os.kill(os.getpid(), signal.SIGTERM)
            return made

        remembered.index = index

    done = run(["index", "articles", "--store", "s.db"], desk, before)
    assert (done.status, line_of(done)[:16]) == (-signal.SIGTERM, "ended by SIGTERM")
    with Store.open(desk / "s.db") as store:
        assert store.is_sound()
        assert {entry.path for entry in store.entries()} == {"a.txt", "b.txt"}


# stores


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


# standard streams, and the folder for temporary files


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-", "<&-", "<&- >&- 2>&-"])
def test_a_closed_stream_is_no_error(desk: Path, closed: str) -> None:
    code = "import sys; from checker.cli import main; sys.exit(main(sys.argv[1:]))"
    command = ["check", "articles", "-q", "-o", "out/x.json", "-o", "out/x.csv"]
    if closed != ">&-":
        command = ["explain", "value-differs"]
    done = subprocess.run(
        ["/bin/sh", "-c", f'exec "$@" {closed}', "sh", sys.executable, "-c", code, *command],
        cwd=desk,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert bool(done.stdout) == (">&-" not in closed.replace("2>&-", ""))
    if command[0] == "check":
        # what is said went nowhere, and into neither report
        json.loads((desk / "out" / "x.json").read_text(encoding="utf-8"))
        assert (desk / "out" / "x.csv").read_bytes().startswith(b"\xef\xbb\xbffinding,")


def test_no_folder_for_temporary_files_is_needed(desk: Path) -> None:
    def before() -> None:
        import tempfile  # noqa: PLC0415

        tempfile.tempdir = str(desk / "gone")
        os.environ["TMPDIR"] = str(desk / "gone")

    outputs = [word for suffix in ("json", "xlsx", "html") for word in ("-o", f"out/x.{suffix}")]
    assert run(["check", "articles", "-q", *outputs], desk, before) == Done(0, *_summary(desk))
    assert run(["index", "articles", "--store", "s.db"], desk, before).status == 0
    assert run(["check", "--store", "s.db", "-q"], desk, before).status == 0


def _summary(desk: Path) -> tuple[str, str]:
    done = run(["check", "articles", "-q"], desk)
    return done.out, done.err
