"""Which articles tell one story: those that name the same rare things."""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import combinations
from typing import TypeVar

from checker.lexicon.load import words
from checker.lexicon.measures import dimension
from checker.model import Capped, Claim, DateValue, Precision, Profile, Quantity
from checker.model.record import replace

# names in common that make two articles one story; one that half of a larger folder has, or that forty articles have,
# tells nothing, and counting its pairs would be quadratic
_SHARED = 3


# articles that may have a name before it tells less the more have it, and the parts of a whole weight that are counted
_FEW, _WHOLE = 8, 1000
_LONG_FIGURE = re.compile(r"\d{4,} ")
# K9357, CA1832: trains and flights
_NUMBER = re.compile(r"[A-Za-z]{1,2}\d{3,}")
_DESIGNATION = re.compile(r"(?=.*\d)[^\s]{4,}")


def stories(
    names: Mapping[str, Collection[str]],
    capped: list[Capped] | None = None,
    origins: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """The story of each document: the id of the first that it is joined to; "" where it shares too little with any.

    `names` are the names that each document writes. A story too large to weigh all its figures is parted where its
    documents share least, and `capped` is told so; copies count once, by the `origins` of the documents.
    """
    holders = _holders(names)
    joins = _joins(names, holders, {name: _share(weight_of(name), len(held)) for name, held in holders.items()})
    size = {document: int(origins is None or origins[document] == document) for document in names}
    root, refused = _joined(size, joins, LARGEST)
    if refused and capped is not None:
        capped += _parted(size, joins)
    joined = {document for two in joins for document in two}
    if len(names) <= _SMALL:
        for one, other in _together({document: _find(root, document) for document in sorted(names)}, holders):
            root[_find(root, other)] = _find(root, one)
            joined |= {document for document in names if _find(root, document) == _find(root, one)}
    return {document: _find(root, document) if document in joined else "" for document in names}


def stories_among(
    names: Mapping[str, AbstractSet[int]], held: Mapping[int, int], origins: Mapping[str, str]
) -> tuple[dict[str, str], dict[str, str]]:
    """The stories of some documents of a large folder, and what they would be if none were parted.

    `names` are the numbers that `numbered` gives to names, `held` how many documents of the folder hold each. With a
    document all must be told of that one story may join to it.
    """
    holders: dict[int, list[str]] = defaultdict(list)
    for document in sorted(names):
        for name in names[document]:
            if 1 < held[name] <= COMMON:
                holders[name].append(document)
    joins = _joins(names, holders, {name: _share(_weight_in(name), held[name]) for name in holders})
    size = {document: int(origins[document] == document) for document in names}
    root, _ = _joined(size, joins, LARGEST)
    whole, _ = _joined(size, joins, len(size) + 1)
    joined = {document for two in joins for document in two}
    return tuple(  # type: ignore[return-value]
        {document: _find(each, document) if document in joined else "" for document in names} for each in (root, whole)
    )


def weighs(name: int, holders: int) -> int:
    """What it tells that two documents have a name, by its number, where so many of a large folder have it."""
    return _share(_weight_in(name), holders) if 1 < holders <= COMMON else 0


def is_join(shared: int) -> bool:
    """Whether names that weigh so much together join two documents."""
    return shared >= _WHOLE * _SHARED


def numbered(name: str, number: int) -> int:
    """The number that stands for a name, and for what it tells."""
    return number & ~_WEIGHTS | weight_of(name)


# the bits of a number that tell what a name tells
_WEIGHTS = 3


def _weight_in(number: int) -> int:
    return number & _WEIGHTS


_Name = TypeVar("_Name", str, int)


def _joins(
    names: Mapping[str, Collection[_Name]], holders: Mapping[_Name, Sequence[str]], weights: Mapping[_Name, int]
) -> list[tuple[str, str]]:
    """The documents two by two that share enough, those first that share most."""
    shared = _sharing(names, holders, weights)
    # those that share most are joined first, so that what is too large is parted where they share least
    return sorted(shared, key=lambda two: (-shared[two], two))


def _sharing(
    names: Mapping[str, Collection[_Name]], holders: Mapping[_Name, Sequence[str]], weights: Mapping[_Name, int]
) -> dict[tuple[str, str], int]:
    """How much each two documents share that share enough to tell one story."""
    sharing: dict[tuple[str, str], int] = {}
    for document in sorted(names):
        shared: Counter[str] = Counter()
        for name in names[document]:
            if weight := weights.get(name):
                # with each of the documents behind it, so that each pair is weighed once, and those of one at a time
                behind = holders[name][bisect_right(holders[name], document) :]
                shared.update(dict.fromkeys(behind, weight))
        sharing |= {(document, other): weight for other, weight in shared.items() if weight >= _WHOLE * _SHARED}
    return sharing


def _share(weight: int, holders: int) -> int:
    return _WHOLE * weight * _FEW // max(_FEW, holders)


# documents of one story at the most: a story's figures are held against one another, so that a document costs as much
# as its story is large; the annotated stories have seven
LARGEST = 50


def _joined(counted: Mapping[str, int], joins: Iterable[tuple[str, str]], most: int) -> tuple[dict[str, str], bool]:
    """The first document that each is joined to, and whether a join was refused since too many were to be one."""
    root = {document: document for document in counted}
    size = dict(counted)
    refused = False
    for one, other in joins:
        first, second = sorted((_find(root, one), _find(root, other)))
        if first == second:
            continue
        if size[first] + size[second] > most:
            refused = True
            continue
        root[second] = first
        size[first] += size[second]
    return root, refused


def _find(root: dict[str, str], document: str) -> str:
    while root[document] != document:
        root[document] = root[root[document]]
        document = root[document]
    return document


def _parted(counted: Mapping[str, int], joins: Sequence[tuple[str, str]]) -> Iterator[Capped]:
    """The stories that are too large, each with how many documents it has."""
    root, _ = _joined(counted, joins, len(joins) + 1)
    sizes: Counter[str] = Counter()
    for document, times in counted.items():
        sizes[_find(root, document)] += times
    for first, held in sorted(sizes.items()):
        if held > LARGEST:
            compared = f"those of parts of {LARGEST} at the most, made where they share least"
            yield Capped("articles of one story", first, held, compared)


def _holders(names: Mapping[str, Collection[str]]) -> dict[str, list[str]]:
    """The documents that write each name which tells something: neither one alone nor most."""
    common = min(max(len(names) // 2, 8), COMMON)
    holders: dict[str, list[str]] = defaultdict(list)
    for document in sorted(names):
        for name in names[document]:
            holders[name].append(document)
    return {name: documents for name, documents in holders.items() if 1 < len(documents) <= common}


# documents that may have a name which tells something, in a large folder and at the most; LARGE is such a folder
COMMON = 40
LARGE = 2 * COMMON

# articles of a folder that somebody put together for one story
_SMALL = 24


def _together(root: Mapping[str, str], holders: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, str]]:
    """The groups of articles that are one story all the same: what one tells here and there, another tells as well.

    The articles of two languages share few names each, and several all in all.
    """
    held: dict[str, set[str]] = defaultdict(set)
    for name, documents in holders.items():
        for document in documents:
            held[root[document]].add(name)
    size = Counter(root.values())
    for one, other in combinations(sorted(held), 2):
        shared = held[one] & held[other]
        # an article that is joined to none yet may tell by the way what the others tell: short figures and days
        small = sum(map(_is_small, shared)) if 1 in {size[one], size[other]} else 0
        if sum(map(weight_of, shared)) + min(small // _HALVES, _MOST_SMALL) >= _SHARED:
            yield one, other


# how many of them tell as much as a name, and how many names they stand for at the most
_HALVES, _MOST_SMALL = 2, 2


def _is_small(name: str) -> bool:
    return name.startswith(SMALL)


def weight_of(name: str) -> int:
    """How much a name tells: what articles of one time are about, or a train's number, tells a story by itself.

    A long figure and a model's name nearly do: models are spoken of for years.
    """
    if _is_small(name):
        return 0
    if name.startswith(SUBJECT) or _NUMBER.fullmatch(name):
        return _SHARED
    return 2 if _DESIGNATION.fullmatch(name) or _LONG_FIGURE.match(name) else 1


# characters of a passage: a few sentences, which somebody cut out of an article
_PASSAGE = 400


def set_side_by_side(lengths: Collection[int]) -> bool:
    """Whether a folder is two passages: whoever holds a few sentences against others means them to tell one thing.

    `lengths` are those of its texts, in code points.

    >>> set_side_by_side([10, 12]), set_side_by_side([10]), set_side_by_side([10, 1000])
    (True, False, False)
    """
    return len(lengths) == len(("one", "other")) and all(length <= _PASSAGE for length in lengths)


def telling(profile: Profile, called: Callable[[str], str]) -> set[str]:
    """What an article has in common with others of its story: names as they are `called`, figures, and its subjects."""
    names = {called(name) for name in profile.names}
    return names | profile.figures | set(_in_time({called(name) for name in profile.subjects}, profile.day))


def _in_time(subjects: Iterable[str], day: date | None) -> Iterator[str]:
    """What an article of a day is about, in each of two spans of time: articles of one time share one of them."""
    if day is not None:
        first = day.toordinal() // _SPAN
        for subject in subjects:
            yield f"{SUBJECT}{subject} {first}"
            yield f"{SUBJECT}{subject} {first + 1}"


# days; articles that lie nearer to one another are of one time, those that are twice as far apart are not
_SPAN = 7


def telling_figures(claims: Iterable[Claim]) -> set[str]:
    """The figures of an article that hardly any other story would give: long ones, each with its unit."""
    return {
        f"{digits} {dimension(value.unit)}"
        for digits, value in _figures(claims)
        if len(digits) >= _TELLING and not (value.unit is None and len(digits) == len("2026"))
    }


def passing_figures(claims: Sequence[Claim]) -> set[str]:
    """The figures of two digits and the days of an article, of which many must be shared to tell anything."""
    days = (claim.value for claim in claims if isinstance(claim.value, DateValue))
    return {
        f"{SMALL}{value.value:f} {dimension(value.unit)}"
        for digits, value in _figures(claims)
        if len(digits) == _TELLING - 1
    } | {f"{SMALL}{day.days[0]:%m-%d}" for day in days if day.days is not None and day.precision is Precision.DAY}


def _figures(claims: Iterable[Claim]) -> Iterator[tuple[str, Quantity]]:
    """The digits of each figure, without the zeros that only tell its size, and the figure."""
    for claim in claims:
        value = claim.value
        if isinstance(value, Quantity) and value.value is not None:
            yield _digits(value.value), value


# an article's figures are asked for twice, and those of a story come again in its articles
@lru_cache(maxsize=1 << 12)
def _digits(figure: Decimal) -> str:
    return "".join(map(str, figure.normalize().as_tuple().digits))


# digits of a figure that two stories hardly share
_TELLING = 3
# what marks a figure that two stories may well share
SMALL = "~"
# what marks a name that an article of some time is about
SUBJECT = "^"


def of_incidents(claims: Iterable[Claim]) -> list[Claim]:
    """The claims, each figure of an incident given to what its story calls the incident by most.

    Nobody owns a toll: one article tells it of the train, one of the line, one of the town. A claim that names beside
    its figure whose it is (2003年的岭口隧道火灾) keeps its own.
    """
    families = frozenset(words("zh/incidents.toml", "families"))
    listed = list(claims)

    def is_toll(claim: Claim) -> bool:
        return bool(claim.story) and claim.attribute.family in families and claim.entity.inherited

    counts: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for claim in listed:
        if is_toll(claim) and claim.entity.name:
            counts[claim.story][claim.entity.name, claim.entity.family] += 1
    owner = {story: min(held.items(), key=lambda item: (-item[1], item[0]))[0] for story, held in counts.items()}

    def given(claim: Claim) -> Claim:
        if not is_toll(claim) or claim.story not in owner:
            return claim
        name, family = owner[claim.story]
        return replace(claim, entity=replace(claim.entity, name=name, family=family))

    return [given(claim) for claim in listed]


# 南昌5号线: a line under its city's name
_OF_A_CITY = re.compile(r"(?P<city>.+?)(?:\d{1,2}|[一二三四五六七八九十]{1,3})号线\Z")


def of_lines(claims: Iterable[Claim]) -> list[Claim]:
    """The claims, those of a city that its story tells of one line of it given to the line.

    An article that opens with the city and goes on with "the line" names the line nowhere beside its figures.
    """
    listed = list(claims)
    told: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for claim in listed:
        match = _OF_A_CITY.match(claim.entity.name) if claim.story else None
        if match is not None:
            told[claim.story, match["city"], claim.attribute.name].add(claim.entity.name)
    if not told:
        return listed

    def given(claim: Claim) -> Claim:
        lines = told.get((claim.story, claim.entity.name, claim.attribute.name), set())
        if not claim.entity.inherited or len(lines) != 1:
            return claim
        (line,) = lines
        return replace(claim, entity=replace(claim.entity, name=line, family=line))

    return [given(claim) for claim in listed]
