"""Articles as a store keeps them: what was read of a document, packed, and made a reading again."""

import struct
from array import array
from datetime import date

from checker.align.origins import Sketch
from checker.align.years import Head
from checker.model import Document, Facts
from checker.pipeline.reading import Reading
from checker.pipeline.remembering import asked_of
from checker.store.codec import pack, pack_document, pack_profile, packed, unpack, unpack_profile, unpacked
from checker.store.entries import Article
from checker.store.key import article_key


def article_of(document: Document, place: str, reader: str, reading: Reading, day: date | None) -> Article:
    """What a store keeps of a document that was read by `reader`, as of `day`, from the file at `place`."""
    facts, profile = reading.facts, reading.profile
    assert facts is not None
    assert profile is not None
    return Article(
        document.id,
        document.path,
        place,
        article_key(document),
        reader,
        number_of(document.published),
        number_of(day),
        pack_document(document),
        look_of(reading),
        pack(facts) if isinstance(facts, Facts) else facts,
        pack_profile(profile),
        asked_of(facts if isinstance(facts, Facts) else unpack(facts)),
    )


def reading_of(article: Article) -> Reading:
    """The reading that an article was kept of; its facts stay packed.

    Raises:
        UnreadableError: what was kept is no such thing.
    """
    head, drawn = look_in(article.look)
    return Reading(article.id, head, drawn, article.facts, unpack_profile(article.profile))


def look_of(reading: Reading) -> bytes:
    """The bytes of a first look at a document."""
    head, drawn = reading.head, reading.sketch
    hashes = struct.pack(f"<{len(drawn.hashes)}I", *drawn.hashes)
    return packed([number_of(head.published), head.dateline, head.first, drawn.whole, hashes.hex()])


def look_in(look: bytes) -> tuple[Head, Sketch]:
    """The first look that `look_of` made the bytes of.

    Raises:
        UnreadableError: it made no such bytes.
    """
    published, dateline, first, whole, told = unpacked(look, tuple)
    data = bytes.fromhex(told)
    hashes = array("I", struct.unpack(f"<{len(data) // 4}I", data))
    head = Head(day_of(published), tuple(dateline) if dateline else None, tuple(first) if first else None)
    return head, Sketch(hashes, whole)


def number_of(day: date | None) -> int | None:
    """A day as a store keeps it."""
    return None if day is None else day.toordinal()


def day_of(number: int | None) -> date | None:
    """The day that a store keeps as this number."""
    return None if number is None else date.fromordinal(number)


def number_of_two(day: tuple[int, int] | None) -> int | None:
    """Month and day as a store keeps them."""
    return None if day is None else _MONTH * day[0] + day[1]


def two_of(number: int | None) -> tuple[int, int] | None:
    """The month and the day that a store keeps as this number."""
    return None if number is None else divmod(number, _MONTH)


_MONTH = 100
