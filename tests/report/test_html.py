import hashlib
import re
import tomllib
from base64 import b64encode
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path

import pytest

from checker.cli import main
from checker.errors import LexiconError
from checker.judge import registry
from checker.model import Claim, Document, Language, Quantity, Run, Source, Span
from checker.report import formats
from checker.report.html import articles, axis, render
from checker.report.html.articles import Mark
from checker.report.html.words import Words
from checker.report.wording import HIDDEN, visible
from tests.report.hostile import ATTACK, hostile
from tests.report.many import many
from tests.report.sample import HOSTILE, sample

ROOT = Path(__file__).parents[2]
MESSAGES = ROOT / "checker" / "lexicon" / "messages" / "html.toml"
LANGUAGES = ("en", "zh")
# what loads something or runs something when it stands in a page
LOADING = {"src", "srcset", "poster", "background", "action", "formaction", "data", "manifest", "ping", "style"}
CUT = {"one": "{n} left out", "more": "{n} left out"}


class Page(HTMLParser):
    """A page taken apart: its elements with their attributes, and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.held: Counter[str] = Counter()
        self.texts: dict[str, str] = {"style": "", "script": ""}
        self.text = ""
        self._within = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {key: value or "" for key, value in attrs}))
        self.held[tag] += 1
        self._within = tag

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002
        self._within = ""

    def handle_data(self, data: str) -> None:
        if self._within in self.texts:
            self.texts[self._within] += data
        else:
            self.text += data

    def values(self, name: str) -> list[str]:
        return [attributes[name] for _, attributes in self.elements if name in attributes]

    def of(self, tag: str, kind: str = "") -> list[dict[str, str]]:
        return [a for name, a in self.elements if name == tag and (not kind or kind in a.get("class", "").split())]


@pytest.fixture(scope="module", params=LANGUAGES)
def page(request: pytest.FixtureRequest) -> Page:
    return Page(render(sample(), language=request.param))


def test_every_link_leads_to_a_place_of_the_page(page: Page) -> None:
    names = page.values("id")
    assert len(names) == len(set(names))
    links = page.values("href")
    assert len(links) > 50
    assert {link[1:] for link in links} <= set(names)
    assert {link[0] for link in links} == {"#"}


def test_every_claim_of_a_finding_is_linked_and_marked(page: Page) -> None:
    run = sample()
    marks = {mark["id"] for mark in page.of("mark") if "id" in mark}
    assert len(marks) == len(run.claims)
    linked = {link[1:] for link in page.values("href")}
    told = {run.claim(name) for finding in run.findings for p in finding.positions for name in p.claims}
    for claim in told:
        found = [name for name in marks if re.fullmatch(rf"d\d+c{run.claims.index(claim)}", name)]
        assert len(found) == 1
        assert found[0] in linked


def test_the_policy_allows_what_is_in_the_page_and_nothing_else(page: Page) -> None:
    policy = next(a["content"] for a in page.of("meta") if a.get("http-equiv") == "Content-Security-Policy")
    rules = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert rules.keys() == {"default-src", "style-src", "script-src", "base-uri", "form-action"}
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    for kind in ("style", "script"):
        assert page.held[kind] == 1
        digest = b64encode(hashlib.sha256(page.texts[kind].encode()).digest()).decode()
        assert rules[f"{kind}-src"] == f"'sha256-{digest}'"
    assert "unsafe" not in policy


def test_nothing_is_loaded_or_run_from_elsewhere(page: Page) -> None:
    for tag, attributes in page.elements:
        assert tag not in {"link", "img", "iframe", "object", "embed", "base", "audio", "video", "use", "image"}
        assert not LOADING & attributes.keys()
        assert not [name for name in attributes if name.startswith("on")]
    assert "@import" not in page.texts["style"]
    assert "url(" not in page.texts["style"]
    assert not re.search(r"fetch\(|XMLHttpRequest|localStorage|https?:", page.texts["script"])


def test_a_reader_without_eyes_or_mouse_finds_the_way(page: Page) -> None:
    assert page.held["main"] == page.held["h1"] == 1
    assert page.elements[0] == ("html", {"lang": "en"}) or page.elements[0] == ("html", {"lang": "zh-Hans"})
    assert page.of("a", "skip") == [{"class": "skip", "href": "#findings"}]
    assert page.of("output")[0]["aria-live"] == "polite"
    for tag in ("section", "aside", "form"):
        assert all(a.get("aria-label") or a.get("aria-labelledby") for a in page.of(tag))
    labels = [a["aria-labelledby"] for _, a in page.elements if "aria-labelledby" in a]
    assert set(labels) <= set(page.values("id"))
    # a picture each for the axes of figures and dates, with words in it, and the matrix
    pictures = page.of("svg", "axis")
    assert len(pictures) == sum(_has_an_axis(finding.positions[0].claims) for finding in sample().findings) == 5
    assert page.held["title"] > len(pictures)
    assert page.held["desc"] == len(pictures) + 1


def _has_an_axis(names: Iterable[str]) -> bool:
    return sample().claim(next(iter(names))).attribute.name != "首席执行官"


@pytest.mark.parametrize("language", LANGUAGES)
def test_attacks_are_shown_and_not_done(language: str) -> None:
    text = render(hostile(), language=language)
    page = Page(text)
    clean = Page(render(sample(), language=language))
    # the same elements as without them, but for further lines, links and folded places
    assert page.held.keys() == clean.held.keys()
    assert page.held["script"] == page.held["style"] == 1
    assert page.texts == clean.texts
    test_nothing_is_loaded_or_run_from_elsewhere(page)
    test_every_link_leads_to_a_place_of_the_page(page)
    assert visible(ATTACK) in page.text
    assert not [c for c in set(text) - {"\n"} if visible(c) != c]


def test_control_characters_are_shown_by_marks(page: Page) -> None:
    assert visible(HOSTILE) in page.text
    assert "\x1b" not in page.text
    assert "\u202e" not in page.text
    assert "⟨U+202E⟩" in page.text
    assert HIDDEN  # what `visible` hides is decided in one place


@pytest.mark.parametrize("language", LANGUAGES)
def test_verdict_and_severity_are_told_in_words_and_marks(language: str) -> None:
    text = render(sample(), language=language)
    words = Words(language)
    order = [text.index(f'id="{name}"') for name in ("contradiction", "explained", "agreement", "coverage")]
    assert order == sorted(order)
    first = text[text.index('id="f-3f2a9c01"') : text.index('id="f-77b0c1d2"')]
    assert "✗" in first
    assert f"●●●</i> {words['severity_high']}" in first
    assert "value-differs" in first
    assert words.rule("value-differs") in first


def test_a_finding_tells_all_that_sets_its_claims_apart() -> None:
    text = render(sample())
    card = Page(text[text.index('id="f-3f2a9c01"') : text.index('id="f-77b0c1d2"')]).text
    for told in (
        "1.2亿",
        "120,000,000",
        "5000万量级",
        "据《早点》报道",
        "《早点》",
        "今年 (2025)",
        "3:38",
        "+ 1 copy",
        "星河用户之谜.html:1:46",
    ):
        assert told in card, told
    explained = Page(text[text.index('id="f-5e5e5e5e"') : text.index('id="f-c0ffee00"')]).text
    for told in ("a forecast", "in 2026", "集团", "全球", "value-agrees", "the same figure"):
        assert told in explained, told
    derived = Page(text[text.index('id="f-a0a0a0a0"') : text.index('id="f-5e5e5e5e"')]).text
    assert "Worked out from 34.5亿元" in derived


def test_what_was_not_checked_is_counted_and_listed(page: Page) -> None:
    for told in ("晨报/空文件.txt", "the file is empty", "no attribute", "figure without a subject [bold]", "123,456"):
        assert told in page.text, told


def test_the_same_run_makes_the_same_bytes() -> None:
    assert render(sample()) == render(sample())


def test_an_empty_run() -> None:
    page = Page(render(Run((), (), ())))
    assert "No contradictions were found." in page.text
    assert "No two claims of these sources were compared." in page.text


def test_an_unknown_language() -> None:
    with pytest.raises(LexiconError):
        render(sample(), language="xx")


def test_both_languages_have_the_same_words() -> None:
    tables = tomllib.loads(MESSAGES.read_text(encoding="utf-8"))
    assert tables.keys() == set(LANGUAGES)
    assert tables["en"].keys() == tables["zh"].keys()
    for key, english in tables["en"].items():
        places = [set(re.findall(r"\{\w+\}", form)) for form in (*english.split("|"), tables["zh"][key])]
        assert all(found == places[0] for found in places), key


def test_every_rule_has_words_and_every_word_a_use() -> None:
    code = "".join(
        path.read_text(encoding="utf-8")
        for path in (ROOT / "checker" / "report" / "html").rglob("*")
        if path.suffix in {".py", ".jinja"}
    )
    keys = tomllib.loads(MESSAGES.read_text(encoding="utf-8"))["en"].keys()
    rules = {f"rule_{rule.name.replace('-', '_')}" for rule in registry.rules()}
    assert {key for key in keys if key.startswith("rule_")} == rules
    made = re.compile(r"rule_.*|(severity|modality)_\w+|(contradiction|explained|agreement)(_one|_name|_note)?")
    assert [key for key in keys if not made.fullmatch(key) and not re.search(rf"\b{key}\b", code)] == []


def test_the_command_writes_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("夸克的日活跃用户为1.2亿。\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text("夸克的日活跃用户为5000万。\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["check", "a.txt", "b.txt", "-o", "r.html"]) == 0
    assert (tmp_path / "r.html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_a_missing_library_is_one_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(formats, "find_spec", lambda _: None)
    assert main(["check", "seeds", "-o", "report.html"]) == 2
    needed = "checker: .html: needs the extra 'html'; run: pip install 'checker[html]'\n"
    assert capsys.readouterr().err == needed


def test_a_large_run_stays_small_enough_to_open() -> None:
    run = many(300, 3000)
    text = render(run)
    assert len(text.encode()) < 15_000_000
    # taken apart by patterns: the parser would take ten seconds
    assert text.count('<article class="f ') == 3000
    assert set(re.findall(' href="#([^"]+)"', text)) <= set(re.findall(' id="([^"]+)"', text))


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


def test_the_report_of_a_huge_article_stays_small() -> None:
    run = sample()
    huge = replace(run.sources[0].document, raw=run.sources[0].document.raw + "长" * 10_000_000)
    changed = replace(run, sources=(replace(run.sources[0], document=huge), *run.sources[1:]))
    assert len(render(changed)) < 200_000


def _row(low: str | None, high: str | None, **more: object) -> axis.Row:
    ends = [None if end is None else Decimal(end) for end in (low, high)]
    return axis.Row("a", 0, ends[0], ends[1], None, **more)


def _svg(*rows: axis.Row, unit: str | None = None, language: str = "en") -> Page:
    return Page(str(axis.picture("x", rows, axis.Kind(unit), Words(language))))


def test_bars_stand_where_their_values_do() -> None:
    first, second = _svg(_row("0", "50"), _row("75", "100")).of("rect")
    ends = [(float(a["x"][:-1]), float(a["x"][:-1]) + float(a["width"][:-1])) for a in (first, second)]
    # 6 to 94 percent of the width stand for 0 to 100
    assert ends == [(pytest.approx(6), pytest.approx(50)), (pytest.approx(72), pytest.approx(94))]


def test_open_bounds_reach_the_edge_with_an_arrow() -> None:
    page = _svg(_row("10", None), _row(None, "20"))
    first, second = page.of("rect")
    assert float(first["x"][:-1]) + float(first["width"][:-1]) == pytest.approx(100)
    assert second["x"] == "0%"
    assert page.held["path"] == 2
    assert "a: 10 or more; a: up to 20" in page.text


def test_copies_are_joined() -> None:
    page = _svg(_row("1", "2", copies=2), _row("3", "4"))
    assert page.held["rect"] == 4
    assert len([line for line in page.of("line") if line.get("x1") == line.get("x2") and "y1" in line]) == 1


@pytest.mark.parametrize(
    ("low", "high", "unit", "language", "label"),
    [
        ("40000000", "120000000", "user", "en", "60M user"),
        ("40000000", "120000000", None, "zh", "1亿"),
        ("10", "20", "percent", "zh", "15%"),
        ("1", "3", "rank", "en", "2 rank"),
        ("-5", "5", None, "en", "0"),
        ("0.1", "0.3", None, "en", "0.2"),
        ("1", "100000000", None, "en", "logarithmic"),
        ("1E+24", "2E+24", None, "en", "2,000,000,000,000,000bn"),
        ("100000000000000000000", "100000000000000000000.0000000001", None, "en", "100,000,000,000.00000…bn"),
    ],
)
def test_ticks_are_round_figures(low: str, high: str, unit: str | None, language: str, label: str) -> None:
    page = _svg(_row(low, low), _row(high, high), unit=unit, language=language)
    assert label in page.text
    assert 1 <= page.held["text"] - 2 <= 7


def test_figures_of_two_kinds_share_no_axis() -> None:
    run = sample()
    claims = {claim.id: claim for claim in run.claims}
    other = replace(claims["a2"].value, unit="CNY")
    assert isinstance(other, Quantity)
    changed = replace(run, claims=tuple(replace(c, value=other) if c.id in {"a2", "b2"} else c for c in run.claims))
    assert len(Page(render(changed)).of("svg", "axis")) == 4


def test_the_picture_of_the_folder_counts_findings() -> None:
    page = Page(render(sample()))
    cells = {a["data-p"]: a for a in page.of("a", "cell")}
    # by the numbers of the sources: 0 and 1 are copies, f1 is between them and within each
    assert set(cells) == {"0.0", "0.1", "1.1", "0.2", "2.3", "0.4", "0.3", "2.4", "3.4"}
    assert cells["0.1"]["class"] == "cell c"
    assert cells["0.2"]["class"] == "cell e"
    assert cells["0.3"]["class"] == "cell a"
    assert cells["0.4"]["href"] == "#f-a0a0a0a0"
    cards = {a["id"]: a["data-p"].split() for a in page.of("article", "f")}
    assert cards["f-3f2a9c01"] == ["0.0", "0.1", "1.1"]
    assert "within 晨报/星河用户之谜_0f3a77c1d2.txt: 1 contradiction" in page.text


def test_of_many_sources_the_picture_has_those_with_conflicts() -> None:
    text = render(many(60, 200))
    assert "The 40 sources with most conflicts, of 60." in Page(text).text


def _surrogate(run: Run) -> Run:
    first = run.sources[0]
    path = "name\udcff.txt"
    return replace(run, sources=(replace(first, document=replace(first.document, path=path)), *run.sources[1:]))


def test_a_file_name_that_is_no_text() -> None:
    text = render(_surrogate(sample()))
    assert "name⟨U+DCFF⟩.txt" in text
    text.encode()


def test_a_source_without_a_language_and_claims_of_one_place() -> None:
    run = sample()
    twin: Claim = replace(run.claims[0], id="twin")
    source = Source(run.sources[0].document, Language.UNKNOWN, "a")
    page = Page(render(replace(run, sources=(source, *run.sources[1:]), claims=(*run.claims, twin))))
    assert len([a for a in page.of("mark") if "id" in a]) == len(run.claims) + 1
