"""checker index: articles into a store."""

from collections.abc import Sequence
from typing import Unpack

import click

from checker.cli import console, reading
from checker.cli.command import FileName, Settled
from checker.cli.console import ExitStatus


@click.command(
    cls=Settled,
    short_help="Add articles to a store.",
    examples=["checker index seeds --store articles.db"],
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=FileName())
@click.option("--store", required=True, metavar="FILE", type=FileName(), help="The store; it is made where missing.")
@click.option("-v", "--verbose", is_flag=True, help="Name each article as soon as it is stored for good.")
@reading.reading
def index(paths: Sequence[str], store: str, *, verbose: bool, **read: Unpack[reading.Options]) -> ExitStatus:
    """Add the articles in files and folders to a store, where they are new or changed, and drop those that went.

    What is stored need not be read again: checker check --store FILE [PATH...]. PATH may be - for a list of files on
    standard input, one a line.
    """
    from checker.cli.progress import Progress
    from checker.engine import engines, remembered
    from checker.report.wording import visible

    def stored(path: str) -> None:
        if verbose:
            console.show(f"{visible(path)}\n")

    given = console.demanded(paths)
    settings = console.settings(reading.chosen(read))
    with (
        console.opened(store, may_be_new=True) as held,
        Progress() as progress,
        engines.workshop(console.engine(), engines.size_of(given)) as workshop,
    ):
        added = remembered.index(held, given, settings, progress, workshop, stored=stored)
    for problem in added.problems:
        console.complain(f"{problem.path}: {problem.message}")
    told = [("new", added.new), ("changed", added.changed), ("unchanged", added.known), ("dropped", added.dropped)]
    console.show(f"{visible(store)}: {', '.join(f'{len(articles)} {what}' for what, articles in told)}\n")
    return ExitStatus.RAN
