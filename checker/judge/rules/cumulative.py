"""A running total grew.

What it decides: the values differ and at least one is a total that runs up to its date.
Why it matters: total sales since launch exceed those of a month.
Example: 累计55金 / 本届8金 -> explained
"""

from checker.judge.compare import agree, confusable, same_attribute, same_entity
from checker.judge.rule import Rule
from checker.model import Pair, PeriodKind, Verdict


def check(pair: Pair) -> str | None:
    """Say why, or None to pass."""
    left, right = pair.left, pair.right
    if not confusable(pair) or not same_entity(pair) or not same_attribute(pair) or agree(left, right) is not False:
        return None
    running = [c.period is not None and c.period.kind is PeriodKind.CUMULATIVE for c in (left, right)]
    if running[0] == running[1]:
        return None
    return "one is a running total, the other is not"


RULE = Rule(code="E6", name="cumulative", verdict=Verdict.EXPLAINED, check=check)
