"""Which articles of a store are copies, which tell one story, and which are judged together, as others come and go.

Whether two articles are one story hangs on what they share and on how many others have that. So of those that were told
of before only these are asked again: what shares enough with an article that is new or gone, and whatever was joined by
a name or a shingle that more of them, or fewer, have now. All that was one with any of them is asked again with it.
"""

from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import cache
from itertools import chain
from operator import attrgetter

from checker.align.origins import COMMON, COPY, FEWEST, Sketch, are_copies, origins
from checker.align.stories import is_join, stories_among, weighs
from checker.model.record import dataclass
from checker.pipeline.packed import Packed, numbers_in
from checker.store.ledger import Ledger, Sort, Trait


@dataclass(frozen=True, slots=True)
class Change:
    """What came and what went: ids by their articles' numbers. Those that are told of before are `traits`."""

    fresh: Mapping[int, str]
    gone: Mapping[int, str]
    traits: Collection[Trait]


class Members:
    """Articles by the label that they share."""

    def __init__(self, traits: Iterable[Trait], label: Callable[[Trait], str]) -> None:
        listed = list(traits)
        labels = list(map(label, listed))
        times = Counter(labels)
        self._label: dict[int, str] = {}
        self._serials: dict[str, list[int]] = {}
        for trait, told in zip(listed, labels, strict=True):
            # most articles are alone
            if times[told] > 1 and told:
                self._label[trait.serial] = told
                self._serials.setdefault(told, []).append(trait.serial)

    def of(self, serial: int) -> list[int]:
        """All that have the label of an article, or it alone."""
        label = self._label.get(serial)
        return [serial] if label is None else self._serials[label]

    def twice(self, serials: Iterable[int]) -> set[int]:
        """Those of the articles whose label another of them has."""
        listed = list(serials)
        times = Counter(self._label[each] for each in listed if each in self._label)
        return {each for each in listed if times[self._label.get(each, "")] > 1}


@dataclass(frozen=True, slots=True)
class Sketches:
    """The sketches of all articles, those that are gone among them; `is_whole` tells which hold all their shingles."""

    packed: Packed
    of: Callable[[int], Sketch]
    is_whole: Callable[[int], bool]
    gone: Collection[int] = ()

    def copied(self, asked: Collection[int]) -> set[int]:
        """All copies of these articles."""
        shingles = [self.packed.of(serial) for serial in asked]
        held = self.packed.among(set[int]().union(*shingles), self.gone)
        found: set[int] = set()
        for serial, mine in zip(asked, shingles, strict=True):
            shared: Counter[int] = Counter()
            looked_at = 0
            for shingle in mine:
                if 1 < held.count(shingle) <= COMMON:
                    looked_at += 1
                    shared.update(held.of(shingle))
            del shared[serial]
            found.update(
                other
                for other, times in shared.items()
                # of few shingles all must be one
                if (times >= FEWEST or times == looked_at)
                and self._may_be(serial, other, times)
                and are_copies(self.of(serial), self.of(other), times)
            )
        return found

    def _may_be(self, one: int, other: int, shared: int) -> bool:
        """Whether so many shingles may make two articles copies: most pairs share a stock phrase and no more."""
        if shared < FEWEST:
            return self.packed.data(one) == self.packed.data(other)
        held = [self.packed.size(each) for each in (one, other) if not self.is_whole(each)]
        if not held:
            held = [self.packed.size(one), self.packed.size(other)]
        elif len(held) == 1:
            # of the one that holds all, only a sample counts
            return True
        return shared >= COPY * min(held)

    def family(self, asked: Collection[int]) -> set[int]:
        """These articles with their copies, the copies of these, and so on."""
        reached: set[int] = set()
        new = set(asked)
        while new:
            reached |= new
            new = self.copied(sorted(new)) - reached
        return reached

    def origins(self, asked: Collection[int], ids: Mapping[int, str]) -> dict[str, str]:
        """The origins of articles, by their `ids`; whoever is a copy of one of them is among them."""
        shingles = set[int]().union(*(self.packed.of(serial) for serial in asked))
        held = self.packed.among(shingles, self.gone)
        stock = {shingle for shingle in shingles if held.count(shingle) > COMMON}
        return origins({ids[serial]: self.of(serial) for serial in asked}, stock=stock)


def sketches_of(
    ledger: Ledger, fresh: Iterable[int], gone: Collection[int], looks: Mapping[int, tuple[bool, bytes]] | None = None
) -> Sketches:
    """The sketches of all articles but those that are `gone`.

    Those that are `fresh` are not entered yet. Of those of `looks` the ledger knows nothing: whether each holds all
    hashes, and these, by numbers of their own.
    """
    told = looks or {}
    beside = {serial: ledger.held(Sort.SHINGLE, serial) or b"" for serial in fresh if serial not in told}
    beside |= {serial: hashes for serial, (_, hashes) in told.items()}
    packed = Packed(ledger, Sort.SHINGLE, beside, COMMON, _times(ledger, Sort.SHINGLE, gone))

    @cache
    def is_whole(serial: int) -> bool:
        return told[serial][0] if serial in told else ledger.is_whole(serial)

    @cache
    def of(serial: int) -> Sketch:
        return Sketch(array("I", sorted(packed.of(serial))), is_whole(serial))

    return Sketches(packed, of, is_whole, gone)


