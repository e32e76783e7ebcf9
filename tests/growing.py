"""How much longer more of the same takes: a ratio of two times, since patterns count no steps."""

import gc
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

# a machine that does other things slows down one measurement, hardly one of each of so many pairs
TRIES = 5
# seconds below which a clock tells nothing
NOISE = 0.02


def growth(work: Callable[[int], Callable[[], object]], sizes: tuple[int, int], bar: float) -> float:
    """
    How many times as long the larger size takes: the first ratio below the bar, else the least of five.

    `work` prepares a size and gives back what is measured. The times are the process' own, taken by turns and without
    Python's search for cycles, which goes through all that earlier tests have left.
    """
    ratios = []
    for _ in range(TRIES):
        small, large = (_seconds(work(size)) for size in sizes)
        ratios.append(large / max(small, NOISE))
        if ratios[-1] < bar:
            break
    return min(ratios)


def _seconds(measured: Callable[[], object]) -> float:
    with _no_cycles_sought():
        began = time.process_time()
        measured()
        return time.process_time() - began


@contextmanager
def _no_cycles_sought() -> Iterator[None]:
    sought = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if sought:
            gc.enable()
