"""The command with all that it does to the world outside written down, and the worst of it forbidden.

    WATCHED=LOG python tests/trust/watched.py [--alone] ORDERS

ORDERS is a JSON file: a list of command lines, each a list of words, which are run one after the other. LOG gets a line
of JSON for each of `Event`. With --alone the system kills the process at the first socket that reaches out or program
that is started, by whatever library. The processes of a pool load this file, too, and are watched as well.
"""

import _posixsubprocess
import ctypes
import json
import os
import platform
import struct
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

# what no run does, whatever is asked of it
NEVER = ("socket.bind", "socket.connect", "socket.getaddrinfo", "socket.gethost", "socket.sendto", "urllib.", "http.")
NEVER += ("os.system", "os.fork", "os.exec", "os.posix_spawn", "os.startfile", "pty.", "subprocess.", "webbrowser.")
# what changes files by their names
CHANGES = ("os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.truncate", "shutil.")
CHANGES += ("os.chmod", "os.chown", "os.utime", "os.setxattr", "tempfile.", "sqlite3.connect")
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
# a word that the articles and their names hold: no code is made of it
MARK = "touch evil"
# the numbers of the system's calls: socket, connect, execve, execveat
CALLS = {
    "x86_64": (0xC000003E, (41, 42, 59, 322)),
    "aarch64": (0xC00000B7, (198, 203, 221, 281)),
}

log = os.open(os.environ["WATCHED"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600) if "WATCHED" in os.environ else -1


def tell(event: str, *told: object) -> None:
    os.write(log, (json.dumps([event, *map(str, told)]) + "\n").encode())


def watch(event: str, arguments: tuple[object, ...]) -> None:
    """Write down an event of the interpreter, where it is one of those that matter."""
    if event in TOLD:
        TOLD[event](*arguments)
    elif event.startswith(CHANGES):
        tell(event, *arguments)
    elif event.startswith(NEVER):
        tell("never", event, *arguments)
        raise PermissionError(event)


def _opened(path: object, _mode: object, flags: object) -> None:
    if isinstance(path, (str, bytes)):
        tell("write" if isinstance(flags, int) and flags & WRITING else "read", os.fsdecode(path))


def _unmarshalled(*_: object) -> None:
    # the import of a compiled module comes from the interpreter's own code
    caller = sys._getframe(2).f_code.co_filename
    if not caller.startswith("<frozen "):
        tell("marshal", caller)


def _compiled(source: object, _name: object) -> None:
    text = source.decode("utf-8", "replace") if isinstance(source, bytes) else str(source)
    if MARK in text:
        tell("code", text[:200])


TOLD: dict[str, Callable[..., None]] = {
    "open": _opened,
    "marshal.loads": _unmarshalled,
    "marshal.load": _unmarshalled,
    "pickle.find_class": partial(tell, "unpickled"),
    "compile": _compiled,
    "socket.__new__": lambda _, *kind: tell("socket", *kind),
}


def watch_programs() -> None:
    """Write down each program that is started in the way that the interpreter tells nobody of."""
    start = _posixsubprocess.fork_exec

    def fork_exec(arguments: list[bytes], *rest: object) -> int:
        tell("program", *(os.fsdecode(each) for each in arguments))
        return int(start(arguments, *rest))

    _posixsubprocess.fork_exec = fork_exec


def forbid() -> None:
    """Have the system kill this process at the first call that reaches out of it."""
    if platform.machine() not in CALLS or sys.platform != "linux":
        tell("not forbidden")
        return
    machine, numbers = CALLS[platform.machine()]
    load, equal, answer = 0x20, 0x15, 0x06
    allowed, killed = 0x7FFF0000, 0x80000000
    steps = [(load, 0, 0, 4), (equal, 1, 0, machine), (answer, 0, 0, killed), (load, 0, 0, 0)]
    for number in numbers:
        steps += [(equal, 0, 1, number), (answer, 0, 0, killed)]
    steps.append((answer, 0, 0, allowed))
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in steps))
    program = ctypes.create_string_buffer(struct.pack("HP", len(steps), ctypes.addressof(code)))
    library = ctypes.CDLL(None, use_errno=True)
    # no new privileges, which is what makes it possible for everybody; then the filter
    done = library.prctl(38, 1, 0, 0, 0) or library.prctl(22, 2, program, 0, 0)
    tell("not forbidden" if done else "forbidden")


if log != -1:
    sys.addaudithook(watch)
    watch_programs()

if __name__ == "__main__":
    alone, orders = sys.argv[1] == "--alone", sys.argv[-1]
    if alone:
        forbid()
    from checker.cli import main

    for words in json.loads(Path(orders).read_text(encoding="utf-8")):
        tell("command", *words)
        tell("status", main(words))
        sys.stdout.flush()
