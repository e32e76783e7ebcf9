"""Persons' names that are nearly one: 周德海 and 周德江, Marek and Tomasz Zielonka, 林晓岚 and Lin Xiaofeng."""

import re
from functools import cache

from checker.lexicon.load import words
from checker.lexicon.pinyin import spelled

_WORD = re.compile(r"[^\W\d_]+")
# signs of a Chinese name that differs in one by more than chance, and of a family name that is none by chance
_SIGNS, _FAMILY = 3, 4


def nearly_one(one: str, other: str) -> bool:
    """Whether two different names of persons share all but one of their parts.

    Chinese names share all signs but one, or one lacks a sign of the other; Latin ones share the family name or the
    given one; of a Chinese and a Latin one the sounds are asked.

    >>> nearly_one("周德海", "周德江"), nearly_one("张伟", "张强"), nearly_one("周德海", "周德海")
    (True, False, False)
    >>> nearly_one("郭劲松", "郭松"), nearly_one("郭劲松", "劲松"), nearly_one("郭劲松", "李松")
    (True, False, False)
    >>> nearly_one("Marek Zielonka", "Tomasz Zielonka"), nearly_one("Joris van Rijn", "Joost van Rijn")
    (True, True)
    >>> nearly_one("林晓岚", "Lin Xiaofeng"), nearly_one("林晓岚", "Lin Xiaolan"), nearly_one("林晓岚", "Wang Xiaofeng")
    (True, False, False)
    """
    if one.isascii() != other.isascii():
        chinese, latin = (other, one) if one.isascii() else (one, other)
        return _nearly_sounds(chinese, latin)
    if one.isascii():
        first, second = one.casefold().split(), other.casefold().split()
        if first == second or min(len(first), len(second)) < len(("given", "family")):
            return False
        family = first[-1] == second[-1] and len(first[-1]) >= _FAMILY
        return family or (first[:-1] == second[:-1] and len(first[0]) >= _FAMILY)
    short, long = sorted((one, other), key=len)
    if len(long) == _SIGNS == len(short) + 1:
        return short[0] == long[0] and short[1] in long[1:]
    if len(one) != len(other) or len(one) < _SIGNS:
        return False
    return sum(a != b for a, b in zip(one, other, strict=True)) == 1


def is_only_addressed(name: str) -> bool:
    """Whether a name is a form of address with no more than a family name before it: 丁同学, 师傅.

    >>> [is_only_addressed(name) for name in ("丁同学", "欧阳老师", "师傅", "丁一同学")]
    [True, True, True, False]
    """
    return any(
        name.endswith(address) and name.removesuffix(address) in _families()
        for address in words("zh/surnames.toml", "addresses")
    )


@cache
def _families() -> frozenset[str]:
    """The family names, and none."""
    return frozenset({"", *words("zh/surnames.toml", "single"), *words("zh/surnames.toml", "double")})


def _nearly_sounds(chinese: str, latin: str) -> bool:
    """Whether a Latin name spells the family name and one of the two given signs of a Chinese one only."""
    words = _WORD.findall(latin.casefold())
    if len(chinese) != _SIGNS or len(words) != len(("family", "given")):
        return False
    family, first, last = (spelled(sign) for sign in chinese)
    if family not in words or not first or not last:
        return False
    given = words[1 - words.index(family)]
    if given in {first + last, last + first}:
        return False
    return (given.startswith(first) and len(given) > len(first)) or (given.endswith(last) and len(given) > len(last))
