"""Which figures of a story are one statement, by all that speaks for it and against it.

Where no entity and attribute match word for word, the evidence is weighed as in record linkage (Fellegi and Sunter,
1969): each observation adds its weight, the logarithm of how much likelier it is of one statement than of two. The
weights stand in `weights.toml` and were fitted to the annotated corpora.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import combinations
from math import exp, log, sqrt

from rapidfuzz import fuzz

from checker.lexicon.load import mapping, words
from checker.lexicon.measures import dimension, kin, to_base
from checker.lexicon.qualifiers import qualifiers
from checker.model import Claim, DateValue, NameValue, Pair, Period, PeriodKind, Precision, Quantity, Span, ValueKind

_FILE = "weights.toml"
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
    }
)


_SORTS = {ValueKind.DATE: "days", ValueKind.ROLE: "persons"}


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


def candidates(claims: Iterable[Claim], origins: Mapping[str, str]) -> Iterator[Candidate]:
    """The pairs of figures of one story, from two origins and of one measure, that could be one statement."""
    stories: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.story and claim.kind in _FIGURES and not claim.derived_from and _is_known(claim):
            stories[claim.story].append(claim)
    for story in sorted(stories):
        yield from _Story(stories[story], origins).candidates()


# how likely two figures must be one statement that cannot both be true, and how unlikely those may be that entity and
# attribute brought together
_CONFLICT = {"figures": 0.55, "days": 0.5, "persons": 0.45}
# days of which no event is told on either side are too many to be sure of
_SAID_NOWHERE = 0.9
_DOUBT = 0.1
# days between two dates of which one may be a slip
_CLOSE = 31
# the same for two that can both be true, by how many digits they share: long figures are not equal by chance
_AGREE = (0.5, 0.5, 0.01, 0.002)
# observations that are named where a pair is shown
_NAMED = 3


class Statements:
    """What the weight of their wording says of the figures of a folder."""

    def __init__(self, claims: Iterable[Claim], origins: Mapping[str, str]) -> None:
        """Weigh all candidates among the claims; copies have one origin and are none."""
        self._found = {(found.left.id, found.right.id): found for found in candidates(claims, origins)}

    def doubts(self, pair: Pair) -> bool:
        """Whether two figures that cannot both be true are hardly one statement, whatever brought them together.

        Two claims that each name beside the figure whose and what it is stand as they are; so do days of one event that
        lie close together.
        """
        found = self._found.get((pair.left.id, pair.right.id))
        guessed = pair.left.entity.inherited or pair.right.entity.inherited
        if found is None or not guessed:
            return False
        return not _maybe_a_slip(pair.left, pair.right) and probability(found.conflict) < _DOUBT

    def pairs(self) -> Iterator[tuple[Pair, float]]:
        """The pairs of figures that are one statement, each with how likely it is."""
        for (_, _), found in sorted(self._found.items()):
            meet = _meet(found.left, found.right)
            likely = probability(found.match if meet else found.conflict)
            told = min(_length(found.left), _length(found.right), len(_AGREE) - 1)
            digits = told if found.sort == "figures" else _TELLING - 1
            if likely >= (_AGREE[digits] if meet else _least(found)):
                level = f"one statement ({likely:.0%}): {found.reasons()}"
                yield Pair(found.left, found.right, level, weighed=True), likely


def _maybe_a_slip(one: Claim, other: Claim) -> bool:
    """Whether two dates lie close together, or one of them is a year alone: when something was founded, say."""
    if not isinstance(one.value, DateValue) or not isinstance(other.value, DateValue):
        return False
    years = Precision.YEAR in {one.value.precision, other.value.precision}
    return years or abs(amount(one) - amount(other)) <= _CLOSE


def _least(found: Candidate) -> float:
    """How likely two that cannot both be true must be one statement."""
    nothing_said = found.left.attribute.is_unsaid and found.right.attribute.is_unsaid
    return _SAID_NOWHERE if nothing_said and found.sort == "days" else _CONFLICT[found.sort]


def _meet(one: Claim, other: Claim) -> bool:
    a, b = one.value, other.value
    if isinstance(a, NameValue) and isinstance(b, NameValue):
        return a.name == b.name
    if isinstance(a, Quantity) and isinstance(b, Quantity):
        return to_base(a).meets(to_base(b))
    if not isinstance(a, DateValue) or not isinstance(b, DateValue) or a.start is None or b.start is None:
        return False
    return a.start <= (b.end or b.start) and b.start <= (a.end or a.start)


def _is_known(claim: Claim) -> bool:
    """Whether a claim has a value that can be held against others; the day of its own article is told of that only."""
    value = claim.value
    return not isinstance(value, DateValue) or (value.start is not None and value.start != claim.told)


# two whose wording is less alike are no one statement
_LEAST = 0.12
# parts of a whole number that stand for one of rarity
_SCALE = 1000


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
        self.measures = {claim.id: _measure(claim) for claim in self.claims}
        self.told = {claim.id: _told(claim) for claim in self.claims}
        self.amounts: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for claim in self.claims:
            self.amounts[claim.document].add(self.told[claim.id])
            self.amounts[claim.document].update(("name", name) for name in claim.wording.names)
        self.around = {
            id_: {self.told[other] for other in near} - {self.told[id_]} for id_, near in _neighbours(self.claims).items()
        }

    def candidates(self) -> Iterator[Candidate]:
        pairs = [
            (one, other)
            for one, other in combinations(self.claims, 2)
            if self.origins[one.document] != self.origins[other.document]
            and _one_measure(self.measures[one.id], self.measures[other.id])
        ]
        alike = {(one.id, other.id): self._likeness(one, other) for one, other in pairs}
        rivals: dict[tuple[str, str], list[tuple[float, str]]] = defaultdict(list)
        for one, other in pairs:
            found = alike[one.id, other.id][0]
            rivals[one.id, other.document].append((found, other.id))
            rivals[other.id, one.document].append((found, one.id))
        for found_ in rivals.values():
            found_.sort(key=lambda item: (-item[0], item[1]))
        for one, other in pairs:
            found = alike[one.id, other.id]
            if found[0] < _LEAST and self.told[one.id] != self.told[other.id]:
                continue
            mine, yours = rivals[one.id, other.document], rivals[other.id, one.document]
            telling = self._telling(one, other, found) | _rivalry(found[0], mine, yours, one, other)
            yield Candidate(one, other, telling, self._values(one, other))

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
            "other names": float(_apart(a.names, b.names)),
            "shared place": float(not a.places.isdisjoint(b.places)),
            "other places": float(_apart(a.places, b.places)),
            "shared time": float(not a.dated.isdisjoint(b.dated)),
            "time told once": float(bool(a.times) != bool(b.times)),
            **_claimed(one, other),
        }

    def _values(self, one: Claim, other: Claim) -> dict[str, float]:
        here, there = self.told[one.id] in self.amounts[other.document], self.told[other.id] in self.amounts[one.document]
        return {
            "told there as well": float(here) + float(there),
            **_amounts(one, other),
        }


# claims before and behind a claim that stand near it
_NEIGHBOURS = 3


def _neighbours(claims: Sequence[Claim]) -> dict[str, set[str]]:
    """The claims that stand near each claim in its article."""
    by_document: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_document[claim.document].append(claim)
    found: dict[str, set[str]] = {}
    for listed in by_document.values():
        listed.sort(key=lambda claim: claim.span)
        for at, claim in enumerate(listed):
            near = listed[max(0, at - _NEIGHBOURS) : at + _NEIGHBOURS + 1]
            found[claim.id] = {other.id for other in near if other.id != claim.id}
    return found


def _apart(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether both are told and share nothing."""
    return bool(one) and bool(other) and one.isdisjoint(other)


