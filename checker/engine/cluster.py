"""A cluster: the steps run on the workers of a Dask scheduler, and what comes of them, in the tasks' order.

Claims stay on the workers that made them: these sort them into buckets, and hand each bucket to the one that does it.
A worker that dies takes nothing with it: Dask runs its tasks again, and a task that ended several workers is run in its
smallest parts, of which one that still does is given up.
"""

import logging
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import CancelledError
from contextlib import ExitStack, contextmanager
from functools import partial
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, TypeVar

from checker.engine import orders, worker
from checker.errors import CheckerError, ExtraError
from checker.model import Claim
from checker.pipeline import Task, Workshop
from checker.pipeline.carried import rows_in
from checker.pipeline.hoard import Bucket, Sorter
from checker.pipeline.workshop import Shared
from checker.settings import VERSION
from checker.store.codec import pack, unpack
from checker.store.crossing import packed
from checker.store.shelf import Lots, packed_lot

if TYPE_CHECKING:
    from distributed import Client, Future

# tasks for each core of the cluster that may be done or waiting before an earlier one is: what bounds the memory
_AHEAD = 4
# seconds to wait for a scheduler to answer, and for a worker where there is none
_ANSWER, _WORKER = "10s", 60
# tasks whose claims are sorted in one go, and whose claims are fetched in one go
_SORTED, _FETCHED = 64, 16
# things in common that are kept for tasks to come
_COMMON = 4

_Task = TypeVar("_Task", bound=Task)
_Bucket = TypeVar("_Bucket", bound=Bucket)
_Done = TypeVar("_Done")
_Given = TypeVar("_Given")
_Held = TypeVar("_Held")
_Made = TypeVar("_Made")
_Step = Callable[[Any], list[Any]]


@contextmanager
def cluster(scheduler: str | None, jobs: int, characters: int) -> Iterator[Workshop]:
    """A workshop of the workers of a scheduler, by its address, or else of so many processes of this machine.

    Raises:
        ExtraError: Dask is not installed.
        CheckerError: the scheduler does not answer, or not to the end, or its workers lack this version of the checker.
    """
    try:
        import distributed  # noqa: PLC0415 -- an extra
    except ImportError as error:
        asked = "--engine dask"
        raise ExtraError(asked, "cluster") from error
    with ExitStack() as held:
        if scheduler is None:
            scheduler = held.enter_context(_of_this_machine(jobs))
        for library in ("distributed", "distributed.client"):
            held.enter_context(_quiet(library))
        try:
            client = held.enter_context(distributed.Client(scheduler, timeout=_ANSWER))
            client.wait_for_workers(1, timeout=_WORKER)
            told = client.run(version, on_error="return")
        except (OSError, TimeoutError, ValueError, TypeError, ImportError) as error:
            # an address that has no meaning is told of in one of many ways
            msg = f"{scheduler}: no scheduler with workers answers there ({error})"
            raise CheckerError(msg) from error
        _demand_one_version(told, scheduler)
        made = _Cluster(client)
        with _a_line_where_it_ends(scheduler):
            yield Workshop(made.each, characters, pack, unpack, partial(_Kept, made))


@contextmanager
def _quiet(library: str) -> Iterator[None]:
    """Have a library keep to itself what is told here in one line."""
    log = logging.getLogger(library)
    before = log.level
    log.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        log.setLevel(before)


@contextmanager
def _of_this_machine(jobs: int) -> Iterator[str]:
    """The address of a scheduler of so many processes, which are ended at once where the block is left by an error."""
    import dask.config  # noqa: PLC0415 -- an extra
    from distributed import LocalCluster  # noqa: PLC0415

    # what it says of workers that end is for who looks after a cluster
    quiet = {"n_workers": jobs, "threads_per_worker": 1, "silence_logs": logging.CRITICAL}
    with (
        # by itself it gives up a worker that is just being started anew when it looks for it
        dask.config.set({"distributed.deploy.lost-worker-timeout": "1 day"}),
        LocalCluster(dashboard_address="127.0.0.1:0", **quiet) as local,
    ):
        try:
            yield local.scheduler_address
        except BaseException:
            # asked to, they would do what they are about first
            for nanny in local.workers.values():
                nanny.close_gracefully()
                if nanny.pid:
                    os.kill(nanny.pid, getattr(signal, "SIGKILL", signal.SIGTERM))
            raise


