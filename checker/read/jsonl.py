"""JSON lines: an object on each line, and each object an article."""

import json
from collections.abc import Iterator

from checker.read.rows import EMPTY, Row


def rows(text: str) -> Iterator[Row]:
    r"""The rows of a file, counted by its lines; an empty line at the end is none.

    >>> [(row.number, row.fields or row.wrong) for row in rows('{"text": "夸克"}\n[1]\n')]
    [(1, {'text': '夸克'}), (2, 'is no JSON object')]
    """
    # not splitlines: U+2028 and the like may stand in a string
    for number, line in enumerate(text.rstrip("\r\n \t").split("\n"), 1):
        if not line.strip():
            yield Row(number, wrong=EMPTY)
            continue
        try:
            found = json.loads(line)
        except (ValueError, RecursionError):  # a figure of thousands of digits, brackets in brackets
            yield Row(number, wrong="is no JSON")
            continue
        yield Row(number, found) if isinstance(found, dict) else Row(number, wrong="is no JSON object")
