"""The files that the commands write and read: whole or not at all, and each failure a line."""

import errno
import os
import stat
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from checker.errors import InputError, SettingsError

if TYPE_CHECKING:
    from checker.model import Run
    from checker.report.baseline import Baseline
    from checker.report.formats import Formats, Manual, RenderPieces

_BINARY = getattr(os, "O_BINARY", 0)  # Windows would write line ends of its own


def writers(
    outputs: Sequence[str], formats: "Formats", manual: "Manual | None" = None, language: str = "en"
) -> list[Callable[["Run"], None]]:
    """Functions that write a run to the files of `outputs`; what is wrong with a name is said before any work.

    `manual` gives the text that tells what a rule means, for the formats that tell it; `language` is the reader's, for
    those that speak it.

    Raises:
        SettingsError: no format has that suffix.
        InputError: the folder is missing, or the name is that of something else than a file.
    """
    return [_writer(output, formats, manual, language) for output in outputs]


def _writer(output: str, formats: "Formats", manual: "Manual | None", language: str) -> Callable[["Run"], None]:
    from checker.read import remote

    if remote.is_address(output):
        remote.demand_system(output)
    path = Path(remote.plain(output))
    suffix = path.suffix.lower()
    if suffix not in formats:
        msg = f"{output}: cannot tell the format; the suffix must be one of {', '.join(formats)}"
        raise SettingsError(msg)
    if remote.is_address(output):
        made = rendering(formats, suffix, manual, language)
        return lambda run: remote.put(output, encoded(made(run)))
    if not path.parent.is_dir():
        raise InputError(output, "its folder does not exist")
    if path.is_dir():
        raise InputError(output, "is a folder")
    render = rendering(formats, suffix, manual, language)
    return lambda run: write(path, render(run))


def rendering(formats: "Formats", suffix: str, manual: "Manual | None" = None, language: str = "en") -> "RenderPieces":
    """What makes the format of files with this suffix; most formats leave out what somebody has dismissed."""
    from checker.report.baseline import unsettled
    from checker.report.formats import WITH_DISMISSED, piecemeal

    render = piecemeal(formats, suffix, manual, language)
    return render if suffix in WITH_DISMISSED else lambda run: render(unsettled(run))


def write(path: Path, text: str | bytes | Iterator[str]) -> None:
    """Put `text` in the file at `path`, all of it or nothing; when this returns, it is there to stay.

    A file that was there before keeps who may read it; a new one gets what the umask leaves.

    Raises:
        InputError: the file cannot be written.
    """
    demand_own(path)
    temporary = None
    try:
        temporary, number = _beside(path)
        with os.fdopen(number, "wb") as file:
            file.writelines(encoded(text))
            file.flush()
            os.fsync(number)
        temporary.replace(path)
        temporary = None
        _flush(path.parent)
    except BaseException as error:
        # interrupted, too: half a file must not stay
        if temporary:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise InputError(path, f"cannot be written ({error.strerror})") from error
        raise


def demand_own(path: Path) -> None:
    """Complain of what is no file of its own: what a link leads to may be anybody's, and a device keeps nothing.

    Raises:
        InputError: the path is a link, or something else than a file.
    """
    try:
        mode = path.lstat().st_mode
    except OSError:
        return  # it is new, or writing it will tell
    if stat.S_ISLNK(mode):
        raise InputError(path, "is a link, which is not written through; name the file that it leads to")
    if stat.S_ISDIR(mode):
        raise InputError(path, "is a folder")
    if not stat.S_ISREG(mode):
        raise InputError(path, "is no file but a pipe, socket or device; name another")


def _beside(path: Path) -> tuple[Path, int]:
    """A new and empty file in the folder of the one at `path`, open for writing, that nobody else has made."""
    while True:
        temporary = path.parent / f".checker-{os.urandom(8).hex()}"
        try:
            # the system takes the umask off; a link of this name is not followed
            number = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o666)
        except FileExistsError:
            continue
        _keep_mode(path, number)
        return temporary, number


def _keep_mode(path: Path, number: int) -> None:
    """Let those read and write the open file who may read and write the one of this user at `path`, if there is one."""
    if not hasattr(os, "fchmod"):
        return
    with suppress(OSError):
        known = path.lstat()
        # what somebody else has put there has no say
        if stat.S_ISREG(known.st_mode) and known.st_uid == os.geteuid():
            os.fchmod(number, stat.S_IMODE(known.st_mode) & 0o777)


def _flush(folder: Path) -> None:
    """Have the name of a new file reach the disk, where the system can do that of a folder."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    number = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(number)
    except OSError as error:
        # file systems that have no such thing say so in one of these ways
        if error.errno not in {errno.EINVAL, errno.ENOTSUP, errno.EROFS}:
            raise
    finally:
        os.close(number)


def encoded(text: str | bytes | Iterator[str]) -> Iterator[bytes]:
    """The bytes of a report, bit by bit: UTF-8, whatever the system writes otherwise."""
    if isinstance(text, bytes):
        yield text
        return
    held: list[str] = []
    for number, each in enumerate([text] if isinstance(text, str) else text, 1):
        held.append(each)
        if number % _TOGETHER == 0:
            # a file name may hold bytes that are no text: JSON and a reader both take \udcxx for them
            yield "".join(held).encode(errors="backslashreplace")
            held.clear()
    yield "".join(held).encode(errors="backslashreplace")


# bits of text that are written in one go
_TOGETHER = 4096


def load(path: str) -> dict[str, object]:
    """A JSON report that was written earlier."""
    import json

    try:
        report = json.loads(Path(path).read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise InputError(path, error.strerror or "cannot be read") from error
    except (ValueError, RecursionError) as error:
        raise InputError(path, "is not JSON") from error
    if not isinstance(report, dict) or "findings" not in report:
        raise InputError(path, "is not a report of checker")
    return report


def baseline(path: str | Path, *, may_be_missing: bool = False) -> "Baseline":
    """The settled findings in the file at `path`; none where the file is missing and may be.

    Raises:
        InputError: the file cannot be read or is no baseline; the message names the line.
    """
    from checker.report.baseline import Baseline, parse

    if may_be_missing and not Path(path).exists():
        return Baseline()
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise InputError(path, error.strerror or "cannot be read") from error
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # the place counts from behind a byte order mark, which holds no line end
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(path, f"line {line}: is not UTF-8") from error
    return parse(text, str(path))
