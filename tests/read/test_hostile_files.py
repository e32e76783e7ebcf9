"""Files that are broken, locked or made to do harm: one line for each, and the rest is read."""

import builtins
import sys
import time
import zipfile
from io import BytesIO
from pathlib import Path

import pypdf
import pytest

from checker.model import Problem
from checker.read import archive, docx, epub, pdf, rows
from checker.read.folders import read_paths
from checker.settings import Read
from tests.read import made

GOOD = "夸克的日活跃用户达到1.2亿。"
CHAPTER = f"<html><body><p>{GOOD}</p></body></html>"
READABLE = {
    ".docx": made.word(GOOD),
    ".pdf": made.printed([GOOD]),
    ".epub": made.book({"a.xhtml": CHAPTER}),
    ".jsonl": made.json_lines({"text": GOOD}),
    ".csv": f"text\n{GOOD}\n".encode(),
}


def said(folder: Path, name: str, data: bytes, read: Read | None = None) -> list[Problem]:
    """What is said of a file that stands beside a good one; nobody waits long for it."""
    (folder / name).write_bytes(data)
    (folder / "good.txt").write_text(GOOD, encoding="utf-8")
    began = time.monotonic()
    documents, problems = read_paths([folder], read or Read())
    assert time.monotonic() - began < 20
    assert "good.txt" in [document.path for document in documents]
    for problem in problems:
        assert problem.path.startswith(name)
        assert problem.stage == "read"
        assert "\n" not in problem.message
        assert len(problem.message) < 160
    return problems


def says(folder: Path, name: str, data: bytes, words: str) -> None:
    [problem] = said(folder, name, data)
    assert problem.path == name
    assert words in problem.message
    assert [document.path for document in read_paths([folder])[0]] == ["good.txt"]


@pytest.mark.parametrize("suffix", READABLE)
def test_the_files_of_these_tests_are_read_when_nothing_is_wrong(tmp_path: Path, suffix: str) -> None:
    assert said(tmp_path, f"a{suffix}", READABLE[suffix]) == []
    assert len(read_paths([tmp_path])[0]) == 2


@pytest.mark.parametrize("suffix", READABLE)
def test_an_empty_file(tmp_path: Path, suffix: str) -> None:
    says(tmp_path, f"a{suffix}", b"", "is empty")


@pytest.mark.parametrize("suffix", [".docx", ".pdf", ".epub"])
def test_a_file_that_is_not_what_its_name_says(tmp_path: Path, suffix: str) -> None:
    says(tmp_path, f"a{suffix}", GOOD.encode(), "is broken")


@pytest.mark.parametrize("suffix", [".jsonl", ".csv"])
def test_a_table_that_is_no_text(tmp_path: Path, suffix: str) -> None:
    says(tmp_path, f"a{suffix}", READABLE[".docx"], "is binary, not text")


@pytest.mark.parametrize("suffix", [".docx", ".pdf", ".epub"])
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_file_cut_short_at_any_place(tmp_path: Path, suffix: str, share: float) -> None:
    data = READABLE[suffix]
    problems = said(tmp_path, f"a{suffix}", data[: int(len(data) * share)])
    documents, _ = read_paths([tmp_path])
    # a PDF whose table of contents is lost may be mended; what is read is then what stands in it
    assert problems or GOOD in documents[0].raw