def _claimed(one: Claim, other: Claim) -> dict[str, float]:
    """What the two claims, as they were read, say for one statement or against it."""
    a, b = one.attribute, other.attribute
    both = a.known and b.known
    inherited = one.entity.inherited or other.entity.inherited
    same_entity = one.entity.name == other.entity.name
    apart = (a.qualifiers | one.scope) ^ (b.qualifiers | other.scope)
    known = sum(1 for word in apart if word in _known_words())
    periods = _periods(one.period, other.period)
    explicit = one.period is not None and other.period is not None and one.period.explicit and other.period.explicit
    return {
        "said": float(not a.is_unsaid and not b.is_unsaid),
        "same attribute": float(both and a.name == b.name),
        "other attribute": float(both and a.name != b.name),
        "other family": float(both and a.family != b.family),
        "attribute carried on": float(a.inherited or b.inherited),
        "same entity": float(same_entity and not inherited),
        "same entity, carried on": float(same_entity and inherited),
        "other entity": float(not same_entity and not inherited),
        "qualifiers apart": float(min(known, 3)),
        "words apart": float(min(len(apart) - known, 3)),
        "shared qualifiers": float(min(len(a.qualifiers & b.qualifiers), 3)),
        "same period": float(periods is True),
        "other period": float(periods is False and explicit),
        "other period, carried on": float(periods is False and not explicit),
        "other modality": float(one.modality != other.modality),
        "change and level": float(a.change != b.change),
        "rank": float(one.kind is ValueKind.RANK),
        "duration": float(one.kind is ValueKind.DURATION),
        "a toll of another day": float(_tolls(one, other) and _told_on(one) != _told_on(other)),
        "other counters": float(_counters_differ(one, other)),
        "two languages": float(_is_latin(one) != _is_latin(other)),
    }


