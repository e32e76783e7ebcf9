"""The report for the eye: what contradicts first, then what only seems to, what agrees, what was not checked."""

from collections.abc import Iterator

from rich.cells import cell_len
from rich.text import Text

from checker.model import Claim, Finding, Position, Run, Verdict
from checker.report.coverage import coverage_lines, summary
from checker.report.layout import (
    Screen,
    cut,
    cut_left,
    cut_middle,
    output,
    pad,
    spread,
    wrap,
)
from checker.report.places import Places
from checker.report.witness import Witness, circumstances, operands, witnesses
from checker.report.wording import visible

INDENT = 4
# an editor looks at two or three places of a value; the JSON report has them all
MOST_WITNESSES = 6
STYLES = {Verdict.CONTRADICTION: "bold red", Verdict.EXPLAINED: "yellow", Verdict.AGREEMENT: "green"}
TITLES = {
    Verdict.CONTRADICTION: "Contradictions",
    Verdict.EXPLAINED: "Explained: different, but no conflict",
    Verdict.AGREEMENT: "Agreements",
}


def render(run: Run, screen: Screen, *, quiet: bool = False) -> str:
    """The report in lines no wider than the screen; `quiet` leaves the summary and a line for each contradiction."""
    page = _Page(run, screen)
    return output(page.short() if quiet else page.long(), color=screen.color)


