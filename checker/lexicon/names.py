"""The well-known names: companies, products, people, places and bodies, each with its aliases in both languages."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from checker.lexicon.load import load

_FILES = ("companies", "products", "people", "places", "bodies")


class NameKind(StrEnum):
    """What sort of thing a name names."""

    COMPANY = "company"
    PRODUCT = "product"
    PERSON = "person"
    PLACE = "place"
    BODY = "body"
    TEAM = "team"
    AWARD = "award"
    INDEX = "index"


@dataclass(frozen=True)
class Name:
    """One entity and every way to write it.

    `parent` is the canonical name of its owner, maker or group, or "". `family` joins names that are no parent and
    child but are taken for one another. Latin aliases keep their case: an alias in capitals (US, WHO, CATL) is meant to
    match in capitals only.
    """

    canonical: str
    kind: NameKind
    aliases: tuple[str, ...] = ()
    parent: str = ""
    family: str = ""

    @property
    def forms(self) -> tuple[str, ...]:
        """The canonical name and its aliases."""
        return (self.canonical, *self.aliases)


@cache
def names() -> tuple[Name, ...]:
    """Every well-known name, in file order."""
    return tuple(row for file in _FILES for row in load(f"names/{file}.toml", "name", Name))
