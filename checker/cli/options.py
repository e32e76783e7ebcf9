"""The options that choose among the findings."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypedDict, TypeVar

import click

from checker.errors import SettingsError

if TYPE_CHECKING:
    from checker.report.selection import Selection

# as in checker.model, which loads only when something is checked
VERDICTS = ("contradiction", "explained", "agreement")
SEVERITIES = ("low", "medium", "high")


class Filters(TypedDict):
    """What the command line says under the options of `filters`."""

    only: Sequence[str]
    min_severity: str | None
    entity: Sequence[str]
    attribute: Sequence[str]
    source: Sequence[str]


_Command = TypeVar("_Command", bound=Callable[..., object])


def filters(command: _Command) -> _Command:
    """The command with an option for each filter."""
    listed = ",".join(VERDICTS)
    for option in (
        click.option("--source", multiple=True, metavar="TEXT", help="Findings in such files: a part or a pattern."),
        click.option("--attribute", multiple=True, metavar="TEXT", help="Findings whose attribute has TEXT in it."),
        click.option("--entity", multiple=True, metavar="TEXT", help="Findings whose entity has TEXT in its name."),
        click.option("--min-severity", type=click.Choice(SEVERITIES), help="Findings of this severity and above."),
        click.option("--only", multiple=True, metavar="VERDICTS", help=f"Findings of these verdicts: {listed}."),
    ):
        command = option(command)
    return command


def selection(asked: Filters) -> "Selection":
    """What the filters ask for.

    Raises:
        SettingsError: a verdict that there is not, or a filter without text.
    """
    from checker.model import Severity, Verdict
    from checker.report.selection import Selection

    verdicts = [word.strip().lower() for words in asked["only"] for word in words.split(",")]
    for word in verdicts:
        if word not in VERDICTS:
            msg = f"--only: {word!r} is no verdict; they are {', '.join(VERDICTS)}"
            raise SettingsError(msg)
    for name, texts in (("entity", asked["entity"]), ("attribute", asked["attribute"]), ("source", asked["source"])):
        if "" in map(str.strip, texts):
            msg = f"--{name}: expects some text"
            raise SettingsError(msg)
    return Selection(
        verdicts=frozenset(map(Verdict, verdicts)),
        least=Severity(asked["min_severity"]) if asked["min_severity"] else None,
        entities=tuple(asked["entity"]),
        attributes=tuple(asked["attribute"]),
        sources=tuple(asked["source"]),
    )
