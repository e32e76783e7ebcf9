"""How far a run has got, on standard error: only for a person who has waited a second, and gone when it is done."""

import sys
import time
from types import TracebackType
from typing import Self, TextIO

WAIT = 1.0  # seconds; what is done sooner needs no word
AGAIN = 0.1  # seconds from one look of the bar to the next
CELLS = 30


class Progress:
    """A bar on a terminal, nothing in a pipe. Call it with the articles done and those there are in all."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self._began = self._drawn = time.monotonic()
        self._shown = ""

    def __call__(self, done: int, total: int) -> None:
        """Show how many of the articles are done, how many in a second, and when all will be."""
        now = time.monotonic()
        if not self._stream.isatty() or now - self._began < WAIT or now - self._drawn < AGAIN:
            return
        self._drawn = now
        filled = CELLS * done // max(total, 1)
        line = f"[{'#' * filled}{'.' * (CELLS - filled)}] {100 * done // max(total, 1)}%"
        line += speed(done, total, now - self._began)
        if line != self._shown:
            # what a longer line left behind it
            self._write(f"\r{line:<{len(self._shown)}}")
            self._shown = line

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Take the bar away."""
        if self._shown:
            self._write(f"\r{' ' * len(self._shown)}\r")
            self._shown = ""

    def _write(self, text: str) -> None:
        try:
            self._stream.write(text)
            self._stream.flush()
        except OSError:
            # a terminal that went away takes no bar, and the run goes on
            self._shown = ""


def speed(done: int, total: int, seconds: float) -> str:
    """How many articles a second were done, and how long the others will take; nothing where none is done yet.

    >>> speed(300, 1200, 10), speed(0, 1200, 10), speed(1, 2000, 4)
    (' · 30 articles/s · 0:30 left', '', ' · 0.2 articles/s · 2:13:16 left')
    """
    if not done or seconds <= 0:
        return ""
    rate = done / seconds
    left = round((total - done) / rate)
    hours = f"{left // 3600}:{left // 60 % 60:02}" if left >= 3600 else f"{left // 60}"
    return f" · {rate:.{0 if rate >= 1 else 1}f} articles/s · {hours}:{left % 60:02} left"
