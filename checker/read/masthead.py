"""Lines above a title that name the newspaper and not the story: BELFAST EVENING COURIER, Tailgate Weekly no. 212."""

import re
from collections.abc import Sequence
from functools import cache

from checker.lexicon.load import words
from checker.model.pattern import seldom
from checker.model.text import Block, BlockKind
from checker.read.datelines import date_in, is_credited, stamped
from checker.read.headline import is_credit, is_headline, is_prose

# a name of a few words, each with a capital: The Couch Cartographer
_NAMED = seldom(r"(?:[A-Z][\w.'’]*|&|of|the|and|for)(?:[ -](?:[A-Z][\w.'’]*|&|of|the|and|for)){0,5}")
# no. 212, Issue 88: what tells which one it is of many
_NUMBERED = seldom(r"(?:\A|[\s,|·*_#-])(?:no\.|nr\.|issue|vol\.|volume|edition|#)\s?\d+\b", re.IGNORECASE)
# signs of a line that tells the issue, its day and its writer
_LINE = 160
# lines between a newspaper's name and the day
_NEAR = 2


def mastheads(blocks: Sequence[Block], texts: Sequence[str]) -> frozenset[int]:
    """The places of the first lines that name a newspaper and its day, above a headline.

    >>> from checker.model.text import Span
    >>> line = Block(BlockKind.PARAGRAPH, Span(0, 1))
    >>> told = ["CUMBERLAND LEADER", "Clarksville, Tennessee", "Wednesday, Sept. 23, 2026", "A bad bolt"]
    >>> mastheads([line] * 4, told), mastheads([line] * 3, ["Dam Breach Kills Nine", "14 June 2026", "It rained."])
    (frozenset({0, 1, 2}), frozenset())
    """
    if not blocks or blocks[0].kind not in _LINES or not is_headline(texts[0]):
        return frozenset()
    below = range(1, min(len(blocks), _NEAR + 1))
    day = next((at for at in below if _tells_the_day(texts[at])), None)
    if day is None or not (_is_outlet(texts[0]) or _is_numbered(texts[0], texts[day])):
        return frozenset()
    # where it is printed may stand between
    if any(is_prose(texts[at]) or len(texts[at]) > _PLACE for at in range(1, day)):
        return frozenset()
    titled = any(
        block.kind is BlockKind.HEADING or (block.kind is BlockKind.PARAGRAPH and is_headline(text))
        for block, text in zip(blocks[day + 1 :], texts[day + 1 :], strict=False)
        if not is_credit(text)
    )
    return frozenset(range(day + 1)) if titled else frozenset()


_LINES = frozenset({BlockKind.PARAGRAPH, BlockKind.HEADING})
# signs of a town and its state
_PLACE = 40


def _tells_the_day(text: str) -> bool:
    """Whether a line tells a day, and what else stands in a newspaper's head."""
    if is_credit(text) or is_credited(text):
        return True
    dated = stamped(text) is not None or (date_in(text) is not None and _is_numbered(text, ""))
    return len(text) <= _LINE and not text.rstrip().endswith(".") and dated


def _is_outlet(text: str) -> bool:
    """Whether a line is a name that ends or opens in a word for a newspaper: Harbour Gazette, The Daily Bell."""
    # CRUDE MORNING - the energy note from Bayou City Research; TAILGATE WEEKLY no. 212
    bare = _NUMBERED.sub("", re.split(r"\s[-–—|]\s", text)[0]).strip("*_# ,")
    told = [word.lower() for word in bare.split()]
    return _NAMED.fullmatch(bare) is not None and not _outlets().isdisjoint(told)


def is_sent_from(text: str) -> bool:
    """Whether a line is a newspaper or wire and the town that it wrote from.

    >>> is_sent_from("Harbour Wire, Kobe"), is_sent_from("Harbour Wire"), is_sent_from("Harbour Wire rose, Kobe fell")
    (True, False, False)
    """
    outlet, comma, town = text.strip("*_ ").partition(", ")
    return bool(comma) and _is_outlet(outlet) and _NAMED.fullmatch(town) is not None


def _is_numbered(text: str, below: str) -> bool:
    return _NUMBERED.search(text) is not None or _NUMBERED.match(below) is not None


@cache
def _outlets() -> frozenset[str]:
    return frozenset(words("en/furniture.toml", "outlets"))
