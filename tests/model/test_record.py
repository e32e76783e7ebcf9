"""Dataclasses that are quick to make do what those of the standard library do."""

import copy
import dataclasses
import pickle
from collections.abc import Callable
from typing import Any

import pytest

from checker.model import record


def classes(dataclass: Callable[..., Any]) -> tuple[Any, ...]:
    @dataclass(frozen=True, slots=True)
    class Place:
        at: int
        name: str = ""
        note: str = dataclasses.field(default="", repr=False, compare=False)
        seen: list[int] = dataclasses.field(default_factory=list, hash=False)

    @dataclass(frozen=True)
    class Loose:
        inner: Any

    @dataclass(slots=True)
    class Open:
        at: int = 0

    @dataclass(frozen=True, slots=True, order=True)
    class Sorted:
        at: int

    @dataclass(frozen=True, slots=True, eq=False)
    class Single:
        at: int

    @dataclass(frozen=True, slots=True, repr=False)
    class Named:
        at: int

        def __repr__(self) -> str:
            return "named"

    return Place, Loose, Open, Sorted, Single, Named


def told(dataclass: Callable[..., Any]) -> list[object]:
    place, loose, open_, sorted_, single, named = classes(dataclass)
    return [
        place(1, "a") == place(1, "a", "b"),
        place(1, "a") != place(1, "a"),
        place(1) == place(1, seen=[2]),
        place(1) == loose(1),
        loose(place(1)) == loose(place(1)),
        loose(float("nan")) == loose(float("nan")),
        hash(place(1, "a")) == hash(place(1, "a", "b", [1])),
        len({place(1), place(1), place(2)}),
        hash(place(1, "a")) == hash((1, "a")),
        repr(place(1, "a", "b")),
        repr(loose(loose([open_()]))),
        open_.__hash__,
        open_(1) == open_(1),
        sorted([sorted_(2), sorted_(1)]) == [sorted_(1), sorted_(2)],
        single(1) == single(1),
        repr(single(1)),
        named(1) == named(1),
        repr(named(1)),
        hash(named(1)) == hash(named(1)),
        [field.name for field in dataclasses.fields(place)],
        copy.copy(place(1, "a")) == place(1, "a"),
        place.__match_args__,
    ]


def test_equality_hash_and_what_is_shown_are_those_of_the_standard_library() -> None:
    assert told(record.dataclass) == told(dataclasses.dataclass)


def test_what_has_no_hash_has_none() -> None:
    with pytest.raises(TypeError, match="unhashable"):
        hash(classes(record.dataclass)[2]())


def test_one_class_inherits_from_another() -> None:
    def made(dataclass: Callable[..., Any]) -> list[object]:
        @dataclass(frozen=True)
        class Base:
            at: int

        @dataclass(frozen=True)
        class Child(Base):
            name: str = ""

        class Plain(Base):
            pass

        return [
            Child(1, "a") == Child(1, "a"),
            Child(1, "a") == Child(1, "b"),
            Base(1) == Child(1),
            Plain(1) == Plain(1),
            Plain(1) == Base(1),
            repr(Child(1)),
            repr(Plain(1)),
            hash(Child(1, "a")) == hash(Child(1, "a")),
        ]

    assert made(record.dataclass) == made(dataclasses.dataclass)


@record.dataclass(frozen=True, slots=True)
class Sent:
    at: int
    to: tuple[int, ...] = ()


def test_one_is_sent_to_another_process() -> None:
    assert pickle.loads(pickle.dumps(Sent(1, (2,)))) == Sent(1, (2,))


def test_changing_one_field_leaves_the_others() -> None:
    assert record.replace(Sent(1, (2,)), at=3) == Sent(3, (2,))
