"""How far a run has got, on standard error: only for a person who has waited a second, and gone when it is done."""

import sys
import time
from types import TracebackType
from typing import Self, TextIO

WAIT = 1.0  # seconds; what is done sooner needs no word
CELLS = 30


class Progress:
    """A bar on a terminal, nothing in a pipe. Call it with the steps done and those there are in all."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self._began = time.monotonic()
        self._shown = ""

    def __call__(self, done: int, total: int) -> None:
        """Show how many of the steps are done."""
        if not self._stream.isatty() or time.monotonic() - self._began < WAIT:
            return
        filled = CELLS * done // max(total, 1)
        line = f"[{'#' * filled}{'.' * (CELLS - filled)}] {100 * done // max(total, 1)}%"
        if line != self._shown:
            self._write(f"\r{line}")
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
