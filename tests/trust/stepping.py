"""How the time that a pattern takes grows with the text: CPython counts no steps, so it is measured."""

import re
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from types import FrameType

from tests.trust.pumping import Pump

# the characters of a first look, and of the measurement that decides
LOOK = (500, 2000)
SURE = (4000, 16000)
# seconds below which a first look tells nothing, and what a measurement may take at most
FLOOR = 0.00015
LONG = 5.0
# how much longer four times the text may take: 4 is linear, 16 quadratic
SUSPECT, BAR = 5.5, 8.0
TRIES = 3
# what a clock cannot tell from nothing
TICK = 0.00001

Ask = Callable[[re.Pattern[str], str], object]


def _exhaust(pattern: re.Pattern[str], text: str) -> None:
    for _ in pattern.finditer(text):
        pass


# what each way of asking does to a whole text
ASKS: dict[str, Ask] = {
    "search": lambda pattern, text: pattern.search(text),
    "match": lambda pattern, text: pattern.match(text),
    "fullmatch": lambda pattern, text: pattern.fullmatch(text),
    "finditer": _exhaust,
}
# other ways go through a text as one of these does
_SAME = dict.fromkeys(("split", "findall", "sub", "subn"), "finditer")


class _TooLongError(Exception):
    """A pattern took more time than any text of this length may take."""


def ways(asked: Sequence[str]) -> list[str]:
    """How a pattern is tried that is asked so; one that nobody was seen to ask is searched for."""
    return sorted({_SAME.get(each, each) for each in asked} or {"search", "finditer"})


def blown(pattern: re.Pattern[str], way: str, pump: Pump) -> float | None:
    """How much longer four times the text takes, where a linear pattern takes less; None else."""
    ask = ASKS[way]
    try:
        short = _seconds(pattern, ask, pump.text(LOOK[0]))
        long = _seconds(pattern, ask, pump.text(LOOK[1]))
        if long < FLOOR or long < SUSPECT * short:
            return None
        least = float("inf")
        for _ in range(TRIES):
            # by turns, so that a busy machine slows both down
            pairs = [[_seconds(pattern, ask, pump.text(size)) for size in SURE] for _ in range(2)]
            least = min(least, min(pair[1] for pair in pairs) / max(min(pair[0] for pair in pairs), TICK))
            if least < BAR:
                return None
    except _TooLongError:
        return float("inf")
    return least


def _seconds(pattern: re.Pattern[str], ask: Ask, text: str) -> float:
    with _at_most(LONG):
        began = time.process_time()
        ask(pattern, text)
        return time.process_time() - began


@contextmanager
def _at_most(seconds: float) -> Iterator[None]:
    """Stop what takes more: a search looks for signals. (A timer of own time would make that clock coarse.)"""
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _stop(number: int, frame: FrameType | None) -> None:
    del number, frame
    raise _TooLongError


signal.signal(signal.SIGALRM, _stop)
