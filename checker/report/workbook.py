"""Excel workbooks: a sheet for each verdict, one for the claims, one for the sources.

Text is written as text, whatever it looks like, so that no cell runs; figures are numbers and days are dates.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell as ExcelCell
from openpyxl.cell import WriteOnlyCell
from openpyxl.packaging.core import DocumentProperties
from openpyxl.styles import Alignment, Font, NamedStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter
from rich.cells import cell_len

from checker.errors import CheckerError
from checker.model import Run, Verdict
from checker.report.json_ import source_record
from checker.report.table import CLAIM_COLUMNS, CONFLICT_COLUMNS, Cell, claim_rows, pair_rows
from checker.report.wording import plain, visible

SHEETS = {
    "contradictions": Verdict.CONTRADICTION,
    "explained": Verdict.EXPLAINED,
    "agreements": Verdict.AGREEMENT,
}
PAIR_COLUMNS = tuple(column for column in CONFLICT_COLUMNS if column != "verdict")  # the sheet's name tells it
SOURCE_COLUMNS = (
    *("path", "title", "published", "publisher", "language", "encoding", "origin"),
    *("numbers", "claims", "compared", "unattached", "problem", "sha256"),
)
NARROWEST, WIDEST = 8, 48  # of a column, in figures: wider ones leave no room for a second one on a screen
# what Excel can hold: rows with the header's, characters of a cell, the largest number, the first year that its
# calendar has right (it takes 1900 for a leap year)
MOST_ROWS, MOST_CHARACTERS, LARGEST, FIRST_YEAR = 1_048_576, 32_767, Decimal("9.99E+307"), 1901
EPOCH = datetime(1980, 1, 1)  # noqa: DTZ001 - the first time that a zip file can tell; a clock would change the bytes
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_DAYS = re.compile(r"(left_|right_)?(value|low|high)|published")
_NO_XML = re.compile("[\ufffe\uffff]")
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")

Rows = Sequence[Mapping[str, Cell]]


def render(run: Run) -> bytes:
    """The workbook: every compared pair on the sheet of its verdict, the claims, the sources.

    Raises:
        CheckerError: Excel has no room for so many rows.
    """
    sheets = {name: (PAIR_COLUMNS, pair_rows(run, verdict)) for name, verdict in SHEETS.items()}
    return _workbook({**sheets, **_material(run)})


def render_claims(run: Run) -> bytes:
    """A workbook of the claims and the sources alone.

    Raises:
        CheckerError: Excel has no room for so many rows.
    """
    return _workbook(_material(run))


def _material(run: Run) -> dict[str, tuple[Sequence[str], Rows]]:
    return {"claims": (CLAIM_COLUMNS, claim_rows(run)), "sources": (SOURCE_COLUMNS, _source_rows(run))}


def _source_rows(run: Run) -> Rows:
    """The sources with what was read of them, then what could not be read."""
    figures = {item.document: item for item in run.coverage}
    rows: list[dict[str, Cell]] = []
    for source in run.sources:
        told = source_record(source)
        row: dict[str, Cell] = {column: _text(told.get(column)) for column in SOURCE_COLUMNS}
        item = figures.get(source.document.id)
        if item is not None:
            row |= {
                "numbers": item.numbers,
                "claims": item.claims,
                "compared": item.compared,
                "unattached": item.unattached,
            }
        rows.append(row)
    nothing = dict.fromkeys(SOURCE_COLUMNS)
    return rows + [{**nothing, "path": problem.path, "problem": problem.message} for problem in run.problems]


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _workbook(sheets: Mapping[str, tuple[Sequence[str], Rows]]) -> bytes:
    book = Workbook(write_only=True)
    for style in _styles():
        book.add_named_style(style)
    for name, (columns, rows) in sheets.items():
        if len(rows) >= MOST_ROWS:
            msg = f".xlsx: {len(rows)} rows of {name} are more than a sheet can hold; write .csv or .jsonl instead"
            raise CheckerError(msg)
        _fill(book.create_sheet(name), columns, rows)
    book.properties = DocumentProperties(creator="checker", created=EPOCH, modified=EPOCH)
    written = io.BytesIO()
    # not `book.save`, which looks at the clock
    ExcelWriter(book, _Archive(written, "w")).save()
    return _timeless(written)


class _Sheet(WorksheetWriter):  # type: ignore[misc]  # the library has no types
    """Writes a sheet into memory: by itself it would put the articles' words into a file that nobody named."""

    def __init__(self, sheet: WriteOnlyWorksheet) -> None:
        super().__init__(sheet, io.BytesIO())
        self.write_top()

    def cleanup(self) -> None:
        """Leave it: there is no file to be taken away."""


