"""Numerals as English writes them: twenty-three, half a million, tens of thousands, and 3.4bn."""

import re
from decimal import Decimal

from checker.extract.values import figure as fig
from checker.extract.values import spelled
from checker.extract.values.figure import EXACT, HALF, ONE, ZERO, Figure, Need, Script
from checker.extract.values.money import MAGNIFIED
from checker.extract.values.money import MULTIPLES as MULTIPLIERS
from checker.extract.values.spelled import (
    ARTICLE,
    HUNDRED,
    MAGNITUDES,
    MOST_WORDS,
    ONES,
    SHORT,
    TEN,
    THOUSAND,
    TWENTY,
    WORD,
    Adder,
    joint,
    singular,
)
from checker.extract.values.units import longest
from checker.lexicon.load import mapping
from checker.model.pattern import seldom
from checker.model.record import replace

SUFFIXES = {word: Decimal(value) for word, value in mapping("en/numerals.toml", "suffixes").items()}
PLURALS = {word: Decimal(value) for word, value in mapping("en/numerals.toml", "plurals").items()}
MULTIPLES = {word: Decimal(value) for word, value in mapping("en/numerals.toml", "multiples").items()}

_BIG = longest([*MAGNITUDES, *SHORT])
# behind digits: 1.405 billion, 3.4bn, 70B, 5 bn
BEHIND = re.compile(
    rf"(?:[ \u00a0-]?(?P<word>{_BIG})s?|(?P<suffix>{longest(SUFFIXES)})"
    r"|[ \u00a0](?P<spaced>bn|mn|mln|bln|tn|trn))(?![A-Za-z0-9])",
    re.IGNORECASE,
)
# 2.33 k, 1MM: only beside a currency or where nothing else stands
LOOSE = seldom(r"[ \u00a0]?(?:(MM)|([kKMB]))(?![A-Za-z0-9&])")
LETTERS = frozenset("kKMBT")
# 1.5 lakh crore, 5 hundred million
SECOND = seldom(rf"[ -]({longest(MAGNITUDES)})(?![A-Za-z])", re.IGNORECASE)
# 4 thousand 3 hundred; 3 hundred and 21
LESSER = seldom(rf" (?P<lead>[1-9]\d{{0,2}}) (?P<word>{longest(MAGNITUDES)})(?![A-Za-z])", re.IGNORECASE)
BELOW_HUNDRED = seldom(r" and (?P<digits>[1-9]\d?)(?![\d%]|[.,:/-]\d)| and (?=[a-z])", re.IGNORECASE)
SEVERAL = re.compile(
    r"(?P<few>several|a few|a couple of|a couple|couple of|couple|a handful of|many) (?=[a-z])", re.IGNORECASE
)
OF = seldom(r" of (?=[a-z])", re.IGNORECASE)
HALF_A = re.compile(rf"(?:a )?(half|quarter)(?: a| of a|-a)?(?: {{1,4}}|-)(?={longest(MAGNITUDES)})", re.IGNORECASE)
_DIGIT = longest([word for word, value in ONES.items() if value < TEN])
POINT = seldom(rf" point ((?:{_DIGIT})(?: (?:{_DIGIT})){{0,11}})(?![A-Za-z])", re.IGNORECASE)
# a time of day follows
AT = seldom(r"\b(?:at|by|until|to|from) $", re.IGNORECASE)
MILLION = Decimal(1_000_000)
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
    if word:
        return _magnified(text, figure, found)
    return scaled(text, figure, SUFFIXES.get(suffix) or SUFFIXES[suffix.lower()], found.end())


def loosely(text: str, figure: Figure) -> Figure:
    """The digits with a magnitude letter that only money or a cell of its own makes one: $ 5 M, 2.33 k."""
    if text[figure.end : figure.end + 2].lstrip(" \u00a0")[:1] not in LETTERS:
        return figure
    coded = MAGNIFIED.match(text, figure.end)
    if coded is not None and figure.scale == ONE and figure.value is not None:
        # 30 MUSD
        return scaled(text, figure, MULTIPLIERS[coded["letter"]], coded.end())
    found = LOOSE.match(text, figure.end)
    if found is None or figure.scale != ONE or figure.value is None:
        return figure
    return scaled(text, figure, MILLION if found[1] else SUFFIXES[found[2]], found.end())


def scaled(text: str, figure: Figure, scale: Decimal, end: int) -> Figure:
    """The digits times their magnitude.

    >>> scaled("5.5 M", fig.made("5.5", 0, 3, Decimal("5.5")), MILLION, 5).low
    Decimal('5450000.00')
    """
    written = text[figure.start : end]
    decimals = len(text[figure.start : figure.end].partition(".")[2])
    assert figure.value is not None
    return fig.made(written, figure.start, end, figure.value, scale=scale, decimals=decimals, widened=scale > HUNDRED)


def _magnified(text: str, figure: Figure, found: re.Match[str]) -> Figure:
    """The digits with a magnitude in words and what belongs to it: 3 million and a half, 1.5 lakh crore."""
    name = found["word"].lower()
    scale, end = {**MAGNITUDES, **SHORT}[name], found.end()
    second = SECOND.match(text, end) if scale >= HUNDRED else None
    wider = MAGNITUDES[second[1].lower()] if second is not None else ZERO
    if second is not None and wider >= max(scale, THOUSAND):
        scale, end = EXACT.multiply(scale, wider), second.end()
    part = spelled.part(text, end)
    assert figure.value is not None
    if part is not None:
        value = EXACT.add(figure.value, part.value)
        return fig.made("", figure.start, part.end, value, scale=scale, widened=scale > HUNDRED)
    if figure.value != figure.value.to_integral_value():
        return scaled(text, figure, scale, end)
    rest, last = _lesser(text, end, scale)
    if last == end:
        return scaled(text, figure, scale, end)
    return fig.made("", figure.start, last, EXACT.add(EXACT.multiply(figure.value, scale), rest))


