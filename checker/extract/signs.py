"""Signs: the words without which a rule has nothing to read, found for all rules in one pass over a text."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache

from checker.lexicon.finder import Finder, lower


class Signs:
    """The words of a rule, which is asked of sentence after sentence: in most of them none stands.

    Latin words count where they stand as whole words, and case does not matter, as with a `Finder`. `words` is asked
    for them when the first text is read.

    >>> signs = Signs(lambda: ["连续", "in a row"])
    >>> text = "连续三年。Up again, three times In A Row."
    >>> signs.stand(text, 0, 5), signs.stand(text, 5, 15), signs.stand(text, 15, len(text))
    (True, False, True)
    """

    __slots__ = ("_number",)

    def __init__(self, words: Callable[[], Iterable[str]]) -> None:
        self._number = len(_RULES)
        _RULES.append(words)

    def stand(self, text: str, start: int, end: int) -> bool:
        """Whether one of the words begins between two places of a text."""
        places = _places(text, len(_RULES)).get(self._number)
        if places is None:
            return False
        at = bisect_left(places, start)
        return at < len(places) and places[at] < end


# what gives the words of each rule
_RULES: list[Callable[[], Iterable[str]]] = []


@lru_cache(maxsize=1)
def _finder(rules: int) -> Finder[tuple[int, ...]]:
    """What finds the words of so many rules, each with the numbers of those that it is a word of."""
    made: dict[str, tuple[int, ...]] = {}
    for number, words in enumerate(_RULES[:rules]):
        for word in dict.fromkeys(map(lower, words())):
            made[word] = (*made.get(word, ()), number)
    return Finder(made, fold=True)


# a text is asked about once for each rule and sentence
@lru_cache(maxsize=2)
def _places(text: str, rules: int) -> Mapping[int, Sequence[int]]:
    """Where the words of each rule begin in a text; `rules` is how many rules there are."""
    places: defaultdict[int, list[int]] = defaultdict(list)
    for start, told in _finder(rules).every(text):
        for number in told:
            places[number].append(start)
    return places


def one_of(words: Iterable[str]) -> re.Pattern[str]:
    r"""What finds these words in ASCII letters of any case, at each place the first of them that fits.

    Every branch begins with a letter that it tells, so that a search skips all places where none of these stands; a
    pattern that leaves the case open from its beginning looks at every word at every place.

    >>> one_of(["in all", "in", "共计"]).pattern
    'i(?ai:n\\ all|n)|I(?ai:n\\ all|n)|共(?:计)'
    """
    branches: dict[str, list[str]] = {}
    for word in words:
        for first in dict.fromkeys((word[0].lower(), word[0].upper())):
            branches.setdefault(first, []).append(re.escape(word[1:]))
    return re.compile("|".join(f"{re.escape(first)}{_any_case('|'.join(rest))}" for first, rest in branches.items()))


def _any_case(words: str) -> str:
    # to leave the case open takes time where there is none as well
    return f"(?ai:{words})" if _LETTER.search(words) else f"(?:{words})"


_LETTER = re.compile(r"[A-Za-z]")
