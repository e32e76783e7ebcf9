"""What a store knows of its articles together, kept up to date with them: what they share, and what came of it.

A trait is what one article adds to it, by a number that no other trait had: `fresh` until it is entered, `gone` when
its article was dropped or read anew after that.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping

from checker.model.record import dataclass
from checker.store.entries import as_bytes, as_text

SCHEMA = """
CREATE TABLE trait (
  serial INTEGER PRIMARY KEY, id TEXT NOT NULL, state INTEGER NOT NULL,
  origin TEXT NOT NULL DEFAULT '', story TEXT NOT NULL DEFAULT '', tale TEXT NOT NULL DEFAULT '',
  head TEXT NOT NULL DEFAULT ''
);
CREATE INDEX trait_id ON trait (id);
CREATE INDEX trait_head ON trait (head);
CREATE INDEX trait_waiting ON trait (state) WHERE state <> 1;
CREATE TABLE undated (id TEXT PRIMARY KEY, dateline INTEGER, day INTEGER) WITHOUT ROWID;
CREATE TABLE sketch (serial INTEGER PRIMARY KEY, whole INTEGER NOT NULL, hashes BLOB NOT NULL);
CREATE TABLE telling (serial INTEGER PRIMARY KEY, names BLOB NOT NULL);
CREATE TABLE asking (serial INTEGER PRIMARY KEY, words BLOB NOT NULL);
CREATE TABLE buried (serial INTEGER PRIMARY KEY, profile BLOB NOT NULL);
CREATE TABLE tally (
  sort TEXT NOT NULL, one BLOB NOT NULL, other BLOB NOT NULL, times INTEGER NOT NULL, PRIMARY KEY (sort, one, other)
) WITHOUT ROWID;
CREATE TABLE spelled (key BLOB NOT NULL, name BLOB NOT NULL, sort TEXT NOT NULL, PRIMARY KEY (sort, key, name))
  WITHOUT ROWID;
