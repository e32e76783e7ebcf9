"""What the commands share: the run of the paths given, and the terminal that they speak to."""

import io
import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from enum import IntEnum
from typing import IO, TYPE_CHECKING, AnyStr, TextIO

import click

from checker.cli.command import chosen
from checker.errors import CheckerError, SettingsError
from checker.settings import Extract, Judge, Read, Settings

if TYPE_CHECKING:
    from checker.engine.engines import Engine
    from checker.model import Run
    from checker.report.layout import Screen
    from checker.store.sqlite import Store

DEFAULT_PATHS = ("seeds",)
PIPE_WIDTH = 100  # where there is no terminal to ask
READ = Read()


class ExitStatus(IntEnum):
    """What the process tells its caller."""

    RAN = 0
    CONTRADICTIONS = 1
    COULD_NOT_RUN = 2


def settings(read: Read = READ) -> Settings:
    """What the running command was told by its settings file and its options.

    Raises:
        SettingsError: a rule or what it is set to is unknown; the message names where that stands.
    """
    told = chosen()
    if told.rules:
        from checker.judge import registry

        for name, state, place in told.rules:
            try:
                registry.demand_known(Judge(((name, state),)))
            except SettingsError as error:
                msg = f"{place}: {error}"
                raise SettingsError(msg) from error
    # a rule that is on is one that was left alone
    rules = tuple((name, state) for name, state, _ in told.rules if state != "on")
    return Settings(read=read, extract=Extract(told.segmenter), judge=Judge(rules), lexicon=told.lexicon)


def states() -> dict[str, str]:
    """What the rules are set to that the running command was told something of."""
    return dict(settings().judge.rules)


@contextmanager
def words_in_force() -> Iterator[None]:
    """Let the words hold that the running command was told of, as they do in a run."""
    from checker.clean.variants import simplified
    from checker.lexicon.house import read_house
    from checker.lexicon.overlay import put_in_force

    with put_in_force(read_house(settings().lexicon, simplified)):
        yield


def engine() -> "Engine":
    """The engine that the running command was told of.

    Raises:
        SettingsError: a scheduler is named for another engine than a cluster.
    """
    from checker.engine.engines import Engine

    told = chosen()
    if told.scheduler is not None and told.engine != "dask":
        msg = "--scheduler names the scheduler of --engine dask, which was not asked for"
        raise SettingsError(msg)
    return Engine(told.jobs, dask=told.engine == "dask", scheduler=told.scheduler)


def run(paths: Sequence[str], read: Read = READ) -> "Run":
    """The checked articles. Among the paths `-` stands for those that standard input lists.

    Raises:
        CheckerError: nothing could be checked; one line for each reason.
    """
    from checker.cli.progress import Progress
    from checker.engine import engines

    given = demanded(paths)
    with Progress() as progress:
        return checked(engines.run(given, settings(read), engine(), progress))


def demanded(paths: Sequence[str]) -> list[str]:
    """The paths that were given, those on standard input for `-`.

    Raises:
        CheckerError: one is empty, or standard input lists none.
    """
    from checker.cli.listed import with_listed

    if "" in paths:
        # what an unset variable leaves in a script; it must not mean the current folder
        msg = "an empty path names no file or folder"
        raise CheckerError(msg)
    return with_listed(paths)


def checked(run: "Run") -> "Run":
    """The run, if it has any article.

    Raises:
        CheckerError: it has none; one line for each reason.
    """
    from checker.report.wording import visible

    if not run.sources:
        lines = [visible(f"{problem.path}: {problem.message}") for problem in run.problems]
        raise CheckerError("\n".join(lines) or "nothing to check")
    return run


@contextmanager
def opened(store: str, *, may_be_new: bool = False) -> Iterator["Store"]:
    """The store in a file; where another process writes into it, this one waits and says so.

    Raises:
        StoreError: the file cannot be used as a store.
    """
    from checker.store.sqlite import Store

    def waiting() -> None:
        complain(f"{store}: another process is writing; waiting until it is done")

    with Store.open(store, may_be_new=may_be_new, waiting=waiting) as held:
        yield held


def run_stored(store: str, paths: Sequence[str], read: Read = READ) -> "Run":
    """What a store holds, checked; where there are paths, what their articles take part in.

    Raises:
        CheckerError: nothing could be checked; one line for each reason.
    """
    from checker.cli.progress import Progress
    from checker.engine import engines, remembered

    given = demanded(paths)
    with (
        opened(store, may_be_new=bool(paths)) as held,
        Progress() as progress,
        engines.workshop(engine(), engines.size_of(given)) as workshop,
    ):
        return checked(remembered.check(held, given, settings(read), progress, workshop))


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
    _write(sys.stdout, [text])


def put(data: Iterable[bytes]) -> None:
    """Write the very bytes of a report for machines to standard output, as they would stand in a file.

    Raises:
        CheckerError: standard output cannot be written.
    """
    _write(sys.stdout.buffer, data)


def _write(stream: IO[AnyStr], data: Iterable[AnyStr]) -> None:
    try:
        stream.writelines(data)
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
