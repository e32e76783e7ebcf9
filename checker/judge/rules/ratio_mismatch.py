"""A share that its two counts do not bear out.

What it decides: a stated share, rate or amount per head differs from the one between the two figures told beside it.
Why it matters: a percentage looks exact, and nobody divides again.
Example: 营业收入200亿元，其中海外收入50亿元，占比35% -> contradiction
"""

from checker.judge.compare import agree, display, worked_out
from checker.judge.marks import WORKED_OUT
from checker.judge.rule import Rule
from checker.model import Pair, Verdict


def check(pair: Pair) -> str | None:
    """Say why, or None to pass."""
    sides = worked_out(pair, "derived/ratio")
    if sides is None or agree(*sides) is not False:
        return None
    stated, derived = sides
    return f"{display(derived)}, not {display(stated)}"


RULE = Rule(code="C9", name="ratio-mismatch", verdict=Verdict.CONTRADICTION, check=check, apart=True, needs=WORKED_OUT)
