"""What a run looked at and what it did not check, told in lines: silence about a figure is no verdict on it."""

from collections import defaultdict
from collections.abc import Iterator

from rich.cells import cell_len
from rich.text import Text

from checker.model import NotCompared, Run, SourceCoverage, Verdict
from checker.report.layout import Symbols, cut, cut_middle, pad, wrap
from checker.report.places import Places
from checker.report.wording import visible

INDENT = 4
EXAMPLES = 3  # enough to see what sort of thing was left out
COLUMNS = ("numbers", "claims", "compared", "unattached")


def summary(run: Run, width: int, symbols: Symbols) -> Iterator[Text]:
    """One line that a busy person can stop at (two in a narrow terminal)."""
    counts = {verdict: len(run.of(verdict)) for verdict in Verdict}
    conflicts = counts[Verdict.CONTRADICTION]
    found = [
        _many(conflicts, "contradiction") if conflicts else "no contradictions",
        f"{counts[Verdict.EXPLAINED]} explained",
        _many(counts[Verdict.AGREEMENT], "agreement"),
    ]
    if run.settled:
        found.append(f"{run.settled} settled")
    origins = len({source.origin for source in run.sources})
    scope = [f"{_many(len(run.sources), 'source')}, {_many(origins, 'origin')}"]
    scope.append(f"{sum(item.compared for item in run.coverage)} of {_many(len(run.claims), 'claim')} compared")
    if run.problems:
        scope.append(_many(len(run.problems), "problem"))
    dot = f" {symbols.dot} "
    left, right = dot.join(found), dot.join(scope)
    # the count of contradictions is what the eye should meet first
    head = Text.assemble((found[0], "bold red" if conflicts else "bold green"), left[len(found[0]) :])
    if cell_len(left + dot + right) <= width:
        yield Text.assemble(head, dot, right)
        return
    yield head
    yield from (Text(line) for line in wrap(right, width))


def coverage_lines(run: Run, places: Places, width: int, symbols: Symbols) -> Iterator[Text]:
    """The sources with what was read in each, then the problems, then what was not compared and why."""
    yield Text()
    yield Text("What was checked", "bold")
    yield from _sources(run, width, symbols)
    alone = len(run.claims) - sum(item.compared for item in run.coverage)
    if alone > 0:
        text = f"{_many(alone, 'claim')} met no other: nothing else speaks of the same thing in these sources"
        yield from (Text(f"{' ' * INDENT}{line}", "dim") for line in wrap(text, width - INDENT))
    for problem in run.problems:
        text = visible(f"{problem.path}: {problem.message} ({problem.stage})")
        for index, line in enumerate(wrap(text, width - INDENT)):
            yield Text.assemble((f"  {symbols.problem if index == 0 else ' '} ", "bold yellow"), line)
    if run.not_compared:
        yield Text()
        yield Text(f"Not compared ({len(run.not_compared)})", "bold")
        yield from _not_compared(run, places, width, symbols)


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _sources(run: Run, width: int, symbols: Symbols) -> Iterator[Text]:
    figures = {item.document: item for item in run.coverage}
    room = width - INDENT - sum(len(name) + 2 for name in COLUMNS)
    yield Text.assemble(" " * INDENT, (pad("", room) + "".join(f"  {name}" for name in COLUMNS), "dim"))
    first: dict[str, str] = {}
    for source in sorted(run.sources, key=lambda source: source.document.path):
        path = source.document.path
        elder = first.setdefault(source.origin, path)
        note = f"copy of {visible(elder)}" if elder != path else ""
        name = cut_middle(visible(path), room, symbols.more)
        yield Text.assemble(" " * INDENT, (pad(name, room), "cyan"), _numbers(figures.get(source.document.id)))
        if note:
            yield Text(f"{' ' * (INDENT + 2)}{cut_middle(note, width - INDENT - 2, symbols.more)}", "dim")


def _numbers(item: SourceCoverage | None) -> str:
    if item is None:
        return ""
    return "".join(f"{getattr(item, name):>{len(name) + 2}}" for name in COLUMNS)


def _not_compared(run: Run, places: Places, width: int, symbols: Symbols) -> Iterator[Text]:
    """A line for each reason, with its count and the first few values."""
    reasons: dict[str, list[NotCompared]] = defaultdict(list)
    for item in run.not_compared:
        reasons[item.why].append(item)
    for why, items in sorted(reasons.items(), key=lambda entry: (-len(entry[1]), entry[0])):
        yield Text(cut(f"{' ' * INDENT}{len(items):>4}  {visible(why)}", width, symbols.more))
        shown = [
            f"{cut(visible(item.quote), 20, symbols.more)} ({visible(str(places.spot(item.document, item.start)))})"
            for item in items[:EXAMPLES]
        ]
        text = ", ".join(shown) + (f" {symbols.more}" if len(items) > EXAMPLES else "")
        for line in wrap(text, width - INDENT - 6):
            yield Text(f"{' ' * (INDENT + 6)}{line}", "dim")