@pytest.mark.parametrize("suffix", [".docx", ".pdf", ".epub"])
def test_a_file_with_damage_at_any_place(tmp_path: Path, suffix: str) -> None:
    data = READABLE[suffix]
    for at in range(0, len(data), max(1, len(data) // 25)):
        said(tmp_path, f"a{suffix}", data[:at] + b"\xff\0>" + data[at + 3 :])


def test_an_older_word_file_and_one_with_a_password(tmp_path: Path) -> None:
    says(tmp_path, "a.docx", archive.COMPOUND + bytes(5000), "protected by a password or of an older format")


def test_a_zip_archive_of_something_else(tmp_path: Path) -> None:
    other = made.archive({"readme.txt": "x"})
    says(tmp_path, "a.docx", other, "is broken")
    (tmp_path / "a.docx").unlink()
    says(tmp_path, "a.epub", other, "does not say which chapters it has")


@pytest.mark.parametrize("name", ["a.docx", "a.epub"])
def test_a_zip_bomb(tmp_path: Path, name: str) -> None:
    bomb = made.archive({"word/document.xml": bytes(300 * 1024 * 1024)})
    assert len(bomb) < 1024 * 1024
    says(tmp_path, name, bomb, "zip bomb")


@pytest.mark.parametrize("name", ["a.docx", "a.epub"])
def test_a_zip_bomb_of_many_small_parts(tmp_path: Path, name: str) -> None:
    part = bytes(archive.SMALL)
    bomb = made.archive({f"word/{index}.xml": part for index in range(300)})
    says(tmp_path, name, bomb, "zip bomb")


def test_a_zip_bomb_that_lies_about_its_size(tmp_path: Path) -> None:
    size = 50 * 1024 * 1024
    bomb = made.archive({"word/document.xml": bytes(size)}).replace(size.to_bytes(4, "little"), b"\x10\0\0\0")
    says(tmp_path, "a.docx", bomb, "is broken")


def test_too_many_parts_too_well_packed_and_locked_ones(tmp_path: Path) -> None:
    says(tmp_path, "a.epub", made.archive(dict.fromkeys(map(str, range(archive.MOST_MEMBERS + 1)), "")), "parts")
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_LZMA) as packed:
        packed.writestr("a", "b")
    says(tmp_path, "a.epub", file.getvalue(), "packed in a way that is not read")
    plain = bytearray(made.archive({"a": "b"}))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        plain[plain.find(mark) + place] |= archive.ENCRYPTED
    says(tmp_path, "a.epub", bytes(plain), "is encrypted")


def with_document(xml: str) -> bytes:
    """A Word file whose main part is replaced."""
    with zipfile.ZipFile(BytesIO(READABLE[".docx"])) as found:
        files = {name: found.read(name) for name in found.namelist()}
    return made.archive({**files, "word/document.xml": xml})


def test_a_word_file_that_declares_entities(tmp_path: Path) -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "夸克"}">' for n in range(10))
    text = "<w:p><w:r><w:t>&e9;</w:t></w:r></w:p>"
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    bomb = f"<!DOCTYPE x [{entities}]><w:document {space}><w:body>{text}</w:body></w:document>"
    says(tmp_path, "a.docx", with_document(bomb), "a document type")
    says(tmp_path, "a.docx", with_document(bomb.replace("<!", "\ufeff<!")), "a document type")


def test_a_word_file_that_nests_without_end(tmp_path: Path) -> None:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    for tag, depth in (("sdt", 250), ("tbl", 250), ("r", 250), ("sdt", 100_000)):
        inner = f"<w:{tag}>" * depth + f"</w:{tag}>" * depth
        body = f"<w:document {space}><w:body><w:p>{inner}</w:p>{inner}</w:body></w:document>"
        problems = said(tmp_path, "a.docx", with_document(body))
        assert len(problems) == 1


