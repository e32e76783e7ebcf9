"""checker diff: two JSON reports against one another."""

import click

from checker.cli import console, files
from checker.cli.command import Exemplified, FileName
from checker.cli.console import ExitStatus


@click.command(
    cls=Exemplified,
    short_help="Tell what is new since an earlier report.",
    examples=["checker diff monday.json tuesday.json --fail-on new"],
)
@click.argument("old", metavar="OLD.json", type=FileName())
@click.argument("new", metavar="NEW.json", type=FileName())
@click.option(
    "form", "--format", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to write it."
)
@click.option(
    "--fail-on",
    type=click.Choice(["never", "new"]),
    default="never",
    show_default=True,
    help="Exit with 1 when there is a new contradiction, or another value joined one.",
)
def diff(old: str, new: str, form: str, fail_on: str) -> ExitStatus:
    """Tell which findings appeared, changed and went between two JSON reports.

    Exit status: 0 it ran, 1 new contradictions with --fail-on new, 2 it could not run.
    """
    from checker.report import comparison
    from checker.report import diff as page

    compared = comparison.compare(
        comparison.read(files.load(old), old),
        comparison.read(files.load(new), new),
    )
    console.show(page.render_json(compared) if form == "json" else page.render(compared, console.screen()))
    failed = fail_on == "new" and compared.new_contradictions > 0
    return ExitStatus.CONTRADICTIONS if failed else ExitStatus.RAN
