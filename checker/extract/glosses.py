"""Foreign names whose Latin form stands behind them in brackets: 布莱克希洛克（Blackhillock）, as they sound."""

import re
from collections.abc import Iterator
from functools import cache

from checker.extract.names import canonical
from checker.extract.tokens import Tok, Token
from checker.lexicon.finder import Finder
from checker.lexicon.load import words
from checker.lexicon.transcription import sounds_alike
from checker.model import Spans

_L = r"A-Za-zÀ-ÖØ-öø-ɏ'’\-"
_GLOSS = re.compile(rf"(?P<han>[一-鿿·]{{2,12}})[”」』]?\s?[(（](?P<latin>[A-ZÀ-ÖØ-Þ][{_L}]+(?: [{_L}.]+){{0,3}})[)）]")
# how every gloss begins
_OPENED = re.compile(r"[(（][A-ZÀ-ÖØ-Þ]")
_LOWER = re.compile(r"[a-zà-öø-ɏ]{3}")
# how alike a name written in the signs of transcriptions must sound, and one with others among them
_ALIKE, _SURE = 0.75, 0.95
_SHORTEST = 2


def glossed(text: str) -> list[Token]:
    """The transcribed names of a text wherever they stand, by the Latin forms that it has for them once."""
    found: dict[str, str] = {}
    if _OPENED.search(text) is None:
        return []
    for match in _GLOSS.finditer(text):
        # with a dot between its parts it is read for what it is
        if "·" not in match["han"] and _LOWER.search(match["latin"]):
            for name, tag in _name(match["han"], match["latin"]):
                found.setdefault(name, tag)
    made: list[Token] = []
    taken = Spans(())
    for place, name in Finder({name: name for name in found}).find(text):
        if not taken.touching(place):
            made.append(Token(Tok.NAME, place, name, canonical(name), found[name]))
            taken = Spans(token.span for token in made)
    return made


def _name(han: str, latin: str) -> Iterator[tuple[str, str]]:
    """The name that ends `han` and sounds as `latin` does, with the kind of name that it is; none without one.

    A person's family name may stand for the whole, a firm's name for it with what it deals in: 多勒福特（Marijke
    Dollevoet）, 布伦霍尔姆|制药（Brenholm Pharma）.
    """
    ending = next((end for end in _endings() if han.endswith(end) and len(han) - len(end) >= _SHORTEST), "")
    stem = han.removesuffix(ending)
    parts = latin.split()
    spoken = [(latin, "built"), *((" ".join(parts[:k]), "built") for k in range(1, len(parts)))]
    spoken += [(" ".join(parts[k:]), "person") for k in range(1, len(parts)) if not ending]
    signs = frozenset(words("zh/surnames.toml", "transcription")[0])
    tried = [
        (sounds_alike(name, said), signs.issuperset(name), len(name), name, tag)
        for name in (stem[-size:] for size in range(_SHORTEST, len(stem) + 1))
        for said, tag in spoken
    ]
    best = max(tried, default=None)
    if best is not None and best[0] >= (_ALIKE if best[1] else _SURE):
        yield best[3] + ending, best[4]
        if ending:
            yield best[3], best[4]


@cache
def _endings() -> tuple[str, ...]:
    file = "zh/bodies.toml"
    told = {word for key in ("endings", "trades", "makers") for word in words(file, key)}
    return tuple(sorted(told, key=lambda word: (-len(word), word)))
