"""Chinese words and their classes, from jieba's dictionary; nothing is cached on disk and nothing printed."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache
from importlib.util import find_spec

from checker.errors import ExtraError, SettingsError
from checker.extract.cutting import Cut, Jieba, Rjieba
from checker.lexicon.dictionary import dictionary
from checker.lexicon.load import words
from checker.model import Span
from checker.model.record import dataclass
from checker.settings import SEGMENTERS


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text with its class in jieba's dictionary ("" where the dictionary lacks it)."""

    text: str
    span: Span
    tag: str


# a count that lets a word of ours win over a guess at an unknown one (稳居 over 已稳 + 居)
_SURE = 5000
# the class of words of ours that the dictionary lacks: other proper nouns
_OURS = "nz"
# texts whose words are remembered: most are a word or two between names and figures, and come again
_REMEMBERED = 1 << 15
# after so many texts jieba has taken as long as rjieba takes to be loaded
_PAYS = 6000


class Segmenter:
    """Cuts Chinese text into words. `known` are names that must stay whole; `name` is one of `SEGMENTERS`.

    All of them give the same words. "auto" begins with jieba, and goes on with rjieba where that is installed and
    there is so much to cut that loading it pays.

    Raises:
        SettingsError: rjieba was asked for and has another dictionary than the jieba that is installed.
    """

    def __init__(self, known: Sequence[str] = (), name: str = "jieba") -> None:
        self._dictionary, self._release = dictionary()
        self._known = known
        for word in known:
            self._dictionary.learn(word, _SURE, _OURS)
        self._cut: Cut = self._rjieba() if name == "rjieba" else Jieba(self._dictionary)
        may_change = name == "auto" and self._release is not None and find_spec("rjieba") is not None
        # how many texts to cut before rjieba takes over; never at 0
        self._before_change = _PAYS if may_change else 0
        self.parts = lru_cache(maxsize=_REMEMBERED)(self._parts)

    def _rjieba(self) -> Rjieba:
        return Rjieba(self._dictionary, self._release, self._known)

    def frequency(self, word: str) -> int:
        """How often the dictionary's corpus held the word; 0 for a word that it lacks."""
        return self._dictionary.times(word)

    def tag(self, word: str) -> str:
        """The class of a word in the dictionary; "" for one that it lacks."""
        return self._dictionary.tag(word)

    def cut(self, text: str, offset: int = 0) -> tuple[Word, ...]:
        """The words of `text`, tiling it; `offset` is added to each place.

        >>> [(w.text, w.tag) for w in segmenter().cut("现金储备下降")]
        [('现金', 'n'), ('储备', 'vn'), ('下降', 'v')]
        """
        made: list[Word] = []
        for part, tag in self.parts(text):
            end = offset + len(part)
            made.append(Word(part, Span(offset, end), tag))
            offset = end
        return tuple(made)

    def _parts(self, text: str) -> tuple[tuple[str, str], ...]:
        if self._before_change:
            self._before_change -= 1
            if not self._before_change:
                self._cut = self._rjieba()
        return tuple((part, self.tag(part) or ("eng" if part[0].isascii() else "")) for part in self._cut(text))


_CHOSEN: ContextVar[str] = ContextVar("_CHOSEN", default=SEGMENTERS[0])


def demand_usable(name: str) -> None:
    """Complain, before any work, of a segmenter that nothing cuts with.

    Raises:
        ExtraError: it is not installed.
        SettingsError: there is none of that name.
    """
    if name not in SEGMENTERS:
        msg = f"segmenter: expected one of {', '.join(SEGMENTERS)}, not {name!r}"
        raise SettingsError(msg)
    if name == "rjieba" and find_spec(name) is None:
        asked = f"segmenter {name!r}"
        raise ExtraError(asked, "fast")


@contextmanager
def segmented_by(name: str) -> Iterator[None]:
    """Let the segmenter of that name cut until the end of the block, in this thread."""
    before = _CHOSEN.set(name)
    try:
        yield
    finally:
        _CHOSEN.reset(before)


def segmenter() -> Segmenter:
    """The segmenter that was chosen, the same for the whole process."""
    return _segmenter(_CHOSEN.get())


@cache
def _segmenter(name: str) -> Segmenter:
    return Segmenter((*words("zh/bodies.toml", "endings"), *words("zh/grammar.toml", "level_verbs")), name)


def is_of_the_language(word: str) -> bool:
    """Whether a word that no dictionary holds is no name all the same: 财报, 自产|铜, 那|辆.

    >>> is_of_the_language("那辆"), is_of_the_language("自产铜"), is_of_the_language("澄曜")
    (True, True, False)
    """
    if word[0] in _determiners():
        return True
    heads = [word[:end] for end in range(2, len(word) + 1) if word[:end] in _compounds()]
    return any(head == word or segmenter().frequency(word[len(head) :]) > 0 for head in heads)


@cache
def _compounds() -> frozenset[str]:
    return frozenset(words("zh/bodies.toml", "compounds"))


@cache
def _determiners() -> frozenset[str]:
    return frozenset("".join(words("zh/bodies.toml", "determiners")))
