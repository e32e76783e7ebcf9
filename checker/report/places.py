"""Where a claim stands in its untouched file: line, column, and the words around it."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from checker.model import Claim, Document, Run, Source, Span
from checker.model.record import dataclass

# what editors count as line ends; a form feed or U+2028 is none
LINE_END = re.compile(r"\r\n|\n|\r")
CONTEXT = 30  # code points on either side: the report's contract


@dataclass(frozen=True, slots=True)
class Place:
    """A spot in a file: line and column count from 1, the column in code points.

    Line and column are those of the whole text. Where the file is no text, a reader finds the spot by its section
    (`p3`: page 3), and line and column in it.

    >>> str(Place("a.txt", 30, 5)), str(Place("a.pdf", 30, 5, Place("p3", 2, 5)))
    ('a.txt:30:5', 'a.pdf:p3:2:5')
    """

    path: str
    line: int
    column: int
    within: "Place | None" = None

    def __str__(self) -> str:
        return f"{self.path}:{self.spot}"

    @property
    def spot(self) -> str:
        """What stands behind the path."""
        return f"{self.line}:{self.column}" if self.within is None else str(self.within)


class Lines:
    r"""The lines of one text.

    >>> lines = Lines("一\r\n二三")
    >>> lines.at(4), lines.around(Span(4, 5))
    ((2, 2), Span(start=3, end=5))
    """

    def __init__(self, raw: str) -> None:
        self.raw = raw
        ends = [match.span() for match in LINE_END.finditer(raw)]
        self._starts = [0, *(end for _, end in ends)]
        self._ends = [*(start for start, _ in ends), len(raw)]

    def at(self, offset: int) -> tuple[int, int]:
        """Line and column of the code point at `offset`."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def around(self, span: Span) -> Span:
        """The whole lines that `span` touches, without their last line end."""
        first = bisect_right(self._starts, span.start) - 1
        last = bisect_right(self._starts, max(span.start, span.end - 1)) - 1
        return Span(min(self._starts[first], span.start), max(self._ends[last], span.end))


class Sources(Mapping[str, Source]):
    """Sources by the ids of their documents, in their order; the documents themselves stay where they are."""

    def __init__(self, sources: Sequence[Source]) -> None:
        self._sources = sources
        self._numbers = {source.document.id: number for number, source in enumerate(sources)}

    def __getitem__(self, document: str) -> Source:
        return self._sources[self._numbers[document]]

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)

    def number(self, document: str) -> int:
        """The place of a document among the sources, from 0."""
        return self._numbers[document]


# documents whose lines are held: claims that are told of together stand in few
_NEAR = 256


class Places:
    """The places of a run's claims; a document is split into lines when it is asked for."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._lines: dict[str, Lines] = {}

    @cached_property
    def sources(self) -> "Sources":
        """The run's sources by the id of their document."""
        return Sources(self._run.sources)

    def document(self, claim: Claim) -> Document:
        """The document that holds `claim`."""
        return self.sources[claim.document].document

    def origin(self, claim: Claim) -> str:
        """The family of copies that `claim` stands in."""
        return self.sources[claim.document].origin

    def spot(self, document: str, offset: int) -> Place:
        """The place of one code point."""
        line, column = self._of(document).at(offset)
        return Place(self.sources[document].document.path, line, column, self._within(document, offset))

    def _within(self, document: str, offset: int) -> Place | None:
        """The place in its section, where the document has sections."""
        sections = self.sources[document].document.sections
        index = bisect_right(sections, offset, key=lambda section: section.start) - 1
        if index < 0:
            return None
        lines, start = self._of(document), sections[index].start
        first, before = lines.at(start)
        line, column = lines.at(offset)
        return Place(sections[index].label, line - first + 1, column - (before - 1 if line == first else 0))

    def place(self, claim: Claim) -> Place:
        """The place where the claim's evidence begins."""
        return self.spot(claim.document, claim.span.start)

    def end(self, claim: Claim) -> Place:
        """The place behind the last code point of the claim's evidence."""
        return self.spot(claim.document, claim.span.end)

    def context(self, claim: Claim, limit: int = CONTEXT) -> tuple[str, str]:
        """What stands before and after the evidence on its own lines, at most `limit` code points each."""
        lines = self._of(claim.document)
        whole = lines.around(claim.span)
        before = lines.raw[max(whole.start, claim.span.start - limit) : claim.span.start]
        return before, lines.raw[claim.span.end : min(whole.end, claim.span.end + limit)]

    def in_order(self, claims: Iterable[Claim]) -> list[Claim]:
        """The claims as they stand: by file, then by place."""
        return sorted(claims, key=lambda claim: (self.document(claim).path, claim.document, claim.span, claim.id))

    def line_length(self, claim: Claim) -> int:
        """The length of the line around the evidence."""
        return len(self._of(claim.document).around(claim.span))

    def _of(self, document: str) -> Lines:
        lines = self._lines.pop(document, None) or Lines(self.sources[document].document.raw)
        # those that were asked for last stand last
        self._lines[document] = lines
        if len(self._lines) > _NEAR:
            del self._lines[next(iter(self._lines))]
        return lines
