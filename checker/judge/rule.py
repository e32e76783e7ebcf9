"""What a rule is: a name, a verdict, and a pure function of one pair."""

from collections.abc import Callable

from checker.model import Pair, Verdict
from checker.model.record import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """A named reason for a verdict. `check` tells an editor why it holds of a pair, or is None where it does not.

    `code` is the verdict's letter (A agreement, E explained, C contradiction) and the number that orders the rules of
    one verdict; `name` says what is seen. `apart` is told of a rule that holds only of two values that cannot both
    be true (True), or only of others (False); it is not asked of the rest. Nor is it of pairs that lack one of the
    marks that it `needs`, see `marks`.
    """

    code: str
    name: str
    verdict: Verdict
    check: Callable[[Pair], str | None]
    apart: bool | None = None
    needs: int = 0
