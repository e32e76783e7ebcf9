"""Texts that make a pattern search for long, made of the pattern itself.

A pattern goes over much of a text again and again where what it repeats can be read in two ways, or where a match can
begin at many places and each runs far before it fails. So each thing that a pattern repeats is repeated here, behind
what leads to it, alone or with what leads to it between, and ends with what fits nothing.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

# a repeat up to here is as good as none: it costs its length at each place and no more
SHORT = 60
# one of each kind of character that the patterns tell apart
ALPHABET = (
    " \n\t\u00a05０一百万亿年月日第据的达至约元某·azKAZé"
    ",，、.。:：;；!%％-—~'’\"“”(（)）[【]】《》<>/\\|_#*&=+$￥@?？^\x00"
)
# what each text ends with: nothing, and what few patterns take
ENDS = ("", "\x00", "\n!")
# texts that no pattern asked for
COMMON = (
    *(" ", "5", "一", "亿", "(", "）", ",", "，", "a", "A", "的", "第", "\n", "-", '"', "<", "</", "<a ", "&#", "a "),
    *("A ", "5,", "5.", "5 ", "1年", "12月", "a的", "据5", "（5", "“一", "一、", "A. ", "a-", "://", "A·"),
)


@dataclass(frozen=True, slots=True)
class Pump:
    """A text that grows: `head`, any number of `bit`, `end`."""

    head: str
    bit: str
    end: str

    def text(self, length: int) -> str:
        """The text with about `length` characters of `bit`."""
        return self.head + self.bit * (length // len(self.bit)) + self.end


def pumps(pattern: str, flags: int) -> list[Pump]:
    """The texts that are made of a pattern, without the common ones."""
    tree = parser.parse(pattern, flags)
    found: dict[tuple[str, str, str], None] = {}
    wide = [(head, body, tail) for head, body, tail in _repeats(tree, "", "")]
    takers = [_taker(body, flags) for _, body, _ in wide]
    signs = dict.fromkeys(ALPHABET + "".join(sorted(_literals(tree)))[:40])
    kinds: dict[tuple[bool, ...], str] = {}
    for sign in signs:
        kinds.setdefault(tuple(taker(sign) for taker in takers), sign)
    for index, (head, body, tail) in enumerate(wide):
        told = [sign for taken, sign in kinds.items() if taken[index]][:8]
        # what is no more of the same, so that what was taken is given back
        strange = [sign for sign in signs if not takers[index](sign)][-1:]
        for end in (*ENDS, *strange):
            for sample in filter(None, dict.fromkeys((*told, _sample(body)))):
                found |= dict.fromkeys(((head, sample, end), ("", head + sample, end), ("", head + sample + tail, end)))
            if head:
                found["", head, end] = None
    whole = _sample(tree)
    if whole:
        found |= dict.fromkeys(("", whole, end) for end in ENDS)
    return [Pump(*told) for told in found]


@cache
def common() -> tuple[Pump, ...]:
    """Texts that are tried on every pattern."""
    return tuple(Pump("", bit, end) for bit in COMMON for end in ENDS[:2])


def _repeats(tree: Sequence[Any], head: str, tail: str) -> Iterator[tuple[str, Sequence[Any], str]]:
    """Everything that is repeated without a narrow bound: what leads to it, what is repeated, what comes behind it."""
    items = list(tree)
    for at, (name, told) in enumerate(items):
        before = head + "".join(_sample_item(item) for item in items[:at])
        behind = "".join(_sample_item(item) for item in items[at + 1 :]) + tail
        if name in _REPEATS:
            least, most, body = told
            if most > SHORT:
                yield before + _sample(body) * (1 if least else 0), body, behind
            yield from _repeats(body, before, behind)
        else:
            for part in _parts(name, told):
                yield from _repeats(part, before, behind)


_REPEATS = {sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT}


def _parts(name: Any, told: Any) -> list[Any]:
    """The patterns inside an item that is no repeat."""
    if name is sre.SUBPATTERN:
        return [told[3]]
    if name is sre.BRANCH:
        return list(told[1])
    if name in {sre.ASSERT, sre.ASSERT_NOT}:
        return [told[1]]
    if name is sre.ATOMIC_GROUP:
        return [told]
    if name is sre.GROUPREF_EXISTS:
        return [part for part in told[1:] if part is not None]
    return []


def _sample(tree: Sequence[Any]) -> str:
    """A text that a pattern takes, as short as is easy to say."""
    return "".join(map(_sample_item, tree))


def _sample_item(item: tuple[Any, Any]) -> str:  # noqa: PLR0911 -- a line for each kind
    name, told = item
    if name is sre.LITERAL:
        return chr(told)
    if name is sre.NOT_LITERAL:
        return "a" if told != ord("a") else "b"
    if name is sre.ANY:
        return "a"
    if name is sre.IN:
        return _sample_of_class(told)
    if name in _REPEATS:
        return _sample(told[2]) * max(told[0], 0)
    if name is sre.ASSERT_NOT or (name is sre.ASSERT and told[0] > 0):
        return ""
    parts = _parts(name, told)
    return _sample(parts[0]) if parts else ""


def _sample_of_class(told: list[tuple[Any, Any]]) -> str:
    name, first = told[0]
    if name is sre.LITERAL:
        return chr(first)
    if name is sre.RANGE:
        return chr(first[0])
    taker = _class_taker(told)
    return next(sign for sign in "a5一 ,\n" + ALPHABET if taker(sign))


def _taker(body: Sequence[Any], flags: int) -> Callable[[str], bool]:  # noqa: PLR0911 -- a line for each kind
    """Whether what is repeated can begin with a sign."""
    items = list(body)
    for name, told in items:
        if name is sre.LITERAL:
            folded = chr(told).casefold() if flags & re.IGNORECASE else chr(told)
            return lambda sign: (sign.casefold() if flags & re.IGNORECASE else sign) == folded
        if name is sre.NOT_LITERAL:
            return lambda sign: sign != chr(told)
        if name is sre.ANY:
            return lambda sign: bool(flags & re.DOTALL) or sign != "\n"
        if name is sre.IN:
            return _class_taker(told)
        if name in _REPEATS:
            return _taker(told[2], flags)
        parts = [] if name in {sre.ASSERT, sre.ASSERT_NOT} else _parts(name, told)
        if parts:
            takers = [_taker(part, flags) for part in parts]
            return lambda sign: any(taker(sign) for taker in takers)
    return lambda _: False


def _class_taker(told: list[tuple[Any, Any]]) -> Callable[[str], bool]:
    denied = told[0][0] is sre.NEGATE
    return lambda sign: any(_in_class(each, sign) for each in told if each[0] is not sre.NEGATE) is not denied


_CATEGORIES: Mapping[Any, re.Pattern[str]] = {
    sre.CATEGORY_DIGIT: re.compile(r"\d"),
    sre.CATEGORY_NOT_DIGIT: re.compile(r"\D"),
    sre.CATEGORY_SPACE: re.compile(r"\s"),
    sre.CATEGORY_NOT_SPACE: re.compile(r"\S"),
    sre.CATEGORY_WORD: re.compile(r"\w"),
    sre.CATEGORY_NOT_WORD: re.compile(r"\W"),
}


def _in_class(each: tuple[Any, Any], sign: str) -> bool:
    name, told = each
    if name is sre.LITERAL:
        return told == ord(sign)
    if name is sre.RANGE:
        return bool(told[0] <= ord(sign) <= told[1])
    return _CATEGORIES[told].match(sign) is not None


def _literals(tree: Sequence[Any]) -> set[str]:
    """The characters that a pattern names."""
    found: set[str] = set()
    for name, told in tree:
        if name is sre.LITERAL:
            found.add(chr(told))
        elif name in _REPEATS:
            found |= _literals(told[2])
        elif name is sre.IN:
            found |= {chr(each) for kind, each in told if kind is sre.LITERAL}
        else:
            for part in _parts(name, told):
                found |= _literals(part)
    return found
