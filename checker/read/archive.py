"""What an archive holds (.docx and .epub are ones), unpacked within limits and never onto the disk."""

import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO

from checker.errors import UnreadableError
from checker.settings import Read

# one part becomes a tree in memory of some ten times its size
LARGEST_PART = 32 * 1024 * 1024
# the text of documents packs to a tenth, of dull tables to a fiftieth; an archive made to burst, to a thousandth
HIGHEST_RATIO = 200
SMALL = 1024 * 1024  # below this a high ratio does no harm
MOST_MEMBERS = 10_000
CHUNK = 64 * 1024
# the others unpack without a limit that could be set
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
ENCRYPTED = 0x1
TOO_LARGE = "unpacks to more than is safe (a zip bomb?); not read; --largest-unpacked sets how much is"
MB = 1024 * 1024
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # how the older office files begin, and the new ones with a password


def unpacked(data: bytes, wanted: Callable[[str], bool], read: Read) -> dict[str, bytes]:
    """The members of an archive whose name is wanted. All are unpacked once, so that what comes after can trust them.

    Raises:
        UnreadableError: it is no archive, is broken or encrypted, or unpacks to more than is safe.
    """
    if data.startswith(COMPOUND):
        msg = "is protected by a password or of an older format; save it anew without"
        raise UnreadableError(msg)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            members = archive.infolist()
            largest = read.largest_unpacked * MB
            _check(members, largest)
            return _read(archive, members, wanted, largest)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
        msg = "is broken or not what its name says (no zip archive)"
        raise UnreadableError(msg) from error


def _check(members: list[zipfile.ZipInfo], largest: int) -> None:
    """Refuse what the archive's own list of members already gives away."""
    if len(members) > MOST_MEMBERS:
        msg = f"holds more than {MOST_MEMBERS:,} parts; not read"
        raise UnreadableError(msg)
    if any(member.flag_bits & ENCRYPTED for member in members):
        msg = "is encrypted; save it without a password"
        raise UnreadableError(msg)
    if any(member.compress_type not in METHODS for member in members):
        msg = "is packed in a way that is not read; save it anew"
        raise UnreadableError(msg)
    sizes = [member.file_size for member in members]
    if sum(sizes) > largest or any(map(_bursts, members)):
        raise UnreadableError(TOO_LARGE)


def _bursts(member: zipfile.ZipInfo) -> bool:
    return member.file_size > max(SMALL, HIGHEST_RATIO * member.compress_size)


def _read(
    archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], wanted: Callable[[str], bool], largest: int
) -> dict[str, bytes]:
    """Every member unpacked in small steps: the sizes in an archive's list may be lies."""
    found: dict[str, bytes] = {}
    total = 0
    for member in members:
        keep = wanted(member.filename)
        chunks: list[bytes] = []
        size = 0
        with archive.open(member) as file:
            while chunk := file.read(CHUNK):
                size += len(chunk)
                if total + size > largest or (keep and size > LARGEST_PART):
                    raise UnreadableError(TOO_LARGE)
                if keep:
                    chunks.append(chunk)
        total += size
        if keep:
            found[member.filename] = b"".join(chunks)
    return found
