"""Why two claims are thought to be about one thing: ordered levels, the first that holds is printed."""

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from functools import cache, lru_cache

from rapidfuzz.distance import Levenshtein

from checker.align.similarity import likeness
from checker.lexicon.load import words
from checker.model import Claim, DateValue, Quantity
from checker.model.record import dataclass

# 0.85-0.95 looked at on the annotated corpora: 0.9 keeps 夸克/夸克浏览器 and 15 Pro/15S Pro apart
CLOSE = 0.9
# open attributes are named by a word or two: half of it equal and the unit the same is one wording
CLOSE_WORDS = 0.75


@dataclass(frozen=True, slots=True)
class Level:
    """A label and the test that earns it."""

    label: str
    holds: Callable[[Claim, Claim], bool]


def _same_name(a: Claim, b: Claim) -> bool:
    return a.entity.name == b.entity.name


def _close_spelling(a: Claim, b: Claim) -> bool:
    return is_close(a.entity.name, b.entity.name)


@lru_cache(maxsize=1 << 14)
def is_close(one: str, other: str) -> bool:
    """Whether two names are so nearly written the same that they may be one."""
    if min(len(one), len(other)) < _SHORTEST or likeness(one, other) < CLOSE:
        return False
    if one.isascii() and other.isascii() and Levenshtein.distance(one, other, score_cutoff=_SLIPS) > _SLIPS:
        return False
    return [char for char in one if char.isdigit()] == [char for char in other if char.isdigit()]


# letters by which a slip changes a name; words in common make long names alike that three letters tell apart
_SLIPS = 2

# of a shorter name another is told by one sign
_SHORTEST = 4


# words that narrow a claim and are no qualifier of the language: this many in common leave little else to be meant
_TELLING_WORDS = 2


def _same_wording(a: Claim, b: Claim) -> bool:
    """Neither names its entity, and both narrow one attribute by the same several words: 重点50城酒店平均入住率."""
    common = a.attribute.qualifiers
    if len(common) < _TELLING_WORDS or common != b.attribute.qualifiers:
        return False
    if not (a.entity.inherited and b.entity.inherited and a.attribute.known) or a.attribute.name != b.attribute.name:
        return False
    if a.document == b.document or a.attribute.inherited or b.attribute.inherited:
        return False
    return _tells(common)


def wording_of(claim: Claim) -> tuple[str, ...] | None:
    """What a claim that names nobody shares with one that it may be by its wording, or None where it has none."""
    attribute = claim.attribute
    if not (claim.entity.inherited and attribute.known) or attribute.inherited:
        return None
    told = attribute.qualifiers
    return tuple(sorted(told)) if _tells(told) else None


def _tells(narrowing: AbstractSet[str]) -> bool:
    """Whether words that narrow a claim tell what it is of without its name."""
    return sum("一" <= word[:1] <= "鿿" for word in narrowing - _stand_ins()) >= _TELLING_WORDS


@cache
def _stand_ins() -> frozenset[str]:
    return frozenset(words("zh/pointers.toml", "stand_ins"))


def _family(a: Claim, b: Claim) -> bool:
    one, other = a.entity, b.entity
    return one.name == other.family or other.name == one.family


_ONE_NAME, _ONE_ATTRIBUTE = "same name", "same attribute"

ENTITY_LEVELS = (
    Level(_ONE_NAME, _same_name),
    Level("close spelling", _close_spelling),
    Level("same wording", _same_wording),
    Level("owner and product", _family),
)


def _same_figure(a: Claim, b: Claim) -> bool:
    """One exact figure or date told in other words: 3800亿的建设计划 and 投入3800亿."""
    one, other = a.value, b.value
    if isinstance(one, DateValue) and isinstance(other, DateValue):
        return a.attribute.family == b.attribute.family and one.start == other.start and one.end == other.end
    if not isinstance(one, Quantity) or not isinstance(other, Quantity) or (a.attribute.known and b.attribute.known):
        return False
    return one.value is not None and one.value == other.value and one.unit == other.unit and abs(one.value) >= TELLING


# a small round number is shared by chance, one of this size only by meaning the same thing
TELLING = 1_000_000

ATTRIBUTE_LEVELS = (
    Level(_ONE_ATTRIBUTE, lambda a, b: a.attribute.name == b.attribute.name),
    Level(
        "close wording",
        lambda a, b: (
            not (a.attribute.known and b.attribute.known)
            and likeness(a.attribute.name, b.attribute.name) >= CLOSE_WORDS
        ),
    ),
    Level("same figure", _same_figure),
    Level("attributes of one family", lambda a, b: a.attribute.family == b.attribute.family),
)


_OTHER_NAMES, _OTHER_ATTRIBUTES = ENTITY_LEVELS[1:], ATTRIBUTE_LEVELS[1:]


def entity_level(a: Claim, b: Claim) -> str | None:
    """The label under which two claims share an entity, or None."""
    # as most are
    return _ONE_NAME if a.entity.name == b.entity.name else _first(_OTHER_NAMES, a, b)


def attribute_level(a: Claim, b: Claim) -> str | None:
    """The label under which two claims share an attribute, or None."""
    return _ONE_ATTRIBUTE if a.attribute.name == b.attribute.name else _first(_OTHER_ATTRIBUTES, a, b)


def _first(levels: Sequence[Level], a: Claim, b: Claim) -> str | None:
    for level in levels:
        if level.holds(a, b):
            return level.label
    return None
