"""The figures of a finding on one axis: which interval each position has, and where it lies among the others."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from itertools import permutations

from checker.lexicon.measures import to_base
from checker.model import Claim, Finding, Quantity, Run, ValueKind
from checker.model.record import dataclass, replace
from checker.report.layout import Symbols

LEAST, MOST = 12, 30  # cells
# times; figures further apart than this would leave the smaller ones in the first cell of a linear axis
FAR = 20
# how far an axis goes on beyond its last figure where one is open
OPEN = Decimal("0.2")
# cells; an interval this long says something by its length
WIDE = 3
# a share and a change in points, a rank and a count are no figures of one axis, though one of them has no unit
_OWN = frozenset({"percent", "pp", "permille", "times", "rank"})


@dataclass(frozen=True, slots=True)
class Bars:
    """A bar for each position of a finding, and whether they lie on a logarithmic axis."""

    drawn: tuple[str, ...]
    is_log: bool = False


def bars(finding: Finding, run: Run, width: int, symbols: Symbols) -> Bars | None:
    """The intervals of the finding's positions on one axis, for a report `width` cells wide.

    None where there is nothing to see: fewer than two positions, values that are no figures or have no common unit,
    and ranks, which say by themselves how far apart they are.
    """
    told = [_shown(run, position.claims) for position in finding.positions]
    figures = _in_one_unit(told)
    if len(figures) < 2 or any(figure.low is None and figure.high is None for figure in figures):
        return None
    cells = min(max(width // 5, LEAST), MOST)
    return draw(figures, cells, symbols)


def times_apart(left: Claim, right: Claim) -> Decimal | None:
    """How many times the larger of two figures is the smaller one; None for other values and where nobody can tell."""
    figures = [_middle(figure) for figure in _in_one_unit([left, right])]
    if len(figures) < 2 or figures[0] * figures[1] <= 0:
        return None
    less, more = sorted(map(abs, figures))
    return more / less


def _middle(figure: Quantity) -> Decimal:
    known = (end for end in (figure.value, figure.low, figure.high) if end is not None)
    return next(known, Decimal(0))


def _shown(run: Run, identifiers: Sequence[str]) -> Claim:
    """The claim that a position is shown by: a figure rather than a bound."""
    claims = [run.claim(identifier) for identifier in identifiers]
    return min(claims, key=lambda claim: (_is_open(claim), claim.id))


def _is_open(claim: Claim) -> bool:
    return isinstance(claim.value, Quantity) and (claim.value.low is None or claim.value.high is None)


def _in_one_unit(claims: Sequence[Claim]) -> list[Quantity]:
    """The figures of the claims in a unit that they share; none where there is no such unit."""
    figures = [claim.value for claim in claims if isinstance(claim.value, Quantity)]
    if len(figures) < len(claims) or any(claim.kind is ValueKind.RANK for claim in claims):
        return []
    for told in (figures, [to_base(figure) for figure in figures]):
        units = {figure.unit for figure in told}
        if len(units) == 1 or (len(units - {None}) == 1 and not units & _OWN):
            return told
    return []


def draw(figures: Sequence[Quantity], cells: int, symbols: Symbols) -> Bars | None:
    """A bar of `cells` cells for each figure.

    The axis begins at 0, and says so, where the figures can still be told apart then.

    >>> from checker.report.layout import PLAIN
    >>> d = Decimal
    >>> draw([Quantity(d(40), d(60), None, ""), Quantity(d(115), d(125), None, "")], 14, PLAIN).drawn
    ('0---===------|', '0-----------=|')
    >>> draw([Quantity(d(98), None, None, ""), Quantity(d(90), d(94), None, "")], 14, PLAIN).drawn
    ('|----------=>|', '|======------|')

    None where an axis would only say that the two differ, one mark at either end of it, or not even that.

    >>> draw([Quantity(d(100), d(100), None, ""), Quantity(d(99), d(99), None, "")], 14, PLAIN)
    """
    ends = [end for figure in figures for end in (figure.low, figure.high) if end is not None]
    low, high = min(ends), max(ends)
    axis = _Axis(cells - 2, symbols)
    if low > 0 and high > low * FAR:
        far = _on(figures, low.ln(), high.ln(), replace(axis, scale=Decimal.ln))
        return Bars(far.drawn, is_log=True) if far.is_apart else None
    with_zero = None
    if high <= 0:
        with_zero = _on(figures, low, Decimal(0), replace(axis, last="0"))
    elif low >= 0:
        with_zero = _on(figures, Decimal(0), high, replace(axis, first="0"))
    if with_zero is not None and (with_zero.is_clear or (with_zero.is_apart and len(figures) > 2)):
        return Bars(with_zero.drawn)
    between = _on(figures, low, high, axis)
    says_more = len(figures) > 2 or between.longest >= WIDE
    return Bars(between.drawn) if between.is_apart and says_more else None


@dataclass(frozen=True, slots=True)
class _Axis:
    room: int
    symbols: Symbols
    scale: Callable[[Decimal], Decimal] = lambda number: number
    first: str = ""
    last: str = ""


@dataclass(frozen=True, slots=True)
class _Drawn:
    """Bars, and whether those that cannot meet share no cell (`is_apart`) and have one between them (`is_clear`)."""

    drawn: tuple[str, ...]
    longest: int
    is_apart: bool
    is_clear: bool


def _on(figures: Sequence[Quantity], low: Decimal, high: Decimal, axis: _Axis) -> _Drawn:
    """The figures on an axis with these ends, in its own scale."""
    stretch = (high - low) * OPEN
    if any(figure.high is None for figure in figures) and axis.last != "0":
        high += stretch
    if any(figure.low is None for figure in figures) and axis.first != "0":
        low -= stretch
    spans = [_cells(figure, low, high, axis) for figure in figures]
    strange = [(i, j) for i, j in permutations(range(len(figures)), 2) if not figures[i].meets(figures[j])]
    for i, j in strange:
        (first, last), (start, stop) = spans[i], spans[j]
        # a cell is coarse: where two that cannot meet share one, the longer gives it up
        if first <= start <= last < stop and stop - start >= last - first:
            spans[j] = last + 1, stop
        elif start < first <= stop <= last and stop - start >= last - first:
            spans[j] = start, first - 1
    caps = axis.first or axis.symbols.cap, axis.last or axis.symbols.cap
    gaps = [max(spans[i][0] - spans[j][1], spans[j][0] - spans[i][1]) for i, j in strange]
    return _Drawn(
        drawn=tuple(f"{caps[0]}{_bar(*each, axis)}{caps[1]}" for each in zip(figures, spans, strict=True)),
        longest=max(last - first + 1 for first, last in spans),
        is_apart=min(gaps, default=1) >= 1,
        is_clear=min(gaps, default=2) >= 2,
    )


def _cells(figure: Quantity, low: Decimal, high: Decimal, axis: _Axis) -> tuple[int, int]:
    """The first and the last cell of a figure."""

    def cell(end: Decimal) -> int:
        share = (axis.scale(end) - low) / (high - low) if high > low else Decimal("0.5")
        return min(max(int(share * axis.room), 0), axis.room - 1)

    return (0 if figure.low is None else cell(figure.low), axis.room - 1 if figure.high is None else cell(figure.high))


def _bar(figure: Quantity, span: tuple[int, int], axis: _Axis) -> str:
    first, last = span
    symbols = axis.symbols
    cells = [symbols.bar if first <= at <= last else symbols.track for at in range(axis.room)]
    if figure.low is None:
        cells[0] = symbols.left
    if figure.high is None:
        cells[-1] = symbols.right
    return "".join(cells)