def _lesser(text: str, at: int, scale: Decimal) -> tuple[Decimal, int]:
    """What goes on with smaller magnitudes: the 3 hundred of 4 thousand 3 hundred, the 21 of 3 hundred and 21."""
    rest = ZERO
    while (found := LESSER.match(text, at)) is not None:
        below = MAGNITUDES[found["word"].lower()]
        if not HUNDRED <= below < scale:
            break
        rest, at, scale = rest + Decimal(found["lead"]) * below, found.end(), below
    told = _words(text, at + 1) if not rest and text.startswith(" ", at) and text[at + 1 : at + 2].isalpha() else None
    if told is not None and told.value is not None and told.scale >= HUNDRED and told.value < scale:
        # 1 million two hundred thousand
        return told.value, told.end
    tail = BELOW_HUNDRED.match(text, at) if scale == HUNDRED else None
    if tail is not None and tail["digits"]:
        return rest + Decimal(tail["digits"]), tail.end()
    names = spelled.words(text, tail.end()) if tail is not None else ()
    value = spelled.cardinal([word.name for word in names]) if names and names[0].name in ONES else None
    return (rest + value, names[-1].end) if value is not None and value < HUNDRED else (rest, at)


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


def _words(text: str, at: int) -> Figure | None:
    """One hundred and five million, as far as it makes sense."""
    share = spelled.share(text, at)
    millions = spelled.multiplied(text, share) if share is not None else None
    if share is not None and millions is not None:
        # three quarters of a million
        return fig.made("", at, millions[1], share.value, scale=millions[0], decimals=2, script=Script.ENGLISH)
    if share is not None and share.plural and share.value >= ONE:
        return fig.made("", at, share.end, share.value, script=Script.ENGLISH)
    if spelled.ordinal(text, at) is not None:
        # two hundredth anniversary: no two either
        return None
    adder, end, cursor = Adder(), at, at
    article = ARTICLE.match(text, at)
    if article is not None:
        adder.section, adder.last, adder.count = ONE, ZERO, 1
        cursor = article.end()
    while adder.count < MOST_WORDS:
        word = WORD.match(text, cursor)
        name = singular(word[0].lower(), adder.count) if word is not None else ""
        if word is None or not (adder.take(name) or _said(text, at, adder, word)):
            break
        end = word.end()
        gap = None if spelled.part(text, end) is not None else joint(text, end, adder.last, name)
        if gap is None:
            break
        cursor = gap.end()
    return _built(text, at, end, adder) if end > at else None


def _said(text: str, at: int, adder: Adder, word: re.Match[str]) -> bool:
    """One twenty two, as it is said: one hundred and twenty-two; but not one twenty-two-year-old."""
    tens = ONES.get(word[0].lower(), ZERO)
    second = WORD.match(text, word.end() + 1)
    ones = ONES.get(second[0].lower(), TEN) if second is not None else TEN
    if adder.count != 1 or not ZERO < adder.section < TEN or text[word.start() - 1] == "-":
        return False
    if second is None or not ZERO < ones < TEN <= TWENTY <= tens or text.startswith("-", second.end()):
        return False
    if AT.search(text, max(0, at - 6), at):
        # at one twenty-five
        return False
    adder.section = EXACT.add(EXACT.multiply(adder.section, HUNDRED), tens)
    adder.last, adder.scale = TEN, ONE
    adder.count += 1
    return True


def _built(text: str, at: int, end: int, adder: Adder) -> Figure:
    """The figure of the words, with a half or decimals behind it."""
    value, scale = adder.total + adder.section, adder.scale
    part = spelled.part(text, end)
    if part is not None:
        return _with_part(text, at, part, adder)
    shown = POINT.match(text, end) if scale < THOUSAND else None
    if shown is not None:
        digits = "".join(str(ONES[word]) for word in shown[1].lower().split())
        made = fig.made(
            "", at, shown.end(), value + Decimal(f"0.{digits}"), decimals=len(digits), script=Script.ENGLISH
        )
        return behind_words(text, made, decimals=len(digits))
    need = Need.UNIT if adder.count == 1 and value == ONE else Need.NOTHING
    return fig.made(
        "", at, end, value / scale, scale=scale, widened=scale >= THOUSAND, script=Script.ENGLISH, need=need
    )


def _with_part(text: str, at: int, part: spelled.Share, adder: Adder) -> Figure:
    """Two and a half; one billion and three quarters million."""
    value, scale = adder.total + adder.section, adder.scale
    word = WORD.match(text, part.end + 1) if text.startswith(" ", part.end) else None
    below = MAGNITUDES.get(word[0].lower()) if word is not None else None
    if word is not None and below is not None and THOUSAND <= below < scale:
        whole = EXACT.add(value, EXACT.multiply(part.value, below))
        return fig.made("", at, word.end(), whole, script=Script.ENGLISH)
    lead = EXACT.add(value / scale, part.value)
    made = fig.made("", at, part.end, lead, scale=scale, widened=scale >= THOUSAND, script=Script.ENGLISH)
    return behind_words(text, made)


def behind_words(text: str, figure: Figure, decimals: int = 0) -> Figure:
    """Two and a half million."""
    word = WORD.match(text, figure.end + 1)
    scale = MAGNITUDES.get(word[0].lower()) if word else None
    if word is None or scale is None or figure.value is None or figure.scale != ONE:
        return figure
    return fig.made(
        "", figure.start, word.end(), figure.value, scale=scale, decimals=decimals, widened=True, script=Script.ENGLISH
    )
