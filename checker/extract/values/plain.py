"""The simplest figures, read at once: bare digits or one Chinese digit, and nothing behind that could go on with them.

Most figures of the news are such. What is left out here is read in full by `hanzi`, to the same figure.
"""

import re
from decimal import Decimal

from checker.extract.values.figure import Figure, Need, Script
from checker.lexicon.load import mapping

_FILE = "zh/numerals.toml"
_DIGITS = {word: Decimal(value) for word, value in mapping(_FILE, "digits").items() if int(value)}
_NUMERALS = "".join(part for key in ("digits", "tens", "magnitudes") for part in mapping(_FILE, key))
_PLAIN = re.compile(
    rf"(?:(?P<digits>[0-9]{{1,15}})|[{''.join(_DIGITS)}])"
    rf"(?![{_NUMERALS}参几数多余来点又分\d.,·:/ \u00a0\u2009\u202f]|个[亿多余])"
)


def read(text: str, at: int) -> Figure | None:
    """The figure at `at` if it is a plain one that ends there, else None.

    >>> read("23人", 0).value, read("三名", 0).value, read("3万", 0), read("三四名", 0), read("两个亿", 0)
    (Decimal('23'), Decimal('3'), None, None, None)
    """
    found = _PLAIN.match(text, at)
    if found is None:
        return None
    digits = found["digits"]
    if digits is None:
        value = _DIGITS[text[at]]
        return Figure(at, at + 1, value, value, value, Script.HANZI, lead=value, need=Need.UNIT)
    value = Decimal(digits)
    return Figure(at, found.end(), value, value, value, Script.DIGITS, lead=value, plain=True)
