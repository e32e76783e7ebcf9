"""Small files of each kind, made on the spot: no binary lies in the repository."""

import json
import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO

import docx

CONTAINER = '<container><rootfiles><rootfile full-path="OPS/book.opf"/></rootfiles></container>'
LINE_HEIGHT = 20


def word(*paragraphs: str, title: str = "") -> bytes:
    """A Word file with these paragraphs; a first one may be its title."""
    document = docx.Document()
    document.core_properties.title = ""
    if title:
        document.add_heading(title, 0)
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    return saved(document)


def saved(document: "docx.document.Document") -> bytes:
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def printed(*pages: Sequence[str], extra: bytes = b"") -> bytes:
    """A PDF file with a printed line for each text; its font tells that codes are UTF-16."""
    codes = sorted({_code(char) for page in pages for line in page for char in line})
    shapes = "".join(f"<{code}> <{code}>\n" for code in codes)
    unicode = (
        "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange "
        f"100 beginbfchar\n{shapes}endbfchar endcmap end"
    )
    kids = " ".join(f"{6 + 2 * index} 0 R" for index in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>".encode(),
        b"<< /Type /Font /Subtype /Type0 /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 5 0 R>>",
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A /DW 1000 >>",
        stream(unicode.encode()),
    ]
    for index, lines in enumerate(pages):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {7 + 2 * index} 0 R "
            "/Resources << /Font << /F 3 0 R >> >> >>".encode()
        )
        shown = (f"<{''.join(map(_code, line))}> Tj 0 -{LINE_HEIGHT} Td" for line in lines)
        objects.append(stream(f"BT /F 12 Tf 50 800 Td {' '.join(shown)} ET".encode() + extra))
    return pdf(objects)


def _code(char: str) -> str:
    return char.encode("utf-16-be").hex()


def stream(data: bytes) -> bytes:
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(data), data)


def pdf(objects: Sequence[bytes]) -> bytes:
    """A PDF file of these objects, numbered from 1; the first is its catalogue."""
    data = b"%PDF-1.7\n"
    places = []
    for number, each in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(data)
    size = len(objects) + 1
    data += b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    return data + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, start)


def book(chapters: Mapping[str, str], metadata: str = "", more: Mapping[str, str] | None = None) -> bytes:
    """An e-book with these pages, by their paths below the folder of the package file."""
    items = "".join(f'<item id="i{index}" href="{name}"/>' for index, name in enumerate(chapters))
    order = "".join(f'<itemref idref="i{index}"/>' for index in range(len(chapters)))
    package = f"<package><metadata>{metadata}</metadata><manifest>{items}</manifest><spine>{order}</spine></package>"
    files = {"META-INF/container.xml": CONTAINER, "OPS/book.opf": package}
    return archive({**files, **{f"OPS/{name}": page for name, page in chapters.items()}, **(more or {})})


def archive(files: Mapping[str, str | bytes]) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(name, content)
    return file.getvalue()


def json_lines(*rows: object) -> bytes:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()
