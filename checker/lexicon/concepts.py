"""Words for one thing in both languages: homes, houses and 住宅 are one when it is asked what a figure is of."""

from dataclasses import dataclass
from functools import cache

from checker.lexicon.load import ROOT, load

_FOLDER = "concepts"


@dataclass(frozen=True)
class Concept:
    """Words that news uses for one thing; the English ones in their base form."""

    id: str
    zh: tuple[str, ...] = ()
    en: tuple[str, ...] = ()


@cache
def concepts() -> dict[str, str]:
    """The concept of every word. One that stands in several files is the concept of the first."""
    made: dict[str, str] = {}
    for path in sorted((ROOT / _FOLDER).glob("*.toml")):
        for row in load(f"{_FOLDER}/{path.name}", "concept", Concept):
            # a concept that is split over two files is one where a word says so
            told = next((made[word] for word in (*row.zh, *row.en) if word in made), f"{path.stem}:{row.id}")
            for word in (*row.zh, *row.en):
                made.setdefault(word, told)
    return made
