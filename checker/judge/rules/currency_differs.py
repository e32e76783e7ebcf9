"""Two currencies, two figures.

What it decides: two sums are told in two currencies and are no further apart than rates may put them.
Why it matters: a rate is of its day, so that converted sums never agree to the last digit.
Example: 融资5亿美元 / 融资约36亿元人民币 -> explained
"""

from checker.judge.compare import agree, confusable, narrowing, same_attribute, same_entity
from checker.judge.currencies import in_the_other, two_currencies
from checker.judge.marks import CONFUSABLE, ONE_ATTRIBUTE, ONE_ENTITY, TWO_UNITS
from checker.judge.rule import Rule
from checker.judge.times import periods_differ
from checker.model import Pair, Verdict

# 5499 yuan ($764): a sum that the article itself converts is what the other one is told in
_ASIDE = frozenset({"converted"})


def check(pair: Pair) -> str | None:
    """Say why, or None to pass."""
    left, right = pair.left, pair.right
    if two_currencies(left, right) is None or agree(left, right) is not None or not confusable(pair):
        return None
    if not same_entity(pair) or not same_attribute(pair) or left.attribute.change != right.attribute.change:
        return None
    if left.modality != right.modality or periods_differ(left, right) or narrowing(pair) - _ASIDE:
        return None
    worth = in_the_other(left, right)
    currencies = f"one is told in {left.value.unit}, the other in {right.value.unit}"  # type: ignore[union-attr]
    return f"{currencies}; {left.value.written} is {worth}" if worth is not None else currencies


RULE = Rule(
    code="E9",
    name="currency-differs",
    verdict=Verdict.EXPLAINED,
    check=check,
    apart=False,
    needs=CONFUSABLE | ONE_ENTITY | ONE_ATTRIBUTE | TWO_UNITS,
)