def _rivalry(
    likeness: float, mine: Sequence[tuple[float, str]], yours: Sequence[tuple[float, str]], one: Claim, other: Claim
) -> dict[str, float]:
    """How the pair stands among all that each of the two could be paired with in the other's article."""
    best = float(mine[0][1] == other.id) + float(yours[0][1] == one.id)
    next_ = max(
        next((found for found, id_ in mine if id_ != other.id), 0.0),
        next((found for found, id_ in yours if id_ != one.id), 0.0),
    )
    return {
        "best of all": best,
        "lead": max(-1.0, likeness - next_),
        "few others": 1 / (1 + min(len(mine), len(yours))),
    }


def _amounts(one: Claim, other: Claim) -> dict[str, float]:
    """What the values of two figures say, taken that they differ: a slip keeps the digits or their number."""
    if isinstance(one.value, NameValue) and isinstance(other.value, NameValue):
        a, b = one.value.name, other.value.name
        alike = fuzz.ratio(a, b) / 100 if a.isascii() == b.isascii() else 0.0
        return {"names alike": alike, "one at a time": float(one.attribute.functional and other.attribute.functional)}
    if one.kind is ValueKind.DATE:
        days = abs(amount(one) - amount(other))
        same = _day(one) == _day(other)
        return {"days apart": min(log(1 + days), 6.0), "same day of the month": float(same)}
    a, b = amount(one), amount(other)
    if one.kind is ValueKind.RANK:
        return {"places apart": min(abs(a - b), 5.0)}
    if not a or not b or (a > 0) != (b > 0):
        return {"times apart": 3.0}
    apart = abs(log(abs(a) / abs(b)))
    digits, digits_ = _digits(a), _digits(b)
    return {
        "times apart": min(apart, 3.0),
        "near": float(apart < log(1.6)),
        "power of ten": float(any(abs(apart - log(power)) < 0.03 for power in (10, 100, 1e4))),
        "same digits": float(len(digits) > 1 and a != b and sorted(digits) == sorted(digits_)),
        "one digit": float(_one_digit(digits, digits_)),
        "as many digits": float(len(digits) == len(digits_)),
        "bare": float(one.kind is ValueKind.QUANTITY and None in {_unit(one), _unit(other)}),
    }


# digits of figures that hardly differ in one of them by chance
_TELLING = 3


