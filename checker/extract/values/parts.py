"""Figures that are a figure and its unit at once: shares, multiples, and the part of one unit (half a mile)."""

import re
from decimal import Decimal

from checker.extract.values import figure as fig
from checker.extract.values import percent
from checker.extract.values.figure import Figure, Script
from checker.extract.values.measure import KINDS, SIGN, Measured, cell, negated
from checker.extract.values.money import currency_after
from checker.extract.values.units import dimension, longest, read_unit
from checker.lexicon.load import words
from checker.model.pattern import seldom
from checker.model.record import replace
from checker.model.value import ValueKind

HUNDREDTH = Decimal("0.01")
# half a gallon, half-mile; not half a million and not half of something
HALF = re.compile(r"(?:a )?half(?P<article> an? |-an?-)?(?:(?<=[ -])|-| )(?=[A-Za-z])", re.IGNORECASE)
# a quarter-point cut: of the points that rates move by
POINT = seldom(
    rf"(?P<part>three-quarter|half|quarter)(?:-| )(?:percentage(?:-| ))?point"
    rf"(?=(?:-| )(?:{longest([*words('en/numerals.toml', 'point_moves')])})(?![A-Za-z]))",
    re.IGNORECASE,
)
POINTS = {"three-quarter": Decimal("0.75"), "half": Decimal("0.5"), "quarter": Decimal("0.25")}
OF_ONE = re.compile(r" of an? (?=[A-Za-z])")


def ready(text: str, at: int, floor: int) -> Measured | None:
    """The share, multiple or part of a unit that starts at `at`, or None.

    >>> ready("三分之一", 0, 0).unit, ready("half a mile", 0, 0).unit, ready("1/4 mile", 0, 0).figure.value
    ('percent', 'mi', Decimal('0.25'))
    """
    found = percent.word(text, at)
    if found is not None:
        figure, unit, hedge = found
        figure = replace(figure, hedge=hedge)
        return Measured(figure, KINDS[unit], unit, at, figure.end)
    half = _point(text, at) or _half(text, at)
    if half is not None:
        return half
    share = percent.fraction(text, at)
    if share is None:
        return None
    figure, unit = share
    part = _of_one(text, figure.times(HUNDREDTH)) if figure.value is not None else None
    if part is not None:
        return part
    sign = SIGN.search(text, max(floor, at - 9), at)
    if sign is not None:
        return Measured(negated(figure), KINDS[unit], unit, sign.start(), figure.end, signed=True)
    return Measured(figure, KINDS[unit], unit, at, figure.end)


def _point(text: str, at: int) -> Measured | None:
    """A half-point hike, a three-quarter-point cut."""
    found = POINT.match(text, at) if text[at] in "thqTHQ" else None
    if found is None:
        return None
    figure = fig.made("", at, found.end(), POINTS[found["part"].lower()], script=Script.ENGLISH)
    return Measured(figure, KINDS["pp"], "pp", at, found.end())


def _half(text: str, at: int) -> Measured | None:
    """半公里, half a gallon, half-mile; 半个 in a cell of its own."""
    if text[at] == "半":
        return _half_of_one(text, at)
    if text[at] not in "ahAH":
        return None
    found = HALF.match(text, at)
    if found is None:
        return None
    figure = fig.made("", at, found.end(), fig.HALF, script=Script.ENGLISH)
    whole = _amount(text, figure, found.end()) if found["article"] else None
    return whole or _in_unit(text, figure, found.end())


def _half_of_one(text: str, at: int) -> Measured | None:
    """半公里; 半个 in a cell of its own."""
    figure = fig.made("", at, at + 1, fig.HALF, script=Script.HANZI)
    unit = read_unit(text, at + 1)
    if unit is None or text.startswith("点", at + 1):
        return None
    if dimension(unit[0]) == "count" and not cell(text, at, unit[1]):
        return None
    return Measured(figure, ValueKind.QUANTITY, unit[0], at, unit[1])


def _of_one(text: str, figure: Figure) -> Measured | None:
    """1/4 mile, three quarters of a mile, a quarter of a percentage point."""
    article = OF_ONE.match(text, figure.end)
    if article is None:
        return _in_unit(text, figure, figure.end)
    return _amount(text, figure, article.end()) or _in_unit(text, figure, article.end())


def _amount(text: str, figure: Figure, at: int) -> Measured | None:
    """Half a dollar, half a percentage point."""
    # a sign may follow a space, which the article has taken
    sign = percent.sign(text, at - 1)
    if sign is not None:
        return Measured(figure.times(sign[1]), KINDS[sign[0]], sign[0], figure.start, sign[2])
    money = currency_after(text, at)
    if money is None:
        return None
    return Measured(figure.times(money[0].factor), ValueKind.MONEY, money[0].code, figure.start, money[1])


def _in_unit(text: str, figure: Figure, at: int) -> Measured | None:
    """The part of a unit that measures; half the people are a share of them."""
    unit = read_unit(text, at)
    if unit is None or dimension(unit[0]) == "count":
        return None
    return Measured(figure, ValueKind.QUANTITY, unit[0], figure.start, unit[1])
