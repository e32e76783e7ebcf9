"""Input made to hurt: each of these took minutes where some step looked at the rest of the text again and again.

No clock is asserted; a step of quadratic cost would make this file the slowest of the suite by far.
"""

import pytest

from checker.clean.compose import clean
from checker.read.folders import read_texts

SIZE = 100_000
HOSTILE = {
    "brackets.txt": "(" * SIZE,
    "stars.txt": "a **b" * (SIZE // 5),
    "star pairs.txt": "*a " * (SIZE // 3),
    "images.txt": "![](" * (SIZE // 4),
    "links.txt": "[a](http:" * (SIZE // 9),
    "glosses.txt": "戰(zhàn)" * (SIZE // 7),
    "torn.txt": "頂?shù)" * (SIZE // 5),
    "marks.txt": "??淇" * (SIZE // 3),
    "angles.html": "<" * SIZE,
    "open tags.html": "<a " * (SIZE // 3),
    "open quotes.html": '<a ="' * (SIZE // 5),
    "closed quotes.html": ('<a ="' * 2000 + ">") * 10,
    "nested.html": "<div>" * SIZE + "夸克日活" + "</div>" * SIZE,
    "comments.html": "<!-- -" * (SIZE // 6),
    "scripts.html": "<script>" * (SIZE // 8),
    "entities.html": "<p>" + "&#x41;" * (SIZE // 6),
    "tables.html": "<table>" * 5000 + "<tr><td>1" * 5000,
    "bars.md": "|a" * (SIZE // 2) + "\n" + "|-" * (SIZE // 2),
    "rules.md": "|-\n" * (SIZE // 3),
    "soft lines.md": "abc\n" * (SIZE // 4),
    "lines.txt": "千问\n" * (SIZE // 3),
    "copies.txt": "千问的日活跃用户达到了万人,这是一个很长的句子,用来测试重复。\n" * (SIZE // 32),
    "front matter.txt": "---\nkey: v\n" + "a: b\n" * (SIZE // 5),
    "spaces.txt": " \u3000" * (SIZE // 2) + "x",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_read_and_cleaned(name: str) -> None:
    documents, _ = read_texts({name: HOSTILE[name]})
    for document in documents:
        made = clean(document)
        assert "".join(document.raw[piece.raw.start : piece.raw.end] for piece in made.pieces) == document.raw
