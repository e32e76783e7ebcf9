"""Where the claims of a folder wait: each is asked for by number, and all are sorted into buckets when they meet."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple, Protocol, Self, TypeVar

from checker.model import Claim
from checker.model.record import dataclass
from checker.pipeline.workshop import Each, Task
from checker.store.shelf import HELD, File, Shelf

# claims of a run, and things said of them, that are held as they are: some tens of megabytes, and of fewer nothing is
# packed
ROOM = 1 << 13
# the number of a claim, the claim, the origin of its document and the first document of its group
Row = tuple[int, Claim, str, str]


class Kept(NamedTuple):
    """What a step tells, and the claims that it leaves to be kept."""

    told: object
    claims: Sequence[Claim]


class Bucket(Task, Protocol):
    """A task that is done to the rows of a bucket; they are put in where they are."""

    def filled(self, rows: Sequence[Row]) -> Self:
        """The task with its rows."""
        ...


_Task = TypeVar("_Task", bound=Task)
_Bucket = TypeVar("_Bucket", bound=Bucket)
_Done = TypeVar("_Done")


class Places(Protocol):
    """The buckets of claims."""

    def of(self, number: int, claim: Claim) -> Iterable[int]:
        """The buckets of a claim, each once."""
        ...

    def among(self, first: int, count: int) -> Self:
        """What is to be known for so many claims, from the first on."""
        ...


@dataclass(frozen=True, slots=True)
class Sorter:
    """Sorts claims into buckets; `origins` and `heads` are the origins of documents, and the first of their groups."""

    places: Places
    origins: Mapping[str, str]
    heads: Mapping[str, str]

    def rows(self, first: int, claims: Iterable[Claim]) -> Iterator[tuple[int, Row]]:
        """The rows of claims, which are numbered from `first` on, each with its bucket."""
        for number, claim in enumerate(claims, first):
            for bucket in self.places.of(number, claim):
                yield bucket, (number, claim, self.origins[claim.document], self.heads[claim.document])

    def among(self, first: int, count: int, documents: Iterable[str]) -> "Sorter":
        """What is to be known for so many claims, from the first on, which these documents tell."""
        listed = list(documents)
        return Sorter(
            self.places.among(first, count),
            {document: self.origins[document] for document in listed},
            {document: self.heads[document] for document in listed},
        )


class Hoard(Protocol):
    """Claims where they are kept, in the order in which they were put there."""

    def take(self, step: Callable[[_Task], list[Any]], tasks: Iterable[_Task]) -> Iterator[list[Any]]:
        """What a step tells of each task, in the order of the tasks; claims are kept that come with it, see `Kept`."""
        ...

    def put(self, claims: Iterable[Claim]) -> None:
        """Keep claims behind all others."""
        ...

    def bucketed(
        self, step: Callable[[_Bucket], list[_Done]], sorter: Sorter, buckets: Iterable[_Bucket], count: int
    ) -> Iterator[list[_Done]]:
        """What comes of a step on each of so many buckets, in their order, once their rows are in them.

        The rows of a bucket are in the order of the claims' numbers.
        """
        ...

    def claims(self) -> Sequence[Claim]:
        """All claims, here; nothing is kept after it but what stands behind them."""
        ...


class Held:
    """Claims on a shelf of this process, which has room for so many before any are put into a file."""

    def __init__(self, each: Each = map, room: int = HELD) -> None:
        self._each = each
        self._room = room
        self._claims: Shelf[Claim] = Shelf(lot=32, held=room)

    def take(self, step: Callable[[_Task], list[Any]], tasks: Iterable[_Task]) -> Iterator[list[Any]]:
        """What a step tells of each task, in the order of the tasks; claims are kept that come with it, see `Kept`."""
        for made in self._each(step, tasks):
            told, claims = parted(made)
            self.put(claims)
            yield told

    def put(self, claims: Iterable[Claim]) -> None:
        """Keep claims behind all others."""
        for claim in claims:
            self._claims.append(claim)

    def bucketed(
        self, step: Callable[[_Bucket], list[_Done]], sorter: Sorter, buckets: Iterable[_Bucket], count: int
    ) -> Iterator[list[_Done]]:
        """What comes of a step on each of so many buckets, in their order, once their rows are in them."""
        file = File()
        shelves: list[Shelf[Row]] = [Shelf(lot=32, held=4 * self._room // count, file=file) for _ in range(count)]
        for bucket, row in sorter.rows(0, self._claims):
            shelves[bucket].append(row)

        def filled() -> Iterator[_Bucket]:
            for number, bucket in enumerate(islice(buckets, count)):
                rows, shelves[number] = shelves[number], Shelf()
                yield bucket.filled(tuple(rows))

        yield from self._each(step, filled())

    def claims(self) -> Sequence[Claim]:
        """All claims."""
        return self._claims


def parted(made: Iterable[object]) -> tuple[list[object], list[Claim]]:
    """What is told, and all claims that are to be kept."""
    told: list[object] = []
    claims: list[Claim] = []
    for each in made:
        if isinstance(each, Kept):
            claims += each.claims
        told.append(each.told if isinstance(each, Kept) else each)
    return told, claims


def rows_of(buckets: Iterable[tuple[int, Row]], count: int) -> list[list[Row]]:
    """The rows of each of so many buckets."""
    made: list[list[Row]] = [[] for _ in range(count)]
    for bucket, row in buckets:
        made[bucket].append(row)
    return made
