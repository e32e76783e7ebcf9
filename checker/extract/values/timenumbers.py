"""The small numbers that dates and durations are told in, Chinese and English."""

import re
from decimal import Decimal
from functools import cache

from checker.lexicon.load import mapping
from checker.model.record import dataclass

DIGITS = {sign: place for place, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10_000}
ZH_NUMERAL = "零〇一二三四五六七八九十百千万两几数半"
_DECIMAL = re.compile(r"(\d{1,3}(?:,\d{3}){1,3}|\d{1,9})(?:\.(\d{1,4}))?\s?([万亿千百]?)", re.ASCII)
_MANY = {"几": 1, "数": 1, "几十": 10, "数十": 10, "数百": 100, "几百": 100, "数千": 1000, "几千": 1000, "数万": 10_000}
_FROM = {"上百": 100, "上千": 1000, "百": 100, "千": 1000}


@dataclass(frozen=True, slots=True)
class Count:
    """How many: an interval, the figure where there is one, and how far rounding may reach either way."""

    low: Decimal
    high: Decimal
    value: Decimal | None
    step: Decimal = Decimal(1)
    open_top: bool = False


def exactly(value: Decimal | int) -> Count:
    """A count without doubt.

    >>> exactly(3).low
    Decimal('3')
    """
    number = Decimal(value)
    return Count(number, number, number)


def between(low: Decimal | int, high: Decimal | int) -> Count:
    """A count of which only the ends are known.

    >>> between(2, 9).value is None
    True
    """
    return Count(Decimal(low), Decimal(high), None)


def zh_integer(text: str) -> int | None:
    """The whole number that Chinese numerals spell, digit by digit or with 十百千万.

    >>> zh_integer("二〇二五"), zh_integer("三百二十"), zh_integer("十一"), zh_integer("两千零四"), zh_integer("十十")
    (2025, 320, 11, 2004, None)
    >>> zh_integer("三万五千"), zh_integer("十万"), zh_integer("万")
    (35000, 100000, None)
    """
    if not text or len(text) > 12:
        return None
    if not any(sign in SCALES for sign in text):
        return int("".join(str(DIGITS[sign]) for sign in text)) if all(s in DIGITS for s in text) else None
    return _scaled(text)


def _scaled(text: str) -> int | None:
    total, part, pending, ceiling = 0, 0, None, 10_000
    for sign in text:
        if sign == "万":
            if total or not (part or pending):
                return None
            total, part, pending, ceiling = (part + (pending or 0)) * 10_000, 0, None, 10_000
        elif sign in SCALES:
            if SCALES[sign] >= ceiling:
                return None
            ceiling = SCALES[sign]
            part += ceiling * (1 if pending is None else pending)
            pending = None
        elif sign not in DIGITS or (pending and sign != "零"):
            return None
        else:
            pending = DIGITS[sign]
    return total + part + (pending or 0)


def zh_count(text: str) -> Count | None:
    """The count that Chinese numerals spell: 三十, 几, 十几, 两三, 数十.

    >>> zh_count("十几").high, zh_count("两三").low, zh_count("数").high, zh_count("二〇二五")
    (Decimal('20'), Decimal('2'), Decimal('9'), None)
    """
    if text in _MANY:
        return between(2 * _MANY[text], 9 * _MANY[text])
    if len(text) > 1 and text[-1] in "几数":
        tens = zh_integer(text[:-1])
        return None if tens is None or tens % 10 else between(tens, tens + 10)
    if len(text) >= 2 and text[-1] in DIGITS and text[-2] in DIGITS and DIGITS[text[-2]]:
        return _neighbours(text)
    # 三四十: two neighbours, then the ten
    if len(text) == 3 and text[2] == "十" and text[0] in DIGITS and text[1] in DIGITS:
        low, high = DIGITS[text[0]] * 10, DIGITS[text[1]] * 10
        return between(low, high) if high - low == 10 else None
    number = zh_integer(text)
    return None if number is None else exactly(number)


def _neighbours(text: str) -> Count | None:
    """两三, 十七八: two figures that follow each other."""
    low, high = DIGITS[text[-2]], DIGITS[text[-1]]
    tens = zh_integer(text[:-2]) if len(text) > 2 else 0
    if tens is None or tens % 10 or high != low + 1:
        return None
    return between(tens + low, tens + high)


