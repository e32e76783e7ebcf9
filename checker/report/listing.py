"""What was read, claim by claim, for the eye."""

from collections.abc import Iterator
from itertools import groupby

from rich.cells import cell_len
from rich.text import Text

from checker.model import Claim, Run
from checker.report.layout import Screen, Symbols, cut, output, pad
from checker.report.places import Places
from checker.report.witness import circumstances
from checker.report.wording import interval, visible, written


def render(run: Run, screen: Screen) -> str:
    """The claims of each source: line and column, subject, value as written and in digits, circumstances."""
    return output(_lines(run, screen.cells, screen.symbols), color=screen.color)


def _lines(run: Run, width: int, symbols: Symbols) -> Iterator[Text]:
    places = Places(run)
    noun = "claim" if len(run.claims) == 1 else "claims"
    yield Text(f"{len(run.claims)} {noun} in {len(run.sources)} sources", "bold")
    for identifier, group in groupby(run.claims, key=lambda claim: claim.document):
        path = places.sources[identifier].document.path
        yield Text()
        yield Text(cut(visible(path), width, symbols.more), "bold cyan")
        for claim in group:
            yield _row(claim, places, width, symbols)
    if run.problems:
        yield Text()
    for problem in run.problems:
        text = visible(f"{symbols.problem} {problem.path}: {problem.message} ({problem.stage})")
        yield Text(cut(text, width, symbols.more), "yellow")


def _row(claim: Claim, places: Places, width: int, symbols: Symbols) -> Text:
    """One claim in one line; the subject has a third of it, the value what it needs, the rest tells when and how."""
    place = places.place(claim)
    spot = f"{place.line}:{place.column}"
    subject = visible(f"{claim.entity.name} {symbols.dot} {claim.attribute.name}")
    third = width // 3
    line = Text.assemble((f"{spot:>8}", "dim"), "  ", pad(cut(subject, third, symbols.more), third), "  ")
    told = visible(written(claim))
    digits = visible(interval(claim))
    value = told if not digits or digits == told else f"{told} = {digits}"
    value = cut(value, width - line.cell_len, symbols.more)
    line.append(value, "bold")
    notes = visible(f" {symbols.dot} ".join(circumstances(claim)))
    room = width - line.cell_len - 2
    if notes and room > cell_len(symbols.more):
        line.append(f"  {cut(notes, room, symbols.more)}", "italic")
    return line
