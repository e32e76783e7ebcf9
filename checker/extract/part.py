"""Parts of a sentence: the tokens between two marks, with what many readers ask of them made once."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import TypeVar

from checker.extract.tokens import Tok, Token
from checker.lexicon.finder import lower, lower_text
from checker.model.record import cached_property

Asked = TypeVar("Asked")
Made = TypeVar("Made")


class Part(tuple[Token, ...]):  # noqa: SLOT001 -- what is asked of it is kept in it
    """The tokens of one clause, of which most readers find no sign in `words` or `kinds` and look no further.

    `lows` are the texts of its tokens with ASCII letters in lower case, `words` their set, `kinds` that of their kinds.
    """

    lows: tuple[str, ...]
    words: frozenset[str]
    kinds: frozenset[Tok]

    def __init__(self, _tokens: Iterable[Token]) -> None:
        """Note the words and kinds of the tokens."""
        texts = tuple([token.text for token in self])
        whole = "".join(texts)
        # most clauses have no capitals
        self.lows = texts if lower_text(whole) == whole else tuple(map(lower, texts))
        self.words = frozenset(self.lows)
        self.kinds = frozenset([token.kind for token in self])

    def places(self, kind: Tok) -> tuple[int, ...]:
        """Where its tokens of a kind stand."""
        return self._places.get(kind, ())

    @cached_property
    def _places(self) -> dict[Tok, tuple[int, ...]]:
        found: dict[Tok, list[int]] = {}
        for j, token in enumerate(self):
            found.setdefault(token.kind, []).append(j)
        return {kind: tuple(places) for kind, places in found.items()}


def once(function: Callable[[Asked], Made]) -> Callable[[Asked], Made]:
    """`function`, asked once of each part or row.

    >>> asked = []
    >>> @once
    ... def length(part):
    ...     asked.append(part)
    ...     return len(part)
    >>> none = Part(())
    >>> length(none), length(none), len(asked)
    (0, 0, 1)
    """
    name = f"{function.__module__}.{function.__qualname__}"

    @wraps(function)
    def answer(asked: Asked) -> Made:
        kept: dict[str, Made] = asked.__dict__
        if name not in kept:
            kept[name] = function(asked)
        return kept[name]

    return answer