def decimal_count(text: str) -> Count | None:
    """The count that Arabic digits spell, with its rounding: 23 is exact, 11.3 is 11.25 to 11.35.

    >>> decimal_count("1,200").value, decimal_count("11.3").low, decimal_count("3.5万").value
    (Decimal('1200'), Decimal('11.25'), Decimal('35000.0'))
    """
    told = _DECIMAL.fullmatch(text.strip())
    if told is None:
        return None
    whole, decimals, magnitude = told[1].replace(",", ""), told[2], told[3]
    scale = Decimal({"": 1, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}[magnitude])
    value = Decimal(f"{whole}.{decimals}" if decimals else whole) * scale
    if decimals:
        half = Decimal(1).scaleb(-len(decimals)) * scale / 2
        return Count(value - half, value + half, value, half * 2, open_top=True)
    return Count(value, value, value, _last_digit(value))


def _last_digit(value: Decimal) -> Decimal:
    """The unit of the last digit that is not zero: 10 of 20, 1 of 23."""
    step, number = 1, int(value)
    while number and number % 10 == 0:
        step, number = step * 10, number // 10
    return Decimal(step)


def more_of(count: Count) -> Count:
    """20多: from the figure to one unit of its last digit more; between ends stay as they are.

    >>> more_of(exactly(20)).high, more_of(exactly(1000)).high, more_of(exactly(3)).high
    (Decimal('30'), Decimal('2000'), Decimal('4'))
    """
    if count.value is None:
        return count
    return Count(count.value, count.value + _last_digit(count.value), None)


@cache
def _english() -> dict[str, int]:
    return {word: int(number) for word, number in mapping("en/times.toml", "numbers").items()}


def en_count(text: str) -> Count | None:
    """The count that English words or digits spell.

    >>> en_count("twenty-three").value, en_count("two and a half").value, en_count("several").low
    (Decimal('23'), Decimal('2.5'), Decimal('2'))
    """
    words = re.split(r"[\s-]+", text.strip().lower())
    if text.strip()[:1].isdigit():
        return _digits_and_half(words)
    if words[-1] in ("few", "several"):
        return between(2, 9)
    if words[-1] == "couple" or words[-2:] == ["couple", "of"]:
        return exactly(2)
    if (quarters := _and_quarters(words)) is not None:
        return quarters
    words = [*words[:-2], "and", "a", "half"] if words[-2:] == ["and", "half"] else words
    half = words[-3:] == ["and", "a", "half"]
    if words in (["half"], ["half", "a"], ["half", "an"], ["a", "half"]):
        return exactly(Decimal("0.5"))
    number = _spelled(words[:-3] if half else words)
    return None if number is None else exactly(number + (Decimal("0.5") if half else 0))


def _and_quarters(words: list[str]) -> Count | None:
    """One and three quarters, three quarters of an; a bare three quarters are nine months."""
    told = list(words)
    while told and told[-1] in ("of", "a", "an"):
        told.pop()
    if len(told) < 2 or not told[-1].startswith("quarter"):
        return None
    at = told.index("and") if "and" in told else -1
    if at < 1 and told == words:
        return None
    whole, how_many = _spelled(told[:at]) if at > 0 else Decimal(0), _spelled(told[at + 1 : -1] or ["one"])
    return None if whole is None or how_many is None else exactly(whole + how_many / 4)


def _digits_and_half(words: list[str]) -> Count | None:
    if words[1:] in (["and", "a", "half"], ["and", "half"], ["1/2"]):
        count = decimal_count(words[0])
        return None if count is None or count.value is None else exactly(count.value + Decimal("0.5"))
    return decimal_count(words[0]) if len(words) == 1 else None


def _spelled(words: list[str]) -> Decimal | None:
    """One, twenty-three, a hundred, a hundred and five."""
    known, total = _english(), 0
    for place, word in enumerate(words):
        if word == "and" and 0 < place < len(words) - 1:
            continue
        if word not in known:
            return None
        number = known[word]
        if number == 100:
            total = (total or 1) * 100
        elif total % 10 == 0 and (total == 0 or number < 10 or total % 100 == 0):
            total += number
        else:
            return None
    return Decimal(total) if words else None


def en_year(text: str) -> int | None:
    """The year that English words spell.

    >>> en_year("nineteen ninety-six"), en_year("two thousand and five"), en_year("nineteen oh one")
    (1996, 2005, 1901)
    >>> en_year("seventeen hundred thirty three"), en_year("twenty one")
    (1733, None)
    """
    words = [word for word in re.split(r"[\s-]+", text.strip().lower()) if word != "and"]
    if words[:2] == ["two", "thousand"]:
        century, rest = 2000, words[2:]
    else:
        century, rest = 100 * _english().get(words[0], 0), words[1:]
        if rest[:1] == ["hundred"] or (rest[:1] in (["oh"], ["zero"]) and len(rest) > 1):
            rest = rest[1:]
        elif not rest or (_spelled(rest) or 0) < 10:
            return None
    below = _spelled(rest) if rest else Decimal(0)
    return None if below is None or below >= 100 else century + int(below)
