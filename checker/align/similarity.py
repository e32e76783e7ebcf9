"""How alike two pieces of text are."""

import re
from functools import lru_cache

from rapidfuzz import fuzz

_FIGURES = re.compile(r"[\d.,%‰一二三四五六七八九十百千万亿零两]+")


def likeness(one: str, other: str) -> float:
    """How alike two short texts are, from 0 to 1 (normalised indel similarity).

    >>> likeness("研发投入", "研发投入"), likeness("研发投入", "下载量")
    (1.0, 0.0)
    """
    return fuzz.ratio(one, other) / 100


def masked_likeness(one: str, other: str) -> float:
    """How alike two sentences are when their figures are left out.

    >>> masked_likeness("定价5499元起", "定价5969元起")
    1.0
    """
    return likeness(_masked(one), _masked(other))


# one sentence is held against many
@lru_cache(maxsize=1 << 10)
def _masked(text: str) -> str:
    return _FIGURES.sub("#", text)


def same_sentence(one: str, other: str) -> bool:
    """Whether two texts are, figures aside, one sentence of two copies."""
    return masked_likeness(one, other) >= SAME_SENTENCE


def same_place(one: str, at: int, other: str, there: int) -> bool:
    """Whether two values stand behind the same words, or before the same, in what is one sentence.

    >>> same_place("售价5499元,高配5999元", 2, "售价5469元,高配5999元", 2)
    True
    >>> same_place("售价5499元,高配5999元", 2, "售价5499元,高配5999元", 10)
    False
    >>> same_place("眼下只剩19人,主要协助移交", 4, "现时在岗的29人,主要协助移交", 5)
    True
    """
    before, before_other = _FIGURES.sub("#", one[:at]), _FIGURES.sub("#", other[:there])
    # the words right before the value, enough to tell it from its neighbours in a list
    if likeness(before[-_LEAD:], before_other[-_LEAD:]) >= SAME_LEAD:
        return True
    behind, behind_other = (_FIGURES.sub("#", text[start:])[:_TAIL] for text, start in ((one, at), (other, there)))
    return len(behind) == _TAIL and behind == behind_other


# two sentences of copies are the same sentence when, figures aside, this much of them is equal: light edits and script
# conversions stay above 0.9, neighbouring sentences of one article below 0.6
SAME_SENTENCE = 0.8
SAME_LEAD = 0.8
_LEAD, _TAIL = 7, 9
