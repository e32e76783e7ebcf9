"""Pairs of figures of one story that may be one statement, with all that speaks for it and against it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from math import exp

from checker.align.figure import Figure
from checker.align.observations import amounts, claimed, maybe_tens_apart, rivalry, told_apart
from checker.align.story import SCALE, Likeness, Story
from checker.lexicon.load import mapping, words
from checker.model import Capped, Claim, DateValue, ValueKind

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
        ValueKind.RELATION,
    }
)
_SORTS = {ValueKind.DATE: "days", ValueKind.ROLE: "persons", ValueKind.RELATION: "relations"}


# observations that are named where a pair is shown
_NAMED = 3
# how far apart figures count, as a logarithm
_FURTHEST = 3.0
# how much is counted of what can be observed of a pair, where that is more than once
_MOST: Mapping[str, float] = {
    "qualifiers apart": 3,
    "words apart": 3,
    "shared qualifiers": 3,
    "told of long ago": 2,
    "shared figures": 3,
    "owners told apart": 2,
    "told there as well": 2,
    "times apart": _FURTHEST,
    "places apart": 5,
    "days apart": 6,
}
# what is looked at at first sight, and the name of all the rest
_SEEN = frozenset(
    {
        "bias",
        "shared words",
        "likeness beside",
        "likeness of sentences",
        "best of all",
        "lead",
        "shared figures",
        "shared name",
        "shared place",
        "shared time",
        "shared qualifiers",
        "same period",
        "two languages",
        "rank",
        "a toll of one day",
    }
)
_UNSEEN = "all else"


class Candidate:
    """Two figures of two articles that may be one statement, and what is observed of them.

    `telling` speaks of the words, `values` of the values: one changed in passing keeps most of its digits. Both are
    worked out when they are asked for, as few candidates come to anything.
    """

    def __init__(self, story: Story, one: Figure, other: Figure, likeness: Likeness) -> None:
        self.left, self.right = one.claim, other.claim
        self.figures = one, other
        self._story = story
        self._likeness = likeness
        #: which weights are asked: those of figures, of days, of persons or of relations
        self.sort = _SORTS.get(self.left.kind, "figures")
        self._words = f"words of {self.sort}"
        self._sight: float | None = None
        self._telling: dict[str, float] | None = None
        self._values: dict[str, float] | None = None
        self._match: float | None = None

    @property
    def telling(self) -> Mapping[str, float]:
        """What is observed of the words, by its name."""
        if self._telling is None:
            self._telling = {**self._in_story(), **claimed(*self.figures), **self._rivalry()}
        return self._telling

    def _rivalry(self) -> dict[str, float]:
        one, other = self.figures
        mine, yours = self._story.rivals(one, other.document), self._story.rivals(other, one.document)
        return rivalry(self._likeness[0], one, other, mine, yours)

    def _in_story(self) -> dict[str, float]:
        """What is observed of the wording and of the story around it."""
        story, (one, other) = self._story, self.figures
        a, b = self.left.wording, self.right.wording
        _, _, beside, sentences = self._likeness
        return {
            "shared words": min(story.shared_words(one, other) / SCALE / 4, 3.0),
            "likeness of sentences": sentences,
            "likeness beside": beside,
            "shared figures": float(min(len(one.around & other.around), 3)),
            "shared name": float(not a.names.isdisjoint(b.names)),
            "other names": float(told_apart(a.names, b.names)),
            "shared place": float(not a.places.isdisjoint(b.places)),
            "other places": float(told_apart(a.places, b.places)),
            "shared time": float(not a.dated.isdisjoint(b.dated)),
            "owners told apart": float(story.owners_told_apart(one, other)),
            "time told once": float(bool(a.times) != bool(b.times)),
        }

    @property
    def values(self) -> Mapping[str, float]:
        """What is observed of the values, by its name."""
        if self._values is None:
            story, (one, other) = self._story, self.figures
            role = self.left.kind is ValueKind.ROLE
            self._values = {
                "sole holders": float(role and story.are_sole_holders(one, other)),
                "crossed": float(role and story.are_crossed(one, other)),
                "told there as well": float(story.told_there_as_well(one, other)),
                **amounts(one, other),
            }
        return self._values

    @property
    def match(self) -> float:
        """The log-odds, by the words alone, that the two are one statement."""
        if self._match is None:
            self._match = _weighed(self.telling, _weights(self._words))
        return self._match

    @property
    def conflict(self) -> float:
        """The log-odds that the two, which cannot both be true, are one statement."""
        weights = _weights(self.sort)
        return weights["match"] * self.match + _weighed(self.values, weights)

    def may_match(self, least: float) -> bool:
        """Whether `match` reaches `least`. Most candidates do not, and are told so at first sight."""
        return self._at_first_sight() >= least and self.match >= least

    def _at_first_sight(self) -> float:
        """What `match` is at the most: what is seen at once is counted as it is, all else as if it spoke for it."""
        if self._sight is not None:
            return self._sight
        (one, other), (a, b) = self.figures, (self.left.wording, self.right.wording)
        like, clauses, beside, sentences = self._likeness
        mine, yours = self._story.rivals(one, other.document), self._story.rivals(other, one.document)
        best = (mine.first == other.id) + (yours.first == one.id)
        lead = max(-1.0, like - max(mine.beside(other.id), yours.beside(one.id)))
        words = min(self._story.shared_words(one, other) / SCALE / 4, 3.0) if clauses else 0.0
        weights, most = _weights(self._words), _most(self._words)
        seen = weights["shared words"] * words + weights["likeness beside"] * beside
        seen += weights["likeness of sentences"] * sentences + weights["best of all"] * best + weights["lead"] * lead
        for name, is_told in (
            ("shared figures", not one.around.isdisjoint(other.around)),
            ("shared name", not a.names.isdisjoint(b.names)),
            ("shared place", not a.places.isdisjoint(b.places)),
            ("shared time", not a.dated.isdisjoint(b.dated)),
            ("shared qualifiers", not one.known.isdisjoint(other.known) or not one.others.isdisjoint(other.others)),
            ("same period", self.left.period is not None and self.right.period is not None),
            ("two languages", one.is_latin != other.is_latin),
            ("rank", self.left.kind is ValueKind.RANK),
            ("a toll of one day", one.is_toll and other.is_toll),
        ):
            if is_told:
                seen += most[name]
        self._sight = weights["bias"] + most[_UNSEEN] + seen
        return self._sight

    def may_conflict(self, least: float) -> bool:
        """Whether `conflict` reaches `least`. What is far apart and told in other words does not, at first sight."""
        weights = _weights(self.sort)
        match, sight = weights["match"], self._at_first_sight()
        if match * sight + self._values_at_first_sight() < least:
            return False
        values = _weighed(self.values, weights)
        return match * sight + values >= least and self.may_match((least - values) / match)

    def _values_at_first_sight(self) -> float:
        """What the values add to a conflict at the most, as far as their sizes tell."""
        one, other = self.figures
        if one.size is None or other.size is None or self.left.kind is ValueKind.RANK:
            return _most_values(self.sort, sized=False, as_long=True, tens=True)
        apart = abs(one.size - other.size)
        as_long, tens = len(one.digits) == len(other.digits), maybe_tens_apart(apart)
        most = _most_values(self.sort, sized=True, as_long=as_long, tens=tens)
        return most - abs(_weights(self.sort)["times apart"]) * min(apart, _FURTHEST)

    def reasons(self) -> str:
        """The observations that speak most for it."""
        weights = _weights(self._words)
        speak = sorted(((weights.get(name, 0.0) * value, name) for name, value in self.telling.items()), reverse=True)
        return ", ".join(name for weight, name in speak[:_NAMED] if weight > 0)


def _weighed(observed: Mapping[str, float], weights: Mapping[str, float]) -> float:
    return weights["bias"] + _summed(observed, weights)


def _summed(observed: Mapping[str, float], weights: Mapping[str, float]) -> float:
    total = 0.0
    for name, value in observed.items():
        if value:
            total += weights.get(name, 0.0) * value
    return total


@cache
def _most_values(sort: str, *, sized: bool, as_long: bool, tens: bool) -> float:
    """What all can add at the most that is observed of values: with or without what tells how far they are apart."""
    long = ("turned", "same digits", "one digit", "as many digits")
    never = {
        "match": False,
        "bias": False,
        "times apart": not sized,
        "power of ten": tens,
        **dict.fromkeys(long, as_long),
    }
    names = (name for name in _weights(sort) if never.get(name, True))
    return _weights(sort)["bias"] + sum(_most(sort)[name] for name in names)


@cache
def _most(table: str) -> Mapping[str, float]:
    """What each observation can add at the most, and under `_UNSEEN` what all can together that are not looked at."""
    most = {name: max(0.0, weight) * _MOST.get(name, 1) for name, weight in _weights(table).items()}
    return {_UNSEEN: sum(value for name, value in most.items() if name not in _SEEN), **most}


@cache
def _weights(table: str) -> Mapping[str, float]:
    return {name: float(weight) for name, weight in mapping(_FILE, table).items()}


def candidates(claims: Iterable[Claim], origins: Mapping[str, str], *, every: bool = False) -> Iterator[Candidate]:
    """The pairs of figures of one story, from two origins and of one measure, that could be one statement.

    With `every`, those as well that have too little in common to be looked at.
    """
    for story in stories_of(claims, origins):
        yield from candidates_of(story, every=every)


def candidates_of(story: Story, *, every: bool = False) -> Iterator[Candidate]:
    """The candidates of one story; see `candidates`."""
    for two in story.facing.pairs():
        one, other = two if two[0].id < two[1].id else two[::-1]
        likeness = story.likeness(one, other)
        if every or story.is_worth_a_look(one, other, likeness):
            yield Candidate(story, one, other, likeness)


def candidate_of(story: Story, one: str, other: str) -> Candidate | None:
    """The candidate that two claims of a story are, by their ids; None where they are none."""
    left, right = story.figures.get(one), story.figures.get(other)
    if left is None or right is None or not story.could_be_one(left, right):
        return None
    likeness = story.likeness(left, right)
    return Candidate(story, left, right, likeness) if story.is_worth_a_look(left, right, likeness) else None


def stories_of(
    claims: Iterable[Claim], origins: Mapping[str, str], capped: list[Capped] | None = None
) -> Iterator[Story]:
    """The stories of a folder with their figures, in order; `capped` is told of those with too many to compare all."""
    stories: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.story and claim.kind in _FIGURES and not claim.derived_from and _is_known(claim):
            stories[claim.story].append(claim)
    for name in sorted(stories):
        yield Story(stories[name], origins, capped)


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


def probability(log_odds: float) -> float:
    """The probability of log-odds, from 0 to 1.

    >>> probability(0.0)
    0.5
    """
    return 1 / (1 + exp(-max(-50.0, min(50.0, log_odds))))
