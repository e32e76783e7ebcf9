"""Word files, PDFs and e-books: what is taken out of them, and where a reader finds it again."""

from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from checker.engine import engines
from checker.model import BlockKind, Document, Run, Section, Verdict
from checker.read import docx as word
from checker.read import epub, pdf, unwrap
from checker.read.folders import read_paths
from checker.read.unwrap import Line, paragraphs
from checker.report import json_, table, terminal
from checker.report.layout import Screen
from checker.report.places import Places
from checker.settings import Settings
from tests.read import made

DAILY = "夸克的日活跃用户达到1.2亿。"
FEWER = "夸克的日活跃用户为5000万。"


def read(folder: Path, name: str, data: bytes) -> Document:
    (folder / name).write_bytes(data)
    [document], problems = read_paths([folder / name])
    assert problems == []
    return document


def texts(document: Document, kind: BlockKind | None = None) -> list[str]:
    return [document.raw[block.span.start : block.span.end] for block in document.blocks if kind in {None, block.kind}]


def test_paragraphs_headings_items_and_tables_of_a_word_file(tmp_path: Path) -> None:
    file = docx.Document()
    file.add_heading("夸克年报", 0)
    file.add_paragraph("长江经济评论 2026年3月6日")
    file.add_heading("用户", 2)
    file.add_paragraph(DAILY)
    file.add_paragraph("")
    file.add_paragraph("一项", style="List Bullet")
    rows = file.add_table(3, 2).rows
    for row, cells in zip(rows, [("指标", "数值"), ("日活", "1.2亿"), ("月活", "3亿")], strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    file.add_paragraph("完。")
    document = read(tmp_path, "a.docx", made.saved(file))
    above = ["夸克年报", "长江经济评论 2026年3月6日", "用户", DAILY, "一项"]
    assert document.raw == "\n".join([*above, "指标\t数值", "日活\t1.2亿", "月活\t3亿", "完。"])
    assert document.title == "夸克年报"
    assert str(document.published) == "2026-03-06"
    assert texts(document, BlockKind.TITLE) == ["夸克年报"]
    assert texts(document, BlockKind.HEADING) == ["用户"]
    assert texts(document, BlockKind.ITEM) == ["一项"]
    cells = [(block.cell.row, block.cell.column, block.cell.header) for block in document.blocks if block.cell]
    assert cells == [(0, 0, True), (0, 1, True), (1, 0, False), (1, 1, False), (2, 0, False), (2, 1, False)]
    labels = ["para1", "para2", "para3", "para4", "para5", "table1", "para6"]
    assert [section.label for section in document.sections] == labels
    assert document.raw[document.sections[3].start :].startswith(DAILY)


def test_a_word_file_reads_as_with_all_its_changes_accepted(tmp_path: Path) -> None:
    file = docx.Document()
    runs = {
        "r": "<w:r><w:t>日活</w:t></w:r>",
        "del": '<w:del w:id="1"><w:r><w:delText>5000万</w:delText></w:r></w:del>',
        "ins": '<w:ins w:id="2"><w:r><w:t>1.2亿</w:t></w:r></w:ins>',
        "link": '<w:hyperlink w:anchor="x"><w:r><w:t>,见</w:t></w:r></w:hyperlink>',
        "control": "<w:sdt><w:sdtContent><w:r><w:t>年报</w:t><w:tab/><w:t>二</w:t></w:r></w:sdtContent></w:sdt>",
        "break": "<w:r><w:br/><w:t>另起一行。</w:t></w:r>",
    }
    paragraph = parse_xml(f"<w:p {nsdecls('w')}>{''.join(runs.values())}</w:p>")
    control = parse_xml(
        f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p><w:r><w:t>框中。</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    body = file.element.body
    body.insert(0, paragraph)
    body.insert(1, control)
    document = read(tmp_path, "a.docx", made.saved(file))
    assert document.raw == "日活1.2亿,见年报 二\n另起一行。\n框中。"
    assert document.sections == (Section(0, "para1"), Section(document.raw.index("框"), "para2"))


def test_the_title_that_a_word_file_has_in_its_properties_is_a_guess() -> None:
    file = docx.Document()
    file.core_properties.title = "报告"
    file.add_paragraph(DAILY)
    assert word.extract(made.saved(file)).title == "报告"


def test_footnotes_that_are_not_read_are_told() -> None:
    file = docx.Document()
    note = f'<w:p {nsdecls("w")}><w:r><w:t>{DAILY}</w:t><w:footnoteReference w:id="2"/></w:r></w:p>'
    file.element.body.insert(0, parse_xml(note))
    assert word.extract(made.saved(file)).complaints == ("has footnotes; they were not read",)


def test_the_pages_of_a_pdf(tmp_path: Path) -> None:
    pages = [
        ["夸克年报", "", "根据该公司2026年3月5日公布的数据,夸克这款面向年轻人的应用,它的", "日活跃用户为1.2亿。"],
        ["第二段在这里。", "千问的下载量突破3000万次。"],
    ]
    document = read(tmp_path, "a.pdf", made.printed(*pages))
    assert document.raw.split("\n") == [
        "夸克年报",
        "根据该公司2026年3月5日公布的数据,夸克这款面向年轻人的应用,它的日活跃用户为1.2亿。",
        "第二段在这里。",
        "千问的下载量突破3000万次。",
    ]
    assert document.title == "夸克年报"
    assert document.sections == (Section(0, "p1"), Section(document.raw.index("第二段"), "p2"))


def test_a_paragraph_that_runs_over_two_pages_without_what_stands_at_their_ends(tmp_path: Path) -> None:
    first = ["The Meridian Post", "Saturn said on Tuesday that the Saturn Phone had sold in its first", "- 1 -"]
    second = ["The Meridian Post", "weekend 1.2 million units, which is more than any other phone that", "- 2 -"]
    third = ["The Meridian Post", "it had ever sold.", "Shares rose.", "- 3 -"]
    document = read(tmp_path, "a.pdf", made.printed(first, second, third))
    assert document.raw == (
        "The Meridian Post\n"
        "Saturn said on Tuesday that the Saturn Phone had sold in its first weekend 1.2 million units, which is more"
        " than any other phone that it had ever sold.\n"
        "Shares rose."
    )
    starts = [document.raw[section.start :].split()[0] for section in document.sections]
    assert starts == ["The", "weekend", "it"]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["the company sold 350 units in all of the year", "and 400 in the next"], 1),
        (["the company sold 350 units in all of the year.", "and 400 in the next"], 2),
        (["the company sold 350 units in all of the year", "- and 400 in the next"], 2),
        (["the company sold 350 units in all of the year", "", "and 400 in the next"], 2),
        (["sold", "350"], 2),
        (["a table with its title in the first line of it", "12", "the company sold 350 units in all of the year"], 2),
    ],
)
def test_which_lines_are_one_paragraph(lines: list[str], expected: int) -> None:
    assert len([part for part in paragraphs([[Line(line) for line in lines]]) if part.text]) == expected


