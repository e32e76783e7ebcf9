"""checker config: the settings in force, and where each of them comes from."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from checker.cli import command, console, settings_file
from checker.cli.command import Settled
from checker.cli.console import DEFAULT_PATHS, ExitStatus

if TYPE_CHECKING:
    from checker.cli.settings_file import SettingsFile


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting of `checker check`."""

    key: str
    value: object
    origin: str


@click.command(
    cls=Settled,
    taking=(),
    short_help="Show the settings in force and where they come from.",
    examples=["checker config", "checker config --no-config --json"],
)
@click.option("as_json", "--json", is_flag=True, help="As JSON.")
@click.pass_context
def config(context: click.Context, *, as_json: bool) -> ExitStatus:
    """Show the settings that `checker check` goes by here, and where each comes from."""
    file = command.file_of(context)
    settings = [*_options(context, file), *_rules(file)]
    if as_json:
        import json

        told = {setting.key: {"value": setting.value, "from": setting.origin} for setting in settings}
        report = {"file": file.path if file else None, "settings": told}
        console.show(json.dumps(report, ensure_ascii=False, indent=2) + "\n")
        return ExitStatus.RAN
    from checker.report.wording import visible

    console.show(f"{visible(file.path) if file else 'no settings file'}\n\n")
    rows = [(setting.key, _in_words(setting.value), setting.origin) for setting in settings]
    wide = [max(len(row[at]) for row in rows) for at in range(2)]
    for key, value, origin in rows:
        console.show(visible(f"{key:<{wide[0]}}  {value:<{wide[1]}}  {origin}") + "\n")
    return ExitStatus.RAN


def _options(context: click.Context, file: "SettingsFile | None") -> list[Setting]:
    """What each option of `checker check` is without being given, as click itself finds it."""
    root = context.find_root().command
    assert isinstance(root, click.Group)
    check = root.commands["check"]
    found: list[Setting] = []
    given = ["--config", file.path] if file else ["--no-config"]
    with check.make_context("check", given, parent=context.parent) as made:
        for key, param in sorted(settings_file.keys_of(check).items()):
            value = made.params[str(param.name)]
            value = list(value) if isinstance(value, tuple) else value
            if key == "paths" and not value:
                value = list(DEFAULT_PATHS)
            told = file is not None and key in file.table
            found.append(Setting(key, value, file.at(key) if file is not None and told else "default"))
    return found


def _rules(file: "SettingsFile | None") -> list[Setting]:
    """What the rules are set to.

    Raises:
        SettingsError: a rule or its state is unknown.
    """
    judge = console.settings().judge
    return [Setting(f"rules.{name}", state, file.at(f"rules.{name}")) for name, state in judge.rules] if file else []


def _in_words(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "-"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "-" if value is None else str(value)
