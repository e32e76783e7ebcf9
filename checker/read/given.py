"""A text in memory, alone or with what the caller knows about it better than the text tells."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import TypeVar

from checker.read.metadata import Metadata

Given = str | tuple[str, Mapping[str, object]]
Kind = TypeVar("Kind")
KNOWN = ("title", "publisher", "published")


def text_and_facts(name: str, given: Given) -> tuple[str, Metadata]:
    """The text that was given under `name`, and what was told about it; None for what was not.

    >>> text_and_facts("a", ("正文", {"published": date(2025, 12, 10)}))
    ('正文', Metadata(title=None, publisher=None, published=datetime.date(2025, 12, 10)))

    Raises:
        TypeError: it is neither a text nor a text with facts, or a fact has no meaning.
    """
    text, facts = given if isinstance(given, tuple) and len(given) == 2 else (given, {})
    if not isinstance(name, str):
        msg = f"the name of a text must be a str, not {type(name).__name__}: {name!r}"
        raise TypeError(msg)
    if not isinstance(text, str) or not isinstance(facts, Mapping):
        parts = f" of {', '.join(type(part).__name__ for part in given)}" if isinstance(given, tuple) else ""
        msg = f"{name}: expected a text, or a text with a mapping of facts about it, not {type(given).__name__}{parts}"
        raise TypeError(msg)
    for key in facts:
        if key not in KNOWN:
            msg = f"{name}: nothing is known by {key!r}; the facts are {', '.join(KNOWN)}"
            raise TypeError(msg)
    published = _fact(name, facts, "published", date)
    return text, Metadata(
        _fact(name, facts, "title", str),
        _fact(name, facts, "publisher", str),
        published.date() if isinstance(published, datetime) else published,
    )


def _fact(name: str, facts: Mapping[str, object], key: str, kind: type[Kind]) -> Kind | None:
    fact = facts.get(key)
    if _is_missing(fact):
        return None
    if not isinstance(fact, kind):
        msg = f"{name}: {key} must be a {kind.__name__}, not {type(fact).__name__}"
        raise TypeError(msg)
    return fact


def _is_missing(fact: object) -> bool:
    """Whether a table has nothing there: None, or what equals not even itself (NaN and NaT of pandas, its NA)."""
    try:
        return fact is None or not bool(fact == fact)  # noqa: PLR0124
    except TypeError:  # NA says of everything, and of itself, that it cannot tell
        return True
