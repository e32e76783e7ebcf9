"""The figures of one story: which of them could be one statement, and how rare each of its words is."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby, pairwise
from math import log, sqrt

from checker.align.facing import Facing
from checker.align.figure import Figure, Rivals, Told, one_measure
from checker.align.observations import maybe_a_slip, same_digits
from checker.model import Capped, Claim, Quantity, Span, ValueKind

# the qualifier of what is told as the official word
OFFICIAL = "claimed_official"
# two whose wording is less alike are no one statement
LEAST = 0.12
# parts of a whole number that stand for one of rarity
SCALE = 1000
# claims before and behind a claim that stand near it
_NEIGHBOURS = 3

# what one attribute adds to the likeness, and a likeness at the most
ONE_ATTRIBUTE, LIKEST = 0.5, 3.0

# how alike two claims' wording is: all in all, of clauses, of what stands beside and of sentences
Likeness = tuple[float, float, float, float]


class Story:
    """The figures of one story; `figures` holds them by the ids of their claims, in order."""

    def __init__(self, claims: Sequence[Claim], origins: Mapping[str, str], capped: list[Capped] | None = None) -> None:
        listed = [Figure(claim, origins[claim.document]) for claim in sorted(claims, key=lambda claim: claim.id)]
        self.figures = {figure.id: figure for figure in listed}
        self._weigh_words(listed)
        _look_around(listed)
        self._list_what_is_told(listed)
        self._list_holders(listed)
        self.facing = Facing(listed, capped)

    def _weigh_words(self, listed: Sequence[Figure]) -> None:
        sentences: dict[tuple[str, Span], set[str]] = defaultdict(set)
        for figure in listed:
            wording = figure.claim.wording
            sentences[figure.document, figure.claim.sentence] |= wording.sentence | wording.clause | wording.beside
        held = Counter(word for told in sentences.values() for word in told)
        # whole numbers: their sum hangs on no order
        self.rarity = {word: round(SCALE * log(1 + len(sentences) / times)) for word, times in held.items()}
        # what one sentence alone tells is never shared
        self._shared = [word for word, times in held.items() if times > 1]
        self._weights: dict[int, int] = {}
        for figure in listed:
            wording = figure.claim.wording
            figure.sums = self._sum(wording.clause), self._sum(wording.beside), self._sum(wording.sentence)

    def _mark_words(self) -> None:
        """Give each figure the masks of its words, when two are first held against one another by themselves."""
        bits = {word: 1 << at for at, word in enumerate(sorted(self._shared))}
        self._weights[0] = 0
        for figure in self.figures.values():
            wording = figure.claim.wording
            first, second, third = (_mask(told, bits) for told in (wording.clause, wording.beside, wording.sentence))
            figure.masks = first, second, third
            figure.words = first | second << len(bits) | third << 2 * len(bits)

    def _sum(self, told: Iterable[str]) -> int:
        return sum(map(self.rarity.__getitem__, told))

    def _list_what_is_told(self, listed: Sequence[Figure]) -> None:
        # 34 dead is not 34 metres: what is told is told of a measure
        self.told: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        self.named: dict[str, set[str]] = defaultdict(set)
        for figure in listed:
            claim, wording = figure.claim, figure.claim.wording
            # what an article passes on as the official word it may go on to dispute
            if OFFICIAL not in wording.clause:
                self.told[claim.document].add(figure.measured)
            self.told[claim.document].update(("name", name) for name in wording.names)
            self.named[claim.document] |= {claim.entity.name, *wording.names, *wording.places}

    def _list_holders(self, listed: Sequence[Figure]) -> None:
        self._holders: dict[tuple[str, str], set[Told]] = defaultdict(set)
        self._posts: dict[Told, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for figure in listed:
            claim = figure.claim
            if claim.kind is ValueKind.ROLE:
                self._holders[claim.document, claim.attribute.name].add(figure.told)
                self._posts[figure.told][claim.document].add(claim.attribute.name)

    def could_be_one(self, one: Figure, other: Figure) -> bool:
        """Whether two figures are of two origins and one measure."""
        if one.origin == other.origin or one.has_year != other.has_year:
            return False
        if not self.rivals(one, other.document).count or not self.rivals(other, one.document).count:
            # they were not looked at: too many are of their measure
            return False
        return one_measure(one.measure, other.measure)

    def rivals(self, figure: Figure, document: str) -> Rivals:
        """Those of an article of another origin that a figure could be paired with."""
        found = figure.rivals.get(document)
        if found is None:
            found = figure.rivals[document] = Rivals()
            for other in self.facing.of(figure, document):
                like = self.likeness(figure, other) if figure.id < other.id else self.likeness(other, figure)
                found.add(like[0], other.id)
        return found

    def likeness(self, one: Figure, other: Figure) -> Likeness:
        """How alike the wording of two figures is."""
        if not self._weights:
            self._mark_words()
        clauses = beside = sentences = 0.0
        a, b = one.claim.attribute, other.claim.attribute
        # whose attribute is known is asked of the first
        same = a.known and a.name == b.name
        if not one.words & other.words:
            return ONE_ATTRIBUTE * same, clauses, beside, sentences
        mine, yours = one.masks, other.masks
        if shared := mine[0] & yours[0]:
            clauses = self._weight(shared, 0, one, other) / sqrt(one.sums[0] * other.sums[0])
        if shared := mine[1] & yours[1]:
            beside = self._weight(shared, 1, one, other) / sqrt(one.sums[1] * other.sums[1])
        if shared := mine[2] & yours[2]:
            sentences = self._weight(shared, 2, one, other) / sqrt(one.sums[2] * other.sums[2])
        return clauses + beside + 0.5 * sentences + ONE_ATTRIBUTE * same, clauses, beside, sentences

    def shared_words(self, one: Figure, other: Figure) -> int:
        """How rare the words are together that two clauses share."""
        if not self._weights:
            self._mark_words()
        return self._weight(one.masks[0] & other.masks[0], 0, one, other)

    def _weight(self, shared: int, at: int, one: Figure, other: Figure) -> int:
        known = self._weights.get(shared)
        if known is None:
            known = self._weights[shared] = self._sum(_words(one.claim, at) & _words(other.claim, at))
        return known

    def is_worth_a_look(self, one: Figure, other: Figure, likeness: Likeness) -> bool:
        """Whether two figures have enough in common: their wording, what they tell, or what stands around them."""
        if likeness[0] >= LEAST or one.told == other.told or not one.around.isdisjoint(other.around):
            return True
        mine, yours = one.digits, other.digits
        if len(mine) != len(yours):
            return False
        # 5,400 and 4,500 are written with as many digits as 1,216 and 1,226
        return maybe_a_slip(mine, yours) or (one.is_long and other.is_long and same_digits(mine, yours))

    def told_there_as_well(self, one: Figure, other: Figure) -> int:
        """How many of two articles tell the other's figure as well as their own."""
        here, there = self.told[other.document], self.told[one.document]
        return (one.measured in here) + (other.measured in there)

    def owners_told_apart(self, one: Figure, other: Figure) -> int:
        """How many of two articles name both owners, which then are hardly one by another name."""
        first, second = one.claim.entity.name, other.claim.entity.name
        if not first or not second or first.endswith(second) or second.endswith(first):
            # 古镇 is what 云渡古镇 goes on as
            return 0
        return (first in self.named[other.document]) + (second in self.named[one.document])

    def are_sole_holders(self, one: Figure, other: Figure) -> bool:
        """Whether two articles give a post to one person each."""
        held = (self._holders[figure.document, figure.claim.attribute.name] for figure in (one, other))
        return len(set[Told]().union(*held)) == len((one, other))

    def are_crossed(self, one: Figure, other: Figure) -> bool:
        """Whether the holder whom one article gives a post holds another one in another article."""
        posts = {one.claim.attribute.name, other.claim.attribute.name}
        return any(
            document != figure.document and held.isdisjoint(posts)
            for figure in (one, other)
            for document, held in self._posts[figure.told].items()
        )


