"""The text itself corrects an older figure.

What it decides: the values differ, and one of them is what an article puts in the place of the other, or takes back.
Why it matters: a source that still carries the older figure is out of date and not in conflict.
Example: 死亡9人 / 死亡人数由9人修正为12人 -> explained
"""

from checker.judge.compare import agree, confusable, display, same_attribute, same_entity
from checker.judge.marks import CONFUSABLE, ONE_ATTRIBUTE, ONE_ENTITY, TAKEN_BACK
from checker.judge.rule import Rule
from checker.judge.times import periods_differ
from checker.model import Claim, Pair, Quantity, Verdict


def check(pair: Pair) -> str | None:
    """Say why, or None to pass."""
    left, right = pair.left, pair.right
    if not confusable(pair) or not same_entity(pair) or not same_attribute(pair) or agree(left, right) is not False:
        return None
    if periods_differ(left, right):
        return None
    for told, other in ((left, right), (right, left)):
        if told.withdrawn and not other.withdrawn:
            return f"{display(told)} is taken back by its own article"
        if told.revises and _replaced(told, other):
            return f"{display(told)} is told as the correction of an older figure"
    return None


def _replaced(told: Claim, other: Claim) -> bool:
    """Whether the other figure is the one that is corrected; any is where the text does not tell it."""
    old = told.replaces
    if old is None:
        return True
    return isinstance(other.value, Quantity) and old.unit == other.value.unit and old.meets(other.value)


RULE = Rule(
    code="E2",
    name="revised",
    verdict=Verdict.EXPLAINED,
    check=check,
    apart=True,
    needs=CONFUSABLE | ONE_ENTITY | ONE_ATTRIBUTE | TAKEN_BACK,
)
