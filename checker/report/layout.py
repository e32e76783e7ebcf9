"""Lines of a fixed width: cut, padded and wrapped by terminal cells, of which a Chinese character takes two."""

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import astuple

from rich.cells import cell_len
from rich.text import Text

from checker.model.record import dataclass

NARROWEST, WIDEST = 60, 200
# Latin words break at spaces, ideographs anywhere, but no line begins with one of these
_NO_START = "，。、；：！？）》」』】〉”’,.;:!?)]}…%"
_TOKEN = re.compile(r"\s+|[^\s⺀-\uffef\U00020000-\U0003ffff]+|\S")


@dataclass(frozen=True, slots=True)
class Symbols:
    """The marks of a report; `PLAIN` serves terminals whose encoding lacks the others."""

    contradiction: str
    explained: str
    agreement: str
    problem: str
    dot: str
    more: str
    # how grave, of three: a mark that counts and one that does not
    grave: str
    light: str
    # an axis: its ends, its line, an interval on it, and an interval that goes on beyond it
    cap: str
    track: str
    bar: str
    left: str
    right: str

    def grade(self, grade: int) -> str:
        """`grade` of three marks.

        >>> UNICODE.grade(2), PLAIN.grade(1)
        ('▮▮▯', '#..')
        """
        return self.grave * grade + self.light * (3 - grade)


# none of those that stand in rows is wider than one cell in any terminal (they are not East Asian ambiguous)
UNICODE = Symbols("✗", "≈", "✓", "!", "·", "…", "▮", "▯", "|", "╌", "▬", "◂", "▸")
PLAIN = Symbols("x", "~", "+", "!", "-", "...", "#", ".", "|", "-", "=", "<", ">")


@dataclass(frozen=True, slots=True)
class Screen:
    """Where a report for the eye will be read. `width` in cells; below 60 and above 200 it is taken for those."""

    width: int = 100
    color: bool = False
    symbols: Symbols = UNICODE
    language: str = "en"

    @property
    def cells(self) -> int:
        """The width that reports are made for: narrower holds no words beside a figure, wider tires the eye."""
        return min(max(self.width, NARROWEST), WIDEST)


def symbols_for(encoding: str | None) -> Symbols:
    """The marks that text in `encoding` can hold.

    >>> symbols_for("utf-8").contradiction, symbols_for("gbk").contradiction, symbols_for(None).more
    ('✗', 'x', '...')
    """
    try:
        "".join(astuple(UNICODE)).encode(encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return PLAIN
    return UNICODE


def cut(text: str, cells: int, more: str = "…") -> str:
    """The start of `text` in at most `cells` cells; `more` stands for what was left out.

    >>> cut("日活跃用户", 7), cut("日活", 4)
    ('日活跃…', '日活')
    """
    if cell_len(text) <= cells:
        return text
    return _head(text, cells - cell_len(more)) + more if cells >= cell_len(more) else ""


def cut_left(text: str, cells: int, more: str = "…") -> str:
    """The end of `text` in at most `cells` cells.

    >>> cut_left("日活跃用户", 7)
    '…跃用户'
    """
    if cell_len(text) <= cells:
        return text
    return more + _head(text[::-1], cells - cell_len(more))[::-1] if cells >= cell_len(more) else ""


def cut_middle(text: str, cells: int, more: str = "…") -> str:
    """Both ends of `text` in at most `cells` cells: a path keeps its folder and its suffix.

    >>> cut_middle("003_1d880dba77f9be8c.txt", 12)
    '003_1…8c.txt'
    """
    if cell_len(text) <= cells:
        return text
    room = max(cells - cell_len(more), 0)
    tail = room - room // 2
    head = _head(text, room - tail)
    return head + more + _head(text[::-1], tail)[::-1]


def pad(text: str, cells: int) -> str:
    """`text` followed by blanks up to `cells` cells."""
    return text + " " * max(cells - cell_len(text), 0)


def wrap(text: str, cells: int) -> list[str]:
    """`text` in lines of at most `cells` cells.

    >>> wrap("2.4 times apart，没有期间把它们分开。", 16)
    ['2.4 times', 'apart，没有期间', '把它们分开。']
    """
    lines, line = [], ""
    for token in _tokens(text, cells):
        if cell_len(line) + cell_len(token.rstrip()) <= cells:
            line += token
            continue
        lines.append(line.rstrip())
        line = token.lstrip()
    return [*lines, line.rstrip()] if line.strip() or not lines else lines


def spread(left: Text, right: Text, width: int, indent: int) -> Iterator[Text]:
    """`left` and, at the far end of its line, `right`; on a line of its own where both do not fit."""
    gap = width - left.cell_len - right.cell_len
    if gap >= 2:
        yield Text.assemble(left, " " * gap, right)
        return
    yield left
    if right.plain:
        yield Text.assemble(" " * indent, right)


def output(lines: Iterable[Text], *, color: bool) -> str:
    """The lines as text, with escape codes for colours if wanted; no line is wrapped or padded."""
    if not color:
        return "".join(f"{line.plain.rstrip()}\n" for line in lines)
    from rich.console import Console  # noqa: PLC0415 -- loading it takes as long as making a report

    console = Console(
        file=io.StringIO(),
        force_terminal=True,
        color_system="standard",
        width=WIDEST,
        legacy_windows=False,
        _environ={},
    )
    with console.capture() as captured:
        for line in lines:
            line.rstrip()
            console.print(line, soft_wrap=True, markup=False, highlight=False, emoji=False)
    return captured.get()


def _head(text: str, cells: int) -> str:
    used = 0
    for index, character in enumerate(text):
        used += cell_len(character)
        if used > cells:
            return text[:index]
    return text


def _tokens(text: str, cells: int) -> Iterator[str]:
    """The pieces that a line may be broken between, none wider than a line."""
    held = ""
    for token in _TOKEN.findall(text):
        if held and token[0] in _NO_START and cell_len(held + token) <= cells:
            held += token
            continue
        if held:
            yield held
        held = token
        while cell_len(held) > cells:
            head = _head(held, cells)
            yield head
            held = held[len(head) :]
    if held:
        yield held
