"""What one person is told to be to others: 郑闻柏's wife here, his sister-in-law there."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from checker.align.observations import told_apart
from checker.lexicon.pinyin import spelled
from checker.model import KIN, Claim, Modality, NameValue, Pair


def kinships(claims: Iterable[Claim], origins: Mapping[str, str]) -> Iterator[Pair]:
    """The pairs in which two independent articles of one story tell what a person is to somebody.

    One person is one woman's daughter and another's sister: where both tell whose, it must be one and the same, and an
    article that tells of several kinds has the other's among them or none.
    """
    people: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.attribute.family == KIN and claim.story and claim.modality is Modality.ACTUAL:
            people[claim.story, claim.entity.name].append(claim)
    for key in sorted(people):
        told: dict[str, set[str]] = defaultdict(set)
        for claim in people[key]:
            told[claim.document] |= _kinds(claim)
        for one, other in combinations(sorted(people[key], key=lambda claim: claim.id), 2):
            if origins[one.document] == origins[other.document] or not _may_be_one(one, other):
                continue
            apart = _kinds(one).isdisjoint(_kinds(other))
            if not apart or told[one.document].isdisjoint(told[other.document]):
                yield Pair(one, other, "one person, and whose kin", weighed=True)


def _kinds(claim: Claim) -> set[str]:
    return set(claim.value.name.split("; ")) if isinstance(claim.value, NameValue) else set()


def _may_be_one(one: Claim, other: Claim) -> bool:
    """Whether those whose kin is told may be one: of a Latin name and a Chinese one the family name is asked."""
    mine, yours = one.attribute.qualifiers, other.attribute.qualifiers
    if not told_apart(mine, yours):
        return True
    first, second = next(iter(mine)), next(iter(yours))
    if first.isascii() == second.isascii():
        return first in second or second in first
    chinese, latin = (second, first) if first.isascii() else (first, second)
    family = spelled(chinese[:1])
    return bool(family) and (latin.startswith(family) or latin.endswith(family))
