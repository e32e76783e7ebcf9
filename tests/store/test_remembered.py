"""A store that is filled in steps tells what a check of everything at once tells, and reads nothing twice."""

import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest

from checker.engine import engines, remembered
from checker.errors import StoreError
from checker.model import Facts, Run, Verdict
from checker.pipeline import judging, reading
from checker.report import json_
from checker.settings import Judge, Settings
from checker.store.sqlite import Store

CORPORA = Path(__file__).parents[1] / "corpora"
SETTINGS = Settings()
Read = list[str]


def whole(folder: Path, settings: Settings = SETTINGS) -> str:
    return json_.render(engines.run([folder], settings))


def stored(store: Path, settings: Settings = SETTINGS) -> str:
    with Store.open(store) as held:
        return json_.render(remembered.check(held, [], settings))


def index(store: Path, folder: Path, settings: Settings = SETTINGS) -> remembered.Added:
    with Store.open(store, may_be_new=True) as held:
        return remembered.index(held, [folder], settings)


def compared(store: Path, paths: Sequence[Path]) -> Run:
    with Store.open(store) as held:
        return remembered.check(held, paths, SETTINGS)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Read:
    """The ids of the documents of which facts were taken."""
    taken: Read = []
    facts_of: Callable[..., Facts] = reading.facts_of

    def listening(text: object, *rest: object) -> Facts:
        facts = facts_of(text, *rest)
        taken.append(facts.document)
        return facts

    monkeypatch.setattr(reading, "facts_of", listening)
    return taken


@pytest.mark.parametrize(
    "topics",
    [
        ["chip-ipo"],
        ["rail-accident"],
        ["tunnel-fire", "airline-half"],
        ["fund-fraud", "tea-ipo", "wildfire", "ev-launch"],
    ],
    ids="+".join,
)
@pytest.mark.parametrize("seed", [1, 2])
def test_in_steps_as_at_once(topics: list[str], seed: int, tmp_path: Path) -> None:
    articles = [path for topic in topics for path in sorted((CORPORA / topic / "docs").iterdir())]
    Random(seed).shuffle(articles)
    folder, store = tmp_path / "docs", tmp_path / "articles.db"
    folder.mkdir()
    for at in range(0, len(articles), 4):
        for path in articles[at : at + 4]:
            shutil.copy(path, folder / f"{path.parents[1].name}-{path.name}")
        index(store, folder)
        # what is judged now is remembered, and must not be told when other articles have changed it
        kept = stored(store)
    wanted = engines.run([folder], SETTINGS)
    assert len(wanted.findings) > 5
    assert kept == json_.render(wanted)


def test_what_is_new_takes_part_in(tmp_path: Path, read: Read) -> None:
    articles = sorted((CORPORA / "chip-ipo" / "docs").iterdir())
    folder, store = tmp_path / "docs", tmp_path / "articles.db"
    folder.mkdir()
    for path in articles[2:]:
        shutil.copy(path, folder)
    index(store, folder)
    for path in articles[:2]:
        shutil.copy(path, folder)
    for path in folder.iterdir():
        if path.name not in {path.name for path in articles[:2]}:
            # whoever opens an old article now finds other words
            path.write_text("何人改了这篇旧文？", encoding="utf-8")
    read.clear()
    run = compared(store, [folder / path.name for path in articles[:2]])
    new = {source.document.id for source in run.sources if source.document.path in {p.name for p in articles[:2]}}
    assert set(read) == new
    wanted = engines.run([CORPORA / "chip-ipo" / "docs"], SETTINGS)
    told = {claim.id for claim in wanted.claims if claim.document in new}
    part = [
        replace(finding, id="")
        for finding in wanted.findings
        if told & {id_ for told_ in finding.positions for id_ in told_.claims}
    ]
    assert 0 < len(part) < len(wanted.findings)
    made = [replace(finding, id="") for finding in run.findings]
    explained = Verdict.EXPLAINED
    assert [each for each in made if each.verdict is not explained] == [
        each for each in part if each.verdict is not explained
    ]
    # of what is explained that is told which concerns them
    differences = {judgement for finding in part if finding.verdict is explained for judgement in finding.judgements}
    assert {judgement for finding in made if finding.verdict is explained for judgement in finding.judgements} == {
        each for each in differences if {each.pair.left.document, each.pair.right.document} & new
    }
    assert [finding.id for finding in run.findings][:2] == ["F001", "F002"]
    # whatever a report refers to is in it
    json_.render(run)
    assert {id_ for f in run.findings for p in f.positions for id_ in p.claims} <= {claim.id for claim in run.claims}


