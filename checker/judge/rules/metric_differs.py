"""Two measures that are easily confused.

What it decides: the values differ and the claims measure different things of one family (DAU and MAU, production
and deliveries).
Why it matters: the commonest false alarm: 50 million daily and 80 million monthly users are both true.
Example: 豆包DAU突破1亿 / 豆包月活1.72亿 -> explained
"""

from checker.judge.compare import agree, confusable, same_attribute, same_entity
from checker.judge.marks import CONFUSABLE, ONE_ENTITY, TWO_MEASURES
from checker.judge.orders import broken
from checker.judge.rule import Rule
from checker.model import Pair, Verdict


def check(pair: Pair) -> str | None:
    """Say why, or None to pass."""
    left, right = pair.left, pair.right
    if not confusable(pair) or not same_entity(pair) or agree(left, right) is not False or broken(pair):
        return None
    if same_attribute(pair):
        if left.attribute.change == right.attribute.change:
            return None
        return "one is a change, the other a level"
    return f"one is {left.attribute.name}, the other {right.attribute.name}"


RULE = Rule(
    code="E4",
    name="metric-differs",
    verdict=Verdict.EXPLAINED,
    check=check,
    apart=True,
    needs=CONFUSABLE | ONE_ENTITY | TWO_MEASURES,
)
