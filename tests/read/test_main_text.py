"""The main text of a cluttered page; the library that judges stands in for itself where it is there."""

import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from checker.cli import main
from checker.errors import ExtraError
from checker.model import Document
from checker.read.folders import read_paths
from checker.settings import Read

SENTENCES = [
    "夸克的日活跃用户达到1.2亿,这是该公司在周二公布的一组新数据,超过了此前所有人的预期。",
    "在新闻发布会上,该公司表示千问的下载量突破3000万次&amp;仍在增长,并将继续投入研发。",
    "分析人士认为,这一数字说明年轻用户对智能搜索的需求正在迅速增长,未来仍有很大的空间。",
]
OTHER = "相关阅读:去年的日活跃用户只有5000万"
PAGE = f"""<html><head><title>夸克日活</title><meta name="date" content="2026-03-06"></head><body>
<div class="top-links"><a href="/">首页</a> <a href="/a">财经</a></div>
<div class="content"><h1>夸克日活再创新高</h1><p>{SENTENCES[0]}</p><p>{SENTENCES[1]}</p>
<ul><li>第一项:营收增长8.5%,超过预期</li></ul><p>{SENTENCES[2]}</p></div>
<div class="recommended-list"><a href="/b">{OTHER}</a></div></body></html>"""


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "a.html"
    path.write_text(PAGE, encoding="utf-8")
    return path


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """A library that says what a test lets it say."""
    library = ModuleType("trafilatura")
    monkeypatch.setitem(sys.modules, "trafilatura", library)
    return library


def blocks(document: Document) -> list[str]:
    return [document.raw[block.span.start : block.span.end] for block in document.blocks]


def read(path: Path, *, main_text: bool) -> Document:
    [document], problems = read_paths([path], Read(main_text=main_text))
    assert problems == []
    return document


def test_the_blocks_of_the_main_text_are_kept_with_their_places(page: Path, judged: ModuleType) -> None:
    listed = "- 第一项:营收增长8.5%,超过预期"
    judged.extract = lambda *_, **__: "\n".join(
        [SENTENCES[0], SENTENCES[1].replace("&amp;", "&"), listed, SENTENCES[2]]
    )
    plain, found = read(page, main_text=False), read(page, main_text=True)
    assert any(OTHER in text for text in blocks(plain))
    assert blocks(found) == ["夸克日活再创新高", *SENTENCES[:2], listed[2:], SENTENCES[2]]
    assert set(found.blocks) <= set(plain.blocks)
    assert (found.raw, found.title, found.published) == (plain.raw, plain.title, plain.published)


@pytest.mark.parametrize("said", [f"{SENTENCES[0]}\n一段谁也没有写过的话。", "", None])
def test_what_is_not_found_back_leaves_the_page_as_it_is(page: Path, judged: ModuleType, said: str | None) -> None:
    judged.extract = lambda *_, **__: said
    assert read(page, main_text=True).blocks == read(page, main_text=False).blocks


def test_a_library_that_gives_up_leaves_the_page_as_it_is(page: Path, judged: ModuleType) -> None:
    def extract(*_: object, **__: object) -> str:
        raise KeyError

    judged.extract = extract
    assert read(page, main_text=True).blocks == read(page, main_text=False).blocks


def test_without_the_extra_a_line_says_what_to_install(
    page: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    assert read(page, main_text=False).blocks
    with pytest.raises(ExtraError, match="checker\\[web\\]"):
        read_paths([page], Read(main_text=True))
    assert main(["check", str(page), "--main-text"]) == 2
    told = "checker: --main-text: needs the extra 'web'; run: pip install 'checker[web]'\n"
    assert capsys.readouterr().err == told


def test_the_library_itself(page: Path) -> None:
    pytest.importorskip("trafilatura")
    found = blocks(read(page, main_text=True))
    assert set(SENTENCES) <= set(found)
    assert OTHER not in " ".join(found)
