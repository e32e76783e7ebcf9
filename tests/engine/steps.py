"""Steps that processes other than the tests' own can find, and that do what an article does to them."""

import os
import signal
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

from checker.errors import InputError
from checker.model import Claim
from checker.pipeline.hoard import Kept


@dataclass(frozen=True)
class Numbers:
    """Numbers to be doubled; `deadly` are those that end the process, `once` a folder in which each does so once."""

    numbers: tuple[int, ...]
    deadly: frozenset[int] = frozenset()
    once: Path | None = None

    def parts(self) -> Sequence[Self]:
        return [replace(self, numbers=(number,)) for number in self.numbers]

    def given_up(self) -> list[object]:
        return [f"{number} is deadly" for number in self.numbers]


def double(task: Numbers) -> list[object]:
    made: list[object] = []
    for number in task.numbers:
        _survive(task, number)
        made.append(2 * number)
    return made


def _survive(task: Numbers, number: int) -> None:
    if number in task.deadly and (task.once is None or _first(task.once / str(number))):
        os.kill(os.getpid(), signal.SIGKILL)


def _first(mark: Path) -> bool:
    try:
        mark.touch(exist_ok=False)
    except FileExistsError:
        return False
    return True


def fail(task: Numbers) -> list[object]:
    if task.numbers == (3,):
        path = "three.txt"
        raise InputError(path, "is no even number")
    if task.numbers == (4,):
        msg = "an error of ours"
        raise KeyError(msg)
    return []


def run_short(task: Numbers) -> list[object]:
    if task.deadly.intersection(task.numbers):
        raise MemoryError
    return list(task.numbers)


def tell(task: Numbers) -> list[object]:
    return [(number, os.getpid()) for number in task.numbers]


@dataclass(frozen=True)
class Thirds:
    """Things by turns in one of three buckets, each third one in the first, too."""

    first: int = 0

    def of(self, number: int, _: Claim) -> list[int]:
        return sorted({number % 3, 0 if number % 9 == 2 else number % 3})

    def among(self, first: int, _count: int) -> "Thirds":
        return Thirds(first)


@dataclass(frozen=True)
class Thing:
    """What stands for a claim: it has an id and a document."""

    document: str
    number: int

    @property
    def id(self) -> str:
        return str(self.number)


def keep(task: Numbers) -> list[Kept]:
    for number in task.numbers:
        _survive(task, number)
    return [Kept(number, [Thing(str(number), number)]) for number in task.numbers]  # type: ignore[list-item]


@dataclass(frozen=True)
class Bag:
    """A bucket of things; one that is `deadly` ends each process that weighs more than one of them."""

    bucket: int
    rows: Sequence[tuple[int, Thing, str, str]] = ()
    deadly: bool = False

    def filled(self, rows: Sequence[tuple[int, Thing, str, str]]) -> "Bag":
        return replace(self, rows=rows)

    def parts(self) -> Sequence["Bag"]:
        return [replace(self, rows=(row,)) for row in self.rows]

    def given_up(self) -> list[object]:
        return []


def weigh(task: Bag) -> list[tuple[int, int, str, str]]:
    if task.deadly and len(task.rows) > 1:
        os.kill(os.getpid(), signal.SIGKILL)
    return [(task.bucket, number, origin, head) for number, _, origin, head in task.rows]
