"""The report for the eye: what contradicts first, then what only seems to, what agrees, what was not checked."""

from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from rich.text import Text

from checker.model import Claim, Finding, Position, Run, Severity, Verdict
from checker.report.axis import Bars, bars
from checker.report.coverage import coverage_lines
from checker.report.difference import Line, differing, is_near
from checker.report.layout import Screen, cut, cut_left, cut_middle, output, pad, spread, wrap
from checker.report.places import Places
from checker.report.sentence import rule_name, sentence
from checker.report.summary import summary
from checker.report.voice import Voice
from checker.report.witness import Witness, circumstances, operands, witnesses
from checker.report.wording import visible

INDENT = 4
# an editor looks at two or three places of a value; the JSON report has them all
MOST_WITNESSES = 6
# red, yellow and blue stay apart for eyes that take red for green; the symbols and words stay without any colour
STYLES = {Verdict.CONTRADICTION: "bold red", Verdict.EXPLAINED: "yellow", Verdict.AGREEMENT: "bright_blue"}
GRADES = {Severity.HIGH: (3, "bold red"), Severity.MEDIUM: (2, "red"), Severity.LOW: (1, "dim")}
TITLES = {
    Verdict.CONTRADICTION: "contradictions_title",
    Verdict.EXPLAINED: "explained_title",
    Verdict.AGREEMENT: "agreements_title",
}
# code points on either side of a quote that are looked at to tell whether another one is in the same words
SENTENCE = 120
# cells; what sets a claim apart stands beside its bar where this many are left
BESIDE_BAR = 24
NO_BARS = Bars(())


def render(run: Run, screen: Screen, *, quiet: bool = False, left_out: tuple[Finding, ...] | None = None) -> str:
    """The report in lines no wider than the screen; `quiet` leaves the summary and a line for each contradiction.

    `left_out` are the findings that a filter kept from the run, None where there was no filter.
    """
    return output(lines(run, screen, quiet=quiet, left_out=left_out), color=screen.color)


def lines(
    run: Run, screen: Screen, *, quiet: bool = False, left_out: tuple[Finding, ...] | None = None
) -> Iterator[Text]:
    """The lines of `render`, for a console that colours them itself."""
    page = _Page(run, screen)
    yield from summary(run, screen, left_out)
    yield from page.short() if quiet else page.long()


