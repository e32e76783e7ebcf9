"""Sentences and clauses, in tests/cases/extract/segment.toml, and what holds for any text."""

import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.clean.compose import clean
from checker.extract.segment import clauses, sentences, split
from checker.model import Span
from checker.read.folders import read_texts

READ = tomllib.loads((Path(__file__).parents[1] / "cases" / "extract" / "segment.toml").read_text(encoding="utf-8"))
CASES = [
    pytest.param(
        case["text"],
        case["sentences"],
        id=case["name"],
        marks=[pytest.mark.xfail(strict=True, reason=case["xfail"])] if "xfail" in case else [],
    )
    for case in READ["case"]
]
SCRAPS = st.sampled_from(
    [
        "台风登陆",
        "。",
        "，",
        "；",
        "4.6%",
        "1,800张",
        "Jan. 20",
        "U.S.",
        ". ",
        ", ",
        "：",
        "14:35",
        "——",
        "…",
        "”",
        " ",
        "A",
    ]
)


@pytest.mark.parametrize(("text", "wanted"), CASES)
def test_case(text: str, wanted: list[list[str]]) -> None:
    spans = split(text, Span(0, len(text)))
    found = [[text[c.span.start : c.span.end].strip() for c in clauses(text, span)] for span in spans]
    assert found == wanted


@given(st.lists(SCRAPS, max_size=12).map("".join))
def test_sentences_hold_all_that_is_no_blank(text: str) -> None:
    spans = split(text, Span(0, len(text)))
    assert spans == sorted(spans)
    assert all(not one.overlaps(other) for one, other in pairwise(spans))
    kept = "".join(text[span.start : span.end] for span in spans)
    assert "".join(kept.split()) == "".join(text.split())


@given(st.lists(SCRAPS, max_size=12).map("".join))
def test_clauses_lie_within_their_sentence_in_order(text: str) -> None:
    for sentence in split(text, Span(0, len(text))):
        found = [clause.span for clause in clauses(text, sentence)]
        assert all(sentence.contains(span) for span in found)
        assert found == sorted(found)
        assert all(not one.overlaps(other) for one, other in pairwise(found))


def test_sentences_know_their_block() -> None:
    [document], _ = read_texts({"a.md": "# 年报\n\n马士基公布年报。员工人数为10万人。\n\n- 净利润：62亿美元\n"})
    made = clean(document)
    told = [(made.text[s.span.start : s.span.end], s.block) for s in sentences(made)]
    assert told == [("年报", 0), ("马士基公布年报。", 1), ("员工人数为10万人。", 1), ("净利润：62亿美元", 2)]
