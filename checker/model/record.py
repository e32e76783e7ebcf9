"""Dataclasses whose fields nobody sets again, made and changed as fast as plain ones."""

import dataclasses
from collections.abc import Callable
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass, replace
    from functools import cached_property
else:

    def dataclass(cls: type | None = None, /, *, frozen: bool = False, eq: bool = True, **options: Any) -> Any:
        """`dataclasses.dataclass`, where `frozen` is kept by the type checker alone.

        A frozen one takes five times as long to make, and a text is made of thousands. Equality, hash and what is shown
        are the same; they are written when they are first asked for, since for most classes nobody asks, and writing
        them takes most of the time that a class takes.

        >>> @dataclass(frozen=True, slots=True)
        ... class Place:
        ...     at: int
        >>> Place(3) == Place(3), hash(Place(3)) == hash(Place(3)), replace(Place(3), at=4)
        (True, True, Place(at=4))
        """

        def made(cls: type) -> type:
            if options.get("order"):
                return dataclasses.dataclass(cls, eq=eq, unsafe_hash=frozen and eq, **options)
            asked = {"__repr__": options.get("repr", True), "__eq__": eq, "__hash__": eq and frozen}
            later = [name for name, wanted in asked.items() if wanted and name not in cls.__dict__]
            cls = dataclasses.dataclass(cls, **options | {"eq": False, "repr": False})
            if eq and not frozen:
                cls.__hash__ = None
            for name in later:
                setattr(cls, name, _written_later(cls, name, later))
            return cls

        return made if cls is None else made(cls)

    def _written_later(cls: type, name: str, later: list[str]) -> Callable[..., Any]:
        """A method of a dataclass that is written, with the others that are, when one of them is first called."""

        def method(*given: Any) -> Any:
            if getattr(cls, name) is method:
                fields = [(at.name, object, _like(at)) for at in dataclasses.fields(cls)]
                whole = dataclasses.make_dataclass(cls.__name__, fields, init=False, unsafe_hash=True)
                for one in later:
                    setattr(cls, one, getattr(whole, one))
            return getattr(cls, name)(*given)

        return method

    def _like(field: "dataclasses.Field[Any]") -> "dataclasses.Field[Any]":
        return dataclasses.field(repr=field.repr, hash=field.hash, compare=field.compare)

    def replace(record: Any, /, **changes: Any) -> Any:
        """`dataclasses.replace`, without asking each field how it is made."""
        cls = type(record)
        values, places = _fields(cls)
        made = list(values(record))
        for name, value in changes.items():
            made[places[name]] = value
        return cls(*made)

    @cache
    def _fields(cls: type) -> tuple[Callable[[Any], tuple[Any, ...]], dict[str, int]]:
        """What reads the fields of a class that its constructor takes, and the place of each among them."""
        names = [field.name for field in dataclasses.fields(cls) if field.init]
        # of a single name an attrgetter gives the value itself
        values = attrgetter(*names) if len(names) > 1 else lambda record: (getattr(record, names[0]),)
        return values, {name: place for place, name in enumerate(names)}

    class cached_property:  # noqa: N801 -- it stands for that of the library
        """`functools.cached_property`, without the lock that it holds before Python 3.12."""

        def __init__(self, function: Callable[[Any], Any]) -> None:
            self.function = function
            self.__doc__ = function.__doc__

        def __set_name__(self, owner: type, name: str) -> None:
            self.name = name

        def __get__(self, record: Any, owner: type | None = None) -> Any:
            if record is None:
                return self
            made = record.__dict__[self.name] = self.function(record)
            return made


__all__ = ["cached_property", "dataclass", "replace"]