class _Page:
    """One report being laid out."""

    def __init__(self, run: Run, screen: Screen) -> None:
        self.run = run
        self.screen = screen
        self.width = screen.cells
        self.symbols = screen.symbols
        self.voice = Voice(screen.language)
        self.places = Places(run)

    def long(self) -> Iterator[Text]:
        """The findings and what was checked."""
        for verdict, lay_out in (
            (Verdict.CONTRADICTION, self._contradiction),
            (Verdict.EXPLAINED, self._explained),
            (Verdict.AGREEMENT, self._agreement),
        ):
            findings = self.run.of(verdict)
            if findings:
                yield Text()
                yield Text(self.voice.say(TITLES[verdict], count=len(findings)), "bold")
            for finding in findings:
                yield from lay_out(finding)
        yield from coverage_lines(self.run, self.places, self.screen)

    def short(self) -> Iterator[Text]:
        """One line for each contradiction."""
        for finding in self.run.of(Verdict.CONTRADICTION):
            yield self._one_line(finding)

    def _contradiction(self, finding: Finding) -> Iterator[Text]:
        yield Text()
        yield from self._heading(finding, Text.assemble(self._rule(finding), self._grade(finding)))
        shown = [(position, self._witnesses(position)) for position in finding.positions]
        lines = [[self._line(witness.claim) for witness in found[:MOST_WITNESSES]] for _, found in shown]
        column = min(max((cell_len(visible(p.display)) for p in finding.positions), default=0), self.width // 5)
        drawn = self._bars(finding)
        for index, (position, found) in enumerate(shown):
            label = visible(position.display)
            others = [line for at, each in enumerate(lines) if at != index for line in each]
            for number, witness in enumerate(found[:MOST_WITNESSES]):
                yield from self._witness(witness, "" if number else label, column, others)
                yield from self._notes(witness, self._bar(drawn, index) if not number else Text(), column)
            if len(found) > MOST_WITNESSES:
                more = self.voice.many("more_places", len(found) - MOST_WITNESSES)
                yield Text(f"{' ' * (INDENT + column + 2)}{more}", "dim")
        yield from self._message(finding, "")

    def _explained(self, finding: Finding) -> Iterator[Text]:
        yield from self._heading(finding, self._rule(finding))
        # figures of two measures have no axis in common that would tell anything
        attributes = {claim.attribute.name for claim in self._claims(finding)}
        drawn = self._bars(finding) if len(attributes) == 1 else NO_BARS
        labels = [cell_len(self._label(position)) for position in finding.positions]
        column = max(labels) if drawn.drawn else 0
        for index, position in enumerate(finding.positions):
            yield from self._compact(position, column, self._bar(drawn, index))
        yield from self._message(finding, "dim")

    def _agreement(self, finding: Finding) -> Iterator[Text]:
        origins = sum(position.origins for position in finding.positions)
        yield from self._heading(finding, Text(self.voice.many("origins", origins), STYLES[finding.verdict]))
        for position in finding.positions:
            yield from self._compact(position, 0, Text())

    def _rule(self, finding: Finding) -> Text:
        return Text(rule_name(finding.rule, self.voice), STYLES[finding.verdict])

    def _grade(self, finding: Finding) -> Text:
        grade, style = GRADES[finding.severity]
        words = f"{self.symbols.grade(grade)} {self.voice.say(finding.severity)}"
        return Text.assemble(f" {self.symbols.dot} ", (words, style))

    def _heading(self, finding: Finding, right: Text) -> Iterator[Text]:
        """Symbol and subject, and at the far end what was found and the name to ask `checker explain` for."""
        mark = {
            Verdict.CONTRADICTION: self.symbols.contradiction,
            Verdict.EXPLAINED: self.symbols.explained,
            Verdict.AGREEMENT: self.symbols.agreement,
        }[finding.verdict]
        subject = self._cut(self._subject(finding), self.width - 2)
        left = Text.assemble((f"{mark} ", STYLES[finding.verdict]), (subject, "bold"))
        note = Text.assemble(right, (f"  {finding.fingerprint[:8]}", "dim"))
        yield from spread(left, note, self.width, INDENT)

    def _subject(self, finding: Finding) -> str:
        """Entity and attribute, with what narrows them all in the reader's language."""
        common = frozenset.intersection(*(claim.attribute.qualifiers for claim in self._claims(finding)))
        told = f" ({', '.join(Voice().narrowings(common))})"
        attribute = finding.attribute
        if attribute.endswith(told):
            words = self.voice.say("comma").join(self.voice.narrowings(common))
            attribute = self.voice.say("narrowed", name=attribute.removesuffix(told), words=words)
        return visible(f"{finding.entity} {self.symbols.dot} {attribute}")

    def _claims(self, finding: Finding) -> list[Claim]:
        return [self.run.claim(name) for position in finding.positions for name in position.claims]

    def _bars(self, finding: Finding) -> Bars:
        return bars(finding, self.run, self.width, self.symbols) or NO_BARS

    def _bar(self, drawn: Bars, index: int) -> Text:
        """The bar of a position, or nothing; what the axis is stands beside the first."""
        if not drawn.drawn:
            return Text()
        bar = Text(drawn.drawn[index], "dim")
        bar.highlight_regex(f"[{self.symbols.bar}{self.symbols.left}{self.symbols.right}]+", "bold not dim")
        if drawn.is_log and index == 0:
            bar.append(f" {self.voice.say('log')}", "dim")
        return bar

    def _witness(self, witness: Witness, label: str, column: int, others: Sequence[Line]) -> Iterator[Text]:
        """The value, its words in their context and its place."""
        start = INDENT + column + 2
        where = Text.assemble((self._place(witness), "cyan"), (self._also(witness), "dim"))
        room = self.width - start - where.cell_len - 2
        beside = room >= 36  # less leaves no words around a figure: the place then has a line of its own
        quote = self._quote(witness.claim, room if beside else self.width - start, others)
        head = Text.assemble(" " * INDENT, (pad(self._cut(label, column), column), "bold"), "  ", quote)
        if beside:
            yield from spread(head, where, self.width, start)
        else:
            # the whole path, if it fits: a terminal opens no shortened one
            also = self._also(witness)
            whole = self._place(witness, self.width - start - cell_len(also))
            yield head
            yield Text.assemble(" " * start, (whole, "cyan"), (also, "dim"))

    def _notes(self, witness: Witness, bar: Text, column: int) -> Iterator[Text]:
        """Where the value lies among the others, and the circumstances."""
        claim, start = witness.claim, INDENT + column + 2
        notes = [*circumstances(claim, self.voice), operands(claim, self.run, self.places, self.voice)]
        text = f" {self.symbols.dot} ".join(visible(note) for note in notes if note)
        margin = bar.cell_len + 2 if bar else 0
        if margin and (not text or self.width - start - margin < BESIDE_BAR):
            yield Text.assemble(" " * start, bar)
            bar, margin = Text(), 0
        for line in wrap(text, self.width - start - margin) if text else ():
            yield Text.assemble(" " * start, bar or " " * margin, "  " if bar else "", (line, "italic"))
            bar = Text()

    def _line(self, claim: Claim) -> Line:
        """The evidence with the words around it."""
        before, after = (visible(part) for part in self.places.context(claim, limit=SENTENCE))
        return Line(before, visible(claim.quote), after)

    def _quote(self, claim: Claim, cells: int, others: Sequence[Line]) -> Text:
        """The evidence between brackets with as much of its line as fits.

        Where another position stands in nearly the same words, the words that differ stand out.
        """
        before, after = (visible(part) for part in self.places.context(claim, limit=cells))
        core = self._cut(visible(claim.quote), cells - 2 - 2 * cell_len(self.symbols.more))
        room = cells - cell_len(core) - 2
        left = min(cell_len(before), max(room // 2, room - cell_len(after)))
        before = cut_left(before.lstrip(), left, self.symbols.more)
        after = self._cut(after.rstrip(), room - cell_len(before))
        text = Text(before + core + after)
        text.stylize("bold", len(before), len(before) + len(core))
        self._set_off(text, Line(before, core, after), self._line(claim), others)
        first, rest = text.divide([len(before)])
        middle, last = rest.divide([len(core)])
        return Text.assemble(first, ("[", "dim"), middle, ("]", "dim"), last)

    def _set_off(self, text: Text, shown: Line, whole: Line, others: Sequence[Line]) -> None:
        """Dim what the quote has in common with another one in nearly the same words, and underline what differs."""
        near = next((other for other in others if is_near(whole, other)), None)
        if near is None or shown.core != whole.core:
            return
        text.stylize("dim", 0, len(shown.before))
        text.stylize("dim", len(shown.before) + len(shown.core), len(text))
        shift = len(shown.before) - len(whole.before)
        # a word that was cut tells nothing of what differs
        first = len(self.symbols.more) if shown.before.startswith(self.symbols.more) else 0
        last = len(text) - (len(self.symbols.more) if shown.after.endswith(self.symbols.more) else 0)
        for span in differing(whole, near):
            start, end = max(span.start + shift, first), min(span.end + shift, last)
            if start < end:
                text.stylize("bold underline not dim", start, end)

    def _label(self, position: Position) -> str:
        return self._cut(visible(position.display), self.width // 3)

    def _compact(self, position: Position, column: int, bar: Text) -> Iterator[Text]:
        """One position in a line: value, bar, circumstances, places; a line more where the places need one."""
        found = self._witnesses(position)
        told = circumstances(found[0].claim, self.voice) if found else []
        where = self.voice.say("place_comma").join(self._place(witness) for witness in found[:MOST_WITNESSES])
        if len(found) > MOST_WITNESSES:
            more = self.voice.many("more", len(found) - MOST_WITNESSES)
            where += f"{self.voice.say('place_comma')}{more}"
        line = Text.assemble(" " * INDENT, (pad(self._label(position), column), "bold"))
        if bar:
            line.append("  ").append_text(bar)
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

    def _message(self, finding: Finding, style: str) -> Iterator[Text]:
        for line in wrap(visible(sentence(finding, self.places, self.voice)), self.width - INDENT):
            yield Text.assemble(" " * INDENT, (line, style))

    def _one_line(self, finding: Finding) -> Text:
        values = " / ".join(position.display for position in finding.positions)
        right = f"  {rule_name(finding.rule, self.voice)}  {finding.fingerprint[:8]}"
        grade, style = GRADES[finding.severity]
        subject = visible(f"{self._subject(finding)}: {values}")
        line = self._cut(subject, self.width - cell_len(right) - 6)
        marks = (f"{self.symbols.contradiction} ", "bold red"), (f"{self.symbols.grade(grade)} ", style)
        return Text.assemble(*marks, line, (right, "dim"))

    def _witnesses(self, position: Position) -> list[Witness]:
        return witnesses(self.run, self.places, position.claims)

    def _place(self, witness: Witness, cells: int = 0) -> str:
        """File, line and column, in `cells` cells if told; a long file name loses its middle."""
        place = witness.place
        spot = f":{place.spot}"
        # the same room for each path, so that a file looks the same wherever it is named
        room = cells - cell_len(spot) if cells else self.width // 3 - 8
        return cut_middle(visible(place.path), room, self.symbols.more) + spot

    def _also(self, witness: Witness) -> str:
        counts = ("here", len(witness.again)), ("copies", witness.copies)
        return "".join(f"  {self.voice.many(key, count)}" for key, count in counts if count)

    def _cut(self, text: str, cells: int) -> str:
        return cut(text, cells, self.symbols.more)
