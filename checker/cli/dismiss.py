"""checker dismiss: findings that somebody has settled, remembered in a file."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from checker.cli import console, files
from checker.cli.command import Exemplified
from checker.cli.console import ExitStatus
from checker.errors import SettingsError, UnknownNameError

if TYPE_CHECKING:
    from checker.report.baseline import Baseline, Entry
    from checker.report.saved import SavedFinding

DEFAULT_BASELINE = "baseline.json"


@click.command(
    cls=Exemplified,
    short_help="Settle a finding, with a reason.",
    examples=[
        "checker dismiss F001 --report monday.json --reason 'a typing error'",
        "checker dismiss F001 --report monday.json --undo",
    ],
)
@click.argument("names", nargs=-1, metavar="FINDING...")
@click.option("--report", metavar="FILE", help="The JSON report that has the findings.")
@click.option("--reason", metavar="TEXT", help="Why they are settled.")
@click.option("--baseline", metavar="FILE", help="Remember them in FILE (default: baseline.json beside the report).")
@click.option("--by", metavar="NAME", help="Who settled them.")
@click.option("day", "--date", metavar="YYYY-MM-DD", help="The day they were settled.")
@click.option("--undo", is_flag=True, help="Settle them no longer.")
@click.option("listed", "--list", is_flag=True, help="Show what is settled, and change nothing.")
def dismiss(  # noqa: PLR0913 - a parameter for each option
    names: Sequence[str],
    *,
    report: str | None,
    reason: str | None,
    baseline: str | None,
    by: str | None,
    day: str | None,
    undo: bool,
    listed: bool,
) -> ExitStatus:
    """Settle each FINDING (its id, or at least four letters of its fingerprint) of a JSON report.

    checker check --baseline FILE then leaves it out, until a value that is told changes or another one joins.
    """
    _demand_sense(names, report, reason, undo=undo, listed=listed)
    path = Path(baseline) if baseline else Path(report or DEFAULT_BASELINE).with_name(DEFAULT_BASELINE)
    if listed:
        _show(f"Dismissed in {path}", files.baseline(path).entries)
    elif undo:
        _undo(names, report, path)
    else:
        _dismiss(names, report or "", path, (reason or "").strip(), (by, _day(day)))
    return ExitStatus.RAN


def _demand_sense(names: Sequence[str], report: str | None, reason: str | None, *, undo: bool, listed: bool) -> None:
    msg = ""
    if listed:
        msg = "--list takes no FINDING, --reason or --undo" if names or reason or undo else ""
    elif not names:
        msg = "name a FINDING: its id, or the first letters of its fingerprint"
    elif undo:
        msg = "--undo takes no --reason" if reason else ""
    elif not report:
        msg = "add --report FILE: the JSON report that has the finding"
    elif not (reason or "").strip():
        msg = "add --reason TEXT: why the finding is settled"
    if msg:
        raise SettingsError(msg)


def _day(text: str | None) -> str | None:
    try:
        return date.fromisoformat(text).isoformat() if text else None
    except ValueError as error:
        msg = f"--date {text}: is no day; write it as YYYY-MM-DD"
        raise SettingsError(msg) from error


def _dismiss(names: Sequence[str], report: str, path: Path, reason: str, who: tuple[str | None, str | None]) -> None:
    from checker.report.baseline import entry_of
    from checker.report.saved import called

    findings = _findings(report)
    baseline = files.baseline(path, may_be_missing=True)
    entries = [entry_of(called(findings, name), reason, *who) for name in names]
    for entry in entries:
        baseline = baseline.with_entry(entry)
    _write(path, baseline)
    _show(f"Dismissed in {path}", entries)


def _undo(names: Sequence[str], report: str | None, path: Path) -> None:
    findings = _findings(report) if report else ()
    baseline = files.baseline(path)
    entries = [_entry(baseline, name, findings, path) for name in names]
    for entry in entries:
        baseline = baseline.without(entry)
    _write(path, baseline)
    _show(f"No longer dismissed in {path}", entries)


def _entry(baseline: "Baseline", name: str, findings: Sequence["SavedFinding"], path: Path) -> "Entry":
    """The entry that `name` calls: by the letters of its fingerprint, or as the report's finding with that id."""
    from checker.report.saved import beginning, called, the_one

    found = beginning(baseline.entries, name)
    if not found and findings:
        finding = called(findings, name)
        found = [entry for entry in baseline.entries if entry.settles(finding)]
    if not found:
        msg = f"{path}: nothing there is called {name!r}"
        raise UnknownNameError(msg)
    return the_one(found, name, len(baseline.entries))


def _findings(report: str) -> "tuple[SavedFinding, ...]":
    from checker.report import saved

    return saved.read(files.load(report), report)


def _write(path: Path, baseline: "Baseline") -> None:
    from checker.report.baseline import render

    files.write(path, render(baseline))


def _show(title: str, entries: Sequence["Entry"]) -> None:
    from checker.report import settled

    console.show(settled.render(title, entries, console.screen()))
