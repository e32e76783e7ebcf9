"""Whether two figures that may be one statement are told of two things: two owners, two measures, two of a kind."""

from itertools import takewhile

from checker.align.candidates import Candidate
from checker.align.figure import TELLING, known_words, length
from checker.lexicon.measures import dimension
from checker.model import Claim, ValueKind

# what a body, a firm or a work has: a head, a supplier
HELD = frozenset({"persons", "relations"})
# how two figures are alike of which one is a slip
SLIPS = ("same digits", "one digit", "power of ten")
_GROWTH = "growth"
_COUNTED = frozenset({ValueKind.QUANTITY, ValueKind.DURATION})
# characters of a name that tell what it is: the farm of 青禾农场 and 白石农场
_KIND = 2


def named_apart(found: Candidate) -> bool:
    """Whether each of the two says whose or what it is, and they say otherwise: the mean wage and the median one."""
    one, other = found.left, found.right
    # one event has many words: reopened on a day, welcomed its first guests
    known = found.sort != "days" and one.attribute.known and other.attribute.known
    # a rate of growth is of whatever grows
    grows = _GROWTH in {one.attribute.family, other.attribute.family}
    if known and not grows and one.attribute.name != other.attribute.name:
        return True
    mine, yours = one.attribute.qualifiers & known_words(), other.attribute.qualifiers & known_words()
    if mine - yours and yours - mine:
        return True
    named = all(claim.entity.name in claim.wording.names | claim.wording.places for claim in (one, other))
    short, long = sorted((one.entity.name, other.entity.name), key=len)
    return short not in long and (named or found.sort in HELD or short[-_KIND:] == long[-_KIND:])


def of_two_owners(found: Candidate) -> bool:
    """Whether the two are of two owners that an article tells apart: each has figures and a head of its own."""
    if not found.telling["owners told apart"] or found.values.get("crossed"):
        return False
    return found.sort in HELD or found.telling["other entity"] > 0


def of_others(found: Candidate) -> bool:
    """Whether the two are of two owners, or of two that are each named, in words for two things.

    Three digits stand in another order by chance often enough.
    """
    if of_two_owners(found) or _of_two_measures(found) or _named_otherwise(found) or _of_two_things(found):
        return True
    named = found.sort == "figures" and found.telling["other entity"] and not found.telling["shared name"]
    turned = found.values.get("same digits") and length(found.left) <= TELLING
    return bool(named and turned and not found.telling["same attribute"])


def _of_two_measures(found: Candidate) -> bool:
    """Whether each of the two says beside its figure of what it is, of one owner, and they say otherwise."""
    one, other = found.left.attribute, found.right.attribute
    # how much something rose by stands beside what rose
    rose = one.change and other.change
    if found.sort != "figures" or not (
        found.telling["same entity"] or (rose and found.telling["same entity, carried on"])
    ):
        return False
    said = all(attribute.known and not attribute.inherited for attribute in (one, other))
    # a rate of growth is of whatever grows
    differ = one.name != other.name if rose else one.family != other.family
    return said and differ and _GROWTH not in {one.family, other.family}


def _of_two_things(found: Candidate) -> bool:
    """Whether the two count or last things that are called otherwise, in one script: 492副象棋, 493张奖状."""
    one, other = (claim.attribute for claim in (found.left, found.right))
    if found.sort != "figures" or found.left.kind not in _COUNTED or one.known or other.known:
        return False
    lasting = found.left.kind is ValueKind.DURATION
    counted = lasting or all(dimension(figure.unit) == "count" for figure in found.figures)
    return counted and one.name.isascii() == other.name.isascii() and set(one.name).isdisjoint(other.name)


def _named_otherwise(found: Candidate) -> bool:
    """Whether the two name two owners in their sentences, in one script and with no sign in common before one end.

    沙溪网球公开赛 and 南浦羽毛球公开赛 end alike, as things of one kind do.
    """
    one, other = found.left.entity.name, found.right.entity.name
    if found.sort != "figures" or one.isascii() != other.isascii():
        return False
    # of figures that may be one with a slip, only what stands right beside them tells whose they are
    beside = any(found.values.get(name) for name in SLIPS)
    if not all(_names_owner(claim, beside=beside) for claim in (found.left, found.right)):
        return False
    end = sum(1 for _ in takewhile(lambda two: two[0] == two[1], zip(reversed(one), reversed(other), strict=False)))
    own, others = (name[: len(name) - end] for name in (one, other))
    return min(len(own), len(others)) >= _KIND and set(own).isdisjoint(others)


def of_two_holders(found: Candidate) -> bool:
    """Whether two owners, each named beside it, have or use one thing: many a firm builds on Qwen."""
    named = not any(claim.entity.inherited for claim in (found.left, found.right))
    return named and found.sort == "relations" and found.telling["other entity"] > 0


def _names_owner(claim: Claim, *, beside: bool) -> bool:
    """Whether a claim's sentence, or what stands beside its figure, names whose it is."""
    owner = claim.entity
    if beside and owner.inherited:
        return False
    return owner.name in claim.wording.names or (not beside and bool(owner.surface) and owner.surface in claim.context)
