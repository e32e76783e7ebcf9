"""Chinese words and their classes, from jieba's dictionary; nothing is cached on disk and nothing printed."""

import logging
import sys
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from itertools import accumulate
from pathlib import Path
from types import ModuleType
from typing import Any

from checker.lexicon.dictionary import SHORT, Dictionary, dictionary
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

    def __init__(self, known: Sequence[str] = ()) -> None:
        self._tokenizer, self._held = _jieba()
        self._tags = {word: "nz" for word in known if self._held.tag(word) is None}
        for word in known:
            self._tokenizer.learn(word, max(self.frequency(word), _SURE))

    def frequency(self, word: str) -> int:
        """How often the dictionary's corpus held the word; 0 for a word that it lacks."""
        return int(self._tokenizer.FREQ.get(word) or 0)

    def tag(self, word: str) -> str:
        """The class of a word in the dictionary; "" for one that it lacks."""
        return self._held.tag(word) or ""

    def cut(self, text: str, offset: int = 0) -> tuple[Word, ...]:
        """The words of `text`, tiling it; `offset` is added to each place.

        >>> [(w.text, w.tag) for w in segmenter().cut("现金储备下降")]
        [('现金', 'n'), ('储备', 'vn'), ('下降', 'v')]
        """
        parts = self._tokenizer.lcut(text)
        starts = accumulate((len(part) for part in parts), initial=offset)
        return tuple(
            Word(part, Span(start, start + len(part)), self._class(part))
            for part, start in zip(parts, starts, strict=False)
        )

    def _class(self, word: str) -> str:
        found = self._held.tag(word) or self._tags.get(word)
        return found if found is not None else "eng" if word[0].isascii() else ""


@cache
def segmenter() -> Segmenter:
    """The process' one segmenter: its dictionary takes half a second to load."""
    return Segmenter((*words("zh/bodies.toml", "endings"), *words("zh/grammar.toml", "level_verbs")))


def _imported() -> ModuleType:
    """jieba, without pkg_resources: a tenth of a second for a way to open its files that it has a plainer one for."""
    held = sys.modules.get("pkg_resources")
    sys.modules["pkg_resources"] = None  # type: ignore[assignment]
    try:
        with warnings.catch_warnings():
            # jieba has invalid escapes: known, harmless, and no business of the user's
            warnings.simplefilter("ignore")
            return import_module("jieba")
    finally:
        if held is None:
            del sys.modules["pkg_resources"]
        else:
            sys.modules["pkg_resources"] = held


def _jieba() -> tuple[Any, Dictionary]:
    jieba = _imported()
    logging.getLogger("jieba").setLevel(logging.ERROR)
    # jieba would write and read a marshal file in the shared temporary folder; filling the table ourselves reads the
    # dictionary of the installed package only, and keeps the word classes that jieba drops
    held = dictionary(Path(str(jieba.__file__)).with_name("dict.txt"))

    # jieba has no types
    class Tokenizer(jieba.Tokenizer):  # type: ignore[misc, name-defined]
        """jieba's, without the million prefixes that it puts into its table to know how far to look."""

        def learn(self, word: str, count: int) -> None:
            self.total += count - self.FREQ.get(word, 0)
            self.FREQ.learn(word, count)
            held.longest[word[0]] = max(len(word), held.longest.get(word[0], SHORT))

        def get_DAG(self, sentence: str) -> dict[int, list[int]]:  # noqa: N802 -- jieba's name
            known, longest, size = self.FREQ, held.longest, len(sentence)
            ends: dict[int, list[int]] = {}
            for start, sign in enumerate(sentence):
                last = min(size, start + longest.get(sign, SHORT))
                found = [end for end in range(start, last) if sentence[start : end + 1] in known]
                ends[start] = found or [start]
            return ends

    tokenizer = Tokenizer()
    tokenizer.FREQ, tokenizer.total, tokenizer.initialized = held.counts, held.total, True
    return tokenizer, held
