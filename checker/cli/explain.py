"""checker explain: what a rule means, and how a finding came about."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import click

from checker.cli import console, files
from checker.cli.command import FileName, RuleName, Settled
from checker.cli.console import ExitStatus
from checker.errors import SettingsError, UnknownNameError

if TYPE_CHECKING:
    from checker.model import Run


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
def explain(name: str, paths: Sequence[str], report: str | None) -> ExitStatus:
    """Say what RULE means, or why FINDING (its id, or the first letters of its fingerprint) got its verdict."""
    if paths and report:
        msg = "give either PATH or --report, not both"
        raise SettingsError(msg)
    if paths or report:
        _explain_finding(name, paths, report)
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


def _explain_finding(name: str, paths: Sequence[str], report: str | None) -> None:
    from checker.report import explanation, json_

    if report:
        console.show(explanation.render(files.load(report), name, console.screen()))
        return
    run = console.run(paths)
    with console.words_in_force():
        console.show(explanation.render(json_.to_dict(run), name, console.screen(), _asked(run)))


def _asked(run: "Run") -> Callable[[str, str], list[tuple[str, str | None]]]:
    """What each rule says of a pair of the run, up to the one that decided."""
    from checker.judge import registry

    off = console.settings().judge.off
    judged = {(j.pair.left.id, j.pair.right.id): j for finding in run.findings for j in finding.judgements}

    def ask(left: str, right: str) -> list[tuple[str, str | None]]:
        judgement = judged[left, right]
        said: list[tuple[str, str | None]] = []
        for rule in registry.rules():
            if rule.name in off:
                continue
            said.append((rule.name, rule.check(judgement.pair)))
            if rule.name == judgement.rule:
                break
        return said

    return ask
