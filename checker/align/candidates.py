"""Pairs of figures of one story that may be one statement, with all that speaks for it and against it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from math import exp

from checker.align.facing import articles
from checker.align.figure import Figure
from checker.align.observations import amounts, claimed, rivalry, told_apart
from checker.align.sight import Reach, Sight, summed, weights
from checker.align.story import SCALE, Likeness, Story
from checker.lexicon.load import words
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
_SORTS = {ValueKind.DATE: "days", ValueKind.ROLE: "persons", ValueKind.RELATION: "relations"}


# observations that are named where a pair is shown
_NAMED = 3


class Candidate:
    """Two figures of two articles that may be one statement, and what is observed of them.

    `telling` speaks of the words, `values` of the values: one changed in passing keeps most of its digits. Both are
    worked out when they are asked for, as few candidates come to anything.
    """

    def __init__(self, seen: Sight, one: Figure, other: Figure, likeness: Likeness) -> None:
        self.left, self.right = one.claim, other.claim
        self.figures = one, other
        self._seen, self._story = seen, seen.story
        self._likeness = likeness
        #: which weights are asked: those of figures, of days, of persons or of relations
        self.sort = _SORTS.get(self.left.kind, "figures")
        self._words = f"words of {self.sort}"
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
            self._match = _weighed(self.telling, weights(self._words))
        return self._match

    @property
    def conflict(self) -> float:
        """The log-odds that the two, which cannot both be true, are one statement."""
        told = weights(self.sort)
        return told["match"] * self.match + _weighed(self.values, told)

    def may_match(self, least: float) -> bool:
        """Whether `match` reaches `least`. Most candidates do not, and are told so at first sight."""
        table, like = self._seen.table(self.sort), self._likeness[0]
        sight = self._seen.match(table, *self.figures, self._likeness)
        if self.left.kind is ValueKind.RANK:
            sight += table.rank
        if sight + table.rivals(like) < least:
            return False
        # the rivals of one tell most
        one, other = self.figures
        mine = self._story.rivals(one, other.document)
        if mine.first != other.id and sight + table.second(like - mine.beside(other.id)) < least:
            return False
        told = summed(self._rivalry(), weights(self._words))
        return sight + told >= least and self.match >= least

    def may_conflict(self, least: float) -> bool:
        """Whether `conflict` reaches `least`. What is far apart and told in other words does not, at first sight."""
        told = weights(self.sort)
        return self.may_match((least - _weighed(self.values, told)) / told["match"])

    def reasons(self) -> str:
        """The observations that speak most for it."""
        told = weights(self._words)
        speak = sorted(((told.get(name, 0.0) * value, name) for name, value in self.telling.items()), reverse=True)
        return ", ".join(name for weight, name in speak[:_NAMED] if weight > 0)


def _weighed(observed: Mapping[str, float], weights: Mapping[str, float]) -> float:
    return weights["bias"] + summed(observed, weights)


def candidates(claims: Iterable[Claim], origins: Mapping[str, str], *, every: bool = False) -> Iterator[Candidate]:
    """The pairs of figures of one story, from two origins and of one measure, that could be one statement.

    With `every`, those as well that have too little in common to be looked at.
    """
    for story in stories_of(claims, origins):
        yield from candidates_of(Sight(story), every=every)


def candidates_of(seen: Sight, *, every: bool = False, least: float | None = None) -> Iterator[Candidate]:
    """The candidates of one story; see `candidates`.

    Where `least` is given, those are left out of which it shows at first sight that no conflict comes to it.
    """
    story = seen.story
    pairs = ((*two, None) for two in story.facing.pairs()) if least is None else _hopeful(seen, least)
    for first, second, known in pairs:
        one, other = (first, second) if first.id < second.id else (second, first)
        likeness = story.likeness(one, other) if known is None else known
        if every or story.is_worth_a_look(one, other, likeness):
            yield Candidate(seen, one, other, likeness)


def _hopeful(seen: Sight, least: float) -> Iterator[tuple[Figure, Figure, Likeness | None]]:
    """The pairs of figures that are held against one another, but those that are too far apart for `least`."""
    facing = seen.story.facing
    reach = Reach("figures", least)
    for one, other in facing.picked:
        if one.claim.kind in _SORTS or one.claim.kind is ValueKind.RANK:
            yield one, other, None
        else:
            yield from seen.near(reach, [one], [other])
    for mine, yours in facing.whole:
        kind = next(iter(mine.values()))[0].claim.kind
        for here, there in articles(mine, yours):
            if kind in _SORTS or kind is ValueKind.RANK:
                yield from ((one, other, None) for one, other in product(here, there))
            else:
                yield from seen.near(reach, here, there)


def candidate_of(seen: Sight, one: str, other: str) -> Candidate | None:
    """The candidate that two claims of a story are, by their ids; None where they are none."""
    story = seen.story
    left, right = story.figures.get(one), story.figures.get(other)
    if left is None or right is None or not story.could_be_one(left, right):
        return None
    likeness = story.likeness(left, right)
    return Candidate(seen, left, right, likeness) if story.is_worth_a_look(left, right, likeness) else None


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
