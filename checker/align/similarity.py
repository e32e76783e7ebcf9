"""How alike two pieces of text are."""

import re

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
    return likeness(_FIGURES.sub("#", one), _FIGURES.sub("#", other))
