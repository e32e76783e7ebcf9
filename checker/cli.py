"""The command line: words into calls, errors into one line. Stages load when they are needed."""

import gc
import io
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from checker.errors import CheckerError, InputError, SettingsError, UnknownNameError
from checker.settings import VERSION, Settings

if TYPE_CHECKING:
    from checker.model import Run
    from checker.report.layout import Screen

Render = Callable[["Run"], str]
DEFAULT_PATHS = ("seeds",)
PIPE_WIDTH = 100  # where there is no terminal to ask


class ExitStatus(IntEnum):
    """What the process tells its caller."""

    RAN = 0
    CONTRADICTIONS = 1
    COULD_NOT_RUN = 2


@click.group(context_settings={"help_option_names": ["-h", "--help"]}, invoke_without_command=True)
@click.pass_context
@click.version_option(VERSION, prog_name="checker", message="%(prog)s %(version)s")
def cli(context: click.Context) -> None:
    """Tell where sources contradict one another, where they agree, and where they differ for a reason."""
    # a run makes many small objects and no rings of them: looking for rings as often as usual costs a twentieth
    gc.set_threshold(1_000_000, 50, 50)
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


@cli.command(short_help="Check articles against one another.")
@click.argument("paths", nargs=-1, metavar="PATH...")
@click.option("outputs", "-o", "--output", multiple=True, metavar="FILE", help="Also write FILE (.csv or .json).")
@click.option(
    "--fail-on",
    type=click.Choice(["never", "contradiction"]),
    default="never",
    show_default=True,
    help="Exit with 1 when there is a contradiction.",
)
@click.option("-q", "--quiet", is_flag=True, help="A line for each contradiction, and no more.")
def check(paths: Sequence[str], outputs: Sequence[str], fail_on: str, *, quiet: bool) -> ExitStatus:
    """Check the articles in files and folders (default: seeds) against one another.

    Exit status: 0 it ran, 1 contradictions with --fail-on contradiction, 2 it could not run.
    """
    writers = [_writer(output, {".csv": _conflicts_csv, ".json": _report_json}) for output in outputs]
    run = _run(paths or DEFAULT_PATHS)
    for write in writers:
        write(run)
    from checker.model import Verdict
    from checker.report import terminal

    _print(terminal.render(run, _screen(), quiet=quiet))
    failed = fail_on == "contradiction" and bool(run.of(Verdict.CONTRADICTION))
    return ExitStatus.CONTRADICTIONS if failed else ExitStatus.RAN


@cli.command(short_help="Show what is read from the articles.")
@click.argument("paths", nargs=-1, metavar="PATH...")
@click.option(
    "outputs", "-o", "--output", multiple=True, metavar="FILE", help="Write FILE (.csv or .json) instead of the table."
)
def claims(paths: Sequence[str], outputs: Sequence[str]) -> ExitStatus:
    """Show what is read from the articles in files and folders (default: seeds), claim by claim."""
    writers = [_writer(output, {".csv": _claims_csv, ".json": _claims_json}) for output in outputs]
    run = _run(paths or DEFAULT_PATHS)
    for write in writers:
        write(run)
    if not outputs:
        from checker.report import listing

        _print(listing.render(run, _screen()))
    return ExitStatus.RAN


@cli.command(short_help="Say what a rule means, or why a finding got its verdict.")
@click.argument("name", metavar="RULE|FINDING")
@click.argument("paths", nargs=-1, metavar="[PATH...]")
@click.option("--report", metavar="FILE", help="Look the finding up in a JSON report instead of checking PATH again.")
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
    _print(f"{rule.name} ({rule.code}, {rule.verdict})\n\n{text.strip()}\n")
    return ExitStatus.RAN


