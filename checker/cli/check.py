"""checker check: the articles against one another."""

from collections.abc import Sequence
from pathlib import Path
from typing import Unpack

import click

from checker.cli import console, files, options, reading
from checker.cli.command import FileName, Settled
from checker.cli.console import DEFAULT_PATHS, ExitStatus
from checker.errors import InputError, SettingsError

# on standard output; the terminal's is for the eye, the others stand in checker.report.formats
FORMATS = ("terminal", "line", "github", "json", "jsonl", "csv", "md", "sarif")


class _Chosen(options.Filters, reading.Options):
    """What is chosen among the articles and among the findings."""


@click.command(
    cls=Settled,
    short_help="Check articles against one another.",
    examples=["checker check seeds -o report.csv -o report.json", "checker check seeds --rule period-differs=off -q"],
)
@click.argument("paths", nargs=-1, metavar="PATH...", type=FileName())
@click.option(
    "outputs",
    "-o",
    "--output",
    multiple=True,
    metavar="FILE",
    type=FileName(),
    help="Also write FILE (.csv, .html, .json, .jsonl, .md, .sarif or .xlsx).",
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
@options.filters
@reading.reading
@click.option("--baseline", metavar="FILE", help="Leave out the findings that FILE has settled (see checker dismiss).")
@click.option("--write-baseline", metavar="FILE", help="Settle all contradictions of this run in FILE.")
@click.option(
    "--store", metavar="FILE", type=FileName(), help="Check PATH against what FILE remembers; without PATH, all of it."
)
@click.option("--lang", type=click.Choice(["en", "zh"]), help="Language of the report (default: the locale's).")
@click.option("--pager", is_flag=True, help="Show the report in a pager.")
def check(  # noqa: PLR0913 -- one for each option
    paths: Sequence[str],
    outputs: Sequence[str],
    shown: str,
    fail_on: str,
    lang: str | None,
    *,
    csv_all: bool,
    quiet: bool,
    pager: bool,
    baseline: str | None,
    write_baseline: str | None,
    store: str | None,
    **chosen: Unpack[_Chosen],
) -> ExitStatus:
    """Check the articles in files and folders (default: seeds) against one another.

    PATH may be - for a list of files on standard input, one a line. The filters choose what is shown, written and
    failed on; everything is checked. One that is given several times takes what fits any of them.

    With --store the articles are added to what the store remembers (see checker index), and the report tells the
    findings that they take part in. No article is read again that is stored as it is.

    Exit status: 0 it ran, 1 contradictions with --fail-on contradiction, 2 it could not run.
    """
    from checker.judge.registry import document
    from checker.report import formats
    from checker.report.baseline import Baseline, apply, begun, render, unsettled

    _demand_sense(outputs, shown, csv_all=csv_all, quiet=quiet)
    _demand_apart(outputs, baseline, write_baseline)
    if write_baseline:
        files.demand_own(Path(write_baseline))
    known = formats.ALL_PAIRS if csv_all else formats.FINDINGS
    language = lang or console.language()
    writers = files.writers(outputs, known, document, language)
    selection = options.selection(chosen)
    settled = files.baseline(baseline) if baseline else Baseline()
    kept = files.baseline(write_baseline, may_be_missing=True) if write_baseline else Baseline()
    read = reading.chosen(chosen)
    found = console.run_stored(store, paths, read) if store else console.run(paths or DEFAULT_PATHS, read)
    whole = apply(found, settled)
    run = selection.apply(whole)
    for write in writers:
        write(run)
    if write_baseline:
        files.write(Path(write_baseline), render(begun(run, kept)))
    from checker.model import Verdict
    from checker.report import terminal

    if shown == "terminal":
        screen = console.screen(language)
        left_out = selection.left_out(unsettled(whole))
        text = terminal.render(unsettled(run), screen, quiet=quiet, left_out=left_out)
        (console.page if pager else console.show)(text)
    else:
        console.put(files.encoded(files.rendering({**known, **formats.STREAMS}, f".{shown}", document)(run)))
    run = unsettled(run)
    failed = fail_on == "contradiction" and bool(run.of(Verdict.CONTRADICTION))
    return ExitStatus.CONTRADICTIONS if failed else ExitStatus.RAN


def _demand_sense(outputs: Sequence[str], shown: str, *, csv_all: bool, quiet: bool) -> None:
    """Complain before any work of options that do not go together."""
    msg = ""
    if quiet and shown != "terminal":
        msg = f"-q shortens the report for the terminal; it does not go with --format {shown}"
    elif csv_all and shown != "csv" and not any(output.lower().endswith(".csv") for output in outputs):
        msg = "--csv-all needs a CSV to write: -o FILE.csv or --format csv"
    if msg:
        raise SettingsError(msg)


def _demand_apart(outputs: Sequence[str], *baselines: str | None) -> None:
    """Complain before any work where a report would overwrite a baseline, or a baseline has no folder."""
    from checker.read.remote import plain

    reports = {Path(plain(output)).resolve() for output in outputs}
    for baseline in filter(None, baselines):
        if Path(baseline).resolve() in reports:
            msg = f"{baseline}: is the baseline; give the report another name"
            raise SettingsError(msg)
        if not Path(baseline).parent.is_dir():
            raise InputError(baseline, "its folder does not exist")