def _one_digit(one: str, other: str) -> bool:
    """Whether two figures of some length differ in one digit: 209 and 109, 1,216 and 1,226."""
    return len(one) == len(other) >= _TELLING and sum(a != b for a, b in zip(one, other, strict=True)) == 1


def _digits(amount: float) -> str:
    return f"{abs(amount):.6g}".replace(".", "").strip("0")


def amount(claim: Claim) -> float:
    """The figure of a claim in its base unit, its nearest bound where it is open, and of a date its day's number.

    0 where nothing is known.
    """
    if isinstance(claim.value, DateValue):
        return float(claim.value.start.toordinal()) if claim.value.start is not None else 0.0
    if not isinstance(claim.value, Quantity):
        return 0.0
    figure = to_base(claim.value)
    told = next((end for end in (figure.value, figure.low, figure.high) if end is not None), Decimal(0))
    return float(told)


def _length(claim: Claim) -> int:
    """How many digits a figure is told in."""
    figure = claim.value.value if isinstance(claim.value, Quantity) else None
    return len(figure.normalize().as_tuple().digits) if figure is not None else 1


def _day(claim: Claim) -> int:
    return claim.value.start.day if isinstance(claim.value, DateValue) and claim.value.start is not None else 0


def _unit(claim: Claim) -> str | None:
    return claim.value.unit if isinstance(claim.value, Quantity) else None


def _told(claim: Claim) -> tuple[str, str]:
    if isinstance(claim.value, NameValue):
        return "name", claim.value.name
    return str(claim.kind), f"{amount(claim):.8g}"


def _measure(claim: Claim) -> tuple[ValueKind, str, str | None]:
    if claim.kind is ValueKind.ROLE:
        return claim.kind, claim.attribute.name, ""
    unit = _unit(claim)
    kind = dimension(unit) if claim.kind is ValueKind.QUANTITY else "" if claim.kind is ValueKind.DURATION else unit or ""
    return claim.kind, kind, unit if kind == "count" else ""


def _one_measure(one: tuple[ValueKind, str, str | None], other: tuple[ValueKind, str, str | None]) -> bool:
    """Whether two figures can be of one measure; whose counters differ is weighed."""
    if one[:2] != other[:2] or one[2] == other[2]:
        return one[:2] == other[:2]
    return one[2] is None or other[2] is None or kin(one[2], other[2])


@cache
def _known_words() -> frozenset[str]:
    return frozenset(row.id for row in qualifiers())


def _tolls(one: Claim, other: Claim) -> bool:
    """Whether both are figures that change from day to day."""
    families = (*words("zh/incidents.toml", "growing"), *words("zh/market.toml", "daily"))
    return one.attribute.family in families and other.attribute.family in families


def _told_on(claim: Claim) -> date | None:
    return claim.period.end if claim.period is not None and claim.period.end is not None else claim.told


def _counters_differ(one: Claim, other: Claim) -> bool:
    """Whether two counts are of things that are called otherwise: 412栋 and 412户."""
    units = {_unit(one), _unit(other)}
    return one.kind is ValueKind.QUANTITY and None not in units and len(units) > 1 and dimension(_unit(one)) == "count"


def _is_latin(claim: Claim) -> bool:
    return not any("一" <= char <= "鿿" for char in claim.context)


def _periods(one: Period | None, other: Period | None) -> bool | None:
    """Whether two times are one; None where one is unknown or holds the other."""
    if one is None or other is None or PeriodKind.VAGUE in {one.kind, other.kind}:
        return None
    if one.start is None or one.end is None or other.start is None or other.end is None:
        return True if one.iso and one.iso == other.iso else None
    if one.end < other.start or other.end < one.start:
        return False
    return True if (one.start, one.end) == (other.start, other.end) else None


def probability(log_odds: float) -> float:
    """The probability of log-odds, from 0 to 1.

    >>> probability(0.0)
    0.5
    """
    return 1 / (1 + exp(-max(-50.0, min(50.0, log_odds))))


