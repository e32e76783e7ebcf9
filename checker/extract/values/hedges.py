"""Hedges: the words on either side of a figure that make it a bound, and the interval they leave."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from checker.extract.values.figure import EXACT, Figure
from checker.extract.values.hanzi_tokens import CHARACTERS
from checker.extract.values.units import longest
from checker.lexicon.finder import lower
from checker.lexicon.hedges import HedgeRow, Side, hedges
from checker.lexicon.overlay import kept
from checker.model.pattern import seldom
from checker.model.record import dataclass, replace
from checker.model.value import Bound, Quantity


@dataclass(frozen=True, slots=True)
class Hedge:
    """A hedge in its place: `written` in canonical form, from `start` to `end`."""

    written: str
    bound: Bound
    strict: bool
    start: int
    end: int
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """The hedges by the side that they stand on, and what finds them.

    `lengths` tells how long the hedges before a figure are that end in a character, the longest first.
    """

    before: Mapping[str, HedgeRow]
    after: Mapping[str, HedgeRow]
    around: Mapping[str, HedgeRow]
    lengths: Mapping[str, Sequence[int]]
    in_after: re.Pattern[str]
    in_around: re.Pattern[str]


@kept
def _words() -> Words:
    sides: dict[Side, dict[str, HedgeRow]] = {side: {} for side in Side}
    for row in hedges():
        sides[row.side].update((lower(form), row) for form in row.forms)
    front, behind, both = sides[Side.BEFORE], sides[Side.AFTER], sides[Side.AROUND]
    return Words(
        front,
        behind,
        both,
        {
            last: sorted({len(form) for form in front if form[-1] == last}, reverse=True)
            for last in {form[-1] for form in front}
        },
        re.compile(
            rf"(?:[(（]不?含[)）])?[ ,]{{0,2}}"
            rf"(?:(?P<zh>{longest([f for f in behind if not f.isascii() or f == '+'])})(?!(?<=\+)\d)"
            rf"|(?P<en>{longest([f for f in behind if f.isascii() and f != '+'])})"
            r"(?![A-Za-z]| than(?! ?(?:[.,;]|$))| ?\d| equal))",
            re.IGNORECASE,
        ),
        re.compile(rf"[还更要]?(?P<word>{longest(both)})"),
    )


# 了 and spaces may stand between the hedge and its figure
LOOSE = 3
NUMERAL = seldom(rf"[0-9{CHARACTERS}几数]")
WORD = seldom(r"[ -]([A-Za-z]+)")
# 0.9 to 1 times for 近, 10 % each way for 约, 20 % for 量级: design.md section 2
NEARLY = Decimal("0.9")
ABOUT = Decimal("0.1")
LEVEL = Decimal("0.2")
# 以上 outdoes 约 where both stand
STRENGTH = {Bound.AT_LEAST: 0, Bound.AT_MOST: 0, Bound.LEVEL: 1, Bound.NEARLY: 2, Bound.ABOUT: 3, Bound.MORE: 4}


# code points of the longest word that a hedge may be the end of (handed over)
_LONGEST_BEFORE = 8


def before(text: str, at: int, floor: int) -> Hedge | None:
    """The hedge that ends at `at`, 了 and a space left aside, or None.

    >>> before("突破了3000万", 3, 0).written, before("over 5", 5, 0).bound
    ('突破', <Bound.AT_LEAST: 'at_least'>)
    """
    end = at
    while end > floor and at - end < LOOSE and text[end - 1] in " \u00a0":
        end -= 1
    if end > floor and text[end - 1] in "了是有为达":
        found = _ending(text, end, floor)
        if found is not None:
            return found
        end -= 1
    return _ending(text, end, floor)


def all_before(text: str, at: int, floor: int) -> Hedge | None:
    """The hedge that ends at `at`, with another in front of it taken in: of 至少约 the stronger decides.

    >>> all_before("至少约30", 3, 0)
    Hedge(written='至少', bound=<Bound.AT_LEAST: 'at_least'>, strict=False, start=0, end=3, bare=False)
    """
    inner = before(text, at, floor)
    outer = before(text, inner.start, floor) if inner is not None else None
    # a lone character in front (走过约300里) is more often the end of a verb
    if inner is None or outer is None or outer.bare or len(outer.written) < len("至少"):
        return inner
    winner = outer if STRENGTH[outer.bound] < STRENGTH[inner.bound] else inner
    return replace(winner, start=outer.start, end=inner.end)


def _ending(text: str, end: int, floor: int) -> Hedge | None:
    """The hedge whose last character stands before `end`."""
    words = _words()
    lengths = words.lengths.get(text[end - 1].lower()) if end > floor else None
    if lengths is None:
        return None
    window = text[max(floor, end - lengths[0]) : end].lower()
    for length in lengths:
        if length > len(window):
            continue
        form = window[-length:]
        row = words.before.get(form)
        if row is None:
            continue
        start = end - length
        if (
            form[0].isascii()
            and form[0].isalpha()
            and start > floor
            and text[start - 1].isascii()
            and text[start - 1].isalpha()
        ):
            continue
        if row.not_after and text.endswith(row.not_after, max(0, start - _LONGEST_BEFORE), start):
            continue
        return Hedge(form, row.bound, row.strict, start, end, row.bare)
    return None


def after(text: str, at: int) -> Hedge | None:
    """The hedge that starts at `at`, or None.

    >>> after("5人以上", 2).written, after("5 or so", 1).written
    ('以上', 'or so')
    """
    words = _words()
    found = words.in_after.match(text, at)
    if found is None:
        return None
    form = (found["zh"] or found["en"]).lower()
    if form in words.before and NUMERAL.match(text, found.end()):
        # 7000元,不到1万美元: it belongs to what follows
        return None
    row = words.after[form]
    following = WORD.match(text, found.end()) if row.then else None
    if following is not None and following[1] not in row.then:
        return None
    return Hedge(form, row.bound, row.strict, found.start(), found.end())


def around(text: str, start: int, end: int, floor: int) -> Hedge | None:
    """What 比 and its adjective make of the figure between them, or None.

    >>> around("比三十大一些", 1, 3, 0).written, around("比三十", 1, 3, 0)
    ('比…大', None)
    """
    if start <= floor or text[start - 1] != "比":
        return None
    words = _words()
    found = words.in_around.match(text, end)
    # 一次比一次高 compares no figures
    if found is None or text.endswith(text[start:end], 0, start - 1):
        return None
    row = words.around[found["word"]]
    if text.startswith(row.not_before, found.end()):
        return None
    return Hedge("比…" + found["word"], row.bound, row.strict, start - 1, found.end())


def stronger(one: Hedge | None, two: Hedge | None) -> Hedge | None:
    """Which of two hedges decides the interval."""
    if one is None or two is None:
        return one or two
    return two if STRENGTH[two.bound] < STRENGTH[one.bound] else one


def interval(figure: Figure, hedge: Hedge | None, unit: str | None, written: str) -> Quantity:
    """The figure as a quantity, with what the hedge makes of it.

    >>> from checker.extract.values.figure import made
    >>> about = Hedge("约", Bound.ABOUT, False, 0, 1)
    >>> interval(made("30", 1, 3, Decimal(30)), about, None, "约30").low
    Decimal('27.0')
    """
    if hedge is None:
        return Quantity(
            figure.low, figure.high, unit, written, figure.value, figure.hedge, figure.bound, figure.open_top
        )
    bottom = figure.low if figure.value is None else figure.value
    top = figure.high if figure.value is None else figure.value
    word, bound, value = hedge.written, hedge.bound, figure.value
    if bound is Bound.AT_LEAST:
        return Quantity(bottom, None, unit, written, value, word, bound)
    if bound is Bound.AT_MOST:
        return Quantity(None, top, unit, written, value, word, bound, open_top=hedge.strict)
    if figure.bound is Bound.MORE:
        return Quantity(figure.low, figure.high, unit, written, value, word, bound, open_top=figure.open_top)
    if bound is Bound.NEARLY:
        # near -5 lies above it
        low, high = (bottom, EXACT.multiply(top, NEARLY)) if top < 0 else (EXACT.multiply(bottom, NEARLY), top)
        return Quantity(min(low, high), max(low, high), unit, written, value, word, bound)
    width = LEVEL if bound is Bound.LEVEL else ABOUT
    low, high = bottom - EXACT.multiply(abs(bottom), width), top + EXACT.multiply(abs(top), width)
    return Quantity(low, high, unit, written, value, word, bound)
