"""Numbers of many articles, packed one behind the other, so that all are looked through at once."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Literal

import numpy as np
import numpy.typing as npt

Kind = Literal["u4", "u8"]
# numbers that are told apart by their last bits before they are looked for one by one
_BITS = 22


def bytes_of(numbers: Iterable[int], kind: Kind) -> bytes:
    """The bytes in which numbers are kept; equal sets have equal bytes."""
    return np.array(sorted(numbers), dtype=f"<{kind}").tobytes()


def numbers_in(data: bytes, kind: Kind) -> set[int]:
    """The numbers that `bytes_of` made the bytes of."""
    return set(np.frombuffer(data, dtype=f"<{kind}").tolist())


class Packed:
    """The numbers of articles, each article told by a number of its own."""

    def __init__(self, rows: Iterable[tuple[int, bytes]], kind: Kind) -> None:
        listed = list(rows)
        size = int(kind[1])
        self._kind = kind
        self._data = {serial: data for serial, data in listed}
        self._values = np.frombuffer(b"".join([data for _, data in listed]), dtype=f"<{kind}")
        lengths = [len(data) // size for _, data in listed]
        self._owners = np.repeat(np.array([serial for serial, _ in listed], dtype="i8"), lengths)

    def of(self, owner: int) -> set[int]:
        """The numbers of an article."""
        return numbers_in(self._data[owner], self._kind)

    def holders(self, wanted: Collection[int]) -> Mapping[int, list[int]]:
        """The articles that hold each of these numbers."""
        found: defaultdict[int, list[int]] = defaultdict(list)
        values, owners = self._among(wanted)
        for value, owner in zip(values.tolist(), owners.tolist(), strict=True):
            found[value].append(owner)
        return found

    def any_of(self, wanted: Collection[int]) -> set[int]:
        """The articles that hold any of these numbers."""
        return set(self._among(wanted)[1].tolist())

    def _among(self, wanted: Collection[int]) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.int64]]:
        sought = np.array(sorted(wanted), dtype=f"<{self._kind}")
        if not len(sought) or not len(self._values):
            return self._values[:0], self._owners[:0]
        mask = self._values.dtype.type((1 << _BITS) - 1)
        # numbers with a bit that tells something in their last ones are looked for by others
        shift = self._values.dtype.type(3)
        maybe = np.zeros(1 << _BITS, dtype=bool)
        maybe[(sought >> shift) & mask] = True
        at = np.flatnonzero(maybe[(self._values >> shift) & mask])
        values = self._values[at]
        place = np.minimum(np.searchsorted(sought, values), len(sought) - 1)
        kept = sought[place] == values
        return values[kept], self._owners[at[kept]]
