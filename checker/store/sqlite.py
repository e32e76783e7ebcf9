"""The file that remembers: one SQLite database, which many may read while one writes.

What was committed survives the end of the process at any moment, and of the machine: the log is flushed at every
commit (`synchronous = FULL`), which costs a millisecond where the articles of one commit cost seconds to read.
"""

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import astuple, fields
from pathlib import Path
from types import TracebackType
from typing import Self

from checker.errors import StoreError
from checker.model import Problem
from checker.store import ledger
from checker.store.entries import COLUMNS, ENTRY, Article, Entry, article_of, as_bytes, as_text

# "CHKR", by which a file is known as a store of ours
APPLICATION = 0x43484B52
SCHEMA_VERSION = 5
# names of files may hold bytes that are no text, and so stand as bytes
_SCHEMA = f"""
CREATE TABLE file (place BLOB PRIMARY KEY, name BLOB NOT NULL UNIQUE);
CREATE TABLE article (
  id TEXT PRIMARY KEY, path BLOB NOT NULL UNIQUE, place BLOB NOT NULL, key TEXT NOT NULL, reader TEXT NOT NULL,
  published INTEGER, day INTEGER,
  document BLOB NOT NULL, look BLOB NOT NULL, facts BLOB NOT NULL, profile BLOB NOT NULL, asked BLOB NOT NULL
);
CREATE TABLE judged (first TEXT PRIMARY KEY, key TEXT NOT NULL, told BLOB NOT NULL);
CREATE INDEX article_place ON article (place);
CREATE INDEX article_undated ON article (id) WHERE published IS NULL;
CREATE INDEX article_published ON article (published);
CREATE INDEX article_reader ON article (reader);
CREATE TABLE problem (place BLOB NOT NULL, path BLOB NOT NULL, stage TEXT NOT NULL, message TEXT NOT NULL);
CREATE INDEX problem_place ON problem (place);
{ledger.SCHEMA};
"""
# seconds after which somebody who waits is told why, and between two tries from then on
_PATIENCE = 0.5
_MAGIC = b"SQLite format 3\0"
_NO_STORE = "is no store of checker; name another file with --store"


