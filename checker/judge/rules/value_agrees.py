"""Two sources, one value.

What it decides: both values can be true at once and nothing sets the two claims apart.
Why it matters: independent voices that agree are worth more than one; copies of one article count once.
Example: 首周下载量突破了1000万 / 下载量已突破1000万次 -> agreement
"""

from checker.judge.compare import bear_out, display
from checker.judge.figures import converted, is_bound
from checker.judge.marks import AGREEING, ALIKE_BOUND, ONE_ATTRIBUTE, ONE_ENTITY, STATED
from checker.judge.rule import Rule
from checker.model import Pair, Verdict


def check(pair: Pair) -> str | None:
    """Say why, or None to pass."""
    left, right = pair.left, pair.right
    if is_bound(left) != is_bound(right) or converted(left, right) or not bear_out(pair):
        return None
    return f"{display(left)} and {display(right)} can both be true"


RULE = Rule(
    code="A1",
    name="value-agrees",
    verdict=Verdict.AGREEMENT,
    check=check,
    apart=False,
    needs=STATED | ONE_ENTITY | ONE_ATTRIBUTE | AGREEING | ALIKE_BOUND,
)