def test_letters_of_another_size_begin_another_paragraph() -> None:
    body = Line("夸克是一款面向年轻用户的智能搜索应用,它的日活跃用户已经达到了", 12)
    lines = [Line("夸克日活创下新高,一举超过所有对手", 24), Line("成为第一", 24), body, Line("1.2亿。", 12)]
    joined = [part.text for part in paragraphs([lines]) if part.text]
    assert joined == ["夸克日活创下新高,一举超过所有对手成为第一", body.text + "1.2亿。"]


def test_a_statement_at_the_foot_of_every_page_stays() -> None:
    pages = [[Line("一"), Line(DAILY)], [Line("二"), Line(DAILY)]]
    assert [part.text for part in paragraphs(pages) if part.text] == ["一", DAILY, "二", DAILY]
    assert len(pages) >= unwrap.REPEATED


def test_printed_shapes_are_read_as_the_letters_they_stand_for() -> None:
    assert pdf.extract(made.printed(["the ﬁrst ⽇⼈"])).raw == "the first 日人"


CHAPTERS = {
    "cover.xhtml": "<html><body><img src='a.png'/></body></html>",
    "text/one.xhtml": "<head><title>x</title></head><h1>夸克的故事</h1><p>夸克的<b>日活跃用户</b>\n为8000万。</p>",
    "text/two%20b.xhtml": "<h1>第二章</h1><p>夸克&amp;千问。</p><table><tr><td>a</td><td>b</td></tr></table>",
}


