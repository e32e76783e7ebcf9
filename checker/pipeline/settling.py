"""Which articles of a store are copies, which tell one story, and which are judged together, as others come and go.

Whether two articles are one story hangs on what they share and on how many others have that. So of those that were told
of before only these are asked again: what shares enough with an article that is new or gone, and whatever was joined by
a name or a shingle that more of them, or fewer, have now. All that was one with any of them is asked again with it.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from checker.align.origins import COMMON, FEWEST, Sketch, origins
from checker.align.stories import is_join, stories_among, weighs
from checker.pipeline.packed import Packed
from checker.store.ledger import Trait


@dataclass(frozen=True, slots=True)
class Change:
    """What came and what went: ids by their articles' numbers. Those that are told of before are `traits`."""

    fresh: Mapping[int, str]
    gone: Mapping[int, str]
    traits: Collection[Trait]


class Members:
    """Articles by the label that they share."""

    def __init__(self, traits: Iterable[Trait], label: Callable[[Trait], str]) -> None:
        self._label: dict[int, str] = {}
        self._serials: dict[str, list[int]] = {}
        for trait in traits:
            told = label(trait)
            if told:
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


def copies(
    change: Change, sketches: Packed, sketch: Callable[[int], Sketch], buried: Collection[Trait]
) -> dict[str, str]:
    """The origins of all articles whose origin may be another now, by their ids."""
    id_of = {**{trait.serial: trait.id for trait in change.traits}, **change.fresh}
    members = Members([*change.traits, *buried], lambda trait: trait.origin)
    asked: set[int] = set(change.fresh)
    moved = set[int]().union(*(sketches.of(serial) for serial in (*change.fresh, *change.gone)))
    held = sketches.holders(moved)
    for holders in held.values():
        before = [each for each in holders if each not in change.fresh]
        after = [each for each in holders if each not in change.gone]
        if len(before) <= COMMON < len(after):
            asked |= members.twice(each for each in before if each not in change.gone)
        elif len(after) <= COMMON < len(before):
            asked.update(after)
    for serial in change.fresh:
        mine = sketches.of(serial)
        shared: Counter[int] = Counter()
        for shingle in mine:
            after = [each for each in held[shingle] if each not in change.gone]
            if len(after) <= COMMON:
                shared.update(after)
        asked.update(
            other for other, times in shared.items() if times >= FEWEST or (times and sketches.of(other) == mine)
        )
    asked.update(change.gone)
    asked = {each for serial in asked for each in members.of(serial)} - set(change.gone)
    shingles = set[int]().union(*(sketches.of(serial) for serial in asked))
    holding = sketches.holders(shingles)
    stock = {
        shingle for shingle, holders in holding.items() if sum(each not in change.gone for each in holders) > COMMON
    }
    return origins({id_of[serial]: sketch(serial) for serial in asked}, stock)


def tales(
    change: Change,
    buried: Collection[Trait],
    numbers: Mapping[int, AbstractSet[int]],
    tellings: Packed,
    origin: Mapping[str, str],
    moved: Collection[int],
) -> tuple[dict[str, str], dict[str, str]]:
    """The stories of all articles whose story may be another now, and what these would be if none were parted.

    `numbers` are those of the names of articles that are fresh or told otherwise than in `tellings`, `moved` the
    articles whose origin is another now.
    """
    gone = set(change.gone)
    id_of = {**{trait.serial: trait.id for trait in change.traits}, **change.fresh}
    members = Members([*change.traits, *buried], lambda trait: trait.tale)
    known = {trait.serial for trait in change.traits}

    def held_by(serial: int) -> AbstractSet[int]:
        told = numbers.get(serial)
        return tellings.of(serial) if told is None else told

    former = {serial: tellings.of(serial) for serial in (*gone, *(each for each in numbers if each in known))}
    changed = set[int]().union(*former.values(), *numbers.values())
    before = tellings.holders(changed)
    after: dict[int, list[int]] = {
        name: [each for each in before.get(name, ()) if each not in former] for name in changed
    }
    for serial, told in numbers.items():
        for name in told:
            after[name].append(serial)
    asked: set[int] = {*numbers, *former, *moved}
    for name, holders in after.items():
        weight, was = weighs(name, len(holders)), weighs(name, len(before.get(name, ())))
        if weight < was:
            asked |= members.twice(each for each in before[name] if each not in former)
        elif weight > was and len(before.get(name, ())) > 1:
            asked.update(holders)
    for told in numbers.values():
        shared: Counter[int] = Counter()
        for name in told:
            weight = weighs(name, len(after[name]))
            if weight:
                for other in after[name]:
                    shared[other] += weight
        asked.update(other for other, times in shared.items() if is_join(times))
    asked = {each for serial in asked for each in members.of(serial)} - gone
    names = {serial: held_by(serial) for serial in asked}
    unchanged = set[int]().union(*names.values()) - changed
    held = {name: len(holders) for name, holders in after.items()}
    held.update({name: len(holders) for name, holders in tellings.holders(unchanged).items()})
    return stories_among({id_of[serial]: told for serial, told in names.items()}, held, origin)
