"""Whether a Latin name may be a Chinese one in pinyin."""

from functools import cache

from checker.lexicon.load import mapping


@cache
def _surnames() -> dict[str, str]:
    return dict(mapping("zh/surnames.toml", "pinyin"))


def maybe_transcribed(one: str, other: str) -> bool:
    """Whether one of two names is Chinese and the other may be its transcription: the family name must stand in it.

    A name that begins with no family name of the table may be anything: then nothing speaks against it but its length.

    >>> maybe_transcribed("杨植麟", "Yang Zhilin"), maybe_transcribed("张鹏", "Tang Jie")
    (True, False)
    """
    if one.isascii() == other.isascii():
        return False
    chinese, latin = (other, one) if one.isascii() else (one, other)
    spelled = _surnames().get(chinese[:1])
    plain = "".join(char for char in latin.casefold() if char.isalpha())
    return spelled is not None and (plain.startswith(spelled) or plain.endswith(spelled))
