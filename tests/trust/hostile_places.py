"""What a folder can hold that is no file, or whose name is meant to do harm."""

import os
import socket
from collections.abc import Callable
from pathlib import Path

from tests.trust.making import FACT, OTHER


def _link(target: str) -> Callable[[Path], None]:
    return lambda path: path.symlink_to(target)


def _socket(path: Path) -> None:
    listening = socket.socket(socket.AF_UNIX)
    here = Path.cwd()
    os.chdir(path.parent)  # an address holds a hundred characters
    try:
        listening.bind(path.name)
    finally:
        os.chdir(here)
        listening.close()


def _locked(path: Path) -> None:
    path.write_bytes(FACT)
    path.chmod(0)


def _locked_folder(path: Path) -> None:
    path.mkdir()
    (path / "a.txt").write_bytes(FACT)
    path.chmod(0)


def _deep(path: Path) -> None:
    for _ in range(100):
        path.mkdir()
        path /= "d"
    path.with_suffix(".txt").write_text(OTHER, encoding="utf-8")


def _file(path: Path) -> None:
    path.write_text(OTHER, encoding="utf-8")


# what a folder may hold beside files: each makes what it is about at a path
PLACES: dict[str, Callable[[Path], None]] = {
    "pipe.txt": os.mkfifo,
    "pipe.pdf": os.mkfifo,
    "socket.txt": _socket,
    "to a device.txt": _link("/dev/zero"),
    "to another device.txt": _link("/dev/random"),
    "to a terminal.txt": _link("/dev/tty"),
    "to the process.txt": _link("/proc/self/mem"),
    "to what grows.txt": _link("/proc/kmsg"),
    "to nothing.txt": _link("nowhere"),
    "to itself.txt": _link("to itself.txt"),
    "to this folder": _link("."),
    "to the folder above": _link(".."),
    "to a file twice.txt": _link("../good.txt"),
    "ring a.txt": _link("ring b.txt"),
    "ring b.txt": _link("ring a.txt"),
    "locked.txt": _locked,
    "locked folder": _locked_folder,
    "folder.txt": Path.mkdir,
    "folders in folders": _deep,
    "line\nend.txt": _file,
    "escape\x1b[31m.txt": _file,
    "bidi\u202etxt.txt": _file,
    "no text\udcff\udc80.txt": _file,
    "-rf.txt": _file,
    "--help.txt": _file,
    "=cmd|' !A0.txt": _file,
    "<img src=x onerror=alert(1)>.txt": _file,
    " .txt": _file,
    "a:b:1:2.txt": _file,
    "a#1.txt": _file,
    "%00%2e%2e.txt": _file,
    "'; drop table articles; --.txt": _file,
    f"{'n' * 251}.txt": _file,
    "🙂.txt": _file,
    "con.txt": _file,
    "\u0301.txt": _file,
    "~": _file,
    "*.txt": _file,
    "a.TXT": _file,
    "a.txt.": _file,
}
