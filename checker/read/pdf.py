"""PDF files: the text of each page, its broken lines made paragraphs again."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from io import BytesIO
from math import hypot
from typing import TYPE_CHECKING
from unicodedata import normalize

from checker.errors import UnreadableError, needs
from checker.read.extracted import READ, Extracted, laid_out, one_line, tamed
from checker.read.unwrap import Line, paragraphs
from checker.settings import Read

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

EXTRA = "pdf"
# Latin ligatures; CJK and Kangxi radicals
SHAPES = ((0xFB00, 0xFB07), (0x2E80, 0x2FE0))
# a page of dense text is drawn with some ten thousand steps, and forms within forms can make any number of them
MOST_STEPS = 200_000
MOST_STEPS_OF_ALL = 5_000_000  # half a minute
MOST_COMPLAINTS = 20  # what is wrong with the other pages is the same


def extract(data: bytes, read: Read = READ) -> Extracted:
    """The text of a PDF file: a line for each paragraph, and a section for each page.

    Raises:
        UnreadableError: it is broken or encrypted, holds no text, or the library is missing.
    """
    try:
        from pypdf import PdfReader  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise UnreadableError(needs(EXTRA)) from error
    with tamed("pypdf"):
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted and not _opens(reader):
            msg = "is encrypted; save it without a password"
            raise UnreadableError(msg)
        pages, complaints = _pages(reader, read.most_pages)
        raw, blocks, sections = laid_out(paragraphs(pages), read)
        if not raw and not complaints:
            msg = "holds no text (scanned pages?); nothing in it was checked"
            raise UnreadableError(msg)
        title = reader.metadata.title if reader.metadata is not None else None
        return Extracted(raw, blocks, sections, title=one_line(str(title)) if title else None, complaints=complaints)


def _opens(reader: "PdfReader") -> bool:
    """Whether an empty password opens it: many files are only locked against changes."""
    try:
        return bool(reader.decrypt(""))
    except Exception as error:
        if type(error).__name__ == "DependencyError":  # the cipher is in a library that the extra leaves out
            return False
        raise


def _pages(reader: "PdfReader", most: int) -> tuple[list[list[Line]], tuple[str, ...]]:
    """The lines of each page, and what could not be read."""
    pages: list[list[Line]] = []
    broken: list[str] = []
    steps = 0
    count = len(reader.pages)
    for number in range(min(count, most)):
        if steps > MOST_STEPS_OF_ALL:
            break
        drawn, lines = _Drawn(), list[Line]()
        try:
            with tamed("pypdf"):
                lines = _lines(reader.pages[number], drawn)
        except UnreadableError as error:
            broken.append(f"page {number + 1} {error}")
        pages.append(lines)
        steps += drawn.steps
    complaints = broken[:MOST_COMPLAINTS]
    if len(broken) > MOST_COMPLAINTS:
        complaints.append(f"{len(broken) - MOST_COMPLAINTS:,} more pages cannot be read")
    if len(pages) < count:
        more = "takes too long to read" if steps > MOST_STEPS_OF_ALL else "--most-pages sets how many are read"
        complaints.append(f"has {count:,} pages; only the first {len(pages):,} were read; {more}")
    return pages, tuple(complaints)


def _lines(page: "PageObject", drawn: "_Drawn") -> list[Line]:
    text = page.extract_text(visitor_operand_before=drawn.step, visitor_text=drawn.letters)
    drawn.check()  # the library goes on where a form within the page could not be drawn
    return list(drawn.lines(text))


class _Drawn:
    """What is seen while a page is drawn: where in its text letters of which size begin, and how many steps it takes.

    The library calls `step` before each operation, and `letters` with each run of text, in order.
    """

    def __init__(self) -> None:
        self.steps = self._at = 0
        self._starts: list[int] = []
        self._sizes: list[float] = []

    def step(self, *_: object) -> None:
        self.steps += 1
        self.check()

    def check(self) -> None:
        """Stop where the page takes more steps than pages do."""
        if self.steps > MOST_STEPS:
            msg = "takes too many steps to draw; not read"
            raise UnreadableError(msg)

    def letters(self, text: str, matrix: Sequence[float], inner: Sequence[float], _: object, size: float) -> None:
        if text.strip():
            self._starts.append(self._at + len(text) - len(text.lstrip()))
            self._sizes.append(float(size) * _scale(matrix) * _scale(inner))
        self._at += len(text)

    def lines(self, text: str) -> Iterator[Line]:
        """The lines of the page's whole text, each with the size of its first letters."""
        known = self._at == len(text)  # else the runs are not what the text was made of
        at = 0
        for line in text.split("\n"):
            index = bisect_right(self._starts, at) - 1
            yield Line(one_line(line.translate(_letters())), self._sizes[index] if known and index >= 0 else 0.0)
            at += len(line) + 1


def _scale(matrix: Sequence[float]) -> float:
    """How much a matrix enlarges what is drawn upright."""
    return hypot(matrix[2], matrix[3])


@cache
def _letters() -> dict[int, str]:
    """The letters that printed shapes stand for: ligatures, and the radicals that fonts give in place of characters.

    >>> "ﬁrst ⽇⼈".translate(_letters())
    'first 日人'
    """
    return {code: normalize("NFKC", chr(code)) for start, end in SHAPES for code in range(start, end)}
