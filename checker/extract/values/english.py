"""Numerals as English writes them: twenty-three, half a million, tens of thousands, and 3.4bn."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from checker.extract.values import figure as fig
from checker.extract.values.figure import EXACT, FRACTION, HALF, ONE, ZERO, Figure, Need, Script
from checker.lexicon.load import mapping

ONES = {word: Decimal(value) for word, value in mapping("en/numerals.toml", "ones").items()}
MAGNITUDES = {word: Decimal(value) for word, value in mapping("en/numerals.toml", "magnitudes").items()}
SUFFIXES = {word: Decimal(value) for word, value in mapping("en/numerals.toml", "suffixes").items()}
PLURALS = {word: Decimal(value) for word, value in mapping("en/numerals.toml", "plurals").items()}
MULTIPLES = {word: Decimal(value) for word, value in mapping("en/numerals.toml", "multiples").items()}
PARTS = {word: Decimal(value) for word, value in mapping("en/numerals.toml", "parts").items()}

THOUSAND = Decimal(1000)
HUNDRED = Decimal(100)
TWENTY = Decimal(20)
TEN = Decimal(10)
BELOW_TEN = [word for word, value in ONES.items() if value < TEN]
_BIG = "|".join(MAGNITUDES)
WORD = re.compile(r"[A-Za-z]{1,9}(?![A-Za-z])")
ARTICLE = re.compile(rf"an? (?=(?:{_BIG})(?![A-Za-z]))", re.IGNORECASE)
JOINT = re.compile(r"[ \u00a0-](?=[A-Za-z])")
AND = re.compile(r" and (?=[A-Za-z])", re.IGNORECASE)
# behind digits: 1.405 billion, 3.4bn, 70B, 5 bn
BEHIND = re.compile(
    rf"(?:[ \u00a0-]?(?P<word>{_BIG})s?|(?P<suffix>{'|'.join(sorted(SUFFIXES, key=len, reverse=True))})"
    r"|[ \u00a0](?P<spaced>bn|mn|mln|bln|tn|trn))(?![A-Za-z0-9])",
    re.IGNORECASE,
)
VULGAR = re.compile(r"[ -](\d)/(\d{1,2})(?![\d/])")
SEVERAL = re.compile(r"(?P<few>several|a few|a couple of|a couple|a handful of|many) (?=[a-z])", re.IGNORECASE)
OF = re.compile(r" of (?=[a-z])", re.IGNORECASE)
HALF_A = re.compile(rf"(?:a )?(half|quarter)(?: a| of a|-a)?[ -](?={_BIG})", re.IGNORECASE)
AND_PART = re.compile(
    rf"(?: and |-and-)(?P<top>an?|{'|'.join(sorted(BELOW_TEN, key=len, reverse=True))})[ -]"
    rf"(?P<part>{'|'.join(sorted(PARTS, key=len, reverse=True))})(?![A-Za-z])",
    re.IGNORECASE,
)
PARTS_BEHIND = re.compile(rf"[ -]({'|'.join(part for part in PARTS if part.endswith('s'))})(?![A-Za-z])", re.IGNORECASE)
POINT = re.compile(r" point (?=[a-z])", re.IGNORECASE)
# a hundred and five million ...: nobody writes longer ones
MOST_WORDS = 16
STARTS = sorted(
    {*ONES, *MAGNITUDES, *PLURALS, *MULTIPLES, "half", "quarter", "several", "a", "an", "couple", "many"},
    key=len,
    reverse=True,
)


def behind(text: str, figure: Figure) -> Figure:
    """The digits of `figure` with an English magnitude behind them, if there is one.

    >>> behind("3.4bn", fig.made("3.4", 0, 3, Decimal("3.4"), decimals=1)).value
    Decimal('3400000000.0')
    """
    found = BEHIND.match(text, figure.end)
    if found is None or figure.value is None or figure.scale != ONE:
        return figure
    word, suffix = found["word"], found["suffix"] or found["spaced"]
    if suffix == "K" and figure.value < 10:  # 4K and 8K are screens
        return figure
    scale = MAGNITUDES[word.lower()] if word else SUFFIXES.get(suffix) or SUFFIXES[suffix.lower()]
    decimals = len(text[figure.start : figure.end].partition(".")[2])
    half = AND_PART.match(text, found.end())
    if half is not None and word:
        value = EXACT.add(figure.value, _part(half))
        return fig.made("", figure.start, half.end(), value, scale=scale, widened=scale > HUNDRED)
    return fig.made(
        text[figure.start : found.end()],
        figure.start,
        found.end(),
        figure.value,
        scale=scale,
        decimals=decimals,
        widened=scale > HUNDRED,
    )


def read(text: str, at: int) -> Figure | None:
    """The numeral in words that starts at `at`, or None.

    >>> read("half a million", 0).value, read("twenty-three", 0).value, read("tens of thousands", 0).high
    (Decimal('500000.0'), Decimal('23'), Decimal('90000'))
    """
    several = SEVERAL.match(text, at)
    if several is not None:
        return _several(text, at, several)
    half = HALF_A.match(text, at)
    if half is not None:
        word = WORD.match(text, half.end())
        scale = MAGNITUDES.get(word[0].lower()) if word else None
        if word is None or scale is None:
            return None
        part = HALF if half[1].lower() == "half" else HALF * HALF
        value = EXACT.multiply(part, scale)
        return replace(
            fig.made("", at, word.end(), part, scale=scale, widened=scale > HUNDRED, script=Script.ENGLISH), value=value
        )
    word = WORD.match(text, at)
    if word is None:
        return None
    if word[0].lower() in PLURALS:
        return _plural(text, at, word)
    return _words(text, at)


def _several(text: str, at: int, opening: re.Match[str]) -> Figure | None:
    """Several hundred, a few thousand."""
    word = WORD.match(text, opening.end())
    scale = (MAGNITUDES | PLURALS).get(word[0].lower()) if word else None
    if word is None or scale is None:
        return None
    figure = fig.made("", at, word.end(), ONE, scale=scale, script=Script.ENGLISH)
    return fig.several(figure, opening["few"].lower(), at, word.end())


def _plural(text: str, at: int, word: re.Match[str]) -> Figure:
    """Dozens; hundreds of thousands."""
    scale, end = PLURALS[word[0].lower()], word.end()
    of = OF.match(text, end)
    second = WORD.match(text, of.end()) if of else None
    if second is not None and second[0].lower() in PLURALS:
        scale, end = EXACT.multiply(scale, PLURALS[second[0].lower()]), second.end()
    figure = fig.made("", at, end, ONE, scale=scale, script=Script.ENGLISH)
    return fig.several(figure, text[at:end].lower(), at, end)


@dataclass(slots=True)
class _Adder:
    """Number words added up: sections below a thousand, closed by their magnitudes."""

    total: Decimal = ZERO
    section: Decimal = ZERO
    scale: Decimal = ONE
    # what the next word must stay below: twenty takes three, three takes nothing
    last: Decimal = THOUSAND
    ceiling: Decimal | None = None
    count: int = 0

    def take(self, name: str) -> bool:
        """Add one word; False where it cannot stand there."""
        if name in ONES:
            value = ONES[name]
            if value >= self.last:
                return False
            self.section += value
            self.last, self.scale = (TEN if value >= TWENTY else ZERO), ONE
        elif name in MAGNITUDES:
            factor = MAGNITUDES[name]
            if self.ceiling is not None and factor >= self.ceiling:
                return False
            if factor >= THOUSAND:
                self.total += EXACT.multiply(self.section or ONE, factor)
                self.section, self.ceiling, self.last = ZERO, factor, THOUSAND
            else:
                self.section, self.last = EXACT.multiply(self.section or ONE, factor), HUNDRED
            self.scale = EXACT.multiply(self.scale, factor)
        else:
            return False
        self.count += 1
        return True


def _words(text: str, at: int) -> Figure | None:
    """One hundred and five million, as far as it makes sense."""
    adder, end, cursor = _Adder(), at, at
    article = ARTICLE.match(text, at)
    if article is not None:
        adder.section, adder.last, adder.count = ONE, ZERO, 1
        cursor = article.end()
    while adder.count < MOST_WORDS:
        word = WORD.match(text, cursor)
        if word is None or not adder.take(_singular(word[0].lower(), adder.count)):
            break
        end = word.end()
        joint = JOINT.match(text, end)
        parted = AND_PART.match(text, end) is not None
        both = AND.match(text, end) if adder.last in {HUNDRED, THOUSAND} and not parted else None
        if both is None and joint is None:
            break
        cursor = (both or joint).end()  # type: ignore[union-attr] # one of the two is there
    return _built(text, at, end, adder) if end > at else None


def _part(found: re.Match[str]) -> Decimal:
    """What "and two thirds" adds."""
    return FRACTION.divide(ONES.get(found["top"].lower(), ONE), PARTS[found["part"].lower()])


def _singular(name: str, count: int) -> str:
    """Three billions are three billion."""
    return name[:-1] if count and name.endswith("s") and name[:-1] in MAGNITUDES else name


def _built(text: str, at: int, end: int, adder: _Adder) -> Figure | None:
    """The figure of the words, with a half or decimals behind it."""
    value, scale = adder.total + adder.section, adder.scale
    part = AND_PART.match(text, end)
    if part is not None:
        lead = EXACT.add(value / scale, _part(part))
        return behind_words(
            text, fig.made("", at, part.end(), lead, scale=scale, widened=scale >= THOUSAND, script=Script.ENGLISH)
        )
    parts = PARTS_BEHIND.match(text, end)
    if parts is not None and "quarter" not in parts[1].lower():
        whole = FRACTION.divide(value, PARTS[parts[1].lower()])
        return fig.made("", at, parts.end(), whole, script=Script.ENGLISH)
    point = POINT.match(text, end)
    word = WORD.match(text, point.end()) if point is not None and scale == ONE else None
    digit = ONES.get(word[0].lower()) if word else None
    if word is not None and digit is not None and digit < TEN:
        made = fig.made("", at, word.end(), value + digit / 10, decimals=1, script=Script.ENGLISH)
        return behind_words(text, made, decimals=1)
    need = Need.UNIT if adder.count == 1 and value == ONE else Need.NOTHING
    return fig.made(
        "", at, end, value / scale, scale=scale, widened=scale >= THOUSAND, script=Script.ENGLISH, need=need
    )


def behind_words(text: str, figure: Figure, decimals: int = 0) -> Figure:
    """Two and a half million."""
    word = WORD.match(text, figure.end + 1)
    scale = MAGNITUDES.get(word[0].lower()) if word else None
    if word is None or scale is None or figure.value is None or figure.scale != ONE:
        return figure
    return fig.made(
        "", figure.start, word.end(), figure.value, scale=scale, decimals=decimals, widened=True, script=Script.ENGLISH
    )
