"""Tables of articles: each row an article of its own."""

from collections.abc import Iterable, Iterator, Mapping

from checker.model.finding import Problem
from checker.model.record import dataclass
from checker.settings import Read

# code points: no article has so many, but a field whose quote is never closed
LONGEST_TEXT = 2_000_000
# each article costs some milliseconds: more would be a dump that nobody meant to have checked
MOST_ROWS = 100_000
# of the rows that cannot be read: what is wrong with the rest is the same
MOST_PROBLEMS = 20
EMPTY = "is empty; nothing in it was checked"
OPTIONS = {"title": "--title-column", "date": "--date-column", "url": "--url-column"}


@dataclass(frozen=True, slots=True)
class Row:
    """What a row holds by the names of its columns, or what is wrong with it. `number` counts as an editor does."""

    number: int
    fields: Mapping[str, object] | None = None
    wrong: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """The text of a row and what its other columns tell, under the names that front matter has for it."""

    name: str
    text: str
    told: dict[str, str]


def articles(path: str, rows: Iterable[Row], read: Read) -> tuple[list[Article], list[Problem]]:
    """The articles of a table, and a problem for each row that holds none.

    >>> made, problems = articles("a.csv", [Row(2, {"Text": "日活1.2亿。", "date": "2025-12-17"}), Row(3, {})], Read())
    >>> [(article.name, article.text, article.told["date"]) for article in made]
    [('a.csv#2', '日活1.2亿。', '2025-12-17')]
    >>> [(problem.path, problem.message) for problem in problems]
    [('a.csv#3', 'is empty; nothing in it was checked')]
    """
    made: list[Article] = []
    problems: list[Problem] = []
    seen: set[str] = set()
    wrong = 0
    for count, row in enumerate(rows):
        if count == MOST_ROWS:
            problems.append(Problem(path, "read", f"holds more than {MOST_ROWS:,} rows; the rest was not read"))
            break
        name = f"{path}#{row.number}"
        fields = {str(key).strip().casefold(): value for key, value in (row.fields or {}).items()}
        seen.update(fields)
        text = _text(fields, read) if row.wrong is None else row.wrong
        if isinstance(text, _Text):
            made.append(Article(name, text.text, _told(fields, read)))
            continue
        wrong += 1
        if wrong <= MOST_PROBLEMS:
            problems.append(Problem(name, "read", text))
    if wrong > MOST_PROBLEMS:
        problems.append(Problem(path, "read", f"{wrong - MOST_PROBLEMS:,} more rows cannot be read"))
    problems += [Problem(path, "read", message) for message in missing(seen, read)] if made else []
    return made, problems


@dataclass(frozen=True, slots=True)
class _Text:
    text: str


def _text(fields: Mapping[str, object], read: Read) -> "_Text | str":
    """The text of a row, or what is wrong with it."""
    if not any(str(value).strip() for value in fields.values() if value is not None):
        return EMPTY
    column = chosen(fields, read.text_columns)
    if column is None:
        return f"{no_column(read)} (it has: {told_names(fields)})"
    value = fields[column]
    if value is not None and not isinstance(value, str):
        return f"its {column} is no text"
    if value is None or not value.strip():
        return f"its {column} is empty; nothing in it was checked"
    if len(value) > LONGEST_TEXT:
        return f"its {column} has more than {LONGEST_TEXT:,} characters; split it"
    return _Text(value)


def chosen(names: Iterable[str], columns: Iterable[str]) -> str | None:
    """The first of the columns that is among the names (in small letters), or None."""
    there = set(names)
    return next((name for name in (column.strip().casefold() for column in columns) if name in there), None)


def no_column(read: Read) -> str:
    """What to say where no column holds the text."""
    return f"has no column {_either(read.text_columns)}; name that of the text with --text-column"


def missing(names: set[str], read: Read) -> Iterator[str]:
    """What to say of the columns that were asked for by name and that no row has."""
    default = Read()
    for what, option in OPTIONS.items():
        asked = getattr(read, f"{what}_columns")
        if asked != getattr(default, f"{what}_columns") and chosen(names, asked) is None:
            yield f"has no column {_either(asked)} ({option})"


def told_names(names: Iterable[str]) -> str:
    """The names of the columns, as many as a line holds."""
    text = ", ".join(names)
    return text if len(text) <= 60 else f"{text[:59]}…"


def _either(columns: Iterable[str]) -> str:
    listed = [f"'{column}'" for column in columns]
    return " or ".join(listed) if len(listed) < 3 else f"{listed[0]}, {listed[1]}, …"


def _told(fields: Mapping[str, object], read: Read) -> dict[str, str]:
    """What the other columns tell: any that front matter could have, and those that are named for it."""
    told = {key: str(value).strip() for key, value in fields.items() if isinstance(value, (str, int))}
    for what in OPTIONS:
        column = chosen(fields, getattr(read, f"{what}_columns"))
        if column is not None and told.get(column):
            told[what] = told[column]
    return told
