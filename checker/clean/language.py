"""The main language of a text, by its characters."""

from checker.model.text import Language

# a word of Chinese is about two characters, one of English about five letters
LETTERS_PER_CHARACTER = 2.5
# in traditional text about a third of the characters are traditional only; a simplified text may quote some
TRADITIONAL = 0.05


def language_of(repaired: str, simplified: str) -> Language:
    """The language of a text, given with its simplified form of the same length.

    >>> language_of("千問上線", "千问上线"), language_of("Qwen is out", "Qwen is out")
    (<Language.HANT: 'zh-Hant'>, <Language.ENGLISH: 'en'>)
    """
    han = sum("\u3400" <= char <= "\u9fff" for char in repaired)
    letters = sum(char.isascii() and char.isalpha() for char in repaired)
    if not han and not letters:
        return Language.UNKNOWN
    if letters > han * LETTERS_PER_CHARACTER * 2:
        return Language.ENGLISH
    changed = sum(one != other for one, other in zip(repaired, simplified, strict=True))
    return Language.HANT if changed > TRADITIONAL * han else Language.HANS
