"""Printed lines to paragraphs: lines that were only broken by the width of the page are joined again.

A page knows no paragraphs. A line goes on in the next one where it fills the width, ends no sentence, and the letters
keep their size; what stands at the head and foot of every page is left out.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from unicodedata import east_asian_width

from checker.model.pattern import seldom
from checker.model.record import dataclass
from checker.model.text import BlockKind, Section
from checker.read.extracted import Part
from checker.read.lines import ITEM

SENTENCE_END = seldom(r"[。！？!?….：:；;][”’」』）)\]\"']*\Z")
# columns; a text broken at less is no running text (a table, a poem), and its lines stay apart
NARROWEST = 30
# of the full width: a line may lack a long word, or an unbreakable figure with its unit
FILLED = 0.8
# points; what differs by less is one size, rounded
SAME_SIZE = 0.5
PAGE_NUMBER = seldom(
    r"[\s\-—–·|]*(?:第\s?)?[0-9]{1,4}(?:\s?页)?(?:[\s/|，,]*共?\s?[0-9]{1,4}\s?页?)?[\s\-—–·|]*|page\s[0-9]+(?:\sof\s[0-9]+)?",
    re.IGNORECASE,
)
DIGITS = re.compile("[0-9]+")
EDGE = 2  # lines at either end of a page among which its head and foot stand
# on so many pages, and on a third of all, a line is furniture; with other figures (page 3 of 8) on one more
REPEATED = 2


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line and the size of its letters in points; 0 where it is not known."""

    text: str
    size: float = 0.0


def paragraphs(pages: Sequence[Sequence[Line]]) -> Iterator[Part]:
    """The paragraphs of the pages; a page is a section of its own, which may begin within a paragraph.

    >>> lines = ["夸克是一款面向年轻用户的智能搜索应用,它的日活跃用户", "已经达到1.2亿。"]
    >>> [part.text for part in paragraphs([[Line(line) for line in lines]])]
    ['夸克是一款面向年轻用户的智能搜索应用,它的日活跃用户已经达到1.2亿。']
    """
    bare = _without_furniture(pages)
    column = _column(bare)
    text, sections = "", list[Section]()
    last: Line | None = None
    for number, lines in enumerate(bare, 1):
        opened = True
        for line in lines:
            if last is not None and not _goes_on(last, line, column):
                yield Part(BlockKind.PARAGRAPH, text, sections=tuple(sections))
                text, sections = "", []
            gap = _gap(text, line.text)
            if opened and line.text:
                sections.append(Section(len(text) + len(gap), f"p{number}"))
                opened = False
            text += gap + line.text
            last = line
    yield Part(BlockKind.PARAGRAPH, text, sections=tuple(sections))


def _goes_on(line: Line, following: Line, column: Line) -> bool:
    """Whether a line was broken by the width of the `column`; larger letters fill it with fewer of them."""
    known = line.size and following.size and column.size
    if known and abs(line.size - following.size) >= SAME_SIZE:
        return False
    width = _width(line.text) * (line.size / column.size if known else 1)
    return (
        _width(column.text) >= NARROWEST
        and width >= FILLED * _width(column.text)
        and bool(following.text)
        and not SENTENCE_END.search(line.text)
        and not ITEM.match(following.text)
    )


def _gap(text: str, following: str) -> str:
    """What parts two lines that are joined: Chinese is written without spaces."""
    if not text or not following:
        return ""
    if _is_wide(text[-1]) or _is_wide(following[0]) or text.endswith("-"):
        return ""
    digits = text[-1].isdigit() and following[0].isdigit()
    chinese = sum(map(_is_wide, text)) * 2 > len(text)
    return "" if digits and chinese else " "


def _column(pages: Sequence[Sequence[Line]]) -> Line:
    """The line that shows how wide the running text is, in letters of the commonest size.

    A quarter of the text, at most, stands in wider lines.
    """
    lines = [line for page in pages for line in page]
    sizes = Counter[float]()
    for line in lines:
        sizes[round(line.size)] += len(line.text)
    common = max(sizes, key=lambda size: (sizes[size], size), default=0.0)
    running = sorted((line for line in lines if round(line.size) == common), key=lambda line: -_width(line.text))
    wider, total = 0, sum(_width(line.text) for line in running)
    for line in running:
        wider += _width(line.text)
        if wider * 4 >= total:
            return line
    return Line("")


def _width(text: str) -> int:
    return len(text) + sum(map(_is_wide, text))


def _is_wide(char: str) -> bool:
    return char > "\u2000" and east_asian_width(char) in "WF"


def _without_furniture(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The pages without empty lines at their ends, page numbers, and lines that many pages have at one place.

    The head of the first page stays: it is where a running title is the title. So does what ends a sentence.
    """
    trimmed = [_trimmed(page) for page in pages]
    edges = [_edges(page) for page in trimmed]
    same = Counter((place, page[at].text) for page, ends in zip(trimmed, edges, strict=True) for at, place in ends)
    alike = Counter[tuple[int, str]]()
    for (place, text), count in same.items():
        alike[place, _masked(text)] += count
    least = max(REPEATED, -(-len(pages) // 3))
    made = []
    for number, (page, ends) in enumerate(zip(trimmed, edges, strict=True)):
        gone = set()
        for at, place in ends:
            text = page[at].text
            often = same[place, text] >= least or alike[place, _masked(text)] >= max(least, REPEATED + 1)
            repeated = often and not SENTENCE_END.search(text) and (number > 0 or place < 0)
            if repeated or (len(pages) > 1 and PAGE_NUMBER.fullmatch(text)):
                gone.add(at)
        made.append(_trimmed([line for at, line in enumerate(page) if at not in gone]))
    return made


def _trimmed(page: Sequence[Line]) -> list[Line]:
    told = [at for at, line in enumerate(page) if line.text]
    return list(page[told[0] : told[-1] + 1]) if told else []


def _edges(page: Sequence[Line]) -> list[tuple[int, int]]:
    """The first and last lines of a page, each with its place: 0 and 1 from above, -1 and -2 from below."""
    told = [at for at, line in enumerate(page) if line.text]
    head = [(at, place) for place, at in enumerate(told[:EDGE])]
    return head + [(told[at], at - len(told)) for at in range(max(EDGE, len(told) - EDGE), len(told))]


def _masked(text: str) -> str:
    return DIGITS.sub("0", text)
