"""Kinds: enumerations of words whose members are found as fast as what any class holds."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from enum import StrEnum as Kinds
else:
    from collections.abc import Iterator

    class _Members(type):
        """What makes the words that a class lists its members."""

        def __new__(cls, name: str, bases: tuple[type, ...], told: dict[str, Any]) -> type:
            made = super().__new__(cls, name, bases, told)
            made._members = {}
            for word, value in told.items():
                if isinstance(value, str) and not word.startswith("_"):
                    member = str.__new__(made, value)
                    member.name = word
                    made._members[value] = member
                    setattr(made, word, member)
            return made

        def __call__(cls, value: str) -> str:
            if value not in cls._members:
                msg = f"{value!r} is not a valid {cls.__qualname__}"
                raise ValueError(msg)
            return cls._members[value]

        def __iter__(cls) -> Iterator[str]:
            return iter(cls._members.values())

        def __len__(cls) -> int:
            return len(cls._members)

    class Kinds(str, metaclass=_Members):  # noqa: SLOT000 -- each member holds its name
        """`enum.StrEnum`, for what is asked of every word of a text.

        Before Python 3.12 a member of an enumeration takes five times as long to look up as an attribute of a plain
        class: a tenth of the time in which a text is read went into asking whether tokens are figures.

        >>> class Size(Kinds):
        ...     SMALL = "small"
        ...     LARGE = "large"
        >>> Size.SMALL, Size("large") is Size.LARGE, f"{Size.LARGE}", list(Size), Size.SMALL in {Size.LARGE}
        (<Size.SMALL: 'small'>, True, 'large', [<Size.SMALL: 'small'>, <Size.LARGE: 'large'>], False)
        """

        name: str

        @property
        def value(self) -> str:
            """The word itself."""
            return str(self)

        def __repr__(self) -> str:
            return f"<{type(self).__qualname__}.{self.name}: {str(self)!r}>"

        def __reduce__(self) -> tuple[type, tuple[str]]:
            # a copy is the member itself, so that it can be told by `is`
            return type(self), (str(self),)


__all__ = ["Kinds"]
