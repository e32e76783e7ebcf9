"""Plan, forecast, goal or rumour against fact.

What it decides: the values differ and the claims are not told in the same way.
Why it matters: a target that was missed is news, but no contradiction between sources.
Example: 目标为1200万人以上 / 全年新增1267万人 -> explained
"""

from checker.judge.compare import agree, confusable, display, same_entity
from checker.judge.marks import CONFUSABLE, ONE_ENTITY, TWO_MODALITIES
from checker.judge.rule import Rule
from checker.model import Pair, Verdict


def check(pair: Pair) -> str | None:
    """Say why, or None to pass."""
    left, right = pair.left, pair.right
    if (
        not confusable(pair)
        or not same_entity(pair)
        or agree(left, right) is not False
        or left.modality == right.modality
    ):
        return None
    return f"{display(left)} is told as {left.modality}, {display(right)} as {right.modality}"


RULE = Rule(
    code="E3",
    name="modality-differs",
    verdict=Verdict.EXPLAINED,
    check=check,
    apart=True,
    needs=CONFUSABLE | ONE_ENTITY | TWO_MODALITIES,
)
