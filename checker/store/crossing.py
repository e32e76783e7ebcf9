"""Tasks and what comes of them as bytes, on their way from process to process of one run."""

import copyreg
import io
import pickle
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from operator import attrgetter
from typing import Any, cast

_Reduce = Callable[[Any], tuple[Any, ...] | str]


class _Reducers(dict[type, _Reduce]):
    """How things of each type are taken apart.

    A dataclass with slots goes as its type and its fields: what pickle does with it by itself takes three times as
    long, and there are hundreds of thousands of claims.
    """

    def __missing__(self, kind: type) -> _Reduce:
        made = self[kind] = copyreg.dispatch_table.get(kind) or _reduce(kind)
        return made


def _reduce(kind: type) -> _Reduce:
    if issubclass(kind, type):
        return lambda each: each.__qualname__  # a type goes by its name
    names: list[str] = []
    if is_dataclass(kind) and "__slots__" in vars(kind) and "__reduce__" not in vars(kind):
        names = [field.name for field in fields(kind) if field.init]
    if not names:
        return lambda each: cast("tuple[Any, ...]", each.__reduce_ex__(pickle.HIGHEST_PROTOCOL))
    told = attrgetter(*names)
    if len(names) == 1:
        return lambda each: (kind, (told(each),))
    return lambda each: (kind, told(each))


_REDUCERS = _Reducers()


def packed(thing: object) -> bytes:
    """The bytes of a task, or of what came of it."""
    file = io.BytesIO()
    pickler = pickle.Pickler(file, pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = _REDUCERS
    pickler.dump(thing)
    return file.getvalue()


def unpacked(data: bytes) -> Any:
    """What was packed, by a process of the same run."""
    return pickle.loads(data)  # noqa: S301 -- see above
