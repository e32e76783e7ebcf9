"""Two ways to cut text into words that give the same words: jieba's, in Python, and rjieba, which is made in Rust."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from math import log
from string import ascii_letters, digits

from checker.errors import SettingsError
from checker.extract.guessing import guessed
from checker.lexicon.dictionary import Dictionary, Release

Cut = Callable[[str], Sequence[str]]

# jieba looks for words in these stretches; all other signs are words of their own
_PARTS = re.compile(r"[一-鿕a-zA-Z0-9+#&._%-]+|\r\n|.", re.DOTALL)
_HAN = re.compile(r"[一-鿕]+")
_LOOKED_IN = frozenset(f"{ascii_letters}{digits}+#&._%-")


class Jieba:
    """jieba's way: the words whose counts make the likeliest row, and a guess where the dictionary knows none.

    >>> from checker.lexicon.dictionary import dictionary
    >>> Jieba(dictionary()[0])("现金储备下降,GPT-4o")
    ['现金', '储备', '下降', ',', 'GPT', '-', '4o']
    """

    def __init__(self, dictionary: Dictionary) -> None:
        """Cut by a dictionary, which may learn no words from now on."""
        self._dictionary = dictionary
        self._weights = _Weights(dictionary.total)

    def __call__(self, text: str) -> list[str]:
        """The words of a text, which tile it."""
        if _HAN.fullmatch(text):
            return list(self._words(text))
        words: list[str] = []
        for part in _PARTS.findall(text):
            if "一" <= part[0] <= "鿕" or part[0] in _LOOKED_IN:
                words.extend(self._words(part))
            else:
                words.append(part)
        return words

    def _words(self, text: str) -> Iterator[str]:
        """The words of a stretch; signs that are words alone are looked at together again."""
        ends = self._ends(text)
        start = alone = 0
        while start < len(text):
            end = ends[start]
            if end - start > 1:
                yield from self._apart(text[alone:start])
                yield text[start:end]
                alone = end
            start = end
        yield from self._apart(text[alone:])

    def _apart(self, signs: str) -> Iterable[str]:
        """The words of signs that the dictionary makes no words of; where it holds the whole, each is one alone."""
        if len(signs) < 2 or signs in self._dictionary[signs[:2]].times:
            return signs
        return guessed(signs)

    def _ends(self, text: str) -> list[int]:
        """For each place where the word ends that begins there in the likeliest row of words from there on."""
        words, weights, size = self._dictionary, self._weights, len(text)
        # likeliest[i] is of the row from i to the end
        likeliest = [0.0] * (size + 1)
        ends = [0] * size
        for start in range(size - 1, -1, -1):
            times, _, longest = words[text[start : start + 2]]
            best, chosen = weights[1] + likeliest[start + 1], 0
            for end in range(start + 1, min(size, start + longest) + 1):
                count = times.get(text[start:end])
                if count is not None:
                    found = weights[count] + likeliest[end]
                    # of two that are equally likely the longer one is taken; one sign is taken only where it is known
                    if not chosen or found >= best:
                        best, chosen = found, end
            likeliest[start], ends[start] = best, chosen or start + 1
        return ends


class _Weights(dict[int, float]):
    """How likely a word is that occurs so often, as a logarithm."""

    def __init__(self, total: int) -> None:
        super().__init__()
        self._total = log(total)

    def __missing__(self, count: int) -> float:
        self[count] = made = log(count or 1) - self._total
        return made


# stands in no text that is handed to rjieba, which is given Han characters only
_NO_WORD = "\ue000"


class Rjieba:
    """rjieba with the words that a dictionary has learned: it gives the words that `Jieba` gives.

    It does not see what the two part differently: signs that are no Han characters (rjieba leaves ai-ml whole), and
    texts in which signs come again (of rows that are equally likely, 行行|行行行 and 行行行|行行, it takes the other).

    Raises:
        SettingsError: rjieba is not known to have that dictionary.
    """

    def __init__(self, dictionary: Dictionary, release: Release | None, learned: Iterable[str]) -> None:
        """Cut by a dictionary, which may learn no words from now on."""
        import rjieba  # noqa: PLC0415 -- an extra, and loading it takes a tenth of a second

        if release is None:
            msg = "segmenter 'rjieba': the jieba that is installed has another dictionary; use 'jieba' or 'auto'"
            raise SettingsError(msg)
        cutter = rjieba.Jieba()
        for word in learned:
            cutter.add_word(word, dictionary.times(word), dictionary.tag(word))
        # it counts a word with two lines once; of rows that are equally likely another would win by another sum
        cutter.add_word(_NO_WORD, release.twice, "x")
        self._cut: Cut = cutter.cut
        self._jieba = Jieba(dictionary)

    def __call__(self, text: str) -> Sequence[str]:
        """The words of a text, which tile it."""
        differs = _HAN.fullmatch(text) is None or len(text) - len(set(text)) > 1
        return self._jieba(text) if differs else self._cut(text)
