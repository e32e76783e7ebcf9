"""The main language of a text, by its characters."""

import re
from operator import ne

from checker.model.text import Language

# a word of Chinese is about two characters, one of English about five letters
LETTERS_PER_CHARACTER = 2.5
_HAN = re.compile("[\u3400-\u9fff]+")
_LETTERS = re.compile("[A-Za-z]+")
# in traditional text about a third of the characters are traditional only; a simplified text may quote some
TRADITIONAL = 0.05


def language_of(repaired: str, simplified: str) -> Language:
    """The language of a text, given with its simplified form of the same length.

    >>> language_of("千問上線", "千问上线"), language_of("Qwen is out", "Qwen is out")
    (<Language.HANT: 'zh-Hant'>, <Language.ENGLISH: 'en'>)
    """
    han = sum(map(len, _HAN.findall(repaired)))
    letters = sum(map(len, _LETTERS.findall(repaired)))
    if not han and not letters:
        return Language.UNKNOWN
    if letters > han * LETTERS_PER_CHARACTER * 2:
        return Language.ENGLISH
    changed = sum(map(ne, repaired, simplified))
    return Language.HANT if changed > TRADITIONAL * han else Language.HANS
