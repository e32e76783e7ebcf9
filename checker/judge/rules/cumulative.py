"""A running total grew.

What it decides: the values differ and at least one is a total that runs up to its date.
Why it matters: total sales since launch exceed those of a month.
Example: 累计55金 / 本届8金 -> explained
"""

from checker.judge.compare import agree, confusable, same_attribute, same_entity
from checker.judge.marks import CONFUSABLE, ONE_ATTRIBUTE, ONE_ENTITY, ONE_RUNS, is_running
from checker.judge.rule import Rule
from checker.model import Pair, Verdict


def check(pair: Pair) -> str | None:
    """Say why, or None to pass."""
    left, right = pair.left, pair.right
    if not confusable(pair) or not same_entity(pair) or not same_attribute(pair) or agree(left, right) is not False:
        return None
    if is_running(left) == is_running(right):
        return None
    return "one is a running total, the other is not"


RULE = Rule(
    code="E6",
    name="cumulative",
    verdict=Verdict.EXPLAINED,
    check=check,
    apart=True,
    needs=CONFUSABLE | ONE_ENTITY | ONE_ATTRIBUTE | ONE_RUNS,
)
