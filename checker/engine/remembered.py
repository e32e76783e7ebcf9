"""Runs that remember: what a store holds is not read again, and what is new is added to it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from checker.engine.keeper import Added, Keeper
from checker.errors import StoreError
from checker.model import Problem, Run
from checker.pipeline import Progress
from checker.pipeline.workshop import ALONE, Workshop
from checker.settings import Settings
from checker.store.sqlite import Store


def index(  # noqa: PLR0913 -- what a run is given, and who is told of it
    store: Store,
    paths: Sequence[Path | str],
    settings: Settings,
    progress: Progress | None = None,
    workshop: Workshop = ALONE,
    *,
    stored: Callable[[str], None] | None = None,
) -> Added:
    """Add the articles of files and folders to a store, where they are new or changed; forget those that went.

    A check of new articles then finds worked out what the stored ones are to one another.

    `stored` is told the name of each article that is in the store from then on, whatever happens.

    Raises:
        StoreError: the store cannot be written.
    """
    with store.told():
        keeper = Keeper(store, settings, workshop, progress, stored)
        added = keeper.add(paths)
        keeper.settle()
    return added


def check(
    store: Store,
    paths: Sequence[Path | str],
    settings: Settings,
    progress: Progress | None = None,
    workshop: Workshop = ALONE,
) -> Run:
    """The run of all that is stored; where there are `paths`, what their articles take part in.

    They are added first. No article is read again that is stored as it is.

    Raises:
        StoreError: the store cannot be read or written, or is empty.
    """
    keeper = Keeper(store, settings, workshop, progress)
    with store.told():
        if paths:
            added = keeper.add(paths)
            run = keeper.run(added.present)
            return replace(run, problems=tuple(sorted({*run.problems, *added.problems}, key=_place)))
        keeper.refresh()
        run = keeper.run()
    if not run.sources:
        raise StoreError(store.path, "holds no article; add some with: checker index PATH... --store FILE")
    return run


def _place(problem: Problem) -> tuple[str, str, str]:
    return problem.path, problem.stage, problem.message
