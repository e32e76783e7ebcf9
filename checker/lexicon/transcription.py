"""How foreign names sound in both scripts: 丹妮丝·哈韦尔 is Denise Harwell."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from rapidfuzz import fuzz, process

from checker.lexicon.pinyin import spelled

# how a name's consonants are grouped, since Chinese has no sign for most syllables: b and p, d and t, l and r, f and v
_LETTERS = {
    letter: group
    for group, letters in {"P": "bp", "T": "dt", "K": "gkqc", "S": "szj", "F": "fvw", "H": "h", "L": "lr"}.items()
    for letter in letters
} | {"m": "M", "n": "N"}
# English spellings of several letters, in the order in which they are tried
_SPELLINGS = tuple(
    (re.compile(pattern), group)
    for pattern, group in (
        ("sch|tch|ch|sh|zh|ts|tz|dg|cz", "S"),
        ("ph", "F"),
        ("th", "S"),
        ("ck", "K"),
        ("gh(?=[^aeiou]|$)", ""),
        ("ng", "N"),
        ("qu", "KF"),
        ("x", "KS"),
        ("c(?=[eiy])", "S"),
        ("kn", "N"),
        ("wr", "L"),
    )
)
_PLAIN = str.maketrans({"ø": "o", "æ": "e", "ß": "s", "ł": "l", "đ": "d"})
_TWICE = re.compile(r"(.)\1+")
_VOWEL = "A"


def sounds_alike(chinese: str, latin: str) -> float:
    """How alike a transcription, its parts put together by ·, and a Latin name sound, from 0 to 1.

    >>> sounds_alike("丹妮丝·哈韦尔", "Denise Harwell") > 0.9, sounds_alike("丹妮丝·哈韦尔", "Paul Minton") < 0.4
    (True, True)
    """
    return fuzz.ratio(sound_of_chinese(chinese), sound_of_latin(latin)) / 100


def sound_of_chinese(name: str) -> str:
    """What tells how a transcription sounds, so that it can be held against a Latin name."""
    return "".join(map(_heard, name.split("·")))


def sound_of_latin(name: str) -> str:
    """What tells how a Latin name sounds, so that it can be held against a transcription."""
    return "".join(map(_read, name.split()))


def sounding(sound: str, among: Iterable[str], least: float) -> list[tuple[str, float]]:
    """The sounds that are alike to this one, at least so much, and how much."""
    found = process.extract(sound, list(among), scorer=fuzz.ratio, limit=None, score_cutoff=100 * least)
    return [(other, score / 100) for other, score, _ in found]


# two names told apart reach two thirds, where neither is parted into its words
ALIKE = 0.7


@cache
def _read(word: str) -> str:
    """The consonants of a Latin word by their groups, a vowel at its beginning as A."""
    plain = unicodedata.normalize("NFKD", word.casefold()).translate(_PLAIN)
    told = "".join(char for char in plain if char.isascii() and char.isalpha())
    for pattern, group in _SPELLINGS:
        told = pattern.sub(group, told)
    sounds = (
        _VOWEL if at == 0 and char in "aeiouy" else _LETTERS.get(char, char if char.isupper() else "")
        for at, char in enumerate(told)
    )
    return _TWICE.sub(r"\1", "".join(sounds))


@cache
def _heard(part: str) -> str:
    """The consonants of a part of a transcription by their groups."""
    return _TWICE.sub(r"\1", "".join(_syllable(spelled(sign), first=at == 0) for at, sign in enumerate(part)))


def _syllable(sound: str, *, first: bool) -> str:
    if sound == "er":
        return "L"
    if sound.startswith(("zh", "ch", "sh", "j", "q", "x", "z", "c", "s")):
        group = "S"
    elif sound.startswith("r"):
        group = "L"
    else:
        group = _LETTERS.get(sound[:1], "")
    return (group or (_VOWEL if first else "")) + ("N" if len(sound) > 1 and sound.endswith(("n", "ng")) else "")
