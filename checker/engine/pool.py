"""All cores: processes that are started once and are handed task after task; what comes of them, in the tasks' order.

A process that dies takes nothing with it: its task is run again in its smallest parts, and a part that ends a second
process is given up.
"""

import multiprocessing
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import field
from functools import partial
from multiprocessing.connection import Connection, wait
from typing import Any, Self, TypeVar

from checker.engine import worker
from checker.errors import CheckerError
from checker.model.record import dataclass
from checker.pipeline import Task, Workshop
from checker.pipeline.carried import Carried
from checker.store.codec import pack, unpack
from checker.store.crossing import packed

# tasks that a process holds: the one that it does, and the one that it goes on with
_HELD = 2
# tasks for each process that may be done or waiting before an earlier one is: what bounds the memory
_AHEAD = 4

_Task = TypeVar("_Task", bound=Task)
_Done = TypeVar("_Done")
_Step = Callable[[Any], list[Any]]


@contextmanager
def pool(jobs: int, characters: int) -> Iterator[Workshop]:
    """A workshop of so many processes, with tasks of about so many characters; none of them outlives the block."""
    with _Pool(jobs) as made:
        yield Workshop(made.each, characters, pack, unpack, partial(Carried, made.each))


@dataclass(slots=True)
class _Errand:
    """A task on its way: what of it is still to be done, and what came of it so far."""

    step: _Step
    left: deque[Task]
    made: list[Any] = field(default_factory=list)
    again: bool = False

    def came(self, made: list[Any]) -> None:
        """Take what came of the first part left."""
        self.made += made
        self.left.popleft()

    def died(self) -> None:
        """Say what is to be done when a process died of the first part left."""
        if self.again:
            self.came(self.left[0].given_up())
        else:
            self.left = deque(self.left[0].parts())
            self.again = True


class _Worker:
    """A process, and the errands that it holds; it does the first of them."""

    def __init__(self, context: multiprocessing.context.SpawnContext) -> None:
        self.connection, theirs = context.Pipe()
        self.process = context.Process(target=worker.serve, args=(theirs,), daemon=True)
        self.held: deque[_Errand] = deque()
        self.ready = False
        try:
            with _undisturbed():
                self.process.start()
        except OSError as error:
            msg = f"processes cannot be started ({error.strerror}); --jobs 1 does without"
            raise CheckerError(msg) from error
        # only the process itself holds its end now, so that the end is told when it dies
        theirs.close()

    def take(self, errand: _Errand) -> None:
        self.held.append(errand)
        self._send(errand)

    def go_on(self, made: list[Any]) -> None:
        """Go on behind what came of the first errand, or of a part of it."""
        errand = self.held.popleft()
        errand.came(made)
        if errand.left:
            self.take(errand)

    def _send(self, errand: _Errand) -> None:
        # that it died is told where its answer is waited for
        with suppress(OSError):
            self.connection.send_bytes(packed((errand.step, errand.left[0])))

    def end(self) -> None:
        self.process.kill()
        self.process.join()
        self.connection.close()


class _Pool:
    """The processes. They are ended with the block, whatever they are doing."""

    def __init__(self, jobs: int) -> None:
        self._context = multiprocessing.get_context("spawn")
        self._jobs = jobs
        self._unready = 0
        self._workers: list[_Worker] = []

    def __enter__(self) -> Self:
        try:
            self._workers += (_Worker(self._context) for _ in range(self._jobs))
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        for each in self._workers:
            each.end()
        self._workers.clear()

    def each(self, step: Callable[[_Task], list[_Done]], tasks: Iterable[_Task]) -> Iterator[list[_Done]]:
        """What comes of the step on each task, in the order of the tasks."""
        coming = iter(tasks)
        line: deque[_Errand] = deque()
        more = True
        while more or line:
            more = more and self._hand_out(step, coming, line)
            if line and not line[0].left:
                yield line.popleft().made
            elif line or more:
                self._answers()

    def _hand_out(self, step: _Step, coming: Iterator[Task], line: deque[_Errand]) -> bool:
        """Give every process enough to do; whether there may be more to hand out."""
        while len(line) < _AHEAD * self._jobs:
            idlest = min(self._workers, key=lambda each: len(each.held))
            if len(idlest.held) >= _HELD:
                return True
            task = next(coming, None)
            if task is None:
                return False
            line.append(_Errand(step, deque([task])))
            idlest.take(line[-1])
        return True

    def _answers(self) -> None:
        """Wait until some process answers or dies."""
        known = {each.connection: each for each in self._workers}
        for connection in wait(list(known)):
            assert isinstance(connection, Connection)
            each = known[connection]
            try:
                answer = connection.recv_bytes()
            except (EOFError, OSError):
                self._replace(each)
                continue
            if not answer:
                each.ready, self._unready = True, 0
            else:
                each.go_on(worker.made_of(answer))

    def _replace(self, dead: _Worker) -> None:
        """Put a new process in the place of one that died."""
        dead.end()
        if not dead.ready:
            self._unready += 1
        if self._unready > self._jobs:
            msg = (
                f"processes end as soon as they are started (exit code {dead.process.exitcode}); --jobs 1 does without,"
                " and a script that asks for several jobs does so below: if __name__ == '__main__'"
            )
            raise CheckerError(msg)
        held = list(dead.held)
        if dead.ready and held:
            held[0].died()
        made = _Worker(self._context)
        self._workers[self._workers.index(dead)] = made
        for errand in held:
            if errand.left:
                made.take(errand)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Keep Ctrl-C from what is started in the block: it would come to every process, and this one ends the others."""
    if not hasattr(signal, "pthread_sigmask") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
