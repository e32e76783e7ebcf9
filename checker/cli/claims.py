"""checker claims: what is read from the articles."""

from collections.abc import Sequence
from typing import Unpack

import click

from checker.cli import console, files, reading
from checker.cli.command import FileName, Settled
from checker.cli.console import DEFAULT_PATHS, ExitStatus


@click.command(
    cls=Settled,
    short_help="Show what is read from the articles.",
    examples=["checker claims seeds", "checker claims seeds -o claims.csv"],
)
@click.argument("paths", nargs=-1, metavar="PATH...", type=FileName())
@click.option(
    "outputs",
    "-o",
    "--output",
    multiple=True,
    metavar="FILE",
    type=FileName(),
    help="Write FILE (.csv, .json, .jsonl, .parquet or .xlsx) instead of the table.",
)
@reading.reading
def claims(paths: Sequence[str], outputs: Sequence[str], **read: Unpack[reading.Options]) -> ExitStatus:
    """Show what is read from the articles in files and folders (default: seeds), claim by claim.

    PATH may be - for a list of files on standard input, one a line.
    """
    from checker.report import formats

    writers = files.writers(outputs, formats.CLAIMS)
    run = console.run(paths or DEFAULT_PATHS, reading.chosen(read))
    for write in writers:
        write(run)
    if not outputs:
        from checker.report import listing

        console.show(listing.render(run, console.screen()))
    return ExitStatus.RAN
