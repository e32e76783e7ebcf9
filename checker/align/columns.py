"""What the figures of a story tell by themselves, as columns of numbers: a row for each, in the order of their ids."""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from math import inf, nan
from typing import Any

import numpy as np
import numpy.typing as npt

from checker.align.figure import TELLING, Figure
from checker.align.story import Story
from checker.lexicon.measures import dimension
from checker.model import DateValue, NameValue, ValueKind

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]
Holds = npt.NDArray[np.bool_]
Column = npt.NDArray[Any]

# digits that a figure has at the most, and fewer of which are compared where two are counted
_DIGITS, DIGITS_COMPARED = 6, TELLING
# pairs of holders of one word that are looked at in one go
_AT_ONCE = 1 << 22
# the largest square of sets that is filled: of two thousand
_SQUARE = 1 << 22
# those that hold something, and what it is worth
_Held = tuple[list[int], int]


class Shared:
    """What the sets of two figures have in common: how much it weighs, or how many there are."""

    def __init__(self, told: Iterable[frozenset[Any]], weigh: Mapping[Any, int] | None = None) -> None:
        known: dict[frozenset[Any], int] = {}
        self._rows = np.array([known.setdefault(each, len(known)) for each in told])
        self._size = np.array([len(each) for each in known], dtype=np.float64)
        holders: dict[Any, list[int]] = defaultdict(list)
        for each, at in known.items():
            for mark in each:
                holders[mark].append(at)
        self._count = len(known)
        self._several = [(held, 1 if weigh is None else weigh[mark]) for mark, held in holders.items() if len(held) > 1]
        own = [len(each) if weigh is None else sum(map(weigh.__getitem__, each)) for each in known]
        self._own = np.array(own, np.float64)
        self._table = self._square() if self._count**2 <= _SQUARE else None

    def _square(self) -> Floats:
        """What all have in common with all; the lower half is left empty."""
        table = np.zeros(self._count**2)
        for lot in _lots(self._several):
            table += np.bincount(*_held_together(lot, self._count), len(table))
        table[:: self._count + 1] = self._own
        return table

    def of(self, one: Places, other: Places) -> Floats:
        """What each two have in common."""
        first, second = self._rows[one], self._rows[other]
        asked = np.minimum(first, second) * self._count + np.maximum(first, second)
        found: Floats = self._counted(asked) if self._table is None else self._table[asked]
        return found

    def _counted(self, asked: Places) -> Floats:
        """The same for places of a square that is too large to be filled."""
        asked, at = np.unique(asked, return_inverse=True)
        one, other = asked // self._count, asked % self._count
        found = np.where(one == other, self._own[one], 0.0)
        seldom: list[_Held] = []
        for held, worth in self._several:
            if len(held) ** 2 <= 2 * len(asked):
                seldom.append((held, worth))
            else:
                holds = np.zeros(self._count, np.bool_)
                holds[held] = True
                found += worth * (holds[one] & holds[other] & (one != other))
        for lot in _lots(seldom):
            places, worths = _held_together(lot, self._count)
            near = np.minimum(np.searchsorted(asked, places), len(asked) - 1)
            hit = asked[near] == places
            found += np.bincount(near[hit], worths[hit], len(asked))
        return np.asarray(found[at])

    def sizes(self, of: Places) -> Floats:
        """How many each holds."""
        found: Floats = self._size[self._rows[of]]
        return found

    def apart(self, one: Places, other: Places) -> Holds:
        """Whether both of two hold something, and nothing in common."""
        both: Holds = (self.sizes(one) > 0) & (self.sizes(other) > 0) & (self.of(one, other) == 0)
        return both


def _lots(several: Sequence[_Held]) -> Iterator[list[_Held]]:
    lot: list[_Held] = []
    pairs = 0
    for each in several:
        lot.append(each)
        pairs += len(each[0]) ** 2 // 2
        if pairs >= _AT_ONCE:
            yield lot
            lot, pairs = [], 0
    if lot:
        yield lot


def _held_together(lot: Sequence[_Held], count: int) -> tuple[Places, Floats]:
    """Each two that hold something together, by their place in a square of so many, and what it is worth."""
    sizes = np.array([len(held) for held, _ in lot])
    rows = np.fromiter(chain.from_iterable(held for held, _ in lot), np.int64, int(sizes.sum()))
    worth = np.repeat(np.array([worth for _, worth in lot], np.float64), sizes)
    at = np.arange(len(rows))
    behind = np.repeat(np.cumsum(sizes), sizes) - 1 - at
    first = np.repeat(rows, behind)
    starts = np.cumsum(behind) - behind
    second = rows[np.arange(len(first)) - np.repeat(starts - at - 1, behind)]
    return first * count + second, np.repeat(worth, behind)


