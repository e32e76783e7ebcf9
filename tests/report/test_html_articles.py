import re

import pytest

from checker.model import Document, Span
from checker.report.html import articles
from checker.report.html.articles import Mark

CUT = {"one": "{n} left out", "more": "{n} left out"}


def _body(raw: str, *spans: tuple[int, int], longest: int = 1000) -> str:
    marks = [Mark(Span(*span), f"c{index}", "", f"f{index}") for index, span in enumerate(spans)]
    return str(articles.body(Document("d", "d.txt", raw, ""), marks, longest, CUT))


def _bare(text: str) -> str:
    return re.sub(r' data-f="f\d+"', "", text)


@pytest.mark.parametrize(
    ("raw", "spans", "expected"),
    [
        ("ab\ncd", [], "<li>ab<li>cd"),
        ("ab\r\ncd\r", [], "<li>ab<li>cd"),
        ("abcd", [(1, 3)], '<li>a<mark id="c0">bc</mark>d'),
        ("abcd", [(0, 4), (1, 2)], '<li><mark id="c0">a<mark id="c1">b</mark>cd</mark>'),
        ("abcd", [(1, 3), (1, 3)], '<li>a<mark id="c0"><mark id="c1">bc</mark></mark>d'),
        ("abcd", [(0, 2), (1, 4)], '<li><mark id="c0">a<mark id="c1">b</mark></mark><mark data-m="c1">cd</mark>'),
        ("ab\ncd", [(1, 4)], '<li>a<mark id="c0">b</mark><li><mark data-m="c0">c</mark>d'),
        ("ab", [(2, 2)], '<li>ab<mark id="c0"></mark>'),
        ("ab", [(1, 99)], '<li>a<mark id="c0">b</mark>'),
        ("ab\n", [(3, 3)], '<li>ab<mark id="c0"></mark>'),
        ("<b>&", [(0, 3)], '<li><mark id="c0">&lt;b&gt;</mark>&amp;'),
    ],
)
def test_marks_nest_whatever_their_spans(raw: str, spans: list[tuple[int, int]], expected: str) -> None:
    assert _bare(_body(raw, *spans)) == expected


def test_a_line_of_ten_million_is_cut_to_its_claims() -> None:
    raw = "一" * 5_000_000 + "1.2亿" + "二" * 5_000_000 + "\n短\n"
    text = _body(raw, (5_000_000, 5_000_004), longest=articles.limit([len(raw)]))
    assert len(text) < 5000
    assert '<mark id="c0" data-f="f0">1.2亿</mark>' in text
    shown = len(re.findall("[一二]", text))
    left_out = [int(told.replace(",", "")) for told in re.findall(r"… ([\d,]+) left out", text)]
    # two line ends and the short line stand in what is left out at the end
    assert shown + sum(left_out) == len(raw) - len("1.2亿")


def test_lines_that_are_left_out_keep_the_numbers_of_the_others() -> None:
    lines = [f"line {number}" for number in range(1, 2001)]
    raw = "\n".join(lines)
    start = raw.index("line 1500")
    text = _body(raw, (start, start + 9), longest=2000)
    told = re.search(r'<li value="(\d+)">.*?(line \d+)', text)
    assert told
    numbered = int(told[1])
    before = text[told.start() : text.index("line 1500")].count("<li>")
    assert numbered + before == 1500
