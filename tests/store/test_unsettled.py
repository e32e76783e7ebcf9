"""A large store that something kept from being settled: nothing is lost, and nothing is counted twice."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from checker.engine import remembered, standing
from checker.engine.standing import Standing
from checker.model import Run, Verdict
from checker.pipeline.judging import Judged, Unjudged
from checker.pipeline.workshop import ALONE
from checker.settings import Settings
from checker.store.ledger import Ledger
from checker.store.sqlite import Store

SETTINGS = Settings()
STAFF = "字节跳动员工人数{}万人。\n"


class Folder:
    """Articles of which each tells how many days it rained somewhere, and a store of them."""

    def __init__(self, path: Path) -> None:
        self.path = path / "docs"
        self.path.mkdir()
        self.store = path / "articles.db"

    def write(self, name: str, text: str) -> Path:
        """Write an article."""
        path = self.path / name
        path.write_text(f"2025年3月2日。{text}", encoding="utf-8")
        return path

    def weather(self, name: str, count: int) -> list[Path]:
        """Write articles that have nothing to do with one another."""
        return [self.write(f"{name}{at:03}.txt", f"第{at}号消息。本台{name}天气晴朗。\n") for at in range(count)]

    def index(self, store: Path | None = None) -> None:
        """Index all articles."""
        with Store.open(store or self.store, may_be_new=True) as held:
            remembered.index(held, [self.path], SETTINGS)

    def check(self, *paths: Path) -> Run:
        """The run of articles."""
        with Store.open(self.store, may_be_new=True) as held:
            return remembered.check(held, paths or [self.path], SETTINGS)

    def tallies(self, store: Path | None = None) -> list[tuple[object, ...]]:
        """What is told of all articles together, how often."""
        with Store.open(store or self.store, may_be_new=False) as held:
            rows = held.connection.execute("SELECT sort, one, other, times FROM tally ORDER BY sort, one, other")
            return list(rows)


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """While anything is in it, no group can be judged for want of memory."""
    told: list[bool] = []
    judge_again = standing.judge_again

    def judged(groups: Sequence[tuple[str, ...]], *given: object) -> Iterator[Judged | Unjudged]:
        for group, made in zip(groups, judge_again(groups, *given), strict=True):  # type: ignore[arg-type]
            yield Unjudged(group, "needs more memory") if told else made

    monkeypatch.setattr(standing, "judge_again", judged)
    return told


def contradicted(run: Run) -> list[set[str]]:
    """The values of each contradiction."""
    return [
        {position.display for position in finding.positions}
        for finding in run.findings
        if finding.verdict is Verdict.CONTRADICTION
    ]


def is_large(folder: Folder) -> bool:
    with Store.open(folder.store, may_be_new=False) as held:
        return Standing(held, Ledger(held.connection), SETTINGS, ALONE, "").is_large()


def test_what_could_not_be_judged_once_is_judged_the_next_time(folder: Folder, short: list[bool]) -> None:
    folder.weather("old", 100)
    one = folder.write("one.txt", STAFF.format(11))
    folder.index()
    other = folder.write("other.txt", STAFF.format(15))
    short.append(True)
    folder.index()
    # and while nothing can be, all is worked out
    assert contradicted(folder.check(other)) == [{"11万人", "15万人"}]
    short.clear()
    for path in (other, one):
        assert contradicted(folder.check(path)) == [{"11万人", "15万人"}]


def test_what_changed_is_counted_once_however_often_judging_is_tried(
    folder: Folder, short: list[bool], tmp_path: Path
) -> None:
    for at in range(100):
        folder.write(f"{at}.txt", f"星河智能科技有限公司（简称“星河智能”）成立于{1900 + at}年。\n" + STAFF.format(at))
    folder.index()
    for at in range(5):
        folder.write(f"{at}.txt", STAFF.format(500 + at))
    short.append(True)
    folder.index()
    folder.index()
    short.clear()
    folder.index()
    folder.index(tmp_path / "anew.db")
    assert folder.tallies() == folder.tallies(tmp_path / "anew.db")


def test_what_was_judged_while_the_store_was_small_is_met_in_a_large_one(folder: Folder) -> None:
    folder.weather("old", 60)
    folder.write("one.txt", STAFF.format(11))
    folder.check()
    assert not is_large(folder)
    folder.check(*folder.weather("more", 40))
    assert is_large(folder)
    other = folder.write("other.txt", STAFF.format(15))
    assert contradicted(folder.check(other)) == [{"11万人", "15万人"}]


def test_another_process_may_write_before_what_was_settled_is_asked(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.weather("old", 100)
    folder.write("one.txt", STAFF.format(11))
    folder.index()
    other = folder.write("other.txt", STAFF.format(15))
    run = Standing.run

    def later(self: Standing, only: set[str]) -> Run | None:
        with Store.open(folder.store, may_be_new=False) as held:
            remembered.index(held, [folder.write("third.txt", STAFF.format(12))], SETTINGS)
        return run(self, only)

    monkeypatch.setattr(Standing, "run", later)
    assert contradicted(folder.check(other)) == [{"11万人", "12万人", "15万人"}]
