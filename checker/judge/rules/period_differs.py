"""Two periods, two values.

What it decides: the values differ and the claims speak of different times.
Why it matters: November's users do not contradict December's.
Example: 11月月活突破1000万 / 12月月活3500万 -> explained
"""

from checker.judge.compare import agree, confusable, same_attribute, same_entity
from checker.judge.marks import CONFUSABLE, ONE_ATTRIBUTE, ONE_ENTITY
from checker.judge.orders import broken
from checker.judge.rule import Rule
from checker.judge.times import periods_differ
from checker.model import Pair, Verdict


def check(pair: Pair) -> str | None:
    """Say why, or None to pass."""
    left, right = pair.left, pair.right
    if not confusable(pair) or not same_entity(pair) or not same_attribute(pair) or agree(left, right) is not False:
        return None
    if not periods_differ(left, right) or broken(pair):
        return None
    one, other = (claim.period.text if claim.period is not None else "its article's day" for claim in (left, right))
    return f"one speaks of {one}, the other of {other}"


RULE = Rule(
    code="E5",
    name="period-differs",
    verdict=Verdict.EXPLAINED,
    check=check,
    apart=True,
    needs=CONFUSABLE | ONE_ENTITY | ONE_ATTRIBUTE,
)
