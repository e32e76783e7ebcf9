"""The pairs of figures of a large story all at once: how likely each is one statement, as a column of numbers.

A story of fifty articles has a hundred thousand pairs, and a few thousand of them come to anything. What `Candidate`
observes of two figures is worked out here for all pairs by the same steps in the same order, so that both come to the
same number, bit for bit. What the values of two figures say is only told at the most.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain

import numpy as np

from checker.align.candidates import Candidate, sort_of, weights
from checker.align.columns import DIGITS_COMPARED, Column, Columns, Floats, Holds, Places, Shared, numbers
from checker.align.figure import Figure
from checker.align.observations import NEAREST_TENS, TENS_APART, origin_families, periods
from checker.align.story import LEAST, ONE_ATTRIBUTE, SCALE, Story
from checker.model import DateValue, Precision

# the log-odds that a match of two values that can both be true must reach, by the sort of the pair, whether it is of
# ranks, and how many digits the two share
Agreeing = Callable[[str, bool, int], float]

# what is told of the one and of the other figure of each pair
_Sides = tuple[Column, Column]

# what is lost at the most in the last digits of a logarithm
_SLACK = 1e-6


def hopeful(story: Story, agreeing: Agreeing, conflicting: float) -> Iterator[Candidate]:
    """The candidates of a story of which a match can be enough to agree, or a conflict reach so much."""
    figures = list(story.figures.values())
    table = Columns(story, figures)
    for sort, pairs in _sorted_pairs(story, figures).items():
        yield from _Pairs(table, sort, *pairs).hopeful(agreeing, conflicting)


def _sorted_pairs(story: Story, figures: Sequence[Figure]) -> dict[str, tuple[Places, Places]]:
    """The places of the figures that face one another, the first one first, by the sort of the pairs."""
    origin = numbers(figure.origin for figure in figures)
    place = {figure.id: at for at, figure in enumerate(figures)}
    found: dict[str, list[tuple[Places, Places]]] = defaultdict(list)
    for mine, yours in story.facing.whole:
        here, there = (
            np.array([place[figure.id] for held in many.values() for figure in held]) for many in (mine, yours)
        )
        if mine is yours:
            first, second = np.triu_indices(len(here), 1)
            one, other = here[first], here[second]
        else:
            one, other = np.repeat(here, len(there)), np.tile(there, len(here))
        kept = origin[one] != origin[other]
        found[sort_of(next(iter(mine.values()))[0].claim.kind)].append((one[kept], other[kept]))
    picked: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for figure, faced in story.facing.picked:
        picked[sort_of(figure.claim.kind)].append((place[figure.id], place[faced.id]))
    for sort, listed in picked.items():
        one, other = np.array(listed).T
        found[sort].append((one, other))
    sides = {sort: [np.concatenate(side) for side in zip(*listed, strict=True)] for sort, listed in found.items()}
    return {sort: (np.minimum(one, other), np.maximum(one, other)) for sort, (one, other) in sides.items() if len(one)}


class _Pairs:
    """The pairs of one sort: `one` and `other` are the places of their figures, that with the lower id first."""

    def __init__(self, table: Columns, sort: str, one: Places, other: Places) -> None:
        self._table, self._sort, self.one, self.other = table, sort, one, other
        self._weights = weights(f"words of {sort}")
        clause, beside, sentence = (
            self._worded(shared, sums) for shared, sums in zip(table.words, table.sums, strict=True)
        )
        same = table.known[one] & self._alike(table.attribute)
        self._clauses, self._beside, self._sentences = clause, beside, sentence
        self._likeness = clause + beside + 0.5 * sentence + ONE_ATTRIBUTE * same
        self._around = table.around.of(one, other)

    def hopeful(self, agreeing: Agreeing, conflicting: float) -> Iterator[Candidate]:
        """The pairs that may come to something."""
        # what two come to hangs on all that either could be paired with, and few are worth a look
        kept = np.flatnonzero(self._is_worth_a_look())
        rivals = self._rivals(kept)
        self._keep(kept)
        rivalry = dict(self._rivalry(*rivals))
        match = self._match(rivalry)
        chosen = np.flatnonzero(self._may_come(match, agreeing, conflicting))
        columns = (self.one, self.other, match, self._likeness, self._clauses, self._beside, self._sentences)
        rows = (column[chosen].tolist() for column in (*columns, *rivalry.values()))
        figures, story = self._table.figures, self._table.story
        for one, other, told, like, clauses, beside, sentences, *stand in zip(*rows, strict=True):
            likeness = like, clauses, beside, sentences
            known = told, dict(zip(rivalry, stand, strict=True))
            yield Candidate(story, figures[one], figures[other], likeness, known)

    def _keep(self, kept: Places) -> None:
        """Forget all other pairs."""
        self.one, self.other = self.one[kept], self.other[kept]
        self._clauses, self._beside, self._sentences = (
            column[kept] for column in (self._clauses, self._beside, self._sentences)
        )
        self._likeness, self._around = self._likeness[kept], self._around[kept]

    def _alike(self, column: Column) -> Holds:
        """Of which pairs both figures have one number in a column."""
        return np.asarray(column[self.one] == column[self.other])

    def _both(self, column: Holds) -> Holds:
        return np.asarray(column[self.one] & column[self.other])

    def _either(self, column: Holds) -> Holds:
        return np.asarray(column[self.one] | column[self.other])

    def _worded(self, shared: Shared, sums: Floats) -> Floats:
        """How alike the words of two figures are."""
        weighed = shared.of(self.one, self.other)
        asked = weighed > 0
        found = np.zeros(len(weighed))
        found[asked] = weighed[asked] / np.sqrt(sums[self.one][asked] * sums[self.other][asked])
        return found

    def _is_worth_a_look(self) -> Holds:
        """See `Story.is_worth_a_look`."""
        table = self._table
        same_digits, one_digit, _ = self._slips()
        long = (table.digit_count[self.one] >= DIGITS_COMPARED) & (same_digits | one_digit | self._alike(table.digits))
        slip = self._alike(table.digit_count) & (long | (self._both(table.long) & same_digits))
        return np.asarray((self._likeness >= LEAST) | self._alike(table.told) | (self._around > 0) | slip)

    def _slips(self) -> tuple[Holds, Holds, Holds]:
        """Of which pairs the digits are those of one figure in another order, or with one changed, or one of two."""
        table = self._table
        count = table.digit_count[self.one]
        as_many = np.flatnonzero((count > 1) & self._alike(table.digit_count))
        one, other = table.each_digit[self.one[as_many]], table.each_digit[self.other[as_many]]
        one_changed = np.zeros(len(count), np.bool_)
        one_changed[as_many] = (one != other).sum(axis=1) == 1
        turned = (count > 1) & self._alike(table.turned) & ~self._alike(table.digits)
        return turned, one_changed & (count >= DIGITS_COMPARED), one_changed & (count == len("28"))

    def _match(self, rivalry: Mapping[str, Column]) -> Floats:
        """The log-odds, by the words alone, that the two are one statement; see `Candidate.match`."""
        total = np.zeros(len(self.one))
        for name, observed in chain(self._in_story(), self._claimed(), rivalry.items()):
            weight = self._weights.get(name, 0.0)
            if weight:
                total += weight * observed
        return np.asarray(self._weights["bias"] + total)

    def _in_story(self) -> Iterator[tuple[str, Column]]:
        table, two = self._table, (self.one, self.other)
        yield "shared words", np.minimum(table.words[0].of(*two) / SCALE / 4, 3.0)
        yield "likeness of sentences", self._sentences
        yield "likeness beside", self._beside
        yield "shared figures", np.minimum(self._around, 3)
        yield "same figure before", table.before.of(*two) > 0
        yield "same figure behind", table.behind.of(*two) > 0
        yield "shared name", table.names.of(*two) > 0
        yield "other names", table.names.apart(*two)
        yield "shared place", table.places.of(*two) > 0
        yield "other places", table.places.apart(*two)
        yield "shared time", table.dated.of(*two) > 0
        yield "owners told apart", self._owners_told_apart()
        yield "time told once", table.timed[self.one] != table.timed[self.other]

    def _owners_told_apart(self) -> Floats:
        """See `Story.owners_told_apart`."""
        table = self._table
        names = [figure.claim.entity.name for figure in table.figures]
        listed = list(dict.fromkeys(names))
        named = table.tells(names, table.story.named)
        one, other = self.one, self.other
        times: Floats = named[one, table.document[other]].astype(np.float64) + named[other, table.document[one]]
        asked = np.flatnonzero(times)
        two, at = np.unique(table.owner[one[asked]] * len(names) + table.owner[other[asked]], return_inverse=True)
        may_be_one = [
            not a or not b or a.endswith(b) or b.endswith(a)
            for a, b in ((listed[each // len(names)], listed[each % len(names)]) for each in two.tolist())
        ]
        times[asked[np.array(may_be_one, np.bool_)[at]]] = 0.0
        return times

    def _claimed(self) -> Iterator[tuple[str, Column]]:
        table, two = self._table, (self.one, self.other)
        both = self._both(table.known)
        attribute, owner = self._alike(table.attribute), self._alike(table.owner)
        carried = self._either(table.owner_carried)
        yield "said", ~self._either(table.unsaid)
        yield "same attribute", attribute & ~table.unsaid[self.one]
        yield "other attribute", both & ~attribute
        yield "other family", both & ~self._alike(table.family)
        yield "attribute carried on", self._either(table.carried)
        yield "change and level", ~self._alike(table.change)
        yield "same entity", owner & ~carried
        yield "same entity, carried on", owner & carried
        yield "other entity", ~owner & ~carried
        yield "qualifiers apart", self._differing(table.narrowed)
        yield "words apart", self._differing(table.others)
        yield "shared qualifiers", np.minimum(table.qualifiers.of(*two), 3)
        yield from self._timed()
        yield "other modality", ~self._alike(table.modality)
        yield "rank", self._both(table.rank)
        yield "duration", self._both(table.duration)
        toll, one_day = self._both(table.toll), self._alike(table.told_on)
        yield "a toll of another day", toll & ~one_day
        yield "a toll of one day", toll & attribute & one_day
        unit = (table.unit[self.one] >= 0) & (table.unit[self.other] >= 0) & ~self._alike(table.unit)
        yield "other counters", unit & table.counted[self.one] & table.count[self.one]
        yield "two languages", ~self._alike(table.latin)

    def _differing(self, shared: Shared) -> Floats:
        """How many each two hold that only one of them does, three at the most."""
        apart = shared.sizes(self.one) + shared.sizes(self.other) - 2 * shared.of(self.one, self.other)
        return np.asarray(np.minimum(apart, 3))

    def _timed(self) -> Iterator[tuple[str, Column]]:
        table = self._table
        count = len(table.periods)
        codes, at = np.unique(table.period[self.one] * count + table.period[self.other], return_inverse=True)
        told = [periods(table.periods[code // count], table.periods[code % count]) for code in codes.tolist()]
        for name in periods(None, None):
            yield name, np.array([each[name] for each in told])[at]
        ago = [
            np.clip(np.nan_to_num((table.day[bare] - table.end[dated]) / _YEAR), 0.0, 2.0)
            for dated, bare in ((self.one, self.other), (self.other, self.one))
        ]
        yield "told of long ago", np.maximum(*ago)

    def _rivalry(self, count: _Sides, first: _Sides, best: _Sides, second: _Sides) -> Iterator[tuple[str, Floats]]:
        """How each pair stands among all that the two could be paired with in the other's article; see `rivalry`."""
        mine, yours = first[0] == self.other, first[1] == self.one
        beside = [np.where(it, after, most) for it, most, after in zip((mine, yours), best, second, strict=True)]
        yield "best of all", mine.astype(np.float64) + yours
        yield "lead", np.maximum(-1.0, self._likeness - np.maximum(*beside))
        yield "few others", 1 / (1 + np.minimum(*count))

    def _rivals(self, kept: Places) -> tuple[_Sides, ...]:
        """Of each figure of some pairs those of the other's article: how many, the first, and the likeness of two.

        Each is told of the one and of the other; see `Rivals`.
        """
        table = self._table
        size = len(table.figures)
        # the pairs both ways, by figure, then by article, then by figure
        order = np.lexsort((np.arange(size), table.document))
        place = np.empty(size, np.int64)
        place[order] = np.arange(size)
        both = np.concatenate((self.one * size + place[self.other], self.other * size + place[self.one]))
        held = np.argsort(both)
        pair, figure, faced = held % len(self.one), both[held] // size, order[both[held] % size]
        key = figure * table.documents + table.document[faced]
        starts = np.flatnonzero(np.append(True, key[1:] != key[:-1]))
        several = np.diff(np.append(starts, len(key)))
        part = np.repeat(np.arange(len(starts)), several)
        likeness = self._likeness[pair]
        best = np.maximum.reduceat(likeness, starts)
        at = np.where(likeness == best[part], np.arange(len(key)), len(key))
        first = np.minimum.reduceat(at, starts)
        likeness[first] = 0.0
        second = np.maximum.reduceat(likeness, starts)
        # which of the two the figure is
        way = (figure == self.other[pair]).astype(np.int64)
        of = np.empty((2, len(self.one)), np.int64)
        of[way, pair] = part
        one, other = of[:, kept]
        return tuple((column[one], column[other]) for column in (several, faced[first], best, second))

    def _may_come(self, match: Floats, agreeing: Agreeing, conflicting: float) -> Holds:
        """Of which pairs a match is likely enough to agree, or a conflict at the most."""
        table, told = self._table, weights(self._sort)
        overlap = (table.low[self.one] <= table.high[self.other]) & (table.low[self.other] <= table.high[self.one])
        asked = np.array(
            [[agreeing(self._sort, rank, shared) for shared in range(DIGITS_COMPARED + 1)] for rank in (False, True)]
        )
        shared = np.minimum(np.minimum(table.length[self.one], table.length[self.other]), DIGITS_COMPARED)
        agree = overlap & (match >= asked[table.rank[self.one].astype(np.int64), shared] - _SLACK)
        return np.asarray(agree | (told["match"] * match + self._values(told) >= conflicting - _SLACK))

    def _values(self, told: Mapping[str, float]) -> Floats:
        """What the values say at the most for one statement, taken that they differ; see `Candidate.values`."""
        table = self._table
        measured = table.tells([figure.measured for figure in table.figures], table.story.told)
        there = measured[self.one, table.document[self.other]].astype(np.float64)
        there += measured[self.other, table.document[self.one]]
        found = told["bias"] + told.get("told there as well", 0.0) * there
        if self._sort == "days":
            return np.asarray(found + self._days(told))
        if self._sort != "figures":
            return np.asarray(found + sum(max(0.0, told[name]) for name in told if name not in _ASKED))
        ranks = told["places apart"] * np.minimum(np.abs(table.amount[self.one] - table.amount[self.other]), 5.0)
        return np.asarray(found + np.where(table.rank[self.one], ranks, self._amounts(told)))

    def _days(self, told: Mapping[str, float]) -> Floats:
        values = [figure.claim.value for figure in self._table.figures]
        precise = np.array([_PRECISE.get(v.precision, 0) if isinstance(v, DateValue) else 0 for v in values])
        origin = np.array([figure.claim.attribute.family in origin_families() for figure in self._table.figures])
        one, other = precise[self.one], precise[self.other]
        once = self._both(origin) & (one + other == _MONTH_AND_DAY)
        unit = np.where((one == _OF_YEARS) & (other == _OF_YEARS), 365, 1)
        unit[once | ((one == _OF_MONTHS) & (other == _OF_MONTHS))] = 30
        days = np.abs(self._table.amount[self.one] - self._table.amount[self.other]) / unit
        most = max(0.0, told.get("same day of the month", 0.0))
        return np.asarray(told["days apart"] * np.minimum(np.log1p(days), 6.0) + most)

    def _amounts(self, told: Mapping[str, float]) -> Floats:
        table = self._table
        one, other = table.amount[self.one], table.amount[self.other]
        apart = np.abs(table.size[self.one] - table.size[self.other])
        alike = self._alike(table.digits)
        opposite = (one > 0) != (other > 0)
        turned = opposite & alike & (table.digit_count[self.one] > 1)
        far = (one == 0) | (other == 0) | (opposite & ~self._both(table.change) & ~(alike & (apart > 1 - _SLACK)))
        same_digits, one_digit, one_of_two = self._slips()
        tens = np.abs(apart[:, None] - np.array(TENS_APART)).min(axis=1) < NEAREST_TENS + _SLACK
        observed = {
            "turned": turned,
            "power of ten": tens,
            "same digits": same_digits,
            "one digit": one_digit,
            "one digit of two": one_of_two,
            "as many digits": self._alike(table.digit_count),
        }
        found = told["times apart"] * np.minimum(apart, 3.0)
        for name, holds in observed.items():
            found += max(0.0, told.get(name, 0.0)) * holds
        return np.where(far, told["times apart"] * 3.0, found)


_YEAR = 365
# numbers of precisions of which a sum tells the two
_OF_YEARS, _OF_MONTHS, _OF_DAYS = 8, 1, 2
_MONTH_AND_DAY = _OF_MONTHS + _OF_DAYS
_PRECISE = {Precision.YEAR: _OF_YEARS, Precision.MONTH: _OF_MONTHS, Precision.DAY: _OF_DAYS}
# what is asked of each pair, or weighs otherwise
_ASKED = frozenset({"match", "bias", "told there as well"})
