"""How the steps of a run are run: by one process or by many, in tasks of which size."""

import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Generic, Protocol, Self, TypeVar, cast

from checker.errors import CheckerError
from checker.model import Facts
from checker.model.record import dataclass

if TYPE_CHECKING:
    from checker.pipeline.hoard import Hoard

# characters that weigh as much as a claim that is compared, and the fewest claims that are worth a task
_CLAIM, _LEAST = 50, 1000
# told how many articles are done and how many there are
Progress = Callable[[int, int], None]


class Task(Protocol):
    """What a step is done to."""

    def parts(self) -> Sequence[Self]:
        """The same work in the smallest tasks; what comes of them, one behind the other, is what comes of this."""
        ...

    def given_up(self) -> list[object]:
        """What stands for the result of a smallest task that ended every process which tried it.

        Raises:
            CheckerError: nothing can stand for it.
        """
        ...


class Needed:
    """A task that nothing can stand for: what is left out of its result would look as if nothing were found there."""

    __slots__ = ()

    def work(self) -> str:
        """What the task does, as a reader is told."""
        raise NotImplementedError

    def parts(self) -> Sequence[Self]:
        """The task itself."""
        return [self]

    def given_up(self) -> list[object]:
        """Nothing.

        Raises:
            CheckerError: always; it tells what was not done.
        """
        msg = f"{self.work()} ended two processes that tried"
        raise CheckerError(msg)


_Task = TypeVar("_Task", bound=Task)
_Done = TypeVar("_Done")


class Each(Protocol):
    """Runs a step on each of its tasks, wherever it likes, and gives what came of them in the order of the tasks."""

    def __call__(self, step: Callable[[_Task], list[_Done]], tasks: Iterable[_Task], /) -> Iterator[list[_Done]]:
        """What came of each task."""
        ...


@dataclass(frozen=True, slots=True)
class Workshop:
    """What runs the steps, with tasks of about how many characters of text.

    `pack` makes bytes of the facts between two steps and `unpack` facts of the bytes, where they are not kept as such.
    `far` makes what keeps claims where they are made, if it can.
    """

    each: Each = map
    characters: int = 1
    pack: Callable[[Facts], bytes] | None = None
    unpack: Callable[[bytes], Facts] | None = None
    far: "Callable[[], Hoard] | None" = None

    @property
    def claims(self) -> int:
        """About how many claims are as much work as a task."""
        return max(_LEAST, self.characters // _CLAIM)

    def hoard(self) -> "Hoard":
        """What keeps the claims of a run."""
        from checker.pipeline.hoard import ROOM, Held  # noqa: PLC0415 -- it is made of these

        return Held(self.each, ROOM) if self.far is None else self.far()


# this process, one document after the other
ALONE = Workshop()


class Count:
    """Counts the articles that are done, each of them after so many `steps`, and passes the count on."""

    def __init__(self, progress: Progress | None, articles: int, steps: int = 1) -> None:
        self._progress = progress
        self._articles = articles
        self._steps = steps
        self._done = 0

    def add(self, steps: int) -> None:
        """So many steps more are done."""
        self._done += steps
        if self._progress is not None and steps:
            self._progress(self._done // self._steps, self._articles)


_Shared = TypeVar("_Shared")


class Shared(Generic[_Shared]):
    """What many tasks have in common: it is packed once, and unpacked once in each process that they come to."""

    __slots__ = ("_packed", "value")

    def __init__(self, value: _Shared) -> None:
        self.value = value
        self._packed: bytes | None = None

    @property
    def packed(self) -> bytes:
        """The bytes that `received` makes it of again."""
        if self._packed is None:
            self._packed = pickle.dumps(self.value, pickle.HIGHEST_PROTOCOL)
        return self._packed

    def __reduce__(self) -> tuple[Callable[[bytes], "Shared[object]"], tuple[bytes]]:
        return received, (self.packed,)


# a run has one house, one context and the blocks of one folder; a process may serve two runs in turn
@lru_cache(maxsize=6)
def received(packed: bytes) -> Shared[object]:
    """What came to this process from another of the same run."""
    return Shared(cast("object", pickle.loads(packed)))  # noqa: S301 -- of a process of this very run


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
