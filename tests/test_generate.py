"""The generated corpora are what the benchmarks say of them: the same each time, dense, and with answers that hold."""

import json
import re
from pathlib import Path

import pytest

from checker.clean.compose import clean
from checker.extract.facts import facts_of
from checker.read.folders import read_paths
from tests.benchmarks.corpus.wordings import attributes
from tests.benchmarks.generate import FOLDER, corpus, write
from tests.benchmarks.recall import answers, score


@pytest.fixture(scope="module")
def short(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus of short articles."""
    out = tmp_path_factory.mktemp("short")
    write(out, 1200)
    return out


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus of whole articles."""
    out = tmp_path_factory.mktemp("full")
    write(out, 100, length="full")
    return out


def _texts(out: Path) -> dict[str, str]:
    return {path.relative_to(out).as_posix(): path.read_text("utf-8") for path in sorted(out.rglob("*.*"))}


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    for name, seed in (("one", 7), ("other", 7), ("third", 8)):
        write(tmp_path / name, 60, seed)
    one, other, third = (_texts(tmp_path / name) for name in ("one", "other", "third"))
    assert one == other
    assert one != third


@pytest.mark.parametrize("length", ["short", "full"])
def test_a_story_is_the_same_in_a_larger_corpus(length: str) -> None:
    small, large = (list(corpus(articles, 1, length)) for articles in (40, 80))
    assert len(small) < len(large)
    assert large[: len(small)] == small


def test_folders_hold_at_most_a_thousand_files(short: Path) -> None:
    folders = [path for path in (short / "docs").iterdir() if path.is_dir()]
    assert len(folders) == 2
    assert max(len(list(folder.iterdir())) for folder in folders) == FOLDER


@pytest.mark.parametrize("size", ["short", "full"])
def test_every_quote_stands_at_its_place(size: str, request: pytest.FixtureRequest) -> None:
    out: Path = request.getfixturevalue(size)
    texts = {name.removeprefix("docs/"): text for name, text in _texts(out).items()}
    rows = [json.loads(line) for line in (out / "answers.jsonl").read_text("utf-8").splitlines()]
    assert {row["verdict"] for row in rows} == {"contradiction", "none"}
    assert {row["why"] for row in rows} >= {"altered", "copy", "period", "rounding"}
    assert len({row["id"] for row in rows}) == len(rows)
    for row in rows:
        left, right = row["sides"]
        assert {at["file"] for at in left}
        assert {at["file"] for at in left}.isdisjoint(at["file"] for at in right) or row["verdict"] == "none"
        for at in (*left, *right):
            assert texts[at["file"]][at["start"] : at["start"] + len(at["quote"])] == at["quote"]


def test_a_known_share_of_the_stories_has_a_conflict_or_a_trap() -> None:
    told = list(corpus(1500))
    shares = {
        verdict: sum(any(row["verdict"] == verdict for row in story.answers) for story in told) / len(told)
        for verdict in ("contradiction", "none")
    }
    assert 0.4 < shares["contradiction"] < 0.65
    assert 0.35 < shares["none"] < 0.6


def test_there_are_enough_attributes_and_wordings() -> None:
    known = [attribute for some in attributes().values() for attribute in some]
    assert len({attribute.key for attribute in known}) >= 40
    for attribute in known:
        assert len(set(attribute.leads["zh"])) >= 4, attribute.key
        assert len(set(attribute.leads["en"])) >= 3, attribute.key


def test_articles_are_as_dense_as_the_annotated_ones(full: Path, short: Path) -> None:
    documents, problems = read_paths([full / "docs"])
    texts = [clean(document) for document in documents]
    characters = sum(len(text.text) for text in texts)
    sentences = [part for text in texts for part in re.split(r"[。！？]|(?<=[.!?])\s", text.text) if part.strip()]
    assert not problems
    numbers = sum(facts_of(text).numbers for text in texts[:50]) / sum(len(text.text) for text in texts[:50]) * 1000
    # the annotated ones: 37.5 numbers in a thousand characters, 84 to 89 of 100 sentences with one, 1,260 characters
    assert 34 < numbers < 42
    assert (
        0.82
        < sum(bool(re.search(r"[\d一二三四五六七八九十百千万亿]", part)) for part in sentences) / len(sentences)
        < 0.9
    )
    assert 1100 < characters / len(texts) < 1450
    assert 200 < sum(len(text) for name, text in _texts(short).items() if name.startswith("docs")) / 1200 < 300


def test_one_article_in_five_is_english() -> None:
    articles = [article.text for story in corpus(1500) for article in story.articles]
    english = sum(sum(sign.isascii() for sign in text) / len(text) > 0.8 for text in articles) / len(articles)
    assert 0.16 < english < 0.25


def test_subjects_of_many_stories_have_names_of_their_own() -> None:
    told = list(corpus(6000))
    names = {row["entity"] for story in told for row in story.answers}
    stories = {str(row["id"]).split("-")[0] for story in told for row in story.answers}
    assert len(names) == len(stories) > 700


def _claim(name: str, start: int, end: int, source: str) -> dict[str, object]:
    return {"id": name, "source": source, "evidence": {"start": start, "end": end}}


def test_the_score_counts_pairs_that_have_both_sides(tmp_path: Path) -> None:
    def side(file: str, start: int) -> dict[str, object]:
        return {"file": file, "quote": "3人", "start": start}

    rows = [
        {"id": "a", "verdict": "contradiction", "sides": [[side("0/1.txt", 5)], [side("0/2.txt", 9)]]},
        {"id": "b", "verdict": "contradiction", "sides": [[side("0/1.txt", 50)], [side("0/2.txt", 90)]]},
        {"id": "c", "verdict": "none", "sides": [[side("0/1.txt", 70)], [side("0/2.txt", 70)]]},
    ]
    lines = "".join(json.dumps(row | {"why": "altered", "attribute": "x"}) + "\n" for row in rows)
    (tmp_path / "answers.jsonl").write_text(lines, encoding="utf-8")
    report = {
        "sources": [{"id": "1", "path": "x/docs/0/1.txt"}, {"id": "2", "path": "x/docs/0/2.txt"}],
        "claims": [_claim("1-a", 4, 7, "1"), _claim("2-a", 9, 11, "2"), _claim("1-b", 52, 60, "1")],
        "findings": [
            {
                "id": name,
                "verdict": "contradiction",
                "pairs": [{"left": left, "right": right, "verdict": "contradiction"}],
            }
            for name, left, right in (("F1", "2-a", "1-a"), ("F2", "1-c", "2-c"), ("F3", "1-b", "2-a"))
        ],
    }
    report["claims"] += [_claim("1-c", 69, 71, "1"), _claim("2-c", 70, 72, "2")]
    made = score(answers(tmp_path), report)
    assert [[answer.name for answer in some] for some in (made.found, made.missed, made.sprung)] == [
        ["a"],
        ["b"],
        ["c"],
    ]
    assert made.others == ["F2", "F3"]
    assert made.recall == 0.5
