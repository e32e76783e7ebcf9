"""The picture of the whole folder: sources against sources, with what was found between each two."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from markupsafe import Markup
from rich.cells import cell_len

from checker.model import Run, Verdict
from checker.model.record import dataclass
from checker.report.html.anchors import Anchors
from checker.report.html.svg import tag
from checker.report.html.words import Words
from checker.report.layout import UNICODE, cut_middle
from checker.report.wording import visible

MOST = 40  # sources: a larger square has no readable rows
LARGE = 12  # up to so many sources, a cell has room for figures
READABLE = 24  # and up to so many, a row for letters of the usual size
LABEL = 26  # cells
MARKS = {
    Verdict.CONTRADICTION: UNICODE.contradiction,
    Verdict.EXPLAINED: UNICODE.explained,
    Verdict.AGREEMENT: UNICODE.agreement,
}
# told apart by shape where there is no room for figures: a full square, an open one, a dot
SHAPES = {
    Verdict.CONTRADICTION: "M-6 -6H6V6H-6z",
    Verdict.EXPLAINED: "M-5 -5H5V5H-5z",
    Verdict.AGREEMENT: "M-2.5 0a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0 -5 0",
}
DRAWN = {Verdict.CONTRADICTION: "■", Verdict.EXPLAINED: "□", Verdict.AGREEMENT: "•"}
Between = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Picture:
    """The drawing with its marks, the sources in it by their numbers, and between which sources each finding stands."""

    svg: Markup
    legend: Mapping[Verdict, str]
    shown: tuple[int, ...]
    pairs: Mapping[str, tuple[str, ...]]


def draw(run: Run, anchors: Anchors, words: Words) -> Picture:
    """The matrix of the run's sources; of too many, those with the most conflicts."""
    cells, first, pairs = _count(run, anchors)
    order = _order(run, cells)
    shown = set(order)
    kept = {
        finding: tuple(f"{one}.{other}" for one, other in between if one in shown and other in shown)
        for finding, between in pairs.items()
    }
    svg = _Matrix(run, words, order, cells, first).svg() if cells else Markup()
    return Picture(svg, MARKS if len(order) <= LARGE else DRAWN, tuple(order), kept)


def _count(
    run: Run, anchors: Anchors
) -> tuple[dict[Between, Counter[Verdict]], dict[Between, str], dict[str, list[Between]]]:
    """For each two sources how many findings have a pair of theirs with each verdict, and the first such finding."""
    cells: dict[Between, Counter[Verdict]] = defaultdict(Counter)
    first: dict[Between, str] = {}
    pairs: dict[str, list[Between]] = {}
    for finding in run.findings:
        seen = set()
        for judgement in finding.judgements:
            one, other = sorted(anchors.number(c.document) for c in (judgement.pair.left, judgement.pair.right))
            seen.add(((one, other), judgement.verdict))
        for between, verdict in sorted(seen):
            cells[between][verdict] += 1
            first.setdefault(between, anchors.finding(finding.id))
        pairs[finding.id] = sorted({between for between, _ in seen})
    return cells, first, pairs


def _order(run: Run, cells: Mapping[Between, Counter[Verdict]]) -> list[int]:
    """The sources as rows: copies beside one another, by path; of too many those with most conflicts."""
    grave: Counter[int] = Counter()
    for between, found in cells.items():
        for number in set(between):
            grave[number] += 1000 * found[Verdict.CONTRADICTION] + found.total()
    numbers = range(len(run.sources))
    kept = sorted(numbers, key=lambda number: (-grave[number], run.sources[number].document.path))[:MOST]
    home: dict[str, str] = {}
    for number in numbers:
        source = run.sources[number]
        home[source.origin] = min(home.get(source.origin, source.document.path), source.document.path)
    return sorted(kept, key=lambda n: (home[run.sources[n].origin], run.sources[n].document.path, n))