def test_an_e_book_with_entities_takes_them_as_text(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + CHAPTER.replace("</p>", "&b;</p>")
    assert said(tmp_path, "a.epub", made.book({"a.xhtml": bomb})) == []


def test_an_e_book_without_its_chapters_or_with_locked_ones(tmp_path: Path) -> None:
    package = {"OPS/book.opf": "<package><manifest/><spine/></package>"}
    says(tmp_path, "a.epub", made.archive({"META-INF/container.xml": made.CONTAINER}), "which chapters it has")
    says(tmp_path, "a.epub", made.archive({"META-INF/container.xml": made.CONTAINER, **package}), "which chapters")
    locked = '<encryption><enc:CipherReference URI="OPS/a.xhtml"/></encryption>'
    says(tmp_path, "a.epub", made.book({"a.xhtml": CHAPTER}, more={"META-INF/encryption.xml": locked}), "DRM")


def test_an_e_book_that_lacks_one_chapter_is_read_without_it(tmp_path: Path) -> None:
    book = made.book({"a.xhtml": CHAPTER, "b.xhtml": CHAPTER})
    with zipfile.ZipFile(BytesIO(book)) as found:
        files = {name: found.read(name) for name in found.namelist() if name != "OPS/a.xhtml"}
    [problem] = said(tmp_path, "a.epub", made.archive(files))
    assert problem.message == "OPS/a.xhtml: is missing; not read"
    assert read_paths([tmp_path])[0][0].raw == GOOD


def test_an_encrypted_pdf(tmp_path: Path) -> None:
    writer = pypdf.PdfWriter(clone_from=BytesIO(READABLE[".pdf"]))
    writer.encrypt("secret", algorithm="RC4-128")
    file = BytesIO()
    writer.write(file)
    says(tmp_path, "a.pdf", file.getvalue(), "is encrypted; save it without a password")


def test_a_pdf_that_is_only_locked_against_changes_is_read(tmp_path: Path) -> None:
    writer = pypdf.PdfWriter(clone_from=BytesIO(READABLE[".pdf"]))
    writer.encrypt("", "owner", algorithm="RC4-128")
    file = BytesIO()
    writer.write(file)
    assert said(tmp_path, "a.pdf", file.getvalue()) == []
    assert read_paths([tmp_path])[0][0].raw == GOOD


def test_a_pdf_of_pictures(tmp_path: Path) -> None:
    says(tmp_path, "a.pdf", made.printed([], []), "holds no text (scanned pages?)")


def test_a_pdf_whose_second_page_is_broken(tmp_path: Path) -> None:
    whole = made.printed([GOOD], ["二"], [GOOD])
    broken = whole.replace(b"9 0 obj\n<< /Length", b"9 0 obj\n<< /Filter /Nonsense /Length")
    [problem] = said(tmp_path, "a.pdf", broken)
    assert problem.message.startswith("page 2 is broken")
    assert read_paths([tmp_path])[0][0].raw == f"{GOOD}\n{GOOD}"


def test_a_pdf_of_forms_within_forms(tmp_path: Path) -> None:
    depth, fan = 9, 12
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /XObject << /X 5 0 R >> >> >>",
        made.stream(b"/X Do " * fan),
    ]
    for level in range(depth):
        below = b"/Resources << /XObject << /X %d 0 R >> >>" % (6 + level) if level + 1 < depth else b""
        body = b"/X Do " * fan
        head = b"<< /Type /XObject /Subtype /Form /BBox [0 0 1 1] %s /Length %d >>" % (below, len(body))
        objects.append(head + b"\nstream\n" + body + b"\nendstream")
    problems = said(tmp_path, "a.pdf", made.pdf(objects))
    assert len(problems) == 1


