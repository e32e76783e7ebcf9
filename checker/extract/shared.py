"""Figures that are true of each of several: 甲、乙两校各有120名学生 is 240 pupils."""

import re
from functools import cache

from checker.extract.signs import one_of
from checker.lexicon.load import words
from checker.model.pattern import seldom

FILES = ("zh/reckoning.toml", "en/reckoning.toml")


@cache
def any_of(*keys: str) -> re.Pattern[str]:
    """What finds the words under these keys, the longest first."""
    forms = {word for key in keys for file in FILES for word in words(file, key)}
    return one_of(sorted(forms, key=lambda word: (-len(word), word)))


def is_several(text: str, start: int, end: int) -> bool:
    """Whether the figure at a place of `text` is true of several and would be counted as often: 两队各5金, 95 each.

    >>> is_several("两队各得5金", 4, 6), is_several("甲队得5金", 3, 5), is_several("送往成都的有38人", 6, 9)
    (True, False, False)
    """
    before, behind = text[max(0, start - 3) : start], text[end : end + 12]
    word = any_of("several").search(before)
    told = word is not None and text[start - 3 + word.end() : start] in _EACH_HAS
    # 95 turbines each: what is counted may stand between the figure and its each
    # 760人都在区域公司: all of them, and not so many each
    each = any_of("several").match(behind.strip())
    return told or (each is not None and each.group() != "都") or _EACH_BEHIND.match(text, end) is not None


# what stands between 各 and the figure that each has
_EACH_HAS = frozenset({"", "有", "得", "获", "为", "是", "达", "占", "约", "超"})
_EACH_BEHIND = re.compile(r" [a-z]{1,12} (?:each|apiece)\b", re.IGNORECASE)

# 两校各有, 甲乙丙三队各得: how many have as much; 三队各得 alone may be the third team
_COUNTED = seldom(r"(?:(两)|(?<=[^\s、，,。；和与及第])([三四五六七八九]))[一-鿿]{0,4}(?:各|均|都)[一-鿿]{0,2}\Z")
_IN_ENGLISH = seldom(r"\b(both|two|three|four|five|six)\b[^,.;\d]{0,60}\Z|(?<=\w) and [^,.;\d]{0,60}\Z", re.IGNORECASE)
_NUMBERS = {
    **dict(zip("两三四五六七八九", range(2, 10), strict=True)),
    **dict(zip(("both", "two", "three", "four", "five", "six"), (2, 2, 3, 4, 5, 6), strict=True)),
}


def times(text: str, start: int, end: int) -> int | None:
    """How often the figure at a place of `text` counts; None where it is of several and nothing tells of how many.

    >>> times("甲、乙两校各有120名学生", 7, 11), times("三校各有120名学生", 4, 8), times("甲校有120名学生", 3, 7)
    (2, None, 1)
    >>> times("A and B have 95 turbines each", 13, 15), times("the wards have 45 beds each", 15, 17)
    (2, None)
    """
    if not is_several(text, start, end):
        return 1
    sentence = re.split(r"[;；。\n]|\.\s", text[max(0, start - _REACH) : start])[-1]
    *earlier, before = re.split(r"[,，]", sentence)
    told = _COUNTED.search(before)
    if told is not None:
        return _NUMBERS[told[1] or told[2]]
    pair = _IN_ENGLISH.search(before)
    if pair is None or before.lower().count(" and ") > (pair[1] is None):
        return None
    if pair[1] is None and earlier and not any(map(str.isdigit, earlier[-1])):
        # A, B and C: a list of more than two
        return None
    return _NUMBERS[pair[1].lower()] if pair[1] is not None else 2


# code points before a figure in which its holders are told
_REACH = 60
