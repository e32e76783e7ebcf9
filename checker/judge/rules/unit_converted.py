"""Two units, one value.

What it decides: the values are told in two units of one dimension and can both be true once converted.
Why it matters: ten miles and sixteen kilometres look different and are the same.
Example: 全长16.1公里 / ten miles long -> agreement
"""

from checker.judge.compare import bear_out, display
from checker.judge.figures import converted
from checker.judge.marks import AGREEING, ONE_ATTRIBUTE, ONE_ENTITY, STATED, TWO_UNITS
from checker.judge.rule import Rule
from checker.model import Pair, Verdict


def check(pair: Pair) -> str | None:
    """Say why, or None to pass."""
    left, right = pair.left, pair.right
    if not converted(left, right) or not bear_out(pair):
        return None
    return f"{display(left)} and {display(right)} are one value in two units, rounding taken in"


RULE = Rule(
    code="A3",
    name="unit-converted",
    verdict=Verdict.AGREEMENT,
    check=check,
    apart=False,
    needs=STATED | ONE_ENTITY | ONE_ATTRIBUTE | AGREEING | TWO_UNITS,
)
