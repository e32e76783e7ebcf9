"""What came of a group of documents, kept for as long as all that it came of stays what it is."""

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import astuple
from itertools import groupby
from typing import Any, Protocol
from zlib import crc32

from checker.errors import UnreadableError
from checker.model import Capped, Claim, DateValue, Facts, Judgement, Language, NameValue, Verdict
from checker.model.record import cached_property
from checker.pipeline.context import Context
from checker.pipeline.judging import Counts, Judged
from checker.settings import Judge
from checker.store.codec import joined, loose_of, loose_rows, packed, parted, unpacked
from checker.store.rows import Packing, Unpacking

# claims of a group that are packed in one go: whoever asks for a few unpacks no more
_LOT = 8
# how a day is told whose year nobody tells
_YEARLESS = "--"


class Memory(Protocol):
    """Remembers what came of groups of documents."""

    def recall(self, group: Sequence[str], context: Context) -> Judged | None:
        """What came of a group, where all is as it was then."""
        ...

    def keep(self, group: Sequence[str], judged: Judged) -> None:
        """Remember what came of a group that was asked for."""
        ...


def asked_of(facts: Facts) -> bytes:
    """What a document asks of the whole folder, packed: names, attributes that need an owner, whether it lacks a year.

    As long as the answers are the same, so are its claims.
    """
    names: set[str] = set()
    ownerless: set[str] = set()
    yearless = False
    for claim in (*facts.claims, *facts.mentions):
        names.update(_names(claim))
        # a word that is no attribute of the language has no owner
        if not claim.entity.name and claim.attribute.known:
            ownerless.add(claim.attribute.name)
        yearless |= claim.period is not None and claim.period.iso.startswith(_YEARLESS)
        yearless |= isinstance(claim.value, DateValue) and claim.value.iso.startswith(_YEARLESS)
    return packed([sorted(names), sorted(ownerless), yearless])


def words_in(asked: bytes) -> set[int]:
    """The numbers of the words that a document asks about; two words seldom have one."""
    names, ownerless, _ = unpacked(asked, tuple)
    return {word_number(word) for word in (*names, *ownerless)}


def word_number(word: str) -> int:
    """The number that stands for a word."""
    return crc32(word.encode("utf-8", "surrogatepass"))


def _names(claim: Claim) -> Iterator[str]:
    """All that may be a name in a claim, which a folder may know under another."""
    yield claim.entity.name
    if isinstance(claim.value, NameValue):
        yield claim.value.name
    wording = claim.wording
    for words in (wording.beside, wording.clause, wording.sentence, wording.names, wording.places):
        yield from words


def group_key(known: Mapping[str, str], asked: Iterable[bytes], context: Context, settings: Judge) -> str:
    """A name for all that a group's judgement comes of: its documents by `known`, and what the folder answers them.

    Raises:
        UnreadableError: `asked` is none that `asked_of` made.
    """
    answers: list[object] = []
    for each in asked:
        names, ownerless, yearless = unpacked(each, tuple)
        answers.append(
            [
                [(name, context.names.canonical[name]) for name in names if name in context.names.canonical],
                [
                    (attribute, context.names.owners.get(attribute), attribute in context.named)
                    for attribute in ownerless
                ],
                context.year if yearless else None,
            ]
        )
    of = [(document, key, context.origins[document], context.stories[document]) for document, key in known.items()]
    told = [of, answers, context.side_by_side, sorted(settings.off)]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def pack_judged(judged: Judged) -> bytes:
    """The bytes of what came of a group; equal ones have equal bytes."""
    claims = {claim.id: claim for claim in (*judged.claims, *judged.worked_out, *judged.nobodys)}
    for judgement in (*judged.judgements, *judged.namesakes):
        for claim in (judgement.pair.left, judgement.pair.right):
            claims.setdefault(claim.id, claim)
    place = {id_: at for at, id_ in enumerate(claims)}
    listed = list(claims.values())
    said = [judgement for judgement in judged.judgements if judgement.verdict is not Verdict.EXPLAINED]
    told = [
        [[place[claim.id] for claim in some] for some in (judged.claims, judged.worked_out, judged.nobodys)],
        [(at, place[id_]) for at, claim in enumerate(listed) for id_ in claim.derived_from if id_ in place],
        _rows_of(said, place),
        _rows_of(judged.namesakes, place),
        sorted(judged.weak),
        loose_rows(judged.loose),
        [astuple(count) for count in judged.counts],
        [astuple(each) for each in judged.capped],
    ]
    lots = (listed[first : first + _LOT] for first in range(0, len(listed), _LOT))
    excused = _rows_of(judged.judgements[len(said) :], place)
    return joined([packed(list(claims)), packed(told), packed(excused), *map(_packed_lot, lots)])