class Store:
    """An open store; a context manager, which closes it."""

    def __init__(self, path: Path, connection: sqlite3.Connection, waiting: Callable[[], None]) -> None:
        self.path = path
        #: for what stands in a module of its own
        self.connection = connection
        self._connection = connection
        self._waiting = waiting

    @classmethod
    def open(cls, path: Path | str, *, may_be_new: bool = False, waiting: Callable[[], None] = lambda: None) -> Self:
        """The store in the file at `path`; `waiting` is called when another process keeps this one waiting.

        Raises:
            StoreError: there is no such file and it `may_be_new` not, it is no store, or one of another version.
        """
        path = Path(path)
        if path.is_symlink():
            raise StoreError(path, "is a link, which is not written through; name the file that it leads to")
        if not path.exists() and not may_be_new:
            raise StoreError(path, "does not exist; make it with: checker index PATH... --store FILE")
        try:
            if path.exists() and not _may_be_database(path):
                raise StoreError(path, _NO_STORE)
            connection = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)
        except (OSError, sqlite3.Error) as error:
            raise StoreError(path, f"cannot be opened ({getattr(error, 'strerror', None) or error})") from error
        store = cls(path, connection, waiting)
        try:
            store._begin(may_be_new=may_be_new)
        except BaseException:
            connection.close()
            raise
        return store

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._connection.close()

    def _begin(self, *, may_be_new: bool) -> None:
        with self.told():
            application = self._number("PRAGMA application_id")
            version = self._number("PRAGMA user_version")
            if application == version == 0 and not self._number("SELECT count(*) FROM sqlite_master") and may_be_new:
                self._patiently("PRAGMA journal_mode = WAL")
                with self.writing():
                    # another process may have made it in the meantime
                    if not self._number("PRAGMA application_id"):
                        self._make()
                application, version = APPLICATION, SCHEMA_VERSION
            if application != APPLICATION:
                raise StoreError(self.path, _NO_STORE)
            # ours have tables and indexes alone: nothing in a store does anything by itself
            self._connection.execute("PRAGMA trusted_schema = OFF")
            if self._number("SELECT count(*) FROM sqlite_master WHERE type NOT IN ('table', 'index')"):
                raise StoreError(self.path, _NO_STORE)
            if version > SCHEMA_VERSION:
                raise StoreError(self.path, "was written by a newer checker; run: pip install --upgrade checker")
            if version < SCHEMA_VERSION:
                raise StoreError(self.path, "was written by an older checker; make it anew with: checker index")
            self._connection.execute("PRAGMA synchronous = FULL")
            # what articles hold is looked up here and there: pages are held, so many kilobytes of them
            self._connection.execute("PRAGMA cache_size = -65536")
            # what is put together on the way stays out of the system's folder for temporary files
            self._connection.execute("PRAGMA temp_store = MEMORY")

    def _make(self) -> None:
        for statement in filter(str.strip, _SCHEMA.split(";")):
            self._connection.execute(statement)
        self._connection.execute(f"PRAGMA application_id = {APPLICATION}")
        self._connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")

    @contextmanager
    def writing(self) -> Iterator[None]:
        """What is written until the end of the block is there as a whole, or not at all; one process at a time."""
        with self.told():
            self._patiently("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                # a disk that is full has ended it already
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    @contextmanager
    def reading(self) -> Iterator[None]:
        """What is read until the end of the block is of one moment, whatever another process writes."""
        with self.told():
            self._connection.execute("BEGIN")
            try:
                yield
            finally:
                self._connection.execute("ROLLBACK")

    def _patiently(self, statement: str) -> None:
        """Run a statement for which this process may have to wait for another."""
        waited = False
        while True:
            try:
                self._connection.execute(statement)
            except sqlite3.OperationalError as error:
                # the part of the code that tells busy from the sorts of busy
                if error.sqlite_errorcode & 0xFF not in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
                    raise
                if not waited:
                    self._waiting()
                    waited = True
            else:
                return

    @contextmanager
    def told(self) -> Iterator[None]:
        """An error of the database becomes a line that names the file and what to do."""
        try:
            yield
        except sqlite3.DatabaseError as error:
            code = getattr(error, "sqlite_errorcode", 0) & 0xFF
            if code == sqlite3.SQLITE_NOTADB:
                raise StoreError(self.path, _NO_STORE) from error
            if code == sqlite3.SQLITE_CORRUPT:
                raise StoreError(self.path, "is damaged; make it anew with: checker index") from error
            if code == sqlite3.SQLITE_FULL:
                raise StoreError(
                    self.path, "cannot be written, the disk is full; what was stored before is kept"
                ) from error
            if code in {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY}:
                raise StoreError(
                    self.path, "cannot be used: it and its folder must be writable, for its log; copy it to such a one"
                ) from error
            raise StoreError(self.path, f"cannot be used ({error})") from error

    def _number(self, statement: str) -> int:
        return int(self._connection.execute(statement).fetchone()[0])

    def name_of(self, place: str) -> str | None:
        """The name of the file that was read at a place."""
        row = self._connection.execute("SELECT name FROM file WHERE place = ?", [as_bytes(place)]).fetchone()
        return None if row is None else as_text(row[0])

    def files_held(self) -> int:
        """How many files were read."""
        return self._number("SELECT count(*) FROM file")

    def is_name(self, name: str) -> bool:
        """Whether a file that was read has this name."""
        found = self._connection.execute("SELECT 1 FROM file WHERE name = ?", [as_bytes(name)]).fetchone()
        return found is not None

    def places_in(self, root: str) -> list[str]:
        """The places of the files that were read at `root` or below it."""
        below = root.rstrip(os.sep) + os.sep
        with self.told():
            rows = self._connection.execute(
                "SELECT place FROM file WHERE place = ? OR (place >= ? AND place < ?)",
                [as_bytes(root), as_bytes(below), as_bytes(below[:-1] + chr(ord(os.sep) + 1))],
            ).fetchall()
        return [as_text(place) for (place,) in rows]

    def entries(self) -> list[Entry]:
        """What is known of each article, in the order of their ids."""
        return self._entries("")

    def entry(self, path: str) -> Entry | None:
        """What is known of the article with this name."""
        return next(iter(self._entries("WHERE path = ?", as_bytes(path))), None)

    def entries_at(self, place: str) -> list[Entry]:
        """What is known of the articles of the file at a place, in the order of their ids."""
        return self._entries("WHERE place = ?", as_bytes(place))

    def entries_not_by(self, reader: str) -> list[Entry]:
        """What is known of the articles that another reader read, in the order of their ids."""
        return self._entries("WHERE reader < ? OR reader > ?", reader, reader)

    def entries_undated(self) -> list[Entry]:
        """What is known of the articles that tell no day, in the order of their ids."""
        return self._entries("WHERE published IS NULL")

    def _entries(self, where: str, *given: str | bytes) -> list[Entry]:
        with self.told():
            rows = self._connection.execute(f"SELECT {ENTRY} FROM article {where}", given).fetchall()
        return sorted(
            (Entry(id_, as_text(path), as_text(place), *told) for id_, path, place, *told in rows), key=_id_of
        )

    def is_id(self, id_: str) -> bool:
        """Whether an article has this id."""
        return self._connection.execute("SELECT 1 FROM article WHERE id = ?", [id_]).fetchone() is not None

    def published(self, id_: str) -> int | None:
        """The day of publication that an article tells, as a number."""
        row = self._connection.execute("SELECT published FROM article WHERE id = ?", [id_]).fetchone()
        return None if row is None else row[0]

    def articles(self) -> Iterator[Article]:
        """All articles, in the order of their ids."""
        with self.told():
            for row in self._connection.execute(f"SELECT {COLUMNS} FROM article ORDER BY id"):
                yield article_of(row)

    def article(self, id_: str) -> Article:
        """The article with this id.

        Raises:
            KeyError: there is none.
        """
        with self.told():
            row = self._connection.execute(f"SELECT {COLUMNS} FROM article WHERE id = ?", [id_]).fetchone()
        if row is None:
            raise KeyError(id_)
        return article_of(row)

    def document(self, id_: str) -> bytes:
        """The article with this id, which is there, as it stands in its file."""
        with self.told():
            row = self._connection.execute("SELECT document FROM article WHERE id = ?", [id_]).fetchone()
        return bytes(row[0])

    def problems(self) -> list[Problem]:
        """What could not be read of the files and folders that were looked at."""
        with self.told():
            rows = self._connection.execute("SELECT path, stage, message FROM problem").fetchall()
        return [Problem(as_text(path), stage, message) for path, stage, message in rows]

    def add_file(self, place: str, name: str) -> None:
        """Remember a file and the name that reports give it."""
        self._connection.execute("INSERT OR REPLACE INTO file VALUES (?, ?)", [as_bytes(place), as_bytes(name)])

    def set_problems(self, place: str, problems: Iterable[Problem]) -> None:
        """Remember what could not be read of a file or folder, instead of what was known of it."""
        self._connection.execute("DELETE FROM problem WHERE place = ?", [as_bytes(place)])
        self._connection.executemany(
            "INSERT INTO problem VALUES (?, ?, ?, ?)",
            [(as_bytes(place), as_bytes(each.path), each.stage, each.message) for each in problems],
        )

    def add(self, articles: Iterable[Article]) -> None:
        """Remember articles, instead of those with their ids."""
        marks = ", ".join("?" for _ in fields(Article))
        rows = [(each.id, as_bytes(each.path), as_bytes(each.place), *astuple(each)[3:]) for each in articles]
        self._connection.executemany(f"INSERT OR REPLACE INTO article ({COLUMNS}) VALUES ({marks})", rows)

    def drop(self, ids: Iterable[str]) -> None:
        """Forget articles."""
        self._connection.executemany("DELETE FROM article WHERE id = ?", [(id_,) for id_ in ids])

    def drop_file(self, place: str) -> None:
        """Forget a file, its articles and its problems."""
        for table in ("file", "article", "problem"):
            self._connection.execute(f"DELETE FROM {table} WHERE place = ?", [as_bytes(place)])

    def known(self, id_: str) -> tuple[str, bytes]:
        """A name for an article as it was read, and what its claims depend on beside it."""
        key, reader, day, asked = self._connection.execute(
            "SELECT key, reader, day, asked FROM article WHERE id = ?", [id_]
        ).fetchone()
        return f"{key} {reader} {day}", asked

    def articles_held(self) -> int:
        """How many articles there are."""
        return self._number("SELECT count(*) FROM article")

    def days(self) -> dict[int, int]:
        """How many articles tell each day of publication, as a number."""
        with self.told():
            return dict(
                self._connection.execute(
                    "SELECT published, count(*) FROM article WHERE published IS NOT NULL GROUP BY published"
                )
            )

    def judged(self, first: str) -> bytes:
        """What came of the group of articles that begins with `first`.

        Raises:
            KeyError: nothing is known of it.
        """
        with self.told():
            row = self._connection.execute("SELECT told FROM judged WHERE first = ?", [first]).fetchone()
        if row is None:
            raise KeyError(first)
        return bytes(row[0])

    def judged_of(self, first: str) -> str | None:
        """The key of what the group of articles that begins with `first` was judged by."""
        row = self._connection.execute("SELECT key FROM judged WHERE first = ?", [first]).fetchone()
        return None if row is None else str(row[0])

    def set_judged(self, rows: Iterable[tuple[str, str, bytes]]) -> None:
        """Remember what came of groups, each by its first article and a key."""
        self._connection.executemany("INSERT OR REPLACE INTO judged VALUES (?, ?, ?)", rows)

    def vacuum(self) -> None:
        """Give back the space of what was forgotten. SQLite copies the store into a nameless temporary file for it."""
        with self.told():
            self._connection.execute("PRAGMA temp_store = FILE")
            self._patiently("VACUUM")
            self._patiently("PRAGMA wal_checkpoint(TRUNCATE)")

    def size(self) -> int:
        """The bytes of the file and of its log."""
        files = (self.path, self.path.with_name(f"{self.path.name}-wal"))
        return sum(file.stat().st_size for file in files if file.exists())

    def is_sound(self) -> bool:
        """Whether every page of the file is as it should be."""
        with self.told():
            return bool(self._connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok")


def _id_of(entry: Entry) -> str:
    return entry.id


def _may_be_database(path: Path) -> bool:
    """Whether a file is empty or begins as a database does; SQLite would write into it only to find out."""
    with path.open("rb") as file:
        return file.read(len(_MAGIC)) in {b"", _MAGIC}
