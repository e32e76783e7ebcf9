"""What some articles take part in, worked out of what is connected with them and of nothing else.

Two claims are connected where a rule says something of them, or where one follows from the other. Every step behind the
rules (what is taken back, what is told elsewhere, what is gathered) looks at claims that are connected, so that what
comes of the claims of these articles and of all that is connected with them is what comes of the whole.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import astuple, field
from decimal import Decimal
from itertools import chain
from typing import Protocol

from checker.align.alike import listed, listed_of, same
from checker.align.blocks import keys_of, pair_of, spelling
from checker.align.skewed import MET, in_one
from checker.judge.apply import judge
from checker.model import Attribute, Capped, Claim, Judgement, NameValue, Verdict
from checker.model.record import dataclass
from checker.pipeline.crowd import Crowd
from checker.pipeline.judging import Judged, concerns
from checker.pipeline.remembering import Recalled
from checker.pipeline.said import Kind
from checker.pipeline.told import Told
from checker.settings import Judge

# what is connected with a few articles is held as it is, where it is not more than this of each sort
_ROOM = 1 << 18
# how the keys begin of what is no block: a name that is a value, and one of those spellings of a name that meet
_VALUE, _SPELLING = "=", "~"


class Shelf(Protocol):
    """What was judged before, by the first article of each group."""

    def recalled(self, group: str) -> Recalled:
        """What came of a group."""
        ...

    def holding(self, keys: Collection[int]) -> Collection[str]:
        """The groups that hold any of these keys."""
        ...

    def tellers(self, key: int, few: int, most: int) -> "Tellers":
        """The claims that stand under a key: all where they are `few`, else `most` of those that tell the same."""
        ...

    def spellings(self, names: Collection[str]) -> Mapping[str, Collection[str]]:
        """The other spellings of these names that any group holds."""
        ...


def number(key: Iterable[str]) -> int:
    """The number that stands for a key; two keys hardly have one."""
    told = "\x1f".join(key).encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(told, digest_size=8).digest(), "little")


@dataclass(frozen=True, slots=True)
class Tellers:
    """The groups of claims, by their ids.

    `held` tells how many claims tell what the first of those does that tell the same, by its id.
    """

    groups: Mapping[str, str]
    held: Mapping[str, int]


def keys_in(judged: Judged) -> set[int]:
    """The keys that a group holds: of the names in its claims."""
    values = (claim.value for claim in _all_claims(judged))
    return {number((_VALUE, value.name)) for value in values if isinstance(value, NameValue)}


def tellers_in(judged: Judged) -> Iterator[tuple[int, int, str]]:
    """The keys of the blocks that a group's claims stand in, each with a number of what is told, and the claim's id."""
    for claim in (*judged.claims, *judged.worked_out):
        told = number(_flat(same(claim)))
        yield from ((key, told, claim.id) for key in {number(key) for key in _keys(claim)})


def _flat(told: object) -> Iterator[str]:
    """All parts of what is told, those without an order in one; equal figures are told alike."""
    if isinstance(told, Attribute):
        told = astuple(told)
    if isinstance(told, (tuple, frozenset)):
        parts = sorted(told) if isinstance(told, frozenset) else told
        yield f"({len(parts)}"
        for part in parts:
            yield from _flat(part)
    else:
        yield f"{told.normalize():f}" if isinstance(told, Decimal) else str(told)


def spellings_in(judged: Judged) -> set[str]:
    """The names in a group that may have another spelling in another."""
    told = map(spelling, (*judged.claims, *judged.worked_out))
    return {each[1] for each in told if each is not None}


def _keys(claim: Claim) -> Iterator[tuple[str, ...]]:
    yield from keys_of(claim)
    told = spelling(claim)
    if told is not None:
        yield (_SPELLING, *told)


def _all_claims(judged: Judged) -> Iterator[Claim]:
    return chain(judged.claims, judged.worked_out, judged.nobodys)


def connected(
    documents: Collection[str],
    shelf: Shelf,
    origins: Mapping[str, str],
    group: Mapping[str, str],
    settings: Judge,
) -> tuple[Told, frozenset[str], list[Capped]]:
    """What is said of all that is connected with the claims of these documents, and the documents that tell it.

    `origins` and `group` are those of every document. What comes last is what was not compared all with all, of that
    which these documents tell.
    """
    web = _Web(shelf, origins, group, settings, frozenset(documents))
    web.ask({group[document] for document in documents})
    web.follow({id_ for id_, claim in web.claims.items() if claim.document in documents})
    # names that any contradiction tells apart are not told to be nearly one
    named = web.alike()
    for first in sorted(shelf.holding({number((_VALUE, name)) for name in named})):
        web.whole(first)
    web.follow(
        {id_ for id_, claim in web.claims.items() if isinstance(claim.value, NameValue) and claim.value.name in named}
    )
    return *web.connected(), web.capped()


@dataclass(slots=True)
class _Web:
    """Claims and what connects them, as far as it was followed."""

    shelf: Shelf
    origins: Mapping[str, str]
    group: Mapping[str, str]
    settings: Judge
    documents: AbstractSet[str]
    claims: dict[str, Claim] = field(default_factory=dict)
    _told: dict[str, Recalled] = field(default_factory=dict)
    # the documents' own claims, by the keys of their blocks, and all claims that stand in blocks
    _theirs: dict[int, list[Claim]] = field(default_factory=lambda: defaultdict(list))
    _stated: set[str] = field(default_factory=set)
    # who tells what stands under a key that was asked for
    _tellers: dict[int, Tellers] = field(default_factory=dict)
    # the claims of each block that was asked for, and the blocks in which claims of the documents stand
    _listed: dict[tuple[int, ...], list[Claim]] = field(default_factory=dict)
    _where: set[tuple[int, ...]] = field(default_factory=set)
    _crowds: dict[tuple[int, ...], Crowd] = field(default_factory=dict)
    # claims of nearly one name
    _alike: set[str] = field(default_factory=set)
    _close: dict[str, Collection[str]] = field(default_factory=dict)
    _met: dict[tuple[str, str], Judgement | None] = field(default_factory=dict)
    # the claims that were held against all of a block, by its keys
    _done: dict[tuple[int, ...], set[str]] = field(default_factory=lambda: defaultdict(set))
    _between: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    _reached: set[str] = field(default_factory=set)
    _asked: set[str] = field(default_factory=set)

    def ask(self, groups: Collection[str]) -> None:
        """Take in the groups that are asked about."""
        self._asked.update(groups)
        for judged in map(self.whole, sorted(groups)):
            for claim in (*judged.claims, *judged.worked_out):
                if claim.document in self.documents:
                    for key in _keys(claim):
                        self._theirs[number(key)].append(claim)
            for judgement in judged.judgements:
                self._connect(judgement)

    def whole(self, first: str) -> Judged:
        """All of a group, which is taken in."""
        self._load(first)
        judged = self._told[first].judged()
        for claim in _all_claims(judged):
            self.claims.setdefault(claim.id, claim)
        for judgement in (*judged.judgements, *judged.namesakes):
            for claim in (judgement.pair.left, judgement.pair.right):
                self.claims.setdefault(claim.id, claim)
        return judged

    def _load(self, first: str) -> None:
        """Take in what is connected in a group."""
        if first in self._told:
            return
        recalled = self._told[first] = self.shelf.recalled(first)
        self._stated.update(recalled.stated)
        for one, other in recalled.alike:
            self._alike |= {one, other}
        for one, other in chain(recalled.operands, recalled.facing, recalled.alike):
            self._between[one].append(other)
            self._between[other].append(one)

    def follow(self, ids: Collection[str]) -> None:
        """Reach all that is connected with these claims."""
        reached = set(ids) - self._reached
        while reached:
            self._reached |= reached
            for first in sorted(set(map(self._group_of, reached))):
                self._load(first)
            self._meet([self.claims[id_] for id_ in sorted(reached & self._stated)])
            wanted: dict[str, set[str]] = defaultdict(set)
            beside: set[str] = set()
            for id_ in reached:
                beside.update(self._between.get(id_, ()))
                # those of other groups were taken in when they were met
                wanted[self._group_of(id_)].update(self._between.get(id_, ()))
            self._take_in(wanted)
            reached = beside - self._reached

    def _group_of(self, id_: str) -> str:
        return self.group[self.claims[id_].document]

    def _take_in(self, wanted: Mapping[str, Collection[str]]) -> None:
        """Take in some claims of groups, by their ids."""
        for first in sorted(wanted):
            missing = {id_ for id_ in wanted[first] if id_ not in self.claims}
            if missing:
                recalled = self._told.get(first) or self.shelf.recalled(first)
                self.claims.update((claim.id, claim) for claim in recalled.some(missing))

    def _meet(self, claims: Collection[Claim]) -> None:
        """Ask what is said of these claims and those of other groups."""
        self._look_for_spellings(claims)
        asked = {key for claim in claims for key in (*map(number, _keys(claim)), *self._spelled(claim))}
        missing = sorted(asked - self._tellers.keys())
        self._tellers.update((key, self.shelf.tellers(key, MET, listed_of(self.documents))) for key in missing)
        wanted: dict[str, set[str]] = defaultdict(set)
        for key in missing:
            for id_, first in self._tellers[key].groups.items():
                wanted[first].add(id_)
        self._take_in(wanted)
        for claim in claims:
            for block in keys_of(claim):
                self._meet_in(claim, number(block))
            told = spelling(claim)
            if told is not None:
                here = number((_SPELLING, *told))
                for key in self._spelled(claim):
                    self._meet_in(claim, *sorted((here, key)))

    def _look_for_spellings(self, claims: Iterable[Claim]) -> None:
        names = {told[1] for claim in claims if (told := spelling(claim)) is not None} - self._close.keys()
        if names:
            found = self.shelf.spellings(names)
            self._close.update({name: found.get(name, ()) for name in names})

    def _spelled(self, claim: Claim) -> list[int]:
        """The keys of the other spellings of a claim's name."""
        told = spelling(claim)
        return [] if told is None else [number((_SPELLING, told[0], name)) for name in self._close[told[1]]]

    def _meet_in(self, claim: Claim, *keys: int) -> None:
        if claim.document in self.documents:
            self._where.add(keys)
        block = self._block(keys)
        if self._is_crowded(keys):
            if keys not in self._crowds:
                self._crowds[keys] = Crowd(block, self.origins, self.group, self.settings.off, self.documents)
            for judgement in self._crowds[keys].ask(claim):
                self._connect(judgement)
            return
        met, mine = self._done[keys], self.group[claim.document]
        met.add(claim.id)
        for other in block:
            if other.id in met or self.group[other.document] == mine:
                continue
            one, two = (claim, other) if claim.id < other.id else (other, claim)
            if (one.id, two.id) not in self._met:
                self._met[one.id, two.id] = self._judged(one, two)

    def _block(self, keys: tuple[int, ...]) -> list[Claim]:
        """The claims of a block that are listed, in the order of their ids.

        All were taken in before any is held against others.
        """
        if keys not in self._listed:
            found = {id_: self.claims[id_] for key in keys for id_ in self._tellers[key].groups}
            found |= {claim.id: claim for key in keys for claim in self._theirs.get(key, ())}
            block = [found[id_] for id_ in sorted(found)]
            self._listed[keys] = listed(block, self.documents) if self._is_crowded(keys) else block
        return self._listed[keys]

    def _is_crowded(self, keys: tuple[int, ...]) -> bool:
        return sum(sum(self._tellers[key].held.values()) for key in keys) > MET

    def _judged(self, left: Claim, right: Claim) -> Judgement | None:
        pair = pair_of(left, right, self.origins)
        found = judge(pair, self.settings.off) if pair is not None else None
        if found is not None:
            self._connect(found)
        return found

    def _connect(self, judgement: Judgement) -> None:
        if not self._is_aside(judgement):
            left, right = judgement.pair.left.id, judgement.pair.right.id
            self._between[left].append(right)
            self._between[right].append(left)

    def _is_aside(self, judgement: Judgement) -> bool:
        """Whether a judgement explains a difference that is none of the documents': nobody is told of it."""
        return judgement.verdict is Verdict.EXPLAINED and not concerns(judgement, self.documents)

    def _said(self) -> Iterator[Judgement]:
        """What was said of claims of two groups."""
        return chain(filter(None, self._met.values()), *(crowd.said() for crowd in self._crowds.values()))

    def alike(self) -> set[str]:
        """The names that are nearly one with another, as far as was followed."""
        values = (self.claims[id_].value for id_ in self._alike & self._reached)
        return {value.name for value in values if isinstance(value, NameValue)}

    def capped(self) -> list[Capped]:
        """What of the documents' own blocks, and of their groups, was not compared all with all."""
        inside = chain.from_iterable(self._told[first].capped for first in sorted(self._asked))
        return [*inside, *in_one(chain.from_iterable(map(self._shortened, sorted(self._where))))]

    def _shortened(self, keys: tuple[int, ...]) -> list[Capped]:
        block = self._listed[keys]
        if not self._is_crowded(keys) or len({self.group[claim.document] for claim in block}) == 1:
            return []
        held: Counter[Hashable] = Counter()
        for key in keys:
            for first, times in self._tellers[key].held.items():
                held[same(self.claims[first])] += times
        return self._crowds[keys].capped(held, listed_of(self.documents))

    def connected(self) -> tuple[Told, frozenset[str]]:
        """All that was reached, and the documents that tell it."""
        documents = frozenset(self.claims[id_].document for id_ in self._reached)
        told = Told(room=_ROOM)
        for first in sorted({self.group[document] for document in documents} | self._asked):
            told.take(self._told[first].judged(self._reached))
        numbers = {claim.id: at for at, claim in enumerate(told.claims) if told.kinds[at] <= Kind.WORKED_OUT}
        for judgement in self._said():
            if {judgement.pair.left.id, judgement.pair.right.id} <= self._reached:
                told.say(judgement, numbers)
        return told, documents
