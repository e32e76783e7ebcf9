"""Which names are one: aliases learned in any article, canonical names, and families of owner and product."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from functools import cache

from checker.lexicon.finder import lower
from checker.lexicon.load import words
from checker.lexicon.names import NameKind, names
from checker.lexicon.overlay import kept
from checker.lexicon.pinyin import spelled
from checker.model import Claim, Entity, NameValue, Wording
from checker.model.record import dataclass, replace


@dataclass(frozen=True, slots=True)
class NameTable:
    """The canonical name of every name in a folder that has another, and the family that each belongs to."""

    canonical: Mapping[str, str]
    families: Mapping[str, str]
    owners: Mapping[str, str]

    def called(self, name: str) -> str:
        """The canonical name of a name."""
        return self.canonical.get(name, name)

    def resolve(self, claim: Claim, story: str = "") -> Claim:
        """The claim of a story with its entity, and a name that is its value, under their canonical names."""
        entity, value, wording = claim.entity, claim.value, self._worded(claim.wording)
        name = self.canonical.get(entity.name, entity.name) or self.owners.get(claim.attribute.name, "")
        family = self.families.get(name, name)
        if name != entity.name or family != entity.family:
            entity = replace(entity, name=name, family=family)
        if isinstance(value, NameValue) and value.name in self.canonical:
            value = replace(value, name=self.canonical[value.name])
        if entity is claim.entity and value is claim.value and wording is claim.wording and story == claim.story:
            return claim
        return replace(claim, entity=entity, value=value, wording=wording, story=story)

    def _worded(self, wording: Wording) -> Wording:
        """The words around a value, names under their canonical names."""
        told = (wording.beside, wording.clause, wording.sentence, wording.names, wording.places)
        if all(map(self.canonical.keys().isdisjoint, told)):
            return wording

        def called(told: frozenset[str]) -> frozenset[str]:
            return told if told.isdisjoint(self.canonical) else frozenset(map(self.called, told))

        return replace(
            wording,
            beside=called(wording.beside),
            clause=called(wording.clause),
            sentence=called(wording.sentence),
            names=called(wording.names),
            places=called(wording.places),
        )


def name_table(aliases: Iterable[tuple[str, str]], owned: Iterable[tuple[str, str, int]]) -> NameTable:
    """The table for a folder: `aliases` are pairs that some text calls the same.

    `owned` tells how often each known attribute is told of each owner.
    """
    parents = {name.canonical: name.parent or name.family for name in names()}
    known = {name.canonical for name in names()}
    edges: dict[str, set[str]] = defaultdict(set)
    for left, right in aliases:
        # two well-known names are never one because a text puts one behind the other in brackets
        if left in known and right in known:
            continue
        edges[left].add(right)
        edges[right].add(left)
    canonical: dict[str, str] = {}
    for start in sorted(edges):
        if start in canonical:
            continue
        group = _group(edges, start)
        heads = sorted(group & known)
        # of several well-known names in one group nothing is learned
        head = heads[0] if len(heads) == 1 else None if heads else min(group, key=lambda n: (n.isascii(), len(n), n))
        canonical.update({name: head if head is not None else name for name in group})
    # a name that is its own is no news: nothing is judged again where it learns of another or loses it
    canonical = {name: head for name, head in canonical.items() if name != head}
    families = {name: parent for name, parent in parents.items() if parent}
    return NameTable(canonical, families, _owners(owned, canonical))


# of the claims of an attribute, the share that must be one entity's before a claim that names nobody is given to it
_SOLE = 0.75
# a single claim of a single article tells nothing of whom a folder speaks
_LEAST = 2


def _owners(owned: Iterable[tuple[str, str, int]], canonical: Mapping[str, str]) -> dict[str, str]:
    """For each attribute, the one entity that the folder speaks of with it, where there is such a one."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    # an office that publishes figures is named beside them and owns none of them
    speakers = {name.canonical for name in names() if name.kind in {NameKind.BODY, NameKind.PERSON}}
    for attribute, entity, times in owned:
        if entity not in speakers:
            counts[attribute][canonical.get(entity, entity)] += times
    owners: dict[str, str] = {}
    for attribute, entities in counts.items():
        name, most = min(entities.items(), key=lambda item: (-item[1], item[0]))
        if most >= max(_LEAST, _SOLE * entities.total()):
            owners[attribute] = name
    return owners


