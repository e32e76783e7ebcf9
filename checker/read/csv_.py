"""CSV tables of articles: a head with the names of the columns, and an article in each row below."""

import csv
from collections.abc import Iterator
from itertools import zip_longest

from checker.errors import UnreadableError
from checker.model.pattern import seldom
from checker.read.rows import EMPTY, Row, chosen, no_column, told_names
from checker.settings import Read

DELIMITERS = ",;\t"
LINE = seldom(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+\Z")  # with its line end: fields may hold some
UNCLOSED = "opens a quote that is never closed; it and what stands below it were not read"


def rows(text: str, read: Read) -> Iterator[Row]:
    r"""The rows of a table, counted as a spreadsheet counts them: the head is row 1.

    >>> [(row.number, row.fields) for row in rows('id;正文\n1;"夸克\n日活"\n', Read())]
    [(2, {'id': '1', '正文': '夸克\n日活'})]

    Raises:
        UnreadableError: no column holds the text.
    """
    text = text.rstrip("\r\n")
    lines = _Lines(text)
    head = (text.lstrip("\r\n").splitlines() or [""])[0]
    delimiter = max(DELIMITERS, key=head.count)
    table = _table(lines, delimiter, limit=len(text))
    number, names = next(((number, row) for number, row in table if row), (0, []))
    names = [name.strip().casefold() for name in names]
    if chosen(names, read.text_columns) is None:
        msg = f"{no_column(read)} (its columns: {told_names(names)})"
        raise UnreadableError(msg)
    for number, fields in table:
        if lines.ended_within:
            yield Row(number, wrong=UNCLOSED)
        elif not any(field.strip() for field in fields):
            yield Row(number, wrong=EMPTY)
        elif len(fields) > len(names):
            yield Row(number, wrong=f"has {len(fields)} fields where the head has {len(names)}; check its quotes")
        else:
            yield Row(number, dict(zip_longest(names, fields, fillvalue="")))


class _Lines:
    """The lines of a table; they know whether the last row was still open when they ended."""

    def __init__(self, text: str) -> None:
        self._found = LINE.finditer(text)
        self.ended_within = False

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        found = next(self._found, None)
        if found is None:
            # asked for between two rows, this ends the table; asked for within one, the row is still yielded
            self.ended_within = True
            raise StopIteration
        return found[0]


def _table(lines: _Lines, delimiter: str, limit: int) -> Iterator[tuple[int, list[str]]]:
    """The rows with their numbers. The module's own limit on fields is for all, so it is put back at once."""
    table = csv.reader(lines, delimiter=delimiter)
    number = 0
    while True:
        number += 1
        before = csv.field_size_limit(max(limit, 1))
        try:
            row = next(table, None)
        finally:
            csv.field_size_limit(before)
        if row is None:
            return
        yield number, row
