"""Bytes to texts: what a fuzzer makes of noise is text that a reader has something to do with."""

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
# code points: what grows faster than its text shows by then, and one input still takes no time
LONGEST = 12_000
# how often what stands last is repeated; constructions that nest or go on fail where they do so often
TIMES = (2, 3, 8, 40, 200)
REACH = (1, 2, 3, 5, 8)
# first bytes below this one: the rest is the text itself
PLAIN = 0x40
AS_IT_STANDS, PUT_TOGETHER = b"\x00", b"\x80"


@cache
def scraps() -> tuple[str, ...]:
    """All that texts are put together of, in a fixed order."""
    told = tomllib.loads((HERE / "scraps.toml").read_text(encoding="utf-8"))
    return tuple(scrap for listed in told.values() for scrap in listed)


def text_of(data: bytes) -> str:
    """The text that bytes stand for: themselves, or scraps put together by them."""
    text = _plain(data[1:]) if data[:1] < bytes([PLAIN]) else "".join(_scraps(data[1:]))
    return text[:LONGEST]


def _plain(data: bytes) -> str:
    try:
        return data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return data.decode("utf-8", "surrogateescape")


def _scraps(data: bytes) -> Iterator[str]:
    """Two bytes are a scrap; of those beyond the last, each repeats what came before it."""
    known = scraps()
    made: list[str] = []
    for high, low in zip(data[::2], data[1::2], strict=False):
        number = (high << 8 | low) % (len(known) + len(TIMES) * len(REACH) * 2)
        if number < len(known):
            made.append(known[number])
        else:
            times, reach = divmod(number % (len(TIMES) * len(REACH)), len(REACH))
            made.append("".join(made[-REACH[reach] :]) * TIMES[times])
            made[-1] = made[-1][:LONGEST]
        yield made[-1]
        if sum(map(len, made)) > LONGEST:
            return
