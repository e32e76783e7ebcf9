"""Whether two names are one: of places, which are told more or less exactly, and of persons and firms."""

from checker.judge.transcription import maybe_transcribed, spelled_elsewhere
from checker.lexicon.geography import apart as apart_places
from checker.lexicon.geography import is_known as is_known_place
from checker.model import Claim, NameValue, ValueKind


def names_agree(left: Claim, right: Claim) -> bool | None:
    """Whether the names that two claims give can both be true; None where too little is known, or one is no name."""
    one, other = left.value, right.value
    if not isinstance(one, NameValue) or not isinstance(other, NameValue):
        return None
    if left.attribute.name in _PLACES:
        return places_meet(one.name, other.name)
    if names_meet(one.name, other.name) or _goes_on(left, other) or _goes_on(right, one):
        return True
    # of a family name as Hong Kong spells it nobody here can tell the rest
    return None if spelled_elsewhere(one.written, other.written) else False


# attributes whose value is a place, which may be told more or less exactly
_PLACES = frozenset({"总部", "出生地", "举办地", "备降地", "登陆地"})


def places_meet(one: str, other: str) -> bool | None:
    """Whether two places can be one; None where the table of places knows too little.

    >>> places_meet("浙江", "温州"), places_meet("杭州", "温州"), places_meet("杭州", "白澜")
    (True, False, None)
    >>> places_meet("印度", "印度尼西亚"), places_meet("白澜", "白澜县")
    (False, True)
    """
    if one != other and is_known_place(one) and is_known_place(other):
        return not apart_places(one, other)
    if one in other or other in one:
        return True
    # of two places that nobody knows, written in one script, neither can be told to lie in the other
    return False if not is_known_place(one) and not is_known_place(other) and one.isascii() == other.isascii() else None


def names_meet(one: str, other: str) -> bool:
    """Whether two values are, or may be, one name: lists that share a name, a Chinese name and its Latin spelling.

    >>> names_meet("范德梅", "彼得·范德梅尔"), names_meet("范德梅", "彼得·林德")
    (True, False)
    >>> names_meet("阿里巴巴; 腾讯", "腾讯"), names_meet("盛来运", "Sheng Laiyun"), names_meet("周昕宇", "wuyuxin")
    (True, True, False)
    """
    left, right = set(one.split("; ")), set(other.split("; "))
    return not left.isdisjoint(right) or any(
        maybe_transcribed(a, b) or _by_family(a, b) or _by_family(b, a) for a in left for b in right
    )


def _by_family(short: str, whole: str) -> bool:
    """Whether one name is the other's family name alone, a sign of which may be left out: 范德梅, 彼得·范德梅尔."""
    given, dot, family = whole.rpartition("·")
    return bool(given and dot) and len(short) >= _FAMILY and family.startswith(short)


# signs of a foreign family name
_FAMILY = 2


def _goes_on(claim: Claim, other: NameValue) -> bool:
    """Whether the text behind a person's two signs has the third of the other's name: 总经理范竹|坚说, Fan Zhujian."""
    name = claim.value.name if isinstance(claim.value, NameValue) else ""
    if claim.kind is not ValueKind.ROLE or len(name) != len("范竹") or name.isascii():
        return False
    end = claim.context.find(name, claim.at) + len(name)
    behind = claim.context[end : end + 1]
    return end >= len(name) and "一" <= behind <= "鿿" and names_meet(name + behind, other.name)
