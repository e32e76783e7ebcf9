"""checker check: the articles against one another."""

from collections.abc import Sequence

import click

from checker.cli import console, files
from checker.cli.console import DEFAULT_PATHS, ExitStatus


@click.command(short_help="Check articles against one another.")
@click.argument("paths", nargs=-1, metavar="PATH...")
@click.option("outputs", "-o", "--output", multiple=True, metavar="FILE", help="Also write FILE (.csv .json .html).")
@click.option(
    "--fail-on",
    type=click.Choice(["never", "contradiction"]),
    default="never",
    show_default=True,
    help="Exit with 1 when there is a contradiction.",
)
@click.option("-q", "--quiet", is_flag=True, help="A line for each contradiction, and no more.")
def check(paths: Sequence[str], outputs: Sequence[str], fail_on: str, *, quiet: bool) -> ExitStatus:
    """Check the articles in files and folders (default: seeds) against one another.

    Exit status: 0 it ran, 1 contradictions with --fail-on contradiction, 2 it could not run.
    """
    from checker.report import formats

    writers = files.writers(outputs, formats.FINDINGS)
    run = console.run(paths or DEFAULT_PATHS)
    for write in writers:
        write(run)
    from checker.model import Verdict
    from checker.report import terminal

    console.show(terminal.render(run, console.screen(), quiet=quiet))
    failed = fail_on == "contradiction" and bool(run.of(Verdict.CONTRADICTION))
    return ExitStatus.CONTRADICTIONS if failed else ExitStatus.RAN