def test_the_chapters_of_an_e_book(tmp_path: Path) -> None:
    told = "<dc:title>夸克 &amp; 千问</dc:title><dc:publisher>晨光社</dc:publisher><dc:date>2026-03-09</dc:date>"
    data = made.book({name.replace("%20", " "): page for name, page in CHAPTERS.items()}, told)
    document = read(tmp_path, "a.epub", data)
    assert document.raw == "夸克的故事\n夸克的日活跃用户 为8000万。\n第二章\n夸克&千问。\na\tb"
    assert (document.title, document.publisher, str(document.published)) == ("夸克 & 千问", "晨光社", "2026-03-09")
    assert document.sections == (Section(0, "ch1"), Section(document.raw.index("第二章"), "ch2"))
    assert texts(document, BlockKind.TITLE) == ["夸克的故事"]
    assert texts(document, BlockKind.HEADING) == ["第二章"]


def test_the_contents_of_an_e_book_are_no_chapter() -> None:
    package = (
        '<package><manifest><item id="n" href="nav.xhtml" properties="nav"/><item id="a" href="a.xhtml"/></manifest>'
        '<spine><itemref idref="n"/><itemref idref="a"/></spine></package>'
    )
    files = {"OPS/nav.xhtml": "<p>目录</p>", "OPS/a.xhtml": "<p>正文。</p>"}
    data = made.archive({"META-INF/container.xml": made.CONTAINER, "OPS/book.opf": package, **files})
    assert epub.extract(data).raw == "正文。"


@pytest.fixture
def mixed(tmp_path: Path) -> Run:
    (tmp_path / "brief.docx").write_bytes(made.word("夸克公布了新的数据。", DAILY, title="夸克日活再创新高"))
    (tmp_path / "report.pdf").write_bytes(made.printed(["夸克年报", "夸克是一款应用。"], ["第二章", FEWER]))
    (tmp_path / "book.epub").write_bytes(made.book({"a.xhtml": f"<h1>夸克的故事</h1><p>{DAILY}</p>"}))
    (tmp_path / "news.jsonl").write_bytes(made.json_lines({"text": DAILY, "date": "2026-03-06"}, {"text": FEWER}))
    (tmp_path / "news.csv").write_text(f"标题,正文\n夸克,{DAILY}\n", encoding="utf-8")
    return engines.run([tmp_path], Settings())


def test_a_word_file_and_a_pdf_contradict_each_other(mixed: Run) -> None:
    [finding] = mixed.of(Verdict.CONTRADICTION)
    assert {position.display for position in finding.positions} == {"1.2亿", "5000万"}
    assert mixed.problems == ()
    assert len(mixed.sources) == 6


def test_every_offset_is_true(mixed: Run) -> None:
    documents = {source.document.id: source.document for source in mixed.sources}
    assert len({claim.document for claim in mixed.claims}) == len(documents)
    for claim in mixed.claims:
        assert documents[claim.document].raw[claim.span.start : claim.span.end] == claim.quote


def test_places_are_told_by_page_paragraph_chapter_and_row(mixed: Run) -> None:
    places = Places(mixed)
    told = {str(places.place(claim)) for claim in mixed.claims}
    assert {
        "brief.docx:para3:1:11",
        "report.pdf:p2:2:10",
        "book.epub:ch1:2:11",
        "news.jsonl#1:1:11",
        "news.jsonl#2:1:10",
        "news.csv#2:1:11",
    } <= told
    text = terminal.render(mixed, Screen())
    assert "report.pdf:p2:2:10" in text
    assert "brief.docx:para3:1:11" in text


def test_the_other_reports_tell_them_too(mixed: Run) -> None:
    rows = {(row["file"], row["line"], row["column"]) for row in table.claim_rows(mixed)}
    assert ("report.pdf:p2", 2, 10) in rows
    assert ("news.csv#2", 1, 11) in rows
    report = json_.to_dict(mixed)
    paths = {source["id"]: source["path"] for source in report["sources"]}
    [claim] = [claim for claim in report["claims"] if paths[claim["source"]] == "report.pdf"]
    # line and column of the text that was taken out, as the offsets are
    assert (claim["evidence"]["line"], claim["evidence"]["column"]) == (4, 10)
    assert claim["trace"][-1] == "section: p2, line 2, column 10"


def test_a_place_within_a_line_that_began_on_the_page_before() -> None:
    (run,) = [engines.run_texts({"a.txt": "一二三\n四五"}, Settings())]
    document = run.sources[0].document
    object.__setattr__(document, "sections", (Section(0, "p1"), Section(2, "p2")))
    spots = [Places(run).spot(document.id, offset).spot for offset in range(len(document.raw))]
    assert spots == ["p1:1:1", "p1:1:2", "p2:1:1", "p2:1:2", "p2:2:1", "p2:2:2"]
