"""Text under repair that never forgets where its code points came from.

A tape is a row of runs, each a bit of clean text and the raw span that it stands for. A repair looks at the text
and answers with edits; applying them gives a new tape. Repairs so stay plain functions of a string.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property

from checker.model.record import dataclass
from checker.model.text import Piece, Span


@dataclass(frozen=True, slots=True)
class Edit:
    """`text` in place of the code points from `start` to `end`."""

    start: int
    end: int
    text: str = ""


Repair = Callable[[str], Iterable[Edit]]


@dataclass(frozen=True, slots=True)
class Run:
    """A bit of clean text and where it stands in the raw text; of equal lengths, they agree point by point."""

    text: str
    raw: Span


@dataclass(frozen=True)
class Tape:
    """Runs in order; their raw spans touch, and their texts make up the text."""

    runs: tuple[Run, ...]

    @cached_property
    def text(self) -> str:
        """The text as repaired so far."""
        return "".join(run.text for run in self.runs)

    def edited(self, edits: Iterable[Edit]) -> "Tape":
        """The tape with `edits` made; they are in order and do not overlap, and each replaces something.

        >>> tape = Tape((Run("5千萬(wàn)元", Span(0, 9)),)).edited([Edit(3, 8), Edit(8, 9, "yuan")])
        >>> tape.text, [run.raw for run in tape.runs]
        ('5千萬yuan', [Span(start=0, end=3), Span(start=3, end=8), Span(start=8, end=9)])
        """
        edits = tuple(edits)
        if not edits:
            return self
        reader = _Reader(self.runs)
        made: list[Run] = []
        at = 0
        for edit in edits:
            made.extend(reader.take(edit.start - at))
            made.extend(reader.take_empty())
            gone = reader.take(edit.end - edit.start)
            made.append(Run(edit.text, Span(gone[0].raw.start, gone[-1].raw.end)))
            at = edit.end
        made.extend(reader.rest())
        return Tape(tuple(made))

    def repaired(self, *repairs: Repair) -> "Tape":
        """The tape after each repair in turn."""
        tape = self
        for repair in repairs:
            tape = tape.edited(repair(tape.text))
        return tape

    def rewritten(self, text: str) -> "Tape":
        """The tape with another text of the same length, code point for code point."""
        if text == self.text:
            return self
        assert len(text) == len(self.text)
        made, at = [], 0
        for run in self.runs:
            made.append(Run(text[at : at + len(run.text)], run.raw))
            at += len(run.text)
        return Tape(tuple(made))

    def pieces(self) -> tuple[Piece, ...]:
        """The map between the two texts, with as few pieces as will do."""
        made: list[Piece] = []
        at = 0
        for run in self.runs:
            piece = Piece(Span(at, at + len(run.text)), run.raw)
            at += len(run.text)
            if made and _alike(made[-1], piece):
                last = made.pop()
                piece = Piece(Span(last.clean.start, piece.clean.end), Span(last.raw.start, piece.raw.end))
            if len(piece.clean) or len(piece.raw):
                made.append(piece)
        return tuple(made)


def _alike(left: Piece, right: Piece) -> bool:
    """Whether two neighbours can be one piece: both point by point, or both nothing but dropped text."""
    dropped = not len(left.clean) and not len(right.clean)
    return dropped or (len(left.clean) == len(left.raw) and len(right.clean) == len(right.raw))


class _Reader:
    """Runs dealt out by clean length."""

    def __init__(self, runs: Sequence[Run]) -> None:
        self._runs = runs
        self._index = 0
        self._offset = 0  # how much of the run at the index is gone; cutting its text anew each time is quadratic

    def take(self, count: int) -> list[Run]:
        """Runs that make up the next `count` code points, and the empty runs before and among them."""
        taken: list[Run] = []
        while count > 0 and self._index < len(self._runs):
            run = self._runs[self._index]
            end = min(self._offset + count, len(run.text))
            taken.append(_part(run, self._offset, end))
            count -= end - self._offset
            if end == len(run.text):
                self._index, self._offset = self._index + 1, 0
            else:
                self._offset = end
        return taken

    def take_empty(self) -> Iterator[Run]:
        """The empty runs that come next."""
        while self._index < len(self._runs) and not self._runs[self._index].text:
            yield self._runs[self._index]
            self._index += 1

    def rest(self) -> Iterator[Run]:
        """All that is left."""
        for index in range(self._index, len(self._runs)):
            run = self._runs[index]
            yield _part(run, self._offset, len(run.text))
            self._offset = 0


def _part(run: Run, start: int, end: int) -> Run:
    """A part of a run. One that maps as a whole leaves all its raw text with its first part."""
    if start == 0 and end == len(run.text):
        return run
    if len(run.text) == len(run.raw):
        return Run(run.text[start:end], Span(run.raw.start + start, run.raw.start + end))
    return Run(run.text[start:end], Span(run.raw.end if start else run.raw.start, run.raw.end))
