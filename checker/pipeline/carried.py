"""Claims of many processes: packed where they are made, and unpacked only where they are sorted, judged or told of."""

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Any, Self, TypeVar

from checker.model import Claim
from checker.model.record import dataclass, replace
from checker.pipeline.hoard import Bucket, Kept, Row, Sorter, parted, rows_of
from checker.pipeline.workshop import Each, Needed, Task, in_lots
from checker.store.shelf import File, Lots, packed_lot, unpacked_lot

# claims that are packed in one go
_LOT = 32
# the fewest and the most claims that are sorted in one go, and the tasks that are as good as many where there are more
_FEW, _MOST, _TASKS = 500, 10_000, 32

_Task = TypeVar("_Task", bound=Task)
_Bucket = TypeVar("_Bucket", bound=Bucket)
_Done = TypeVar("_Done")
_Step = Callable[[Any], list[Any]]
# claims in bytes, and how many they are
Lot = tuple[bytes, int]


@dataclass(frozen=True, slots=True)
class Packed:
    """What a step tells, and the claims that it leaves to be kept, in lots, with the documents that tell them."""

    told: list[Any]
    lots: list[Lot]
    documents: list[str]


def packed_apart(made: Iterable[object]) -> Packed:
    """What a step made, its claims packed."""
    told, claims = parted(made)
    lots = [claims[first : first + _LOT] for first in range(0, len(claims), _LOT)]
    documents = sorted({claim.document for claim in claims})
    return Packed(told, [(packed_lot(lot), len(lot)) for lot in lots], documents)


def rows_in(pieces: Iterable[bytes]) -> tuple[Row, ...]:
    """The rows of a bucket, which come in pieces."""
    return tuple(chain.from_iterable(map(unpacked_lot, pieces)))


@dataclass(frozen=True, slots=True)
class _Keeping:
    """A task whose claims are kept."""

    step: _Step
    task: Task

    def parts(self) -> Sequence[Self]:
        """A task for each part of it."""
        return [replace(self, task=part) for part in self.task.parts()]

    def given_up(self) -> list[object]:
        """What stands for it, without claims."""
        return [Packed(self.task.given_up(), [], [])]


def _keep(task: _Keeping) -> list[Packed]:
    return [packed_apart(task.step(task.task))]


@dataclass(frozen=True, slots=True)
class _Sorting(Needed):
    """Claims to be sorted into so many buckets; they are numbered from `first` on."""

    sorter: Sorter
    first: int
    lots: Sequence[bytes]
    buckets: int

    def work(self) -> str:
        """What the task does."""
        return f"sorting {len(self.lots) * _LOT:,} claims"


def _sort(task: _Sorting) -> list[list[Lot]]:
    claims = chain.from_iterable(map(unpacked_lot, task.lots))
    buckets = rows_of(task.sorter.rows(task.first, claims), task.buckets)
    return [[(packed_lot(rows), len(rows)) for rows in buckets]]


@dataclass(frozen=True, slots=True)
class _Filling:
    """A step, and a bucket whose rows are in these pieces."""

    step: _Step
    bucket: Bucket
    pieces: Sequence[bytes]

    def filled(self) -> Bucket:
        """The bucket with its rows."""
        return self.bucket.filled(rows_in(self.pieces)) if self.pieces else self.bucket

    def parts(self) -> Sequence[Self]:
        """A task for each part of the bucket."""
        return [replace(self, bucket=part, pieces=()) for part in self.filled().parts()]

    def given_up(self) -> list[object]:
        """What stands for the bucket."""
        return self.filled().given_up()


def _fill(task: _Filling) -> list[Any]:
    return task.step(task.filled())


class Carried:
    """Claims as they came from the processes that made them; `each` is what runs a step in these."""

    def __init__(self, each: Each) -> None:
        self._each = each
        self._lots: Lots[Claim] = Lots()
        self._behind: list[Claim] = []
        # the documents that tell the claims of each task
        self._documents: list[list[str]] = []
        # for each lot, which task left it
        self._tasks = array("I")

    def take(self, step: Callable[[_Task], list[Any]], tasks: Iterable[_Task]) -> Iterator[list[Any]]:
        """What a step tells of each task, in the order of the tasks; claims are kept that come with it."""
        for made in self._each(_keep, (_Keeping(step, task) for task in tasks)):
            for each in made:
                self._put(each.lots, each.documents)
            yield [told for each in made for told in each.told]

    def put(self, claims: Iterable[Claim]) -> None:
        """Keep claims behind all others."""
        self._behind += claims

    def bucketed(
        self, step: Callable[[_Bucket], list[_Done]], sorter: Sorter, buckets: Iterable[_Bucket], count: int
    ) -> Iterator[list[_Done]]:
        """What comes of a step on each of so many buckets, in their order, once their rows are in them."""
        pieces = self._sorted(sorter, count)

        def filled() -> Iterator[_Filling]:
            for number, bucket in enumerate(islice(buckets, count)):
                rows, pieces[number] = pieces[number], Lots()
                yield _Filling(step, bucket, [lot for lot, _ in rows.lots()])

        yield from self._each(_fill, filled())

    def _sorted(self, sorter: Sorter, count: int) -> list[Lots[Row]]:
        """The rows of each of so many buckets, as they are packed."""
        file = File()
        pieces: list[Lots[Row]] = [Lots(file) for _ in range(count)]
        for made in chain.from_iterable(self._each(_sort, self._sortings(sorter, count))):
            for kept, (rows, length) in zip(pieces, made, strict=True):
                if length:
                    kept.put(rows, length)
        return pieces

    def _sortings(self, sorter: Sorter, count: int) -> Iterator[_Sorting]:
        """The claims in tasks to be sorted."""
        most = min(max(len(self.claims()) // _TASKS, _FEW), _MOST)
        first = 0
        for some in in_lots(zip(self._tasks, self._lots.lots(), strict=True), lambda each: each[1][1], most):
            lots = [lot for _, (lot, _) in some]
            held = sum(length for _, (_, length) in some)
            documents = {document for task in {task for task, _ in some} for document in self._documents[task]}
            yield _Sorting(sorter.among(first, held, documents), first, lots, count)
            first += held

    def claims(self) -> Sequence[Claim]:
        """All claims; nothing is kept after it but what stands behind them."""
        if self._behind:
            packed = packed_apart([Kept(None, self._behind)])
            self._put(packed.lots, packed.documents)
            self._behind = []
        return self._lots

    def _put(self, lots: Iterable[Lot], documents: list[str]) -> None:
        for lot, count in lots:
            self._lots.put(lot, count)
            self._tasks.append(len(self._documents))
        self._documents.append(documents)
