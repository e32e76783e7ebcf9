"""Two dates of one event.

What it decides: the days do not overlap, at the precision that is told.
Why it matters: an event that happens once has one date.
Example: 1月8日挂牌 / listed on January 9 -> contradiction
"""

from checker.judge.compare import agree, comparable, display
from checker.judge.marks import COMPARABLE, DATES
from checker.judge.rule import Rule
from checker.model import DateValue, Pair, Verdict


def check(pair: Pair) -> str | None:
    """Say why, or None to pass."""
    left, right = pair.left, pair.right
    if not comparable(pair) or agree(left, right) is not False or not isinstance(left.value, DateValue):
        return None
    return f"{display(left)} and {display(right)} cannot both be the date"


RULE = Rule(
    code="C4", name="date-differs", verdict=Verdict.CONTRADICTION, check=check, apart=True, needs=COMPARABLE | DATES
)
