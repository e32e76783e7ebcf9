"""Which figures of one story are held against one another: those of one measure, told by two origins."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, combinations, product

from checker.align.figure import Figure, measured_alike, one_measure
from checker.align.skewed import FULL, WINDOW
from checker.model import Capped

Two = tuple[Figure, Figure]
Many = Mapping[str, Sequence[Figure]]

# figures that have a word in common with one another, where there are too many to compare all with all
_RARE = 30


class Facing:
    """The figures of a story, and which of them are compared: all of one measure with all, or the likeliest.

    `whole` are the groups, by their articles, that are compared all with all, two by two or each with itself; `picked`
    are the pairs of those that are too large. `capped` is told of these.
    """

    def __init__(self, listed: Sequence[Figure], capped: list[Capped] | None = None) -> None:
        groups: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
        for figure in listed:
            groups[figure.measure, figure.has_year].append(figure)
        self.whole: list[tuple[Many, Many]] = []
        self.picked: list[Two] = []
        self._group = {figure.id: at for at, held in enumerate(groups.values()) for figure in held}
        self._beside: dict[int, list[Many]] = defaultdict(list)
        told = [(at, held, _by_document(held)) for at, held in enumerate(groups.values())]
        for at, held, mine in told:
            if len(held) > FULL:
                self._pick(_likeliest(held))
                if capped is not None:
                    capped.append(_told(held))
            else:
                self.whole.append((mine, mine))
                self._beside[at].append(mine)
        akin: dict[tuple[object, ...], list[tuple[int, list[Figure], Many]]] = defaultdict(list)
        for each in told:
            first = each[1][0]
            akin[first.has_year, measured_alike(first.measure)].append(each)
        for (at, held, mine), (there, others, yours) in chain.from_iterable(
            combinations(alike, 2) for alike in akin.values()
        ):
            if not one_measure(held[0].measure, others[0].measure):
                continue
            if len(held) + len(others) > FULL:
                both = sorted((*held, *others), key=lambda figure: figure.id)
                self._pick(two for two in _likeliest(both) if self._group[two[0].id] != self._group[two[1].id])
            else:
                self.whole.append((mine, yours))
                self._beside[at].append(yours)
                self._beside[there].append(mine)
        self._picked: dict[tuple[str, str], list[Figure]] = defaultdict(list)
        for one, other in self.picked:
            self._picked[one.id, other.document].append(other)
            self._picked[other.id, one.document].append(one)

    def _pick(self, pairs: Iterator[Two]) -> None:
        self.picked += (two for two in pairs if two[0].origin != two[1].origin)

    def of(self, figure: Figure, document: str) -> list[Figure]:
        """The figures of an article of another origin that a figure is held against."""
        found = [other for held in self._beside[self._group[figure.id]] for other in held.get(document, ())]
        return found + self._picked[figure.id, document] if self.picked else found

    def count(self) -> int:
        """About how many pairs there are: those of one article are counted as well."""
        sizes = (
            (sum(map(len, mine.values())), sum(map(len, yours.values())), mine is yours) for mine, yours in self.whole
        )
        return len(self.picked) + sum(one * other // 2 if same else one * other for one, other, same in sizes)

    def pairs(self) -> Iterator[Two]:
        """All that are held against one another, two by two, each two once."""
        for mine, yours in self.whole:
            for here, there in articles(mine, yours):
                yield from product(here, there)
        yield from self.picked


def articles(mine: Many, yours: Many) -> Iterator[tuple[Sequence[Figure], Sequence[Figure]]]:
    """The figures of two articles of two origins, of one group each; each two articles once where it is one group."""
    for here, there in combinations(mine.values(), 2) if mine is yours else product(mine.values(), yours.values()):
        if here[0].origin != there[0].origin:
            yield here, there


def _by_document(held: Sequence[Figure]) -> Many:
    grouped: dict[str, list[Figure]] = defaultdict(list)
    for figure in held:
        grouped[figure.document].append(figure)
    return dict(grouped)


def _told(held: Sequence[Figure]) -> Capped:
    compared = f"those that share a word of {_RARE} figures at the most, and {WINDOW} neighbours of each by value"
    told = f"{held[0].claim.story}: {held[0].measure[0]}"
    return Capped("figures of one measure in one story", told, len(held), compared)


def _likeliest(figures: Sequence[Figure]) -> Iterator[Two]:
    """Those of many figures that are likeliest to be one statement, two by two; `figures` are in order of their ids."""
    holders: dict[str, list[int]] = defaultdict(list)
    for at, figure in enumerate(figures):
        wording = figure.claim.wording
        for word in wording.clause | wording.beside:
            holders[word].append(at)
    # two places as one number
    count = len(figures)
    found = {
        one * count + other
        for listed in holders.values()
        if len(listed) <= _RARE
        for one, other in combinations(listed, 2)
    }
    for order in (
        sorted(range(count), key=lambda at: (figures[at].amount, figures[at].told, at)),
        sorted(range(count), key=lambda at: (sorted(figures[at].digits), at)),
    ):
        for at, one in enumerate(order):
            near = order[at + 1 : at + 1 + WINDOW]
            found.update([one * count + other if one < other else other * count + one for other in near])
    for two in sorted(found):
        yield figures[two // count], figures[two % count]
