"""Tasks and what comes of them as bytes, on their way from process to process of one run."""

import copyreg
import io
import pickle
from collections.abc import Callable, Sequence
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
        return _own(kind)
    told = attrgetter(*names)
    if len(names) == 1:
        return lambda each: (kind, (told(each),))
    return lambda each: (kind, told(each))


def _own(kind: type) -> _Reduce:
    """What things of a type say of themselves: numbers and dates do so without a step of Python."""
    by_version, own = (getattr(kind, name) for name in ("__reduce_ex__", "__reduce__"))
    if by_version is object.__reduce_ex__ and own is not object.__reduce__:
        return cast("_Reduce", own)
    return lambda each: cast("tuple[Any, ...]", each.__reduce_ex__(pickle.HIGHEST_PROTOCOL))


_REDUCERS = _Reducers()


class _Apart(pickle.Pickler):
    """Packs a thing but for what goes apart from it."""

    def __init__(self, file: io.BytesIO, place: Callable[[object], int | None]) -> None:
        super().__init__(file, pickle.HIGHEST_PROTOCOL)
        self._place = place

    def persistent_id(self, thing: object) -> int | None:
        """The place of what goes apart."""
        return self._place(thing)


class _Together(pickle.Unpickler):
    """Puts what went apart where it belongs."""

    def __init__(self, data: bytes, apart: Sequence[object]) -> None:
        super().__init__(io.BytesIO(data))
        self._apart = apart

    def persistent_load(self, place: int) -> object:
        """What has this place."""
        return self._apart[place]


def packed(thing: object, place: Callable[[object], int | None] | None = None) -> bytes:
    """The bytes of a task, or of what came of it.

    `place` tells of what goes apart from it which place that has among all that does.
    """
    file = io.BytesIO()
    pickler = pickle.Pickler(file, pickle.HIGHEST_PROTOCOL) if place is None else _Apart(file, place)
    pickler.dispatch_table = _REDUCERS
    pickler.dump(thing)
    return file.getvalue()


def unpacked(data: bytes, apart: Sequence[object] = ()) -> Any:
    """What was packed, by a process of the same run, with what went `apart` from it."""
    return _Together(data, apart).load() if apart else pickle.loads(data)  # noqa: S301 -- see above
