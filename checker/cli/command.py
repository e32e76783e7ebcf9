"""What the commands are made of: examples at the end of their help, and settings from a file before their options."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import click
from click.shell_completion import CompletionItem
from click.types import StringParamType

from checker.cli import settings_file
from checker.cli.settings_file import SettingsFile
from checker.errors import SettingsError
from checker.settings import SEGMENTERS, STATES

Function = TypeVar("Function", bound=Callable[..., object])


class Exemplified(click.Command):
    """A command whose help ends with `examples`: lines that can be run where the seeds are."""

    def __init__(self, *given: Any, examples: Sequence[str] = (), **named: Any) -> None:
        """Take what click takes, and the examples."""
        super().__init__(*given, **named)
        self.examples = tuple(examples)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples, a line each, however narrow the terminal is: they are there to be copied."""
        super().format_epilog(ctx, formatter)
        if self.examples:
            with formatter.section("Example" if len(self.examples) == 1 else "Examples"):
                formatter.write("".join(f"{' ' * formatter.current_indent}{line}\n" for line in self.examples))


class Group(Exemplified, click.Group):
    """The command that holds the others; one that is mistyped is told the closest."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the first of `args` names, with the rest of them."""
        name = args[0]
        if self.get_command(ctx, name) is None and not name.startswith("-") and not ctx.resilient_parsing:
            from difflib import get_close_matches

            found = get_close_matches(name, sorted(self.commands), n=1)
            ctx.fail(f"No such command {name!r}." + (f" Did you mean {found[0]!r}?" if found else ""))
        return super().resolve_command(ctx, args)


class FileName(StringParamType):
    """The name of a file or folder as it was given; a shell completes it, and one in a settings file counts from it."""

    name = "file"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Leave it to the shell."""
        del ctx, param
        return [CompletionItem(incomplete, type="file")]


class RuleName(StringParamType):
    """The name of a rule, which a shell completes; `state` asks for what the rule is set to, behind an `=`."""

    name = "rule"

    def __init__(self, *, state: bool = False) -> None:
        """Ask for a name, or for a name and what its rule is set to."""
        self._state = state

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The name as it is, or the name and the state."""
        if not self._state or not isinstance(value, str):
            return value
        name, equals, state = value.partition("=")
        if not equals or state not in STATES:
            from difflib import get_close_matches

            found = get_close_matches(state, STATES, n=1)
            close = f" Did you mean {f'{name}={found[0]}'!r}?" if found else ""
            self.fail(f"{value!r} is not NAME=STATE with one of {', '.join(STATES)}.{close}", param, ctx)
        return name, state

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """The rules that begin so."""
        del ctx, param
        from checker.judge import registry

        told = [f"{rule.name}={state}" for rule in registry.rules() for state in STATES]
        names = told if self._state else [rule.name for rule in registry.rules()]
        return [CompletionItem(name) for name in names if name.startswith(incomplete)]


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the settings file and the options say of words, rules and engine; each rule's state with where it stands."""

    lexicon: tuple[str, ...] = ()
    rules: tuple[tuple[str, str, str], ...] = ()
    segmenter: str = SEGMENTERS[0]
    jobs: int | None = None
    engine: str = "local"
    scheduler: str | None = None


_CHOSEN, _FILE = "checker.chosen", "checker.settings_file"
CONFIG = (
    click.Option(["--config"], type=FileName(), metavar="FILE", help="Take the settings from FILE."),
    click.Option(["--no-config"], is_flag=True, help="Take no settings from a file."),
)
LEXICON = click.Option(
    ["--lexicon"], multiple=True, type=FileName(), metavar="FILE", help="Add a house's own words from FILE (.toml)."
)
RULE = click.Option(
    ["--rule"],
    multiple=True,
    type=RuleName(state=True),
    metavar="NAME=STATE",
    help=f"Set a rule to one of {', '.join(STATES)}.",
)
SEGMENTER = click.Option(
    ["--segmenter"],
    type=click.Choice(SEGMENTERS),
    default=SEGMENTERS[0],
    show_default=True,
    help="What cuts Chinese text into words; rjieba (extra 'fast') gives the same words in less time.",
)
JOBS = click.Option(
    ["--jobs"],
    type=click.IntRange(min=1),
    metavar="N",
    help="Work in N processes (default: one for each core, where that is sooner).",
)
ENGINE = click.Option(
    ["--engine"],
    type=click.Choice(["local", "dask"]),
    default="local",
    show_default=True,
    help="Work on this machine, or on a cluster (extra 'cluster').",
)
SCHEDULER = click.Option(
    ["--scheduler"],
    metavar="ADDRESS",
    help="The cluster's scheduler: tcp://host:8786 (default: one started here).",
)
_TAKING = (LEXICON, RULE, SEGMENTER, JOBS, ENGINE, SCHEDULER)


class Settled(Exemplified):
    """A command that goes by the settings file: it stands in for the defaults of the options of the same names.

    `taking` are the options that it has beside its own; `chosen` tells what they and the file say.
    """

    def __init__(self, *given: Any, taking: Sequence[click.Option] = _TAKING, **named: Any) -> None:
        """Take what click takes, and the shared options."""
        super().__init__(*given, **named)
        self.params = [*self.params, *taking, *CONFIG]

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the settings file, then the arguments."""
        given, _, _ = self.make_parser(ctx).parse_args(args=list(args))
        asked_help = self.get_help_option(ctx)
        # neither help nor completion should fail for a file that has nothing to do with them
        if not ctx.resilient_parsing and not (asked_help and given.get(str(asked_help.name))):
            file = _file(given.get("config"), none=bool(given.get("no_config")))
            ctx.meta[_FILE] = file
            if file is not None:
                ctx.default_map = settings_file.defaults(file, self, _model(ctx) or self)
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; what the shared options say is for `chosen`, and not among its arguments."""
        for option in CONFIG:
            ctx.params.pop(str(option.name), None)
        file: SettingsFile | None = ctx.meta.get(_FILE)
        rules = {name: (state, file.at(f"rules.{name}")) for name, state in file.rules().items()} if file else {}
        rules |= {name: (state, "--rule") for name, state in ctx.params.pop("rule", ())}
        ctx.meta[_CHOSEN] = Chosen(
            tuple(ctx.params.pop("lexicon", ())),
            tuple((name, *told) for name, told in rules.items()),
            ctx.params.pop("segmenter", SEGMENTERS[0]),
            ctx.params.pop("jobs", None),
            ctx.params.pop("engine", "local"),
            ctx.params.pop("scheduler", None),
        )
        return super().invoke(ctx)


def chosen() -> Chosen:
    """What the running command was told in the shared options; nothing outside of one."""
    context = click.get_current_context(silent=True)
    told = context.meta.get(_CHOSEN) if context is not None else None
    return told if isinstance(told, Chosen) else Chosen()


def file_of(context: click.Context) -> SettingsFile | None:
    """The settings file that a command went by, or None."""
    found = context.meta.get(_FILE)
    return found if isinstance(found, SettingsFile) else None


def _file(path: str | None, *, none: bool) -> SettingsFile | None:
    if path is not None and none:
        msg = "give either --config or --no-config, not both"
        raise SettingsError(msg)
    if none:
        return None
    return settings_file.find() if path is None else settings_file.read(path)


def _model(ctx: click.Context) -> click.Command | None:
    """The command whose options a settings file is about."""
    root = ctx.find_root().command
    return root.commands.get("check") if isinstance(root, click.Group) else None
