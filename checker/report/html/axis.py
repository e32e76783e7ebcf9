"""The picture of one finding: what each source says, as intervals on one axis."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal, localcontext

from markupsafe import Markup

from checker.lexicon.measures import EXACT, to_base
from checker.model import Claim, DateValue, Quantity
from checker.model.record import dataclass
from checker.report.html.svg import tag
from checker.report.html.words import Words
from checker.report.layout import cut
from checker.report.wording import grouped

MOST_ROWS = 8  # more tell the eye nothing that the list below does not
MOST_COPIES = 3  # drawn; all of them are counted
LABEL = 44  # cells: what fits on a phone
ROW, COPY, AXIS = 34, 8, 24  # pixels
LEFT, WIDE = Decimal(6), Decimal(88)  # percent of the picture's width
# beyond this many times the smallest figure, small ones would all stand at the left edge of a linear axis
SPREAD = 200
# figures longer than that are no measures
DIGITS = 24
# dates are days on the axis, from the first of this calendar
FIRST_DAY, LAST_DAY = date.min.toordinal(), date.max.toordinal()


@dataclass(frozen=True, slots=True)
class Row:
    """What one source says: `group` numbers the position, `copies` the further sources with the same words."""

    label: str
    group: int
    low: Decimal | None
    high: Decimal | None
    value: Decimal | None
    copies: int = 0


@dataclass(frozen=True, slots=True)
class Kind:
    """What all figures on an axis must share."""

    unit: str | None
    days: bool = False


def measured(claim: Claim) -> tuple[Kind, Decimal | None, Decimal | None, Decimal | None] | None:
    """The kind of a claim's value with its low end, its high end and the figure itself; None for what has no place."""
    match claim.value:
        case Quantity() as quantity:
            based = to_base(quantity)
            ends = [end for end in (based.low, based.high, based.value) if end is not None]
            if not ends or any(abs(end.adjusted()) > DIGITS for end in ends if end):
                return None
            return Kind(based.unit), based.low, based.high, based.value
        case DateValue(start=date() as first, end=date() as last):
            return Kind(None, days=True), Decimal(first.toordinal()), Decimal(last.toordinal()), None
        case _:
            return None


def picture(subject: str, rows: Sequence[Row], kind: Kind, words: Words) -> Markup:
    """The rows as one SVG, as wide as the room that it is given, with all of it told in words too."""
    # ends that lie close to one another differ in their last digits alone
    with localcontext(EXACT):
        return _Axis(rows[:MOST_ROWS], kind, words).svg(subject)


