"""Claims to judgements: those of documents that tell one story, and those of any two documents."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import chain
from typing import Protocol, Self

from checker.align import blocks as aligning
from checker.align.copies import altered
from checker.align.kinship import kinships
from checker.align.names import NOBODY
from checker.align.namesakes import namesakes
from checker.align.posts import two_posts
from checker.align.statements import Statements, pair_of
from checker.align.ties import two_ties
from checker.extract.across import across
from checker.extract.lengthy import WHY
from checker.judge.apply import judgements_of
from checker.judge.compare import telling_words
from checker.lexicon.overlay import House, put_in_force
from checker.model import (
    Capped,
    Claim,
    Facts,
    Judgement,
    Language,
    NameValue,
    NotCompared,
    Pair,
    Verdict,
    Wording,
)
from checker.model.record import dataclass, replace
from checker.pipeline.claims import claims_of, mentions_of
from checker.pipeline.context import Context
from checker.pipeline.workshop import Shared
from checker.settings import Judge

# what is said of articles that are worse than an error of ours: they ended the process, which can catch nothing then
_ENDED = "ended two processes that tried to judge it with those that tell its story; the other articles were checked"
_NO_MEMORY = (
    "needs more memory than there is to be judged with those that tell its story; the other articles were checked"
)
# every rule as it is by itself
_JUDGE = Judge()


@dataclass(frozen=True, slots=True)
class Counts:
    """What the report tells of one document: its values, its claims, and the values that became none."""

    document: str
    language: Language
    numbers: int
    claims: int
    loose: int


@dataclass(frozen=True, slots=True)
class Judged:
    """What came of a group: its claims, and what is said of pairs of them.

    `worked_out` are claims that follow from those of several sentences, `nobodys` those that nobody owns, `weak` the
    pairs, by their claims' ids, that agree too unsurely to settle anything, `namesakes` what is said of nearly one
    name. What explains stands behind all other judgements. No claim has its wording any more, which only weighing asks.
    """

    claims: tuple[Claim, ...]
    worked_out: tuple[Claim, ...]
    nobodys: tuple[Claim, ...]
    judgements: tuple[Judgement, ...]
    weak: frozenset[tuple[str, str]]
    namesakes: tuple[Judgement, ...]
    loose: tuple[NotCompared, ...]
    counts: tuple[Counts, ...]
    capped: tuple[Capped, ...] = ()

    @property
    def documents(self) -> tuple[str, ...]:
        """The documents of the group."""
        return tuple(count.document for count in self.counts)


@dataclass(frozen=True, slots=True)
class Unjudged:
    """The documents of a group that nothing could judge, and why."""

    documents: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Group:
    """Documents that are judged together: their facts, or the bytes that these were made into, by their ids.

    `origins` and `stories` are those of these documents.
    """

    facts: Mapping[str, Facts | bytes]
    origins: Mapping[str, str]
    stories: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Groups:
    """Groups to be judged in one go; `context` is what all groups have in common, `unpack` makes facts of bytes."""

    groups: tuple[Group, ...]
    context: Shared[Context]
    settings: Judge
    house: Shared[House]
    unpack: Callable[[bytes], Facts] | None = None

    def parts(self) -> Sequence[Self]:
        """A task for each group."""
        return [replace(self, groups=(group,)) for group in self.groups]

    def given_up(self) -> list[object]:
        """The documents that were not judged."""
        return [Unjudged(tuple(group.facts), _ENDED) for group in self.groups]

    def each(self) -> Iterator[Judged | Unjudged]:
        """What comes of each group."""
        for group in self.groups:
            context = replace(self.context.value, origins=group.origins, stories=group.stories)
            try:
                read = [self._facts_in(packed) for packed in group.facts.values()]
                made: Judged | Unjudged = judge_group(read, context, self.settings)
            except MemoryError:
                made = Unjudged(tuple(group.facts), _NO_MEMORY)
            yield made

    def _facts_in(self, packed: Facts | bytes) -> Facts:
        if isinstance(packed, Facts):
            return packed
        assert self.unpack is not None
        return self.unpack(packed)


def judge_groups(task: Groups) -> list[Judged | Unjudged]:
    """What came of each group, in their order."""
    with put_in_force(task.house.value):
        return list(task.each())


def judge_group(read: Sequence[Facts], context: Context, settings: Judge = _JUDGE) -> Judged:
    """What came of the documents of one group."""
    owned, nobodys = claims_of(read, context)
    worked_out = across(owned)
    capped: list[Capped] = []
    found, weak = judged([*owned, *worked_out], nobodys, context, settings, capped)
    texts = {facts.document: facts.text for facts in read}
    alike = judgements_of(namesakes(mentions_of(read, context), context.origins, texts), settings.off)
    bare = _Bare()
    return Judged(
        tuple(map(bare.claim, owned)),
        tuple(map(bare.claim, worked_out)),
        tuple(map(bare.claim, nobodys)),
        tuple(map(bare.judgement, sorted(found, key=_explains))),
        frozenset(weak),
        tuple(map(bare.judgement, alike)),
        tuple(loose for facts in read for loose in facts.loose),
        tuple(Counts(f.document, f.language, f.numbers, len(f.claims), _unattached(f)) for f in read),
        tuple(capped),
    )


def _explains(judgement: Judgement) -> bool:
    return judgement.verdict is Verdict.EXPLAINED


def _unattached(facts: Facts) -> int:
    """How many values found no owner; what is said of whole sentences is no value."""
    return sum(loose.why != WHY for loose in facts.loose)


class _Bare:
    """Takes the wording off claims, each of which stays one claim wherever it stands."""

    def __init__(self) -> None:
        self._made: dict[str, Claim] = {}

    def claim(self, claim: Claim) -> Claim:
        made = self._made.get(claim.id)
        if made is None:
            made = self._made[claim.id] = replace(claim, wording=Wording(clause=claim.wording.clause & telling_words()))
        return made

    def judgement(self, judgement: Judgement) -> Judgement:
        pair = judgement.pair
        left, right = self.claim(pair.left), self.claim(pair.right)
        met = Pair(left, right, pair.level, pair.same_origin, pair.one_sentence, pair.copies, pair.weighed)
        return Judgement(judgement.rule, judgement.verdict, met, judgement.because)


def judged(
    claims: Sequence[Claim],
    nobodys: Sequence[Claim],
    context: Context,
    settings: Judge = _JUDGE,
    capped: list[Capped] | None = None,
) -> tuple[list[Judgement], set[tuple[str, str]]]:
    """The judgements of all pairs of a group's claims that met, each pair once, and which of them are weak.

    Where entity and attribute bring two places together, the weight of their wording is not asked. `nobodys` are claims
    that only their wording can bring together with others; `capped` is told what is too large to be compared whole.
    """
    off = settings.off
    weighed = Statements([*claims, *nobodys], context.origins, side_by_side=context.side_by_side, capped=capped)
    blocks = aligning.blocks(claims).values()
    named = list(judgements_of(aligning.pairs_of(blocks, context.origins, capped), off))
    found = {
        _ids(judgement.pair): judgement
        for judgement in named
        if judgement.verdict is not Verdict.CONTRADICTION or not weighed.doubts(judgement.pair)
    }
    met = {_places(judgement.pair) for judgement in named if judgement.rule not in _LOOSE}
    # what reads as another scope or time may be one in other words: where that is nearly sure it outdoes the excuse
    excused = {_places(judgement.pair): key for key, judgement in found.items() if judgement.rule in _LOOSE}
    owners = _owners(named)
    # of two passages nothing else is known that could outdo what their names and words say
    settled = set[frozenset[_Place]]()
    if context.side_by_side:
        settled = {_places(pair) for pair in aligning.pairs_of(blocks, context.origins) if _is_named(pair)}
    weak: set[tuple[str, str]] = set()
    for candidate, likely in weighed.found():
        if likely < _LIKELY:
            weak.add(_ids(candidate))
        places = _places(candidate)
        key = excused.get(places)
        if places in met or (key is not None and likely < _SURE) or _is_anothers(candidate, owners):
            continue
        pair = pair_of(candidate, likely)
        for judgement in judgements_of([pair], off):
            if judgement.verdict is Verdict.CONTRADICTION and places in settled:
                continue
            found.pop(key or _ids(pair), None)
            found[_ids(pair)] = judgement
    told = [*claims, *nobodys]
    met_twice = chain.from_iterable(find(told, context.origins) for find in (two_posts, two_ties, kinships))
    for judgement in judgements_of(met_twice, off):
        found.setdefault(_ids(judgement.pair), judgement)
    for judgement in judgements_of(altered(told, context.origins, capped), off):
        if judgement.verdict is Verdict.CONTRADICTION:
            found[_ids(judgement.pair)] = judgement
    return [found[key] for key in sorted(found)], weak


# a document's id, where a value begins in it and where it ends
_Place = tuple[str, int, int]


class _Two(Protocol):
    """A pair, or what may become one."""

    @property
    def left(self) -> Claim: ...
    @property
    def right(self) -> Claim: ...


def _ids(pair: _Two) -> tuple[str, str]:
    return pair.left.id, pair.right.id


def _is_named(pair: Pair) -> bool:
    """Whether both claims are said to be of one owner and one measure."""
    one, other = pair.left, pair.right
    return one.attribute.known and other.attribute.known and one.entity.name == other.entity.name != NOBODY


_Owners = Mapping[tuple[str, str], set[str]]


def _owners(named: Sequence[Judgement]) -> _Owners:
    """Whose a claim's figure is in each other article, where entity and attribute tell it: names by claim, document."""
    owners: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for judgement in named:
        if judgement.verdict is Verdict.AGREEMENT:
            for claim, other in _both_ways(judgement.pair):
                owners[claim.id, other.document].add(other.entity.name)
    return owners


