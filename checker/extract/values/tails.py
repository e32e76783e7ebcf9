"""What hangs on a unit and goes on with the figure: 一米八五, 两块五, 1米75."""

from decimal import Decimal

from checker.extract.values.figure import EXACT, HALF, ONE, Figure
from checker.extract.values.hanzi_tokens import DIGITS
from checker.extract.values.mask import in_word
from checker.extract.values.units import longest
from checker.lexicon.load import mapping, words
from checker.model.pattern import seldom
from checker.model.record import replace
from checker.model.value import Bound

UNITS_FILE = "zh/units.toml"
# each unit that takes a tail, with what one of it is worth in the figure's unit: 毛 is a tenth of a yuan
TAILED = {word: Decimal(worth) for word, worth in mapping(UNITS_FILE, "tailed").items()}
TAIL = seldom(
    rf"(?:[{''.join(DIGITS)}]{{1,2}}|\d{{1,2}})(?=$|[^\w.%°:/-]|{longest(list(words(UNITS_FILE, 'behind_tails')))})"
)


def with_tail(text: str, figure: Figure, end: int) -> tuple[Figure, int]:
    """The figure and the digits behind its unit that are its decimals, and where they end.

    >>> from checker.extract.values.figure import made
    >>> with_tail("一米八五的个子", made("", 0, 1, ONE), 2)[0].value
    Decimal('1.85')
    """
    worth = TAILED.get(text[end - 1])
    if worth is None or figure.value is None or figure.bound is not Bound.EXACT:
        return figure, end
    found = TAIL.match(text, end)
    # 三斤一起买
    if found is None or in_word(text, end):
        return figure, end
    shown = "".join(char if char.isdecimal() else str(DIGITS[char]) for char in found[0])
    step = EXACT.multiply(worth, ONE.scaleb(-len(shown)))
    value = EXACT.add(figure.value, EXACT.multiply(Decimal(shown), step))
    half = EXACT.multiply(HALF, step)
    wider = replace(figure, low=value - half, high=value + half, value=value, open_top=True, plain=False)
    return wider, found.end()
