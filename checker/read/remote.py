"""Files in object stores: those whose addresses were given, through fsspec, and no others."""

import re
from collections.abc import Iterable
from io import BytesIO
from pathlib import PurePosixPath
from typing import Any

from checker.errors import ExtraError, InputError
from checker.model.record import dataclass
from checker.read.opened import MB

EXTRA = "remote"
# one letter before the colon is a drive
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
_OF_THIS_MACHINE = ("file://", "local://")
# what tells a file that is not there from one that cannot be had, asks nobody else, and puts a file there whole
STORES = ("s3", "s3a", "gs", "gcs", "az", "abfs", "abfss", "memory")
_NO_STORE = "is not in an object store (s3, gs, az); name a file, or an address there"
# what may be secret: in a store a name may stand before an account's, and a question mark in a name
_SECRETS = re.compile(r"(?<=://)[^/]*:[^/]*@|\?[^/?]*=.*", re.DOTALL)
_ELSEWHERE = re.compile(r"(?<=://)[^/]*@|[?#].*", re.DOTALL)
_TELLING = "holds a password or a query, which reports would tell; leave it to the settings of the store's library"


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
        InputError: it is no address in an object store, or nobody could tell, which is no reason to think that there
            is nothing.
    """
    demand_system(address)
    root = address.rstrip("/")
    system, path = _system(root)
    try:
        told = system.info(path)
        if told["type"] != "directory":
            return [(PurePosixPath(path).name, Remote(root, told["size"] or 0))]
        below = {name.removeprefix(path).lstrip("/"): told for name, told in system.find(path, detail=True).items()}
    except FileNotFoundError:
        return []
    except Exception as error:
        raise InputError(address, f"cannot be reached ({_why(error)})") from error
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
                data = _read(file, most + 1)
        except (ExtraError, MemoryError):
            raise
        except Exception as error:  # noqa: BLE001 -- of whatever library reads there
            return f"cannot be read ({_why(error)})"
        if len(data) < remote.size:
            return f"cannot be read (it ended after {len(data):,} of {remote.size:,} bytes)"
        if len(data) <= most:
            return data
    return f"is larger than {largest:,} MB; split it or raise --largest-file"


def _read(file: Any, most: int) -> bytes:
    """The bytes of an open file, no more than so many; in one go it may give fewer than it has."""
    pieces: list[bytes] = []
    while most and (piece := file.read(most)):
        pieces.append(piece)
        most -= len(piece)
    return b"".join(pieces)


def demand_system(address: str) -> None:
    """Complain of an address that is not in an object store, tells a secret, or for which there is no library.

    Raises:
        ExtraError: fsspec is not installed.
        InputError: it has no such protocol, or needs a library for it.
    """
    if "::" in address:
        raise InputError(shown(address), "is several addresses in one; name one")
    if not _is_in_store(address):
        raise InputError(shown(address), _NO_STORE)
    if shown(address) != address:
        raise InputError(shown(address), _TELLING)
    _system(address)


def shown(address: str) -> str:
    """An address as it may be told: without a password and a query, in which keys may be.

    >>> shown("https://me:secret@host/a.txt?sig=secret"), shown("abfs://articles@account/a.txt"), shown("s3://b/why?.txt")
    ('https://host/a.txt', 'abfs://articles@account/a.txt', 's3://b/why?.txt')
    """
    return (_SECRETS if _is_in_store(address) else _ELSEWHERE).sub("", address)


def _is_in_store(address: str) -> bool:
    return address.partition("://")[0] in STORES


def put(address: str, data: Iterable[bytes]) -> None:
    """Put the data at an address, all of them or nothing: what was there before stays until they are complete.

    Raises:
        InputError: they cannot be written there.
    """
    system, path = _system(address)
    # a file that is open for writing would be put there as far as it is written, by some libraries
    whole = BytesIO()
    whole.writelines(data)
    try:
        system.pipe_file(path, whole.getvalue())
    except Exception as error:
        raise InputError(address, f"cannot be written ({_why(error)})") from error


def _system(address: str) -> tuple[Any, str]:
    """What reads and writes such an address, and the path that it has there."""
    try:
        from fsspec.core import url_to_fs  # noqa: PLC0415 -- an extra
    except ImportError as error:
        raise ExtraError(address, EXTRA) from error
    # the protocol with whom it is for, and what is behind it: the object's name, which may hold any sign
    protocol, _, rest = address.partition("://")
    store, _, name = rest.partition("/")
    try:
        system, path = url_to_fs(f"{protocol}://{store}")
    except Exception as error:
        raise InputError(address, _why(error)) from error
    # what stands in a name means nothing to whoever takes an address apart
    return system, f"{path}/{name}" if name else path


def _why(error: Exception) -> str:
    """The first line of what a library says is wrong; each has errors of its own."""
    return next(iter(str(error).splitlines()), "") or type(error).__name__
