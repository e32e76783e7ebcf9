"""Blocks too large to be compared all with all: which of their claims are, so that the work grows with their number.

Two claims that contradict one another are of one attribute, time and scope, or stand in one article or one story: the
claims of each such part are compared with one another. Whatever else is compared stands next to one another in the
order of the values. Claims of several stories that are told of two times are left out before that.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, combinations, islice

from checker.align.alike import Alike, time_of
from checker.align.figure import amount, digits
from checker.align.times import of_two_times
from checker.model import Capped, Claim, DateValue, NameValue, Quantity
from checker.model.record import replace

# claims that are compared all with all: 125,000 pairs take a second, and no entity of an annotated corpus has as many
# claims of one measure as a tenth of it
FULL = 500
# of these, claims of one article: no article of an annotated corpus has a tenth as many of one entity and one measure
OF_ARTICLE = 120
# how many of several stories are: what many stories tell of one subject is of as many times
MET = 40
# how many each claim is held against behind it in the order of values, where there are more
WINDOW = 20
# claims of one article beyond which each is held against fewer, so that a list of ten thousand costs little more than
# one of a thousand
_LISTED = 1200
# how many times as many are looked through for those that another group tells
_GROUPS = 5
# what is told of claims of several stories of which those of two times are left out
_IN_STORIES = "claims of one owner and one measure in several stories"
_AT_ONE_TIME = "those that may be of one time, or the likeliest"
# and of those that tell the same, of which some are left out
_SAME = "claims of several stories that tell the same"

Two = tuple[Claim, Claim]


def likeliest(
    block: Sequence[Claim],
    origins: Mapping[str, str],
    capped: list[Capped] | None = None,
    group: Mapping[str, str] | None = None,
) -> Iterator[Two]:
    """The claims of a block two by two, each two once, the one with the lower id first: all, or the likeliest.

    `block` is in the order of the ids. `capped` is told of a block of which not all are compared. Where `group` tells
    one of each document, two claims of one group are none.
    """
    if group is None and len(block) <= _most(block):
        yield from combinations(block, 2)
        return
    if group is not None and len(block) <= MET:
        yield from (two for two in combinations(block, 2) if _are_of_two(two, group))
        return
    alike = Alike(block, origins if group is None else group)
    if capped is not None:
        capped.append(_told(block, alike, group))
    seen: set[tuple[str, str]] = set()
    for one, other in chain(alike.standing(), _likeliest(alike.voices, group, block)):
        two = (one, other) if one.id < other.id else (other, one)
        key = two[0].id, two[1].id
        if key[0] != key[1] and key not in seen:
            seen.add(key)
            yield two


def _most(block: Sequence[Claim]) -> int:
    """How many claims of one story are compared all with all."""
    return FULL if _listed(block) <= OF_ARTICLE else OF_ARTICLE


def _of_two(pairs: Iterable[Two], group: Mapping[str, str] | None) -> Iterator[Two]:
    """The pairs of two groups that may be of one time, or all."""
    return (two for two in pairs if group is None or (_are_of_two(two, group) and not of_two_times(*two)))


def _are_of_two(two: Two, group: Mapping[str, str]) -> bool:
    return group[two[0].document] != group[two[1].document]


def _window(block: Sequence[Claim]) -> int:
    """How many neighbours each claim of a block is held against."""
    return max(2, WINDOW * _LISTED // max(_LISTED, _listed(block)))


def _listed(block: Sequence[Claim]) -> int:
    """How many of the claims one article tells."""
    return max(Counter(claim.document for claim in block).values(), default=0)


def shortened(first: Claim, held: int, cut: tuple[Claim, int] | None, most: int) -> list[Capped]:
    """What is told of a large block of several stories, of which not all are compared, by its first claim.

    It holds so many claims. Of those that tell the same `most` are listed; `cut` is the first of those of which the
    most are left out, and how many these are.
    """
    several = Capped(_IN_STORIES, f"{_entity(first)} / {_family(first)}", held, _AT_ONE_TIME)
    if cut is None:
        return [several]
    claim, times = cut
    of = f"{claim.entity.name} · {claim.attribute.name} · {claim.value.written}"
    return [several, Capped(_SAME, of, times, f"the first {most}")]


def _told(block: Sequence[Claim], alike: Alike, group: Mapping[str, str] | None) -> Capped:
    entities, families = ({each(claim) for claim in block} for each in (_entity, _family))
    of = " / ".join(min(found) if len(found) == 1 else f"{len(found)} names" for found in (entities, families))
    if group is not None and are_few(alike.voices):
        return Capped(_IN_STORIES, of, len(block), _AT_ONE_TIME)
    compared = f"those of one time and scope, article or story, and {_window(block)} neighbours of each by value"
    return Capped("claims of one owner and one measure", of, len(block), compared)


def in_one(capped: Iterable[Capped]) -> list[Capped]:
    """What was not compared all with all, claims of several stories told once for all: of the largest such block."""
    several: dict[str, list[Capped]] = {_IN_STORIES: [], _SAME: []}
    others: list[Capped] = []
    for each in capped:
        several.get(each.what, others).append(each)
    return [*others, *(_for_all(found) for found in several.values() if found)]


def _for_all(capped: Sequence[Capped]) -> Capped:
    largest = min(capped, key=lambda each: (-each.held, each.of))
    if len(capped) == 1:
        return largest
    return replace(largest, compared=f"{largest.compared}, as for each of {len(capped)} such measures")


def are_few(voices: Collection[Claim]) -> bool:
    """Whether those who speak for the claims of several stories are few enough to be compared all with all."""
    return len(voices) <= FULL


def _likeliest(voices: Sequence[Claim], group: Mapping[str, str] | None, block: Sequence[Claim]) -> Iterator[Two]:
    """Those who speak for the claims of a block two by two: all, or the likeliest."""
    if group is not None and are_few(voices):
        yield from _of_two(combinations(voices, 2), group)
        return
    # an article stands in one group, and so does a story
    full = FULL if group is not None else _most(block)
    window = _window(block)
    parts = (_one_time_and_scope, _one_week, *((_one_article, _one_story) if group is None else ()))
    for part in parts:
        for listed in _grouped(voices, part):
            yield from _of_two(combinations(listed, 2), group) if len(listed) <= full else _near(listed, group, window)
    yield from _near(voices, group, window)


def _near(claims: Sequence[Claim], group: Mapping[str, str] | None, window: int) -> Iterator[Two]:
    """The neighbours in the order of the values, and in that of the digits that two figures share with a slip."""
    # a group may tell many figures next to one another
    reach = window if group is None else _GROUPS * window
    for order in (_by_value, _by_digits):
        listed = sorted(claims, key=order)
        for at, claim in enumerate(listed):
            behind = ((claim, other) for other in listed[at + 1 : at + 1 + reach])
            yield from islice(_of_two(behind, group), window)


def _grouped(claims: Iterable[Claim], part: Callable[[Claim], Hashable]) -> Iterable[list[Claim]]:
    """The claims by their part, in the order in which the parts are met; those of no part (None) in none."""
    grouped: dict[Hashable, list[Claim]] = defaultdict(list)
    for claim in claims:
        key = part(claim)
        if key is not None:
            grouped[key].append(claim)
    return grouped.values()


def _entity(claim: Claim) -> str:
    return claim.entity.name


def _family(claim: Claim) -> str:
    return claim.attribute.family


def _one_time_and_scope(claim: Claim) -> Hashable:
    attribute = claim.attribute
    return claim.entity.name, attribute.name, attribute.change, attribute.qualifiers | claim.scope, time_of(claim)


def _one_week(claim: Claim) -> Hashable:
    """What a claim that tells no time of its own speaks of: the days around its article's."""
    if claim.told is None or (claim.period is not None and claim.period.explicit):
        return None
    return claim.entity.name, claim.attribute.name, claim.attribute.change, claim.told.isocalendar()[:2]


def _one_article(claim: Claim) -> Hashable:
    return claim.document


def _one_story(claim: Claim) -> Hashable:
    return (claim.story, claim.attribute.name) if claim.story else None


def _by_value(claim: Claim) -> tuple[str, str, str, float, str, str]:
    value = claim.value
    unit = value.unit or "" if isinstance(value, Quantity) else ""
    name = value.name if isinstance(value, NameValue) else value.iso if isinstance(value, DateValue) else ""
    return claim.attribute.name, str(claim.kind), unit, amount(claim), name, claim.id


def _by_digits(claim: Claim) -> tuple[str, str, str, str]:
    name = claim.value.name if isinstance(claim.value, NameValue) else "".join(sorted(digits(amount(claim))))
    return claim.attribute.name, str(claim.kind), name, claim.id
