"""A bound and a figure that respects it.

What it decides: one claim gives a bound (over, at least, under), the other a figure inside it, no further than
twice the bound.
Why it matters: more than 13 billion does not contradict more than 13.5 billion.
Example: 超过130亿元 / 135亿元 -> agreement
"""

from checker.judge.compare import bear_out, display
from checker.judge.figures import converted, is_bound
from checker.judge.marks import AGREEING, ONE_ATTRIBUTE, ONE_BOUND, ONE_ENTITY, STATED
from checker.judge.rule import Rule
from checker.model import Pair, Verdict


def check(pair: Pair) -> str | None:
    """Say why, or None to pass."""
    left, right = pair.left, pair.right
    if is_bound(left) == is_bound(right) or converted(left, right) or not bear_out(pair):
        return None
    return f"{display(left)} and {display(right)} can both be true: one is a bound that the other respects"


RULE = Rule(
    code="A2",
    name="bound-holds",
    verdict=Verdict.AGREEMENT,
    check=check,
    apart=False,
    needs=STATED | ONE_ENTITY | ONE_ATTRIBUTE | AGREEING | ONE_BOUND,
)
