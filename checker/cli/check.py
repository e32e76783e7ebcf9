"""checker check: the articles against one another."""

from collections.abc import Sequence

import click

from checker.cli import console, files
from checker.cli.console import DEFAULT_PATHS, ExitStatus
from checker.errors import SettingsError

# on standard output; the terminal's is for the eye, the others stand in checker.report.formats
FORMATS = ("terminal", "line", "github", "json", "jsonl", "csv", "md", "sarif")


@click.command(short_help="Check articles against one another.")
@click.argument("paths", nargs=-1, metavar="PATH...")
@click.option(
    "outputs",
    "-o",
    "--output",
    multiple=True,
    metavar="FILE",
    help="Also write FILE (.csv, .json, .jsonl, .md, .sarif or .xlsx).",
)
@click.option(
    "shown",
    "--format",
    type=click.Choice(FORMATS),
    default="terminal",
    show_default=True,
    help="What goes to standard output.",
)
@click.option("--csv-all", is_flag=True, help="CSV with the pairs that are explained or agree, too.")
@click.option(
    "--fail-on",
    type=click.Choice(["never", "contradiction"]),
    default="never",
    show_default=True,
    help="Exit with 1 when there is a contradiction.",
)
@click.option("-q", "--quiet", is_flag=True, help="A line for each contradiction, and no more.")
def check(  # noqa: PLR0913 - an option is an argument
    paths: Sequence[str], outputs: Sequence[str], shown: str, fail_on: str, *, csv_all: bool, quiet: bool
) -> ExitStatus:
    """Check the articles in files and folders (default: seeds) against one another.

    Exit status: 0 it ran, 1 contradictions with --fail-on contradiction, 2 it could not run.
    """
    from checker.judge.registry import document
    from checker.report import formats

    if quiet and shown != "terminal":
        msg = f"-q shortens the report for the terminal; it does not go with --format {shown}"
        raise SettingsError(msg)
    if csv_all and shown != "csv" and not any(output.lower().endswith(".csv") for output in outputs):
        msg = "--csv-all needs a CSV to write: -o FILE.csv or --format csv"
        raise SettingsError(msg)
    known = formats.ALL_PAIRS if csv_all else formats.FINDINGS
    writers = files.writers(outputs, known, document)
    run = console.run(paths or DEFAULT_PATHS)
    for write in writers:
        write(run)
    from checker.model import Verdict
    from checker.report import terminal

    if shown == "terminal":
        console.show(terminal.render(run, console.screen(), quiet=quiet))
    else:
        render = formats.renderer({**known, **formats.STREAMS}, f".{shown}", document)
        console.put(files.encoded(render(run)))
    failed = fail_on == "contradiction" and bool(run.of(Verdict.CONTRADICTION))
    return ExitStatus.CONTRADICTIONS if failed else ExitStatus.RAN
