"""The words in force: those that everybody has, or those with a house's own laid over them.

What is made of the words (tables, finders, patterns) is kept with the house that it was made for. So two houses can be
served in turn, nothing of one is left for the other, and what a house no longer needs goes with it.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import field
from functools import wraps
from typing import Any, TypeVar, TypeVarTuple, cast

from checker.model.record import dataclass

Row = TypeVar("Row")
Asked = TypeVarTuple("Asked")
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True, eq=False)
class House:
    """A house's own rows by their type, a short name for them, and what was made of the words so far."""

    tables: Mapping[type, tuple[object, ...]] = field(default_factory=dict)
    digest: str = ""
    made: dict[tuple[object, ...], Any] = field(default_factory=dict, repr=False)

    def rows(self, row: type[Row]) -> tuple[Row, ...]:
        """The house's rows of one type, in the order of its files."""
        return cast("tuple[Row, ...]", self.tables.get(row, ()))

    def __reduce__(self) -> tuple[type["House"], tuple[object, ...]]:
        # what was made of the words is made anew where they are sent to
        return House, (self.tables, self.digest)


_OURS = House()
_IN_FORCE: ContextVar[House] = ContextVar("_IN_FORCE", default=_OURS)


def in_force() -> House:
    """The house whose words hold now; one without words of its own where none was named."""
    return _IN_FORCE.get()


@contextmanager
def put_in_force(house: House) -> Iterator[None]:
    """Let the words of `house` hold until the end of the block, in this thread."""
    before = _IN_FORCE.set(house)
    try:
        yield
    finally:
        _IN_FORCE.reset(before)


def kept(function: Callable[[*Asked], Made]) -> Callable[[*Asked], Made]:
    """`function`, asked once for each house: `functools.cache` for what depends on a house's words.

    >>> asked = []
    >>> @kept
    ... def words():
    ...     asked.append(in_force().digest)
    ...     return tuple(in_force().rows(str))
    >>> with put_in_force(House({str: ("千问",)}, "one")):
    ...     words(), words()
    (('千问',), ('千问',))
    >>> words(), asked
    ((), ['one', ''])
    """

    @wraps(function)
    def answer(*given: *Asked) -> Made:
        made = _IN_FORCE.get().made
        key = (function, *given)
        try:
            answered: Made = made[key]
        except KeyError:
            made[key] = answered = function(*given)
        return answered

    return answer
