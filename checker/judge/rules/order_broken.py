"""Figures in the wrong order.

What it decides: a part exceeds its whole (daily users above monthly ones, a share above 100 %), or a running total
falls.
Why it matters: one of the figures is wrong, whatever the truth may be: no period or scope can excuse it.
Example: 日活跃用户500万，月活跃用户320万 -> contradiction
"""

from checker.judge.compare import agree, display, worked_out
from checker.judge.marks import ORDERED
from checker.judge.orders import broken
from checker.judge.rule import Rule
from checker.model import Pair, Verdict


def check(pair: Pair) -> str | None:
    """Say why, or None to pass."""
    sides = worked_out(pair, "derived/order")
    if sides is None:
        return broken(pair)
    stated, derived = sides
    return f"{display(stated)} cannot be: {display(derived)}" if agree(stated, derived) is False else None


RULE = Rule(code="C10", name="order-broken", verdict=Verdict.CONTRADICTION, check=check, needs=ORDERED)
