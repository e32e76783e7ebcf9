"""A figure as it is written: what it says exactly, and how widely rounding lets it be read."""

from decimal import Context, Decimal

from checker.model.kinds import Kinds
from checker.model.record import dataclass, replace
from checker.model.value import Bound

# 60 digits hold every product of two figures of up to 25 digits exactly; a figure of 1,000 digits is no value
EXACT = Context(prec=60)
# a fraction or a percentage that does not come out even is kept to 28 digits
FRACTION = Context(prec=28)
ONE = Decimal(1)
ZERO = Decimal(0)
HALF = Decimal("0.5")
# design.md section 2: a figure with a magnitude word is never wider than 5 % each way
WIDEST = Decimal("0.05")


class Script(Kinds):
    """How a figure is written."""

    DIGITS = "digits"
    HANZI = "hanzi"
    ENGLISH = "english"


class Need(Kinds):
    """What must stand beside a figure before it counts as one."""

    NOTHING = "nothing"
    UNIT = "unit"
    HEDGE = "hedge"


@dataclass(frozen=True, slots=True)
class Figure:
    """A numeral in its place. `lead` times `scale` is `value`; `scale` is the magnitude word at its end.

    `value` is None for 数百万 and 两三. `plain` tells bare digits, which ids and years are written with too.
    """

    start: int
    end: int
    low: Decimal
    high: Decimal
    value: Decimal | None
    script: Script
    lead: Decimal = ONE
    scale: Decimal = ONE
    bound: Bound = Bound.EXACT
    hedge: str | None = None
    open_top: bool = False
    need: Need = Need.NOTHING
    plain: bool = False

    def times(self, factor: Decimal) -> "Figure":
        """The figure multiplied, rounding and all.

        >>> made("1.5", 0, 3, Decimal("1.5"), decimals=1).times(Decimal(10)).low
        Decimal('14.50')
        """
        if factor == ONE:
            return self
        value = None if self.value is None else EXACT.multiply(self.value, factor)
        return replace(self, low=EXACT.multiply(self.low, factor), high=EXACT.multiply(self.high, factor), value=value)


def last_digit(value: Decimal) -> Decimal:
    """One unit of the last digit that is not zero.

    >>> last_digit(Decimal(60)), last_digit(Decimal("1.20")), last_digit(Decimal(0))
    (Decimal('10'), Decimal('0.1'), Decimal('1'))
    """
    if not value:
        return ONE
    exponent = EXACT.normalize(value).as_tuple().exponent
    assert isinstance(exponent, int)
    return ONE.scaleb(exponent, EXACT).quantize(ONE) if exponent > 0 else ONE.scaleb(exponent, EXACT)


def made(  # noqa: PLR0913 - a figure has that many sides, and each caller knows most of them
    written: str,
    start: int,
    end: int,
    lead: Decimal,
    *,
    scale: Decimal = ONE,
    decimals: int = 0,
    widened: bool = False,
    rest: Decimal = ZERO,
    script: Script = Script.DIGITS,
    need: Need = Need.NOTHING,
) -> Figure:
    """The figure `lead` times `scale` plus `rest` with its interval from rounding.

    >>> figure = made("3800亿", 0, 5, Decimal(3800), scale=Decimal(10**8), widened=True)
    >>> int(figure.low), int(figure.high)
    (375000000000, 385000000000)
    """
    value = EXACT.add(EXACT.multiply(lead, scale), rest)
    half = ZERO
    if decimals and not rest:
        half = EXACT.multiply(EXACT.multiply(HALF, scale), ONE.scaleb(-decimals))
    elif widened:
        half = min(EXACT.multiply(HALF, last_digit(value)), EXACT.multiply(WIDEST, value))
    plain = script is Script.DIGITS and written.isdigit()
    return Figure(
        start,
        end,
        EXACT.subtract(value, half),
        EXACT.add(value, half),
        value,
        script,
        lead,
        scale,
        open_top=bool(half),
        need=need,
        plain=plain,
    )


def more(figure: Figure, hedge: str, start: int, end: int) -> Figure:
    """The figure with 多/余/几 behind it: up to one unit of its last digit more.

    >>> figure = more(made("60亿", 0, 3, Decimal(60), scale=Decimal(10**8)), "多", 0, 4)
    >>> int(figure.low), int(figure.high)
    (6000000000, 7000000000)
    """
    assert figure.value is not None
    top = EXACT.add(figure.value, last_digit(figure.value))
    return replace(
        figure,
        start=start,
        end=end,
        low=figure.value,
        high=top,
        bound=Bound.MORE,
        hedge=hedge,
        open_top=True,
        plain=False,
    )


def several(figure: Figure, hedge: str, start: int, end: int) -> Figure:
    """数百万, 几十: two to nine times the magnitude."""
    assert figure.value is not None
    low, high = EXACT.multiply(figure.value, Decimal(2)), EXACT.multiply(figure.value, Decimal(9))
    return replace(
        figure,
        start=start,
        end=end,
        low=low,
        high=high,
        value=None,
        bound=Bound.RANGE,
        hedge=hedge,
        open_top=False,
        plain=False,
    )


def between(left: Figure, right: Figure, hedge: str | None = None) -> Figure:
    """One figure from the bottom of the left to the top of the right; None of the two is the value."""
    low = left.low if left.value is None else left.value
    high = right.high if right.value is None else right.value
    return replace(
        right,
        start=left.start,
        end=right.end,
        low=low,
        high=high,
        value=None,
        bound=Bound.RANGE,
        hedge=hedge,
        open_top=False,
        plain=False,
    )
