"""Fractions that are one character: ½ cup, 3⅓ miles."""

import unicodedata
from decimal import Decimal

from checker.extract.values import figure as fig
from checker.extract.values.figure import EXACT, FRACTION, ONE, Figure, Need
from checker.model.record import replace

CHARACTERS = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒"
WORTH = {char: FRACTION.divide(*map(Decimal, unicodedata.normalize("NFKD", char).split("⁄"))) for char in CHARACTERS}


def read(text: str, at: int) -> Figure:
    """The fraction at `at`, which counts only with a unit.

    >>> read("½ cup", 0).value
    Decimal('0.5')
    """
    return replace(fig.made("", at, at + 1, WORTH[text[at]]), need=Need.UNIT)


def added(text: str, figure: Figure) -> Figure:
    """The digits of `figure` with the fraction behind them, if there is one.

    >>> added("2½", fig.made("2", 0, 1, Decimal(2))).value
    Decimal('2.5')
    """
    part = WORTH.get(text[figure.end : figure.end + 1])
    if part is None or not figure.plain or figure.value is None or figure.scale != ONE:
        return figure
    value = EXACT.add(figure.value, part)
    return replace(fig.made("", figure.start, figure.end + 1, value), lead=value)
