"""What is seen at first sight of two figures of a story: how likely they are one statement at the most."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache

from checker.align.figure import Figure
from checker.align.observations import (
    attributes,
    maybe_tens_apart,
    one_digit,
    one_of_two,
    owners,
    periods,
    rounded,
    same_digits,
)
from checker.align.story import LIKEST, ONE_ATTRIBUTE, SCALE, Likeness, Story
from checker.lexicon.load import mapping
from checker.model import ValueKind

_FILE = "weights.toml"
# how far apart figures count, as a logarithm
FURTHEST = 3.0
# how far apart at the least two figures are that are one but for a power of ten
_TENFOLD = 2.2
# how much is counted of what can be observed of a pair, where that is more than once
_MOST: Mapping[str, float] = {
    "qualifiers apart": 3,
    "words apart": 3,
    "shared words": 3,
    "shared qualifiers": 3,
    "told of long ago": 2,
    "best of all": 2,
    "shared figures": 3,
    "owners told apart": 2,
    "told there as well": 2,
    "times apart": FURTHEST,
    "places apart": 5,
    # one is beside no other
    "few others": 0.5,
    "days apart": 6,
}
# what two figures may have in common that a bit can stand for, and what is in common of each
_MARKS: Mapping[str, Callable[[Figure], Iterable[object]]] = {
    "shared figures": lambda figure: figure.around,
    "same figure before": lambda figure: figure.before,
    "same figure behind": lambda figure: figure.behind,
    "shared name": lambda figure: figure.claim.wording.names,
    "shared place": lambda figure: figure.claim.wording.places,
    "shared time": lambda figure: figure.claim.wording.dated,
    "shared qualifiers": lambda figure: figure.known | figure.others,
    "a toll of one day": lambda figure: [True] if figure.is_toll else [],
}
# what is told of the attribute, its owner and the time of two figures, and of many others alike
_TOLD = ("said", "same attribute", "other attribute", "other family", "attribute carried on", "change and level")
_OWNED = ("same entity", "same entity, carried on", "other entity")
_TIMED = ("same period", "other period", "other period, carried on")
# what else is seen at once; all the rest is counted as if it spoke for the two
_SEEN = frozenset(
    {*_MARKS, *_TOLD, *_OWNED, *_TIMED, "bias", "shared words", "likeness beside", "likeness of sentences"}
    | {"best of all", "lead", "few others", "two languages", "rank", "duration"}
)
# what speaks of how far two figures are apart, and of their digits
_DIGITS = frozenset({"turned", "same digits", "one digit", "one digit of two", "as many digits", "power of ten"})


@cache
def weights(table: str) -> Mapping[str, float]:
    """The weights of what is observed."""
    return {name: float(weight) for name, weight in mapping(_FILE, table).items()}


def _most(table: str, name: str) -> float:
    """What an observation adds at the most."""
    return max(0.0, weights(table).get(name, 0.0)) * _MOST.get(name, 1)


def summed(observed: Mapping[str, float], told: Mapping[str, float]) -> float:
    """What the weights of all that is observed come to."""
    total = 0.0
    for name, value in observed.items():
        if value:
            total += told.get(name, 0.0) * value
    return total


class Sight:
    """What is seen at first sight of the figures of one story."""

    def __init__(self, story: Story) -> None:
        self.story = story
        listed = list(story.figures.values())
        self._sections = _marked(listed)
        _number(listed)
        self._tables: dict[str, _Table] = {}

    def table(self, sort: str) -> "_Table":
        """What is counted of one sort of claims."""
        found = self._tables.get(sort)
        if found is None:
            found = self._tables[sort] = _Table(sort, self._sections)
        return found

    def match(self, table: "_Table", one: Figure, other: Figure, likeness: Likeness) -> float:
        """The log-odds at the most, but for what their rivals tell, that two figures are one statement."""
        return self._worded(table, one, other, likeness) + table.in_common(one, other) + table.told(one, other)

    def _worded(self, table: "_Table", one: Figure, other: Figure, likeness: Likeness) -> float:
        _, clauses, beside, sentences = likeness
        seen = table.beside * beside + table.sentences * sentences
        if clauses:
            seen += table.words * min(self.story.shared_words(one, other) / SCALE / 4, 3.0)
        return seen

    def near(
        self, reach: "Reach", here: Iterable[Figure], there: Sequence[Figure]
    ) -> Iterator[tuple[Figure, Figure, Likeness | None]]:
        """The figures of two articles two by two, but those too far apart for how much they have in common."""
        table = self.table("figures")
        least, each = reach.least, reach.each
        worded, unworded, most_told = table.worded, table.unworded, table.most_told
        furthest = least + each * FURTHEST
        for one in here:
            for other in there:
                if one.top >= other.bottom and other.top >= one.bottom:
                    # the two may be one
                    yield one, other, None
                    continue
                apart = abs(one.size - other.size)
                asked = least + each * apart if apart < FURTHEST else furthest
                if len(one.digits) == len(other.digits) or apart > _TENFOLD:
                    asked -= reach.digits(one, other, apart)
                most = worded if one.words & other.words else unworded
                seen = 0.0
                if one.marks & other.marks or one.is_latin != other.is_latin:
                    seen = table.in_common(one, other)
                if most + most_told + seen < asked:
                    continue
                seen += table.told(one, other)
                if most + seen < asked:
                    continue
                likeness = self.story.likeness(one, other) if one.id < other.id else self.story.likeness(other, one)
                if seen + self._worded(table, one, other, likeness) + table.rivals(likeness[0]) >= asked:
                    yield one, other, likeness


class _Table:
    """The weights of one sort of claims; `start` is what nobody looks at and what speaks for no pair or any."""

    def __init__(self, sort: str, sections: Mapping[str, int]) -> None:
        words = f"words of {sort}"
        told = self._weights = weights(words)
        self._start = told["bias"] + sum(_most(words, name) for name in told if name not in _SEEN)
        self._duration, self.rank = told["duration"], _most(words, "rank")
        self.words, self.beside = told["shared words"], told["likeness beside"]
        self.sentences, self._languages = told["likeness of sentences"], _most(words, "two languages")
        self.best, self.lead, self.few = told["best of all"], told["lead"], told["few others"]
        self._most_of_rivals = _most(words, "best of all") + _most(words, "few others")
        self.most_told = self._start + _most(words, "duration") + sum(_most(words, name) for name in _TOLD)
        # of these only one is true of two figures
        self.most_told += sum(max(_most(words, name) for name in names) for names in (_OWNED, _TIMED))
        # a likeness is that of clauses, of what stands beside, and half of sentences and of one attribute
        self.unworded = self.rivals(ONE_ATTRIBUTE)
        self.worded = self.rivals(LIKEST)
        self.worded += sum(_most(words, name) for name in ("shared words", "likeness beside", "likeness of sentences"))
        self._sections = [
            (section, max(0.0, told.get(name, 0.0)), int(_MOST.get(name, 1)))
            for name, section in sections.items()
            if section
        ]
        self._told: dict[tuple[int, int], float] = {}
        self._owned: dict[tuple[int, int], float] = {}
        self._timed: dict[tuple[int, int], float] = {}

    def rivals(self, likeness: float) -> float:
        """What the rivals of two figures tell at the most."""
        return self._most_of_rivals + max(self.lead * likeness, -self.lead)

    def second(self, lead: float) -> float:
        """The same, where the one is not the likeliest that the other could be paired with, but behind by so much."""
        return self._most_of_rivals - max(0.0, self.best) + max(self.lead * max(-1.0, lead), -self.lead)

    def told(self, one: Figure, other: Figure) -> float:
        """What two claims tell of attribute, owner and time, and what is not looked at."""
        key = one.attribute, other.attribute
        told = self._told.get(key)
        if told is None:
            found = attributes(one.claim.attribute, other.claim.attribute)
            told = self._told[key] = self._start + summed(found, self._weights)
        key = one.owner, other.owner
        owned = self._owned.get(key)
        if owned is None:
            found = owners(one.claim.entity, other.claim.entity)
            owned = self._owned[key] = summed(found, self._weights)
        if one.claim.kind is ValueKind.DURATION:
            told += self._duration
        if not one.timed or not other.timed:
            return told + owned
        key = one.timed, other.timed
        timed = self._timed.get(key)
        if timed is None:
            found = periods(one.claim.period, other.claim.period)
            timed = self._timed[key] = summed(found, self._weights)
        return told + owned + timed

    def in_common(self, one: Figure, other: Figure) -> float:
        """What two figures have in common beside their words, each that is told counted as if it spoke for them."""
        seen = self._languages if one.is_latin != other.is_latin else 0.0
        common = one.marks & other.marks
        if common:
            for section, weight, most in self._sections:
                if shared := common & section:
                    seen += weight * min(shared.bit_count(), most)
        return seen


def _number(listed: Iterable[Figure]) -> None:
    """Give one number to all figures of one attribute, of one owner, and of one time; 0 tells no time."""
    told: dict[Hashable, int] = {}
    owned: dict[Hashable, int] = {}
    timed: dict[Hashable, int] = {None: 0}
    for figure in listed:
        a, owner = figure.claim.attribute, figure.claim.entity
        figure.attribute = told.setdefault((a.name, a.family, a.known, a.inherited, a.change), len(told))
        figure.owner = owned.setdefault((owner.name, owner.inherited), len(owned))
        figure.timed = timed.setdefault(figure.claim.period, len(timed))


def _marked(listed: Sequence[Figure]) -> Mapping[str, int]:
    """Give each figure a bit for all that it may share with others; the bits of each sort of them."""
    sections: dict[str, int] = {}
    first = 0
    for figure in listed:
        figure.marks = 0
    for name, told in _MARKS.items():
        held = Counter(mark for figure in listed for mark in told(figure))
        bits = {mark: 1 << at for at, mark in enumerate((mark for mark, times in held.items() if times > 1), first)}
        for figure in listed:
            for mark in told(figure):
                figure.marks |= bits.get(mark, 0)
        sections[name] = sum(bits.values())
        first += len(bits)
    return sections


class Reach:
    """Of two sized figures that differ, what they must have in common to be in conflict, as likely as is asked."""

    def __init__(self, sort: str, least: float) -> None:
        told = weights(sort)
        never = {"match", "bias", "times apart", *_DIGITS}
        most = told["bias"] + sum(_most(sort, name) for name in told if name not in never)
        self._sort = sort
        self._as_many = _slips(sort, "1", "2")
        #: the log-odds of a match that are asked of two that are no way apart, and of each time more
        self.least = (least - most) / told["match"]
        self.each = abs(told["times apart"]) / told["match"]
        self._match = told["match"]

    def digits(self, one: Figure, other: Figure, apart: float) -> float:
        """How much less is asked for, since the digits of the two may be those of one figure with a slip."""
        mine, yours = one.digits, other.digits
        alike = 0.0
        if len(mine) == len(yours):
            # of one digit nothing else can be told
            alike = _slips(self._sort, mine, yours) if len(mine) > 1 else self._as_many
        if apart > _TENFOLD and maybe_tens_apart(apart) and rounded(mine, yours):
            alike += _most(self._sort, "power of ten")
        return alike / self._match


@lru_cache(maxsize=1 << 16)
def _slips(sort: str, one: str, other: str) -> float:
    """What the digits of two figures, as many of each, add at the most."""
    told = {
        "as many digits": True,
        "same digits": same_digits(one, other),
        "one digit": one_digit(one, other),
        "one digit of two": one_of_two(one, other),
        "turned": one == other and len(one) > 1,
    }
    return sum(_most(sort, name) for name, holds in told.items() if holds)
