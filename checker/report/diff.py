"""What is different between two reports, for the eye and for machines."""

from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from rich.text import Text

from checker.model import Verdict
from checker.report.comparison import Change, Comparison, Saved
from checker.report.json_ import SCHEMA_VERSION, dumps
from checker.report.layout import Screen, cut, cut_middle, output, pad, spread, wrap
from checker.report.saved import SavedFinding, SavedPosition
from checker.report.wording import visible
from checker.settings import VERSION

INDENT = 4
STYLES = {Verdict.CONTRADICTION: "bold red", Verdict.EXPLAINED: "yellow", Verdict.AGREEMENT: "green"}
CAME, WENT, KEPT = ("+", "green"), ("-", "red"), (" ", "dim")


def render(compared: Comparison, screen: Screen) -> str:
    """The differences in lines no wider than the screen: what appeared, changed, went and was settled."""
    return output(_Page(compared, screen).lines(), color=screen.color)


def render_json(compared: Comparison) -> str:
    """The differences as JSON text."""
    return dumps(
        {
            "schema_version": SCHEMA_VERSION,
            "tool": {"name": "checker", "version": VERSION},
            "old": _report(compared.old),
            "new": _report(compared.new),
            "appeared": [_finding(finding) for finding in compared.appeared],
            "changed": [_change(change) for change in compared.changed],
            "went": [_finding(finding) for finding in compared.went],
            "settled": [_finding(finding) for finding in compared.settled],
            "same": compared.same,
            "new_contradictions": compared.new_contradictions,
        }
    )


def _report(report: Saved) -> dict[str, object]:
    return {"path": report.path, "version": report.version, "settings_digest": report.settings_digest}


def _finding(finding: SavedFinding) -> dict[str, object]:
    return {
        "id": finding.id,
        "fingerprint": finding.fingerprint,
        "verdict": finding.verdict,
        "rule": finding.rule,
        "severity": finding.severity,
        "entity": finding.entity,
        "attribute": finding.attribute,
        "message": finding.message,
        "dismissed": None if finding.dismissed is None else {"reason": finding.dismissed},
        "positions": _positions(finding.positions),
    }


def _change(change: Change) -> dict[str, object]:
    return {
        "old": _finding(change.old),
        "new": _finding(change.new),
        "positions_came": _positions(change.came),
        "positions_went": _positions(change.went),
    }


def _positions(positions: Sequence[SavedPosition]) -> list[dict[str, object]]:
    return [{"display": each.display, "origins": each.origins, "places": list(each.places)} for each in positions]


class _Page:
    """One comparison being laid out."""

    def __init__(self, compared: Comparison, screen: Screen) -> None:
        self.compared = compared
        self.width = screen.cells
        self.symbols = screen.symbols

    def lines(self) -> Iterator[Text]:
        """The summary, then each part that holds something."""
        yield from self._summary()
        compared = self.compared
        if compared.appeared:
            yield from self._title("Appeared", len(compared.appeared))
        for finding in compared.appeared:
            yield from self._heading(finding, finding.rule)
            yield from self._listed([(CAME, position) for position in finding.positions])
        if compared.changed:
            yield from self._title("Changed", len(compared.changed))
        for change in compared.changed:
            yield from self._changed(change)
        if compared.went:
            yield from self._title("Went", len(compared.went))
        for finding in compared.went:
            yield from self._heading(finding, finding.rule)
            yield from self._listed([(WENT, position) for position in finding.positions])
        if compared.settled:
            yield from self._title("Settled", len(compared.settled))
        for finding in compared.settled:
            yield from self._heading(finding, finding.rule)
            values = " / ".join(position.display for position in finding.positions)
            yield from self._told(values, "")
            yield from self._told(finding.dismissed or "", "italic")

    def _summary(self) -> Iterator[Text]:
        """A line that a busy person can stop at."""
        compared = self.compared
        conflicts = compared.new_contradictions
        counts = [
            f"{conflicts or 'no'} new contradiction{'' if conflicts == 1 else 's'}",
            f"{len(compared.appeared)} appeared",
            f"{len(compared.changed)} changed",
            f"{len(compared.went)} went",
        ]
        if compared.settled:
            counts.append(f"{len(compared.settled)} settled")
        counts.append(f"{compared.same} the same")
        for line in wrap(f" {self.symbols.dot} ".join(counts), self.width):
            yield Text(line, "bold red" if conflicts else "bold")
        if not compared.made_alike:
            text = "the two were made by different versions, words or settings, which may be why they differ"
            for index, line in enumerate(wrap(text, self.width - 2)):
                yield Text(f"{' ' if index else self.symbols.problem} {line}", "yellow")

    def _title(self, name: str, count: int) -> Iterator[Text]:
        yield Text()
        yield Text(f"{name} ({count})", "bold")

    def _changed(self, change: Change) -> Iterator[Text]:
        turned = change.old.verdict != change.new.verdict
        note = f"was {change.old.verdict} {self.symbols.dot} {change.new.rule}" if turned else change.new.rule
        yield from self._heading(change.new, note)
        yield from self._listed(
            [
                *((CAME if position in change.came else KEPT, position) for position in change.new.positions),
                *((WENT, position) for position in change.went),
            ]
        )

    def _heading(self, finding: SavedFinding, note: str) -> Iterator[Text]:
        marks = {
            Verdict.CONTRADICTION: self.symbols.contradiction,
            Verdict.EXPLAINED: self.symbols.explained,
            Verdict.AGREEMENT: self.symbols.agreement,
        }
        known = next((verdict for verdict in marks if verdict == finding.verdict), None)
        mark = marks[known] if known else "?"
        style = STYLES[known] if known else ""
        subject = visible(f"{finding.entity} {self.symbols.dot} {finding.attribute}")
        left = Text.assemble((f"{mark} ", style), (cut(subject, self.width - 2, self.symbols.more), "bold"))
        right = Text.assemble((visible(note), style), (f"  {visible(finding.fingerprint[:8])}", "dim"))
        yield from spread(left, right, self.width, INDENT)

    def _listed(self, positions: Sequence[tuple[tuple[str, str], SavedPosition]]) -> Iterator[Text]:
        """A line for each position: whether it came or went, its value, its first place."""
        start = INDENT + 2
        column = max((cell_len(visible(position.display)) for _, position in positions), default=0)
        column = min(column, (self.width - start) // 2)
        for (mark, style), position in positions:
            label = cut(visible(position.display), column, self.symbols.more)
            more = f"  +{len(position.places) - 1} more" if len(position.places) > 1 else ""
            room = self.width - start - column - 2 - len(more)
            place = cut_middle(visible(position.places[0]), room, self.symbols.more) if position.places else ""
            head = Text.assemble(" " * INDENT, (f"{mark} ", style), (pad(label, column), style), "  ")
            yield Text.assemble(head, (place, "cyan"), (more, "dim"))

    def _told(self, text: str, style: str) -> Iterator[Text]:
        for line in wrap(visible(text), self.width - INDENT):
            yield Text.assemble(" " * INDENT, (line, style))