CREATE TABLE called (name BLOB PRIMARY KEY, canonical BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE standing (first TEXT PRIMARY KEY, keys BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE spelling (first TEXT NOT NULL, name BLOB NOT NULL, PRIMARY KEY (first, name)) WITHOUT ROWID;
CREATE TABLE known (what TEXT PRIMARY KEY, told TEXT NOT NULL) WITHOUT ROWID
"""
FRESH, ENTERED, GONE = range(3)


@dataclass(frozen=True, slots=True)
class Trait:
    """An article's number, its id, and what came of comparing it with all others.

    `tale` is its story as it would be if none were parted, `head` the first article of its group.
    """

    serial: int
    id: str
    origin: str
    story: str
    tale: str
    head: str


class Ledger:
    """The tables of a store that tell of its articles together. Whoever changes them is writing."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def note(self, id_: str, *, whole: bool, hashes: bytes, words: bytes) -> None:
        """Take in a fresh article; what was known of one with its id is gone."""
        self.bury(id_)
        cursor = self._connection.execute("INSERT INTO trait (id, state) VALUES (?, ?)", [id_, FRESH])
        serial = cursor.lastrowid
        self._connection.execute("INSERT INTO sketch VALUES (?, ?, ?)", [serial, whole, hashes])
        self._connection.execute("INSERT INTO asking VALUES (?, ?)", [serial, words])

    def bury(self, id_: str) -> None:
        """An article is gone, with its profile as it was entered; this comes before it is taken out."""
        self._connection.execute("DELETE FROM undated WHERE id = ?", [id_])
        rows = self._connection.execute("SELECT serial, state FROM trait WHERE id = ? AND state <> ?", [id_, GONE])
        for serial, state in rows.fetchall():
            if state == FRESH:
                self._forget([serial])
            else:
                self._connection.execute("UPDATE trait SET state = ? WHERE serial = ?", [GONE, serial])
                self._connection.execute(
                    "INSERT INTO buried SELECT ?, profile FROM article WHERE id = ?", [serial, id_]
                )

    def _forget(self, serials: Iterable[int]) -> None:
        for table in ("trait", "sketch", "telling", "asking", "buried"):
            self._connection.executemany(f"DELETE FROM {table} WHERE serial = ?", [(each,) for each in serials])

    def waiting(self) -> tuple[dict[int, str], dict[int, str]]:
        """The fresh articles and those that are gone, ids by their numbers."""
        fresh, gone = (
            dict(self._connection.execute("SELECT serial, id FROM trait WHERE state = ? ORDER BY id", [state]))
            for state in (FRESH, GONE)
        )
        return fresh, gone

    def traits(self, *, gone: bool = False) -> list[Trait]:
        """The traits of all articles that were entered, or of those that are gone, in the order of their ids."""
        rows = self._connection.execute(
            "SELECT serial, id, origin, story, tale, head FROM trait WHERE state = ? ORDER BY serial",
            [GONE if gone else ENTERED],
        )
        return sorted((Trait(*row) for row in rows), key=lambda trait: trait.id)

    def entered(self) -> int:
        """How many articles were entered."""
        row = self._connection.execute("SELECT count(*) FROM trait WHERE state = ?", [ENTERED]).fetchone()
        return int(row[0])

    def sketches(self) -> Iterator[tuple[int, int, bytes]]:
        """Whether the sketch of an article holds all of its hashes, and these, of every article, gone ones as well."""
        return self._connection.execute("SELECT serial, whole, hashes FROM sketch")

    def standing_articles(self) -> dict[int, str]:
        """All articles that are not gone, by their numbers."""
        return dict(self._connection.execute("SELECT serial, id FROM trait WHERE state <> ?", [GONE]))

    def lack_day(self, id_: str, dateline: int | None, day: int | None) -> None:
        """An article tells no day of its own but these, which are without a year."""
        self._connection.execute("INSERT OR REPLACE INTO undated VALUES (?, ?, ?)", [id_, dateline, day])

    def undated(self) -> list[tuple[str, int | None, int | None]]:
        """The articles that tell no day of their own, and what they tell instead."""
        return self._connection.execute("SELECT id, dateline, day FROM undated").fetchall()

    def tellings(self) -> Iterator[tuple[int, bytes]]:
        """The numbers of the names of every article that was entered, gone ones as well."""
        return self._connection.execute("SELECT serial, names FROM telling")

    def askings(self) -> Iterator[tuple[int, bytes]]:
        """The words that each article asks about, by their numbers."""
        return self._connection.execute("SELECT serial, words FROM asking")

    def buried(self, serial: int) -> bytes:
        """The profile of an article that is gone."""
        row = self._connection.execute("SELECT profile FROM buried WHERE serial = ?", [serial]).fetchone()
        return bytes(row[0])

    def profile(self, id_: str) -> bytes:
        """The profile of an article that is in the store."""
        return bytes(self._connection.execute("SELECT profile FROM article WHERE id = ?", [id_]).fetchone()[0])

    def enter(self, traits: Iterable[Trait]) -> None:
        """Tell what came of comparing articles with all others."""
        rows = [(ENTERED, each.origin, each.story, each.tale, each.head, each.serial) for each in traits]
        self._connection.executemany(
            "UPDATE trait SET state = ?, origin = ?, story = ?, tale = ?, head = ? WHERE serial = ?", rows
        )

    def tell(self, names: Mapping[int, bytes]) -> None:
        """Tell the numbers of articles' names."""
        self._connection.executemany("INSERT OR REPLACE INTO telling VALUES (?, ?)", names.items())

    def clear(self) -> None:
        """Forget those who are gone."""
        self._forget([serial for (serial,) in self._connection.execute("SELECT serial FROM trait WHERE state = 2")])

    def begin_anew(self) -> None:
        """Forget what came of comparing, so that every article is fresh."""
        self.clear()
        for table in ("telling", "tally", "spelled", "called", "known"):
            self._connection.execute(f"DELETE FROM {table}")
        self._connection.execute("UPDATE trait SET state = ?", [FRESH])

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
        """The canonical names of all names that have another, or that are one."""
        rows = self._connection.execute("SELECT name, canonical FROM called")
        return {as_text(name): as_text(canonical) for name, canonical in rows}

    def call(self, changed: Mapping[str, str | None]) -> None:
        """Tell the canonical names of names; None where a name has none any more."""
        gone = [(as_bytes(name),) for name, canonical in changed.items() if canonical is None]
        told = [(as_bytes(name), as_bytes(canonical)) for name, canonical in changed.items() if canonical is not None]
        self._connection.executemany("DELETE FROM called WHERE name = ?", gone)
        self._connection.executemany("INSERT OR REPLACE INTO called VALUES (?, ?)", told)

    def stand(self, first: str, keys: bytes, names: Iterable[str]) -> None:
        """Tell the keys and the names of a group, by its first article."""
        self._connection.execute("INSERT OR REPLACE INTO standing VALUES (?, ?)", [first, keys])
        self._connection.execute("DELETE FROM spelling WHERE first = ?", [first])
        self._connection.executemany("INSERT INTO spelling VALUES (?, ?)", [(first, as_bytes(name)) for name in names])

    def disband(self, firsts: Iterable[str]) -> None:
        """Forget groups."""
        rows = [(first,) for first in firsts]
        for table in ("judged", "standing", "spelling"):
            self._connection.executemany(f"DELETE FROM {table} WHERE first = ?", rows)

    def standing(self) -> Iterator[tuple[str, bytes]]:
        """The keys of each group."""
        return self._connection.execute("SELECT first, keys FROM standing")

    def spellings(self) -> list[str]:
        """The names that may have another spelling."""
        return [as_text(name) for (name,) in self._connection.execute("SELECT DISTINCT name FROM spelling")]

    def known(self) -> dict[str, str]:
        """What was known when articles were entered last."""
        return dict(self._connection.execute("SELECT what, told FROM known"))

    def know(self, told: Mapping[str, str]) -> None:
        """Tell what is known of the articles that were entered."""
        self._connection.executemany("INSERT OR REPLACE INTO known VALUES (?, ?)", told.items())
