"""What came of a group of documents, kept for as long as all that it came of stays what it is."""

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple
from typing import Any, Protocol
from zlib import crc32

from checker.model import Capped, Claim, DateValue, Facts, Language, NameValue
from checker.pipeline.context import Context
from checker.pipeline.judging import Counts, Judged
from checker.settings import Judge
from checker.store.codec import loose_of, loose_rows, packed, unpacked
from checker.store.rows import Packing, Unpacking

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
    packing = Packing()
    told = [
        packing.claims(claims.values()),
        [[place[claim.id] for claim in listed] for listed in (judged.claims, judged.worked_out, judged.nobodys)],
        packing.judgements(judged.judgements, place),
        sorted(judged.weak),
        packing.judgements(judged.namesakes, place),
        loose_rows(judged.loose),
        [astuple(count) for count in judged.counts],
        [astuple(each) for each in judged.capped],
    ]
    return packed([packing.tables(), told])


def unpack_judged(data: bytes) -> Judged:
    """What `pack_judged` made the bytes of.

    Raises:
        UnreadableError: it made no such bytes.
    """
    return unpacked(data, _judged)


def unpack_some(data: bytes, ids: Collection[str]) -> tuple[Claim, ...]:
    """The claims with these ids, of what `pack_judged` made the bytes of.

    Raises:
        UnreadableError: it made no such bytes.
    """

    def some(made: Any) -> tuple[Claim, ...]:
        tables, (columns, *_) = made
        places = [place for place, id_ in enumerate(columns[0]) if id_ in ids]
        return Unpacking(tables).claims([[column[place] for place in places] for column in columns])

    return unpacked(data, some)


def _judged(made: Any) -> Judged:
    tables, (columns, lists, judgements, weak, namesakes, loose, counts, capped) = made
    unpacking = Unpacking(tables)
    claims = unpacking.claims(columns)
    owned, worked_out, nobodys = (tuple(claims[at] for at in places) for places in lists)
    return Judged(
        owned,
        worked_out,
        nobodys,
        unpacking.judgements(judgements, claims),
        frozenset((left, right) for left, right in weak),
        unpacking.judgements(namesakes, claims),
        loose_of(loose),
        tuple(Counts(document, Language(language), *told) for document, language, *told in counts),
        tuple(Capped(*told) for told in capped),
    )
