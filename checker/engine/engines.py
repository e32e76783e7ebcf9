"""Which engine runs the steps: this process, all cores, or a cluster."""

import gc
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from checker.model import Run
from checker.model.record import dataclass
from checker.pipeline import ALONE, Progress, Workshop, check_documents, documents_in
from checker.read.folders import files_in, read_texts
from checker.read.given import Given
from checker.settings import Settings

# bytes of articles for which a process is worth its start, which takes about a second of a core
_SHARE = 250_000
# of a Chinese character, about
_BYTES = 3
# characters of a task: large enough that handing it out costs nothing, small enough that all end at about one time
_LEAST, _MOST = 2_000, 80_000
# objects that are made before cycles are looked for
_OBJECTS = 1_000_000
# tasks for each process, where there is not more to do than that
_TASKS = 32


@dataclass(frozen=True, slots=True)
class Engine:
    """What runs the steps. It changes nothing in what is found, and so is no part of the settings.

    `jobs` are processes of this machine; without a number as many as there are cores, where that pays. With `dask` the
    steps run on the cluster whose scheduler has the address `scheduler`, or without one on one of this machine.
    """

    jobs: int | None = None
    dask: bool = False
    scheduler: str | None = None


ONE = Engine(jobs=1)


def run(paths: Sequence[Path | str], settings: Settings, engine: Engine = ONE, progress: Progress | None = None) -> Run:
    """The checked files and folders `paths`; `progress` is told how many articles of how many are done.

    Raises:
        CheckerError: the settings, or what they name, have no meaning; or the engine cannot work.
    """
    files, lost = files_in(paths)
    with workshop(engine, sum(file.size for file in files)) as made:
        documents, problems = documents_in(files, lost, settings.read, made)
        return check_documents(documents, problems, settings, progress, made)


def run_texts(texts: Mapping[str, Given], settings: Settings, engine: Engine = ONE) -> Run:
    """The checked texts, each under its name.

    Raises:
        TypeError: something is no text, or what is told about it has no meaning.
        CheckerError: the settings, or what they name, have no meaning; or the engine cannot work.
    """
    documents, problems = read_texts(texts)
    with workshop(engine, _BYTES * sum(len(document.raw) for document in documents)) as made:
        return check_documents(documents, problems, settings, workshop=made)


@contextmanager
def workshop(engine: Engine, size: int) -> Iterator[Workshop]:
    """The workshop for so many bytes of articles."""
    jobs = engine.jobs or _processes(size, _cores())
    with _seldom_swept():
        if engine.dask:
            from checker.engine.cluster import cluster  # noqa: PLC0415 -- an extra, and slow to load

            with cluster(engine.scheduler, engine.jobs or _cores(), _MOST) as made:
                yield made
        elif jobs > 1:
            from checker.engine.pool import pool  # noqa: PLC0415 -- for those who have much to do

            with pool(jobs, min(max(size // _BYTES // (jobs * _TASKS), _LEAST), _MOST)) as made:
                yield made
        else:
            yield ALONE


@contextmanager
def _seldom_swept() -> Iterator[None]:
    """Let Python look for cycles more seldom: what is read has none, and a tenth of the time went into looking."""
    before = gc.get_threshold()
    gc.set_threshold(max(before[0], _OBJECTS), *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def size_of(paths: Sequence[Path | str]) -> int:
    """The bytes of the files that paths stand for."""
    return sum(file.size for file in files_in(paths)[0])


def _processes(size: int, cores: int) -> int:
    """As many processes as are worth their start for so many bytes of articles, at most one for each core.

    >>> _processes(300_000, 8), _processes(1_000_000, 8), _processes(10_000_000, 8)
    (1, 4, 8)
    """
    return max(1, min(size // _SHARE, cores))


def _cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
