"""The simplest figures, read at once: 23, 7.5, 7.5亿 or one Chinese digit, where nothing behind could go on with them.

Most figures of the news are such. What is left out here is read in full by `hanzi`, to the same figure.
"""

import re
from decimal import Decimal

from checker.extract.values.figure import ONE, Figure, Need, Script, made
from checker.extract.values.hanzi_tokens import (
    CHARACTERS,
    CHAT,
    DIGITS,
    FINANCIAL,
    FUZZ,
    MAGNITUDES,
    NO_MAGNITUDE,
    SEVERAL,
)

_DIGITS = {word: Decimal(value) for word, value in DIGITS.items() if value}
_GOES_ON = "".join([CHARACTERS, *FINANCIAL, *sorted(CHAT), FUZZ, SEVERAL])
_PLAIN = re.compile(
    rf"(?:(?P<digits>[0-9]{{1,15}}(?:\.(?P<decimals>[0-9]{{1,12}}))?)"
    rf"(?:(?!{NO_MAGNITUDE.pattern})(?P<magnitude>[{''.join(MAGNITUDES)}]))?|[{''.join(_DIGITS)}])"
    rf"(?![{_GOES_ON}点又分\d.,·:/ \u00a0\u2009\u202f]|个[亿多余])"
)


def read(text: str, at: int) -> Figure | None:
    """The figure at `at` if it is a plain one that ends there, else None.

    >>> read("23人", 0).value, read("三名", 0).value, read("3万零5", 0), read("三四名", 0), read("两个亿", 0)
    (Decimal('23'), Decimal('3'), None, None, None)
    >>> read("7.5亿元", 0).value, read("3万4000", 0)
    (Decimal('750000000.0'), None)
    """
    found = _PLAIN.match(text, at)
    if found is None:
        return None
    digits = found["digits"]
    if digits is None:
        value = _DIGITS[text[at]]
        return Figure(at, at + 1, value, value, value, Script.HANZI, lead=value, need=Need.UNIT)
    value, magnitude = Decimal(digits), found["magnitude"]
    if magnitude is not None or found["decimals"] is not None:
        if not value:
            return None
        decimals = len(found["decimals"] or "")
        scale = MAGNITUDES[magnitude] if magnitude is not None else ONE
        written = found[0] if magnitude is None else ""
        return made(written, at, found.end(), value, scale=scale, decimals=decimals, widened=magnitude is not None)
    return Figure(at, found.end(), value, value, value, Script.DIGITS, lead=value, plain=True)
