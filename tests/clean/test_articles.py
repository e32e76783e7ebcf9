"""Whole articles: nothing of an article is lost, and copies of one become one text."""

import json
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

import pytest

from checker.clean.compose import clean
from checker.model.text import BlockKind, CleanText, Language
from checker.read.folders import read_paths

ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "seeds"
CORPORA = sorted(path.parent for path in (ROOT / "tests" / "corpora").glob("*/docs"))
# what the gold of the seeds takes from a page's sidebar, counters, notices and front matter
ASIDE = {"000-001", "000-002", "000-003", "000-004", "001-002", "001-096", "001-097", "001-098", "001-099"} | {
    "002-092",
    "004-086",
}


@cache
def cleaned(folder: Path) -> dict[str, CleanText]:
    documents, problems = read_paths([folder])
    assert problems == []
    return {document.path: clean(document) for document in documents}


def kept(text: CleanText, quote: str) -> bool:
    """Whether a copy of the quote stands in a kept block, or reaches over cells of one row."""
    raw, at = text.document.raw, text.document.raw.find(quote)
    assert at >= 0, quote
    places = [text.to_raw(block.span) for block in text.blocks]
    while at >= 0:
        whole = [place for place in places if place.start <= at and at + len(quote) <= place.end]
        cells = [place for place in places if at <= place.start and place.end <= at + len(quote)]
        if whole or cells:
            return True
        at = raw.find(quote, at + 1)
    return False


def test_no_quote_of_the_seeds_is_lost() -> None:
    listed = map(json.loads, (ROOT / "tests/gold/seeds/claims.jsonl").read_text(encoding="utf-8").splitlines())
    lost = {claim["id"] for claim in listed if not kept(cleaned(SEEDS)[claim["doc"]], claim["quote"])}
    assert lost <= ASIDE


@pytest.mark.parametrize("corpus", CORPORA, ids=lambda path: path.name)
def test_no_quote_of_a_corpus_is_lost(corpus: Path) -> None:
    for line in (corpus / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        for side in json.loads(line)["sides"]:
            assert kept(cleaned(corpus / "docs")[side["doc"]], side["quote"]), side


def test_a_damaged_page_and_its_sound_copy_become_one_text() -> None:
    damaged = next(text for path, text in cleaned(SEEDS).items() if path.startswith("001"))
    sound = next(text for path, text in cleaned(SEEDS).items() if path.startswith("003"))
    assert (damaged.language, sound.language) == (Language.HANT, Language.HANS)
    lines = damaged.text.split("\n")
    body = "\n".join(lines[lines.index(sound.text.split("\n")[0]) :])
    assert body == sound.text


@pytest.mark.parametrize("folder", [SEEDS, *(path / "docs" for path in CORPORA)], ids=lambda path: path.parent.name)
def test_nothing_of_the_page_is_left(folder: Path) -> None:
    signs = (
        "![",
        "**",
        "<",
        "&nbsp;",
        "(zhàn)",
        "(wàn)",
        "(yì)",
        "责任编辑",
        "上一篇",
        "扫一扫",
        "登录",
        "信息存储服务",
        "Notice:",
        "ICP",
    )
    for path, text in cleaned(folder).items():
        assert not [sign for sign in signs if sign in text.text], path
        assert all(
            block.kind is not BlockKind.TITLE for block in text.blocks[1:] if text.blocks[0].kind is BlockKind.TITLE
        )


# those whose second article is no copy of the first
ALL_APART = {"electric-pickup", "hurricane-landfall", "retailer-bankruptcy", "streaming-series"}


@pytest.mark.parametrize("corpus", [path for path in CORPORA if path.name not in ALL_APART], ids=lambda path: path.name)
def test_mirrors_in_two_scripts_share_their_words(corpus: Path) -> None:
    texts = cleaned(corpus / "docs")
    first = next(text.text for path, text in texts.items() if path.startswith("01"))
    mirror = next(text.text for path, text in texts.items() if path.startswith("02"))
    assert SequenceMatcher(None, first, mirror, autojunk=False).ratio() > 0.7
