"""What holds for every file: reading never fails, and blocks are places of the raw text, in order and disjoint."""

from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from checker.read.decode import decode, looks_binary
from checker.read.folders import read_paths, read_texts

TAGS = [
    "<p>",
    "</p>",
    "<b>",
    "<td>",
    "<tr>",
    "<table>",
    "</table>",
    "<nav>",
    "</div>",
    "<div class='ad'>",
    "<!--",
    "-->",
    "<script>",
]
MARKS = [
    "\n",
    "\r\n",
    "\r",
    "# ",
    "- ",
    "|",
    "|-|-|\n",
    "\t",
    "---\n",
    "title: x\n",
    "> ",
    '="',
    "'",
    ">",
    "<",
    "夸克日活1.2亿。",
    "2025-12-10",
]
RAW = st.lists(st.one_of(st.sampled_from(TAGS + MARKS), st.text(max_size=6)), max_size=40).map("".join)


@settings(deadline=None, max_examples=400)
@given(st.sampled_from(["a.txt", "a.md", "a.html"]), RAW)
@example("a.html", "<table><td>1<table><td>2</table><td>3")
@example("a.md", "a|b\n-|-\n|\n||\n")
def test_blocks_are_places_in_order(name: str, raw: str) -> None:
    documents, problems = read_texts({name: raw})
    assert documents or problems
    for document in documents:
        places = [place for block in document.blocks for place in (block.span.start, block.span.end)]
        assert places == sorted(places)
        assert not places or (places[0] >= 0 and places[-1] <= len(document.raw))
        for block in document.blocks:
            text = document.raw[block.span.start : block.span.end]
            assert text == text.strip() != ""


@settings(deadline=None, max_examples=400)
@given(st.one_of(st.binary(max_size=200), st.text(max_size=80).map(lambda text: text.encode("gb18030", "replace"))))
def test_any_bytes_are_text_or_none(data: bytes) -> None:
    looks_binary(data)
    found = decode(data)
    assert found is None or isinstance(found.text, str)


@settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=300))
def test_any_file_is_read_or_told_of(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.html").write_bytes(data)
    documents, problems = read_paths([tmp_path])
    assert len(documents) + len(problems) >= 1
