"""Pairs of figures of one story that may be one statement, with all that speaks for it and against it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from math import exp, log, sqrt

from checker.align.observations import (
    TELLING,
    amounts,
    claimed,
    digits,
    has_year,
    maybe_a_slip,
    measure,
    neighbours,
    one_measure,
    rivalry,
    same_digits,
    told,
    told_apart,
)
from checker.lexicon.load import mapping, words
from checker.model import Claim, DateValue, Span, ValueKind

_FILE = "weights.toml"
# the qualifier of what is told as the official word
OFFICIAL = "claimed_official"
_FIGURES = frozenset(
    {
        ValueKind.QUANTITY,
        ValueKind.MONEY,
        ValueKind.PERCENT,
        ValueKind.RATIO,
        ValueKind.DURATION,
        ValueKind.RANK,
        ValueKind.DATE,
        ValueKind.ROLE,
        ValueKind.RELATION,
    }
)
# kinds of figures whose unit is a measure of its own
_COUNTED = frozenset({ValueKind.QUANTITY, ValueKind.MONEY})
_SORTS = {ValueKind.DATE: "days", ValueKind.ROLE: "persons", ValueKind.RELATION: "relations"}


# observations that are named where a pair is shown
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two figures of two articles that may be one statement, and what was observed of them.

    `telling` speaks of the words, `values` of the values: one changed in passing keeps most of its digits.
    """

    left: Claim
    right: Claim
    telling: Mapping[str, float]
    values: Mapping[str, float]

    @property
    def sort(self) -> str:
        """Which weights are asked: those of figures, of days, or of persons."""
        return _SORTS.get(self.left.kind, "figures")

    @property
    def match(self) -> float:
        """The log-odds, by the words alone, that the two are one statement."""
        return _weighed(self.telling, _weights(f"words of {self.sort}"))

    @property
    def conflict(self) -> float:
        """The log-odds that the two, which cannot both be true, are one statement."""
        weights = _weights(self.sort)
        return weights["match"] * self.match + _weighed(self.values, weights)

    def reasons(self) -> str:
        """The observations that speak most for it."""
        weights = _weights(f"words of {self.sort}")
        speak = sorted(((weights.get(name, 0.0) * value, name) for name, value in self.telling.items()), reverse=True)
        return ", ".join(name for weight, name in speak[:_NAMED] if weight > 0)


def _weighed(observed: Mapping[str, float], weights: Mapping[str, float]) -> float:
    return weights["bias"] + sum(weights.get(name, 0.0) * value for name, value in observed.items() if value)


@cache
def _weights(table: str) -> Mapping[str, float]:
    return {name: float(weight) for name, weight in mapping(_FILE, table).items()}


def candidates(claims: Iterable[Claim], origins: Mapping[str, str], *, every: bool = False) -> Iterator[Candidate]:
    """The pairs of figures of one story, from two origins and of one measure, that could be one statement.

    With `every`, those as well that have too little in common to be looked at.
    """
    stories: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.story and claim.kind in _FIGURES and not claim.derived_from and _is_known(claim):
            stories[claim.story].append(claim)
    for story in sorted(stories):
        yield from _Story(stories[story], origins).candidates(every=every)


def _is_known(claim: Claim) -> bool:
    """Whether a claim has a value that can be held against others; what was said on its article's day is that only."""
    value = claim.value
    if claim.found_by.startswith("tie/"):
        # it is held against others by what it ties
        return False
    if not isinstance(value, DateValue) or value.days is None:
        return not isinstance(value, DateValue)
    # 今日 is the day of which all is told that an article tells
    said_then = claim.attribute.family in words("zh/events.toml", "reports")
    return value.start != claim.told or not (said_then or claim.quote.lower() in words("zh/events.toml", "bare_days"))


# two whose wording is less alike are no one statement
_LEAST = 0.12
# parts of a whole number that stand for one of rarity
_SCALE = 1000


def _is_long(claim: Claim) -> bool:
    return sum(map(str.isdigit, claim.quote)) >= TELLING


