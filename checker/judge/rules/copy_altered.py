"""Copies of one article that differ in a value.

What it decides: two copies of one article tell the same sentence with different values.
Why it matters: somebody changed or mistyped a figure on the way: the most newsworthy difference of all.
Example: 小米平板7 Ultra 5699元起 / 转载：5969元起 -> contradiction
"""

from checker.judge.compare import agree, comparable, display
from checker.judge.marks import COMPARABLE, COPIES
from checker.judge.rule import Rule
from checker.model import Pair, Verdict


def check(pair: Pair) -> str | None:
    """Say why, or None to pass."""
    left, right = pair.left, pair.right
    if not comparable(pair) or not pair.copies or agree(left, right) is not False:
        return None
    return f"the same sentence says {display(left)} in one copy and {display(right)} in the other"


RULE = Rule(
    code="C1", name="copy-altered", verdict=Verdict.CONTRADICTION, check=check, apart=True, needs=COMPARABLE | COPIES
)
