"""The command as it would run elsewhere: on a disk that lists its files otherwise, without a library.

    python tests/trust/elsewhere.py ORDERS

ORDERS is a JSON file: the `commands` to be run, each a list of words, and what is to be otherwise. `backwards` turns
every listing of a folder round, `without` are modules that cannot be found.
"""

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Self

_scandir = os.scandir


class _Scanned:
    """What a folder holds, from the last name to the first."""

    def __init__(self, path: Any = ".") -> None:
        with _scandir(path) as found:
            self._found = iter(sorted(found, key=lambda entry: entry.name, reverse=True))

    def __iter__(self) -> Iterator[os.DirEntry[Any]]:
        return self._found

    def __next__(self) -> os.DirEntry[Any]:
        return next(self._found)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Leave it: it is read already."""


def turn() -> None:
    """Let the folders list what they hold from the last name to the first."""
    listed = os.listdir
    os.listdir = lambda path=".": sorted(listed(path), reverse=True)  # type: ignore[assignment]
    os.scandir = _Scanned  # type: ignore[assignment]


if __name__ == "__main__":
    orders = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    if orders.get("backwards"):
        turn()
    for name in orders.get("without", []):
        sys.modules[name] = None  # type: ignore[assignment]
    from checker.cli import main

    # as the system hands words over
    commands = [[os.fsdecode(word.encode()) for word in words] for words in orders["commands"]]
    sys.exit(max(map(main, commands)))
