"""Questions that several rules ask of one pair are answered once."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from checker.model import Claim, Pair

Answer = TypeVar("Answer")


def once_a_pair(question: Callable[[Pair], Answer]) -> Callable[[Pair], Answer]:
    """`question`, with the answer kept for the pair that it was asked of last: all rules are asked of one in turn.

    >>> asked = []
    >>> question = once_a_pair(asked.append)
    >>> pair, other = object(), object()
    >>> question(pair), question(pair), question(other), len(asked)
    (None, None, None, 2)
    """
    # one tuple, so that threads never see the answer of one pair with another
    held: tuple[Pair | None, Answer | None] = (None, None)

    @wraps(question)
    def answer(pair: Pair) -> Answer:
        nonlocal held
        asked, known = held
        if asked is pair:
            return known  # type: ignore[return-value]
        found = question(pair)
        held = (pair, found)
        return found

    return answer


def once_of_two(question: Callable[[Claim, Claim], Answer]) -> Callable[[Claim, Claim], Answer]:
    """`question`, with the answer kept for the two claims that it was asked of last, in this order."""
    held: tuple[Claim | None, Claim | None, Answer | None] = (None, None, None)

    @wraps(question)
    def answer(left: Claim, right: Claim) -> Answer:
        nonlocal held
        one, other, known = held
        if one is left and other is right:
            return known  # type: ignore[return-value]
        found = question(left, right)
        held = (left, right, found)
        return found

    return answer