@contextmanager
def _a_line_where_it_ends(scheduler: str) -> Iterator[None]:
    """Have the end of a scheduler in mid-run told in one line."""
    from distributed.client import ClosedClientError  # noqa: PLC0415 -- an extra
    from distributed.comm import CommClosedError  # noqa: PLC0415

    try:
        yield
    except (CancelledError, ClosedClientError, CommClosedError) as error:
        msg = f"{scheduler}: the scheduler went in mid-run; start it and run the check again"
        raise CheckerError(msg) from error


def _demand_one_version(told: Mapping[str, object], scheduler: str) -> None:
    for address, found in sorted(told.items()):
        if isinstance(found, Exception):
            msg = f"{scheduler}: the worker {address} has no checker of this version, {VERSION} ({found})"
            raise CheckerError(msg)
        if found != VERSION:
            msg = f"{scheduler}: the worker {address} has checker {found}, and this is {VERSION}"
            raise CheckerError(msg)


def version() -> str:
    """The version of the checker on a worker."""
    return VERSION


class _Cluster:
    """The workers of a scheduler."""

    def __init__(self, client: "Client") -> None:
        self.client = client
        self._ahead = _AHEAD * max(1, sum(client.nthreads().values()))
        # what tasks have in common, with its bytes on the cluster
        self._common: dict[int, tuple[Shared[Any], Future]] = {}

    def each(self, step: Callable[[_Task], list[_Done]], tasks: Iterable[_Task]) -> Iterator[list[_Done]]:
        """What comes of the step on each task, in the order of the tasks."""
        return self.in_order(tasks, partial(self.handed_out, step), partial(self._made, step))

    def in_order(
        self,
        given: Iterable[_Given],
        hand_out: Callable[[_Given], _Held],
        made: Callable[[_Given, _Held], _Made],
    ) -> Iterator[_Made]:
        """What is made of each that was handed out; some are handed out before it is asked for."""
        line: deque[tuple[_Given, _Held]] = deque()
        for each in given:
            line.append((each, hand_out(each)))
            if len(line) >= self._ahead:
                yield made(*line.popleft())
        while line:
            yield made(*line.popleft())

    def handed_out(self, step: _Step, task: Task) -> "Future":
        """What will come of a step on a task, packed."""
        order, common = self.order((step, task))
        return self.submit(orders.answer, order, *common)

    def submit(self, function: Callable[..., object], *given: object) -> "Future":
        """What will come of a function on a worker."""
        # two tasks may be equal, and each is to be done: a step is pure for us, and Dask need not know
        return self.client.submit(function, *given, pure=False)

    def order(self, thing: object) -> "tuple[bytes, list[Future]]":
        """The bytes of an order, and what it has in common with others, which is sent to each worker once."""
        common: list[Future] = []

        def place(part: object) -> int | None:
            if not isinstance(part, Shared):
                return None
            if id(part) not in self._common:
                self._common[id(part)] = part, self.submit(bytes, part.packed)
                for oldest in list(self._common)[:-_COMMON]:
                    del self._common[oldest]
            future = self._common[id(part)][1]
            if future not in common:
                common.append(future)
            return common.index(future)

        return packed(thing, place), common

    def _made(self, step: _Step, task: Task, future: "Future") -> list[Any]:
        made = self.tried(future)
        return self.in_parts(step, task) if made is None else made

    def in_parts(self, step: _Step, task: Task) -> list[Any]:
        """What comes of a task that ended workers."""
        # one part after the other: one that ends workers would take its neighbours with it
        made: list[Any] = []
        for part in task.parts():
            tried = self.tried(self.handed_out(step, part))
            made += part.given_up() if tried is None else tried
        return made

    def tried(self, future: "Future") -> list[Any] | None:
        """What came of a task, or None where it ended as many workers as Dask lets it, or one had too little memory."""
        from distributed.scheduler import KilledWorker  # noqa: PLC0415 -- an extra

        try:
            answer: bytes = self._waited_for([future])[0]
        except (KilledWorker, MemoryError):
            return None
        finally:
            future.release()
        return worker.made_of(answer)

    def fetched(self, futures: "Sequence[Future]") -> list[Any]:
        """What stands on the workers.

        Raises:
            CheckerError: making it again ended as many of them as Dask lets it.
        """
        from distributed.scheduler import KilledWorker  # noqa: PLC0415 -- an extra

        try:
            return self._waited_for(futures)
        except KilledWorker as error:
            msg = f"{self._address()}: workers ended over what they keep for others; give them more memory"
            raise CheckerError(msg) from error

    def _waited_for(self, futures: "Sequence[Future]") -> list[Any]:
        from distributed import wait  # noqa: PLC0415 -- an extra

        while True:
            try:
                wait(futures, timeout=_WORKER)
                # what is lost by now is made again, where there is a worker: so long is waited for that, and no longer
                made: list[Any] = self.client.sync(self.client.gather, list(futures), callback_timeout=_WORKER)
            except TimeoutError as error:
                if not self.client.nthreads():
                    msg = f"{self._address()}: its last worker went, and none came in {_WORKER} seconds"
                    raise CheckerError(msg) from error
            except (OSError, ImportError) as error:
                msg = f"{self._address()}: what stands on its workers cannot be had ({error})"
                raise CheckerError(msg) from error
            else:
                return made

    def _address(self) -> str:
        return str(self.client.scheduler.address)


