"""Posts and parts that people hold: chief executive, mayor, director of a film."""

from dataclasses import dataclass
from functools import cache

from checker.lexicon.load import load


@dataclass(frozen=True)
class Role:
    """One post; `single` means that an organisation, place or work has one holder of it at a time."""

    name: str
    forms: tuple[str, ...]
    single: bool = False


@cache
def roles() -> tuple[Role, ...]:
    """Every post, with the forms of all languages in one row."""
    made: dict[str, Role] = {}
    for file in ("zh", "en"):
        for row in load(f"{file}/roles.toml", "role", Role):
            old = made.get(row.name)
            made[row.name] = row if old is None else Role(row.name, old.forms + row.forms, old.single)
    return tuple(made.values())
