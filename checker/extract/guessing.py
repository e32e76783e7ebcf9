"""Words that the dictionary lacks, guessed from where their signs mostly stand in words, with jieba's model."""

import re
from collections.abc import Iterator

from checker.lexicon.dictionary import model

_HAN = re.compile(r"([一-鿕]+)")
_LATIN = re.compile(r"([a-zA-Z0-9]+(?:\.\d+)?%?)")
# how likely is what the model does not know
_NEVER = -3.14e100


def guessed(text: str) -> Iterator[str]:
    """The words of a stretch that the dictionary knows no words in.

    >>> list(guessed("杭研")), list(guessed("A-1杭研"))
    (['杭研'], ['A', '-', '1', '杭研'])
    """
    for at, part in enumerate(_HAN.split(text)):
        if at % 2:
            yield from _words(part)
        else:
            yield from filter(None, _LATIN.split(part))


# the places of a sign in a word, and which two can be before each
_BEGINS, _INSIDE, _ENDS, _ALONE = range(4)
_BEFORE = ((_ENDS, _ALONE), (_BEGINS, _INSIDE), (_BEGINS, _INSIDE), (_ENDS, _ALONE))


def _words(text: str) -> Iterator[str]:
    """The words of Han characters: the likeliest row of places that they can have."""
    start = 0
    for end, place in enumerate(_places(text), 1):
        if place >= _ENDS:
            yield text[start:end]
            start = end


def _places(text: str) -> list[int]:
    """The likeliest place of each sign; of two that are equally likely the second of those before it, as in jieba."""
    told = model()
    start, trans = told.start, told.trans
    in_b, in_m, in_e, in_s = (told.emit[place] for place in "BMES")
    e_b, s_b, b_m, m_m = trans["E"]["B"], trans["S"]["B"], trans["B"]["M"], trans["M"]["M"]
    b_e, m_e, e_s, s_s = trans["B"]["E"], trans["M"]["E"], trans["E"]["S"], trans["S"]["S"]
    sign = text[0]
    # how likely the likeliest row is that ends in each place
    b, m = start["B"] + in_b.get(sign, _NEVER), start["M"] + in_m.get(sign, _NEVER)
    e, s = start["E"] + in_e.get(sign, _NEVER), start["S"] + in_s.get(sign, _NEVER)
    seconds: list[tuple[bool, bool, bool, bool]] = []
    for sign in text[1:]:
        of_b, of_m = in_b.get(sign, _NEVER), in_m.get(sign, _NEVER)
        of_e, of_s = in_e.get(sign, _NEVER), in_s.get(sign, _NEVER)
        eb, sb, bm, mm = e + e_b + of_b, s + s_b + of_b, b + b_m + of_m, m + m_m + of_m
        be, me, es, ss = b + b_e + of_e, m + m_e + of_e, e + e_s + of_s, s + s_s + of_s
        seconds.append((sb >= eb, mm >= bm, me >= be, ss >= es))
        b, m, e, s = max(sb, eb), max(mm, bm), max(me, be), max(ss, es)
    places = [_ALONE if s >= e else _ENDS]
    for row in reversed(seconds):
        place = places[-1]
        places.append(_BEFORE[place][row[place]])
    places.reverse()
    return places
