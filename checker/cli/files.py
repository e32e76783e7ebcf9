"""The files that the commands write and read: whole or not at all, and each failure a line."""

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from checker.errors import InputError, SettingsError

if TYPE_CHECKING:
    from checker.model import Run
    from checker.report.baseline import Baseline
    from checker.report.formats import Formats, Manual, RenderPieces


def writers(
    outputs: Sequence[str], formats: "Formats", manual: "Manual | None" = None, language: str = "en"
) -> list[Callable[["Run"], None]]:
    """Functions that write a run to the files of `outputs`; what is wrong with a name is said before any work.

    `manual` gives the text that tells what a rule means, for the formats that tell it; `language` is the reader's, for
    those that speak it.

    Raises:
        SettingsError: no format has that suffix.
        InputError: the folder is missing or the name is a folder's.
    """
    return [_writer(output, formats, manual, language) for output in outputs]


def _writer(output: str, formats: "Formats", manual: "Manual | None", language: str) -> Callable[["Run"], None]:
    path = Path(output)
    suffix = path.suffix.lower()
    if suffix not in formats:
        msg = f"{output}: cannot tell the format; the suffix must be one of {', '.join(formats)}"
        raise SettingsError(msg)
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
    """Put `text` in the file at `path`, all of it or nothing.

    Raises:
        InputError: the file cannot be written.
    """
    target = path.resolve()  # a link is written through, not replaced
    temporary = None
    try:
        import tempfile

        with tempfile.NamedTemporaryFile(dir=target.parent, prefix=".checker-", delete=False) as file:
            temporary = Path(file.name)
            file.writelines(encoded(text))
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(target)
    except BaseException as error:
        # interrupted, too: half a file must not stay
        if temporary:
            temporary.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise InputError(path, f"cannot be written ({error.strerror})") from error
        raise


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


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


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
