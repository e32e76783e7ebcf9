"""Chinese words and their classes, from jieba's dictionary; nothing is cached on disk and nothing printed."""

import logging
import warnings
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any

from checker.lexicon.dictionary import dictionary
from checker.lexicon.load import words
from checker.model import Span


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text with its class in jieba's dictionary ("" where the dictionary lacks it)."""

    text: str
    span: Span
    tag: str


# a count that lets a word of ours win over a guess at an unknown one (稳居 over 已稳 + 居)
_SURE = 5000


class Segmenter:
    """Cuts Chinese text into words. `known` are names that must stay whole."""

    def __init__(self, known: Iterable[str] = ()) -> None:
        self._tokenizer, self._tags = _jieba()
        for word in known:
            self._tags.setdefault(word, "nz")
            self._tokenizer.add_word(word, max(self._tokenizer.FREQ.get(word) or 0, _SURE))

    def frequency(self, word: str) -> int:
        """How often the dictionary's corpus held the word; 0 for a word that it lacks."""
        return int(self._tokenizer.FREQ.get(word) or 0)

    def cut(self, text: str, offset: int = 0) -> tuple[Word, ...]:
        """The words of `text`, tiling it; `offset` is added to each place.

        >>> [(w.text, w.tag) for w in segmenter().cut("现金储备下降")]
        [('现金', 'n'), ('储备', 'vn'), ('下降', 'v')]
        """
        parts = self._tokenizer.lcut(text)
        starts = accumulate((len(part) for part in parts), initial=offset)
        return tuple(
            Word(part, Span(start, start + len(part)), self._tags.get(part, "eng" if part[0].isascii() else ""))
            for part, start in zip(parts, starts, strict=False)
        )


@cache
def segmenter() -> Segmenter:
    """The process' one segmenter: its dictionary takes half a second to load."""
    return Segmenter((*words("zh/bodies.toml", "endings"), *words("zh/grammar.toml", "level_verbs")))


def _jieba() -> tuple[Any, dict[str, str]]:
    with warnings.catch_warnings():
        # jieba imports pkg_resources and has invalid escapes: known, harmless, and no business of the user's
        warnings.simplefilter("ignore")
        import jieba  # noqa: PLC0415 -- heavy, and English articles never need it
    logging.getLogger("jieba").setLevel(logging.ERROR)
    tokenizer = jieba.Tokenizer()
    # jieba would write and read a marshal file in the shared temporary folder; filling the table ourselves reads the
    # dictionary of the installed package only, and keeps the word classes that jieba drops
    frequencies, tags, total = dictionary(Path(jieba.__file__).with_name("dict.txt"))
    tokenizer.FREQ, tokenizer.total, tokenizer.initialized = frequencies, total, True
    return tokenizer, tags
