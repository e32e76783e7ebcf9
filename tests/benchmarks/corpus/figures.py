"""Values: how they are drawn, how each language writes them, and what a mistake makes of them."""

from datetime import date, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from random import Random

from tests.benchmarks.corpus.naming import person
from tests.benchmarks.corpus.wordings import Attribute

# a number, a day, a year, or the two names of a person
Value = Decimal | date | int | tuple[str, str]

_WAN, _YI = Decimal(10_000), Decimal(100_000_000)
# above these, counts are written with a word for the thousands
_COUNTED = 100_000
_MILLION, _BILLION = Decimal(1_000_000), Decimal(1_000_000_000)
# what a dollar is worth in the corpus
YUAN = Decimal("7.1")
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October")
MONTHS += ("November", "December")
_DIGITS = "零一二三四五六七八九"
# a mistake is at least so far off: no rounding of either side covers it
_APART = Decimal("0.08")
# words before and behind a rounded figure, and which way it is rounded
LOOSE = {
    "zh": (
        ("约", "", ROUND_HALF_UP),
        ("超过", "", ROUND_FLOOR),
        ("逾", "", ROUND_FLOOR),
        ("近", "", ROUND_CEILING),
        ("", "左右", ROUND_HALF_UP),
    ),
    "en": (
        ("about ", "", ROUND_HALF_UP),
        ("more than ", "", ROUND_FLOOR),
        ("over ", "", ROUND_FLOOR),
        ("nearly ", "", ROUND_CEILING),
    ),
}


def rounded(number: Decimal, digits: int, way: str = ROUND_HALF_UP) -> Decimal:
    """A number with so many significant digits.

    >>> rounded(Decimal("58361"), 2), rounded(Decimal("58361"), 2, ROUND_CEILING)
    (Decimal('58000'), Decimal('59000'))
    """
    step = Decimal(1).scaleb(number.adjusted() - digits + 1)
    return plain((number / step).quantize(Decimal(1), way) * step)


def plain(number: Decimal) -> Decimal:
    """A number without zeros behind the point and without an exponent."""
    short = number.normalize()
    return short.quantize(Decimal(1)) if short.as_tuple().exponent > 0 else short  # type: ignore[operator]


def draw(attribute: Attribute, rng: Random, day: date, *, english: bool = False) -> Value:
    """A value of an attribute; `day` is that of the story, which may be an English one."""
    if attribute.value == "person":
        names = person(rng, english=english)
        return names["zh"], names["en"]
    if attribute.value == "date":
        return day - timedelta(days=rng.randrange(1, 20))
    if attribute.value == "year":
        return rng.randint(int(attribute.low), int(attribute.high))
    return _fitted(attribute, _spread(attribute, rng))


def _spread(attribute: Attribute, rng: Random) -> Decimal:
    """Small numbers are as frequent as large ones, but for percentages."""
    if attribute.value in {"percent", "number"}:
        return Decimal(repr(rng.uniform(attribute.low, attribute.high)))
    return Decimal(repr(attribute.low * (attribute.high / attribute.low) ** rng.random()))


def _fitted(attribute: Attribute, number: Decimal) -> Decimal:
    """A number as exact as its attribute is told."""
    if attribute.value == "percent":
        return number.quantize(Decimal("0.1"))
    if attribute.value == "share":
        return number.quantize(Decimal("0.01"))
    if attribute.value == "price":
        step = Decimal(1000) if number > _WAN * 2 else Decimal(100)
        return max((number / step).quantize(Decimal(1)) * step - (200 if step == 1000 else 1), step)
    if attribute.value in {"price_low", "toll"} or (attribute.value == "count" and number < _COUNTED):
        return max(number.quantize(Decimal(1)), Decimal(1))
    kept = rounded(number, attribute.digits)
    return kept.quantize(Decimal(1)) if attribute.whole else kept


def scaled(attribute: Attribute, value: Value, factor: float) -> Value:
    """A value of the same kind, so many times as large: that of another time."""
    if isinstance(value, (tuple, date, int)):
        return value
    return _fitted(attribute, value * Decimal(repr(factor)))


def altered(attribute: Attribute, value: Value, rng: Random) -> Value:
    """What a mistake makes of a value: digits swapped, a share more or less, another day, another person."""
    if isinstance(value, tuple):
        other = value
        while other == value:
            names = person(rng, english=value[0].isascii())
            other = names["zh"], names["en"]
        return other
    if isinstance(value, date):
        return value + timedelta(days=rng.choice([-9, -6, -4, -3, -2, -1, 1, 2, 3, 5, 7]))
    if isinstance(value, int):
        return value + rng.choice([-5, -3, -2, -1, 1, 2, 4])
    for _ in range(8):
        other = _swapped(value, rng) if rng.random() < 0.4 else value * Decimal(rng.choice(_FACTORS))
        other = _fitted(attribute, other)
        if _APART < abs(other / value - 1) < 1:
            return other
    return value + max(Decimal(1), _fitted(attribute, value * Decimal("0.4")))


