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
