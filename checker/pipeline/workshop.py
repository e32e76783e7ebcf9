"""How the steps of a run are run: by one process or by many, in tasks of which size."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol, TypeVar

from checker.model import Facts

# told after each step how many are done and how many there are
Progress = Callable[[int, int], None]
_Task = TypeVar("_Task")
_Done = TypeVar("_Done")


class Each(Protocol):
    """Runs a step on each of its tasks, wherever it likes, and gives what came of them in the order of the tasks."""

    def __call__(self, step: Callable[[_Task], _Done], tasks: Iterable[_Task], /) -> Iterator[_Done]:
        """What came of each task."""
        ...


@dataclass(frozen=True, slots=True)
class Workshop:
    """What runs the steps, with tasks of about how many characters of text.

    `pack` makes bytes of the facts between two steps and `unpack` facts of the bytes, where they are not kept as such.
    """

    each: Each = map
    characters: int = 1
    pack: Callable[[Facts], bytes] | None = None
    unpack: Callable[[bytes], Facts] | None = None


# this process, one document after the other
ALONE = Workshop()


class Count:
    """Counts the steps that are done, and passes the count on."""

    def __init__(self, progress: Progress | None, total: int) -> None:
        self._progress = progress
        self._total = total
        self._done = 0

    def add(self, steps: int) -> None:
        """So many steps more are done."""
        self._done += steps
        if self._progress is not None and steps:
            self._progress(self._done, self._total)


_Part = TypeVar("_Part")


def in_lots(parts: Iterable[_Part], size: Callable[[_Part], int], most: int) -> Iterator[tuple[_Part, ...]]:
    """The parts in lots of about so much, in their order.

    >>> list(in_lots(["aaa", "b", "cc", "d"], len, 3))
    [('aaa',), ('b', 'cc'), ('d',)]
    """
    held: list[_Part] = []
    total = 0
    for part in parts:
        held.append(part)
        total += size(part)
        if total >= most:
            yield tuple(held)
            held, total = [], 0
    if held:
        yield tuple(held)
