"""From text to atoms of time: where a word or a number stands that may belong to one."""

import re
from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from string import ascii_letters

from checker.extract.values import (
    atoms_digits,
    atoms_en,
    atoms_en_counted,
    atoms_en_spelled,
    atoms_en_words,
    atoms_lengths,
    atoms_lengths_en,
    atoms_lunar,
    atoms_zh,
    atoms_zh_counted,
)
from checker.extract.values.timenumbers import ZH_NUMERAL
from checker.extract.values.timewords import Atom, Slot

Rule = Callable[[str, int, int], tuple[Atom, ...]]

# a longer figure or word is part of no time: 20251117 has eight digits, "twenty-twenties" parts at the hyphen
_LONGEST = 12
# the digits of a whole date
_COMPACT = 8


# a text is asked for its times and for its bands of age
@lru_cache(maxsize=2)
def scan(text: str) -> tuple[tuple[Atom, ...], ...]:
    """The atoms of time in a text, in order and disjoint; those of one match stay together.

    >>> [bundle[0].slot.value for bundle in scan("今年11月17日")]
    ['year', 'months', 'day']
    """
    found: list[tuple[Atom, ...]] = []
    reached = 0
    rules, signs = _rules(), _signs()
    for token in _triggers().finditer(text):
        start = token.start()
        if start < reached:
            continue
        # most words open no rule, so that the cheapest question comes first
        char = text[start]
        key = char if char in signs else token[0].lower() if char in ascii_letters else _key(text, token)
        opened = rules.get(key)
        if opened is None or (start - 1 != reached and _inside(text, start)):
            continue
        for rule in opened:
            made = rule(text, start, reached)
            if made:
                found.append(made)
                if part := _part_behind(text, made[-1]):
                    found.append(part)
                reached = found[-1][-1].end
                break
    return tuple(found)


def _inside(text: str, start: int) -> bool:
    """Whether a number goes on from what stands before: the 5 of Qwen2.5, of SU7 or of -5."""
    if start == 0 or not text[start].isdecimal():
        return False
    before = text[start - 1]
    if before in ".,:":
        return start > 1 and text[start - 2].isdecimal()
    if before in "/-":
        # mid-2024 is a date, F-35 and 5-21 are none
        return start > 1 and text[start - 2].isascii() and (text[start - 2].isdecimal() or text[start - 2].isupper())
    return before.isascii() and before.isalpha()


def _part_behind(text: str, atom: Atom) -> tuple[Atom, ...]:
    """底 of 2025年底: only straight behind its year or month."""
    return atoms_zh.bare_part(text, atom.end) if atom.slot in (Slot.YEAR, Slot.MONTHS) else ()


def _key(text: str, token: re.Match[str]) -> str:
    """What the rules are kept under: the word, the sign, or "0" and the sign behind a number."""
    word = token.group()
    if len(word) > _LONGEST:
        return ""
    if word[0].isdecimal() or word[0] in ZH_NUMERAL:
        end = token.end()
        if len(word) == _COMPACT and text[end : end + 1] > "\u2e80":
            # 20251117 needs no sign behind it
            return "0"
        after = text[end : end + 1]
        if after == " ":
            after = text[end + 1 : end + 2]
        return "0a" if after.isascii() and after.isalpha() else f"0{after}"
    return word.lower() if word[0].isascii() else word


# what is told in more words comes first
_MODULES = (
    atoms_digits,
    atoms_lunar,
    atoms_zh_counted,
    atoms_zh,
    atoms_en_counted,
    atoms_en_spelled,
    atoms_en,
    atoms_en_words,
    atoms_lengths,
    atoms_lengths_en,
)


@cache
def _rules() -> dict[str, tuple[Rule, ...]]:
    """All rules, the figures' first, then the dates, then the lengths."""
    merged: dict[str, tuple[Rule, ...]] = dict(atoms_lengths.periods())
    for module in _MODULES:
        for key, rules in module.rules().items():
            merged[key] = (*merged.get(key, ()), *rules)
    return merged


@cache
def _signs() -> frozenset[str]:
    """The characters that start a rule by themselves and belong to no numeral."""
    return frozenset(key for key in _rules() if len(key) == 1 and not key.isascii() and key not in ZH_NUMERAL)


@cache
def _triggers() -> re.Pattern[str]:
    """What may start a rule. One set of characters comes first, for which the search is fastest."""
    seconds = atoms_zh.seconds()
    # 不 and 有 are frequent and open few words of time, which the character behind them tells
    fixed = {sign for sign in _signs() if len(_rules()[sign]) == 1 and "" not in seconds.get(sign, {""})}
    behind = frozenset().union(*(seconds[sign] for sign in fixed))
    any_sign, fixed_sign, other = (_set(signs) for signs in (_signs(), fixed, _signs() - fixed))
    return re.compile(
        rf"[0-9A-Za-z{ZH_NUMERAL}{any_sign}](?:(?<=[{fixed_sign}])(?=[{_set(behind)}])|(?<=[{other}])"
        rf"|(?<=[{ZH_NUMERAL}])[{ZH_NUMERAL}]*|(?<=[0-9])[0-9]*|(?<=[A-Za-z])[A-Za-z]*)"
    )


def _set(signs: Iterable[str]) -> str:
    return "".join(sorted(signs))
