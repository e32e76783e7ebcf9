"""checker rules: the rules that decide."""

import click

from checker.cli import console
from checker.cli.console import ExitStatus


@click.command(short_help="List the rules.")
def rules() -> ExitStatus:
    """List the rules that decide what two claims are to one another."""
    from checker.judge import registry

    found = registry.rules()
    wide = max((len(rule.name) for rule in found), default=0)
    for rule in found:
        title = registry.document(rule.name).partition("\n")[0]
        console.show(f"{rule.code:<3}  {rule.name:<{wide}}  {rule.verdict:<13}  {title}\n")
    return ExitStatus.RAN
