"""Bracketed pinyin that a scraper left after a character: 戰(zhàn)略 as 戰略, 5000萬(wàn)元 as 5000萬元.

A tone mark gives the gloss away. A syllable without one may be content, so it goes only where the text has shown that
it is glossed, and only after a traditional character that can be read so.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from itertools import islice

from checker.clean.tape import Edit
from checker.lexicon.load import mapping, words

HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
# a letter or sign may hold the second byte of a character that was glossed byte by byte: 到W(hàng)ord
GLOSS = re.compile(rf"(?<=[{HAN}@-~])[(（](?P<said>[a-zü\u00e0-\u00fc\u0101-\u01dc\u0261]{{1,7}})[)）]")
# the first three marked glosses prove that the page is a glossed one
PROOF = 3
ACCENTS = dict.fromkeys(map(ord, "\u0300\u0301\u0304\u030c"))


def glosses(text: str) -> Iterator[re.Match[str]]:
    """The glosses with a tone mark.

    >>> [found["said"] for found in glosses("戰(zhàn)略,日活(dau),應用(app)")]
    ['zhàn']
    """
    if "(" not in text and "（" not in text:
        return
    for found in GLOSS.finditer(text):
        if not found["said"].isascii() and plain_syllable(found["said"]) in syllables():
            yield found


def pinyin(text: str) -> Iterator[Edit]:
    """Glosses dropped, in ASCII or full-width brackets.

    >>> [(edit.start, edit.end) for edit in pinyin("達(dá)4238億(yì)元,應用(app)")]
    [(1, 5), (10, 14)]
    """
    marked = list(islice(glosses(text), PROOF))
    if not marked:
        return
    proven = len(marked) == PROOF
    for found in GLOSS.finditer(text):
        said = found["said"]
        if said.isascii():
            if proven and text[found.start() - 1] in readings().get(said, ""):
                yield Edit(found.start(), found.end())
        elif plain_syllable(said) in syllables():
            yield Edit(found.start(), found.end())


@lru_cache(maxsize=4096)
def plain_syllable(said: str) -> str:
    """A syllable without its tone mark, the umlaut kept.

    >>> plain_syllable("zhàn"), plain_syllable("lǜ")
    ('zhan', 'lü')
    """
    bare = unicodedata.normalize("NFD", said).translate(ACCENTS)
    return unicodedata.normalize("NFC", bare).replace("\u0261", "g")


@cache
def syllables() -> frozenset[str]:
    """Every syllable that there is, without tone marks."""
    return frozenset(words("zh/pinyin.toml", "syllables"))


@cache
def readings() -> Mapping[str, str]:
    """The characters of traditional script alone, by the plain syllable that they can be read as."""
    return mapping("zh/pinyin.toml", "readings")