class _Archive(zipfile.ZipFile):
    """A zip file that takes what a sheet has written."""

    def write(self, filename: Any, arcname: Any = None, *_: Any) -> None:
        """Put in what `filename` holds, which is no name here."""
        self.writestr(arcname, filename.getvalue())


def _styles() -> Iterator[NamedStyle]:
    top = Alignment(vertical="top")
    yield NamedStyle("head", font=Font(bold=True), alignment=top)
    yield NamedStyle("words", alignment=Alignment(vertical="top", wrap_text=True))
    yield NamedStyle("day", number_format="yyyy-mm-dd", alignment=top)
    yield NamedStyle("count", number_format="0", alignment=top)
    yield NamedStyle("whole", number_format="#,##0", alignment=top)
    yield NamedStyle("broken", number_format="#,##0.0#########", alignment=top)


def _fill(sheet: WriteOnlyWorksheet, columns: Sequence[str], rows: Rows) -> None:
    """The header, which stays in sight and filters, and the rows."""
    for number, column in enumerate(columns, 1):
        # the name needs room for the button of the filter
        widths = [cell_len(column) + 4, *(cell_len(str(row[column])) + 2 for row in rows if row[column] is not None)]
        sheet.column_dimensions[get_column_letter(number)].width = min(max(NARROWEST, *widths), WIDEST)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{len(rows) + 1}"
    sheet._writer = _Sheet(sheet)  # noqa: SLF001 -- the one way to tell it where to write
    sheet.append([_words(sheet, column, "head") for column in columns])
    for row in rows:
        sheet.append([_cell(sheet, column, row[column]) for column in columns])


def _cell(sheet: WriteOnlyWorksheet, column: str, value: Cell) -> ExcelCell | None:
    """The cell with `value`: a number, a day, or words."""
    match value:
        case None | "":
            return None
        case int():
            return _styled(sheet, value, "count")
        case Decimal() if abs(value) <= LARGEST:
            return _styled(sheet, value, "whole" if value == value.to_integral_value() else "broken")
        case str() if _DAYS.fullmatch(column) and _DAY.fullmatch(value) and int(value[:4]) >= FIRST_YEAR:
            return _styled(sheet, date.fromisoformat(value), "day")
        case _:
            return _words(sheet, plain(value) if isinstance(value, Decimal) else value, "words")


def _words(sheet: WriteOnlyWorksheet, text: str, style: str) -> ExcelCell:
    """A cell of words: words they stay where they begin like a formula, and when somebody edits the cell."""
    # what XML cannot hold, and what Excel reads as an escape of its own
    shown = _ESCAPE.sub("_x005F_", _NO_XML.sub("\ufffd", visible(text)))
    cell = _styled(sheet, shown[:MOST_CHARACTERS], style)
    cell.data_type = "s"
    cell.quotePrefix = not shown[0].isalnum()
    return cell


def _styled(sheet: WriteOnlyWorksheet, value: Decimal | date | str | int, style: str) -> ExcelCell:
    cell = WriteOnlyCell(sheet, value)
    cell.style = style
    return cell


def _timeless(book: io.BytesIO) -> bytes:
    """The zip file with the same time on each of its members: the same run makes the same bytes."""
    written = io.BytesIO()
    with zipfile.ZipFile(book) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            member = zipfile.ZipInfo(name, EPOCH.timetuple()[:6])
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 0  # otherwise it tells which one it was made on
            new.writestr(member, old.read(name))
    return written.getvalue()
