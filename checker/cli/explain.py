"""checker explain: what a rule means, and how a finding came about."""

from collections.abc import Sequence
from typing import Unpack

import click

from checker.cli import console, files, reading
from checker.cli.command import FileName, RuleName, Settled
from checker.cli.console import ExitStatus
from checker.errors import SettingsError, UnknownNameError
from checker.settings import Read


@click.command(
    cls=Settled,
    short_help="Say what a rule means, or why a finding got its verdict.",
    examples=["checker explain period-differs", "checker explain F001 seeds"],
)
@click.argument("name", metavar="RULE|FINDING", type=RuleName())
@click.argument("paths", nargs=-1, metavar="[PATH...]", type=FileName())
@click.option(
    "--report",
    metavar="FILE",
    type=FileName(),
    help="Look the finding up in a JSON report instead of checking PATH again.",
)
@reading.reading
def explain(name: str, paths: Sequence[str], report: str | None, **read: Unpack[reading.Options]) -> ExitStatus:
    """Say what RULE means, or why FINDING (its id, or the first letters of its fingerprint) got its verdict."""
    if paths and report:
        msg = "give either PATH or --report, not both"
        raise SettingsError(msg)
    if paths or report:
        if report:
            _explain_reported(name, report)
        else:
            _explain_finding(name, paths, reading.chosen(read))
        return ExitStatus.RAN
    from checker.judge import registry

    try:
        text = registry.document(name)
    except UnknownNameError as error:
        msg = f"{error} (to explain a finding, add its PATH or --report FILE)"
        raise UnknownNameError(msg) from error
    rule = next(rule for rule in registry.rules() if rule.name == name)
    state = console.states().get(name)
    told = f"{rule.code}, {rule.verdict}" + (f", {state}" if state else "")
    console.show(f"{rule.name} ({told})\n\n{text.strip()}\n")
    return ExitStatus.RAN


def _explain_reported(name: str, report: str) -> None:
    from checker.report import explanation

    console.show(explanation.render(files.load(report), name, console.screen()))


def _explain_finding(name: str, paths: Sequence[str], read: Read) -> None:
    from checker.engine.explanation import explain

    run = console.run(paths, read)
    with console.words_in_force():
        console.show(explain(run, name, console.screen(), console.settings().judge.off))
