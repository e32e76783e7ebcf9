"""What a worker of a cluster is ordered to do. Orders and answers are bytes; `common` is what orders share."""

from collections.abc import Sequence
from itertools import chain
from typing import Any

from checker.engine.worker import Failed, done
from checker.pipeline.carried import packed_apart, rows_in
from checker.pipeline.hoard import rows_of
from checker.pipeline.workshop import received
from checker.store.crossing import packed, unpacked
from checker.store.shelf import packed_lot, unpacked_lot


def answer(order: bytes, *common: bytes) -> bytes:
    """What came of a step and a task."""
    return packed(done(*_ordered(order, common)))


def answer_and_keep(order: bytes, *common: bytes) -> tuple[bytes, list[tuple[bytes, int]]]:
    """What a step tells of a task, with the number of its claims and their documents; and the claims, in lots."""
    made = done(*_ordered(order, common))
    if isinstance(made, Failed):
        return packed(made), []
    apart = packed_apart(made)
    return packed([apart.told, sum(count for _, count in apart.lots), apart.documents]), apart.lots


def nth(things: Sequence[object], number: int) -> object:
    """One of several things that were made in one go."""
    return things[number]


def sort(order: bytes, common: Sequence[bytes], kept: Sequence[Sequence[tuple[bytes, int]]]) -> list[bytes]:
    """The rows of claims that were kept, for each of so many buckets."""
    sorter, first, count = _ordered(order, common)
    claims = chain.from_iterable(unpacked_lot(lot) for lots in kept for lot, _ in lots)
    return [packed_lot(rows) for rows in rows_of(sorter.rows(first, claims), count)]


def answer_bucket(order: bytes, common: Sequence[bytes], pieces: Sequence[bytes]) -> bytes:
    """What came of a step and a bucket, of which these are the rows."""
    step, bucket = _ordered(order, common)
    return packed(done(step, bucket.filled(rows_in(pieces))))


def _ordered(order: bytes, common: Sequence[bytes]) -> Any:
    return unpacked(order, list(map(received, common)))
