"""Files in object stores and on other machines: those whose addresses were given, through fsspec, and no others."""

import re
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import Any

from checker.errors import ExtraError, InputError
from checker.model.record import dataclass
from checker.read.opened import MB

EXTRA = "remote"
# one letter before the colon is a drive
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
_OF_THIS_MACHINE = ("file://", "local://")
# bytes that are handed on in one go
_AT_ONCE = 1 << 20


@dataclass(frozen=True, slots=True, order=True)
class Remote:
    """A file by its address, and how many bytes its store says that it has."""

    address: str
    size: int = 0

    def as_posix(self) -> str:
        """The address, as a path would tell itself."""
        return self.address

    def __str__(self) -> str:
        return self.address


def is_address(path: str) -> bool:
    """Whether a path is an address; what lies on this machine is a path like any other (see `plain`).

    >>> is_address("s3://bucket/a.parquet"), is_address("C:/a.txt"), is_address("file:///a.txt")
    (True, False, False)
    """
    return bool(_ADDRESS.match(path)) and not path.startswith(_OF_THIS_MACHINE)


def plain(path: str) -> str:
    """The path without the protocol of this machine's own files, if it has that.

    >>> plain("file:///tmp/a.txt"), plain("a.txt")
    ('/tmp/a.txt', 'a.txt')
    """
    for protocol in _OF_THIS_MACHINE:
        path = path.removeprefix(protocol)
    return path


def found_at(address: str) -> list[tuple[str, Remote]]:
    """The file at an address, or those below it, each with its name there, in the order of the names; or none.

    Raises:
        ExtraError: fsspec is not installed.
        InputError: nobody could tell, which is no reason to think that there is nothing.
    """
    system, path = _system(address)
    try:
        told = system.info(path)
        if told["type"] != "directory":
            return [(PurePosixPath(path).name, Remote(address, told["size"] or 0))]
        below = {name.removeprefix(path).lstrip("/"): told for name, told in system.find(path, detail=True).items()}
    except FileNotFoundError:
        return []
    except Exception as error:
        raise InputError(address, f"cannot be reached ({_why(error)})") from error
    root = address.rstrip("/")
    return [(name, Remote(f"{root}/{name}", told["size"] or 0)) for name, told in sorted(below.items())]


def bytes_at(remote: Remote, largest: int) -> bytes | str:
    """The bytes of a file, no more than so many megabytes, or the reason why they cannot be read.

    Raises:
        ExtraError: fsspec is not installed.
    """
    # a store need not tell how large it is
    most = largest * MB
    data: bytes = b""
    if remote.size <= most:
        try:
            system, path = _system(remote.address)
            with system.open(path, "rb") as file:
                data = file.read(most + 1)
        except (ExtraError, MemoryError):
            raise
        except Exception as error:  # noqa: BLE001 -- of whatever library reads there
            return f"cannot be read ({_why(error)})"
        if len(data) <= most:
            return data
    return f"is larger than {largest:,} MB; split it or raise --largest-file"


def demand_system(address: str) -> None:
    """Complain of an address for which there is no library.

    Raises:
        ExtraError: fsspec is not installed.
        InputError: it has no such protocol, or needs a library for it.
    """
    _system(address)


def put(address: str, data: Iterable[bytes]) -> None:
    """Put the data at an address, all of them or nothing: what was there before stays until they are complete.

    Raises:
        InputError: they cannot be written there.
    """
    system, path = _system(address)
    try:
        # what is written in a transaction is nowhere before its end, and dropped where that is not reached
        with system.transaction, system.open(path, "wb") as file:
            for piece in _joined(data):
                file.write(piece)
    except Exception as error:
        raise InputError(address, f"cannot be written ({_why(error)})") from error


def _joined(data: Iterable[bytes]) -> Iterator[bytes]:
    """The data in pieces that are worth being sent."""
    held = bytearray()
    for each in data:
        held += each
        if len(held) >= _AT_ONCE:
            yield bytes(held)
            held.clear()
    yield bytes(held)


def _system(address: str) -> tuple[Any, str]:
    """What reads and writes such an address, and the path that it has there."""
    try:
        from fsspec.core import url_to_fs  # noqa: PLC0415 -- an extra
    except ImportError as error:
        raise ExtraError(address, EXTRA) from error
    if "::" in address:
        raise InputError(address, "is several addresses in one; name one")
    try:
        system, path = url_to_fs(address)
    except Exception as error:
        raise InputError(address, _why(error)) from error
    return system, path


def _why(error: Exception) -> str:
    """The first line of what a library says is wrong; each has errors of its own."""
    return next(iter(str(error).splitlines()), "") or type(error).__name__
