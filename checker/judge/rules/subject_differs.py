"""Owner and product, app and model.

What it decides: the values differ and the claims are about two members of one family.
Why it matters: the model's downloads are not the app's.
Example: Qwen下载量突破6亿次 / 千问App下载量突破1000万次 -> explained
"""

from checker.judge.compare import agree, confusable, same_attribute, same_entity
from checker.judge.marks import CONFUSABLE, ONE_ATTRIBUTE, TWO_ENTITIES
from checker.judge.rule import Rule
from checker.model import Pair, Verdict


def check(pair: Pair) -> str | None:
    """Say why, or None to pass."""
    left, right = pair.left, pair.right
    if not confusable(pair) or same_entity(pair) or not same_attribute(pair) or agree(left, right) is not False:
        return None
    return f"one is about {left.entity.name}, the other about {right.entity.name}"


RULE = Rule(
    code="E8",
    name="subject-differs",
    verdict=Verdict.EXPLAINED,
    check=check,
    apart=True,
    needs=CONFUSABLE | TWO_ENTITIES | ONE_ATTRIBUTE,
)