def copies(change: Change, sketches: Sketches, buried: Collection[Trait]) -> dict[str, str]:
    """The origins of all articles whose origin may be another now, by their ids."""
    id_of = {**{trait.serial: trait.id for trait in change.traits}, **change.fresh}
    if not change.traits:
        # they are all that there are
        return origins({id_: sketches.of(serial) for serial, id_ in change.fresh.items()})
    members = Members([*change.traits, *buried], attrgetter("origin"))
    moved = set[int]().union(*(sketches.packed.of(serial) for serial in (*change.fresh, *change.gone)))
    # what no more than these hold is no stock phrase, before and after
    many = sketches.packed.among(moved).of_more_than(COMMON)
    before, after = (sketches.packed.among(many, without) for without in (change.fresh, change.gone))
    asked: set[int] = {*change.fresh, *change.gone}
    for shingle in many:
        if before.count(shingle) <= COMMON < after.count(shingle):
            asked |= members.twice(each for each in before.of(shingle) if each not in change.gone)
        elif after.count(shingle) <= COMMON < before.count(shingle):
            asked.update(after.of(shingle))
    asked |= sketches.copied(sorted(change.fresh))
    asked = {each for serial in asked for each in members.of(serial)} - set(change.gone)
    return sketches.origins(asked, id_of)


class Tellings:
    """What articles write that tells their story.

    `kept` are the numbers of those that were told of before, `numbers` of those that are fresh or told otherwise now.
    """

    def __init__(self, change: Change, kept: Packed, numbers: Mapping[int, AbstractSet[int]]) -> None:
        self._kept = kept
        self.numbers = numbers
        #: those that are gone, or were told otherwise before
        self.former = {*change.gone, *(each for each in numbers if each not in change.fresh)}
        self.changed = set[int]().union(*map(kept.of, self.former), *numbers.values())
        self._before = kept.among(self.changed)
        self._staying = kept.among(self.changed, self.former)
        self._new: defaultdict[int, list[int]] = defaultdict(list)
        for serial, told in numbers.items():
            for name in told:
                self._new[name].append(serial)

    def of(self, serial: int) -> AbstractSet[int]:
        """The numbers of an article."""
        told = self.numbers.get(serial)
        return self._kept.of(serial) if told is None else told

    def weight(self, name: int) -> int:
        """What it tells that two articles have a name."""
        return weighs(name, self._staying.count(name) + len(self._new[name]))

    def holders(self, name: int) -> list[int]:
        """The articles that have a name which changed hands."""
        return [*self._staying.of(name), *self._new[name]]

    def loosened(self) -> Iterator[list[int]]:
        """The articles that have a name which tells less than before, by each such name."""
        for name in self.changed:
            if self.weight(name) < weighs(name, self._before.count(name)):
                yield self._staying.of(name)

    def tightened(self) -> Iterator[list[int]]:
        """The articles that have a name which tells more than before, by each such name."""
        for name in self.changed:
            before = self._before.count(name)
            if before > 1 and self.weight(name) > weighs(name, before):
                yield self.holders(name)

    def joined(self) -> Iterator[int]:
        """The articles that share enough with one which is fresh or told otherwise."""
        for told in self.numbers.values():
            shared: Counter[int] = Counter()
            for name in told:
                weight = self.weight(name)
                for other in self.holders(name) if weight else ():
                    shared[other] += weight
            yield from (other for other, times in shared.items() if is_join(times))

    def held(self, names: Iterable[AbstractSet[int]]) -> dict[int, int]:
        """How many articles have each of these names."""
        listed = set[int]().union(*names)
        others = self._kept.among(listed - self.changed)
        return {
            name: self._staying.count(name) + len(self._new[name]) if name in self.changed else others.count(name)
            for name in listed
        }


def tellings_of(ledger: Ledger, change: Change, numbers: Mapping[int, AbstractSet[int]]) -> Tellings:
    """What articles write that tells their story; see `Tellings`."""
    former = [*change.gone, *(serial for serial in numbers if serial not in change.fresh)]
    return Tellings(change, Packed(ledger, Sort.NAME, {}, COMMON, _times(ledger, Sort.NAME, former)), numbers)


def _times(ledger: Ledger, sort: Sort, serials: Iterable[int]) -> Counter[int]:
    """How many of these articles hold each number."""
    held = (ledger.held(sort, serial) or b"" for serial in serials)
    return Counter(chain.from_iterable(numbers_in(data, sort.value[2]) for data in held))


def tales(
    change: Change, buried: Collection[Trait], tellings: Tellings, origin: Mapping[str, str], moved: Collection[int]
) -> tuple[dict[str, str], dict[str, str]]:
    """The stories of all articles whose story may be another now, and what these would be if none were parted.

    `moved` are the articles whose origin is another now.
    """
    id_of = {**{trait.serial: trait.id for trait in change.traits}, **change.fresh}
    asked: set[int] = {*tellings.numbers, *tellings.former, *moved}
    if change.traits:
        members = Members([*change.traits, *buried], attrgetter("tale"))
        for listed in tellings.loosened():
            asked |= members.twice(listed)
        asked.update(chain.from_iterable(tellings.tightened()), tellings.joined())
        asked = {each for serial in asked for each in members.of(serial)} - set(change.gone)
    names = {serial: tellings.of(serial) for serial in asked}
    held = tellings.held(names.values())
    return stories_among({id_of[serial]: told for serial, told in names.items()}, held, origin)
