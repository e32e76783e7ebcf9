"""The values of one text."""

from dataclasses import replace
from datetime import date, datetime

from checker.clean.compose import clean_text
from checker.extract.values.scan import find_values
from checker.model import Span, Value


def values_of(text: str, lang: str | None = None, anchor: date | None = None) -> list[Value]:
    """The values of a raw text in its own offsets, in order and disjoint."""
    if lang not in {None, "zh", "en"}:
        msg = f'lang is {lang!r}; it can be "zh", "en" or None'
        raise ValueError(msg)
    if isinstance(anchor, datetime):
        anchor = anchor.date()  # a moment is no day, though its type says so
    clean = clean_text(text)
    made: list[Value] = []
    reached = 0
    for value in find_values(clean.text, lang, anchor):
        place = clean.to_raw(value.span)
        # two values of one torn place share its raw characters: the first of them keeps them
        start = max(place.start, reached)
        if start < place.end:
            made.append(replace(value, span=Span(start, place.end), text=text[start : place.end]))
            reached = place.end
    return made