def adopted(claims: Iterable[Claim]) -> list[Claim]:
    """The claims of one document; those that name nobody go to whom most of its others are about, if there is one."""
    listed = list(claims)
    # what only a sum is called by (its figure, no words of the text) is nobody's name
    named = (claim for claim in listed if claim.entity.surface or not claim.entity.name[:1].isdecimal())
    by_name = Counter(
        (claim.entity.name, claim.entity.family)
        for claim in named
        if claim.entity.name and not claim.attribute.is_unsaid
    )
    if not by_name:
        return listed
    (name, family), most = min(by_name.items(), key=lambda item: (-item[1], item[0]))
    # an article that tells more of somebody whose name was not understood is about nobody that it names
    nobodys = sum(not claim.entity.name and claim.attribute.known for claim in listed)
    if most < max(_LEAST, _MOSTLY * by_name.total(), nobodys):
        return listed
    if name not in _places() and _comes_late(name, listed):
        return listed
    owner = Entity(name, "", family, inherited=True)
    return [claim if claim.entity.name else replace(claim, entity=owner) for claim in listed]


@kept
def _places() -> frozenset[str]:
    """The places of the lexicon: an article may tell at its end of which its first figures are."""
    return frozenset(name.canonical for name in names() if name.kind is NameKind.PLACE)


def _comes_late(name: str, claims: Iterable[Claim]) -> bool:
    """Whether sentences before the first that names somebody tell of others: the article is not about him."""
    listed = [claim for claim in claims if claim.attribute.known and claim.entity.name in {"", name}]
    first = min((claim.sentence.start for claim in listed if claim.entity.name), default=0)
    return any(not claim.entity.name and claim.sentence.start < first for claim in listed)


def unnamed(claims: Iterable[Claim], elsewhere: AbstractSet[str] = frozenset()) -> list[Claim]:
    """The claims; those of excerpts that name nobody at all may speak of one that is meant, if no other text does.

    `elsewhere` are the attributes that other texts tell of somebody.
    """
    listed = list(claims)
    named = elsewhere | {claim.attribute.name for claim in listed if claim.entity.name}
    articles = {claim.document for claim in listed if claim.entity.name}

    def given(claim: Claim) -> Claim:
        if claim.document in articles or not claim.attribute.known or claim.attribute.name in named:
            return claim
        return replace(claim, entity=Entity(NOBODY, "", NOBODY, inherited=True))

    return [given(claim) for claim in listed]


# the entity of claims of which no article says whose they are
NOBODY = "未具名"
# an article of which this share of the owned figures is one entity's is about that entity
_MOSTLY = 0.6


_DESIGNATION = re.compile(r"(?<![a-z0-9.])(?=[a-z.]*[0-9])[a-z0-9.]++\Z")


def by_designation(seen: Iterable[str]) -> list[tuple[str, str]]:
    """Names of one model, told with a Chinese maker and without or in Latin letters: 小米15S Pro, 15S Pro.

    A designation is many makers' own: a Latin maker must be the Chinese one in pinyin, or be told by no other name.

    >>> by_designation(["小米15spro", "15spro", "小米平板7ultra", "pad7ultra", "玄戒o1", "澎湃s1"])
    [('小米15spro', '15spro'), ('小米平板7ultra', 'pad7ultra')]
    >>> by_designation(["驰冠k67", "诺峤rk67", "chiguank67", "岚远s9", "beituos9"])
    [('驰冠k67', 'chiguank67')]
    """
    chinese: dict[str, list[str]] = defaultdict(list)
    latin: dict[str, list[str]] = defaultdict(list)
    for name in sorted(set(seen)):
        found = _DESIGNATION.search(lower(name))
        if found is not None and name.isascii():
            for at in range(len(name) - 1):
                latin[name[at:]].append(name)
        elif found is not None and len(found.group()) > 1:
            chinese[found.group()].append(name)
    edges: list[tuple[str, str]] = []
    for ending, makers in chinese.items():
        spelling = {sounds: name for name in makers if (sounds := spelled(name.removesuffix(ending)))}
        # two Chinese names with one designation are two products: nothing tells whose the bare one is
        only = makers[0] if len(makers) == 1 else ""
        others = [name for name in latin[ending] if _may_be_short(name.removesuffix(ending))]
        edges += [(only, name) for name in others if only]
        edges += [(spelling[head], name) for name in latin[ending] if (head := name.removesuffix(ending)) in spelling]
    return sorted(set(edges))


