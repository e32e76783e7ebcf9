import hashlib
import re
import tomllib
from base64 import b64encode
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from checker.cli import main
from checker.errors import LexiconError
from checker.judge import registry
from checker.model import Claim, Language, Run, Source
from checker.report import formats
from checker.report.html import render
from checker.report.html.words import Words
from checker.report.wording import visible
from tests.conftest import SameAsFile
from tests.report.hostile import ATTACK, hostile
from tests.report.many import many
from tests.report.page import Page
from tests.report.sample import HOSTILE, sample

ROOT = Path(__file__).parents[2]
MESSAGES = ROOT / "checker" / "lexicon" / "messages" / "html.toml"
LANGUAGES = ("en", "zh")
# what loads something or runs something when it stands in a page
LOADING = {"src", "srcset", "poster", "background", "action", "formaction", "data", "manifest", "ping", "style"}


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


def test_the_report_of_a_huge_article_stays_small() -> None:
    run = sample()
    huge = replace(run.sources[0].document, raw=run.sources[0].document.raw + "长" * 10_000_000)
    changed = replace(run, sources=(replace(run.sources[0], document=huge), *run.sources[1:]))
    assert len(render(changed)) < 200_000


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


def test_snapshot(same_as_file: SameAsFile) -> None:
    # style and script are files of their own, which their hashes name here
    text = re.sub(r"(<(style|script)\b[^>]*>).*?(</\2>)", r"\1\3", render(sample()), flags=re.DOTALL)
    same_as_file(ROOT / "tests" / "snapshots" / "report.html", text)
