"""A cluster: the steps run on the workers of a Dask scheduler, and what comes of them, in the tasks' order.

A worker that dies takes nothing with it: Dask runs its tasks again, and a task that ended several workers is run in its
smallest parts, of which one that still does is given up.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from checker.engine import worker
from checker.errors import CheckerError, ExtraError
from checker.pipeline import Task, Workshop
from checker.settings import VERSION
from checker.store.codec import pack, unpack
from checker.store.crossing import packed

if TYPE_CHECKING:
    from distributed import Client, Future

# tasks for each core of the cluster that may be done or waiting before an earlier one is: what bounds the memory
_AHEAD = 4
# seconds to wait for a scheduler to answer, and for its first worker
_ANSWER, _WORKER = "10s", 120

_Task = TypeVar("_Task", bound=Task)
_Done = TypeVar("_Done")
_Step = Callable[[Any], list[Any]]


@contextmanager
def cluster(scheduler: str | None, jobs: int, characters: int) -> Iterator[Workshop]:
    """A workshop of the workers of a scheduler, by its address, or else of so many processes of this machine.

    Raises:
        ExtraError: Dask is not installed.
        CheckerError: the scheduler does not answer, or its workers have another version of the checker.
    """
    try:
        import distributed  # noqa: PLC0415 -- an extra
    except ImportError as error:
        asked = "--engine dask"
        raise ExtraError(asked, "cluster") from error
    with ExitStack() as held:
        if scheduler is None:
            local = distributed.LocalCluster(n_workers=jobs, threads_per_worker=1, dashboard_address=None)
            scheduler = held.enter_context(local).scheduler_address
        try:
            client = held.enter_context(distributed.Client(scheduler, timeout=_ANSWER))
            client.wait_for_workers(1, timeout=_WORKER)
        except (OSError, TimeoutError, ValueError) as error:
            msg = f"{scheduler}: no scheduler with workers answers there ({error})"
            raise CheckerError(msg) from error
        _demand_one_version(client, scheduler)
        yield Workshop(_Cluster(client).each, characters, pack, unpack)


def _demand_one_version(client: "Client", scheduler: str) -> None:
    told = client.run(version)
    for address, found in sorted(told.items()):
        if found != VERSION:
            msg = f"{scheduler}: the worker {address} has checker {found}, and this is {VERSION}"
            raise CheckerError(msg)


def version() -> str:
    """The version of the checker on a worker."""
    return VERSION


class _Cluster:
    """The workers of a scheduler."""

    def __init__(self, client: "Client") -> None:
        self._client = client
        self._ahead = _AHEAD * max(1, sum(client.nthreads().values()))

    def each(self, step: Callable[[_Task], list[_Done]], tasks: Iterable[_Task]) -> Iterator[list[_Done]]:
        """What comes of the step on each task, in the order of the tasks."""
        line: deque[tuple[_Task, Future]] = deque()
        for task in tasks:
            line.append((task, self._handed_out(step, task)))
            if len(line) >= self._ahead:
                yield self._made(step, *line.popleft())
        while line:
            yield self._made(step, *line.popleft())

    def _handed_out(self, step: _Step, task: Task) -> "Future":
        # two tasks may be equal, and each is to be done: a step is pure for us, and Dask need not know
        return self._client.submit(worker.answer, packed((step, task)), pure=False)

    def _made(self, step: _Step, task: Task, future: "Future") -> list[Any]:
        made = self._tried(future)
        if made is not None:
            return made
        # one part after the other: one that ends workers would take its neighbours with it
        made = []
        for part in task.parts():
            tried = self._tried(self._handed_out(step, part))
            made += part.given_up() if tried is None else tried
        return made

    def _tried(self, future: "Future") -> list[Any] | None:
        """What came of a task, or None where it ended as many workers as Dask lets it."""
        from distributed.scheduler import KilledWorker  # noqa: PLC0415 -- an extra

        try:
            answer = future.result()
        except KilledWorker:
            return None
        finally:
            future.release()
        return worker.made_of(answer)