def _may_be_short(head: str) -> bool:
    """Whether what stands before a designation is no maker's name in pinyin: nothing, or what the thing is (pad)."""
    return len(head) <= _SHORT_HEAD or head in words("en/bodies.toml", "devices")


# letters too few for a maker
_SHORT_HEAD = 3


def designation(name: str) -> bool:
    """Whether a name ends in a model designation."""
    tail = _DESIGNATION.search(lower(name))
    return tail is not None and len(tail.group()) > 1


def by_ending(seen: Iterable[str]) -> list[tuple[str, str]]:
    """Names of which one is the other without the word for what it is: 晨帆航运 and 晨帆, where no lexicon knows 晨帆.

    A short name that two whole ones may stand for tells neither.

    >>> by_ending(["晨帆航运", "晨帆", "中国银行", "中国", "石浦", "石浦港", "轻蓝", "轻蓝科技", "轻蓝食品"])
    [('晨帆航运', '晨帆')]
    """
    known = {name.canonical for name in names()}
    held = set(seen) - known
    wholes: dict[str, list[str]] = defaultdict(list)
    for name in sorted(held):
        short = without_ending(name)
        if short in held:
            wholes[short].append(name)
    return sorted((names_[0], short) for short, names_ in wholes.items() if len(names_) == 1)


def by_cut(holders: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Names of persons of which one is the other with a verb that was taken for its end: 沈拓, 沈拓领.

    `holders` are the names that posts are given to, each with its document. The longer one must stand in one alone.

    >>> by_cut([("沈拓", "a"), ("沈拓", "b"), ("沈拓领", "c"), ("方以", "a"), ("方以舟", "b")])
    [('沈拓', '沈拓领')]
    """
    told: dict[str, set[str]] = defaultdict(set)
    for name, document in holders:
        told[name].add(document)
    ends = "".join(words("zh/surnames.toml", "ends_no_name"))
    return sorted(
        (name[:-1], name)
        for name, documents in told.items()
        if len(name) == _CUT and name[-1] in ends and len(documents) == 1 and len(told.get(name[:-1], ())) > 1
    )


# signs of a name of two and a verb
_CUT = 3
# code points of a name without its ending, Chinese and Latin
_SHORT, _LONG = 2, 5


def without_ending(name: str) -> str:
    """A firm's name without the word for what it is; "" where none ends it.

    A port or a school is another thing than the place that it is in.

    >>> without_ending("晨帆航运"), without_ending("石浦港"), without_ending("haldengroup")
    ('晨帆', '', 'halden')
    """
    if name.isascii():
        forms = _forms().of(name, _LONG)
        return name.removesuffix(forms[-1]) if forms else ""
    ended = _endings().of(name, _SHORT)
    return name.removesuffix(ended[-1]) if ended else ""


class Ends:
    """Words that names may end in."""

    def __init__(self, listed: Iterable[str]) -> None:
        self._words = frozenset(listed)
        self._lengths = sorted({len(word) for word in self._words})

    def of(self, name: str, least: int) -> list[str]:
        """Those that a name ends in, the shortest first, where at least so many letters stand before them."""
        ends = (name[-length:] for length in self._lengths if len(name) - length >= least)
        return [end for end in ends if end in self._words]


@cache
def _forms() -> Ends:
    return Ends(words("en/bodies.toml", "forms"))


@cache
def _endings() -> Ends:
    return Ends(word for key in ("trades", "firms", "works") for word in words("zh/bodies.toml", key))


def _group(edges: Mapping[str, set[str]], start: str) -> set[str]:
    group: set[str] = set()
    stack = [start]
    while stack:
        name = stack.pop()
        if name not in group:
            group.add(name)
            stack.extend(edges[name] - group)
    return group
