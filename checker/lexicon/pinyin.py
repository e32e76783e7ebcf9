"""How Chinese characters are read."""

from functools import cache

from checker.lexicon.load import mapping


@cache
def _sounds() -> dict[str, str]:
    return {sign: syllable for syllable, signs in mapping("zh/sounds.toml", "syllables").items() for sign in signs}


def spelled(name: str) -> str:
    """A Chinese name in pinyin without tones; "" where a sign of it is not in the table.

    >>> spelled("晨帆"), spelled("晨帆a")
    ('chenfan', '')
    """
    sounds = _sounds()
    return "".join(sounds[sign] for sign in name) if all(sign in sounds for sign in name) else ""


@cache
def _syllables() -> frozenset[str]:
    return frozenset(mapping("zh/sounds.toml", "syllables"))


def is_syllable(letters: str) -> bool:
    """Whether letters are one syllable of Chinese."""
    return letters in _syllables()


# letters of a word that is two syllables of Chinese by no chance
_SHORTEST = 6


def is_pinyin(name: str) -> bool:
    """Whether the first word of a Latin name is two syllables of Chinese, and long enough to be so by no chance.

    >>> is_pinyin("Qinghe Farms"), is_pinyin("Norse Ferries"), is_pinyin("Maritime Bank")
    (True, False, False)
    """
    first = name.casefold().partition(" ")[0]
    return len(first) >= _SHORTEST and any(
        first[:at] in _syllables() and first[at:] in _syllables() for at in range(1, len(first))
    )
