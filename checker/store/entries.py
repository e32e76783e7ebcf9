"""The rows of a store: what is kept of each article."""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from checker.model.record import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """What tells whether an article is known: its name in reports, its file, what was read, and what read it.

    `published` is the day of publication that it tells, `day` the one that its facts were read by, both as numbers.
    """

    id: str
    path: str
    place: str
    key: str
    reader: str
    published: int | None
    day: int | None


@dataclass(frozen=True, slots=True)
class Article(Entry):
    """What is kept of an article, packed: as it stands in its file, a look at it, its facts and their profile.

    `asked` is what its claims depend on beside it.
    """

    document: bytes
    look: bytes
    facts: bytes
    profile: bytes
    asked: bytes


ENTRY = ", ".join(field.name for field in fields(Entry))
COLUMNS = ", ".join(field.name for field in fields(Article))


def article_of(row: Sequence[Any]) -> Article:
    """The article in a row with all columns."""
    id_, path, place, *told = row
    return Article(id_, as_text(path), as_text(place), *told)


def as_bytes(text: str) -> bytes:
    """A name as it stands in a store: that of a file may hold bytes that are no text."""
    return text.encode("utf-8", "surrogatepass")


def as_text(data: bytes) -> str:
    """The name that stands in a store as these bytes."""
    return data.decode("utf-8", "surrogatepass")
