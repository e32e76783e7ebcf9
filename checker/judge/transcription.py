"""Whether a Latin name may be a Chinese one in pinyin."""

from functools import cache

from rapidfuzz import fuzz

from checker.lexicon.load import mapping
from checker.lexicon.pinyin import is_pinyin, is_syllable
from checker.lexicon.pinyin import spelled as reading
from checker.lexicon.transcription import ALIKE, sounds_alike


@cache
def _surnames() -> dict[str, str]:
    return dict(mapping("zh/surnames.toml", "pinyin"))


# of 100: zhizhi and zhixing are 46, zhilin and zhiling 92
_ALIKE = 80
# letters of a firm's name that are no chance
_LETTERS = 5


def _by_script(one: str, other: str) -> tuple[str, str] | None:
    """Two names as the Chinese one and the Latin one; None where both are of one script."""
    if one.isascii() == other.isascii():
        return None
    return (other, one) if one.isascii() else (one, other)


def maybe_transcribed(one: str, other: str) -> bool:
    """Whether one of two names is Chinese and the other may be its transcription.

    Its whole reading must stand in it, in either order of family and given name; where a sign has no reading in the
    table, or is read in another way, the family name must.

    >>> maybe_transcribed("杨植麟", "Yang Zhilin"), maybe_transcribed("张鹏", "Tang Jie")
    (True, False)
    >>> maybe_transcribed("张伟", "Zhang Lei"), maybe_transcribed("单田芳", "Shan Tianfang")
    (False, True)
    >>> maybe_transcribed("丹妮丝·哈韦尔", "Denise Harwell"), maybe_transcribed("马丁·克罗斯", "Daniel Okafor")
    (True, False)
    >>> maybe_transcribed("宏锐检修公司", "Hongrui"), maybe_transcribed("鼎安工程公司", "Hongrui")
    (True, False)
    >>> maybe_transcribed("范德梅", "Pieter Vandermeer"), maybe_transcribed("范德梅", "Pieter Lindqvist")
    (True, False)
    >>> maybe_transcribed("方志强", "Fang Zhigang"), maybe_transcribed("方志强", "Fang Zhiqiang")
    (False, True)
    """
    pair = _by_script(one, other)
    if pair is None:
        return False
    chinese, latin = pair
    if "·" in chinese:
        return sounds_alike(chinese, latin) >= ALIKE
    plain = "".join(char for char in latin.casefold() if char.isalpha())
    short = reading(chinese[:2])
    if len(short) >= _LETTERS and len(chinese) > len("宏锐") + 1 and plain.startswith(short):
        # 宏锐检修公司, Hongrui: a firm by its name alone
        return True
    spelled = _surnames().get(chinese[:1])
    if spelled is None or not (plain.startswith(spelled) or plain.endswith(spelled)):
        return _by_family_name(chinese, latin)
    given = reading(chinese[1:])
    # a table has one reading for a sign, and people another: a letter or two may differ
    rest = plain.removeprefix(spelled) if plain.startswith(spelled) else plain.removesuffix(spelled)
    if _another_syllable([reading(sign) for sign in chinese[1:]], rest):
        return False
    return not given or not rest or fuzz.ratio(given, rest) >= _ALIKE


def _by_family_name(chinese: str, latin: str) -> bool:
    """Whether a Chinese name may be a foreigner's family name alone: 范德梅, Pieter Vandermeer."""
    return len(chinese) >= _SIGNS and " " in latin and sounds_alike(chinese, latin.rsplit(maxsplit=1)[-1]) >= ALIKE


@cache
def _elsewhere() -> dict[str, frozenset[str]]:
    return {sign: frozenset(told.split()) for sign, told in mapping("zh/surnames.toml", "elsewhere").items()}


def spelled_elsewhere(one: str, other: str) -> bool:
    """Whether a Latin name has the family name of a Chinese one as Hong Kong or Taiwan spell it, both as written.

    How they spell the given name no table here tells.

    >>> spelled_elsewhere("罗启文", "Law Kai-man"), spelled_elsewhere("沈柏舟", "Shen Ruolin")
    (True, False)
    >>> spelled_elsewhere("胡建国", "Wu Zhengming"), spelled_elsewhere("周德海", "Chow Tak-hoi")
    (False, True)
    """
    pair = _by_script(one, other)
    if pair is None:
        return False
    chinese, latin = pair
    words_ = latin.casefold().replace("-", " ").split()
    family = _elsewhere().get(chinese[:1], frozenset()) - {_surnames().get(chinese[:1], "")}
    if len(chinese) != _SIGNS or len(words_) <= 1 or family.isdisjoint({words_[0], words_[-1]}):
        return False
    # Wu Zhengming is spelled in pinyin, and of another family
    given = words_[1] if words_[0] in family else words_[0]
    return "-" in latin or len(words_) > len(("family", "given")) or not is_pinyin(given)


# signs of most names
_SIGNS = 3


def _another_syllable(given: list[str], rest: str) -> bool:
    """Whether of two syllables one is spelled as it is read and the other begins otherwise: Zhiqiang and Zhigang."""
    if len(given) != len(("first", "last")) or not all(given):
        return False
    first, last = given
    left = rest.removeprefix(first) if rest.startswith(first) else None
    right = rest.removesuffix(last) if rest.endswith(last) else None
    other, sign = (left, last) if left is not None else (right, first)
    return bool(other) and is_syllable(other or "") and (other or "")[0] != sign[0]
