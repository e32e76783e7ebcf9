"""What somebody has settled, for the eye."""

from collections.abc import Iterator, Sequence

from rich.text import Text

from checker.report.baseline import Entry
from checker.report.layout import Screen, Symbols, cut, output, spread, wrap
from checker.report.wording import visible

INDENT = 4


def render(title: str, entries: Sequence[Entry], screen: Screen) -> str:
    """The entries under a title that counts them: subject and values, then the reason and whose it is."""
    return output(_lines(title, entries, screen.cells, screen.symbols), color=screen.color)


def _lines(title: str, entries: Sequence[Entry], width: int, symbols: Symbols) -> Iterator[Text]:
    yield from (Text(line, "bold") for line in wrap(visible(f"{title} ({len(entries)})"), width))
    for entry in entries:
        subject = f" {symbols.dot} ".join(part for part in (entry.entity, entry.attribute) if part)
        left = Text(cut(visible(subject), width, symbols.more), "bold")
        yield from spread(left, Text(visible(f"{entry.rule}  {entry.fingerprint[:8]}"), "dim"), width, INDENT)
        who = ", ".join(part for part in (entry.by, entry.date) if part)
        reason = f"{entry.reason} ({who})" if who else entry.reason
        for part in filter(None, (" / ".join(entry.positions), reason)):
            yield from (Text(f"{' ' * INDENT}{line}") for line in wrap(visible(part), width - INDENT))
