"""Two people in a post for one.

What it decides: two people are named as holder of a post that has one holder at a time.
Why it matters: one of the two is wrong, or the post has changed hands.
Example: CEO是张鹏 / chief executive Tang Jie -> contradiction
"""

from checker.judge.compare import agree, comparable, display
from checker.judge.rule import Rule
from checker.model import Pair, ValueKind, Verdict


def check(pair: Pair) -> str | None:
    """Say why, or None to pass."""
    left, right = pair.left, pair.right
    if not comparable(pair) or agree(left, right) is not False or left.kind is not ValueKind.ROLE:
        return None
    return f"{display(left)} and {display(right)} cannot both hold the post"


RULE = Rule(code="C6", name="role-differs", verdict=Verdict.CONTRADICTION, check=check)
