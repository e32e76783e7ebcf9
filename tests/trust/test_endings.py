"""Signals, and standard streams that lead nowhere: each run ends clearly, and with nothing half done."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from checker.cli import console
from checker.engine import remembered
from checker.store.sqlite import Store
from tests.trust.forked import BOTH, OLD, Done, Fault, checked, held, line_of, run

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="breaks copies of this process")
ROOT = Path(__file__).parents[2]


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
