"""What was read, claim by claim, for the eye."""

from collections.abc import Iterator
from itertools import groupby

from rich.cells import cell_len
from rich.text import Text

from checker.model import Claim, Run
from checker.report.layout import Screen, Symbols, cut, output, pad
from checker.report.places import Places
from checker.report.witness import circumstances
from checker.report.wording import in_digits, visible, written


def render(run: Run, screen: Screen) -> str:
    """The claims of each source: line and column, subject, value as written and in digits, circumstances."""
    return output(_lines(run, screen.cells, screen.symbols), color=screen.color)


def _lines(run: Run, width: int, symbols: Symbols) -> Iterator[Text]:
    places = Places(run)
    noun = "claim" if len(run.claims) == 1 else "claims"
    yield Text(f"{len(run.claims)} {noun} in {len(run.sources)} sources", "bold")
    # a third of the line at most: the value is what the reader came for
    column = min(max((cell_len(_subject(claim, symbols)) for claim in run.claims), default=0), width // 3)
    for identifier, group in groupby(places.in_order(run.claims), key=lambda claim: claim.document):
        path = places.sources[identifier].document.path
        yield Text()
        yield Text(cut(visible(path), width, symbols.more), "bold cyan")
        for claim in group:
            yield _row(claim, places, width, column, symbols)
    if run.problems:
        yield Text()
    for problem in run.problems:
        text = visible(f"{symbols.problem} {problem.path}: {problem.message} ({problem.stage})")
        yield Text(cut(text, width, symbols.more), "yellow")


def _subject(claim: Claim, symbols: Symbols) -> str:
    attribute = claim.attribute
    narrowed = sorted(attribute.qualifiers) + (["change"] if attribute.change else [])
    name = f"{attribute.name} ({', '.join(narrowed)})" if narrowed else attribute.name
    return visible(f"{claim.entity.name} {symbols.dot} {name}")


def _row(claim: Claim, places: Places, width: int, column: int, symbols: Symbols) -> Text:
    """One claim in one line: subject, value as written and in digits, then as much of when and how as fits."""
    place = places.place(claim)
    subject = cut(_subject(claim, symbols), column, symbols.more)
    room = 8 if place.within is None else 12  # para12:1:5
    line = Text.assemble((f"{place.spot:>{room}}", "dim"), "  ", pad(subject, column), "  ")
    told, digits = visible(written(claim)), visible(in_digits(claim))
    value = told if not digits or digits == told else f"{told} = {digits}"
    line.append(cut(value, width - line.cell_len, symbols.more), "bold")
    derived = ["worked out"] if claim.derived_from else []
    notes = visible(f" {symbols.dot} ".join([*circumstances(claim), *derived]))
    room = width - line.cell_len - 2
    if notes and room > cell_len(symbols.more):
        line.append(f"  {cut(notes, room, symbols.more)}", "italic")
    return line
