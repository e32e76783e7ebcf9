"""Words are data: TOML tables read into frozen dataclasses, every key and value checked."""

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar, get_args, get_origin, get_type_hints

from checker.errors import LexiconError
from checker.lexicon import plain
from checker.lexicon.overlay import in_force
from checker.model.kinds import Kinds
from checker.model.record import dataclass

ROOT = Path(__file__).parent
Row = TypeVar("Row")


def load(file: str, table: str, row: type[Row]) -> tuple[Row, ...]:
    """The rows of `[[table]]` in the lexicon file `file` (for example "zh/hedges.toml"), in file order.

    `row` is a dataclass: its fields are the keys, a field with a default may be left out. Fields may be str, bool,
    int, Decimal (written as a string), a StrEnum, or a tuple of str.

    Raises:
        LexiconError: the file holds a key that the dataclass lacks, lacks one that it needs, or a value of another
            type; the message names file, row and key.
    """
    return rows_of(ROOT / file, table, row)


def rows_of(path: Path, table: str, row: type[Row]) -> tuple[Row, ...]:
    """The rows of `[[table]]` in the TOML file at `path`; see `load`."""
    return rows_in(path, _tables(path), table, row)


def rows_in(path: Path | str, tables: Mapping[str, object], table: str, row: type[Row]) -> tuple[Row, ...]:
    """The rows of `[[table]]` among the `tables` of a file that is read already; see `load`."""
    listed = tables.get(table, [])
    if not isinstance(listed, list):
        raise LexiconError(path, table, f"expected a list of tables, [[{table}]]")
    keys = _keys(row)  # type: ignore[arg-type]  # mypy takes classes of classes for unhashable
    made = [_row(path, f"{table}[{i}]", item, keys) for i, item in enumerate(listed)]
    return tuple([row(**values) for values in made])


def literal(forms: Iterable[str]) -> str:
    r"""The forms as branches of a pattern, in their order, each taken as it is written.

    >>> literal(["达", "a.b"])
    '达|a\\.b'
    """
    return "|".join(map(re.escape, forms))


def literal_class(signs: str) -> str:
    r"""A class of the characters `signs`, each taken as it is written but for the hyphen of a range: 0-9.

    >>> literal_class("0-9半]")
    '[0-9半\\]]'
    """
    return "[" + "".join(sign if sign == "-" else re.escape(sign) for sign in signs) + "]"


@cache
def words(file: str, key: str) -> tuple[str, ...]:
    """The plain list of words under the top-level key `key` of a lexicon file.

    Raises:
        LexiconError: the key is missing or holds something else than a list of strings.
    """
    path = ROOT / file
    value = _tables(path).get(key)
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise LexiconError(path, key, "expected a list of strings")
    return tuple(value)


@cache
def mapping(file: str, key: str) -> Mapping[str, str]:
    """The table `[key]` of a lexicon file, as strings to strings.

    Raises:
        LexiconError: the key is missing or a value is no string.
    """
    path = ROOT / file
    value = _tables(path).get(key)
    if not isinstance(value, dict) or not all(isinstance(item, str) for item in value.values()):
        raise LexiconError(path, key, "expected a table of strings")
    return MappingProxyType(dict(value))


@cache
def entries(file: str, key: str) -> Mapping[str, str]:
    """The lines `name: words` of the long string under the top-level key `key`: thousands of them are read at once.

    Raises:
        LexiconError: the key is missing, holds no string, or a line has no name or one that another has.
    """
    path = ROOT / file
    value = _tables(path).get(key)
    if not isinstance(value, str):
        raise LexiconError(path, key, "expected a string of lines")
    made: dict[str, str] = {}
    for line in filter(None, value.split("\n")):
        name, colon, told = line.partition(": ")
        if not colon or name in made:
            raise LexiconError(path, key, f"expected a line `name: words` with a name of its own, not {line!r}")
        made[name] = told
    return MappingProxyType(made)