class Columns:
    """What the figures of a story tell by themselves, each thing in a column of its own."""

    def __init__(self, story: Story, figures: Sequence[Figure]) -> None:
        self.story, self.figures = story, figures
        claims = [figure.claim for figure in figures]
        wordings = [claim.wording for claim in claims]
        a, owners = [claim.attribute for claim in claims], [claim.entity for claim in claims]
        documents = {figure.document: at for at, figure in enumerate(figures)}
        documents = {document: at for at, document in enumerate(documents)}
        self.document = np.array([documents[figure.document] for figure in figures])
        self.documents = len(documents)
        rarity = story.rarity
        self.words = [
            Shared((getattr(wording, part) for wording in wordings), rarity)
            for part in ("clause", "beside", "sentence")
        ]
        self.sums = np.array([figure.sums for figure in figures], np.float64).T
        self.around = Shared(frozenset(figure.around) for figure in figures)
        self.before = Shared(figure.before for figure in figures)
        self.behind = Shared(figure.behind for figure in figures)
        self.names = Shared(wording.names for wording in wordings)
        self.places = Shared(wording.places for wording in wordings)
        self.dated = Shared(wording.dated for wording in wordings)
        self.timed = np.array([bool(wording.times) for wording in wordings])
        self.attribute, self.family = numbers(each.name for each in a), numbers(each.family for each in a)
        self.known, self.unsaid = np.array([each.known for each in a]), np.array([each.is_unsaid for each in a])
        self.carried, self.change = np.array([each.inherited for each in a]), np.array([each.change for each in a])
        self.owner = numbers(owner.name for owner in owners)
        self.owner_carried = np.array([owner.inherited for owner in owners])
        self.qualifiers = Shared(each.qualifiers for each in a)
        self.narrowed = Shared(figure.known for figure in figures)
        self.others = Shared(figure.others for figure in figures)
        self.modality = numbers(claim.modality for claim in claims)
        self.kind = [claim.kind for claim in claims]
        self.rank = np.array([kind is ValueKind.RANK for kind in self.kind])
        self.duration = np.array([kind is ValueKind.DURATION for kind in self.kind])
        self.counted = np.array([kind is ValueKind.QUANTITY for kind in self.kind])
        self.toll = np.array([figure.is_toll for figure in figures])
        self.told_on = numbers(figure.told_on for figure in figures)
        self.unit = numbers((figure.unit for figure in figures), none=-1)
        self.count = np.array([dimension(figure.unit) == "count" for figure in figures])
        self.latin = np.array([figure.is_latin for figure in figures])
        self.told = numbers(figure.told for figure in figures)
        self._list_times()
        self._list_values()

    def _list_times(self) -> None:
        claims = [figure.claim for figure in self.figures]
        self.period = numbers(claim.period for claim in claims)
        self.periods = list({claim.period: None for claim in claims})
        ends = [claim.period.end if claim.period is not None and claim.period.explicit else None for claim in claims]
        self.end = np.array([nan if end is None else end.toordinal() for end in ends], np.float64)
        # of an article that tells its own time the day is not asked
        days = [claim.told if end is None else None for claim, end in zip(claims, ends, strict=True)]
        self.day = np.array([nan if day is None else day.toordinal() for day in days], np.float64)

    def _list_values(self) -> None:
        figures = self.figures
        self.amount = np.array([figure.amount for figure in figures])
        self.size = np.array([figure.size for figure in figures])
        ends = [_ends(figure) for figure in figures]
        self.low, self.high = (np.array(side, np.float64) for side in zip(*ends, strict=True))
        named = np.array([isinstance(figure.claim.value, NameValue) for figure in figures])
        self.low[named] = self.high[named] = self.told[named]
        self.length = np.array([figure.length for figure in figures])
        self.long = np.array([figure.is_long for figure in figures])
        digits = [figure.digits for figure in figures]
        self.digits = numbers(digits)
        self.turned = numbers("".join(sorted(each)) for each in digits)
        self.digit_count = np.array([len(each) for each in digits])
        self.each_digit = np.array([[*map(ord, each.ljust(_DIGITS))][:_DIGITS] for each in digits])

    def tells(self, told: Sequence[Hashable], held: Mapping[str, Collection[Hashable]]) -> Holds:
        """Whether an article holds what a figure tells, by the figure and the article."""
        known = {each: at for at, each in enumerate(dict.fromkeys(told))}
        rows = np.zeros((len(known), self.documents), np.bool_)
        for at, document in enumerate(dict.fromkeys(figure.document for figure in self.figures)):
            rows[[known[each] for each in held.get(document, ()) if each in known], at] = True
        found: Holds = rows[np.array([known[each] for each in told])]
        return found


def numbers(told: Iterable[Hashable], none: int | None = None) -> Places:
    """A number for each, the same for equal ones; `none` for what is None, where that is told."""
    known: dict[Hashable, int] = {} if none is None else {None: none}
    return np.array([known.setdefault(each, len(known)) for each in told])


def _ends(figure: Figure) -> tuple[float, float]:
    """Two values of one sort can be one only if their ends overlap."""
    value = figure.claim.value
    if figure.base is not None:
        low, high = figure.base.low, figure.base.high
        return -inf if low is None else float(low), inf if high is None else float(high)
    if isinstance(value, DateValue) and value.days is not None:
        first, last = value.days if value.start is None else (value.start, value.end or value.start)
        return float(first.toordinal()), float(last.toordinal())
    return -inf, inf