class _Kept:
    """Claims on the workers that made them, or on those that made them again."""

    def __init__(self, cluster: _Cluster) -> None:
        self._cluster = cluster
        # the claims of each task, how many they are, and the documents that tell them
        self._kept: list[tuple[Future, int, list[str]]] = []
        self._here: Lots[Claim] = Lots()
        self._behind: list[Claim] = []

    def take(self, step: Callable[[_Task], list[Any]], tasks: Iterable[_Task]) -> Iterator[list[Any]]:
        """What a step tells of each task, in the order of the tasks; claims are kept that come with it."""

        def hand_out(task: Task) -> "tuple[Future, Future]":
            order, common = self._cluster.order((step, task))
            both = self._cluster.submit(orders.answer_and_keep, order, *common)
            told, kept = (self._cluster.submit(orders.nth, both, which) for which in range(2))
            return told, kept

        def taken(told: "Future", kept: "Future") -> list[Any] | None:
            made = self._cluster.tried(told)
            if made is None:
                return None
            listed, count, documents = made
            self._kept.append((kept, count, documents))
            assert isinstance(listed, list)
            return listed

        def made(task: Task, futures: "tuple[Future, Future]") -> list[Any]:
            found = taken(*futures)
            if found is not None:
                return found
            found = []
            for part in task.parts():
                tried = taken(*hand_out(part))
                found += part.given_up() if tried is None else tried
            return found

        return self._cluster.in_order(tasks, hand_out, made)

    def put(self, claims: Iterable[Claim]) -> None:
        """Keep claims behind all others."""
        self._behind += claims

    def bucketed(
        self, step: Callable[[_Bucket], list[_Done]], sorter: Sorter, buckets: Iterable[_Bucket], count: int
    ) -> Iterator[list[_Done]]:
        """What comes of a step on each of so many buckets, in their order, once their rows are in them."""
        sorted_ = list(self._sorted(sorter, count))

        def hand_out(numbered: tuple[int, _Bucket]) -> "tuple[Future, list[Future]]":
            number, bucket = numbered
            pieces = [self._cluster.submit(orders.nth, each, number) for each in sorted_]
            order, common = self._cluster.order((step, bucket))
            return self._cluster.submit(orders.answer_bucket, order, common, pieces), pieces

        def made(numbered: tuple[int, _Bucket], futures: "tuple[Future, list[Future]]") -> list[Any]:
            future, pieces = futures
            found = self._cluster.tried(future)
            if found is None:
                rows = rows_in(self._cluster.fetched(pieces))
                found = self._cluster.in_parts(step, numbered[1].filled(rows))
            return found

        return self._cluster.in_order(enumerate(islice(buckets, count)), hand_out, made)

    def _sorted(self, sorter: Sorter, count: int) -> "Iterator[Future]":
        """The claims of some tasks after the other, in lots for so many buckets."""
        first = 0
        coming = iter(self._kept)
        while some := list(islice(coming, _SORTED)):
            claims = sum(each for _, each, _ in some)
            documents = chain.from_iterable(told for *_, told in some)
            order, common = self._cluster.order((sorter.among(first, claims, documents), first, count))
            yield self._cluster.submit(orders.sort, order, common, [kept for kept, *_ in some])
            first += claims

    def claims(self) -> Sequence[Claim]:
        """All claims, here; nothing is kept after it but what stands behind them."""
        while self._kept:
            some, self._kept = self._kept[:_FETCHED], self._kept[_FETCHED:]
            for lot, count in chain.from_iterable(self._cluster.fetched([kept for kept, *_ in some])):
                self._here.put(lot, count)
        if self._behind:
            self._here.put(packed_lot(self._behind), len(self._behind))
            self._behind = []
        return self._here
