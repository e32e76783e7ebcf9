"""Two people in a post for one, or one person in a post and under it.

What it decides: two people are named as holder of a post that has one holder at a time, or one person is told to hold
a post and to be its deputy.
Why it matters: one of the two is wrong, or the post has changed hands.
Example: CEO是张鹏 / chief executive Tang Jie -> contradiction
"""

from checker.judge.compare import agree, comparable, display, is_derived, of_two_posts, same_entity
from checker.judge.marks import ROLES
from checker.judge.rule import Rule
from checker.judge.times import periods_differ
from checker.model import NameValue, Pair, ValueKind, Verdict


def check(pair: Pair) -> str | None:
    """Say why, or None to pass."""
    left, right = pair.left, pair.right
    if left.kind is not ValueKind.ROLE or right.kind is not ValueKind.ROLE:
        return None
    if pair.weighed and of_two_posts(pair):
        return f"{display(left)} and {display(right)}: one person can hardly hold both posts"
    if _promoted(pair):
        return f"{display(left)} and {display(right)}: one has the post, the other stands under it"
    if not comparable(pair) or agree(left, right) is not False:
        return None
    return f"{display(left)} and {display(right)} cannot both hold the post"


def _promoted(pair: Pair) -> bool:
    """Whether one person is told to have a post and to be the deputy of whoever has it."""
    left, right = pair.left, pair.right
    if not isinstance(left.value, NameValue) or not isinstance(right.value, NameValue):
        return False
    posts = {left.attribute.name, right.attribute.name}
    under = any(f"副{post}" in posts for post in posts)
    one_person = left.value.name == right.value.name and left.modality == right.modality
    return under and one_person and same_entity(pair) and not is_derived(pair) and not periods_differ(left, right)


RULE = Rule(code="C6", name="role-differs", verdict=Verdict.CONTRADICTION, check=check, needs=ROLES)
