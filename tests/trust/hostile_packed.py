"""Archives and PDF files made to do harm."""

import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO

from tests.read import made
from tests.trust.making import DEEP, GOOD, MB, OTHER, Made, changed, cut, entities, plain, text

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def _word(xml: str) -> Made:
    """A Word file with another main part."""

    def make() -> bytes:
        with zipfile.ZipFile(BytesIO(made.word(GOOD))) as found:
            files = {name: found.read(name) for name in found.namelist()}
        return made.archive({**files, "word/document.xml": xml})

    return make


def _body(inner: str, head: str = "") -> str:
    return f"{head}<w:document {W}><w:body>{inner}</w:body></w:document>"


def _page(inner: str) -> Made:
    return lambda: made.book({"a.xhtml": inner})


def _drawn(content: bytes, page: bytes = b"", *more: bytes) -> Made:
    """A PDF file of one page, with further objects from number 5 on."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R " + page + b" >>",
        made.stream(content),
        *more,
    ]
    return lambda: made.pdf(objects)


def _objects(*objects: bytes) -> Made:
    return lambda: made.pdf(objects)


def _packed(files: Mapping[str, str | bytes]) -> Made:
    return lambda: made.archive(files)


def _printed() -> bytes:
    return made.printed([GOOD])


def _overlapping() -> bytes:
    """An archive whose list names one part a thousand times."""
    data = made.archive({"a.xhtml": bytes(MB)})
    start = data.rindex(b"PK\x01\x02")
    end = data.rindex(b"PK\x05\x06")
    listed = data[start:end]
    tail = bytearray(data[end:])
    tail[8:12] = (1000).to_bytes(2, "little") * 2
    tail[12:16] = (1000 * len(listed)).to_bytes(4, "little")
    return data[:start] + listed * 1000 + bytes(tail)


def _twice(name: str) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        for content in (made.CONTAINER, "<container/>"):
            packed.writestr(zipfile.ZipInfo(name), content)
    return file.getvalue()


def _again(times: int) -> bytes:
    """A book whose order names one chapter again and again."""
    order = '<itemref idref="i0"/>' * times
    book = f'<package><manifest><item id="i0" href="a.xhtml"/></manifest><spine>{order}</spine></package>'
    return made.archive({"META-INF/container.xml": made.CONTAINER, "OPS/book.opf": book, "OPS/a.xhtml": GOOD})


def _ring() -> bytes:
    with zipfile.ZipFile(BytesIO(made.word(GOOD))) as found:
        files = {name: found.read(name) for name in found.namelist()}
    ring = files["_rels/.rels"].replace(b"docProps/core.xml", b"_rels/.rels")
    return made.archive({**files, "_rels/.rels": ring, "word/_rels/document.xml.rels": ring})


def _outside() -> bytes:
    with zipfile.ZipFile(BytesIO(made.word(GOOD))) as found:
        files = {name: found.read(name) for name in found.namelist()}
    outside = files["_rels/.rels"].replace(b"word/document.xml", b"../../../../etc/passwd")
    return made.archive({**files, "_rels/.rels": outside})


def _other_way() -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_LZMA) as packed:
        packed.writestr("word/document.xml", "a")
    return file.getvalue()


def _burst(size: int) -> bytes:
    data = zlib.compress(b" " * size)
    return made.pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
            b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>",
            b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(data), data),
        ]
    )


ARCHIVES: dict[str, Made] = {
    "a bomb.docx": lambda: made.archive({"word/document.xml": bytes(300 * MB)}),
    "a bomb of small parts.epub": lambda: made.archive({f"{n}.xhtml": bytes(MB) for n in range(300)}),
    "a bomb that lies.docx": lambda: made.archive({"word/document.xml": bytes(50 * MB)}).replace(
        (50 * MB).to_bytes(4, "little"), b"\x10\0\0\0"
    ),
    "a bomb in a picture.docx": lambda: made.archive({"word/media/a.png": bytes(300 * MB)}),
    "an archive in itself.epub": lambda: made.archive({"a.epub": made.archive({"a.epub": bytes(5 * MB)})}),
    "parts of one place.epub": _overlapping,
    "many parts.epub": lambda: made.archive(dict.fromkeys(map(str, range(11_000)), "")),
    "parts of one name.epub": lambda: _twice("META-INF/container.xml"),
    "paths that lead out.epub": lambda: made.book({"../../../../etc/passwd": GOOD, "/etc/passwd": GOOD}),
    "names of escapes.epub": lambda: made.book({"\x1b[31m\n\r.xhtml": GOOD}),
    "a chapter a thousand times.epub": lambda: _again(1000),
    "entities.epub": _page(entities(10) + "<p>&e9;</p>"),
    "nested elements.epub": _page("<div>" * DEEP),
    "no chapters.epub": _packed({"META-INF/container.xml": made.CONTAINER}),
    "a container that points to itself.epub": _packed(
        {"META-INF/container.xml": made.CONTAINER.replace("OPS/book.opf", "META-INF/container.xml")}
    ),
    "a locked chapter.epub": lambda: made.book(
        {"a.xhtml": GOOD}, more={"META-INF/encryption.xml": '<x><enc:CipherReference URI="OPS/a.xhtml"/></x>'}
    ),
    "no archive.epub": text(OTHER),
    "cut.epub": cut(lambda: made.book({"a.xhtml": GOOD}), 0.7),
    "a bad sum.epub": changed(_packed({"a.xhtml": b"a" * 40}), b"\x78", b"\x79"),
    "entities.docx": _word(_body("<w:p><w:r><w:t>&e9;</w:t></w:r></w:p>", entities(10))),
    "an entity from a file.docx": _word(
        _body("<w:p><w:r><w:t>&x;</w:t></w:r></w:p>", '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>')
    ),
    "utf-16 with entities.docx": _word(_body("", entities(3)).encode("utf-16").decode("latin-1")),
    "nested controls.docx": _word(_body("<w:sdt>" * 250 + "</w:sdt>" * 250)),
    "nested controls deep.docx": _word(_body("<w:sdt>" * DEEP + "</w:sdt>" * DEEP)),
    "nested tables.docx": _word(_body("<w:tbl><w:tr><w:tc>" * 300 + "</w:tc></w:tr></w:tbl>" * 300)),
    "nested runs.docx": _word(_body(f"<w:p>{'<w:r>' * 3000}{'</w:r>' * 3000}</w:p>")),
    "a cell that spans everything.docx": _word(
        _body(
            '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr>'
            f"<w:p><w:r><w:t>{OTHER}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
        )
    ),
    "no body.docx": _word(f"<w:document {W}/>"),
    "no xml.docx": _word("夸克"),
    "another root.docx": _word("<html><body>a</body></html>"),
    "unclosed.docx": _word(f"<w:document {W}><w:body><w:p>"),
    "no relationships.docx": _packed({"word/document.xml": _body("")}),
    "relationships in a ring.docx": _ring,
    "a relationship outside.docx": _outside,
    "no archive.docx": text(OTHER),
    "cut.docx": cut(lambda: made.word(GOOD), 0.5),
    "an older file.docx": plain(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(9000)),
    "packed in another way.docx": _other_way,
    "a paragraph of nothing many times.docx": _word(_body("<w:p/>" * 30_000)),
}
PDFS: dict[str, Made] = {
    "no pdf.pdf": text(OTHER),
    "only a head.pdf": plain(b"%PDF-1.7\n"),
    "cut early.pdf": cut(_printed, 0.2),
    "cut late.pdf": cut(_printed, 0.9),
    "pages in a ring.pdf": _objects(
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count 9 /Kids [2 0 R 2 0 R] >>"
    ),
    "a page above itself.pdf": _objects(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] /Parent 3 0 R >>",
        b"<< /Type /Page /Parent 3 0 R >>",
    ),
    "no pages.pdf": _objects(b"<< /Type /Catalog >>"),
    "pages that are none.pdf": _objects(
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count 99999999 /Kids [1 0 R 7 0 R 8 0 R null 5] >>"
    ),
    "an object of itself.pdf": _objects(b"1 0 R"),
    "objects in a ring.pdf": _objects(b"2 0 R", b"3 0 R", b"1 0 R"),
    "nested arrays.pdf": _objects(b"[" * 50_000),
    "nested dictionaries.pdf": _objects(b"<< /A " * 20_000),
    "nested strings.pdf": _objects(b"(" * 50_000),
    "a form in itself.pdf": _drawn(
        b"/X Do",
        b"/Resources << /XObject << /X 5 0 R >> >>",
        b"<< /Type /XObject /Subtype /Form /BBox [0 0 1 1] /Resources << /XObject << /X 5 0 R >> >> /Length 5 >>\n"
        b"stream\n/X Do\nendstream",
    ),
    "a stream of itself.pdf": _objects(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        b"<< /Type /Page /Parent 2 0 R /Contents [4 0 R 4 0 R 3 0 R] >>",
        b"<< /Length 4 0 R >>\nstream\nBT ET\nendstream",
    ),
    "steps without end.pdf": _drawn(b" q Q" * 120_000),
    "open states.pdf": _drawn(b" q" * 120_000),
    "a stream that bursts.pdf": lambda: _burst(50 * MB),
    "a filter that there is not.pdf": changed(_printed, b"7 0 obj\n<< /Length", b"7 0 obj\n<< /Filter /None /Length"),
    "filters on filters.pdf": _objects(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>",
        b"<< /Length 4 /Filter [" + b"/ASCIIHexDecode " * 2000 + b"] >>\nstream\n4142\nendstream",
    ),
    "figures that are none.pdf": _drawn(b"BT /F 1e999 Tf 9999999999999999999999 -- +.. Td (x) Tj ET"),
    "an encrypted one.pdf": changed(
        _printed, b"/Root 1 0 R", b"/Root 1 0 R /Encrypt << /Filter /Standard /V 9 /R 9 >>"
    ),
    "a table that lies.pdf": lambda: _printed().replace(b"xref\n0 ", b"xref\n0 9"),
    "a start that lies.pdf": lambda: _printed().replace(b"startxref\n", b"startxref\n99999"),
    "a font of nothing.pdf": changed(_printed, b"/ToUnicode 5 0 R", b"/ToUnicode 99 0 R"),
    "a font of itself.pdf": changed(_printed, b"/DescendantFonts [4 0 R]", b"/DescendantFonts [3 0 R]"),
    "a map that is too large.pdf": changed(
        _printed, b"1 begincodespacerange", b"1 beginbfrange <0000> <ffff> <0000> endbfrange 1 begincodespacerange"
    ),
    "bytes before the head.pdf": lambda: b"x" * 5000 + _printed(),
    "bytes behind the end.pdf": lambda: _printed() + b"\0" * 50_000,
}
