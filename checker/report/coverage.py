"""What a run looked at and what it did not check, told in lines: silence about a figure is no verdict on it."""

from collections import defaultdict
from collections.abc import Iterator

from rich.cells import cell_len
from rich.text import Text

from checker.model import NotCompared, Problem, Run
from checker.report.layout import Screen, Symbols, cut, cut_middle, pad, wrap
from checker.report.places import Places
from checker.report.reasons import reason
from checker.report.voice import Voice
from checker.report.wording import visible

INDENT = 4
EXAMPLES = 3  # enough to see what sort of thing was left out
COLUMNS = ("numbers", "claims", "compared", "unattached")
_DIGITS = 6
_STAGES = frozenset({"read", "extract"})


def coverage_lines(run: Run, places: Places, screen: Screen) -> Iterator[Text]:
    """The sources with what was read in each, then the problems, then what was not compared and why."""
    voice, width, symbols = Voice(screen.language), screen.cells, screen.symbols
    yield Text()
    yield Text(voice.say("checked_title"), "bold")
    yield from _sources(run, width, symbols, voice)
    alone = len(run.claims) - sum(item.compared for item in run.coverage)
    if alone > 0:
        text = voice.many("alone", alone)
        yield from (Text(f"{' ' * INDENT}{line}", "dim") for line in wrap(text, width - INDENT))
    for problem in run.problems:
        text = visible(_told(problem, voice))
        for index, line in enumerate(wrap(text, width - INDENT)):
            yield Text.assemble((f"  {symbols.problem if index == 0 else ' '} ", "bold yellow"), line)
    if run.not_compared:
        yield Text()
        yield Text(voice.say("not_compared_title", count=len(run.not_compared)), "bold")
        yield from _not_compared(run, places, screen)


def _told(problem: Problem, voice: Voice) -> str:
    stage = voice.say(f"{problem.stage}_stage") if problem.stage in _STAGES else problem.stage
    return voice.say("problem", path=problem.path, message=reason(problem.message, voice.language), stage=stage)


def _sources(run: Run, width: int, symbols: Symbols, voice: Voice) -> Iterator[Text]:
    figures = {item.document: item for item in run.coverage}
    heads = [(name, voice.say(f"{name}_column")) for name in COLUMNS]
    # a count of a million still fits below a short word
    columns = [(name, head, max(cell_len(head), _DIGITS)) for name, head in heads]
    room = width - INDENT - sum(cells + 2 for _, _, cells in columns)
    head = "".join(f"  {' ' * (cells - cell_len(words))}{words}" for _, words, cells in columns)
    yield Text.assemble(" " * INDENT, (pad("", room) + head, "dim"))
    first: dict[str, str] = {}
    for source in sorted(run.sources, key=lambda source: source.document.path):
        path = source.document.path
        elder = first.setdefault(source.origin, path)
        note = visible(voice.say("copy_of", path=elder)) if elder != path else ""
        name = cut_middle(visible(path), room, symbols.more)
        item = figures.get(source.document.id)
        counts = "".join(f"{getattr(item, name):>{cells + 2}}" for name, _, cells in columns) if item else ""
        yield Text.assemble(" " * INDENT, (pad(name, room), "cyan"), counts)
        if note:
            yield Text(f"{' ' * (INDENT + 2)}{cut_middle(note, width - INDENT - 2, symbols.more)}", "dim")


def _not_compared(run: Run, places: Places, screen: Screen) -> Iterator[Text]:
    """A line for each reason, with its count and the first few values."""
    width, symbols = screen.cells, screen.symbols
    reasons: dict[str, list[NotCompared]] = defaultdict(list)
    for item in run.not_compared:
        reasons[item.why].append(item)
    for why, items in sorted(reasons.items(), key=lambda entry: (-len(entry[1]), entry[0])):
        yield Text(cut(f"{' ' * INDENT}{len(items):>4}  {visible(reason(why, screen.language))}", width, symbols.more))
        shown = [
            f"{cut(visible(item.quote), 20, symbols.more)} ({visible(str(places.spot(item.document, item.start)))})"
            for item in items[:EXAMPLES]
        ]
        text = ", ".join(shown) + (f" {symbols.more}" if len(items) > EXAMPLES else "")
        for line in wrap(text, width - INDENT - 6):
            yield Text(f"{' ' * (INDENT + 6)}{line}", "dim")
