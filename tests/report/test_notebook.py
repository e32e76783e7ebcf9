"""What a notebook shows of a run: small, whole, and deaf to what an article says."""

from dataclasses import replace
from html.parser import HTMLParser

from checker.engine.run import Run
from checker.model import Problem
from tests.conftest import Snapshot
from tests.report.sample import sample

RUN = Run.of_run(sample())
NOTHING = Run((), (), ())


class _Page(HTMLParser):
    """The tags of a page, whether they nest, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def test_a_notebook_shows_the_findings(snapshot: Snapshot) -> None:
    snapshot("notebook.html", RUN._repr_html_())
    page = _Page(RUN._repr_html_())
    assert page.open == []
    assert page.tags.isdisjoint({"script", "img", "link", "iframe", "a"})
    assert page.attributes == {"class", "colspan", "rowspan", "title"}
    for words in ("1.2亿", "5000万量级", "wire.md:3:32", "value-differs", "one day apart", "the file is empty"):
        assert words in page.text


def test_an_article_cannot_speak_to_the_notebook() -> None:
    bad = "<script>alert(1)</script>\"'&\x1b[2J\u202e"
    finding = replace(RUN.findings[0], entity=bad, attribute=bad, message=bad, rule=bad, fingerprint=bad)
    position = replace(finding.positions[0], display=bad)
    source = RUN.sources[0]
    document = replace(source.document, raw=source.document.raw.replace("坐拥", bad), path=f"{bad}/a.txt")
    run = replace(
        RUN,
        findings=(replace(finding, positions=(position, *finding.positions[1:])),),
        sources=(replace(source, document=document), *RUN.sources[1:]),
        claims=tuple(replace(claim, quote=bad, attribution=bad) for claim in RUN.claims),
        problems=(Problem(bad, "read", bad),),
    )
    html = run._repr_html_()
    page = _Page(html)
    assert page.open == []
    assert page.tags == _Page(RUN._repr_html_()).tags
    assert page.attributes == {"class", "colspan", "rowspan", "title"}
    assert html.isprintable() or set(filter(lambda character: not character.isprintable(), html)) == {"\n"}


def test_a_notebook_stays_light() -> None:
    many = replace(RUN, findings=RUN.findings * 500, problems=RUN.problems * 500)
    html = many._repr_html_()
    assert len(html) < 40_000
    assert "and 2975 more" in html  # 15 contradictions, 5 explained and 5 agreements of 3000 findings are shown
    assert "and 997 more" in html
    assert _Page(NOTHING._repr_html_()).open == []