def _mask(told: Iterable[str], bits: Mapping[str, int]) -> int:
    return sum(bits.get(word, 0) for word in told)


def _words(claim: Claim, at: int) -> frozenset[str]:
    wording = claim.wording
    return (wording.clause, wording.beside, wording.sentence)[at]


def _look_around(listed: Iterable[Figure]) -> None:
    """Tell each figure what those tell that stand near it in its article."""
    by_document: dict[str, list[Figure]] = defaultdict(list)
    for figure in listed:
        by_document[figure.document].append(figure)
    for told in by_document.values():
        told.sort(key=lambda figure: figure.claim.span)
        for at, figure in enumerate(told):
            near = told[max(0, at - _NEIGHBOURS) : at + _NEIGHBOURS + 1]
            figure.around = {other.told for other in near} - {figure.told}
        _look_beside(told)


def _is_power_of_ten(claim: Claim) -> bool:
    """Whether a figure is rather a part of a unit: per million British thermal units, 每百万."""
    figure = claim.value.value if isinstance(claim.value, Quantity) else None
    return figure is not None and figure.normalize().as_tuple().digits == (1,)


def _look_beside(listed: Sequence[Figure]) -> None:
    """Tell each figure of an article, in order, what the next ones of its sentence tell, on either side."""
    places = [list(held) for _, held in groupby(listed, key=lambda figure: figure.claim.span)]
    told = [frozenset([figure.told for figure in held if not _is_power_of_ten(figure.claim)]) for held in places]
    for at, (one, other) in enumerate(pairwise(places)):
        if one[0].claim.sentence != other[0].claim.sentence:
            continue
        for figure in one:
            figure.behind = told[at + 1]
        for figure in other:
            figure.before = told[at]
