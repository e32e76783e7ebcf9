"""CSV, JSON lines and Parquet: each row an article of its own."""

import csv
import datetime as dt
import io
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow.parquet import write_table

from checker.model import Document, Format
from checker.read import csv_, jsonl
from checker.read.folders import read_paths
from checker.settings import Read
from tests.read import made

DAILY = "夸克的日活跃用户达到1.2亿。"
FEWER = "夸克的日活跃用户为5000万。"


def read(folder: Path, name: str, data: bytes, asked: Read | None = None) -> list[Document]:
    (folder / name).write_bytes(data)
    documents, problems = read_paths([folder / name], asked or Read())
    assert problems == []
    return documents


def test_each_line_is_an_article(tmp_path: Path) -> None:
    first = {"title": "夸克", "text": DAILY, "date": "2026-03-06 10:00", "source": "晨光社", "id": 7}
    second = {"headline": "千问", "content": FEWER, "url": "https://example.org/2026/03/09/a.html"}
    one, two = read(tmp_path, "news.jsonl", made.json_lines(first, second))
    assert (one.path, one.raw, one.title, one.publisher) == ("news.jsonl#1", DAILY, "夸克", "晨光社")
    assert (two.path, two.raw, two.title, two.publisher) == ("news.jsonl#2", FEWER, "千问", None)
    assert (str(one.published), str(two.published)) == ("2026-03-06", "2026-03-09")
    assert one.id != two.id
    assert one.sha256 != two.sha256


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_table_however_a_spreadsheet_saved_it(tmp_path: Path, delimiter: str, encoding: str, end: str) -> None:
    lines = [
        ["编号", "标题", "正文", "日期"],
        ["1", "夸克", f'"{DAILY}"', "2026/3/6"],
        ["2", "千问", FEWER, "2026年3月9日"],
    ]
    data = "".join(delimiter.join(line) + end for line in lines).encode(encoding)
    one, two = read(tmp_path, "news.csv", data)
    assert (one.path, one.raw, one.title, str(one.published)) == ("news.csv#2", DAILY, "夸克", "2026-03-06")
    assert (two.path, two.raw, two.title, str(two.published)) == ("news.csv#3", FEWER, "千问", "2026-03-09")


def test_a_field_with_line_ends_is_one_row_and_the_row_below_counts_on(tmp_path: Path) -> None:
    one, two = read(tmp_path, "a.csv", f'text,id\r\n"{DAILY}\r\n\r\n他说""好"",\n{FEWER}",1\r\n{FEWER},2'.encode())
    assert one.raw == f'{DAILY}\r\n\r\n他说"好",\n{FEWER}'
    assert (two.path, two.raw) == ("a.csv#3", FEWER)


def test_columns_by_other_names(tmp_path: Path) -> None:
    data = f"id,Story,Head,Day,text\n1,{DAILY},夸克,2026-03-06,x\n".encode()
    asked = Read(text_columns=("story",), title_columns=("HEAD",), date_columns=("day",))
    [document] = read(tmp_path, "a.csv", data, asked)
    assert (document.raw, document.title, str(document.published)) == (DAILY, "夸克", "2026-03-06")


def test_an_address_in_a_column_of_that_name_tells_the_day(tmp_path: Path) -> None:
    data = made.json_lines({"text": DAILY, "where": "https://example.org/2026/03/09/a.html"})
    [document] = read(tmp_path, "a.jsonl", data, Read(url_columns=("where",)))
    assert str(document.published) == "2026-03-09"


def test_a_row_that_holds_a_page_is_read_as_one(tmp_path: Path) -> None:
    page = f"<div><p>{DAILY}</p><p>{FEWER}</p><nav>首页</nav></div>"
    [document] = read(tmp_path, "a.jsonl", made.json_lines({"text": page, "title": "夸克"}))
    assert document.format is Format.HTML
    assert document.raw == page
    assert [page[block.span.start : block.span.end] for block in document.blocks] == [DAILY, FEWER]
    assert document.title == "夸克"


def test_line_separators_within_a_string_part_no_rows() -> None:
    found = list(jsonl.rows('{"text": "一\u2028二\x85三"}\r\n{"text": "四"}'))
    assert [row.fields for row in found] == [{"text": "一\u2028二\x85三"}, {"text": "四"}]


def test_the_limit_of_other_readers_stays_as_it_was() -> None:
    before = csv.field_size_limit()
    assert len(list(csv_.rows(f"text\n{'x' * 200_000}\n", Read()))) == 1
    assert csv.field_size_limit() == before


@given(st.text(max_size=200))
def test_any_text_makes_rows_or_one_reason(text: str) -> None:
    for row in csv_.rows(f"text\n{text}", Read()):
        assert (row.fields is None) != (row.wrong is None)
    for row in jsonl.rows(text):
        assert (row.fields is None) != (row.wrong is None)


