"""Numbers that many articles hold: those of an article, and who holds a number."""

from collections.abc import Collection, Iterable, Mapping
from typing import Literal

import numpy as np

from checker.model.record import cached_property
from checker.store.ledger import Ledger, Sort

Kind = Literal["u4", "u8"]
_ALL = -1


def bytes_of(numbers: Iterable[int], kind: Kind) -> bytes:
    """The bytes in which numbers are kept; equal sets have equal bytes."""
    return np.array(sorted(numbers), dtype=f"<{kind}").tobytes()


def numbers_in(data: bytes, kind: Kind) -> set[int]:
    """The numbers that `bytes_of` made the bytes of."""
    return set(np.frombuffer(data, dtype=f"<{kind}").tolist())


class Packed:
    """The numbers of a sort that articles hold, each article told by a number of its own.

    They are asked of the ledger as they are wanted. `beside` are those of articles that it does not tell of as holders.
    Whoever asks only whether more than so many hold a number says so (`most`), and tells of how many articles with a
    number it may ask without them (`spare`): of what more hold not all are told.
    """

    def __init__(
        self,
        ledger: Ledger,
        sort: Sort,
        beside: Mapping[int, bytes] | None = None,
        most: int | None = None,
        spare: Mapping[int, int] | None = None,
    ) -> None:
        self._ledger = ledger
        self._sort = sort
        self._kind: Kind = sort.value[2]
        self._most = most
        self._spare = spare or {}
        self._given = beside or {}
        self._data: dict[int, bytes] = dict(self._given)
        self._known: dict[int, list[int]] = {}

    def of(self, owner: int) -> set[int]:
        """The numbers of an article."""
        return numbers_in(self.data(owner), self._kind)

    def size(self, owner: int) -> int:
        """How many numbers an article holds."""
        return len(self.data(owner)) // int(self._kind[1])

    def data(self, owner: int) -> bytes:
        """The numbers of an article as they are kept."""
        found = self._data.get(owner)
        if found is None:
            found = self._data[owner] = self._ledger.held(self._sort, owner) or b""
        return found

    def among(self, wanted: Iterable[int], without: Collection[int] = ()) -> "Holders":
        """Who holds each of these numbers, those left out that are `without`."""
        listed = list(wanted)
        self._ask(listed)
        found: dict[int, list[int]] = {}
        left_out = frozenset(without)
        for number in listed:
            held = self._known[number]
            if not left_out.isdisjoint(held):
                held = [owner for owner in held if owner not in left_out]
            if held:
                found[number] = held
        return Holders(found)

    def _ask(self, numbers: Iterable[int]) -> None:
        """Learn who holds these numbers."""
        asked: dict[int, list[int]] = {}
        for number in numbers:
            if number not in self._known:
                most = _ALL if self._most is None else self._most + 1 + self._spare.get(number, 0)
                asked.setdefault(most, []).append(number)
        for most, listed in asked.items():
            for number, held in self._ledger.holders(self._sort, listed, most).items():
                self._known[number] = held + self._beside.get(number, [])

    @cached_property
    def _beside(self) -> dict[int, list[int]]:
        """Who of the articles that the ledger does not tell of holds each number."""
        found: dict[int, list[int]] = {}
        for owner, data in self._given.items():
            for number in numbers_in(data, self._kind):
                found.setdefault(number, []).append(owner)
        return found


class Holders:
    """Articles by the numbers that they hold."""

    def __init__(self, found: Mapping[int, list[int]]) -> None:
        self._found = found

    def count(self, number: int) -> int:
        """How many articles hold a number."""
        return len(self._found.get(number, ()))

    def of(self, number: int) -> list[int]:
        """The articles that hold a number."""
        return self._found.get(number, [])

    def of_more_than(self, many: int) -> list[int]:
        """The numbers that more articles hold than so many."""
        return [number for number, held in self._found.items() if len(held) > many]

    def all(self) -> set[int]:
        """The articles that hold any."""
        return set[int]().union(*self._found.values())
