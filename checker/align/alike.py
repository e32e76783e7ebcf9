"""A large block of claims, those that tell the same put together: a few of them speak for all.

What is said of a hundred articles that tell one figure, and of a hundred others that tell another, is said of a few of
each. The others stand with them: each is held against one that tells the same, and, where anything is said of the two
figures, against one of those who speak for the other.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from checker.align.times import days_of
from checker.model import Claim, NameValue, Quantity
from checker.model.record import cached_property

# articles of several stories, or of several origins, that speak for all that tell the same
VOICES = 3
# claims of several stories that tell the same of which each is looked at: behind so many one more is no news
LISTED = 100
# where some articles are asked for, of those of the others: so many bear out what these tell, or stand against it
WITNESSES = 12

Two = tuple[Claim, Claim]


def same(claim: Claim) -> Hashable:
    """What claims have in common that agree, whoever tells them and when."""
    if claim.derived_from or claim.revises or claim.withdrawn or claim.replaces is not None:
        return claim.id
    value = claim.value
    told: Hashable
    if isinstance(value, Quantity):
        told = value.low, value.high, value.value, value.unit, value.bound, value.open_top
    else:
        told = value.name if isinstance(value, NameValue) else (value.iso, value.start, value.end)
    # those of no day of their own are of any time, whatever day is meant
    return claim.entity.name, claim.attribute, claim.scope, claim.modality, told, time_of(claim), days_of(claim) is None


def very_same(claim: Claim) -> Hashable:
    """What claims have in common of which one may stand for the other, whatever they are held against."""
    return _very(same(claim), claim)


def _very(told: Hashable, claim: Claim) -> Hashable:
    return told, claim.entity.inherited, claim.told if claim.period is None else None


def time_of(claim: Claim) -> Hashable:
    """The time that a claim tells of, or None."""
    period = claim.period
    return None if period is None else (period.start, period.end, period.hour, period.iso)


def listed_of(asked: AbstractSet[str]) -> int:
    """How many claims that tell the same are listed, where these documents are asked for, or none."""
    return WITNESSES if asked else LISTED


def listed(block: Iterable[Claim], asked: AbstractSet[str] = frozenset()) -> list[Claim]:
    """The first claims of all that tell the same, and those of documents that are asked for.

    `block` is in the order of the ids.
    """
    most = listed_of(asked)
    times: Counter[Hashable] = Counter()
    kept: list[Claim] = []
    for claim in block:
        told = same(claim)
        times[told] += 1
        if times[told] <= most or claim.document in asked:
            kept.append(claim)
    return kept


class Alike:
    """A block, those of its claims that tell the same put together.

    `block` is in the order of the ids; `voice` tells of each document what has one voice: its story, or its origin.
    """

    def __init__(self, block: Sequence[Claim], voice: Mapping[str, str]) -> None:
        self._voice = voice
        self._told: dict[str, Hashable] = {}
        self._same: dict[str, Hashable] = {}
        self._members: dict[Hashable, list[Claim]] = defaultdict(list)
        self._agreeing: dict[Hashable, list[Claim]] = defaultdict(list)
        for claim in block:
            agreeing = self._same[claim.id] = same(claim)
            told = self._told[claim.id] = _very(agreeing, claim)
            self._members[told].append(claim)
            self._agreeing[agreeing].append(claim)
        self._speakers = {told: self._heard(members) or members for told, members in self._members.items()}
        self._first = {told: self._heard(members) for told, members in self._agreeing.items()}
        self._ids = {claim.id for heard in self._speakers.values() for claim in heard}
        # who speaks for others or is alone, in the order of the block
        self.voices = [claim for claim in block if claim.id in self._ids]

    def _heard(self, members: Sequence[Claim]) -> list[Claim]:
        """The first of several voices; nobody where one voice alone tells it."""
        heard: dict[str, Claim] = {}
        for claim in members:
            if len(heard) == VOICES:
                break
            heard.setdefault(self._voice[claim.document], claim)
        return list(heard.values()) if len(heard) > 1 else []

    def holds(self, claim: Claim) -> bool:
        """Whether a claim is in the block."""
        return claim.id in self._told

    def told(self, claim: Claim) -> Hashable:
        """What a claim tells, as all do for whom it may stand."""
        return self._told[claim.id]

    def speaks(self, claim: Claim) -> bool:
        """Whether a claim is among the voices."""
        return claim.id in self._ids

    def speakers(self, claim: Claim) -> Sequence[Claim]:
        """Those who speak for a claim, itself if it does."""
        return self._speakers[self._told[claim.id]]

    def are_same(self, one: Claim, other: Claim) -> bool:
        """Whether two claims tell the same, so that they stand together by others."""
        return self._same[one.id] == self._same[other.id]

    def standing(self) -> Iterator[Two]:
        """The claims that tell the same, each with the first of another voice; each two once, in no order."""
        for agreeing in self._agreeing.values():
            for claim in agreeing:
                yield from ((claim, other) for other in self.beside(claim) if claim.id < other.id)

    def beside(self, claim: Claim) -> list[Claim]:
        """Those who tell the same and stand with a claim: the first of another voice, or those of whom it is that."""
        agreeing = self._same[claim.id]
        first = self._first[agreeing]
        if not any(claim is each for each in first):
            return self._other(claim, first)
        return [
            each
            for each in self._agreeing[agreeing]
            if each is not claim
            and self._voice[each.document] != self._voice[claim.document]
            and (any(each is other for other in first) or self._other(each, first) == [claim])
        ]

    def _other(self, claim: Claim, among: Sequence[Claim]) -> list[Claim]:
        """The first of these in another voice than a claim, if any is."""
        mine = self._voice[claim.document]
        return [each for each in among if self._voice[each.document] != mine][:1]

    def across(self, one: Hashable, other: Hashable) -> Iterator[Two]:
        """The claims that tell the one or the other and do not speak, each with one who speaks for the other."""
        for mine, theirs in ((one, other), (other, one)):
            if len(self._members[mine]) > len(self._speakers[mine]):
                for claim in self._members[mine]:
                    if claim.id not in self._ids:
                        yield from ((claim, first) for first in self._other(claim, self._speakers[theirs]))

    def is_told_in(self, told: Hashable, document: str) -> bool:
        """Whether a document tells this, too."""
        return document in self._documents.get(told, ())

    @cached_property
    def _documents(self) -> Mapping[Hashable, AbstractSet[str]]:
        return {told: {claim.document for claim in members} for told, members in self._members.items()}
