"""What holds for every text, however damaged: the map tiles both texts, and every clean span has its raw place."""

import re

from hypothesis import example, given, settings
from hypothesis import strategies as st

from checker.clean.compose import clean
from checker.clean.tape import Edit, Run, Tape
from checker.clean.variants import simplified
from checker.clean.width import narrow
from checker.model.text import CleanText, Document, Span
from checker.read.folders import read_texts

# parted by the sign ¦
SCRAPS = [
    "戰(zhàn)略",
    "5000萬(wàn)元",
    "億(yi)",
    "頂?shù)倪_摩",
    "演變?yōu)閼?zhàn)略",
    "??淇藙t",
    "?!?/p>",
    "**千问**",
    "*日活*",
    "![]()",
    "[夸克](https://a.example)",
    "<b>1.2</b>",
    "<br>",
    "&nbsp;",
    "&amp;",
    "&#20013;",
    "１２３％",
    "\u200b",
    "\u3000",
    "\r\n",
    "\n",
    "\n\n",
    "# ",
    "- ",
    "| a | b |\n|---|---|\n| 1 | 2 |\n",
    "评论\n",
    "首页 > 体育 > 专题\n",
    "责任编辑:甲\n",
    "說裏啓",
    "夸克的日活达到1.2亿。",
    "<p>",
    "</p>",
    "<table><tr><td>",
    "</td></tr></table>",
    "---\ntitle: x\n---\n",
    "“",
    "”",
    "(",
    ")",
    "（",
    "?",
    "`",
    "_",
    "𠮷",
    "😀",
    "é",
    "在互联网的浩瀚进程中,有些战争是为了疆土,有些战争是为了生存。\n",
]
MESSY = st.lists(st.one_of(st.sampled_from(SCRAPS), st.text(max_size=8)), max_size=30).map("".join)
NAMES = st.sampled_from(["a.txt", "a.md", "a.html"])
# characters whose glosses are put into sound text: traditional ones, as the scrapers do
SAID = {"戰": "zhàn", "萬": "wàn", "億": "yì", "數": "shù", "據": "jù", "應": "yīng", "務": "wù", "達": "dá"}
SOUND = st.text(alphabet="夸克的日活達到萬億數據應用戰略務1234567890.,。元%", min_size=5, max_size=80)


def made_of(name: str, raw: str) -> tuple[Document, CleanText] | None:
    documents, _ = read_texts({name: raw})
    return (documents[0], clean(documents[0])) if documents else None


@settings(deadline=None, max_examples=300)
@given(NAMES, MESSY)
@example("a.html", "<p>a<b")
@example("a.txt", "\ufeff夸克")
def test_pieces_tile_both_texts(name: str, raw: str) -> None:
    if (made := made_of(name, raw)) is None:
        return
    document, text = made
    for which, whole in (("raw", document.raw), ("clean", text.text)):
        spans = [getattr(piece, which) for piece in text.pieces]
        assert [span.start for span in spans] == [0, *(span.end for span in spans)][:-1]
        assert not spans or spans[-1].end == len(whole)
    assert "\n".join(text.text[block.span.start : block.span.end] for block in text.blocks) == text.text


@settings(deadline=None, max_examples=300)
@given(NAMES, MESSY, st.data())
def test_every_clean_span_has_its_raw_place(name: str, raw: str, data: st.DataObject) -> None:
    if (made := made_of(name, raw)) is None:
        return
    document, text = made
    start = data.draw(st.integers(0, len(text.text)))
    end = data.draw(st.integers(start, len(text.text)))
    place = text.to_raw(Span(start, end))
    assert 0 <= place.start <= place.end <= len(document.raw)


@settings(deadline=None, max_examples=300)
@given(NAMES, MESSY)
def test_single_characters_agree_after_repair(name: str, raw: str) -> None:
    if (made := made_of(name, raw)) is None:
        return
    document, text = made
    mapped = {
        place for piece in text.pieces if len(piece.clean) == len(piece.raw) for place in range(*_ends(piece.clean))
    }
    for place, char in enumerate(text.text):
        span = text.to_raw(Span(place, place + 1))
        if place in mapped and len(span) == 1 and "?" not in document.raw:
            one = document.raw[span.start]
            alone = simplified(narrow(one))
            # a line feed within a block is a space; a few characters are simplified by the word they stand in
            assert char in (one, alone, " ") or simplified(char) == char


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


@settings(deadline=None, max_examples=300)
@given(MESSY)
def test_repairing_twice_changes_nothing_more(raw: str) -> None:
    if "?" in raw or "&" in raw or "<" in raw or (made := made_of("a.txt", raw)) is None:
        return
    _, text = made
    assert narrow(text.text) == text.text
    assert simplified(text.text) == text.text


@settings(deadline=None, max_examples=300)
@given(SOUND)
def test_glosses_put_in_come_out_again(sound: str) -> None:
    glossed = re.sub("[戰萬億數據應務達]", lambda found: f"{found[0]}({SAID[found[0]]})", sound)
    with_marks = re.sub(r"(\d+)", r"**\1**", glossed)
    expected = made_of("a.txt", f"正文,{sound}。")
    assert expected is not None
    for damaged in (glossed, with_marks, glossed.replace("(", "（").replace(")", "）")):
        made = made_of("a.txt", f"正文,{damaged}。")
        assert made is not None
        assert made[1].text == expected[1].text


@settings(deadline=None)
@given(st.text(max_size=60), st.data())
def test_a_tape_keeps_its_promise_through_any_edits(text: str, data: st.DataObject) -> None:
    tape = Tape((Run("", Span(0, 3)), Run(text, Span(3, 3 + len(text)))))
    for _ in range(3):
        cuts = sorted(data.draw(st.sets(st.integers(0, len(tape.text)), max_size=8)))
        edits = [
            Edit(a, b, data.draw(st.sampled_from(["", "x", "xyz"])))
            for a, b in zip(cuts[::2], cuts[1::2], strict=False)
        ]
        expected, at = "", 0
        for edit in edits:
            expected += tape.text[at : edit.start] + edit.text
            at = edit.end
        expected += tape.text[at:]
        tape = tape.edited(edits)
        assert tape.text == expected
        raw = [run.raw for run in tape.runs]
        assert [span.start for span in raw] == [0, *(span.end for span in raw)][:-1]
        assert raw[-1].end == 3 + len(text)
