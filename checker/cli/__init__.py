"""The command line: words into calls, errors into one line. Stages load when they are needed."""

import atexit
import gc
from collections.abc import Sequence

import click

from checker.cli import check, claims, completion, config, diff, dismiss, explain, index, rules, store
from checker.cli.command import Group
from checker.cli.console import ExitStatus, complain, stand_in
from checker.cli.ending import Ended, heeded
from checker.errors import NO_MEMORY, CheckerError
from checker.settings import VERSION

__all__ = ["cli", "main"]


@click.group(
    cls=Group,
    context_settings={"help_option_names": ["-h", "--help"]},
    invoke_without_command=True,
    examples=["checker check seeds -o report.json", "checker explain value-differs"],
)
@click.pass_context
@click.version_option(VERSION, prog_name="checker", message="%(prog)s %(version)s")
def cli(context: click.Context) -> None:
    """Tell where sources contradict one another, where they agree, and where they differ for a reason."""
    # a run makes many small objects and no rings of them: looking for rings as often as usual costs a twentieth
    gc.set_threshold(1_000_000, 50, 50)
    # nor is one to be looked for when all is done: the process ends
    atexit.register(gc.freeze)
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


cli.add_command(check.check)
cli.add_command(claims.claims)
cli.add_command(completion.completion)
cli.add_command(config.config)
cli.add_command(diff.diff)
cli.add_command(dismiss.dismiss)
cli.add_command(explain.explain)
cli.add_command(index.index)
cli.add_command(rules.rules)
cli.add_command(store.store)


# stands for the status of a command that ran out of memory
_SHORT = object()


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status; every expected error becomes one line."""
    stand_in()
    try:
        with heeded():
            status = cli.main(args=arguments, prog_name="checker", standalone_mode=False)
    except Ended as ended:
        complain(str(ended))
        ended.end()
        return ExitStatus.COULD_NOT_RUN
    except (click.ClickException, CheckerError) as error:
        message = error.format_message() if isinstance(error, click.ClickException) else str(error)
        complain(message)
        return ExitStatus.COULD_NOT_RUN
    except MemoryError:
        status = _SHORT
    except click.Abort:
        return 130  # what a shell reports for an interrupted command
    except SystemExit:
        # click's answer to a reader that closed its pipe while help was printed; 1 would mean contradictions
        return ExitStatus.RAN
    if status is _SHORT:
        # what was held when it ran out is let go by now
        complain(f"this {NO_MEMORY}; check fewer articles at once, or set lower limits (see checker check --help)")
        return ExitStatus.COULD_NOT_RUN
    return int(status) if isinstance(status, int) else ExitStatus.RAN