_FACTORS = ("0.62", "0.74", "0.83", "0.88", "1.13", "1.2", "1.32", "1.47", "1.65")


def _swapped(value: Decimal, rng: Random) -> Decimal:
    digits = list(str(value))
    pairs = [n for n in range(len(digits) - 1) if (digits[n] + digits[n + 1]).isdigit() and digits[n + 1] != "0"]
    if pairs:
        n = rng.choice(pairs)
        digits[n], digits[n + 1] = digits[n + 1], digits[n]
    return Decimal("".join(digits))


def can_be_loose(attribute: Attribute, value: Value) -> bool:
    """Whether a value has digits to leave out."""
    if attribute.value not in {"money", "count"} or not isinstance(value, Decimal):
        return False
    return value >= 1000 and rounded(value, 2) != value


def written(attribute: Attribute, value: Value, lang: str, rng: Random, currency: str = "CNY") -> str:
    """A value in words and digits, as exact as it is."""
    if not isinstance(value, Decimal):
        return _named(value, lang, rng)
    if attribute.value in {"money", "price", "price_low", "share"}:
        return money(value, lang, currency, rng)
    if attribute.value == "percent":
        return f"{value}{rng.choice(('%', '%', '%', ' percent')) if lang == 'en' else '%'}"
    if attribute.value == "toll" and lang == "zh" and value < 100 and rng.random() < 0.06:
        return hanzi(int(value)) + attribute.unit[lang]
    return number(value, lang, rng) + attribute.unit[lang]


def _named(value: date | int | tuple[str, str], lang: str, rng: Random) -> str:
    """A day, a year or a person."""
    if isinstance(value, tuple):
        return value[LANG[lang]]
    if isinstance(value, date):
        return day_name(value, lang, rng)
    return f"{value}年" if lang == "zh" else str(value)


LANG = {"zh": 0, "en": 1}


def loosely(attribute: Attribute, value: Decimal, lang: str, rng: Random, currency: str = "CNY") -> str:
    """A value rounded to two digits, with the word that says so."""
    before, behind, way = rng.choice(LOOSE[lang])
    near = rounded(value, 2, way)
    text = money(near, lang, currency, rng) if attribute.value == "money" else number(near, lang, rng)
    return before + text + (attribute.unit[lang] if attribute.value != "money" else "") + behind


def money(value: Decimal, lang: str, currency: str, rng: Random) -> str:
    """An amount: 583.6亿元, 58.36 billion yuan, $58.36 billion."""
    if lang == "zh":
        return number(value, lang, rng, _WAN) + ("元" if currency == "CNY" else "美元")
    digits = number(value, lang, rng)
    return f"${digits}" if currency == "USD" else f"{digits} yuan"


def number(value: Decimal, lang: str, rng: Random, least: Decimal = Decimal(_COUNTED)) -> str:
    """A number with 万 and 亿, or million and billion; below `least` with all its digits.

    >>> number(Decimal(123400000), "zh", Random(1)), number(Decimal(123400000), "en", Random(1))
    ('1.234亿', '123.4 million')
    """
    if lang == "zh":
        if value >= _YI:
            return f"{plain(value / _YI)}亿"
        if value >= least:
            return f"{plain(value / _WAN)}万"
    else:
        if value >= _BILLION:
            return f"{plain(value / _BILLION)} billion"
        if value >= _MILLION:
            return f"{plain(value / _MILLION)} million"
    if value < 1000 or (lang == "zh" and rng.random() < 0.6) or value != value.to_integral_value():
        return f"{plain(value)}"
    return f"{int(value):,}"


def hanzi(value: int) -> str:
    """A number below a hundred in signs.

    >>> hanzi(37), hanzi(12), hanzi(40), hanzi(5)
    ('三十七', '十二', '四十', '五')
    """
    tens, ones = divmod(value, 10)
    return ("" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十") + ("" if ones == 0 else _DIGITS[ones])


def day_name(day: date, lang: str, rng: Random) -> str:
    """A day: 7月15日 or 2026年7月15日, July 15 or July 15, 2026."""
    whole = rng.random() < 0.3
    if lang == "zh":
        return f"{day.year}年{day.month}月{day.day}日" if whole else f"{day.month}月{day.day}日"
    return f"{MONTHS[day.month - 1]} {day.day}" + (f", {day.year}" if whole else "")
