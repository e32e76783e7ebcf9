"""All kinds of value in one pass: figures and times, merged."""

from datetime import date

from checker.extract.values import mask
from checker.extract.values.numbers import find_numbers
from checker.extract.values.times import find_times
from checker.model.text import Span, Spans
from checker.model.value import Value, ValueKind

# what a time never takes a piece of
FIRM = frozenset({ValueKind.PERCENT, ValueKind.MONEY})


def find_values(text: str, lang: str | None = None, anchor: date | None = None) -> list[Value]:
    """Every value of `text`, in order and disjoint; `anchor` is the day that relative times count from.

    >>> [v.text for v in find_values("营收超过135亿元")]
    ['超过135亿元']
    """
    times = [value for value in find_times(text, lang, anchor) if not _idiom(text, value)]
    if mask.LASTING.search(text):
        times = [value for value in times if not mask.LASTING.match(text, value.span.end)]
    dockets = [Span(*found.span()) for found in mask.DOCKET.finditer(text)]
    if dockets:
        # 〔2023〕5号: the year is part of a decree's number
        decrees = Spans(dockets)
        times = [value for value in times if not decrees.touching(value.span)]
    return merged(find_numbers(text), times)


def _idiom(text: str, value: Value) -> bool:
    """Whether a length of time is part of an idiom: 百年好合."""
    return value.kind is ValueKind.DURATION and mask.in_word(text, value.span.start) > value.span.end


def merged(numbers: list[Value], times: list[Value]) -> list[Value]:
    """Both lists as one: the longer of two that overlap, a time before a number of its length."""
    ordered = sorted([*times, *numbers], key=lambda value: (value.span.start, value.span.end))
    kept: list[Value] = []
    for value in ordered:
        while kept and kept[-1].span.end > value.span.start:
            if _strength(kept[-1]) <= _strength(value):
                break
            kept.pop()
        else:
            kept.append(value)
    return kept


def _strength(value: Value) -> tuple[int, int]:
    """What wins where two values overlap: times over bare numbers, shares and money, then length."""
    time = value.kind in {ValueKind.DATE, ValueKind.DURATION}
    firm = value.kind in FIRM
    order = 0 if firm or time else 1
    return order, -len(value.span)
