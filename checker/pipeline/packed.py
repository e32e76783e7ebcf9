"""Numbers of many articles, packed one behind the other, so that all are looked through at once."""

from collections.abc import Collection, Iterable
from typing import Literal

import numpy as np
import numpy.typing as npt

Kind = Literal["u4", "u8"]
# numbers that are told apart by their last bits before they are looked for one by one
_BITS = 22
# the last ones of all tell something else: what a name tells, or that a shingle is in a sample
_SHIFT = 3

_Values = npt.NDArray[np.uint32] | npt.NDArray[np.uint64]


def bytes_of(numbers: Iterable[int], kind: Kind) -> bytes:
    """The bytes in which numbers are kept; equal sets have equal bytes."""
    return np.array(sorted(numbers), dtype=f"<{kind}").tobytes()


def numbers_in(data: bytes, kind: Kind) -> set[int]:
    """The numbers that `bytes_of` made the bytes of."""
    return set(np.frombuffer(data, dtype=f"<{kind}").tolist())


class Packed:
    """The numbers of articles, each article told by a number of its own."""

    def __init__(self, rows: Iterable[tuple[int, bytes]], kind: Kind) -> None:
        self._data = dict(rows)
        self._kind = kind
        self._values: _Values = np.frombuffer(b"".join(self._data.values()), dtype=f"<{kind}")
        lengths = [len(data) // int(kind[1]) for data in self._data.values()]
        self._owners = np.repeat(np.array(list(self._data), dtype="i8"), lengths)

    def of(self, owner: int) -> set[int]:
        """The numbers of an article."""
        return numbers_in(self._data[owner], self._kind)

    def size(self, owner: int) -> int:
        """How many numbers an article holds."""
        return len(self._data[owner]) // int(self._kind[1])

    def is_same(self, one: int, other: int) -> bool:
        """Whether two articles hold the very same numbers."""
        return self._data[one] == self._data[other]

    def among(self, wanted: Collection[int], without: Collection[int] = ()) -> "Holders":
        """Who holds each of these numbers, those left out that are `without`."""
        sought: _Values = np.array(sorted(wanted), dtype=f"<{self._kind}")
        if not len(sought) or not len(self._values):
            return Holders(sought[:0], self._owners[:0])
        mask, shift = self._values.dtype.type((1 << _BITS) - 1), self._values.dtype.type(_SHIFT)
        maybe = np.zeros(1 << _BITS, dtype=bool)
        maybe[(sought >> shift) & mask] = True
        at = np.flatnonzero(maybe[(self._values >> shift) & mask])
        values = self._values[at]
        place = np.minimum(np.searchsorted(sought, values), len(sought) - 1)
        kept = sought[place] == values
        if without:
            kept &= ~np.isin(self._owners[at], np.array(list(without), dtype="i8"))
        return Holders(values[kept], self._owners[at[kept]])


class Holders:
    """Articles by the numbers that they hold."""

    def __init__(self, values: _Values, owners: npt.NDArray[np.int64]) -> None:
        order = np.argsort(values, kind="stable")
        self._owners = owners[order]
        found, starts, counts = np.unique(values[order], return_index=True, return_counts=True)
        self._starts = dict(zip(found.tolist(), starts.tolist(), strict=True))
        self._counts = dict(zip(found.tolist(), counts.tolist(), strict=True))

    def count(self, number: int) -> int:
        """How many articles hold a number."""
        found: int = self._counts.get(number, 0)
        return found

    def of(self, number: int) -> list[int]:
        """The articles that hold a number."""
        start = self._starts.get(number, 0)
        found: list[int] = self._owners[start : start + self.count(number)].tolist()
        return found

    def all(self) -> set[int]:
        """The articles that hold any."""
        return set(self._owners.tolist())
