"""A change that its two ends do not bear out.

What it decides: a stated growth, difference or multiple differs from the one between the two values told beside it.
Why it matters: slips in percentages are the commonest errors of business news.
Example: 由15亿元增至19.2亿元，增幅18% -> contradiction
"""

from checker.judge.compare import agree, display, worked_out
from checker.judge.marks import WORKED_OUT
from checker.judge.rule import Rule
from checker.model import Pair, Verdict


def check(pair: Pair) -> str | None:
    """Say why, or None to pass."""
    sides = worked_out(pair, "derived/change")
    if sides is None or agree(*sides) is not False:
        return None
    stated, derived = sides
    return f"{display(derived)}, not {display(stated)}"


RULE = Rule(code="C8", name="change-mismatch", verdict=Verdict.CONTRADICTION, check=check, apart=True, needs=WORKED_OUT)
