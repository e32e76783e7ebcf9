"""Two ranks on one list.

What it decides: the ranks differ on what reads as the same list at the same time.
Why it matters: third and fourth cannot both be right.
Example: 全球第四家 / 全球第三家 -> contradiction
"""

from checker.judge.compare import agree, comparable, display
from checker.judge.marks import COMPARABLE, RANKS
from checker.judge.rule import Rule
from checker.model import Pair, ValueKind, Verdict


def check(pair: Pair) -> str | None:
    """Say why, or None to pass."""
    left, right = pair.left, pair.right
    if not comparable(pair) or agree(left, right) is not False or left.kind is not ValueKind.RANK:
        return None
    return f"{display(left)} and {display(right)} cannot both be the rank"


RULE = Rule(
    code="C3", name="rank-differs", verdict=Verdict.CONTRADICTION, check=check, apart=True, needs=COMPARABLE | RANKS
)
