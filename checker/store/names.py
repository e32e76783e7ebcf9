"""What the articles of a store write: names and how often, what may make two of them one, and what each is called."""

import sqlite3
from collections.abc import Iterable, Mapping

from checker.store.entries import as_bytes, as_text

SCHEMA = """
CREATE TABLE tally (
  sort TEXT NOT NULL, one BLOB NOT NULL, other BLOB NOT NULL, times INTEGER NOT NULL, PRIMARY KEY (sort, one, other)
) WITHOUT ROWID;
CREATE TABLE spelled (key BLOB NOT NULL, name BLOB NOT NULL, sort TEXT NOT NULL, PRIMARY KEY (sort, key, name))
  WITHOUT ROWID;
CREATE TABLE called (name BLOB PRIMARY KEY, canonical BLOB NOT NULL) WITHOUT ROWID
"""


class Names:
    """The tables of a store that tell what its articles write. Whoever changes them is writing."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def begin_anew(self) -> None:
        """Forget all that was told."""
        for statement in ("DELETE FROM tally", "DELETE FROM spelled", "DELETE FROM called"):
            self._connection.execute(statement)

    def count(self, sort: str, times: Mapping[tuple[str, str], int]) -> tuple[list[str], list[str]]:
        """Add to how often something is told; what it is of that is told from now on, and no longer."""
        begun: list[str] = []
        ended: list[str] = []
        for (one, other), more in times.items():
            key = [sort, as_bytes(one), as_bytes(other)]
            if not more:
                continue
            row = self._connection.execute(
                "SELECT times FROM tally WHERE sort = ? AND one = ? AND other = ?", key
            ).fetchone()
            before = row[0] if row else 0
            if before + more:
                self._connection.execute("INSERT OR REPLACE INTO tally VALUES (?, ?, ?, ?)", [*key, before + more])
            else:
                self._connection.execute("DELETE FROM tally WHERE sort = ? AND one = ? AND other = ?", key)
            if not before:
                begun.append(one)
            elif not before + more:
                ended.append(one)
        return begun, ended

    def counted(self, sort: str) -> list[tuple[str, str, int]]:
        """What is told, how often."""
        rows = self._connection.execute("SELECT one, other, times FROM tally WHERE sort = ?", [sort])
        return [(as_text(first), as_text(second), times) for first, second, times in rows]

    def spell(self, sort: str, keys: Iterable[tuple[str, str]], *, held: bool) -> None:
        """Enter names under keys, or no longer."""
        told = "INSERT OR IGNORE INTO spelled (key, name, sort) VALUES (?, ?, ?)"
        if not held:
            told = "DELETE FROM spelled WHERE key = ? AND name = ? AND sort = ?"
        self._connection.executemany(told, [(as_bytes(key), as_bytes(name), sort) for key, name in keys])

    def named(self, sort: str) -> list[tuple[str, str]]:
        """All names under keys of a sort, with their keys."""
        rows = self._connection.execute("SELECT key, name FROM spelled WHERE sort = ?", [sort])
        return [(as_text(key), as_text(name)) for key, name in rows]

    def under_one_key(self, sort: str, other: str) -> list[tuple[str, str]]:
        """The names of two sorts that stand under one key."""
        rows = self._connection.execute(
            "SELECT a.name, b.name FROM spelled a JOIN spelled b ON b.sort = ? AND b.key = a.key WHERE a.sort = ?",
            [other, sort],
        )
        return [(as_text(one), as_text(two)) for one, two in rows]

    def both(self, sort: str, counted: str) -> list[tuple[str, str]]:
        """The names under keys of a sort, each with its key, where that is told itself."""
        rows = self._connection.execute(
            "SELECT name, key FROM spelled JOIN tally ON tally.sort = ? AND one = key AND other = x'' "
            "WHERE spelled.sort = ?",
            [counted, sort],
        )
        return [(as_text(name), as_text(key)) for name, key in rows]

    def called(self) -> dict[str, str]:
        """The canonical names of all names that have another."""
        rows = self._connection.execute("SELECT name, canonical FROM called")
        return {as_text(name): as_text(canonical) for name, canonical in rows}

    def call(self, changed: Mapping[str, str | None]) -> None:
        """Tell the canonical names of names; None where a name has none any more."""
        gone = [(as_bytes(name),) for name, canonical in changed.items() if canonical is None]
        told = [(as_bytes(name), as_bytes(canonical)) for name, canonical in changed.items() if canonical is not None]
        self._connection.executemany("DELETE FROM called WHERE name = ?", gone)
        self._connection.executemany("INSERT OR REPLACE INTO called VALUES (?, ?)", told)
