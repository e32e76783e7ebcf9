"""What a store knows of its articles together, kept up to date with them: what they share, and what came of it.

A trait is what one article adds to it, by a number that no other trait had: `fresh` until it is entered, `gone` when
its article was dropped or read anew after that.
"""

import json
import sqlite3
import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from enum import Enum
from itertools import groupby
from operator import itemgetter

from checker.model.record import dataclass
from checker.store import names
from checker.store.entries import as_bytes, as_text
from checker.store.names import Names

SCHEMA = f"""
{names.SCHEMA};
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
CREATE TABLE standing (serial INTEGER PRIMARY KEY, first TEXT NOT NULL UNIQUE, keys BLOB NOT NULL);
CREATE TABLE holder (
  sort INTEGER NOT NULL, number INTEGER NOT NULL, serial INTEGER NOT NULL, PRIMARY KEY (sort, number, serial)
) WITHOUT ROWID;
CREATE TABLE teller (
  key INTEGER NOT NULL, same INTEGER NOT NULL, claim TEXT NOT NULL, serial INTEGER NOT NULL,
  first INTEGER, last INTEGER,
  PRIMARY KEY (key, same, claim)
) WITHOUT ROWID;
CREATE INDEX teller_serial ON teller (serial);
CREATE TABLE spelling (first TEXT NOT NULL, name BLOB NOT NULL, PRIMARY KEY (first, name)) WITHOUT ROWID;
CREATE TABLE known (what TEXT PRIMARY KEY, told TEXT NOT NULL) WITHOUT ROWID
"""
FRESH, ENTERED, GONE = range(3)


class Sort(Enum):
    """What articles hold by numbers, and groups of them: the table of it, its column, and the type of its numbers."""

    SHINGLE = ("sketch", "hashes", "u4")
    NAME = ("telling", "names", "u8")
    WORD = ("asking", "words", "u4")
    KEY = ("standing", "keys", "u8")


_SORTS = {sort: at for at, sort in enumerate(Sort)}
# how they are told, and the bytes of each
_LETTERS = {"u4": ("I", 4), "u8": ("Q", 8)}
# articles whose numbers are told in one go
_LOT = 2_000
# numbers in a table have a sign
_HALF, _WHOLE = 1 << 63, 1 << 64


# the first and the last day that something is told of, as ordinals; None where it may be any
Days = tuple[int, int] | None
# a key that a claim stands under, the number of what it tells, its id, and its days
Teller = tuple[int, int, str, Days]


