"""Pairs of figures of one story that may be one statement, with all that speaks for it and against it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from math import exp

from checker.align.figure import Figure
from checker.align.observations import amounts, claimed, rivalry, told_apart
from checker.align.story import SCALE, Likeness, Story
from checker.lexicon.load import mapping, words
from checker.model import Capped, Claim, DateValue, ValueKind

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
_RECKONED = "reckoning"
_SORTS = {ValueKind.DATE: "days", ValueKind.ROLE: "persons", ValueKind.RELATION: "relations"}
_FILE = "weights.toml"


def sort_of(kind: ValueKind) -> str:
    """Which weights are asked of claims of a kind: those of figures, of days, of persons or of relations."""
    return _SORTS.get(kind, "figures")


@cache
def weights(table: str) -> Mapping[str, float]:
    """The weights of what is observed."""
    return {name: float(weight) for name, weight in mapping(_FILE, table).items()}


def _summed(observed: Mapping[str, float], told: Mapping[str, float]) -> float:
    """What the weights of all that is observed come to."""
    total = 0.0
    for name, value in observed.items():
        if value:
            total += told.get(name, 0.0) * value
    return total


# observations that are named where a pair is shown
_NAMED = 3


class Candidate:
    """Two figures of two articles that may be one statement, and what is observed of them.

    `telling` speaks of the words, `values` of the values: one changed in passing keeps most of its digits. Both are
    worked out when they are asked for, as few candidates come to anything. `match` and what `rivalry` tells may be
    `known` already.
    """

    __slots__ = ("_likeness", "_match", "_rivals", "_story", "_telling", "_values", "figures", "left", "right", "sort")

    def __init__(
        self,
        story: Story,
        one: Figure,
        other: Figure,
        likeness: Likeness,
        known: tuple[float | None, Mapping[str, float] | None] = (None, None),
    ) -> None:
        self.left, self.right = one.claim, other.claim
        self.figures = one, other
        self._story = story
        self._likeness = likeness
        #: which weights are asked, see `sort_of`
        self.sort = sort_of(self.left.kind)
        self._telling: dict[str, float] | None = None
        self._values: dict[str, float] | None = None
        self._match, self._rivals = known

    @property
    def telling(self) -> Mapping[str, float]:
        """What is observed of the words, by its name."""
        if self._telling is None:
            self._telling = {**self._in_story(), **claimed(*self.figures), **self._rivalry()}
        return self._telling

    def _rivalry(self) -> Mapping[str, float]:
        if self._rivals is None:
            one, other = self.figures
            mine, yours = self._story.rivals(one, other.document), self._story.rivals(other, one.document)
            self._rivals = rivalry(self._likeness[0], one, other, mine, yours)
        return self._rivals

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
            "same figure before": float(not one.before.isdisjoint(other.before)),
            "same figure behind": float(not one.behind.isdisjoint(other.behind)),
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
            if self._values.get("one digit of two") and self._rivalry()["best of all"] < len(self.figures):
                # two digits are soon alike: another figure would do as well
                self._values["one digit of two"] = 0.0
        return self._values

    @property
    def match(self) -> float:
        """The log-odds, by the words alone, that the two are one statement."""
        if self._match is None:
            self._match = _weighed(self.telling, weights(f"words of {self.sort}"))
        return self._match

    @property
    def conflict(self) -> float:
        """The log-odds that the two, which cannot both be true, are one statement."""
        told = weights(self.sort)
        return told["match"] * self.match + _weighed(self.values, told)

    def reasons(self) -> str:
        """The observations that speak most for it."""
        told = weights(f"words of {self.sort}")
        weighed = ((told.get(name, 0.0) * value, name) for name, value in self.telling.items() if value)
        speak = sorted((each for each in weighed if each[0] > 0), reverse=True)
        return ", ".join(name for _, name in speak[:_NAMED])


def _weighed(observed: Mapping[str, float], weights: Mapping[str, float]) -> float:
    return weights["bias"] + _summed(observed, weights)


def candidates(claims: Iterable[Claim], origins: Mapping[str, str], *, every: bool = False) -> Iterator[Candidate]:
    """The pairs of figures of one story, from two origins and of one measure, that could be one statement.

    With `every`, those as well that have too little in common to be looked at.
    """
    for story in stories_of(claims, origins):
        yield from candidates_of(story, every=every)


def candidates_of(story: Story, *, every: bool = False) -> Iterator[Candidate]:
    """The candidates of one story; see `candidates`."""
    for first, second in story.facing.pairs():
        one, other = (first, second) if first.id < second.id else (second, first)
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
    told = [claim for claim in claims if claim.story and claim.kind in _FIGURES and not claim.derived_from]
    said = {(claim.document, claim.span) for claim in told if claim.found_by != _RECKONED}
    for claim in told:
        # what is only a part of a sum is told once more by the words beside it
        again = claim.found_by == _RECKONED and (claim.document, claim.span) in said
        if not again and _is_known(claim):
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