@given(st.lists(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1), max_size=5))
def test_what_is_written_is_read(fields: list[str]) -> None:
    quoted = ['"{}"'.format(field.replace('"', '""')) for field in fields]
    text = "\r\n".join(["text", *quoted])
    found = [row.fields["text"] for row in csv_.rows(text, Read()) if row.fields]
    assert found == [field for field in fields if field.strip()]


def parquet(columns: dict[str, object], **options: object) -> bytes:
    file = io.BytesIO()
    write_table(pa.table(columns), file, **options)
    return file.getvalue()


def test_each_row_of_a_parquet_file_is_an_article(tmp_path: Path) -> None:
    days = [dt.date(2026, 3, 6), None]
    columns = {
        "id": [7, 8],
        "正文": [DAILY, FEWER],
        "标题": ["夸克", None],
        "日期": days,
        "scores": [[0.5], [0.1, 0.2]],
    }
    one, two = read(tmp_path, "news.parquet", parquet(columns, row_group_size=1))
    assert (one.path, one.raw, one.title, str(one.published)) == ("news.parquet#1", DAILY, "夸克", "2026-03-06")
    assert (two.path, two.raw, two.published) == ("news.parquet#2", FEWER, None)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"PAR1 but nothing else", "is broken"),
        (parquet({"body of it": ["x"]}), "(its columns: body of it)"),
        (parquet({"text": [1.5]}), "has no column"),
        # 18 MB that stand once, for a thousand rows
        (
            parquet({"text": pa.DictionaryArray.from_arrays([0] * 1000, ["夸克" * 3_000_000])}),
            "unpacks to more than is safe",
        ),
        (parquet({"text": ["夸克" * 9_000_000]}), "unpacks to more than is safe"),
    ],
)
def test_a_parquet_file_that_holds_no_article(tmp_path: Path, data: bytes, words: str) -> None:
    (tmp_path / "a.parquet").write_bytes(data)
    documents, [problem] = read_paths([tmp_path / "a.parquet"], Read(largest_unpacked=32))
    assert documents == []
    assert words in problem.message


def test_a_value_without_meaning_spoils_its_row_alone(tmp_path: Path) -> None:
    # the second value of each: a day of the year 148,108, and a text of which the last three bytes are no UTF-8
    days = pa.array([0, 1 << 62], pa.timestamp("us"))
    ends = pa.array([0, 3, 6], pa.int32()).buffers()[1]
    texts = pa.StringArray.from_buffers(2, ends, pa.py_buffer(b"1.1\xff\xfe\xfd"))
    for columns, wrong in (
        ({"text": [DAILY, FEWER], "date": days}, "its date cannot be read (OverflowError)"),
        ({"text": texts}, "its text cannot be read (UnicodeDecodeError)"),
    ):
        (tmp_path / "a.parquet").write_bytes(parquet(columns))
        documents, problems = read_paths([tmp_path / "a.parquet"])
        assert [document.path for document in documents] == ["a.parquet#1"]
        assert [(problem.path, problem.message) for problem in problems] == [("a.parquet#2", wrong)]
    nowhere = pa.array([0, None], pa.timestamp("s", tz="Nowhere/Land"))
    (tmp_path / "a.parquet").write_bytes(parquet({"text": [DAILY, FEWER], "date": nowhere}))
    documents, [problem] = read_paths([tmp_path / "a.parquet"])
    assert [document.path for document in documents] == ["a.parquet#2"]
    # which error it is hangs on what else is installed
    assert problem.message.startswith("its date cannot be read (")


def test_of_two_columns_of_one_name_the_first_is_read(tmp_path: Path) -> None:
    table = pa.Table.from_arrays([pa.array([1.5]), pa.array([DAILY]), pa.array([FEWER])], names=["text"] * 3)
    write_table(table, tmp_path / "a.parquet")
    documents, problems = read_paths([tmp_path / "a.parquet"])
    assert ([document.raw for document in documents], problems) == ([DAILY], [])


@pytest.mark.skipif(not hasattr(pa, "string_view"), reason="this pyarrow has no such type")
def test_texts_may_be_stored_as_views(tmp_path: Path) -> None:
    (tmp_path / "a.parquet").write_bytes(parquet({"text": pa.array([DAILY], pa.string_view())}))
    assert [document.raw for document in read_paths([tmp_path / "a.parquet"])[0]] == [DAILY]


def test_rows_of_a_parquet_file_that_hold_nothing_and_rows_beyond_the_limit(tmp_path: Path) -> None:
    (tmp_path / "a.parquet").write_bytes(parquet({"text": [DAILY, None, FEWER, FEWER]}))
    documents, problems = read_paths([tmp_path / "a.parquet"], Read(most_rows=3))
    assert [document.path for document in documents] == ["a.parquet#1", "a.parquet#3"]
    assert [(problem.path, problem.message) for problem in problems] == [
        ("a.parquet", "holds more than 3 rows; the rest was not read; split it or raise --most-rows"),
        ("a.parquet#2", "is empty; nothing in it was checked"),
    ]
