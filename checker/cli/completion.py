"""checker completion: what makes a shell complete the command line."""

import click
from click import shell_completion

from checker.cli import console
from checker.cli.command import Exemplified
from checker.cli.console import ExitStatus


@click.command(
    cls=Exemplified,
    short_help="Print what makes a shell complete commands and options.",
    examples=["checker completion bash", "checker completion fish"],
)
@click.argument("shell", metavar="SHELL", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(context: click.Context, shell: str) -> ExitStatus:
    """Print the script that makes SHELL (bash, zsh or fish) complete commands, options and rules."""
    kind = shell_completion.get_completion_class(shell)
    assert kind is not None
    made = kind(context.find_root().command, {}, "checker", "_CHECKER_COMPLETE")
    # bash's own `source` runs a bash to ask for its version
    console.show(shell_completion.ShellComplete.source(made).strip() + "\n")
    return ExitStatus.RAN
