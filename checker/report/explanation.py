"""Why a finding got its verdict, step by step, from a run or from a JSON report written earlier."""

from collections.abc import Callable, Iterator

from rich.text import Text

from checker.errors import UnknownNameError
from checker.report.layout import Screen, output, wrap
from checker.report.saved import Record
from checker.report.saved import list_of as _list
from checker.report.saved import record_of as _record
from checker.report.saved import records_of as _records
from checker.report.saved import text_of as _text
from checker.report.wording import visible

# the gravest stand first; the copies of an article multiply the rest
MOST_PAIRS = 12
# what each rule said of the pair with these two claim ids, in the order in which the rules were asked
Asked = Callable[[str, str], list[tuple[str, str | None]]]


def render(report: Record, name: str, screen: Screen, asked: Asked | None = None) -> str:
    """The finding called `name` (its id, or the first letters of its fingerprint): its pairs, claims and rules.

    Raises:
        UnknownNameError: no finding has that name, or several have.
    """
    page = _Page(report, screen)
    lines: list[Text] = []
    for finding in _find(_records(report, "findings"), name):
        lines += [Text(), *page.lines(finding, asked)] if lines else page.lines(finding, asked)
    return output(lines, color=screen.color)


def _find(findings: list[Record], name: str) -> list[Record]:
    """The finding with that name; several where they share a whole fingerprint, being of the same words."""
    asked = name.casefold()
    found = [item for item in findings if _text(item, "id").casefold() == asked]
    found = found or [item for item in findings if asked and _text(item, "fingerprint").startswith(asked)]
    prints = sorted({_text(item, "fingerprint") for item in found})
    if len(prints) == 1:
        return found
    if not found:
        msg = f"no finding among {len(findings)} is called {name!r}"
        raise UnknownNameError(msg)
    some = ", ".join(prints[:4])
    msg = f"{len(found)} findings begin with {name!r}: {some}"
    raise UnknownNameError(msg)


class _Page:
    """The explanation being laid out."""

    def __init__(self, report: Record, screen: Screen) -> None:
        self.width = screen.cells
        self.symbols = screen.symbols
        self.claims = {_text(claim, "id"): claim for claim in _records(report, "claims")}
        self.paths = {_text(source, "id"): _text(source, "path") for source in _records(report, "sources")}

    def lines(self, finding: Record, asked: Asked | None) -> Iterator[Text]:
        """The finding, its pairs with what each rule said, and how each claim was read."""
        dot = f" {self.symbols.dot} "
        yield from self._wrapped(f"{_text(finding, 'entity')}{dot}{_text(finding, 'attribute')}", 0, "bold")
        about = (_text(finding, key) for key in ("verdict", "rule", "severity", "id", "fingerprint"))
        yield from self._wrapped(dot.join(about), 0, "dim")
        yield from self._wrapped(_text(finding, "message"), 0)
        pairs = _records(finding, "pairs")
        for number, pair in enumerate(pairs[:MOST_PAIRS], 1):
            yield Text()
            yield from self._pair(pair, f"Pair {number} of {len(pairs)}", asked)
        if len(pairs) > MOST_PAIRS:
            yield Text()
            yield Text(f"and {len(pairs) - MOST_PAIRS} more pairs; the JSON report has them all")
        yield Text()
        yield Text("How the claims were read", "bold")
        told = {_text(pair, side): None for pair in pairs[:MOST_PAIRS] for side in ("left", "right")}
        for identifier in told:
            yield from self._reading(identifier)

    def _pair(self, pair: Record, title: str, asked: Asked | None) -> Iterator[Text]:
        verdict = f"{_text(pair, 'verdict')} by {_text(pair, 'rule')}"
        yield from self._wrapped(f"{title}: {verdict}", 0, "bold")
        for side in ("left", "right"):
            yield from self._wrapped(self._claim(_text(pair, side)), 4)
        if pair.get("level"):
            yield from self._wrapped(f"they met by: {_text(pair, 'level')}", 4, "dim")
        yield from self._wrapped(f"because: {_text(pair, 'because')}", 4)
        answers = asked(_text(pair, "left"), _text(pair, "right")) if asked else []
        silent = [rule for rule, said in answers if said is None]
        if silent:
            yield from self._wrapped(f"asked before, and none applies: {', '.join(silent)}", 4, "dim")
        for rule, said in answers:
            if said is not None and rule != pair.get("rule"):
                yield from self._wrapped(f"{rule} holds too, and decides nothing here: {said}", 4, "dim")

    def _claim(self, identifier: str) -> str:
        claim = self.claims.get(identifier, {})
        value = claim.get("value")
        shown = value if value is not None else f"{_end(claim, 'low')} to {_end(claim, 'high')}"
        parts = [
            f"{_text(claim, 'entity')} {self.symbols.dot} {_text(claim, 'attribute')} = {shown}",
            _text(claim, "unit"),
            f"period {_text(_record(claim, 'period'), 'text')}" if claim.get("period") else "",
            f"scope {_text(claim, 'scope')}" if claim.get("scope") else "",
            _text(claim, "modality"),
            f"according to {_text(claim, 'attribution')}" if claim.get("attribution") else "",
        ]
        return f"{self._place(claim)}  {', '.join(part for part in parts if part)}"

    def _reading(self, identifier: str) -> Iterator[Text]:
        claim = self.claims.get(identifier, {})
        evidence = _record(claim, "evidence")
        yield from self._wrapped(f"{identifier}  {self._place(claim)}", 2, "cyan")
        around = f"{_text(evidence, 'prefix')}[{_text(evidence, 'quote')}]{_text(evidence, 'suffix')}"
        yield from self._wrapped(around, 4)
        yield from self._wrapped(f"read by {_text(claim, 'found_by') or '?'}", 4, "dim")
        for step in _list(claim, "trace"):
            yield from self._wrapped(f"- {step}", 4)
        sources = ", ".join(str(item) for item in _list(claim, "derived_from"))
        if sources:
            yield from self._wrapped(f"worked out from {sources}", 4)

    def _place(self, claim: Record) -> str:
        evidence = _record(claim, "evidence")
        path = self.paths.get(_text(claim, "source"), "?")
        return f"{path}:{_text(evidence, 'line')}:{_text(evidence, 'column')}"

    def _wrapped(self, text: str, indent: int, style: str = "") -> Iterator[Text]:
        for index, line in enumerate(wrap(visible(text), self.width - indent - 2)):
            yield Text.assemble(" " * (indent + (2 if index else 0)), (line, style))


def _end(record: Record, key: str) -> str:
    return _text(record, key) or "open"
