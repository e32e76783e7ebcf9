"""Two names where one is right.

What it decides: the names differ for an attribute that has one value at a time (supplier, place, leader of a round).
Why it matters: a chip has one modem supplier, a round one leader.
Example: 外挂联发科5G基带 / modem supplied by Unisoc -> contradiction
"""

from checker.judge.compare import agree, comparable, display
from checker.judge.marks import COMPARABLE, NAMES
from checker.judge.rule import Rule
from checker.model import NameValue, Pair, ValueKind, Verdict


def check(pair: Pair) -> str | None:
    """Say why, or None to pass."""
    left, right = pair.left, pair.right
    if (
        not comparable(pair)
        or agree(left, right) is not False
        or not isinstance(left.value, NameValue)
        or left.kind is ValueKind.ROLE
    ):
        return None
    return f"{display(left)} and {display(right)} are not the same"


RULE = Rule(
    code="C5", name="name-differs", verdict=Verdict.CONTRADICTION, check=check, apart=True, needs=COMPARABLE | NAMES
)
