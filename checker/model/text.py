"""Text and its places: spans, documents, and clean text with its way back to the raw file."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import field
from datetime import date
from enum import StrEnum
from operator import attrgetter

from checker.model.record import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range of code points.

    >>> len(Span(2, 5)), Span(2, 5).overlaps(Span(4, 9)), Span(2, 5).overlaps(Span(5, 9))
    (3, True, False)
    """

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share a code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Span") -> bool:
        """Whether `other` lies within this span."""
        return self.start <= other.start and other.end <= self.end

    def shifted(self, by: int) -> "Span":
        """The span `by` code points further on."""
        return Span(self.start + by, self.end + by)


# what spans are sorted by, faster than they compare themselves
place = attrgetter("start", "end")


class Spans:
    """Many spans, asked quickly which of them touch another.

    >>> taken = Spans([Span(0, 2), Span(5, 9)])
    >>> taken.touching(Span(1, 6)), bool(taken.touching(Span(2, 5)))
    ((Span(start=0, end=2), Span(start=5, end=9)), False)
    """

    __slots__ = ("_longest", "_spans", "_starts")

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = sorted(spans, key=place)
        self._starts = [span.start for span in self._spans]
        self._longest = max([span.end - span.start for span in self._spans], default=0)

    def __bool__(self) -> bool:
        return bool(self._spans)

    def touching(self, span: Span) -> tuple[Span, ...]:
        """The spans that share a code point with `span`, in order."""
        # no span that starts further back than the longest one reaches could touch
        start = span.start
        first = bisect_left(self._starts, start - self._longest)
        last = bisect_left(self._starts, span.end, first)
        if first == last:
            return ()
        return tuple([other for other in self._spans[first:last] if start < other.end])


class Format(StrEnum):
    """How a file is marked up."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"


class BlockKind(StrEnum):
    """What part a block plays in its article."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    CELL = "cell"
    #: who published it, who wrote it and when: no part of what it tells
    CREDIT = "credit"


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a table cell stands: table, row and column count from 0."""

    table: int
    row: int
    column: int
    header: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading, list item or table cell; `span` is in the text of its owner.

    In `Document.blocks` it counts code points of `raw`, in `CleanText.blocks` of `text`.
    `level` is the heading's depth (1 is the highest) or the list item's indent.
    """

    kind: BlockKind
    span: Span
    level: int = 0
    cell: Cell | None = None


@dataclass(frozen=True, slots=True, order=True)
class Section:
    """A part of a text that its reader knows by a name (`p3`, `ch2`): from `start` to where the next one starts."""

    start: int
    label: str


@dataclass(frozen=True, slots=True)
class Document:
    """One article as it stands in its file; `raw` is never altered.

    `raw` starts after a byte order mark and keeps its line ends. `blocks` are the places of `raw` that hold
    the article's text, in order and disjoint; what lies between them is markup or metadata. Where the file is no
    text (a PDF), `raw` is the text taken out of it, and `sections` say on which page each part of it stands.
    """

    id: str
    path: str
    raw: str = field(repr=False)  # a list of sources shown by Python would be all their articles
    sha256: str
    encoding: str = "utf-8"
    format: Format = Format.TEXT
    blocks: tuple[Block, ...] = field(default=(), repr=False)
    title: str | None = None
    publisher: str | None = None
    published: date | None = None
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of clean text and the run of raw text that it stands for; either may be empty."""

    clean: Span
    raw: Span


class Language(StrEnum):
    """The main language of a text."""

    HANS = "zh-Hans"
    HANT = "zh-Hant"
    ENGLISH = "en"
    UNKNOWN = "und"


@dataclass(frozen=True, slots=True)
class CleanText:
    """The text to be understood: repaired, simplified, without markup.

    `pieces` tile both `document.raw` and `text`, in order. A piece of equal lengths maps code point by code
    point; any other maps as a whole. Blocks are separated by a line feed, which stands for no raw text.
    """

    document: Document
    text: str
    pieces: tuple[Piece, ...]
    blocks: tuple[Block, ...] = ()
    language: Language = Language.UNKNOWN
    _starts: tuple[int, ...] = field(init=False, repr=False, compare=False)
    # what to add to a place in a piece that maps code point by code point
    _shifts: tuple[int | None, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        pairs = [(piece.clean, piece.raw) for piece in self.pieces]
        starts = tuple([clean.start for clean, _ in pairs])
        shifts = tuple([raw.start - clean.start if len(raw) == len(clean) else None for clean, raw in pairs])
        object.__setattr__(self, "_starts", starts)
        object.__setattr__(self, "_shifts", shifts)

    def to_raw(self, span: Span) -> Span:
        """The raw place of a clean span: from its first code point's origin to its last one's. Total."""
        if not self.pieces:
            return Span(0, 0)
        start, end = span.start, span.end
        # several pieces may start at one place when some are empty: the last of them holds the code point
        index = (bisect_right(self._starts, start) or 1) - 1
        shift = self._shifts[index]
        if shift is not None and start < end <= self.pieces[index].clean.end:
            return Span(start + shift, end + shift)
        first = self._origin(index, start)[0]
        if end <= start:
            return Span(first, first)
        return Span(first, max(first, self._origin(max(bisect_right(self._starts, end - 1) - 1, 0), end - 1)[1]))

    def _origin(self, index: int, at: int) -> tuple[int, int]:
        """Where the raw code points behind the clean code point `at` start and end; `index` is of its piece."""
        raw, shift = self.pieces[index].raw, self._shifts[index]
        if shift is None:
            return raw.start, raw.end
        start = min(at + shift, raw.end)  # at the text's end, past its last code point
        return start, min(start + 1, raw.end)