def _is_anothers(pair: _Two, owners: _Owners) -> bool:
    """Whether a claim names somebody beside its value, though its article tells the other's figure of others."""
    for claim, other in _both_ways(pair):
        told = owners.get((claim.id, other.document), set())
        if told and not other.entity.inherited and other.entity.name not in told:
            return True
    return False


def _both_ways(pair: _Two) -> tuple[tuple[Claim, Claim], tuple[Claim, Claim]]:
    return (pair.left, pair.right), (pair.right, pair.left)


_SURE, _LIKELY = 0.8, 0.5
# rules whose excuse is read out of words that may only be other words
_LOOSE = frozenset({"scope-differs", "subject-differs", "period-differs", "metric-differs"})


def _places(pair: _Two) -> frozenset[_Place]:
    one, other = pair.left, pair.right
    return frozenset(((one.document, one.span.start, one.span.end), (other.document, other.span.start, other.span.end)))


def concerns(judgement: Judgement, documents: AbstractSet[str]) -> bool:
    """Whether any of these documents tells one of the two claims that something is said of."""
    return judgement.pair.left.document in documents or judgement.pair.right.document in documents


def names_apart(judgement: Judgement) -> frozenset[str]:
    """The two names that a judgement is about; none for other values."""
    told = (claim.value for claim in (judgement.pair.left, judgement.pair.right))
    return frozenset(value.name for value in told if isinstance(value, NameValue))
