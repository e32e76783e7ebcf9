"""Facts as bytes and back, letter for letter: to be kept in a file, or to cross to another process.

The bytes may come from a file that other people can write, so they hold nothing that runs: compressed JSON, in which
what many claims share (words, entities, attributes, sentences) stands once, in tables that the claims point to.
"""

import json
import struct
import zlib
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import accumulate, pairwise
from typing import Any, TypeVar

from checker.errors import UnreadableError
from checker.model import (
    Block,
    BlockKind,
    Cell,
    Document,
    Facts,
    Format,
    Language,
    NotCompared,
    Profile,
    Section,
    Span,
)
from checker.store.rows import Packing, Unpacking

_Made = TypeVar("_Made")

# told first in the bytes; it changes with what they hold
LAYOUT = 2
# zlib's quickest: the others save a tenth of the bytes for twice the time
_LEVEL = 1
_ENCODER = json.JSONEncoder(ensure_ascii=False, check_circular=False, allow_nan=False, separators=(",", ":"))


def pack(facts: Facts) -> bytes:
    """The bytes of a document's facts; equal facts have equal bytes."""
    packing = Packing(facts.text)
    told = [
        facts.document,
        facts.language,
        facts.numbers,
        facts.aliases,
        sorted(facts.names),
        packing.claims(facts.claims),
        packing.claims(facts.mentions),
        loose_rows(facts.loose),
        sorted(facts.subjects),
        _ordinal(facts.day),
    ]
    return packed([facts.text, packing.tables(), told])


def unpack(data: bytes) -> Facts:
    """The facts that `pack` made the bytes of.

    Raises:
        UnreadableError: it made no such bytes.
    """
    return unpacked(data, _facts)


def _facts(told: Any) -> Facts:
    text, tables, (document, language, numbers, aliases, names, claims, mentions, loose, subjects, day) = told
    unpacking = Unpacking(tables, text)
    return Facts(
        document,
        text,
        Language(language),
        unpacking.claims(claims),
        loose_of(loose),
        numbers,
        tuple((left, right) for left, right in aliases),
        frozenset(names),
        unpacking.claims(mentions),
        frozenset(subjects),
        _day(day),
    )


def pack_document(document: Document) -> bytes:
    """The bytes of a document, its text and all that its file tells; equal documents have equal bytes."""
    published = document.published
    return packed(
        [
            document.id,
            document.path,
            document.raw,
            document.sha256,
            document.encoding,
            document.format,
            [_block_row(block) for block in document.blocks],
            document.title,
            document.publisher,
            _ordinal(published),
            [(section.start, section.label) for section in document.sections],
        ]
    )


def unpack_document(data: bytes) -> Document:
    """The document that `pack_document` made the bytes of.

    Raises:
        UnreadableError: it made no such bytes.
    """
    return unpacked(data, _document)


def _document(told: Any) -> Document:
    id_, path, raw, sha256, encoding, form, blocks, title, publisher, published, sections = told
    return Document(
        id_,
        path,
        raw,
        sha256,
        encoding,
        Format(form),
        tuple(_block(*row) for row in blocks),
        title,
        publisher,
        _day(published),
        tuple(Section(start, label) for start, label in sections),
    )


def _ordinal(day: date | None) -> int | None:
    return None if day is None else day.toordinal()


def _day(ordinal: int | None) -> date | None:
    return None if ordinal is None else date.fromordinal(ordinal)


def _block_row(block: Block) -> list[Any]:
    cell = block.cell
    row: list[Any] = [block.kind, block.span.start, block.span.end, block.level]
    return row if cell is None else [*row, cell.table, cell.row, cell.column, cell.header]


def _block(kind: str, start: int, end: int, level: int, *cell: Any) -> Block:
    return Block(BlockKind(kind), Span(start, end), level, Cell(*cell) if cell else None)


def pack_profile(profile: Profile) -> bytes:
    """The bytes of a profile; equal profiles have equal bytes."""
    return packed(
        [
            profile.document,
            profile.length,
            sorted(profile.names),
            sorted(profile.figures),
            sorted(profile.seen),
            profile.holders,
            profile.aliases,
            profile.owned,
            sorted(profile.named),
            sorted(profile.subjects),
            _ordinal(profile.day),
        ]
    )


def unpack_profile(data: bytes) -> Profile:
    """The profile that `pack_profile` made the bytes of.

    Raises:
        UnreadableError: it made no such bytes.
    """
    return unpacked(data, _profile)


def _profile(told: Any) -> Profile:
    document, length, names, figures, seen, holders, aliases, owned, named, subjects, day = told
    return Profile(
        document,
        length,
        frozenset(names),
        frozenset(figures),
        frozenset(seen),
        tuple(holders),
        tuple((left, right) for left, right in aliases),
        tuple((attribute, entity, times) for attribute, entity, times in owned),
        frozenset(named),
        frozenset(subjects),
        _day(day),
    )


def loose_rows(loose: Iterable[NotCompared]) -> list[tuple[Any, ...]]:
    """Values that became no claims, as rows."""
    return [(each.document, each.start, each.end, each.quote, each.why) for each in loose]


def loose_of(rows: Iterable[Sequence[Any]]) -> tuple[NotCompared, ...]:
    """The values that `loose_rows` made the rows of."""
    return tuple(NotCompared(*row) for row in rows)


def packed(told: object) -> bytes:
    """The bytes of rows of strings and whole numbers; equal rows have equal bytes."""
    # half a pair of surrogates is no UTF-8, and stays what it is
    return zlib.compress(_ENCODER.encode([LAYOUT, told]).encode("utf-8", "surrogatepass"), _LEVEL)


def unpacked(data: bytes | memoryview, made: Callable[[Any], _Made]) -> _Made:
    """What `made` makes of the rows that `packed` made the bytes of.

    Raises:
        UnreadableError: it made no such bytes.
    """
    try:
        layout, told = json.loads(zlib.decompress(data).decode("utf-8", "surrogatepass"))
        if layout == LAYOUT:
            return made(told)
    except (zlib.error, ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError) as error:
        msg = "holds bytes that are no packed facts"
        raise UnreadableError(msg) from error
    msg = f"holds packed facts of layout {layout!r}, not {LAYOUT}"
    raise UnreadableError(msg)


def joined(parts: Sequence[bytes]) -> bytes:
    """Bytes that tell where each of the parts begins, so that one can be read without the others.

    >>> [bytes(part) for part in parted(joined([b"one", b"", b"three"]))]
    [b'one', b'', b'three']
    """
    return struct.pack(f"<{len(parts) + 1}I", len(parts), *map(len, parts)) + b"".join(parts)


def parted(data: bytes) -> list[memoryview]:
    """The parts that `joined` made the bytes of.

    Raises:
        UnreadableError: it made no such bytes.
    """
    try:
        (count,) = struct.unpack_from("<I", data)
        lengths = struct.unpack_from(f"<{count}I", data, 4)
    except struct.error as error:
        msg = "holds bytes that are no packed parts"
        raise UnreadableError(msg) from error
    ends = list(accumulate(lengths, initial=4 + 4 * count))
    if ends[-1] != len(data):
        msg = "holds bytes that are no packed parts"
        raise UnreadableError(msg)
    whole = memoryview(data)
    return [whole[start:end] for start, end in pairwise(ends)]
