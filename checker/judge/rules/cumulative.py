"""A running total grew.

What it decides: the values differ and at least one is a total that runs up to its date.
Why it matters: total sales since launch exceed those of a month.
Example: 累计55金 / 本届8金 -> explained
"""

from checker.judge.compare import agree, confusable, same_attribute, same_entity
from checker.judge.rule import Rule
from checker.model import Claim, Pair, PeriodKind, Verdict


def check(pair: Pair) -> str | None:
    """Say why, or None to pass."""
    left, right = pair.left, pair.right
    if not confusable(pair) or not same_entity(pair) or not same_attribute(pair) or agree(left, right) is not False:
        return None
    running = [_is_running(claim) for claim in (left, right)]
    if running[0] == running[1]:
        return None
    return "one is a running total, the other is not"


def _is_running(claim: Claim) -> bool:
    """Whether a claim is a total that runs up to its date (截至6月底累计), or up to the day it is told (累计)."""
    if claim.period is not None and claim.period.kind is PeriodKind.CUMULATIVE:
        return True
    return "cumulative" in claim.attribute.qualifiers


RULE = Rule(code="E6", name="cumulative", verdict=Verdict.EXPLAINED, check=check, apart=True)
