"""Two figures that cannot both be true.

What it decides: the figures do not overlap, hedges and rounding taken in, and no period, scope, metric or modality
separates them.
Why it matters: this is what the tool is for.
Example: 拥有1.2亿日活的夸克 / 夸克今年的DAU稳定在5000万量级 -> contradiction
"""

from checker.judge.compare import agree, comparable, display
from checker.judge.currencies import in_the_other
from checker.judge.marks import COMPARABLE, FIGURES
from checker.judge.rule import Rule
from checker.model import Pair, Quantity, ValueKind, Verdict


def check(pair: Pair) -> str | None:
    """Say why, or None to pass."""
    left, right = pair.left, pair.right
    if (
        not comparable(pair)
        or agree(left, right) is not False
        or not isinstance(left.value, Quantity)
        or left.kind is ValueKind.RANK
    ):
        return None
    worth = in_the_other(left, right)
    converted = f": {display(left)} is {worth}" if worth is not None else ""
    return f"{display(left)} and {display(right)} cannot both be true{converted}"


RULE = Rule(
    code="C2", name="value-differs", verdict=Verdict.CONTRADICTION, check=check, apart=True, needs=COMPARABLE | FIGURES
)
