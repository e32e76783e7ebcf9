"""The bytes of a file as it stands at one moment, or why they cannot be read."""

import os
import stat
from pathlib import Path

MB = 1024 * 1024
CHANGED = "changed while it was read; check it again"


def bytes_of(path: Path, largest: int) -> bytes | str:
    """A file's bytes, no more than so many megabytes, or the reason why they cannot be read.

    What else a name may stand for (a pipe, a device) is never opened; what becomes one in the last moment keeps nobody
    waiting. Of a file that is written, replaced or taken away while it is read nobody knows what was read.
    """
    try:
        why = _refused(path.stat(), largest)
        if why is None:
            with open(path, "rb", opener=_at_once) as file:
                opened = os.fstat(file.fileno())
                why = _refused(opened, largest)
                if why is None:
                    # one more than may be: it may grow while it is read
                    data = file.read(largest * MB + 1) or b""
                    return data if _is_as_it_was(path, opened) else CHANGED
    except FileNotFoundError:
        return (
            "is a broken link; its target is missing"
            if path.is_symlink()
            else "was there when the run began, and is gone"
        )
    except PermissionError:
        return "cannot be opened: no permission to read it"
    except OSError as error:
        return f"cannot be read ({error.strerror})"
    return why


def _at_once(name: str, flags: int) -> int:
    return os.open(name, flags | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0))


def _refused(status: os.stat_result, largest: int) -> str | None:
    """Why what has this status is not read, or None."""
    if stat.S_ISDIR(status.st_mode):
        return "is a folder, not a file; skipped"
    if not stat.S_ISREG(status.st_mode):
        return "is a pipe, socket or device, not a file; skipped"
    if status.st_size > largest * MB:
        return f"is larger than {largest:,} MB; split it or raise --largest-file"
    return None


def _is_as_it_was(path: Path, opened: os.stat_result) -> bool:
    """Whether the name still stands for the file that was opened, and nobody wrote to it."""
    try:
        now = path.stat()
    except OSError:
        return False
    return _mark(now) == _mark(opened)


def _mark(status: os.stat_result) -> tuple[int, ...]:
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns
