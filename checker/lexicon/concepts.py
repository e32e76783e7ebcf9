"""Words for one thing in both languages: homes, houses and 住宅 are one when it is asked what a figure is of."""

from functools import cache

from checker.lexicon.load import ROOT, entries

_FOLDER = "concepts"


@cache
def concepts() -> dict[str, str]:
    """The concept of every word, English ones in their base form.

    A word of two files joins their groups.

    >>> concepts()["住宅"] == concepts()["house"]
    True
    """
    made: dict[str, str] = {}
    for path in sorted((ROOT / _FOLDER).glob("*.toml")):
        field = path.stem
        for name, told in entries(f"{_FOLDER}/{path.name}", "concepts").items():
            words = told.replace("|", " ").split()
            concept = next((made[word] for word in words if word in made), f"{field}:{name}")
            for word in words:
                made.setdefault(word, concept)
    return made
