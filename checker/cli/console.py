"""What the commands share: the run of the paths given, and the terminal that they speak to."""

import io
import os
import shutil
import sys
from collections.abc import Sequence
from enum import IntEnum
from typing import IO, TYPE_CHECKING, AnyStr, TextIO

import click

from checker.errors import CheckerError
from checker.settings import Read, Settings

if TYPE_CHECKING:
    from checker.model import Run
    from checker.report.layout import Screen

DEFAULT_PATHS = ("seeds",)
PIPE_WIDTH = 100  # where there is no terminal to ask
READ = Read()


class ExitStatus(IntEnum):
    """What the process tells its caller."""

    RAN = 0
    CONTRADICTIONS = 1
    COULD_NOT_RUN = 2


def run(paths: Sequence[str], read: Read = READ) -> "Run":
    """The checked articles. Among the paths `-` stands for those that standard input lists.

    Raises:
        CheckerError: nothing could be checked; one line for each reason.
    """
    from checker.cli.listed import with_listed
    from checker.cli.progress import Progress
    from checker.engine import serial
    from checker.report.wording import visible

    if "" in paths:
        # what an unset variable leaves in a script; it must not mean the current folder
        msg = "an empty path names no file or folder"
        raise CheckerError(msg)
    with Progress() as progress:
        run = serial.run(with_listed(paths), Settings(read=read), progress)
    if not run.sources:
        lines = [visible(f"{problem.path}: {problem.message}") for problem in run.problems]
        raise CheckerError("\n".join(lines) or "nothing to check")
    return run


def language() -> str:
    """The language of whoever sits at the terminal, as their locale says: "zh" or "en"."""
    told = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return "zh" if next(filter(None, told), "").lower().startswith("zh") else "en"


def screen(language: str = "en") -> "Screen":
    """What standard output is: colours only on a terminal where nobody declined them (no-color.org)."""
    from checker.report.layout import Screen, symbols_for

    declined = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return Screen(
        width=shutil.get_terminal_size((PIPE_WIDTH, 24)).columns,
        color=sys.stdout.isatty() and not declined,
        symbols=symbols_for(sys.stdout.encoding),
        language=language,
    )


def show(text: str) -> None:
    """Write text to standard output; a reader that has seen enough and closed it is no error.

    Raises:
        CheckerError: standard output cannot be written.
    """
    _lenient(sys.stdout)
    _write(sys.stdout, text)


def put(data: bytes) -> None:
    """Write the very bytes of a report for machines to standard output, as they would stand in a file.

    Raises:
        CheckerError: standard output cannot be written.
    """
    _write(sys.stdout.buffer, data)


def _write(stream: IO[AnyStr], data: AnyStr) -> None:
    try:
        stream.write(data)
        stream.flush()
    except BrokenPipeError:
        # the reader (head, less) has seen enough; without this the interpreter complains when it flushes again
        _discard_output()
    except OSError as error:
        _discard_output()
        msg = f"standard output: cannot be written ({error.strerror})"
        raise CheckerError(msg) from error


def page(text: str) -> None:
    """Show text in the pager that PAGER names (else less or more) if standard output is a terminal."""
    if not sys.stdout.isatty():
        show(text)
        return
    _lenient(sys.stdout)
    # less is told by click to keep the colours; of other pagers nobody knows whether they can show them
    click.echo_via_pager(text)


def _discard_output() -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def complain(message: str) -> None:
    """Say on standard error what is wrong, a line for each line of the message."""
    from checker.report.wording import visible

    _lenient(sys.stderr)
    for line in message.splitlines():
        sys.stderr.write(f"checker: {visible(line)}\n")


def _lenient(stream: TextIO) -> None:
    """Let what the stream's encoding lacks be written as an escape instead of failing."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors="backslashreplace")
