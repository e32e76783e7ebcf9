"""The text itself denies it.

What it decides: the values differ and one of them is reported only to be denied.
Why it matters: a rumour that its own article denies contradicts nobody.
Example: 有媒体称将于下半年上市，公司予以否认 / 短期不上市 -> explained
"""

from checker.judge.compare import agree, display, is_derived, same_entity
from checker.judge.marks import DENIED, ONE_ENTITY, STATED
from checker.judge.rule import Rule
from checker.model import Modality, Pair, Verdict


def check(pair: Pair) -> str | None:
    """Say why, or None to pass."""
    if is_derived(pair) or not same_entity(pair) or agree(pair.left, pair.right) is not False:
        return None
    for claim in (pair.left, pair.right):
        if claim.modality is Modality.DENIED:
            return f"{display(claim)} is reported only to be denied"
    return None


RULE = Rule(
    code="E1", name="denied", verdict=Verdict.EXPLAINED, check=check, apart=True, needs=STATED | ONE_ENTITY | DENIED
)
