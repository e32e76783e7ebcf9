"""Sequences too long to be held: what is put on a shelf goes into a file of this process alone, but for the last of it.

The file is made where the system keeps temporary ones (TMPDIR), has no name there, and goes with the shelf.
"""

import zlib
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise
from tempfile import SpooledTemporaryFile
from threading import Lock
from typing import Any, TypeVar, overload

from checker.errors import CheckerError
from checker.store.crossing import packed, unpacked

_Item = TypeVar("_Item")

# things that a shelf holds as they are: with fewer nothing is packed
HELD = 256
# bytes that are held before a file is made
_BYTES = 1 << 20
# lots that stay unpacked since they were asked for last
_NEAR = 4
# zlib's quickest
_LEVEL = 1


class Items(Sequence[_Item]):
    """A sequence that is equal to any other of equal things, and is a tuple for whoever copies it."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence) or isinstance(other, (str, bytes)):
            return NotImplemented
        return len(self) == len(other) and all(mine == yours for mine, yours in zip(self, other, strict=True))

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __reduce__(self) -> tuple[type[tuple[Any, ...]], tuple[list[_Item]]]:
        return tuple, (list(self),)

    def __repr__(self) -> str:
        return repr(tuple(self))

    @overload
    def __getitem__(self, at: int) -> _Item: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[_Item]: ...
    def __getitem__(self, at: int | slice) -> _Item | Sequence[_Item]:
        if isinstance(at, slice):
            return tuple([self.at(place) for place in range(*at.indices(len(self)))])
        if not -len(self) <= at < len(self):
            msg = f"there is nothing at {at}"
            raise IndexError(msg)
        return self.at(at % len(self))

    def at(self, place: int) -> _Item:
        """What stands at a place, which is there."""
        raise NotImplementedError


class File:
    """A file of this process alone, which several shelves may share; there is none before it is needed."""

    __slots__ = ("_end", "_file", "_lock")

    def __init__(self) -> None:
        self._file: SpooledTemporaryFile[bytes] | None = None
        self._end = 0
        self._lock = Lock()

    def put(self, data: bytes) -> int:
        """The place of the data that are put at the end.

        Raises:
            CheckerError: there is no room for temporary files.
        """
        with self._lock:
            start = self._end
            try:
                if self._file is None:
                    self._file = SpooledTemporaryFile(max_size=_BYTES)  # noqa: SIM115 -- it goes with its shelves
                self._file.seek(start)
                self._file.write(data)
            except OSError as error:
                msg = f"temporary files cannot be written ({error.strerror}); TMPDIR names another folder for them"
                raise CheckerError(msg) from error
            self._end += len(data)
        return start

    def get(self, start: int, length: int) -> bytes:
        """What was put at a place.

        Raises:
            CheckerError: it cannot be read any more.
        """
        assert self._file is not None
        with self._lock:
            try:
                self._file.seek(start)
                return self._file.read(length)
            except OSError as error:
                msg = f"temporary files cannot be read ({error.strerror})"
                raise CheckerError(msg) from error


class Shelf(Items[_Item]):
    """Things in the order in which they were put there, packed in lots: in small ones what is asked for one by one.

    `held` are as many as it holds as they are: of fewer nothing is packed.

    >>> shelf = Shelf(range(1000), lot=3)
    >>> len(shelf), shelf[0], shelf[998], shelf == range(1000)
    (1000, 0, 998, True)
    """

    __slots__ = ("_file", "_held", "_lengths", "_lot", "_near", "_open", "_places")

    def __init__(
        self, things: Iterable[_Item] = (), lot: int = 16, held: int | None = None, file: File | None = None
    ) -> None:
        self._lot = lot
        self._held = max(lot, HELD if held is None else held)
        self._open: list[_Item] = []
        self._places = array("Q")
        self._lengths = array("Q")
        self._near: dict[int, list[_Item]] = {}
        self._file = file or File()
        for each in things:
            self.append(each)

    def append(self, thing: _Item) -> None:
        """Put something behind the others.

        Raises:
            CheckerError: there is no room for temporary files.
        """
        self._open.append(thing)
        if len(self._open) >= 2 * self._held:
            self._pack(self._held // self._lot)

    def __len__(self) -> int:
        return self._lot * len(self._places) + len(self._open)

    def __iter__(self) -> Iterator[_Item]:
        return chain(chain.from_iterable(map(self._read, range(len(self._places)))), self._open)

    def at(self, place: int) -> _Item:
        """What stands at a place, which is there."""
        lot, rest = divmod(place, self._lot)
        behind = lot - len(self._places)
        if behind >= 0:
            return self._open[behind * self._lot + rest]
        near = self._near.pop(lot, None) or self._read(lot)
        self._near[lot] = near
        if len(self._near) > _NEAR:
            del self._near[next(iter(self._near))]
        return near[rest]

    def _pack(self, lots: int) -> None:
        """Pack the first of what is held, so many lots."""
        for lot in range(lots):
            data = packed_lot(self._open[lot * self._lot : (lot + 1) * self._lot])
            self._places.append(self._file.put(data))
            self._lengths.append(len(data))
        del self._open[: lots * self._lot]

    def _read(self, lot: int) -> list[_Item]:
        made: list[_Item] = unpacked_lot(self._file.get(self._places[lot], self._lengths[lot]))
        return made


class Lots(Items[_Item]):
    """Things that come packed in lots, which stay as they are until they are asked for.

    >>> lots = Lots()
    >>> lots.put(packed_lot("abc"), 3)
    >>> lots.put(packed_lot("de"), 2)
    >>> lots, lots[2:4]
    (('a', 'b', 'c', 'd', 'e'), ('c', 'd'))
    """

    __slots__ = ("_count", "_file", "_firsts", "_lengths", "_near", "_places")

    def __init__(self, file: File | None = None) -> None:
        self._file = file or File()
        self._places = array("Q")
        self._lengths = array("Q")
        self._firsts = array("Q")
        self._count = 0
        self._near: tuple[int, list[_Item]] = (-1, [])

    def put(self, data: bytes, count: int) -> None:
        """Put a lot of so many things behind the others.

        Raises:
            CheckerError: there is no room for temporary files.
        """
        self._firsts.append(self._count)
        self._places.append(self._file.put(data))
        self._lengths.append(len(data))
        self._count += count

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[_Item]:
        return chain.from_iterable(map(self._read, range(len(self._places))))

    def at(self, place: int) -> _Item:
        """What stands at a place, which is there."""
        lot = bisect_right(self._firsts, place) - 1
        if self._near[0] != lot:
            self._near = lot, self._read(lot)
        return self._near[1][place - self._firsts[lot]]

    def lots(self) -> Iterator[tuple[bytes, int]]:
        """The lots as they came."""
        for lot, (first, end) in enumerate(pairwise([*self._firsts, self._count])):
            yield self._file.get(self._places[lot], self._lengths[lot]), end - first

    def _read(self, lot: int) -> list[_Item]:
        made: list[_Item] = unpacked_lot(self._file.get(self._places[lot], self._lengths[lot]))
        return made


def packed_lot(things: Sequence[object]) -> bytes:
    """The bytes of some things."""
    return zlib.compress(packed(list(things)), _LEVEL)


def unpacked_lot(data: bytes) -> Any:
    """The things that `packed_lot` made the bytes of."""
    return unpacked(zlib.decompress(data))


class Picked(Items[_Item]):
    """Some things of a sequence, by their places in it, in another order.

    >>> Picked("abcd", [3, 0])
    ('d', 'a')
    """

    __slots__ = ("_places", "_things")

    def __init__(self, things: Sequence[_Item], places: Iterable[int]) -> None:
        self._things = things
        self._places = array("Q", places)

    def __len__(self) -> int:
        return len(self._places)

    def __iter__(self) -> Iterator[_Item]:
        return map(self._things.__getitem__, self._places)

    def at(self, place: int) -> _Item:
        """What stands at a place, which is there."""
        return self._things[self._places[place]]


class Parcel(Items[_Item]):
    """Things that go from process to process and onto shelves as bytes, and stay so until they are asked for.

    >>> parcel = unpacked_lot(packed_lot([Parcel("abc")]))[0]
    >>> len(parcel), parcel[1], parcel
    (3, 'b', ('a', 'b', 'c'))
    """

    __slots__ = ("_data", "_length", "_things")

    def __init__(self, things: Sequence[_Item] = (), data: bytes = b"", length: int = 0) -> None:
        self._things = things
        self._data = data
        self._length = length or len(things)

    def __reduce__(self) -> Any:
        data = self._data or packed(list(self._things))
        return type(self), ((), data, self._length)

    def __len__(self) -> int:
        return self._length

    def __iter__(self) -> Iterator[_Item]:
        return iter(self._opened())

    def at(self, place: int) -> _Item:
        """What stands at a place, which is there."""
        return self._opened()[place]

    def _opened(self) -> Sequence[_Item]:
        if not self._things and self._length:
            self._things = unpacked(self._data)
        return self._things


class Part(Items[_Item]):
    """One of the sequences on a shelf, which is asked for when it is looked into."""

    __slots__ = ("_length", "_place", "_shelf")

    def __init__(self, shelf: Shelf[Sequence[_Item]], place: int, length: int) -> None:
        self._shelf = shelf
        self._place = place
        self._length = length

    def __len__(self) -> int:
        return self._length

    def __iter__(self) -> Iterator[_Item]:
        return iter(self._shelf.at(self._place))

    def at(self, place: int) -> _Item:
        """What stands at a place, which is there."""
        return self._shelf.at(self._place)[place]
