"""A part and the whole, or two parts.

What it decides: the values differ and the claims are narrowed differently (global and China, iOS and all, group
and segment, two versions).
Why it matters: a figure for iOS does not contradict one for all platforms.
Example: Sora在iOS平台的下载量为62.7万次 / 全平台100万次 -> explained
"""

from checker.judge.compare import agree, confusable, in_words, narrowing, same_attribute, same_entity, two_things
from checker.judge.marks import CONFUSABLE, ONE_ATTRIBUTE, ONE_ENTITY, TWO_SCOPES
from checker.judge.rule import Rule
from checker.model import Pair, Verdict


def check(pair: Pair) -> str | None:
    """Say why, or None to pass."""
    left, right = pair.left, pair.right
    if not confusable(pair) or not same_entity(pair) or not same_attribute(pair) or agree(left, right) is not False:
        return None
    narrowed = narrowing(pair)
    if not narrowed or two_things(pair):
        return None
    return f"only one of them is narrowed by {', '.join(map(in_words, sorted(narrowed)))}"


RULE = Rule(
    code="E7",
    name="scope-differs",
    verdict=Verdict.EXPLAINED,
    check=check,
    apart=True,
    needs=CONFUSABLE | ONE_ENTITY | ONE_ATTRIBUTE | TWO_SCOPES,
)