def digest() -> str:
    """A short name for the words that decide: any change in any of their files, or in a house's own, changes it."""
    house = in_force().digest
    return hashlib.sha256(f"{_digest()}{house}".encode()).hexdigest()[:16] if house else _digest()


@cache
def _digest() -> str:
    summed = hashlib.sha256()
    for path in sorted(path for path in ROOT.rglob("*.toml") if path.parent.name != "messages"):
        summed.update(path.relative_to(ROOT).as_posix().encode())
        summed.update(path.read_bytes())
    return summed.hexdigest()[:16]


@cache
def _tables(path: Path) -> dict[str, object]:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise LexiconError(path, "file", f"cannot be read ({error.strerror})") from error
    # a file that is not plain is read as well, slowly; so is one with a mistake, which is told then
    made = plain.tables(data)
    return parsed(path, data) if made is None else made


def parsed(path: Path | str, data: bytes) -> dict[str, object]:
    """The tables of a TOML file that holds `data`.

    Raises:
        LexiconError: it is no TOML.
    """
    import tomllib  # noqa: PLC0415 -- for files that are not plain, and slow to load

    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LexiconError(path, "file", f"is not TOML ({error})") from error


@dataclass(frozen=True, slots=True)
class _Key:
    """What a key of a row may hold: a word, words, or one of some kinds of value; and whether it must be there."""

    word: bool
    words: bool
    kinds: tuple[object, ...]
    needed: bool


@cache
def _keys(row: type) -> dict[str, _Key]:
    assert is_dataclass(row)
    hints = get_type_hints(row)
    made = {}
    for field in fields(row):
        hint = hints[field.name]
        kinds = tuple(kind for kind in get_args(hint) or (hint,) if kind is not type(None))
        needed = field.default is MISSING and field.default_factory is MISSING
        words = get_origin(hint) is tuple
        made[field.name] = _Key(str in kinds and not words, words, kinds, needed)
    return made


def _row(path: Path | str, where: str, item: object, keys: Mapping[str, _Key]) -> dict[str, object]:
    if not isinstance(item, dict):
        raise LexiconError(path, where, "expected a table")
    for key in item:
        if key not in keys:
            raise LexiconError(path, f"{where}.{key}", f"unknown key; known are {', '.join(keys)}")
    for name, key in keys.items():
        if key.needed and name not in item:
            raise LexiconError(path, f"{where}.{name}", "is missing")
    return {
        # most are words
        name: value if keys[name].word and isinstance(value, str) else _value(path, where, name, value, keys[name])
        for name, value in item.items()
    }


def _value(path: Path | str, row: str, name: str, value: object, key: _Key) -> object:
    if key.words:
        if isinstance(value, list) and all(isinstance(part, str) for part in value):
            return tuple(value)
        raise LexiconError(path, f"{row}.{name}", "expected a list of strings")
    for kind in key.kinds:
        made = _scalar(path, f"{row}.{name}", value, kind)
        if made is not None:
            return made
    raise LexiconError(path, f"{row}.{name}", f"{value!r} has the wrong type")


def _scalar(path: Path | str, where: str, value: object, hint: object) -> object:
    if not isinstance(hint, type):
        return None
    if issubclass(hint, (StrEnum, Kinds)):
        try:
            return hint(str(value))
        except ValueError:
            raise LexiconError(path, where, f"expected one of {', '.join(hint)}") from None
    if hint is Decimal and isinstance(value, str):
        try:
            return Decimal(value)
        except InvalidOperation:
            raise LexiconError(path, where, f"{value!r} is no decimal") from None
    simple: dict[type, Callable[[object], bool]] = {
        bool: lambda v: isinstance(v, bool),
        int: lambda v: isinstance(v, int) and not isinstance(v, bool),
        str: lambda v: isinstance(v, str),
    }
    return value if hint in simple and simple[hint](value) else None
