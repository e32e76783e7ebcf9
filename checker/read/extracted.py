"""The text taken out of a file that is no text: its parts put one below the other, each with its place."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import field

from checker.errors import CheckerError, UnreadableError
from checker.model.pattern import seldom
from checker.model.record import dataclass
from checker.model.text import Block, BlockKind, Cell, Section, Span
from checker.read.html import with_header_rows
from checker.read.limits import demand_bearable, demand_few
from checker.read.lines import line_block, with_headlines
from checker.settings import Read

BLANK = seldom(r"\s+")
READ = Read()


@dataclass(frozen=True, slots=True)
class Part:
    """One paragraph, heading, list item or cell, on one line. `sections` begin in it, counted from its start."""

    kind: BlockKind
    text: str
    level: int = 0
    cell: Cell | None = None
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True, slots=True)
class Extracted:
    """The text of a file, its blocks and sections, what the file tells of itself, and what could not be read.

    What is in `told` counts more than the text; `title` is a guess, used where the text has none.
    """

    raw: str
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...] = ()
    told: Mapping[str, str] = field(default_factory=dict)
    title: str | None = None
    complaints: tuple[str, ...] = ()


def one_line(text: str) -> str:
    r"""`text` with every run of white space as one space.

    >>> one_line(" 夸克\v日活\n ")
    '夸克 日活'
    """
    return BLANK.sub(" ", text).strip()


def laid_out(parts: Iterable[Part], read: Read = READ) -> tuple[str, tuple[Block, ...], tuple[Section, ...]]:
    r"""The parts as one text, a line each and the cells of a row parted by tabs, with their blocks and sections.

    >>> raw, blocks, sections = laid_out([Part(BlockKind.PARAGRAPH, "• 一", sections=(Section(0, "p1"),))])
    >>> raw, [(block.kind.value, raw[block.span.start : block.span.end]) for block in blocks], sections
    ('• 一', [('item', '一')], (Section(start=0, label='p1'),))
    """
    texts: list[str] = []
    placed: list[tuple[Part, Span]] = []
    at = 0
    last: Part | None = None
    for part in parts:
        if not part.text:
            continue
        if last is not None:
            texts.append("\t" if _in_one_row(last, part) else "\n")
            at += 1
        placed.append((part, Span(at, at + len(part.text))))
        texts.append(part.text)
        at += len(part.text)
        last = part
        if at > read.most_characters:
            break  # what is beyond would fill the memory only to be refused
    raw = "".join(texts)
    demand_bearable(raw, read)
    demand_few(placed, read)
    sections = tuple(Section(span.start + new.start, new.label) for part, span in placed for new in part.sections)
    return raw, tuple(_blocks(raw, placed)), sections


def _in_one_row(left: Part, right: Part) -> bool:
    if left.cell is None or right.cell is None:
        return False
    return (left.cell.table, left.cell.row) == (right.cell.table, right.cell.row)


def _blocks(raw: str, placed: Iterable[tuple[Part, Span]]) -> Iterator[Block]:
    made = []
    for part, span in placed:
        plain = part.kind is BlockKind.PARAGRAPH
        block = line_block(raw, span) if plain else Block(part.kind, span, part.level, part.cell)
        if block is not None:
            made.append(block)
    return with_headlines(raw, with_header_rows(raw, made))


@contextmanager
def tamed(library: str) -> Iterator[None]:
    """The place where another project's library meets a file that may be broken or hostile.

    Its warnings stay off the terminal, and whatever it raises becomes one reason why the file cannot be read.

    Raises:
        UnreadableError: the library gave up.
    """
    import logging  # noqa: PLC0415 -- for files that other libraries read, and slow to load

    logger = logging.getLogger(library)
    level = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    except (CheckerError, MemoryError):
        raise
    except Exception as error:
        # broken files make such libraries raise nearly anything, RecursionError and KeyError among it
        msg = f"is broken ({type(error).__name__}); open it and save it anew"
        raise UnreadableError(msg) from error
    finally:
        logger.setLevel(level)
