"""Whether the time that values take grows with a text's length and no faster, on texts made to trip it.

Run: python -m tests.benchmarks.hostile [CHARACTERS [BIT ...]]. For each bit, repeated without a break, the seconds of
the process' own time at half the length and at the whole of it (a million characters), and their ratio: 2 is linear,
2.5 the bar.
"""

import sys
import time
from collections.abc import Mapping, Sequence

import checker

BAR = 2.5
BITS: Mapping[str, str] = {
    "one": "一",
    "groups": "1,",
    "magnitudes": "百万",
    "brackets": "(((",
    "ordinals": "第",
    "digits": "7",
    "years": "2025年",
    "mixed": "3万4千零五百six point 2十亿",
    "ranges": "5万至",
    "fractions": "三分之",
    "hedges": "超过约",
    "currencies": "$¥人民币",
    "spaces": "1 100 ",
    "hyphens": "1-",
    "dots": "1.",
    "vague": "几十数百",
    "words": "twenty-one hundred and a half ",
    "dates": "11月17日至",
    "clocks": "12:30",
    "addresses": "http://a@b",
    "pinyin": "萬(wàn)",
    "full-width": "１２３，４",
    "torn": "?shù)倪_",
    "emphasis": "**1*",
    "references": "&#49;&nbsp;",
    "dockets": "(2023)京01",
    "titles": "《30",
}


def text_of(bit: str, length: int) -> str:
    """`bit` over and over, `length` characters of it."""
    return (bit * (length // len(bit) + 1))[:length]


def seconds(text: str) -> float:
    """The process' own time for the values of a text."""
    began = time.process_time()
    checker.values(text)
    return time.process_time() - began


def main(length: int, names: Sequence[str]) -> None:
    checker.values("一")  # what is loaded once is no matter
    for name in names:
        bit = BITS[name]
        half, whole = (seconds(text_of(bit, size)) for size in (length // 2, length))
        # what is read in a tenth of a second is noise
        ratio = whole / max(half, 0.1)
        print(
            f"{name:12} {half:6.2f} s {whole:6.2f} s  {ratio:4.1f}{'  ABOVE THE BAR' if ratio > BAR else ''}",
            flush=True,
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000, sys.argv[2:] or list(BITS))