def test_nothing_is_judged_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # of no more articles than these it is told otherwise which of them tell one story
    topics = ("chip-ipo", "wildfire", "ev-launch", "tea-ipo", "rail-accident", "fund-fraud")
    folder, store = tmp_path / "docs", tmp_path / "articles.db"
    groups: list[int] = []
    judge_group = judging.judge_group

    def listening(read: Sequence[Facts], *rest: Any) -> judging.Judged:
        groups.append(len(read))
        return judge_group(read, *rest)

    monkeypatch.setattr(judging, "judge_group", listening)
    for topic in topics:
        shutil.copytree(CORPORA / topic / "docs", folder / topic)
    index(store, folder)
    first = stored(store)
    every = sum(groups)
    assert every == sum(1 for path in folder.rglob("*") if path.is_file())
    groups.clear()
    assert stored(store) == first
    assert groups == []
    copy = folder / "wildfire" / "new.txt"
    shutil.copy(min((folder / "wildfire").iterdir()), copy)
    compared(store, [copy])
    assert 0 < sum(groups) < every / 2
    groups.clear()
    ruled = Settings(judge=Judge((("value-differs", "off"),)))
    stored(store, ruled)
    assert sum(groups) == every + 1


def test_nothing_is_read_twice(tmp_path: Path, read: Read) -> None:
    folder, store = tmp_path / "docs", tmp_path / "articles.db"
    shutil.copytree(CORPORA / "chip-ipo" / "docs", folder)
    first = index(store, folder)
    assert len(read) == len(first.new) == 6
    read.clear()
    again = index(store, folder)
    assert (len(again.known), again.new, again.changed, again.dropped) == (6, set(), set(), set())
    shutil.rmtree(folder)
    stored(store)
    assert read == []


def test_changed_and_removed_articles_go(tmp_path: Path) -> None:
    folder, store = tmp_path / "docs", tmp_path / "articles.db"
    shutil.copytree(CORPORA / "chip-ipo" / "docs", folder)
    index(store, folder)
    first, second, *_ = sorted(folder.iterdir())
    first.write_text(first.read_text("utf-8").replace("187.52", "190.52"), encoding="utf-8")
    second.unlink()
    (folder / "broken.txt").write_bytes(b"")
    added = index(store, folder)
    assert (len(added.changed), len(added.dropped), len(added.known)) == (1, 1, 4)
    assert [problem.path for problem in added.problems] == ["broken.txt"]
    assert stored(store) == whole(folder)
    shutil.rmtree(folder)
    assert len(index(store, folder).dropped) == 5


def test_what_lies_elsewhere_stays(tmp_path: Path) -> None:
    one, other, store = tmp_path / "a", tmp_path / "ab", tmp_path / "articles.db"
    for folder in (one, other):
        folder.mkdir()
        (folder / "a.txt").write_text(f"2025年2月3日\n马士基员工人数为{len(folder.name)}万人。", encoding="utf-8")
        index(store, folder)
    (one / "a.txt").unlink()
    assert len(index(store, one).dropped) == 1
    with Store.open(store) as held:
        assert len(held.entries()) == 1


def test_a_file_keeps_its_name_by_whatever_way_it_is_given(tmp_path: Path) -> None:
    folder, store = tmp_path / "docs", tmp_path / "articles.db"
    (folder / "sub").mkdir(parents=True)
    (folder / "sub" / "a.txt").write_text("2025年2月3日\n马士基员工人数为10万人。", encoding="utf-8")
    index(store, folder)
    added = index(store, folder / "sub" / "a.txt")
    assert len(added.known) == 1
    with Store.open(store) as held:
        assert [entry.path for entry in held.entries()] == ["sub/a.txt"]


def test_an_article_without_a_day_gets_it_from_those_that_come_later(tmp_path: Path) -> None:
    folder, store = tmp_path / "docs", tmp_path / "articles.db"
    folder.mkdir()
    (folder / "a.txt").write_text("新华社上海10月26日电 马士基昨日宣布，员工人数为10万人。", encoding="utf-8")
    index(store, folder)
    for day, name in ((24, "b"), (27, "c")):
        text = f"2025年10月{day}日 商报\n\n马士基员工人数为8.2万人，10月25日公布。"
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
        index(store, folder)
        assert stored(store) == whole(folder)


def test_other_words_and_other_rules(tmp_path: Path, read: Read) -> None:
    folder, store = tmp_path / "docs", tmp_path / "articles.db"
    shutil.copytree(CORPORA / "chip-ipo" / "docs", folder)
    index(store, folder)
    read.clear()
    ruled = Settings(judge=Judge((("value-differs", "off"),)))
    assert stored(store, ruled) == whole(folder, ruled)
    words = tmp_path / "words.toml"
    words.write_text('[[alias]]\ncanonical = "擎岳"\nforms = ["擎岳股份"]\nkind = "company"\n', encoding="utf-8")
    read.clear()
    housed = Settings(lexicon=(words,))
    kept = stored(store, housed)
    # as they are stored, and not from their files
    assert len(read) == 6
    assert kept == whole(folder, housed)


def test_an_empty_store_says_what_to_do(tmp_path: Path) -> None:
    with (
        Store.open(tmp_path / "articles.db", may_be_new=True) as held,
        pytest.raises(StoreError, match="checker index"),
    ):
        remembered.check(held, [], SETTINGS)