class _Story:
    """The figures of one story, and how rare each of its words is."""

    def __init__(self, claims: Sequence[Claim], origins: Mapping[str, str]) -> None:
        self.claims = sorted(claims, key=lambda claim: claim.id)
        self.origins = origins
        sentences: dict[tuple[str, Span], set[str]] = defaultdict(set)
        for claim in self.claims:
            wording = claim.wording
            sentences[claim.document, claim.sentence] |= wording.sentence | wording.clause | wording.beside
        held = Counter(word for told in sentences.values() for word in told)
        # whole numbers: their sum hangs on no order
        self.rarity = {word: round(_SCALE * log(1 + len(sentences) / times)) for word, times in held.items()}
        self.sums = {
            claim.id: tuple(map(self._sum, (claim.wording.clause, claim.wording.beside, claim.wording.sentence)))
            for claim in self.claims
        }
        self.measures = {claim.id: measure(claim) for claim in self.claims}
        self.told = {claim.id: told(claim) for claim in self.claims}
        self.digits = {claim.id: digits(claim) for claim in self.claims}
        # 34 dead is not 34 metres: what is told is told of a measure
        self.amounts: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        for claim in self.claims:
            # what an article passes on as the official word it may go on to dispute
            if OFFICIAL not in claim.wording.clause:
                self.amounts[claim.document].add(self._measured(claim))
            self.amounts[claim.document].update(("name", name) for name in claim.wording.names)
        self.named: dict[str, set[str]] = defaultdict(set)
        for claim in self.claims:
            self.named[claim.document] |= {claim.entity.name, *claim.wording.names, *claim.wording.places}
        self.holders: dict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
        self.posts: dict[tuple[str, str], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for claim in self.claims:
            if claim.kind is ValueKind.ROLE:
                self.holders[claim.document, claim.attribute.name].add(self.told[claim.id])
                self.posts[self.told[claim.id]][claim.document].add(claim.attribute.name)
        self.around = {
            id_: {self.told[other] for other in near} - {self.told[id_]}
            for id_, near in neighbours(self.claims).items()
        }

    def candidates(self, *, every: bool) -> Iterator[Candidate]:
        pairs = [
            (one, other)
            for one, other in combinations(self.claims, 2)
            if self.origins[one.document] != self.origins[other.document]
            and one_measure(self.measures[one.id], self.measures[other.id])
            and has_year(one) == has_year(other)
        ]
        alike = {(one.id, other.id): self._likeness(one, other) for one, other in pairs}
        rivals: dict[tuple[str, str], list[tuple[float, str]]] = defaultdict(list)
        for one, other in pairs:
            like = alike[one.id, other.id][0]
            rivals[one.id, other.document].append((like, other.id))
            rivals[other.id, one.document].append((like, one.id))
        for listed in rivals.values():
            listed.sort(key=lambda item: (-item[0], item[1]))
        for one, other in pairs:
            likeness = alike[one.id, other.id]
            if not every and likeness[0] < _LEAST and not self._linked(one, other):
                continue
            mine, yours = rivals[one.id, other.document], rivals[other.id, one.document]
            telling = self._telling(one, other, likeness) | rivalry(likeness[0], mine, yours, one, other)
            yield Candidate(one, other, telling, self._values(one, other))

    def _linked(self, one: Claim, other: Claim) -> bool:
        """Whether two claims are worth a look however they are worded: by what they tell, or what stands around."""
        if self.told[one.id] == self.told[other.id] or not self.around[one.id].isdisjoint(self.around[other.id]):
            return True
        mine, yours = self.digits[one.id], self.digits[other.id]
        # 5,400 and 4,500 are written with as many digits as 1,216 and 1,226
        return maybe_a_slip(mine, yours) or (same_digits(mine, yours) and all(map(_is_long, (one, other))))

    def _measured(self, claim: Claim) -> tuple[str, ...]:
        """What a claim tells, and in what it is measured."""
        kind = self.measures[claim.id][1] if claim.kind in _COUNTED else ""
        return (*self.told[claim.id], kind) if kind else self.told[claim.id]

    def _sum(self, told: Iterable[str]) -> int:
        return sum(map(self.rarity.__getitem__, told))

    def _likeness(self, one: Claim, other: Claim) -> tuple[float, float, float, float]:
        """How alike two claims' wording is, all in all and of clauses, of what stands beside and of sentences."""
        a, b = one.wording, other.wording
        mine, yours = self.sums[one.id], self.sums[other.id]
        clauses, beside, sentences = (
            0.0 if x.isdisjoint(y) else self._sum(x & y) / sqrt(p * q)
            for x, y, p, q in zip(
                (a.clause, a.beside, a.sentence), (b.clause, b.beside, b.sentence), mine, yours, strict=True
            )
        )
        same = one.attribute.known and one.attribute.name == other.attribute.name
        return clauses + beside + 0.5 * sentences + 0.5 * same, clauses, beside, sentences

    def _telling(self, one: Claim, other: Claim, alike: tuple[float, ...]) -> dict[str, float]:
        a, b = one.wording, other.wording
        _, _, beside, sentences = alike
        return {
            "shared words": min(self._sum(a.clause & b.clause) / _SCALE / 4, 3.0),
            "likeness of sentences": sentences,
            "likeness beside": beside,
            "shared figures": float(min(len(self.around[one.id] & self.around[other.id]), 3)),
            "shared name": float(not a.names.isdisjoint(b.names)),
            "other names": float(told_apart(a.names, b.names)),
            "shared place": float(not a.places.isdisjoint(b.places)),
            "other places": float(told_apart(a.places, b.places)),
            "shared time": float(not a.dated.isdisjoint(b.dated)),
            "owners told apart": float(self._owners_told_apart(one, other)),
            "time told once": float(bool(a.times) != bool(b.times)),
            **claimed(one, other),
        }

    def _values(self, one: Claim, other: Claim) -> dict[str, float]:
        here, there = (
            self._measured(one) in self.amounts[other.document],
            self._measured(other) in self.amounts[one.document],
        )
        sole = self.holders[one.document, one.attribute.name] | self.holders[other.document, other.attribute.name]
        return {
            "sole holders": float(one.kind is ValueKind.ROLE and len(sole) == len((one, other))),
            "crossed": float(self._crossed(one, other)) if one.kind is ValueKind.ROLE else 0.0,
            "told there as well": float(here) + float(there),
            **amounts(one, other),
        }

    def _owners_told_apart(self, one: Claim, other: Claim) -> int:
        """How many of the two articles name both owners, which then are hardly one by another name."""
        first, second = one.entity.name, other.entity.name
        if not first or not second or first.endswith(second) or second.endswith(first):
            # 古镇 is what 云渡古镇 goes on as
            return 0
        return (first in self.named[other.document]) + (second in self.named[one.document])

    def _crossed(self, one: Claim, other: Claim) -> bool:
        """Whether the holder whom one article gives a post holds another one in another article."""
        posts = {one.attribute.name, other.attribute.name}
        return any(
            document != claim.document and held.isdisjoint(posts)
            for claim in (one, other)
            for document, held in self.posts[self.told[claim.id]].items()
        )


def probability(log_odds: float) -> float:
    """The probability of log-odds, from 0 to 1.

    >>> probability(0.0)
    0.5
    """
    return 1 / (1 + exp(-max(-50.0, min(50.0, log_odds))))
