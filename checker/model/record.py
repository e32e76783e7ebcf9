"""Dataclasses whose fields nobody sets again, made as fast as plain ones."""

import dataclasses
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(cls: type | None = None, /, *, frozen: bool = False, eq: bool = True, **options: Any) -> Any:
        """`dataclasses.dataclass`, where `frozen` is kept by the type checker alone.

        A frozen one takes five times as long to make, and a text is made of thousands. Equality and hash are the same.

        >>> @dataclass(frozen=True, slots=True)
        ... class Place:
        ...     at: int
        >>> Place(3) == Place(3), hash(Place(3)) == hash(Place(3))
        (True, True)
        """
        return dataclasses.dataclass(cls, eq=eq, unsafe_hash=frozen and eq, **options)


__all__ = ["dataclass"]
