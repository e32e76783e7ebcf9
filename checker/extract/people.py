"""What a Chinese person's name looks like."""

from functools import cache

from checker.extract.tokens import Tok, Token
from checker.lexicon.load import words


@cache
def _surnames() -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(words("zh/surnames.toml", "single")), frozenset(words("zh/surnames.toml", "double"))


def is_person(text: str) -> bool:
    """Whether Han characters read like a person's name.

    >>> is_person("康义"), is_person("布莱恩·切斯基"), is_person("发布会")
    (True, True, False)
    """
    single, double = _surnames()
    if "·" in text or "•" in text:
        return True
    return (text[:1] in single and 2 <= len(text) <= 3) or (text[:2] in double and 3 <= len(text) <= 4)


def is_post(token: Token) -> bool:
    """Whether a word that no lexicon holds ends as the words for posts do: 厂长, 预报员."""
    noun = token.kind is Tok.WORD and token.tag[:1] == "n" and len(token.text) > 1
    return noun and token.text.endswith(words("zh/surnames.toml", "posts"))