@dataclass(frozen=True, slots=True)
class Alike:
    """Claims under a key that tell the same, which has a number: their ids, in order, each with that of its group.

    There are so many of them, of which only some may be listed.
    """

    number: int
    claims: Sequence[tuple[str, int]]
    held: int
    days: Days


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
        #: what the articles write
        self.names = Names(connection)
        # who holds numbers that were asked for, at most so many, until anything else is told of holders
        self._asked: dict[tuple[Sort, int], tuple[int, list[int]]] = {}
        # the traits of all articles that were entered, until any is told otherwise
        self._entered: Sequence[Trait] | None = None
        self._version = 0

    def look_again(self) -> bool:
        """Forget what was asked before, where another process has written since; whether one has."""
        (version,) = self._connection.execute("PRAGMA data_version").fetchone()
        moved = bool(version != self._version)
        if moved:
            self._asked.clear()
            self._entered = None
            self._version = version
        return moved

    def note(self, id_: str, *, whole: bool, hashes: bytes, words: bytes) -> None:
        """Take in a fresh article; what was known of one with its id is gone."""
        self.bury(id_)
        cursor = self._connection.execute("INSERT INTO trait (id, state) VALUES (?, ?)", [id_, FRESH])
        serial = cursor.lastrowid
        assert serial is not None
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
                self._entered = None
                self._connection.execute("UPDATE trait SET state = ? WHERE serial = ?", [GONE, serial])
                self._connection.execute(
                    "INSERT INTO buried SELECT ?, profile FROM article WHERE id = ?", [serial, id_]
                )

    def _forget(self, serials: Iterable[int]) -> None:
        rows = [(each,) for each in serials]
        for table in ("trait", "sketch", "telling", "asking", "buried"):
            self._connection.executemany(f"DELETE FROM {table} WHERE serial = ?", rows)

    def hold(self, sort: Sort, serials: Iterable[int]) -> None:
        """Tell who holds each of the numbers of articles or groups, which are not told of yet."""
        self._asked.clear()
        listed = sorted(serials)
        for first in range(0, len(listed), _LOT):
            # in the order of the table they go into it in one pass
            rows = sorted(
                (_SORTS[sort], number, serial)
                for serial in listed[first : first + _LOT]
                for number in _signed(sort, self.held(sort, serial) or b"")
            )
            self._connection.executemany("INSERT INTO holder VALUES (?, ?, ?)", rows)

    def _release(self, sort: Sort, serial: int) -> None:
        """Tell no longer who holds the numbers of an article or a group."""
        self._asked.clear()
        numbers = self.held(sort, serial)
        rows = ((_SORTS[sort], number, serial) for number in _signed(sort, numbers or b""))
        self._connection.executemany("DELETE FROM holder WHERE sort = ? AND number = ? AND serial = ?", rows)

    def held(self, sort: Sort, serial: int) -> bytes | None:
        """The numbers that an article or a group holds, as they were entered; None where nothing was."""
        table, column, _ = sort.value
        row = self._connection.execute(f"SELECT {column} FROM {table} WHERE serial = ?", [serial]).fetchone()
        return None if row is None else bytes(row[0])

    def holders(self, sort: Sort, numbers: Iterable[int], most: int) -> dict[int, list[int]]:
        """Who holds each of these numbers; `most` of them at the most, and all where that is negative."""
        found: dict[int, list[int]] = {}
        missing: list[int] = []
        for number in numbers:
            known = self._asked.get((sort, number))
            if known is not None and (known[0] == most or len(known[1]) < known[0]):
                found[number] = known[1]
            else:
                missing.append(number)
        # asked in one go, they take half the time
        rows = self._connection.execute(
            "SELECT value, (SELECT json_group_array(serial) FROM "
            "(SELECT serial FROM holder WHERE sort = ? AND number = value LIMIT ?)) FROM json_each(?)",
            [_SORTS[sort], most, json.dumps(sorted(map(_with_sign, missing)))],
        )
        for signed, serials in rows:
            number = signed % _WHOLE
            found[number] = json.loads(serials)
            self._asked[sort, number] = most, found[number]
        return found

    def waiting(self) -> tuple[dict[int, str], dict[int, str]]:
        """The fresh articles and those that are gone, ids by their numbers."""
        fresh, gone = (
            # told once more what the index of them is of
            dict(
                self._connection.execute(
                    f"SELECT serial, id FROM trait WHERE state = ? AND state <> {ENTERED} ORDER BY id", [state]
                )
            )
            for state in (FRESH, GONE)
        )
        return fresh, gone

    def traits(self, *, gone: bool = False) -> list[Trait]:
        """The traits of all articles that were entered, or of those that are gone, in the order of their ids."""
        if self._entered is not None and not gone:
            return list(self._entered)
        rows = self._connection.execute(
            "SELECT serial, id, origin, story, tale, head FROM trait WHERE state = ? ORDER BY serial",
            [GONE if gone else ENTERED],
        )
        found = sorted((Trait(*row) for row in rows), key=lambda trait: trait.id)
        if not gone:
            self._entered = tuple(found)
        return found

    def entered(self) -> int:
        """How many articles were entered."""
        row = self._connection.execute("SELECT count(*) FROM trait WHERE state = ?", [ENTERED]).fetchone()
        return int(row[0])

    def is_whole(self, serial: int) -> bool:
        """Whether the sketch of an article, which may be gone, holds all of its hashes."""
        return bool(self._connection.execute("SELECT whole FROM sketch WHERE serial = ?", [serial]).fetchone()[0])

    def last(self) -> int:
        """The last number that an article has."""
        return int(self._connection.execute("SELECT ifnull(max(serial), 0) FROM trait").fetchone()[0])

    def lack_day(self, id_: str, dateline: int | None, day: int | None) -> None:
        """An article tells no day of its own but these, which are without a year."""
        self._connection.execute("INSERT OR REPLACE INTO undated VALUES (?, ?, ?)", [id_, dateline, day])

    def undated(self) -> list[tuple[str, int | None, int | None]]:
        """The articles that tell no day of their own, and what they tell instead."""
        return self._connection.execute("SELECT id, dateline, day FROM undated").fetchall()

    def buried(self, serial: int) -> bytes:
        """The profile of an article that is gone."""
        row = self._connection.execute("SELECT profile FROM buried WHERE serial = ?", [serial]).fetchone()
        return bytes(row[0])

    def profile(self, id_: str) -> bytes:
        """The profile of an article that is in the store."""
        return bytes(self._connection.execute("SELECT profile FROM article WHERE id = ?", [id_]).fetchone()[0])

    def enter(self, traits: Iterable[Trait]) -> None:
        """Tell what came of comparing articles with all others."""
        self._entered = None
        rows = [(ENTERED, each.origin, each.story, each.tale, each.head, each.serial) for each in traits]
        self._connection.executemany(
            "UPDATE trait SET state = ?, origin = ?, story = ?, tale = ?, head = ? WHERE serial = ?", rows
        )

    def tell(self, names: Mapping[int, bytes]) -> None:
        """Tell the numbers of articles' names."""
        for serial in names:
            self._release(Sort.NAME, serial)
        self._connection.executemany("INSERT OR REPLACE INTO telling VALUES (?, ?)", names.items())
        self.hold(Sort.NAME, names)

    def clear(self) -> None:
        """Forget those who are gone."""
        rows = self._connection.execute("SELECT serial FROM trait WHERE state = ?", [GONE])
        gone = [serial for (serial,) in rows]
        for serial in gone:
            for sort in (Sort.SHINGLE, Sort.NAME, Sort.WORD):
                self._release(sort, serial)
        self._forget(gone)

    def begin_anew(self) -> None:
        """Forget what came of comparing, so that every article is fresh."""
        self.clear()
        self.names.begin_anew()
        for table in ("telling", "known"):
            self._connection.execute(f"DELETE FROM {table}")
        self._asked.clear()
        self._connection.execute("DELETE FROM holder WHERE sort <> ?", [_SORTS[Sort.KEY]])
        self._entered = None
        self._connection.execute("UPDATE trait SET state = ?", [FRESH])

    def stand(self, first: str, keys: bytes, tellers: Iterable[Teller], names: Iterable[str]) -> None:
        """Tell the keys, the tellers and the names of a group, by its first article."""
        self._scatter(first)
        serial = self._connection.execute("INSERT INTO standing (first, keys) VALUES (?, ?)", [first, keys]).lastrowid
        assert serial is not None
        self.hold(Sort.KEY, [serial])
        rows = [
            (_with_sign(key), _with_sign(same), claim, serial, *(days or (None, None)))
            for key, same, claim, days in tellers
        ]
        # a claim may still be told of in a group that is to go
        self._connection.executemany("INSERT OR REPLACE INTO teller VALUES (?, ?, ?, ?, ?, ?)", rows)
        self._connection.executemany("INSERT INTO spelling VALUES (?, ?)", [(first, as_bytes(name)) for name in names])

    def tellers(self, key: int, few: int, most: int) -> list[Alike]:
        """The claims under a key; where they are more than `few`, the first so `most` of those that tell the same."""
        rows = self._connection.execute(
            "SELECT same, claim, serial, first, last FROM teller WHERE key = ? ORDER BY same, claim", [_with_sign(key)]
        ).fetchall()
        found: list[Alike] = []
        for same, alike in groupby(rows, key=itemgetter(0)):
            listed = list(alike)
            first, last = listed[0][-2:]
            claims = [(claim, serial) for _, claim, serial, *_ in (listed[:most] if len(rows) > few else listed)]
            found.append(Alike(same % _WHOLE, claims, len(listed), None if first is None else (first, last)))
        return found

    def groups(self) -> set[str]:
        """The groups of which it is told both what came of them and what they hold, by their first articles."""
        rows = self._connection.execute("SELECT first FROM standing JOIN judged USING (first)")
        return {first for (first,) in rows}

    def disband_others(self, firsts: AbstractSet[str]) -> None:
        """Forget all groups but these."""
        rows = self._connection.execute("SELECT first FROM standing UNION SELECT first FROM judged")
        self.disband({first for (first,) in rows} - firsts)

    def disband(self, firsts: Iterable[str]) -> None:
        """Forget groups."""
        for first in firsts:
            self._scatter(first)
            self._connection.execute("DELETE FROM judged WHERE first = ?", [first])

    def _scatter(self, first: str) -> None:
        """Forget what a group holds."""
        row = self._connection.execute("SELECT serial FROM standing WHERE first = ?", [first]).fetchone()
        if row is not None:
            self._release(Sort.KEY, *row)
            self._connection.execute("DELETE FROM teller WHERE serial = ?", row)
        for table in ("standing", "spelling"):
            self._connection.execute(f"DELETE FROM {table} WHERE first = ?", [first])

    def first_of(self, serial: int) -> str:
        """The first article of a group, by the number that it holds its keys under."""
        return str(self._connection.execute("SELECT first FROM standing WHERE serial = ?", [serial]).fetchone()[0])

    def spellings(self) -> list[str]:
        """The names that may have another spelling."""
        return [as_text(name) for (name,) in self._connection.execute("SELECT DISTINCT name FROM spelling")]

    def known(self) -> dict[str, str]:
        """What was known when articles were entered last."""
        return dict(self._connection.execute("SELECT what, told FROM known"))

    def know(self, told: Mapping[str, str]) -> None:
        """Tell what is known of the articles that were entered."""
        self._connection.executemany("INSERT OR REPLACE INTO known VALUES (?, ?)", told.items())


def _signed(sort: Sort, numbers: bytes) -> Iterator[int]:
    """Numbers as a table can hold them."""
    letter, size = _LETTERS[sort.value[2]]
    told = struct.unpack(f"<{len(numbers) // size}{letter}", numbers)
    return map(_with_sign, told)


def _with_sign(number: int) -> int:
    return number - _WHOLE if number >= _HALF else number
