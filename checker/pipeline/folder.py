"""A folder from its documents to its run: which step comes when, whatever runs the steps."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from itertools import chain

from checker.align.years import days_of
from checker.clean.variants import simplified
from checker.extract.words import demand_usable
from checker.judge.registry import demand_known
from checker.lexicon.house import read_house
from checker.lexicon.overlay import House, put_in_force
from checker.model import Capped, Claim, Document, Judgement, Problem, Run
from checker.pipeline.concluding import concluded
from checker.pipeline.context import Context, context_of
from checker.pipeline.judging import (
    ENDED,
    Group,
    Groups,
    Judged,
    Meetings,
    Unjudged,
    judge_groups,
    judge_meetings,
    meetings,
)
from checker.pipeline.reading import Batch, Reading, read_batch
from checker.pipeline.remembering import Memory
from checker.pipeline.workshop import ALONE, Count, Progress, Shared, Workshop, in_lots
from checker.settings import Settings

# characters that weigh as much as a claim, where tasks are cut
_CLAIM = 50


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
) -> tuple[dict[str, Reading], list[Problem]]:
    """The readings of all documents that can be understood, by their ids, and a problem for each that cannot.

    Raises:
        ExtraError: the segmenter that was asked for is not installed.
        LexiconError: a file of the house's own words cannot be read or has a row without meaning.
    """
    demand_usable(settings.extract.segmenter)
    house = read_house(settings.lexicon, simplified)
    with put_in_force(house):
        folder = _Folder(settings, Shared(house), workshop, Count(progress, len(documents)))
        return folder.read(sorted(documents, key=lambda document: document.id))


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
    read: Mapping[str, Reading],
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
        return _Folder(settings, Shared(house), workshop, Count(None, 0), memory, only).compare(
            read, documents, problems
        )


def judge_again(
    groups: Sequence[tuple[str, ...]],
    read: Mapping[str, Reading],
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
        read, failed = self.read(sorted(documents, key=lambda document: document.id))
        return self.compare(read, documents, [*problems, *failed])

    def compare(self, read: Mapping[str, Reading], documents: Sequence[Document], problems: Sequence[Problem]) -> Run:
        """The run of documents, by what was read of them."""
        understood = [document for document in documents if document.id in read]
        context = context_of(read, understood)
        groups = context.groups()
        told: list[Judged] = []
        failed: list[Problem] = []
        for each in self.recalled(groups, read, context):
            if isinstance(each, Judged):
                told.append(each)
                continue
            failed += [_unjudged(document) for document in understood if document.id in each.documents]
            understood = [document for document in understood if document.id not in each.documents]
        claims = [claim for each in told for claim in (*each.claims, *each.worked_out)]
        judgements = [judgement for each in told for judgement in each.judgements]
        found, capped = self.met(claims, groups, context)
        judgements += found
        return concluded(
            understood,
            context,
            told,
            judgements,
            (alike for each in told for alike in each.namesakes),
            problems=[*problems, *failed],
            capped=[*context.capped, *(each for group in told for each in group.capped), *capped],
            settings=self.settings,
            only=self.only,
        )

    def read(self, documents: Sequence[Document]) -> tuple[dict[str, Reading], list[Problem]]:
        """What was read of every document that can be understood, by its id, and a problem for each that cannot.

        A document that does not tell its day is read a second time, when the others have told theirs.
        """
        read: dict[str, Reading] = {}
        failed: list[Problem] = []
        for made in self.readings(documents, {}):
            if isinstance(made, Reading):
                read[made.document] = made
            else:
                failed.append(made)
        late = [document for document in documents if document.id in read and read[document.id].facts is None]
        if late:
            heads = {id_: reading.head for id_, reading in read.items()}
            days = days_of(heads, {id_: reading.sketch for id_, reading in read.items()})
            for document, made in zip(late, self.readings(late, days), strict=True):
                if isinstance(made, Reading):
                    read[document.id] = made
                else:
                    del read[document.id]
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

    def recalled(
        self, groups: Sequence[tuple[str, ...]], read: Mapping[str, Reading], context: Context
    ) -> Iterator[Judged | Unjudged]:
        """What came of each group, in their order, now or when it was judged before."""
        memory = self.memory
        if memory is None:
            yield from self.judged(groups, read, context)
            return
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
        self, groups: Sequence[tuple[str, ...]], read: Mapping[str, Reading], context: Context
    ) -> Iterator[Judged | Unjudged]:
        """What came of each group, in their order."""

        def size(group: tuple[str, ...]) -> int:
            return sum(profile.length for each in group if (profile := read[each].profile) is not None)

        def told(group: Sequence[str]) -> Group:
            here = context.of(group)
            facts = {each: facts for each in group if (facts := read[each].facts) is not None}
            return Group(facts, here.origins, here.stories)

        common = Shared(context.of(()))

        def task(lot: Sequence[tuple[str, ...]]) -> Groups:
            return Groups(tuple(map(told, lot)), common, self.settings.judge, self.house, self.workshop.unpack)

        lots = in_lots(groups, size, self.workshop.characters)
        for each in chain.from_iterable(self.workshop.each(judge_groups, map(task, lots))):
            self.count.add(len(each.documents))
            yield each

    def met(
        self, claims: Iterable[Claim], groups: Sequence[tuple[str, ...]], context: Context
    ) -> tuple[list[Judgement], list[Capped]]:
        """What is said of pairs of claims of two groups, each pair once, and the blocks that were too large for all."""
        group = {document: listed[0] for listed in groups for document in listed}

        def task(blocks: Sequence[list[Claim]]) -> Meetings:
            told = {claim.document for block in blocks for claim in block}
            origins = {document: context.origins[document] for document in told}
            here = {document: group[document] for document in told}
            return Meetings(tuple(blocks), origins, here, self.settings.judge, self.house)

        met = meetings(claims, group) if len(groups) > 1 else iter(())
        lots = in_lots(met, lambda block: _CLAIM * len(block), self.workshop.characters)
        found: dict[tuple[str, str], Judgement] = {}
        capped: list[Capped] = []
        for each in chain.from_iterable(self.workshop.each(judge_meetings, map(task, lots))):
            if isinstance(each, Capped):
                capped.append(each)
            else:
                found[each.pair.left.id, each.pair.right.id] = each
        return list(found.values()), capped


def _unjudged(document: Document) -> Problem:
    return Problem(document.path, "judge", f"{ENDED}; the other articles were checked")
