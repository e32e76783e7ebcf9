"""The settings file: found from the working folder upwards, each key a default of the option of the same name."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import click

from checker.errors import InputError, SettingsError

OWN, SHARED = "checker.toml", "pyproject.toml"
RULES = "rules"
# options that are no settings: those that tell where the settings are, and `rules` says what --rule does
_NO_KEYS = frozenset({"config", "no-config", "help", "version", "rule"})
# what one command writes or reads is no default of another that calls something else so
_ONLY = {"output": {"check"}, "format": {"check"}, "paths": {"check", "claims"}}


@dataclass(frozen=True, slots=True)
class SettingsFile:
    """The settings of one file; `path` as a reader is shown it, `prefix` what stands before a key of the file."""

    path: str
    prefix: str
    table: Mapping[str, object]

    def at(self, key: str) -> str:
        """Where a setting stands: checker.toml: fail-on."""
        return f"{self.path}: {self.prefix}{key}"

    def rules(self) -> dict[str, str]:
        """What the rules are set to, by their names; whether there are such rules and states is not asked.

        Raises:
            SettingsError: there is something else than a table of strings.
        """
        told = self.table.get(RULES, {})
        if not isinstance(told, dict):
            msg = f"{self.at(RULES)}: expected a table of rules"
            raise SettingsError(msg)
        for name, state in told.items():
            if not isinstance(state, str):
                msg = f"{self.at(f'{RULES}.{name}')}: expected a string"
                raise SettingsError(msg)
        return dict(told)


def find() -> SettingsFile | None:
    """The settings of the nearest folder that has any, from the working folder upwards; None where none has.

    In one folder checker.toml goes before pyproject.toml; a pyproject.toml without [tool.checker] has none.

    Raises:
        InputError: a file cannot be read.
        SettingsError: it is no TOML.
    """
    try:
        here = Path.cwd()
    except OSError:
        return None  # the folder is gone
    for folder in (here, *here.parents):
        for name in (OWN, SHARED):
            path = folder / name
            if _is_file(path):
                found = _settings(os.path.relpath(path, here))
                if found is not None:
                    return found
    return None


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False  # a folder that may not be looked into


def read(path: str) -> SettingsFile:
    """The settings in the file at `path`.

    Raises:
        InputError: it cannot be read.
        SettingsError: it is no TOML, or a pyproject.toml without [tool.checker].
    """
    found = _settings(path)
    if found is None:
        msg = f"{path}: has no [tool.checker]"
        raise SettingsError(msg)
    return found


def _settings(path: str) -> SettingsFile | None:
    import tomllib

    try:
        tables = tomllib.loads(Path(path).read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise InputError(path, error.strerror or "cannot be read") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        msg = f"{path}: is not TOML ({error})"
        raise SettingsError(msg) from error
    if Path(path).name != SHARED:
        return SettingsFile(path, "", tables)
    tools = tables.get("tool", {})
    table = tools.get("checker") if isinstance(tools, dict) else None
    return SettingsFile(path, "tool.checker.", table) if isinstance(table, dict) else None


def keys_of(command: click.Command) -> dict[str, click.Parameter]:
    """The options and arguments of a command by the keys that a settings file has for them."""
    found = {_key(param): param for param in command.params}
    return {key: param for key, param in found.items() if key not in _NO_KEYS}


def _key(param: click.Parameter) -> str:
    if isinstance(param, click.Option):
        return max(param.opts, key=len).lstrip("-")
    return str(param.name)


def defaults(file: SettingsFile, command: click.Command, model: click.Command) -> dict[str, object]:
    """What the file says in place of the defaults of the command's options, by their names, for click's `default_map`.

    Every key must be one of the command `model`, whether `command` has it or not.

    Raises:
        SettingsError: a key is unknown or its value has no meaning; the message names file and key.
    """
    known = keys_of(model)
    mine = keys_of(command)
    file.rules()
    made: dict[str, object] = {}
    for key, value in file.table.items():
        if key == RULES:
            continue
        if key not in known:
            from difflib import get_close_matches

            found = get_close_matches(key, [*known, RULES], n=1)
            close = f"; did you mean {found[0]!r}?" if found else ""
            msg = f"{file.at(key)}: unknown key{close}"
            raise SettingsError(msg)
        told = _checked(file, key, value, known[key], model)
        if key in mine and command.name in _ONLY.get(key, {command.name}):
            made[str(mine[key].name)] = told
    return made


def _checked(file: SettingsFile, key: str, value: object, param: click.Parameter, model: click.Command) -> object:
    """The value of a key as the option takes it; the names of files count from the settings file."""
    several = param.multiple or param.nargs == -1
    kind, called = _expected(param)
    given = value if several and isinstance(value, list) else [value]
    if several != isinstance(value, list) or not all(type(item) is kind for item in given):
        msg = f"{file.at(key)}: expected {f'a list of {called}s' if several else f'a {called}'}"
        raise SettingsError(msg)
    if _names_files(param):
        given = [_from(file, str(item)) for item in given]
    told = given if several else given[0]
    try:
        param.type_cast_value(click.Context(model), told)
    except click.BadParameter as error:
        msg = f"{file.at(key)}: {error.message}"
        raise SettingsError(msg) from error
    return told


def _expected(param: click.Parameter) -> tuple[type, str]:
    if isinstance(param, click.Option) and param.is_flag:
        return bool, "truth value"
    if param.type is click.INT or isinstance(param.type, click.IntRange):
        return int, "whole number"
    return str, "string"


def _names_files(param: click.Parameter) -> bool:
    told = param.metavar or ""
    return param.type.name in {"file", "path"} or "FILE" in told or "PATH" in told


def _from(file: SettingsFile, name: str) -> str:
    from checker.read.remote import is_address, plain

    # an empty name is left alone: the folder is not what somebody meant who wrote it
    if not name or is_address(name):
        return name
    return os.path.normpath(Path(file.path).parent / plain(name))
