"""The kinds of files: which reader each suffix has."""

from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import PurePosixPath

from checker.errors import UnreadableError
from checker.model.finding import Problem
from checker.model.text import Document
from checker.read import csv_, docx, epub, jsonl, parquet, pdf
from checker.read.decode import Decoded, decode, looks_binary
from checker.read.document import FORMATS, digest, document, extracted_document, row_document
from checker.read.extracted import Extracted, tamed
from checker.read.limits import demand_bearable, demand_few
from checker.read.rows import Row, articles
from checker.settings import Read

EXTRACTED: dict[str, Callable[[bytes, Read], Extracted]] = {
    ".docx": docx.extract,
    ".pdf": pdf.extract,
    ".epub": epub.extract,
}
TABLES: dict[str, Callable[[str, Read], Iterator[Row]]] = {
    ".jsonl": lambda text, _: jsonl.rows(text),
    ".csv": csv_.rows,
}
PACKED: dict[str, Callable[[bytes, Read], Iterator[Row]]] = {".parquet": parquet.rows}
KINDS = (*FORMATS, *EXTRACTED, *TABLES, *PACKED)


def suffix_of(path: str) -> str:
    """The suffix of a path in small letters.

    >>> suffix_of("a/b.PDF"), suffix_of("README")
    ('.pdf', '')
    """
    return PurePosixPath(path).suffix.lower()


def documents_of(name: str, data: bytes, read: Read) -> tuple[list[Document], list[Problem]]:
    """The documents in the bytes of a file (each row of a table is one), and what cannot be read.

    A file of an unknown suffix is read as text.
    """
    if not data.strip(b" \t\r\n\0\xef\xbb\xbf"):
        return [], [Problem(name, "read", "is empty; nothing in it was checked")]
    suffix = suffix_of(name)
    try:
        if suffix in EXTRACTED:
            return _of_extracted(name, data, read)
        if suffix in PACKED:
            return _of_rows(name, _unpacked(data, suffix, read), "utf-8", read)
        text = _decoded(data)
        if suffix in TABLES:
            return _of_rows(name, TABLES[suffix](text.text, read), text.encoding, read)
        demand_bearable(text.text, read)
        made, problems = document(name, text.text, digest(data), text.encoding, read)
        demand_few(made.blocks, read)
    except UnreadableError as error:
        return [], [Problem(name, "read", str(error))]
    return [made], problems


def _of_extracted(name: str, data: bytes, read: Read) -> tuple[list[Document], list[Problem]]:
    with tamed("zipfile"):
        found = EXTRACTED[suffix_of(name)](data, read)
    if not found.raw and found.complaints:
        return [], [Problem(name, "read", complaint) for complaint in found.complaints]
    made, problems = extracted_document(name, found, digest(data))
    return [made], problems


def _unpacked(data: bytes, suffix: str, read: Read) -> Iterator[Row]:
    with tamed("pyarrow"):
        # one more than is read, so that the rest is told of
        return iter(list(islice(PACKED[suffix](data, read), read.most_rows + 1)))


def _decoded(data: bytes) -> Decoded:
    found = None if looks_binary(data) else decode(data)
    if found is None:
        why = "is binary, not text" if b"\0" in data[:4096] else "is in an unknown encoding; save it as UTF-8"
        raise UnreadableError(why)
    return found


def _of_rows(name: str, rows: Iterator[Row], encoding: str, read: Read) -> tuple[list[Document], list[Problem]]:
    found, problems = articles(name, rows, read)
    documents: list[Document] = []
    for article in found:
        made, wrong = row_document(article, encoding)
        try:
            demand_few(made.blocks, read)
        except UnreadableError as error:
            problems.append(Problem(article.name, "read", str(error)))
            continue
        documents.append(made)
        problems.extend(wrong)
    return documents, problems
