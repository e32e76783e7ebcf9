"""Verbs and nouns of dated events, and the attribute that their date fills."""

from enum import StrEnum
from functools import cache

from checker.lexicon.load import load, mapping
from checker.model.record import dataclass


class Takes(StrEnum):
    """Which argument of the verb the date belongs to."""

    SUBJECT = "subject"
    OBJECT = "object"
    EITHER = "either"


@dataclass(frozen=True)
class Event:
    """One kind of event: the words that say it and the attribute that its date fills."""

    attribute: str
    family: str
    forms: tuple[str, ...]
    takes: Takes = Takes.EITHER


@cache
def events() -> tuple[Event, ...]:
    """Every kind of event, with the forms of all languages that take the same argument in one row."""
    made: dict[tuple[str, Takes], Event] = {}
    for file in ("zh", "en"):
        for row in load(f"{file}/events.toml", "event", Event):
            old = made.get((row.attribute, row.takes))
            forms = row.forms if old is None else old.forms + row.forms
            made[row.attribute, row.takes] = Event(row.attribute, row.family, forms, row.takes)
    return tuple(made.values())


@cache
def kin() -> dict[str, frozenset[str]]:
    """The groups that each event is in, by the attribute of its date: those of words that tell one event by turns."""
    found: dict[str, set[str]] = {}
    for group, attributes in mapping("zh/events.toml", "kin").items():
        for attribute in attributes.split():
            found.setdefault(attribute, set()).add(f"event:{group}")
    return {attribute: frozenset(groups) for attribute, groups in found.items()}
