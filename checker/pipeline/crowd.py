"""What is said of the claims of several stories in one block; of a large one a few speak for all that tell the same."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import chain

from checker.align.alike import Alike, Two, listed, listed_of, same, very_same
from checker.align.blocks import pair_of, pairs
from checker.align.skewed import MET, are_few, likeliest, shortened
from checker.align.times import Calendar, time_told
from checker.judge.apply import judge, judgements_of
from checker.model import Capped, Claim, Judgement, Verdict
from checker.model.record import cached_property


def judged_in(  # noqa: PLR0913 -- a block, and all that is known of its documents
    block: Sequence[Claim],
    origins: Mapping[str, str],
    group: Mapping[str, str],
    off: AbstractSet[str],
    capped: list[Capped] | None = None,
    *,
    asked: AbstractSet[str] = frozenset(),
) -> Iterable[Judgement]:
    """What is said of pairs of claims of two groups; `block` is in the order of the ids.

    `capped` is told where not all of them are compared. The rules in `off` are not asked. Of claims that tell the same
    not all are listed, but those of documents that are `asked` for are.
    """
    if len(block) <= MET:
        return judgements_of(pairs(block, origins, group=group), off)
    kept = listed(block, asked)
    crowd = Crowd(kept, origins, group, off, asked)
    for claim in kept:
        crowd.ask(claim)
    if capped is not None:
        held, times = Counter(map(same, block)), Counter(map(same, kept))
        left = [claim for claim in kept if held[same(claim)] > times[same(claim)]]
        first = min(left, key=lambda claim: (-held[same(claim)], claim.id), default=None)
        cut = None if first is None else (first, held[same(first)])
        capped += shortened(block[0], len(block), cut, listed_of(asked))
    return said_by([crowd])


class Crowd:
    """A block of more than `MET` claims, as far as it was asked; see `judged_in`."""

    def __init__(
        self,
        block: Sequence[Claim],
        origins: Mapping[str, str],
        group: Mapping[str, str],
        off: AbstractSet[str],
        asked: AbstractSet[str],
    ) -> None:
        self._origins = origins
        self._group = group
        self._off = off
        self._only = asked
        self._alike = Alike(block, group)
        self._few: dict[Hashable, bool] = {}
        self._said: dict[tuple[str, str], Judgement | None] = {}
        self._asked: set[str] = set()
        # what is told by claims of which something is said, and whether that explains
        self._faced: set[tuple[frozenset[Hashable], bool]] = set()

    def ask(self, claim: Claim) -> list[Judgement]:
        """What is said of a claim and others that was not said before, and of those for whom they speak.

        Of a claim that is not listed nothing is.
        """
        found: list[Judgement] = []
        if not self._alike.holds(claim):
            return found
        for each in (claim, *self._alike.speakers(claim)):
            if each.id not in self._asked:
                self._asked.add(each.id)
                for other in self._beside(each):
                    self._judge(each, other, found)
        for judgement in tuple(found):
            for one, other in self._across(judgement):
                self._judge(one, other, found)
        return found

    def _is_asked(self, one: Claim, other: Claim) -> bool:
        return not self._only or one.document in self._only or other.document in self._only

    def _beside(self, claim: Claim) -> Iterator[Claim]:
        yield from self._alike.beside(claim)
        if not self._alike.speaks(claim):
            return
        others: Iterable[Claim] = self._calendar.of_one_time(claim)
        if not self.is_of_few(claim):
            others = chain(filter(self.is_of_few, others), self._near.get(claim.id, ()))
        mine = self._group[claim.document]
        for other in others:
            if self._group[other.document] != mine and not self._alike.are_same(claim, other):
                yield other

    @cached_property
    def _calendar(self) -> Calendar:
        return Calendar(self._alike.voices)

    def is_of_few(self, claim: Claim) -> bool:
        """Whether those who speak at a claim's time are few enough for it to be held against all of them."""
        told = time_told(claim)
        if told not in self._few:
            self._few[told] = are_few(list(self._calendar.of_one_time(claim)))
        return self._few[told]

    @cached_property
    def _near(self) -> Mapping[str, Sequence[Claim]]:
        """The likeliest of those who speak where many do, by the ids of the claims that they are held against."""
        near: dict[str, list[Claim]] = defaultdict(list)
        many = [claim for claim in self._alike.voices if not self.is_of_few(claim)]
        for one, other in likeliest(many, self._origins, group=self._group):
            near[one.id].append(other)
            near[other.id].append(one)
        return near

    def _judge(self, one: Claim, other: Claim, found: list[Judgement]) -> None:
        left, right = (one, other) if one.id < other.id else (other, one)
        if (left.id, right.id) in self._said:
            return
        pair = pair_of(left, right, self._origins)
        said = self._said[left.id, right.id] = judge(pair, self._off) if pair is not None else None
        if said is not None:
            found.append(said)

    def _across(self, judgement: Judgement) -> Iterator[Two]:
        """The claims that are held against others on account of what is said of two who speak for them."""
        left, right = judgement.pair.left, judgement.pair.right
        told = frozenset((self._alike.told(left), self._alike.told(right)))
        explains = judgement.verdict is Verdict.EXPLAINED
        if (told, explains) not in self._faced and not self._alike.are_same(left, right):
            self._faced.add((told, explains))
            yield from (two for two in self._alike.across(*told) if not explains or self._is_asked(*two))

    @property
    def judgements(self) -> Iterator[Judgement]:
        """All that was said."""
        return filter(None, self._said.values())

    def is_told_in(self, told: Hashable, document: str) -> bool:
        """Whether a document tells this."""
        return self._alike.is_told_in(told, document)


def said_by(crowds: Sequence[Crowd]) -> list[Judgement]:
    """What was said in crowds of one block, but for contradictions with an article that tells what agrees as well.

    That is taken back later on, where claims agree two by two; here a few of them did so for all.
    """
    said = {(each.pair.left.id, each.pair.right.id): each for crowd in crowds for each in crowd.judgements}
    judgements = [said[two] for two in sorted(said)]
    agreed: dict[Hashable, set[Hashable]] = defaultdict(set)
    for judgement in judgements:
        left, right = judgement.pair.left, judgement.pair.right
        if judgement.verdict is Verdict.AGREEMENT and left.attribute.qualifiers == right.attribute.qualifiers:
            agreed[very_same(left)].add(very_same(right))
            agreed[very_same(right)].add(very_same(left))

    def tells(document: str, claim: Claim) -> bool:
        told = very_same(claim)
        return any(crowd.is_told_in(each, document) for each in (told, *agreed[told]) for crowd in crowds)

    def is_taken_back(judgement: Judgement) -> bool:
        left, right = judgement.pair.left, judgement.pair.right
        if judgement.verdict is not Verdict.CONTRADICTION:
            return False
        return tells(left.document, right) or tells(right.document, left)

    return [judgement for judgement in judgements if not is_taken_back(judgement)]
