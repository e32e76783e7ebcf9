"""What is worked out for new articles alone is what working out everything gives, letter for letter."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest

from checker.align import alike, skewed
from checker.engine import engines, keeper, remembered, standing
from checker.engine.standing import Standing
from checker.model import Finding, Run, Verdict
from checker.pipeline import connected, crowd
from checker.report import json_
from checker.settings import Judge, Settings
from checker.store.sqlite import Store
from tests.benchmarks import generate

CORPORA = Path(__file__).parents[1] / "corpora"
SETTINGS = Settings()


def asked(store: Path, paths: Sequence[Path], settings: Settings = SETTINGS) -> Run:
    with Store.open(store, may_be_new=True) as held:
        return remembered.check(held, paths, settings)


@dataclass
class Both:
    """A folder of articles and a store of it, which is asked in both ways."""

    folder: Path
    patch: pytest.MonkeyPatch

    @property
    def store(self) -> Path:
        return self.folder.parent / "articles.db"

    def check(self, paths: Sequence[Path], settings: Settings = SETTINGS) -> Run:
        """What new articles take part in, after both ways came to the same."""
        run = asked(self.store, paths, settings)
        with self.patch.context() as patched:
            patched.setattr(Standing, "is_large", lambda _: False)
            whole = asked(self.store, paths, settings)
        assert json_.render(run) == json_.render(whole)
        assert run == whole
        return run

    def put(self, articles: Sequence[Path]) -> list[Path]:
        """Copies of articles in the folder."""
        self.folder.mkdir(exist_ok=True)
        return [Path(shutil.copy(path, self.folder / "-".join(path.parts[-3:]))) for path in articles]


@pytest.fixture
def both(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Both:
    return Both(tmp_path / "docs", monkeypatch)


@pytest.fixture
def wholly(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How often everything was worked out."""
    times: list[int] = []
    check_readings = keeper.check_readings

    def listening(*given: object, **named: object) -> Run:
        times.append(len(given))
        return check_readings(*given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(keeper, "check_readings", listening)
    return times


def corpora(seed: int, many: int = 100) -> list[Path]:
    articles = sorted(path for path in CORPORA.glob("*/docs/**/*") if path.is_file())
    Random(seed).shuffle(articles)
    return articles[:many]


def is_explained(finding: Finding) -> bool:
    return finding.verdict is Verdict.EXPLAINED


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("generated")
    generate.write(folder, 150, 5)
    return sorted((folder / "docs").rglob("*.txt"))


@pytest.mark.parametrize("seed", [1, 2])
def test_articles_of_many_topics_in_any_order(both: Both, seed: int) -> None:
    articles = both.put(corpora(seed))
    both.check(articles[:82])
    for start, end in ((82, 83), (83, 92), (92, 100)):
        both.check(articles[start:end])
    assert both.check(articles[90:]).findings


def test_what_so_many_tell_that_not_all_is_compared(
    both: Both, generated: Sequence[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (skewed, crowd, connected):
        monkeypatch.setattr(module, "MET", 3)
    monkeypatch.setattr(skewed, "FULL", 12)
    monkeypatch.setattr(alike, "WITNESSES", 4)
    articles = both.put(generated)
    both.check(articles[:120])
    run = both.check(articles[120:])
    assert run.findings
    assert any(problem.stage == "align" for problem in run.problems)


def test_what_is_not_compared_is_told_of_those_who_ask(both: Both) -> None:
    both.folder.mkdir()

    def write(name: str, text: str) -> Path:
        path = both.folder / f"{name}.txt"
        path.write_text(f"2025年3月2日。{text}\n", encoding="utf-8")
        return path

    both.check([write(f"old{at}", f"第{at}号消息。字节跳动员工人数{at + 10}万人。") for at in range(90)])
    (problem,) = both.check([write("new", "字节跳动员工人数15万人。")]).problems
    assert problem.message.startswith("91 claims of one owner and one measure in several stories, too many")
    assert both.check([write("other", "星河集团员工人数15万人。")]).problems == ()
    # what cannot be read is told beside it
    (both.folder / "broken.pdf").write_bytes(b"%PDF-1.4 ...")
    run = both.check([both.folder / "new.txt", both.folder / "broken.pdf"])
    assert [told.stage for told in run.problems] == ["read", "align"]


def test_what_is_indexed_is_judged_before_anything_is_asked(
    both: Both, generated: Sequence[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    articles = both.put(generated)
    with Store.open(both.store, may_be_new=True) as held:
        remembered.index(held, articles[:140], SETTINGS)
    judged: set[str] = set()
    judge_again = standing.judge_again

    def listening(groups: Sequence[tuple[str, ...]], *given: object) -> object:
        judged.update(*groups)
        return judge_again(groups, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(standing, "judge_again", listening)
    both.check(articles[140:])
    assert 10 <= len(judged) < 70


@pytest.mark.parametrize("seed", [1, 2])
def test_articles_that_come_go_and_change(both: Both, generated: Sequence[Path], seed: int) -> None:
    rng = Random(seed)
    articles = both.put(rng.sample(generated, len(generated)))
    held, left = articles[:100], articles[100:]
    both.check(held)
    for _ in range(3):
        new, left = left[:15], left[15:]
        gone = rng.sample(held, 6)
        changed = rng.sample(sorted(set(held) - set(gone)), 6)
        for path in gone:
            path.unlink()
        for path in changed:
            text = path.read_text("utf-8")
            path.write_text(text.replace("3", "4").replace(text[:4], new[0].read_text("utf-8")[:40]), encoding="utf-8")
        held = [path for path in held if path.exists()] + new
        run = both.check([*new, *changed, *gone])
        names = {path.name for path in (*new, *changed)}
    for path in left:
        path.unlink()
    # and so does a run that knows no store
    at_once = engines.run([both.folder], SETTINGS)
    mine, all_told = (
        {each.fingerprint: each.positions for each in told.findings if not is_explained(each)}
        for told in (run, at_once)
    )
    assert len(mine) > 5
    assert mine.items() <= all_told.items()
    # what is explained is told of them alone
    explained, all_explained = (
        {judgement for each in told.findings if is_explained(each) for judgement in each.judgements}
        for told in (run, at_once)
    )
    assert explained
    assert explained <= all_explained
    asked = {source.document.id for source in run.sources if Path(source.document.path).name in names}
    assert all(asked & {each.pair.left.document, each.pair.right.document} for each in explained)


def test_copies_of_what_is_stored(both: Both, generated: Sequence[Path]) -> None:
    articles = both.put(generated)
    both.check(articles[:90])
    copies = [Path(shutil.copy(path, path.with_suffix(f".{at}.txt"))) for path in articles[:3] for at in range(30)]
    # from the fortieth copy on its shingles are stock phrases
    for at in range(0, 90, 30):
        both.check(copies[at : at + 30])
    for path in copies[::2]:
        path.unlink()
    both.check(articles[:5] + copies)


def test_other_rules_and_other_words(both: Both, generated: Sequence[Path], tmp_path: Path) -> None:
    articles = both.put(generated)
    both.check(articles[:100])
    ruled = Settings(judge=Judge((("value-differs", "off"),)))
    assert all(finding.rule != "value-differs" for finding in both.check(articles[100:120], ruled).findings)
    words = tmp_path / "words.toml"
    words.write_text('[[alias]]\ncanonical = "擎岳"\nforms = ["擎岳股份"]\nkind = "company"\n', encoding="utf-8")
    both.check(articles[120:130], Settings(lexicon=(words,)))
    both.check(articles[130:])


def test_a_run_that_was_killed_is_taken_up(both: Both, generated: Sequence[Path]) -> None:
    articles = both.put(generated)
    both.check(articles[:100])
    with pytest.MonkeyPatch.context() as patched:
        # what is connected is asked for after all was settled, and judging before
        patched.setattr("checker.engine.standing.pack_judged", lambda _: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            asked(both.store, articles[100:120])
    both.check(articles[100:120])


def test_not_everything_is_worked_out(both: Both, generated: Sequence[Path], wholly: list[int]) -> None:
    articles = both.put(generated)
    asked(both.store, articles[:120])
    asked(both.store, articles[120:])
    assert wholly == []
