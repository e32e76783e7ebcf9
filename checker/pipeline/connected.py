"""What some articles take part in, worked out of what is connected with them and of nothing else.

Two claims are connected where a rule says something of them, or where one follows from the other. Every step behind the
rules (what is taken back, what is told elsewhere, what is gathered) looks at claims that are connected, so that what
comes of the claims of these articles and of all that is connected with them is what comes of the whole. What explains a
difference connects those alone of whom one is theirs: nobody is told of the others.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import field
from itertools import chain
from typing import Protocol

from checker.align.alike import listed_of
from checker.align.blocks import keys_of, pair_of, spelling
from checker.align.skewed import MET, in_one, shortened
from checker.judge.apply import judge
from checker.model import Capped, Claim, Judgement, NameValue, Verdict
from checker.model.record import dataclass
from checker.pipeline.crowd import Crowd, said_by
from checker.pipeline.judging import Judged, concerns
from checker.pipeline.remembering import Recalled
from checker.pipeline.said import Kind
from checker.pipeline.tellers import SPELLING, Days, Tellers, all_claims, days_in, keys_in, named_key, number, told_by
from checker.pipeline.told import Told
from checker.settings import Judge

# what is connected with a few articles is held as it is, where it is not more than this of each sort
_ROOM = 1 << 18
# the keys of a block: of one, or of the two spellings of a name
_Keys = tuple[int, ...]


class Shelf(Protocol):
    """What was judged before, by the first article of each group."""

    def recalled(self, group: str) -> Recalled:
        """What came of a group."""
        ...

    def holding(self, keys: Collection[int]) -> Collection[str]:
        """The groups that hold any of these keys."""
        ...

    def tellers(self, key: int, few: int, most: int) -> Sequence[Tellers]:
        """The claims that stand under a key: all where they are `few`, else `most` of those that tell the same."""
        ...

    def spellings(self, names: Collection[str]) -> Mapping[str, Collection[str]]:
        """The other spellings of these names that any group holds."""
        ...


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
    for first in sorted(shelf.holding({named_key(name) for name in named})):
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
    _tellers: dict[int, Sequence[Tellers]] = field(default_factory=dict)
    # the same of each block, with the documents' own claims, and the blocks in which these stand
    _blocks: dict[_Keys, list[Tellers]] = field(default_factory=dict)
    _where: set[_Keys] = field(default_factory=set)
    # those of a large block that may be of one time with claims of some days, by these
    _crowds: dict[tuple[_Keys, Days], Crowd] = field(default_factory=dict)
    # claims of nearly one name
    _alike: set[str] = field(default_factory=set)
    _close: dict[str, Collection[str]] = field(default_factory=dict)
    _met: dict[tuple[str, str], Judgement | None] = field(default_factory=dict)
    # the claims that were held against all of a block, by its keys
    _done: dict[_Keys, set[str]] = field(default_factory=lambda: defaultdict(set))
    _between: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    _reached: set[str] = field(default_factory=set)
    _asked: set[str] = field(default_factory=set)

    def ask(self, groups: Collection[str]) -> None:
        """Take in the groups that are asked about."""
        self._asked.update(groups)
        for judged in map(self.whole, sorted(groups)):
            for claim in (*judged.claims, *judged.worked_out):
                if claim.document in self.documents:
                    for key in keys_in(claim):
                        self._theirs[number(key)].append(claim)
            for judgement in judged.judgements:
                self._connect(judgement)

    def whole(self, first: str) -> Judged:
        """All of a group, which is taken in."""
        self._load(first)
        judged = self._told[first].judged()
        for claim in all_claims(judged):
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
        asked = {key for claim in claims for key in (*map(number, keys_in(claim)), *self._spelled(claim))}
        missing = sorted(asked - self._tellers.keys())
        self._tellers.update((key, self.shelf.tellers(key, MET, listed_of(self.documents))) for key in missing)
        meeting = [(claim, keys) for claim in claims for keys in self._blocks_of(claim)]
        self._take_in(self._groups_of(chain.from_iterable(self._beside(*each) for each in meeting)))
        for claim, keys in meeting:
            self._meet_in(claim, keys)

    def _blocks_of(self, claim: Claim) -> Iterator[_Keys]:
        """The keys of the blocks that a claim stands in."""
        yield from ((number(key),) for key in keys_of(claim))
        told = spelling(claim)
        if told is not None:
            here = number((SPELLING, *told))
            yield from ((min(here, key), max(here, key)) for key in self._spelled(claim))

    def _beside(self, claim: Claim, keys: _Keys) -> list[Tellers]:
        """Those of a block that a claim is held against: all, or of a large one those that may be of its time."""
        if not self._is_crowded(keys):
            return self._block(keys)
        days = days_in(claim)
        return [told for told in self._block(keys) if told.may_meet(days)]

    def _groups_of(self, tellers: Iterable[Tellers]) -> dict[str, set[str]]:
        """The ids of claims by their groups."""
        wanted: dict[str, set[str]] = defaultdict(set)
        for told in {id(told): told for told in tellers}.values():
            for id_, first in told.groups.items():
                wanted[first].add(id_)
        return wanted

    def _look_for_spellings(self, claims: Iterable[Claim]) -> None:
        names = {told[1] for claim in claims if (told := spelling(claim)) is not None} - self._close.keys()
        if names:
            found = self.shelf.spellings(names)
            self._close.update({name: found.get(name, ()) for name in names})

    def _spelled(self, claim: Claim) -> list[int]:
        """The keys of the other spellings of a claim's name."""
        told = spelling(claim)
        return [] if told is None else [number((SPELLING, told[0], name)) for name in self._close[told[1]]]

    def _meet_in(self, claim: Claim, keys: _Keys) -> None:
        if claim.document in self.documents:
            self._where.add(keys)
        if self._is_crowded(keys):
            crowd = self._crowd(keys, days_in(claim))
            if not crowd.is_of_few(claim):
                # which of many it is held against hangs on all
                crowd = self._crowd(keys, None)
            for judgement in crowd.ask(claim):
                self._connect(judgement)
            return
        met, mine = self._done[keys], self.group[claim.document]
        met.add(claim.id)
        for other in self._claims_of(self._block(keys)):
            if other.id in met or self.group[other.document] == mine:
                continue
            one, two = (claim, other) if claim.id < other.id else (other, claim)
            if (one.id, two.id) not in self._met:
                self._met[one.id, two.id] = self._judged(one, two)

    def _crowd(self, keys: _Keys, days: Days) -> Crowd:
        """Those of a large block that may be of one time with claims of some days."""
        if (keys, days) not in self._crowds:
            tellers = [told for told in self._block(keys) if told.may_meet(days)]
            self._take_in(self._groups_of(tellers))
            claims = self._claims_of(tellers)
            self._crowds[keys, days] = Crowd(claims, self.origins, self.group, self.settings.off, self.documents)
        return self._crowds[keys, days]

    def _claims_of(self, tellers: Iterable[Tellers]) -> list[Claim]:
        """The claims, in the order of their ids; all were taken in."""
        return [self.claims[id_] for id_ in sorted({id_ for told in tellers for id_ in told.groups})]

    def _block(self, keys: _Keys) -> list[Tellers]:
        """Those that tell the same in a block, as many as are listed, and the documents' own."""
        if keys not in self._blocks:
            grouped: dict[int, list[Tellers]] = defaultdict(list)
            for told in chain.from_iterable(self._tellers[key] for key in keys):
                grouped[told.number].append(told)
            theirs: dict[int, dict[str, str]] = defaultdict(dict)
            for claim in chain.from_iterable(self._theirs.get(key, ()) for key in keys):
                theirs[told_by(claim)][claim.id] = self.group[claim.document]
            most = listed_of(self.documents) if self._is_crowded(keys) else None
            self._blocks[keys] = [self._in_one(found, theirs[number], most) for number, found in grouped.items()]
        return self._blocks[keys]

    @staticmethod
    def _in_one(found: Sequence[Tellers], theirs: Mapping[str, str], most: int | None) -> Tellers:
        """Those that tell the same under each of the keys of a block, `most` of them and those of the documents."""
        groups = dict(sorted(chain.from_iterable(told.groups.items() for told in found))[:most])
        return Tellers(found[0].number, {**groups, **theirs}, sum(told.held for told in found), found[0].days)

    def _is_crowded(self, keys: tuple[int, ...]) -> bool:
        return sum(told.held for key in keys for told in self._tellers[key]) > MET

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
        crowds: dict[_Keys, list[Crowd]] = defaultdict(list)
        for (keys, _), crowd in self._crowds.items():
            crowds[keys].append(crowd)
        return chain(filter(None, self._met.values()), *map(said_by, crowds.values()))

    def alike(self) -> set[str]:
        """The names that are nearly one with another, as far as was followed."""
        values = (self.claims[id_].value for id_ in self._alike & self._reached)
        return {value.name for value in values if isinstance(value, NameValue)}

    def capped(self) -> list[Capped]:
        """What of the documents' own blocks, and of their groups, was not compared all with all."""
        inside = chain.from_iterable(self._told[first].capped for first in sorted(self._asked))
        return [*inside, *in_one(chain.from_iterable(map(self._shortened, sorted(self._where))))]

    def _shortened(self, keys: _Keys) -> list[Capped]:
        tellers = self._block(keys)
        if not self._is_crowded(keys) or len({first for told in tellers for first in told.groups.values()}) == 1:
            return []
        first = min(tellers, key=_first_in)
        cut = min((told for told in tellers if told.held > len(told.groups)), key=_most_cut, default=None)
        self._take_in(self._groups_of([first, *([cut] if cut else [])]))
        return shortened(
            self.claims[_first_in(first)],
            sum(told.held for told in tellers),
            None if cut is None else (self.claims[_first_in(cut)], cut.held),
            listed_of(self.documents),
        )

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


def _first_in(told: Tellers) -> str:
    return min(told.groups)


def _most_cut(told: Tellers) -> tuple[int, str]:
    return -told.held, _first_in(told)
