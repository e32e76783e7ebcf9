"""Parts that do not add up.

What it decides: a stated total differs from the sum of the parts told beside it.
Why it matters: one of the figures is wrong, and the article shows it by itself.
Example: 16金26银22铜，总数66枚 -> contradiction
"""

from checker.judge.compare import agree, display, worked_out
from checker.judge.marks import WORKED_OUT
from checker.judge.rule import Rule
from checker.model import Pair, Verdict


def check(pair: Pair) -> str | None:
    """Say why, or None to pass."""
    sides = worked_out(pair, "derived/sum")
    if sides is None or agree(*sides) is not False:
        return None
    stated, derived = sides
    return f"{display(derived)}, not {display(stated)}"


RULE = Rule(code="C7", name="sum-mismatch", verdict=Verdict.CONTRADICTION, check=check, apart=True, needs=WORKED_OUT)
