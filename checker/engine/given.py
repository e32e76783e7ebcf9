"""What a caller in Python gave to be checked: paths told from what is none, before any work."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from os import PathLike, fspath

from checker.errors import CheckerError
from checker.settings import Settings

EXPECTED = "a path, several paths, or a mapping of names to texts"


def paths(given: object) -> list[str]:
    """The paths in `given`: one, or several in a sequence, a set or an iterator (what `Path.glob` gives).

    >>> paths("a.txt"), paths(["a.txt", "b"])
    (['a.txt'], ['a.txt', 'b'])

    Raises:
        TypeError: it is something else.
        CheckerError: a path is empty.
    """
    if isinstance(given, (str, PathLike)):
        given = [given]
    # a DataFrame is iterable too, and would be taken for the names of its columns
    if isinstance(given, (bytes, bytearray)) or not isinstance(given, (Sequence, AbstractSet, Iterator)):
        msg = f"expected {EXPECTED}, not {type(given).__name__}"
        raise TypeError(msg)
    return [_path(path) for path in given]


def settings(given: object) -> Settings | None:
    """The settings, if there are any.

    Raises:
        TypeError: it is something else.
    """
    if given is None or isinstance(given, Settings):
        return given
    msg = f"expected Settings, not {type(given).__name__}"
    raise TypeError(msg)


def jobs(given: object) -> int | None:
    """The number of processes, if there is one.

    Raises:
        TypeError: it is no whole number.
        CheckerError: it is none that something could be done with.
    """
    if given is None:
        return None
    if not isinstance(given, int) or isinstance(given, bool):
        msg = f"expected a number of jobs, not {type(given).__name__}"
        raise TypeError(msg)
    if given < 1:
        msg = f"jobs: {given} processes do nothing; 1 is the least"
        raise CheckerError(msg)
    return given


def _path(given: object) -> str:
    path = fspath(given) if isinstance(given, (str, PathLike)) else None
    if not isinstance(path, str):
        msg = f"expected a path, not {type(given).__name__}: {given!r}"
        raise TypeError(msg)
    if not path:
        # what an unset variable leaves; it must not mean the current folder
        msg = "an empty path names no file or folder"
        raise CheckerError(msg)
    return path
