"""How a command ends that is told to: it takes away what it was writing, says so in a line, and ends as was asked."""

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

# what a system sends that goes down, a service that stops, a terminal that goes away; Ctrl-C is click's
_NAMES = ("SIGTERM", "SIGHUP")


class Ended(BaseException):  # nothing that catches errors may keep it
    """A signal asked this process to end."""

    def __init__(self, number: int) -> None:
        super().__init__(f"ended by {signal.Signals(number).name}; no file is left half written")
        self.number = number

    def end(self) -> None:
        """End this process as the signal would have: whoever sent it sees that it was heeded."""
        signal.signal(self.number, signal.SIG_DFL)
        os.kill(os.getpid(), self.number)


@contextmanager
def heeded() -> Iterator[None]:
    """Let the signals that end a process raise `Ended` in the block; those that somebody else heeds are left alone."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    asked = [getattr(signal, name) for name in _NAMES if hasattr(signal, name)]
    mine = [number for number in asked if signal.getsignal(number) == signal.SIG_DFL]

    def heed(number: int, frame: FrameType | None) -> None:
        del frame
        # whoever asks a second time does not wait for the first to be heeded
        for each in mine:
            signal.signal(each, signal.SIG_DFL)
        raise Ended(number)

    for number in mine:
        signal.signal(number, heed)
    try:
        yield
    finally:
        for number in mine:
            signal.signal(number, signal.SIG_DFL)
