"""Sentences longer than anybody writes, cut into parts: what looks from each figure at all others ends in time."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from checker.extract.segment import Sentence, clauses, split
from checker.model import CleanText, Span

# code points and figures; the longest of 13,000 sentences of the corpora has 325 and 14
LONGEST = 600
MOST_VALUES = 30
# what is said of such a sentence
WHY = f"a sentence of more than {LONGEST:,} characters or {MOST_VALUES} figures; it was read in parts"
_GAP = re.compile(r"\s")


def in_parts(text: str, sentences: Iterable[Sentence], values: Sequence[Span]) -> Iterator[Sentence]:
    """The sentences, and in the place of one that is too long its parts; `values` are those of the text, in order.

    >>> text = "夸克," * 400
    >>> whole = [Sentence(span, clauses(text, span), 0) for span in split(text, Span(0, len(text)))]
    >>> [len(part.span) for part in in_parts(text, whole, ())]
    [600, 600]
    """
    starts = [span.start for span in values]
    for sentence in sentences:
        if is_lengthy(sentence.span, starts):
            for span in _cut(text, sentence, values, starts):
                yield Sentence(span, clauses(text, span), sentence.block)
        else:
            yield sentence


def lengthy(clean: CleanText, values: Sequence[Span]) -> Iterator[Span]:
    """The sentences that are read in parts."""
    starts = [span.start for span in values]
    for block in clean.blocks:
        # few blocks are as long as that
        if is_lengthy(block.span, starts):
            yield from (span for span in split(clean.text, block.span) if is_lengthy(span, starts))


def is_lengthy(sentence: Span, starts: Sequence[int]) -> bool:
    """Whether a sentence is longer than anybody writes; `starts` are the places where values begin."""
    if len(sentence) > LONGEST:
        return True
    return bisect_left(starts, sentence.end) - bisect_left(starts, sentence.start) > MOST_VALUES


def _cut(text: str, sentence: Sentence, values: Sequence[Span], starts: Sequence[int]) -> Iterator[Span]:
    """The parts of a sentence, each as long as may be: up to the end of a clause, else a gap, else a value."""
    ends = [clause.span.start for clause in sentence.clauses]
    at = sentence.span.start
    while at < sentence.span.end:
        stop = min(sentence.span.end, at + LONGEST)
        beyond = bisect_left(starts, at) + MOST_VALUES
        if beyond < len(starts):
            stop = min(stop, starts[beyond])
        if stop < sentence.span.end:
            stop = _before(text, at, stop, ends, values, starts)
        yield Span(at, stop)
        at = stop


def _before(  # noqa: PLR0913, PLR0917 -- all that a cut may stand at
    text: str, at: int, stop: int, ends: Sequence[int], values: Sequence[Span], starts: Sequence[int]
) -> int:
    """The best place to cut that is not behind `stop`."""
    last = bisect_right(ends, stop) - 1
    if last >= 0 and ends[last] > at:
        return ends[last]
    inside = bisect_left(starts, stop) - 1
    if inside >= 0 and at < starts[inside] and values[inside].end > stop:
        stop = starts[inside]
    gaps = [gap.end() for gap in _GAP.finditer(text, at, stop)]
    return gaps[-1] if gaps else stop