def test_a_pdf_that_takes_too_long_to_draw(tmp_path: Path) -> None:
    [problem] = said(tmp_path, "a.pdf", made.printed([GOOD], extra=b" q Q" * pdf.MOST_STEPS))
    assert problem.message == "page 1 takes too many steps to draw; not read"


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.jsonl", b'{"text": "x"}\n{"text": \n', [("a.jsonl#2", "is no JSON")]),
        ("a.jsonl", b'{"text": "x"}\n' + b"[" * 200_000, [("a.jsonl#2", "is no JSON")]),
        ("a.jsonl", b'[1]\n{"text": "x"}\n', [("a.jsonl#1", "is no JSON object")]),
        ("a.jsonl", b'\n\n{"text": "x"}\n\n\n', [("a.jsonl#1", rows.EMPTY), ("a.jsonl#2", rows.EMPTY)]),
        (
            "a.jsonl",
            b'{}\n{"text": null, "id": 1}\n{"text": "x"}',
            [("a.jsonl#1", rows.EMPTY), ("a.jsonl#2", "its text is empty; nothing in it was checked")],
        ),
        ("a.jsonl", b'{"text": ["x"]}\n{"text": "x"}\n', [("a.jsonl#1", "its text is no text")]),
        ("a.csv", b"text\nx\n\n  \ny\n", [("a.csv#3", rows.EMPTY), ("a.csv#4", rows.EMPTY)]),
        ("a.csv", b"id,text\n1,x\n2\n", [("a.csv#3", "its text is empty")]),
        ("a.csv", b"text,id\nx,1\ny,2,3\n", [("a.csv#3", "has 3 fields where the head has 2; check its quotes")]),
        ("a.csv", b'text\nx\n"y\nz\n', [("a.csv#3", "opens a quote that is never closed")]),
    ],
)
def test_rows_that_hold_no_article(tmp_path: Path, name: str, data: bytes, expected: list[tuple[str, str]]) -> None:
    problems = said(tmp_path, name, data)
    assert len(problems) == len(expected)
    for problem, (path, words) in zip(problems, expected, strict=True):
        assert problem.path == path
        assert problem.message.startswith(words)
    assert len(read_paths([tmp_path])[0]) > 1


def test_huge_fields(tmp_path: Path) -> None:
    huge = "夸" * (Read().most_characters + 1)
    for name, data in (
        ("a.csv", f"text\nx\n{huge}\ny\n".encode()),
        ("a.jsonl", made.json_lines({"text": "x"}, {"text": "u"}, {"text": huge}, {"text": "y"})),
    ):
        [problem] = said(tmp_path, name, data)
        assert problem.path == f"{name}#3"
        assert "has more than 2,000,000 characters" in problem.message
        assert read_paths([tmp_path / name])[0][-1].raw == "y"
        (tmp_path / name).unlink()


def test_many_bad_rows_are_counted_not_listed(tmp_path: Path) -> None:
    problems = said(tmp_path, "a.jsonl", b"x\n" * 500 + b'{"text": "x"}\n')
    assert len(problems) == rows.MOST_PROBLEMS + 1
    assert Problem("a.jsonl", "read", "480 more rows cannot be read") in problems


def test_too_many_rows(tmp_path: Path) -> None:
    [problem] = said(tmp_path, "a.jsonl", made.json_lines(*[{"text": "x"}] * 3), Read(most_rows=2))
    assert "holds more than 2 rows" in problem.message
    assert len(read_paths([tmp_path], Read(most_rows=2))[0]) == 3


def test_wrong_columns(tmp_path: Path) -> None:
    [problem] = said(tmp_path, "a.csv", b"id,story\n1,x\n")
    assert (problem.path, "--text-column (its columns: id, story)" in problem.message) == ("a.csv", True)
    asked = Read(text_columns=("story",), title_columns=("nothing",))
    [problem] = said(tmp_path, "a.csv", b"id,story\n1,x\n", asked)
    assert (problem.path, problem.message) == ("a.csv", "has no column 'nothing' (--title-column)")


@pytest.mark.parametrize(("reader", "library"), [(docx, "docx"), (pdf, "pypdf")])
def test_a_missing_extra_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reader: object, library: str) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    suffix = f".{reader.EXTRA}"
    says(tmp_path, f"a{suffix}", READABLE[suffix], f"pip install 'checker[{reader.EXTRA}]'")


def test_nothing_outside_an_e_book_is_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "secret.xhtml").write_text(CHAPTER, encoding="utf-8")
    monkeypatch.setattr(builtins, "open", None)
    found = epub.extract(made.book({"../../secret.xhtml": CHAPTER, "/etc/passwd": CHAPTER}))
    assert found.raw in {"", GOOD, f"{GOOD}\n{GOOD}"}
