"""Texts that would make a careless reader slow: one thing over and over, without an end."""

from collections.abc import Callable, Mapping

Attack = Callable[[int], str]


def _over(bit: str, head: str = "") -> Attack:
    return lambda length: head + bit * (length // len(bit))


def _counted(bit: str, head: str = "") -> Attack:
    """`bit` over and over, with another number each time."""

    def text(length: int) -> str:
        told = head
        number = 0
        while len(told) < length:
            told += bit.format(number)
            number += 1
        return told

    return text


ATTACKS: Mapping[str, Attack] = {
    "digits": _over("7"),
    "commas in digits": _over("1,"),
    "groups": _over("123,456,"),
    "ordinals": _over("第"),
    "magnitudes": _over("亿"),
    "numerals": _over("一百二十三万"),
    "open brackets": _over("（"),
    "nested brackets": lambda length: "（" * (length // 2) + "）" * (length // 2),
    "nested quotes": lambda length: "“" * (length // 2) + "”" * (length // 2),
    "dates": _over("2025年3月1日"),
    "days": _over("年月日"),
    "names with dots": _over("亚历山大·"),
    "a long latin word": _over("Aa5"),
    "capital words": _over("Aaa "),
    "sources": _over("据"),
    "dashes": _over("—"),
    "hyphens": _over("5-"),
    "percent signs": _over("%"),
    "shares": _over("5%"),
    "spaces": _over(" ", "夸克"),
    "hanzi": _over("的", "夸克"),
    "tags": _over("<a "),
    "bylines": _over("A", "By "),
    "figures in one sentence": _counted("{}万，", "夸克的日活跃用户为"),
    "names in one sentence": _counted("星河{}号、"),
    "figures of names": _counted("星河{0}号为{0}万，"),
    "bare english": _over("the firm said that "),
}
