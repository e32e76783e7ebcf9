"""A figure that another one bears out.

What it decides: a value worked out of one article (a sum, a date plus a duration) lands on the figure of another.
Why it matters: agreement that nobody could have copied is worth the most.
Example: 11月17日公测 / 12月10日，上线仅23天 -> agreement
"""

from checker.judge.compare import agree, display, is_derived, narrowing, same_attribute, same_entity
from checker.judge.marks import AGREEING, ONE_ENTITY, TWO_DOCUMENTS, WORKED_OUT
from checker.judge.rule import Rule
from checker.judge.times import periods_differ
from checker.model import Pair, Verdict

# what a figure may be at most bears nothing out
_LIMIT = "derived/order"


def check(pair: Pair) -> str | None:
    """Say why, or None to pass."""
    left, right = pair.left, pair.right
    if not is_derived(pair) or (left.derived_from and right.derived_from) or _LIMIT in {left.found_by, right.found_by}:
        return None
    if left.document == right.document or not same_entity(pair) or not agree(left, right):
        return None
    if not same_attribute(pair) and left.attribute.family != right.attribute.family:
        return None
    if left.attribute.change != right.attribute.change or periods_differ(left, right) or narrowing(pair):
        return None
    return f"{display(left)} and {display(right)} bear one another out"


RULE = Rule(
    code="A4",
    name="value-derived",
    verdict=Verdict.AGREEMENT,
    check=check,
    apart=False,
    needs=WORKED_OUT | ONE_ENTITY | AGREEING | TWO_DOCUMENTS,
)