@cli.command(short_help="List the rules.")
def rules() -> ExitStatus:
    """List the rules that decide what two claims are to one another."""
    from checker.judge import registry

    found = registry.rules()
    wide = max((len(rule.name) for rule in found), default=0)
    for rule in found:
        title = registry.document(rule.name).partition("\n")[0]
        _print(f"{rule.code:<3}  {rule.name:<{wide}}  {rule.verdict:<13}  {title}\n")
    return ExitStatus.RAN


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status; every expected error becomes one line."""
    try:
        status = cli.main(args=arguments, prog_name="checker", standalone_mode=False)
    except (click.ClickException, CheckerError) as error:
        message = error.format_message() if isinstance(error, click.ClickException) else str(error)
        _complain(message)
        return ExitStatus.COULD_NOT_RUN
    except click.Abort:
        return 130  # what a shell reports for an interrupted command
    except SystemExit:
        # click's answer to a reader that closed its pipe while help was printed; 1 would mean contradictions
        return ExitStatus.RAN
    return int(status) if isinstance(status, int) else ExitStatus.RAN


def _run(paths: Sequence[str]) -> "Run":
    """The checked articles.

    Raises:
        CheckerError: nothing could be checked; one line for each reason.
    """
    from checker.engine import serial
    from checker.report.wording import visible

    if "" in paths:
        # what an unset variable leaves in a script; it must not mean the current folder
        msg = "an empty path names no file or folder"
        raise CheckerError(msg)
    run = serial.run(paths, Settings())
    if not run.sources:
        lines = [visible(f"{problem.path}: {problem.message}") for problem in run.problems]
        raise CheckerError("\n".join(lines) or "nothing to check")
    return run


def _explain_finding(name: str, paths: Sequence[str], report: str | None) -> None:
    from checker.report import explanation, json_

    if report:
        _print(explanation.render(_load(report), name, _screen()))
        return
    run = _run(paths)
    _print(explanation.render(json_.to_dict(run), name, _screen(), _asked(run)))


def _asked(run: "Run") -> Callable[[str, str], list[tuple[str, str | None]]]:
    """What each rule says of a pair of the run, up to the one that decided."""
    from checker.judge import registry

    judged = {(j.pair.left.id, j.pair.right.id): j for finding in run.findings for j in finding.judgements}

    def ask(left: str, right: str) -> list[tuple[str, str | None]]:
        judgement = judged[left, right]
        said: list[tuple[str, str | None]] = []
        for rule in registry.rules():
            said.append((rule.name, rule.check(judgement.pair)))
            if rule.name == judgement.rule:
                break
        return said

    return ask


def _load(path: str) -> dict[str, object]:
    """A JSON report that was written earlier."""
    import json

    try:
        report = json.loads(Path(path).read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise InputError(path, error.strerror or "cannot be read") from error
    except ValueError as error:
        raise InputError(path, "is not JSON") from error
    if not isinstance(report, dict) or "findings" not in report:
        raise InputError(path, "is not a report of checker")
    return report


def _conflicts_csv(run: "Run") -> str:
    from checker.report import table

    return table.render(run)


def _claims_csv(run: "Run") -> str:
    from checker.report import table

    return table.render_claims(run)


def _report_json(run: "Run") -> str:
    from checker.report import json_

    return json_.render(run)


def _claims_json(run: "Run") -> str:
    from checker.report import json_

    return json_.dumps(json_.claims_dict(run))


def _writer(output: str, formats: dict[str, Render]) -> Callable[["Run"], None]:
    """A function that writes a run to `output`; what is wrong with the name is said before any work.

    Raises:
        SettingsError: no format has that suffix.
        InputError: the folder is missing or the name is a folder's.
    """
    path = Path(output)
    render = formats.get(path.suffix.lower())
    if render is None:
        msg = f"{output}: cannot tell the format; the suffix must be one of {', '.join(formats)}"
        raise SettingsError(msg)
    if not path.parent.is_dir():
        raise InputError(output, "its folder does not exist")
    if path.is_dir():
        raise InputError(output, "is a folder")
    return lambda run: _write(path, render(run))


def _write(path: Path, text: str) -> None:
    """Put `text` in the file at `path`, all of it or nothing."""
    target = path.resolve()  # a link is written through, not replaced
    temporary = None
    try:
        with tempfile.NamedTemporaryFile(dir=target.parent, prefix=".checker-", delete=False) as file:
            temporary = Path(file.name)
            # a file name may hold bytes that are no text: JSON and a reader both take \udcxx for them
            file.write(text.encode(errors="backslashreplace"))
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(target)
    except OSError as error:
        if temporary:
            temporary.unlink(missing_ok=True)
        raise InputError(path, f"cannot be written ({error.strerror})") from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _screen() -> "Screen":
    """What standard output is: colours only on a terminal where nobody declined them (no-color.org)."""
    from checker.report.layout import Screen, symbols_for

    declined = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return Screen(
        width=shutil.get_terminal_size((PIPE_WIDTH, 24)).columns,
        color=sys.stdout.isatty() and not declined,
        symbols=symbols_for(sys.stdout.encoding),
    )


def _print(text: str) -> None:
    _lenient(sys.stdout)
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        # the reader (head, less) has seen enough; without this the interpreter complains when it flushes again
        _discard_output()
    except OSError as error:
        _discard_output()
        msg = f"standard output: cannot be written ({error.strerror})"
        raise CheckerError(msg) from error


def _discard_output() -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _complain(message: str) -> None:
    from checker.report.wording import visible

    _lenient(sys.stderr)
    for line in message.splitlines():
        sys.stderr.write(f"checker: {visible(line)}\n")


def _lenient(stream: TextIO) -> None:
    """Let what the stream's encoding lacks be written as an escape instead of failing."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors="backslashreplace")
