"""Steps that processes other than the tests' own can find, and that do what an article does to them."""

import os
import signal
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

from checker.errors import InputError
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
        if number in task.deadly and (task.once is None or _first(task.once / str(number))):
            os.kill(os.getpid(), signal.SIGKILL)
        made.append(2 * number)
    return made


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
class Thing:
    """What stands for a claim: it has an id and a document."""

    document: str
    number: int

    @property
    def id(self) -> str:
        return str(self.number)


def keep(task: Numbers) -> list[Kept]:
    return [Kept(number, [Thing(str(number), number)]) for number in task.numbers]  # type: ignore[list-item]


@dataclass(frozen=True)
class Bag:
    """A bucket of things."""

    bucket: int
    rows: Sequence[tuple[int, Thing, str, str]] = ()

    def filled(self, rows: Sequence[tuple[int, Thing, str, str]]) -> "Bag":
        return replace(self, rows=rows)

    def parts(self) -> Sequence["Bag"]:
        return [replace(self, rows=(row,)) for row in self.rows]

    def given_up(self) -> list[object]:
        return []


def weigh(task: Bag) -> list[tuple[int, int, str, str]]:
    return [(task.bucket, number, origin, head) for number, _, origin, head in task.rows]
