"""checker rules: the rules that decide."""

import click

from checker.cli import console
from checker.cli.command import RULE, Settled
from checker.cli.console import ExitStatus


@click.command(
    cls=Settled,
    taking=(RULE,),
    short_help="List the rules.",
    examples=["checker rules", "checker rules --rule period-differs=off"],
)
def rules() -> ExitStatus:
    """List the rules that decide what two claims are to one another, and what those are set to that settings change."""
    from checker.judge import registry

    found = registry.rules()
    states = console.states()
    wide = max((len(rule.name) for rule in found), default=0)
    for rule in found:
        title = registry.document(rule.name).partition("\n")[0]
        state = f"{states.get(rule.name, ''):<6}  " if states else ""
        console.show(f"{rule.code:<3}  {rule.name:<{wide}}  {rule.verdict:<13}  {state}{title}\n")
    return ExitStatus.RAN
