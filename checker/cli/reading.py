"""The options that say how files become articles; every command that reads articles has them."""

from collections.abc import Callable
from typing import Required, TypedDict, TypeVar

import click

from checker.settings import LIMITS, Read


class Options(TypedDict, total=False):
    """What the options give, by their names."""

    text_column: str | None
    title_column: str | None
    date_column: str | None
    url_column: str | None
    main_text: Required[bool]
    largest_file: int | None
    largest_unpacked: int | None
    most_characters: int | None
    most_figures: int | None
    most_sentences: int | None
    most_rows: int | None
    most_pages: int | None


_Command = TypeVar("_Command", bound=Callable[..., object])
COLUMNS = ("text", "title", "date", "url")


def reading(command: _Command) -> _Command:
    """The command with the options; `chosen` makes settings of what they were given."""
    main = click.option("--main-text", is_flag=True, help="Read only the main text of web pages (extra 'web').")
    command = main(command)
    for name, counted in reversed(LIMITS.items()):
        told = f"Read no more than so many {counted} (default: {getattr(Read(), name):,})."
        option = click.option(f"--{name.replace('_', '-')}", type=click.IntRange(min=1), metavar="N", help=told)
        command = option(command)
    for what in reversed(COLUMNS):
        names = ", ".join(getattr(Read(), f"{what}_columns")[:2])
        told = f"Column of a .csv, .jsonl or .parquet file with the {what} of each article (default: {names}, ...)."
        command = click.option(f"--{what}-column", metavar="NAME", help=told)(command)
    return command


def chosen(given: Options) -> Read:
    """The settings that the options ask for.

    >>> chosen({"main_text": True, "text_column": "story"}).text_columns
    ('story',)
    """
    default = Read()
    return Read(
        text_columns=_asked(given.get("text_column"), default.text_columns),
        title_columns=_asked(given.get("title_column"), default.title_columns),
        date_columns=_asked(given.get("date_column"), default.date_columns),
        url_columns=_asked(given.get("url_column"), default.url_columns),
        main_text=given["main_text"],
        **{name: limit for name in LIMITS if isinstance(limit := given.get(name), int)},
    )


def _asked(column: str | None, default: tuple[str, ...]) -> tuple[str, ...]:
    return default if column is None else (column,)
