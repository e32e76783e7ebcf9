"""A folder from its documents to its run: which step comes when, whatever runs the steps."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from itertools import chain
from typing import TypeVar

from checker.align.skewed import in_one
from checker.align.years import days_of
from checker.clean.variants import simplified
from checker.extract.words import demand_usable
from checker.judge.registry import demand_known
from checker.lexicon.house import read_house
from checker.lexicon.overlay import House, put_in_force
from checker.model import Capped, Document, Problem, Run
from checker.model.record import dataclass
from checker.pipeline.concluding import concluded
from checker.pipeline.context import Context, context_of
from checker.pipeline.hoard import ROOM, Held, Hoard, Sorter
from checker.pipeline.judging import Group, Groups, Judged, Unjudged, judge_groups
from checker.pipeline.meeting import Meeting, Met, judge_met
from checker.pipeline.reading import Batch, Reading, read_batch
from checker.pipeline.remembering import Memory
from checker.pipeline.said import Digest, digest_groups, digested
from checker.pipeline.shelved import Readings
from checker.pipeline.told import Told
from checker.pipeline.workshop import ALONE, Count, Progress, Shared, Workshop, in_lots
from checker.settings import Settings
from checker.store.shelf import Picked

_Made = TypeVar("_Made", Judged | Unjudged, Digest | Unjudged)


def check_documents(
    documents: Sequence[Document],
    problems: Sequence[Problem],
    settings: Settings,
    progress: Progress | None = None,
    workshop: Workshop = ALONE,
) -> Run:
    """The run of a folder: every claim, every finding, and what was not checked.

    Raises:
        ExtraError: the segmenter that was asked for is not installed.
        LexiconError: a file of the house's own words cannot be read or has a row without meaning.
        SettingsError: a rule is set that does not exist.
    """
    demand_known(settings.judge)
    demand_usable(settings.extract.segmenter)
    house = read_house(settings.lexicon, simplified)
    with put_in_force(house):
        count = Count(progress, len(documents), steps=len(("read", "judged")))
        return _Folder(settings, Shared(house), workshop, count).run(documents, problems)


def read_documents(
    documents: Sequence[Document], settings: Settings, progress: Progress | None = None, workshop: Workshop = ALONE
) -> tuple[Mapping[str, Reading], list[Problem]]:
    """The readings of all documents that can be understood, by their ids, and a problem for each that cannot.

    Raises:
        ExtraError: the segmenter that was asked for is not installed.
        LexiconError: a file of the house's own words cannot be read or has a row without meaning.
    """
    demand_usable(settings.extract.segmenter)
    house = read_house(settings.lexicon, simplified)
    with put_in_force(house):
        folder = _Folder(settings, Shared(house), workshop, Count(progress, len(documents)))
        return folder.read(documents)


def readings(
    documents: Sequence[Document], days: Mapping[str, date | None], settings: Settings, workshop: Workshop = ALONE
) -> Iterator[Reading | Problem]:
    """A first look at each document, or a reading where its day is told, in their order; see `Batch`.

    Raises:
        LexiconError: a file of the house's own words cannot be read or has a row without meaning.
    """
    house = read_house(settings.lexicon, simplified)
    with put_in_force(house):
        yield from _Folder(settings, Shared(house), workshop, Count(None, 0)).readings(documents, days)


def check_readings(  # noqa: PLR0913 -- what check_documents is given, and what it works out by itself
    read: Readings,
    documents: Sequence[Document],
    problems: Sequence[Problem],
    settings: Settings,
    workshop: Workshop = ALONE,
    *,
    memory: Memory | None = None,
    only: AbstractSet[str] | None = None,
) -> Run:
    """The run of documents that were read before; groups of them that `memory` recalls are not judged again.

    With `only` it tells what these documents take part in.

    Raises:
        LexiconError: a file of the house's own words cannot be read or has a row without meaning.
        SettingsError: a rule is set that does not exist.
    """
    demand_known(settings.judge)
    house = read_house(settings.lexicon, simplified)
    with put_in_force(house):
        folder = _Folder(settings, Shared(house), workshop, Count(None, 0), memory, only)
        return folder.compare(read, documents, problems)


def judge_again(
    groups: Sequence[tuple[str, ...]],
    read: Readings,
    context: Context,
    settings: Settings,
    workshop: Workshop = ALONE,
) -> Iterator[Judged | Unjudged]:
    """What comes of groups of documents that were read before, in their order.

    Raises:
        LexiconError: a file of the house's own words cannot be read or has a row without meaning.
    """
    house = read_house(settings.lexicon, simplified)
    with put_in_force(house):
        yield from _Folder(settings, Shared(house), workshop, Count(None, 0)).judged(groups, read, context)


@dataclass(frozen=True, slots=True)
class _Folder:
    """The steps of one run, with what all of them need."""

    settings: Settings
    house: Shared[House]
    workshop: Workshop
    count: Count
    memory: Memory | None = None
    only: AbstractSet[str] | None = None

    def run(self, documents: Sequence[Document], problems: Sequence[Problem]) -> Run:
        read, failed = self.read(documents)
        return self.compare(read, documents, [*problems, *failed])

    def compare(self, read: Readings, documents: Sequence[Document], problems: Sequence[Problem]) -> Run:
        """The run of documents, by what was read of them."""
        ids = [document.id for document in documents]
        context = context_of(read)
        groups = context.groups()
        hoard: Hoard = self.workshop.hoard() if self.memory is None else Held(self.workshop.each, ROOM)
        told = Told(hoard, room=ROOM)
        failed: dict[str, str] = {}
        # what was not compared all with all, of that which is asked for
        capped = [*context.capped] if self.only is None else []
        for each in self.digests(groups, read, context, hoard):
            if isinstance(each, Digest):
                told.note(each)
                if self.only is None or not self.only.isdisjoint(each.documents):
                    capped += each.capped
            else:
                failed.update(dict.fromkeys(each.documents, each.why))
        heads = {document: group[0] for group in groups for document in group}
        capped += self.met(told, heads, context)
        return concluded(
            _picked(documents, ids, read.keys() - failed.keys()),
            context,
            told,
            heads=heads,
            house=self.house,
            problems=[
                *problems,
                *(_unjudged(each, failed[each.id]) for each in _picked(documents, ids, failed.keys())),
            ],
            capped=capped,
            settings=self.settings,
            only=self.only,
        )

    def read(self, documents: Sequence[Document]) -> tuple[Readings, list[Problem]]:
        """What was read of every document that can be understood, by its id, and a problem for each that cannot.

        A document that does not tell its day is read a second time, when the others have told theirs.
        """
        ids = [document.id for document in documents]
        read = Readings()
        failed: list[Problem] = []
        undated: set[str] = set()
        for made in self.readings(_picked(documents, ids, set(ids)), {}):
            if isinstance(made, Reading):
                read.put(made)
                if made.facts is None:
                    undated.add(made.document)
            else:
                failed.append(made)
        if undated:
            late = _picked(documents, ids, undated)
            days = days_of({look.document: look.head for look in read.looks()}, lambda: read.origins()[0])
            for document, made in zip(late, self.readings(late, days), strict=True):
                if isinstance(made, Reading):
                    read.put(made)
                else:
                    read.drop(document.id)
                    failed.append(made)
        return read, failed

    def readings(self, documents: Sequence[Document], days: Mapping[str, date | None]) -> Iterator[Reading | Problem]:
        """What came of a look at each document, in their order."""
        lots = in_lots(documents, lambda document: len(document.raw), self.workshop.characters)
        pack, segmenter = self.workshop.pack, self.settings.extract.segmenter
        tasks = (
            Batch(lot, {each.id: days[each.id] for each in lot if each.id in days}, self.house, pack, segmenter)
            for lot in lots
        )
        for made in chain.from_iterable(self.workshop.each(read_batch, tasks)):
            self.count.add(0 if isinstance(made, Reading) and made.facts is None else 1)
            yield made

    def digests(
        self, groups: Sequence[tuple[str, ...]], read: Readings, context: Context, hoard: Hoard
    ) -> Iterator[Digest | Unjudged]:
        """What came of each group, in their order, now or when it was judged before; its claims are in the hoard."""
        if self.memory is None:
            made = hoard.take(digest_groups, self.tasks(groups, read, context))
            yield from self.counted(chain.from_iterable(made))
            return
        for judged in self.recalled(groups, read, context, self.memory):
            if isinstance(judged, Judged):
                digest, claims = digested(judged)
                hoard.put(claims)
                yield digest
            else:
                yield judged

    def recalled(
        self, groups: Sequence[tuple[str, ...]], read: Readings, context: Context, memory: Memory
    ) -> Iterator[Judged | Unjudged]:
        """What came of each group, in their order, now or when it was judged before."""
        known = {group: found for group in groups if (found := memory.recall(group, context)) is not None}
        made = self.judged([group for group in groups if group not in known], read, context)
        for group in groups:
            found = known.get(group)
            if found is None:
                judged = next(made)
                if isinstance(judged, Judged):
                    memory.keep(group, judged)
                yield judged
            else:
                yield found

    def judged(
        self, groups: Sequence[tuple[str, ...]], read: Readings, context: Context
    ) -> Iterator[Judged | Unjudged]:
        """What came of each group, in their order."""
        made = self.workshop.each(judge_groups, self.tasks(groups, read, context))
        yield from self.counted(chain.from_iterable(made))

    def counted(self, made: Iterable[_Made]) -> Iterator[_Made]:
        """What came of groups, as it comes."""
        for each in made:
            self.count.add(len(each.documents))
            yield each

    def tasks(self, groups: Sequence[tuple[str, ...]], read: Readings, context: Context) -> Iterator[Groups]:
        """The groups in tasks to be judged."""

        def size(group: tuple[str, ...]) -> int:
            return sum(map(read.length, group))

        def told(group: Sequence[str]) -> Group:
            here = context.of(group)
            facts = {each: facts for each in group if (facts := read.facts(each)) is not None}
            return Group(facts, here.origins, here.stories)

        common = Shared(context.of(()))
        for lot in in_lots(groups, size, self.workshop.characters):
            yield Groups(tuple(map(told, lot)), common, self.settings.judge, self.house, self.workshop.unpack)

    def met(self, told: Told, heads: Mapping[str, str], context: Context) -> list[Capped]:
        """Judge the pairs of claims of two groups; what comes back are the blocks that were too large for all.

        `heads` are the first documents of the groups of all.
        """
        blocks = Shared(told.blocks(self.workshop.claims))
        count = blocks.value.buckets
        buckets = (Met(bucket, blocks, self.settings.judge, self.house, self.only) for bucket in range(count))
        capped: list[Capped] = []
        sorter = Sorter(Meeting(blocks, told.kinds), context.origins, heads)
        for each in chain.from_iterable(told.hoard.bucketed(judge_met, sorter, buckets, count)):
            if isinstance(each, Capped):
                capped.append(each)
            else:
                told.hear(each)
        return in_one(capped)


def _picked(documents: Sequence[Document], ids: Sequence[str], wanted: AbstractSet[str]) -> Sequence[Document]:
    """Those of the documents, which have these `ids`, whose ids are wanted; in the order of the ids."""
    return Picked(documents, sorted((at for at, id_ in enumerate(ids) if id_ in wanted), key=ids.__getitem__))


def _unjudged(document: Document, why: str) -> Problem:
    return Problem(document.path, "judge", why)
