"""The text of an article as a list of its lines, with the claims in it marked."""

from collections.abc import Iterator, Mapping, Sequence
from heapq import heapify, heappop, heappush

from markupsafe import Markup, escape

from checker.model import Document, Span
from checker.model.record import dataclass
from checker.report.places import LINE_END
from checker.report.wording import visible

# an article of more code points than this is shown around its claims alone: a line of ten million would stop a browser
LONGEST = 200_000
# and so are the longest of many, so that a page of 300 articles stays below some ten megabytes
ALTOGETHER = 3_000_000
AROUND = 600  # code points to be read on either side of a claim


@dataclass(frozen=True, slots=True)
class Mark:
    """A claim's place: the name that links lead to, and its class (the gravest verdict that it takes part in)."""

    span: Span
    name: str
    kind: str
    finding: str = ""


def limit(lengths: Sequence[int]) -> int:
    """The length up to which articles are shown whole, so that all of them together are not too long.

    >>> limit([10, 20]), limit([2_900_000, 150_000, 150_000]), limit([100_000] * 60)
    (200000, 200000, 50000)
    """
    room = ALTOGETHER
    for index, length in enumerate(sorted(min(length, LONGEST) for length in lengths)):
        share = room // (len(lengths) - index)
        if length > share:
            return share
        room -= length
    return LONGEST


def body(document: Document, marks: Sequence[Mark], longest: int, cut: Mapping[str, str]) -> Markup:
    """The lines as list items, each with its number, the marks in them nested; spans may overlap.

    `cut` has the words for what is left out of an article longer than `longest`: for `one` and for `more` characters.
    """
    raw = document.raw
    linked = [mark for mark in marks if mark.finding]
    kept = [Span(0, len(raw))] if len(raw) <= longest else _around(linked, len(raw), longest)
    shown = list(marks) if len(raw) <= longest else linked
    # what comes of it holds nothing but escaped text and the names of `Anchors`
    return Markup("".join(_lines(raw, kept, shown, cut)))  # noqa: S704


def _around(marks: Sequence[Mark], length: int, longest: int) -> list[Span]:
    """The disjoint places of a long text that are shown: its start and what stands around each mark."""
    reach = min(AROUND, longest // (2 * len(marks) + 1))
    wanted = [Span(0, 0), *(mark.span for mark in marks)]
    kept: list[Span] = []
    for span in sorted(wanted):
        start, end = max(span.start - reach, 0), min(span.end + reach, length)
        if kept and start <= kept[-1].end:
            kept[-1] = Span(kept[-1].start, max(end, kept[-1].end))
        else:
            kept.append(Span(start, end))
    return kept


def _lines(raw: str, kept: Sequence[Span], marks: Sequence[Mark], cut: Mapping[str, str]) -> Iterator[str]:
    """The items; a line of which nothing is kept has none, and the next one tells its own number."""
    waiting = [
        _Piece(min(mark.span.start, len(raw)), -min(mark.span.end, len(raw)), index, 0)
        for index, mark in enumerate(marks)
    ]
    heapify(waiting)
    told, shown = 0, 0
    for number, line, parts in _kept_lines(raw, kept):
        yield "<li>" if number == told + 1 else f'<li value="{number}">'
        told = number
        for index, span in parts:
            if index > shown:
                yield _left_out(kept[index].start - kept[shown].end, cut)
                shown = index
            yield from _marked(raw, line, span, waiting, marks)
    if kept[-1].end < len(raw):
        yield _left_out(len(raw) - kept[-1].end, cut)
    # whatever stands behind the last line end is still a place to jump to
    yield from (f"{_opening(marks[piece.mark], 0)}</mark>" for piece in sorted(waiting) if not piece.part)


def _kept_lines(raw: str, kept: Sequence[Span]) -> Iterator[tuple[int, Span, list[tuple[int, Span]]]]:
    """Number and place of each line of which something is kept, with the parts of it that are."""
    at = 0
    for number, line in enumerate(_spans(raw), 1):
        parts: list[tuple[int, Span]] = []
        while at < len(kept) and kept[at].start <= line.end:
            span = Span(max(kept[at].start, line.start), min(kept[at].end, line.end))
            if span.start <= span.end:
                parts.append((at, span))
            if kept[at].end > line.end:
                break
            at += 1
        if parts:
            yield number, line, parts


def _spans(raw: str) -> Iterator[Span]:
    start = 0
    for match in LINE_END.finditer(raw):
        yield Span(start, match.start())
        start = match.end()
    if start < len(raw):
        yield Span(start, len(raw))


def _left_out(count: int, cut: Mapping[str, str]) -> str:
    words = cut["one" if count == 1 else "more"].format(n=f"{count:,}")
    return f"<i>[… {escape(words)} …]</i>"


@dataclass(frozen=True, slots=True, order=True)
class _Piece:
    """A part of a mark that is still to be written; of those that begin at one place the longest comes first."""

    start: int
    back: int
    mark: int
    part: int

    @property
    def end(self) -> int:
        return -self.back


def _marked(raw: str, line: Span, within: Span, waiting: list[_Piece], marks: Sequence[Mark]) -> Iterator[str]:
    """The text of a part of a line with the marks that begin in it; what reaches further is split and waits."""
    opened: list[int] = []
    at = within.start
    while waiting and waiting[0].start <= within.end:
        piece = heappop(waiting)
        while opened and opened[-1] <= piece.start:
            yield _text(raw, at, opened[-1]) + "</mark>"
            at = opened.pop()
        last = opened[-1] if opened else within.end
        if piece.end > last:
            # past the line end where the line ends there
            start = last + 1 if last == line.end else last
            heappush(waiting, _Piece(start, piece.back, piece.mark, piece.part + 1))
        start = max(piece.start, at)
        yield _text(raw, at, start) + _opening(marks[piece.mark], piece.part)
        at = start
        opened.append(max(min(piece.end, last), start))
    for end in reversed(opened):
        yield _text(raw, at, end) + "</mark>"
        at = end
    yield _text(raw, at, within.end)


def _opening(mark: Mark, part: int) -> str:
    name = f'data-m="{mark.name}"' if part else f'id="{mark.name}"'
    kind = f' class="{mark.kind}"' if mark.kind else ""
    finding = f' data-f="{mark.finding}"' if mark.finding and not part else ""
    return f"<mark {name}{kind}{finding}>"


def _text(raw: str, start: int, end: int) -> str:
    return str(escape(visible(raw[start:end])))
