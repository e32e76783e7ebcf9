"""The days of articles that tell none are, in a store that grew, those that all of them come to at once."""

import shutil
from collections.abc import Sequence
from pathlib import Path
from random import Random

from checker.align.origins import origins
from checker.align.years import days_of
from checker.engine import remembered
from checker.pipeline.kept import look_in, number_of
from checker.settings import Settings
from checker.store.sqlite import Store
from tests.benchmarks import generate

SETTINGS = Settings()


def days(store: Store) -> tuple[dict[str, int | None], dict[str, int | None]]:
    """The days that the articles of a store were read by, and those that they come to, looked at all at once."""
    articles = list(store.articles())
    looks = {article.id: look_in(article.look) for article in articles}
    drawn = {id_: sketch for id_, (_, sketch) in looks.items()}
    found = days_of({id_: head for id_, (head, _) in looks.items()}, lambda: origins(drawn))
    return {article.id: article.day for article in articles}, {id_: number_of(day) for id_, day in found.items()}


def without_day(path: Path) -> Path:
    """A copy of an article that tells no year: it is of the day of the other."""
    copy = path.with_suffix(".bare.txt")
    text = path.read_text("utf-8")
    for year in range(2015, 2030):
        text = text.replace(f"{year}", "")
    copy.write_text(text, encoding="utf-8")
    return copy


def test_days_are_those_of_all_at_once(tmp_path: Path) -> None:
    generate.write(tmp_path / "made", 220, 8)
    made = sorted((tmp_path / "made" / "docs").rglob("*.txt"))
    Random(4).shuffle(made)
    folder = tmp_path / "docs"
    folder.mkdir()
    articles = [Path(shutil.copy(path, folder)) for path in made]
    copies = [without_day(path) for path in articles[::5]]
    batches: list[Sequence[Path]] = [articles[:120], copies[:20], articles[120:160], [*articles[160:], *copies[20:]]]
    with Store.open(tmp_path / "s.db", may_be_new=True) as store:
        for batch in batches:
            remembered.index(store, batch, SETTINGS)
            told, expected = days(store)
            assert told == expected
        # those that gave their day to copies go
        gone = articles[:100:5]
        for path in gone:
            path.unlink()
        remembered.index(store, gone, SETTINGS)
        left, expected = days(store)
        assert left == expected
        assert {id_: told[id_] for id_ in left} != left
        assert len({entry.day for entry in store.entries_undated()}) > 5