class _Page:
    """One report being laid out."""

    def __init__(self, run: Run, screen: Screen) -> None:
        self.run = run
        self.width = screen.cells
        self.symbols = screen.symbols
        self.places = Places(run)

    def long(self) -> Iterator[Text]:
        """The whole report."""
        yield from summary(self.run, self.width, self.symbols)
        for verdict, lay_out in (
            (Verdict.CONTRADICTION, self._contradiction),
            (Verdict.EXPLAINED, self._explained),
            (Verdict.AGREEMENT, self._agreement),
        ):
            findings = self.run.of(verdict)
            if findings:
                yield Text()
                yield Text(f"{TITLES[verdict]} ({len(findings)})", "bold")
            for finding in findings:
                yield from lay_out(finding)
        yield from coverage_lines(self.run, self.places, self.width, self.symbols)

    def short(self) -> Iterator[Text]:
        """The summary and one line for each contradiction."""
        yield from summary(self.run, self.width, self.symbols)
        for finding in self.run.of(Verdict.CONTRADICTION):
            yield self._one_line(finding)

    def _contradiction(self, finding: Finding) -> Iterator[Text]:
        yield Text()
        yield from self._heading(finding, f"{finding.rule} {self.symbols.dot} {finding.severity}")
        shown = [(position, self._witnesses(position)) for position in finding.positions]
        column = min(max((cell_len(visible(p.display)) for p in finding.positions), default=0), self.width // 5)
        for position, found in shown:
            label = visible(position.display)
            for witness in found[:MOST_WITNESSES]:
                yield from self._witness(witness, label, column)
                label = ""
            if len(found) > MOST_WITNESSES:
                yield Text(f"{' ' * (INDENT + column + 2)}and {len(found) - MOST_WITNESSES} more", "dim")
        yield from self._message(finding.message, "")

    def _explained(self, finding: Finding) -> Iterator[Text]:
        yield from self._heading(finding, finding.rule)
        for position in finding.positions:
            yield from self._compact(position)
        yield from self._message(finding.message, "dim")

    def _agreement(self, finding: Finding) -> Iterator[Text]:
        origins = sum(position.origins for position in finding.positions)
        yield from self._heading(finding, f"{origins} {'origin' if origins == 1 else 'origins'}")
        for position in finding.positions:
            yield from self._compact(position)

    def _heading(self, finding: Finding, right: str) -> Iterator[Text]:
        """Symbol and subject, and at the far end what was found and the name to ask `checker explain` for."""
        mark = {
            Verdict.CONTRADICTION: self.symbols.contradiction,
            Verdict.EXPLAINED: self.symbols.explained,
            Verdict.AGREEMENT: self.symbols.agreement,
        }[finding.verdict]
        style = STYLES[finding.verdict]
        subject = visible(f"{finding.entity} {self.symbols.dot} {finding.attribute}")
        left = Text.assemble((f"{mark} ", style), (self._cut(subject, self.width - 2), "bold"))
        note = Text.assemble((right, style), (f"  {finding.fingerprint[:8]}", "dim"))
        yield from spread(left, note, self.width, INDENT)

    def _witness(self, witness: Witness, label: str, column: int) -> Iterator[Text]:
        """The value, its words in their context and its place; below, the circumstances."""
        start = INDENT + column + 2
        where = Text.assemble((self._place(witness), "cyan"), (self._also(witness), "dim"))
        room = self.width - start - where.cell_len - 2
        beside = room >= 36  # less leaves no words around a figure: the place then has a line of its own
        quote = self._quote(witness.claim, room if beside else self.width - start)
        head = Text.assemble(" " * INDENT, (pad(self._cut(label, column), column), "bold"), "  ", quote)
        if beside:
            yield from spread(head, where, self.width, start)
        else:
            yield head
            yield Text.assemble(" " * start, where)
        notes = [*circumstances(witness.claim), operands(witness.claim, self.run, self.places)]
        text = f" {self.symbols.dot} ".join(visible(note) for note in notes if note)
        for line in wrap(text, self.width - start) if text else ():
            yield Text.assemble(" " * start, (line, "italic"))

    def _quote(self, claim: Claim, cells: int) -> Text:
        """The evidence between brackets with as much of its line as fits."""
        before, after = (visible(part) for part in self.places.context(claim, limit=cells))
        core = self._cut(visible(claim.quote), cells - 2 - 2 * cell_len(self.symbols.more))
        room = cells - cell_len(core) - 2
        left = min(cell_len(before), max(room // 2, room - cell_len(after)))
        before = cut_left(before.lstrip(), left, self.symbols.more)
        after = self._cut(after.rstrip(), room - cell_len(before))
        return Text.assemble(before, ("[", "dim"), (core, "bold"), ("]", "dim"), after)

    def _compact(self, position: Position) -> Iterator[Text]:
        """One position in a line: value, circumstances, places; a line more where the places need one."""
        found = self._witnesses(position)
        told = circumstances(found[0].claim) if found else []
        where = ", ".join(self._place(witness) for witness in found[:MOST_WITNESSES])
        if len(found) > MOST_WITNESSES:
            where += f", {len(found) - MOST_WITNESSES} more"
        line = Text.assemble(" " * INDENT, (self._cut(visible(position.display), self.width // 2), "bold"))
        notes = visible(f" {self.symbols.dot} ".join(told))
        room = self.width - line.cell_len - 2
        if notes:
            line.append(f"  {self._cut(notes, room)}")
            room = self.width - line.cell_len - 2
        if cell_len(where) <= room:
            yield from spread(line, Text(where, "cyan"), self.width, INDENT)
            return
        yield line
        for part in wrap(where, self.width - INDENT - 4):
            yield Text.assemble(" " * (INDENT + 4), (part, "cyan"))

    def _message(self, message: str, style: str) -> Iterator[Text]:
        for line in wrap(visible(message), self.width - INDENT):
            yield Text.assemble(" " * INDENT, (line, style))

    def _one_line(self, finding: Finding) -> Text:
        values = " / ".join(position.display for position in finding.positions)
        subject = f"{finding.entity} {self.symbols.dot} {finding.attribute}: {values}"
        right = f"  {finding.rule}  {finding.fingerprint[:8]}"
        line = self._cut(visible(subject), self.width - cell_len(right) - 2)
        return Text.assemble((f"{self.symbols.contradiction} ", "bold red"), line, (right, "dim"))

    def _witnesses(self, position: Position) -> list[Witness]:
        return witnesses(self.run, self.places, position.claims)

    def _place(self, witness: Witness) -> str:
        """File, line and column; a long file name loses its middle."""
        place = witness.place
        spot = f":{place.spot}"
        # the same room for each path, so that a file looks the same wherever it is named
        return cut_middle(visible(place.path), self.width // 3 - 8, self.symbols.more) + spot

    def _also(self, witness: Witness) -> str:
        again = f"  +{len(witness.again)} here" if witness.again else ""
        copies = f"  +{witness.copies} {'copy' if witness.copies == 1 else 'copies'}" if witness.copies else ""
        return again + copies

    def _cut(self, text: str, cells: int) -> str:
        return cut(text, cells, self.symbols.more)
