"""How the bytes of hostile files are made: each is made when it is asked for, for some are large."""

from collections.abc import Callable

from tests.read import made

GOOD = "夸克的日活跃用户达到1.2亿。"
OTHER = "夸克的日活跃用户为5000万。"
FACT = GOOD.encode()
MB = 1024 * 1024
DEEP = 100_000
MANY = 8000

Made = Callable[[], bytes]


def text(*parts: str) -> Made:
    return lambda: "".join(parts).encode("utf-8", "surrogatepass")


def plain(data: bytes) -> Made:
    return lambda: data


def times(text: str, count: int, end: str = "") -> Made:
    return lambda: (text * count + end).encode("utf-8", "surrogatepass")


def encoded(encoding: str) -> Made:
    return lambda: (GOOD * 3).encode(encoding)


def cut(make: Made, share: float) -> Made:
    return lambda: (data := make())[: int(len(data) * share)]


def changed(make: Made, old: bytes, new: bytes) -> Made:
    return lambda: make().replace(old, new)


def lines(*rows: object) -> Made:
    return lambda: made.json_lines(*rows)


def entities(levels: int) -> str:
    listed = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "夸克"}">' for n in range(levels))
    return f"<!DOCTYPE x [{listed}]>"