def _rows_of(judgements: Iterable[Judgement], place: Mapping[str, int]) -> list[Any]:
    packing = Packing()
    rows = packing.judgements(judgements, place)
    return [packing.tables(), rows]


def _packed_lot(claims: Sequence[Claim]) -> bytes:
    packing = Packing()
    columns = packing.claims(claims)
    return packed([packing.tables(), columns])


class Recalled:
    """What came of a group, of which nothing is unpacked but what is asked for; `data` are what `pack_judged` made.

    Whatever is asked of it raises `UnreadableError` where the bytes are none of those.
    """

    def __init__(self, data: bytes) -> None:
        self._ids_told, self._told, self._excused, *self._lots = self._parted(data)
        self._claims: dict[int, Claim] = {}

    @staticmethod
    def _parted(data: bytes) -> list[memoryview]:
        parts = parted(data)
        if len(parts) < len(("ids", "told", "excused")):
            msg = "holds bytes that are no judged group"
            raise UnreadableError(msg)
        return parts

    @cached_property
    def ids(self) -> Sequence[str]:
        """The ids of all claims of the group, and of those that something is said of."""
        return unpacked(self._ids_told, tuple)

    @cached_property
    def _lists(self) -> tuple[Any, ...]:
        return unpacked(self._told, tuple)

    @property
    def capped(self) -> tuple[Capped, ...]:
        """What was too large to be compared whole."""
        return tuple(Capped(*told) for told in self._lists[-1])

    @property
    def stated(self) -> Iterator[str]:
        """The ids of the claims that stand in blocks."""
        owned, worked_out, _ = self._lists[0]
        return map(self.ids.__getitem__, (*owned, *worked_out))

    @property
    def operands(self) -> Iterator[tuple[str, str]]:
        """The ids of claims, each with one that it follows from."""
        return self._paired(self._lists[1])

    @property
    def facing(self) -> Iterator[tuple[str, str]]:
        """The ids of every two claims that agree or contradict one another."""
        return self._paired(self._lists[2][1])

    @property
    def alike(self) -> Iterator[tuple[str, str]]:
        """The ids of every two claims of nearly one name."""
        return self._paired(self._lists[3][1])

    def _paired(self, rows: Iterable[Sequence[Any]]) -> Iterator[tuple[str, str]]:
        return ((self.ids[one], self.ids[other]) for one, other, *_ in rows)

    def some(self, ids: Collection[str]) -> Collection[Claim]:
        """The claims of the group that have these ids."""
        return self._at(at for at, id_ in enumerate(self.ids) if id_ in ids).values()

    def _at(self, places: Iterable[int]) -> Mapping[int, Claim]:
        """The claims at these places, by them."""
        wanted = sorted(set(places))
        for lot, listed in groupby((at for at in wanted if at not in self._claims), key=lambda at: at // _LOT):
            missing = list(listed)
            tables, columns = unpacked(self._lots[lot], list)
            rows = [at % _LOT for at in missing]
            made = Unpacking(tables).claims([[column[row] for row in rows] for column in columns])
            self._claims.update(zip(missing, made, strict=True))
        return {at: self._claims[at] for at in wanted}

    def judged(self, only: AbstractSet[str] | None = None) -> Judged:
        """All that came of the group, or that in which no claims take part but those with these ids."""
        places = {at for at, id_ in enumerate(self.ids) if only is None or id_ in only}
        lists, _, said, namesakes, weak, loose, counts, _ = self._lists
        excused = unpacked(self._excused, list) if len(places) > 1 else [[], []]
        claims = self._at(places)
        owned, worked_out, nobodys = (tuple(claims[at] for at in told if at in places) for told in lists)
        return Judged(
            owned,
            worked_out,
            nobodys,
            self._among(places, said) + self._among(places, excused),
            frozenset((left, right) for left, right in weak),
            self._among(places, namesakes),
            loose_of(loose),
            tuple(Counts(document, Language(language), *told) for document, language, *told in counts),
            self.capped,
        )

    def _among(self, places: AbstractSet[int], told: Any) -> tuple[Judgement, ...]:
        """What is said of two claims at these places."""
        tables, rows = told
        some = [row for row in rows if row[0] in places and row[1] in places]
        if not some:
            return ()
        return Unpacking(tables).judgements(some, self._at(at for row in some for at in row[:2]))


def unpack_judged(data: bytes) -> Judged:
    """What `pack_judged` made the bytes of.

    Raises:
        UnreadableError: it made no such bytes.
    """
    return Recalled(data).judged()