class _Axis:
    """One picture being drawn."""

    def __init__(self, rows: Sequence[Row], kind: Kind, words: Words) -> None:
        self.rows = rows
        self.kind = kind
        self.words = words
        ends = [end for row in rows for end in (row.low, row.high, row.value) if end is not None]
        low, high = min(ends), max(ends)
        # days and places have nothing between them
        self.whole = kind.days or all(end == end.to_integral_value() for end in ends)
        self.log = low > 0 and high > low * SPREAD
        if low == high:
            # one figure stands in the middle
            low, high = low - 1, high + 1
        self.low, self.high = (low.log10(), high.log10()) if self.log else (low, high)

    def svg(self, subject: str) -> Markup:
        """The whole picture."""
        told = "; ".join(self._told(row) for row in self.rows)
        parts: list[Markup] = [tag("title", self.words.fill("axis_title", subject=subject)), tag("desc", told)]
        bottom = sum(_height(row) for row in self.rows) + 4
        parts += self._ticks(bottom)
        top = 0
        for row in self.rows:
            parts.append(self._row(row, top))
            top += _height(row)
        return tag("svg", *parts, class_="axis", role="img", height=bottom + AXIS)

    def _row(self, row: Row, top: int) -> Markup:
        """A label, and below it a bar for the source and each of its copies, joined."""
        parts = [tag("text", cut(row.label, LABEL), y=top + 13)]
        drawn = range(min(row.copies, MOST_COPIES) + 1)
        parts += [part for copy in drawn for part in self._bar(row, top + 22 + copy * COPY)]
        if row.copies:
            at = self._percent(row.value if row.value is not None else row.low if row.low is not None else row.high)
            parts.append(tag("line", x1=at, x2=at, y1=top + 22, y2=top + 22 + drawn[-1] * COPY))
        return tag("g", *parts, class_=f"g{row.group % 4}")

    def _bar(self, row: Row, y: int) -> Iterator[Markup]:
        low = self._share(row.low) if row.low is not None else Decimal(0)
        high = self._share(row.high) if row.high is not None else Decimal(100)
        if high > low:
            yield tag("rect", x=f"{low}%", y=y - 3, width=f"{high - low}%", height=5, rx=2)
        if row.low is None:
            yield tag("svg", tag("path", d="M8 -5L0 0L8 5z"), x="0", y=y)
        if row.high is None:
            yield tag("svg", tag("path", d="M-8 -5L0 0L-8 5z"), x="100%", y=y)
        point = row.value if row.value is not None else row.low if row.low == row.high else None
        if point is not None:
            yield tag("circle", cx=self._percent(point), cy=y, r=4)

    def _ticks(self, bottom: int) -> Iterator[Markup]:
        yield tag("line", x2="100%", y1=bottom, y2=bottom, class_="x")
        parts: list[Markup] = []
        for at in self._round():
            share = self._share(at)
            anchor = "start" if share < 10 else "end" if share > 90 else ""
            parts.append(tag("line", x1=f"{share}%", x2=f"{share}%", y2=bottom + 4))
            parts.append(tag("text", self._figure(at), x=f"{share}%", y=bottom + 17, text_anchor=anchor))
        if self.log:
            parts.append(tag("text", self.words["axis_log"], x="100%", y=10, text_anchor="end"))
        yield tag("g", *parts, class_="k")

    def _round(self) -> list[Decimal]:
        """Two to four round figures on the axis."""
        if self.log:
            lowest, highest = int(self.low), int(self.high) + 1
            apart = max(1, (highest - lowest) // 4)
            powers = (Decimal(10) ** power for power in range(lowest, highest + 1, apart))
            return [power for power in powers if self.low <= power.log10() <= self.high]
        rough = (self.high - self.low) / 2
        unit = Decimal(10) ** rough.adjusted()
        step = next((size * unit for size in (5, 2) if size * unit <= rough), unit)
        if self.whole:
            step = max(step.to_integral_value(), Decimal(1))
        # the division drops what is behind the point, so that a step more is tried
        first = EXACT.divide_int(self.low, step)
        found = [(first + index) * step for index in range(-1, 9)]
        return [figure for figure in found if self.low <= figure <= self.high]

    def _share(self, figure: Decimal) -> Decimal:
        """How far right a figure stands, in percent of the width."""
        at = figure.log10() if self.log else figure
        return (LEFT + WIDE * (at - self.low) / (self.high - self.low)).quantize(Decimal("0.1"))

    def _percent(self, figure: Decimal | None) -> str:
        return f"{self._share(figure)}%" if figure is not None else "0"

    def _figure(self, figure: Decimal) -> str:
        if self.kind.days:
            ordinal = min(max(int(figure), FIRST_DAY), LAST_DAY)
            return date.fromordinal(ordinal).isoformat()
        unit = {"percent": "%", None: ""}.get(self.kind.unit, f" {self.kind.unit}")
        for zeros, word in self.words.scales:
            if abs(figure) >= Decimal(10) ** zeros:
                return f"{cut(grouped(figure.scaleb(-zeros)), LABEL // 2)}{word}{unit}"
        return f"{cut(grouped(figure), LABEL // 2)}{unit}"

    def _told(self, row: Row) -> str:
        low, high = (None if end is None else self._figure(end) for end in (row.low, row.high))
        key = "axis_to" if low is None else "axis_from"
        if low is not None and high is not None:
            key = "axis_point" if low == high else "axis_range"
        return self.words.fill(key, label=row.label, low=low, high=high)


def _height(row: Row) -> int:
    return ROW + min(row.copies, MOST_COPIES) * COPY