class _Matrix:
    """One matrix being drawn: the lower half of the square, with the diagonal."""

    def __init__(
        self,
        run: Run,
        words: Words,
        order: Sequence[int],
        cells: Mapping[Between, Counter[Verdict]],
        first: Mapping[Between, str],
    ) -> None:
        self.run = run
        self.words = words
        self.order = order
        self.cells = cells
        self.first = first
        self.large = len(order) <= LARGE
        self.small = len(order) > READABLE
        self.side = 44 if self.large else 12 if self.small else 16
        longest = max((cell_len(self._label(number)) for number in order), default=0)
        self.left = longest * (6 if self.small else 7) + 44

    def svg(self) -> Markup:
        """The whole picture, of a fixed size."""
        size = len(self.order) * self.side
        pairs = [(one, other) for row, one in enumerate(self.order) for other in self.order[: row + 1]]
        # each cell of a large picture tells itself
        told = [self._told(*pair) for pair in pairs if self.large and self._key(*pair) in self.cells]
        parts = [
            tag("title", self.words["matrix"]),
            tag("desc", self.words.fill("matrix_desc", n=len(self.order), cells="; ".join(told))),
            *self._groups(),
        ]
        for row, one in enumerate(self.order):
            parts += self._row(row, one)
        wide, high = self.left + size + 4, size + 22
        # no role of an image: the cells in it are links
        return tag(
            "svg",
            *parts,
            role="group",
            class_=f"matrix{' small' * self.small}",
            width=wide,
            height=high,
            viewBox=f"0 0 {wide} {high}",
        )

    def _row(self, row: int, one: int) -> Iterator[Markup]:
        y = row * self.side + self.side // 2
        path = self.run.sources[one].document.path
        label = tag("text", self._label(one), x=self.left - 34, y=y + 4, text_anchor="end")
        yield tag("a", tag("title", path), label, href=f"#d{one}")
        yield tag("text", row + 1, x=self.left - 10, y=y + 4, text_anchor="end", class_="n")
        if not self.small or row % 5 == 4:
            below = len(self.order) * self.side + 14
            yield tag("text", row + 1, x=self.left + y, y=below, text_anchor="middle", class_="n")
        for column, other in enumerate(self.order[: row + 1]):
            yield self._cell(row, column, one, other)

    def _label(self, number: int) -> str:
        return cut_middle(visible(self.run.sources[number].document.path), LABEL)

    def _cell(self, row: int, column: int, one: int, other: int) -> Markup:
        x, y = self.left + column * self.side, row * self.side
        key = self._key(one, other)
        found = self.cells.get(key)
        if not found:
            return tag("rect", x=x + 1, y=y + 1, width=self.side - 2, height=self.side - 2, rx=3, class_="e")
        gravest = next(verdict for verdict in Verdict if found[verdict])
        inside = tag("rect", x=x + 1, y=y + 1, width=self.side - 2, height=self.side - 2, rx=3)
        middle, scale = x + self.side // 2, Decimal(self.side) / 16
        if self.large:
            rest = " ".join(f"{MARKS[v]}{found[v]}" for v in Verdict if v is not gravest and found[v])
            lower = tag("text", rest, x=middle, y=y + 36, text_anchor="middle", class_="r") if rest else Markup()
            head = f"{MARKS[gravest]} {found[gravest]}"
            drawn = tag("text", head, x=middle, y=y + (20 if rest else 27), text_anchor="middle") + lower
        else:
            drawn = tag("path", d=SHAPES[gravest], transform=f"translate({middle} {y + self.side // 2}) scale({scale})")
        return tag(
            "a", tag("title", self._told(one, other)), inside, drawn,
            href=f"#{self.first[key]}", class_=f"cell {gravest[0]}", data_p=f"{key[0]}.{key[1]}",
        )  # fmt: skip

    def _groups(self) -> Iterator[Markup]:
        """A line along the rows of one origin."""
        rows: dict[str, list[int]] = defaultdict(list)
        for row, number in enumerate(self.order):
            rows[self.run.sources[number].origin].append(row)
        for found in rows.values():
            if len(found) > 1:
                x = self.left - 28
                y1, y2 = found[0] * self.side + self.side // 2 - 6, found[-1] * self.side + self.side // 2 + 6
                yield tag("path", d=f"M{x + 4} {y1}H{x}V{y2}H{x + 4}", class_="o")

    def _told(self, one: int, other: int) -> str:
        found = self.cells[self._key(one, other)]
        counts = ", ".join(
            f"{found[verdict]} {self.words.form(f'{verdict}_one', found[verdict])}"
            for verdict in Verdict
            if found[verdict]
        )
        left, right = (self.run.sources[number].document.path for number in sorted((one, other)))
        return self.words.fill("matrix_self" if one == other else "matrix_cell", left=left, right=right, counts=counts)

    @staticmethod
    def _key(one: int, other: int) -> Between:
        return (one, other) if one <= other else (other, one)
