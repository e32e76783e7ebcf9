"""Traditional characters as simplified ones, code point for code point.

OpenCC's `t2s` alone: its other configurations rewrite words (字节跳动 becomes 位元組跳動) and change lengths.
"""

import re
from functools import cache
from typing import Protocol

from checker.lexicon.load import mapping, words

FILE = "zh/variants.toml"
_HALVES = re.compile("[\ud800-\udfff]")


class Converter(Protocol):
    """What converts a text."""

    def convert(self, text: str) -> str:
        """`text`, converted."""
        ...  # pragma: no cover


def simplified(text: str) -> str:
    """`text` in simplified characters, of the same length.

    >>> simplified("阿里為什麼著急打千問這場仗"), simplified("來説信裏重啓15週年,著名")
    ('阿里为什么着急打千问这场仗', '来说信里重启15周年,著名')
    """
    if text.isascii():
        return text
    # half of a surrogate pair is no character, and the converter takes none
    text = _HALVES.sub("\ufffd", text)
    made = _converter().convert(text)
    if len(made) != len(text):
        made = "".join(map(_one, text))
    made = made.translate(_characters())
    return _words().sub(lambda found: _meant(found[0]), made)


@cache
def _converter() -> Converter:
    # imported here: a run over English texts alone need not load it
    from opencc import OpenCC  # noqa: PLC0415

    converter: Converter = OpenCC("t2s")
    return converter


@cache
def _one(char: str) -> str:
    made = _converter().convert(char)
    return made if len(made) == 1 else char


@cache
def _characters() -> dict[int, str]:
    table = mapping(FILE, "variants")
    assert all(len(key) == len(value) == 1 for key, value in table.items())
    return {ord(key): value for key, value in table.items()}


@cache
def _words() -> re.Pattern[str]:
    """The words that change, and those with 著 that must not: these come first and stand for themselves."""
    kept = [*words(FILE, "zhu"), *mapping(FILE, "words")]
    return re.compile("|".join([*map(re.escape, kept), "著"]))


def _meant(word: str) -> str:
    return "着" if word == "著" else mapping(FILE, "words").get(word, word)
