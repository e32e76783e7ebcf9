"""Texts of every kind for what watches the program read: the first articles of all corpora, and what the cases say."""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

TESTS = Path(__file__).parents[1]
# a page of each kind of markup, with what stands around an article
PAGE = (
    "<html><head><title>Star River</title><meta name='author' content='Li Lei'><script>var a = '5';</script></head>"
    "<body><nav><a href='/'>Home</a></nav><article><h1>Star River's users</h1><p>By Wang Wei, 12 May 2025</p>"
    "<p>The app has 1.2&nbsp;million users &mdash; &quot;more than ever&quot;.<!-- 2 --></p>"
    "<table><tr><th rowspan=2>City (10,000)</th><th>2024</th></tr><tr><td>1,200</td></tr></table>"
    "</article></body></html>"
)
# the keys and names among the strings of cases are shorter
SHORT = 12
# how many strings make an article
EACH = 10
FRONT = (
    "---\ntitle: 'Star River: users'\nauthor: \"Li Lei\" # one\ndate: 2025-12-10\nurl: https://a.b/2025/12/10/c\n---\n"
)


def files() -> list[Path]:
    """The first articles of some of the corpora."""
    return [path for docs in sorted((TESTS / "corpora").glob("*/docs")) for path in sorted(docs.iterdir())[:1]][::3]


def cases() -> Iterator[Mapping[str, str]]:
    """What the cases say, as pairs of articles of a few sentences."""
    for path in sorted((TESTS / "cases").rglob("*.toml")):
        told = [text for text in strings(tomllib.loads(path.read_text(encoding="utf-8"))) if len(text) > SHORT]
        parts = ["\n".join(told[at : at + EACH]) for at in range(0, len(told), EACH)]
        for one, other in zip(parts[::2], [*parts[1::2], PAGE], strict=False):
            yield (
                {"a.txt": one, "b.html": other, "c.md": FRONT + other}
                if other is PAGE
                else {"a.txt": one, "b.txt": other}
            )


def strings(told: object) -> Iterator[str]:
    """Every text in what was read from a TOML file."""
    if isinstance(told, str):
        yield told
    elif isinstance(told, Mapping):
        for each in told.values():
            yield from strings(each)
    elif isinstance(told, list):
        for each in told:
            yield from strings(each)
