"""A command in a copy of this process, on which something goes wrong: hundreds of times cheaper than a new one."""

import ctypes
import os
import re
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from checker.cli import console, main
from checker.model import Run

ONE = "2025年11月17日\n\n夸克的日活跃用户为1.2亿。"
OTHER = "2025年11月18日\n\n夸克的日活跃用户为5000万。"
OLD = "what was there before"
BOTH = ["-o", "out/x.json", "-o", "out/x.html"]
Fault = Callable[[], None]
# what root may do and others may not: read, write and look into what it has no permission for
_ABOVE_PERMISSION = 1 << 1 | 1 << 2


@dataclass(frozen=True)
class Done:
    """How a command ended: its exit status, negative for a signal, and what it said."""

    status: int
    out: str
    err: str


def run(arguments: list[str], folder: Path, before: Callable[[], None] = lambda: None) -> Done:
    """Run a command in a folder, in a process in which `before` has been called."""
    return wait(*start(arguments, folder, before))


def start(arguments: list[str], folder: Path, before: Callable[[], None] = lambda: None) -> tuple[int, Path]:
    """Begin to run a command; the process, and the folder that what it says is in."""
    said = Path(tempfile.mkdtemp())
    sys.stdout.flush()
    sys.stderr.flush()
    process = os.fork()
    if process:
        return process, said
    status = 70
    try:
        for asked in (signal.SIGTERM, signal.SIGHUP):
            # whoever runs the tests by `nohup` wants them to go on, not what they start
            signal.signal(asked, signal.SIG_DFL)
        for number, name in ((1, "out"), (2, "err")):
            file = os.open(said / name, os.O_WRONLY | os.O_CREAT)
            os.dup2(file, number)
            os.close(file)
        sys.stdin, sys.stdout, sys.stderr = None, open(1, "w", encoding="utf-8"), open(2, "w", 1, encoding="utf-8")  # type: ignore[assignment]  # noqa: SIM115
        os.chdir(folder)
        before()
        status = main(arguments)
        sys.stdout.flush()
        sys.stderr.flush()
    except BaseException:  # noqa: BLE001 -- nothing of the test's own may run in the copy
        os.write(2, traceback.format_exc().encode())
    finally:
        os._exit(status)


def wait(process: int, said: Path, seconds: float = 60) -> Done:
    """How a process that was started ends, which it does soon."""
    until = time.monotonic() + seconds
    while not (ended := os.waitpid(process, os.WNOHANG))[0]:
        if time.monotonic() > until:
            os.kill(process, signal.SIGKILL)
        time.sleep(0.01)
    out, err = ((said / name).read_text(encoding="utf-8") if (said / name).exists() else "" for name in ("out", "err"))
    for path in said.iterdir():
        path.unlink()
    said.rmdir()
    return Done(os.waitstatus_to_exitcode(ended[1]), out, err)


def be_nobody_special() -> None:
    """Let permissions hold for this process, even where root runs it."""
    if os.geteuid() != 0:
        return
    library = ctypes.CDLL(None, use_errno=True)
    head = (ctypes.c_uint32 * 2)(0x20080522, 0)
    held = (ctypes.c_uint32 * 6)()
    assert library.capget(head, held) == 0
    # effective and permitted
    held[0] &= ~_ABOVE_PERMISSION
    held[1] &= ~_ABOVE_PERMISSION
    assert library.capset(head, held) == 0


def checked(desk: Path, fault: Fault, *more: str) -> Done:
    """A check on which a fault comes behind its work, before anything is written."""

    def before() -> None:
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


def fill(disk: Path) -> None:
    """Leave no room on a disk."""
    with (disk / "filler").open("wb", buffering=0) as file, suppress(OSError):
        while file.write(b"x" * 4096):
            pass
