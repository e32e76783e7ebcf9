"""Posts of one person that hardly go together: 总会计师陆柏年 here, 董事会秘书陆柏年 there."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import combinations

from checker.lexicon.roles import exclusive, may_be
from checker.model import Claim, Modality, NameValue, Pair, ValueKind

_DEPUTY = "副"
# who runs a body has whichever post its head has
_HEAD = "负责人"
# who leads an inquiry or a rescue has a post of his own beside it
_ON_THE_SIDE = ("组组长", "指挥长", "总指挥")


def two_posts(claims: Iterable[Claim], origins: Mapping[str, str]) -> Iterator[Pair]:
    """The pairs of posts that two independent articles of one story give one person and that cannot both be right.

    A post that another article gives to somebody else is hardly this person's; nor can one have a post and be its
    deputy, or have two that never go together (mayor and party secretary). Who is told to hold both posts holds both.
    """
    stories: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.attribute.name.endswith(_ON_THE_SIDE) or claim.attribute.name == _HEAD:
            continue
        if claim.kind is ValueKind.ROLE and claim.story and claim.modality is Modality.ACTUAL:
            stories[claim.story].append(claim)
    for story in sorted(stories):
        yield from _of_story(sorted(stories[story], key=lambda claim: claim.id), origins)


def _of_story(claims: Sequence[Claim], origins: Mapping[str, str]) -> Iterator[Pair]:
    by_person: dict[str, list[Claim]] = defaultdict(list)
    holders: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for claim in claims:
        by_person[_person(claim)].append(claim)
        for post in _posts(claim):
            holders[post].add((origins[claim.document], _person(claim)))
    for person in sorted(by_person):
        held = by_person[person]
        posts: dict[str, set[str]] = defaultdict(set)
        for claim in held:
            posts[claim.document] |= _posts(claim)

        def of_another(claim: Claim) -> bool:
            return _is_anothers(_person(claim), origins[claim.document], holders[claim.attribute.name])

        for one, other in combinations(held, 2):
            if origins[one.document] == origins[other.document] or not _posts(one).isdisjoint(_posts(other)):
                continue
            if not posts[other.document].isdisjoint(_posts(one)) or not posts[one.document].isdisjoint(_posts(other)):
                continue
            if _never_both(one, other) or (_two_alone(one, other) and any(map(of_another, (one, other)))):
                yield Pair(one, other, "one person, two posts", weighed=True)


def _person(claim: Claim) -> str:
    return claim.value.name if isinstance(claim.value, NameValue) else ""


def _posts(claim: Claim) -> frozenset[str]:
    """The posts that a claim may tell of: an English word stands for several."""
    return may_be(claim.attribute.name, claim.quote)


def _is_anothers(person: str, origin: str, holders: AbstractSet[tuple[str, str]]) -> bool:
    """Whether an article of another origin gives a post to somebody else, and not to this person as well."""
    told: dict[str, set[str]] = defaultdict(set)
    for where, holder in holders:
        told[where].add(holder)
    return any(where != origin and person not in held for where, held in told.items())


def _two_alone(one: Claim, other: Claim) -> bool:
    """Whether both posts have one holder each, and none is the other at a part of the body: 中国区总裁, 总裁."""
    posts = one.attribute.name, other.attribute.name
    within = posts[0].endswith(posts[1]) or posts[1].endswith(posts[0])
    return one.attribute.functional and other.attribute.functional and not within


def _never_both(one: Claim, other: Claim) -> bool:
    mine, yours = _posts(one), _posts(other)
    deputy = any(_DEPUTY + post in yours for post in mine) or any(_DEPUTY + post in mine for post in yours)
    return deputy or any(exclusive(first, second) for first in mine for second in yours)
