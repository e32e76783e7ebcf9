"""checker store: what is in a store, and what can be done with it."""

import click

from checker.cli import console, files
from checker.cli.command import Exemplified, FileName, Group, Settled
from checker.cli.console import ExitStatus


@click.group(
    cls=Group,
    short_help="Look at a store, tidy it, or take its claims out.",
    examples=["checker store info articles.db", "checker store export articles.db claims.csv"],
)
def store() -> None:
    """Look at a store that checker index made, tidy it, or take its claims out."""


@store.command(cls=Exemplified, short_help="Tell what a store holds.", examples=["checker store info articles.db"])
@click.argument("file", metavar="FILE", type=FileName())
def info(file: str) -> ExitStatus:
    """Tell how many articles a store holds, of which days, and how large it is."""
    from checker.pipeline.kept import day_of
    from checker.report.wording import visible
    from checker.store.sqlite import SCHEMA_VERSION

    with console.opened(file) as held:
        entries = held.entries()
        told = [
            ("articles", str(len(entries))),
            ("files", str(held.files_held())),
            ("problems", str(len(held.problems()))),
            ("size", f"{held.size() / 1e6:.1f} MB"),
            ("layout", str(SCHEMA_VERSION)),
        ]
    days = sorted(entry.published for entry in entries if entry.published is not None)
    if days:
        told.insert(1, ("published", f"{day_of(days[0])} to {day_of(days[-1])}"))
    console.show(f"{visible(file)}\n" + "".join(f"{name:<10} {value}\n" for name, value in told))
    return ExitStatus.RAN


@store.command(cls=Exemplified, short_help="Give back unused space.", examples=["checker store vacuum articles.db"])
@click.argument("file", metavar="FILE", type=FileName())
def vacuum(file: str) -> ExitStatus:
    """Give back the space of articles that were dropped or changed, and check the whole file for damage.

    Exit status: 0 it is sound, 2 it is not.
    """
    from checker.errors import StoreError
    from checker.report.wording import visible

    with console.opened(file) as held:
        before = held.size()
        if not held.is_sound():
            raise StoreError(file, "is damaged; make it anew with: checker index")
        held.vacuum()
        after = held.size()
    console.show(f"{visible(file)}: sound, {before / 1e6:.1f} MB before, {after / 1e6:.1f} MB now\n")
    return ExitStatus.RAN


@store.command(
    cls=Settled, short_help="Write the claims of a store.", examples=["checker store export articles.db claims.csv"]
)
@click.argument("file", metavar="FILE", type=FileName())
@click.argument("output", metavar="OUTPUT", type=FileName())
def export(file: str, output: str) -> ExitStatus:
    """Write the claims of all articles in a store to OUTPUT (.csv, .json, .jsonl, .parquet or .xlsx)."""
    from checker.report import formats

    write = files.writers([output], formats.CLAIMS)[0]
    write(console.run_stored(file, []))
    return ExitStatus.RAN
