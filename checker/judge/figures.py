"""Two figures side by side: in one unit, how far apart, and whether they are one but for rounding."""

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from checker.judge.once import once_of_two
from checker.lexicon.measures import dimension, kin, to_base
from checker.model import Bound, Claim, Quantity
from checker.model.record import replace

HALF = Decimal("0.5")
# design.md section 2: a rounded figure is never wider than 5 % each way
_WIDEST = Decimal("0.05")
_SPECIAL = frozenset({"percent", "pp", "permille", "times", "rank"})


@once_of_two
def in_one_unit(left: Claim, right: Claim) -> tuple[Quantity, Quantity] | None:
    """The two figures in a unit that both can be told in, None where there is none.

    A bare count fits any counter, and so does one of 个: 伤者51个. A figure that is told in another unit than the one
    it meets is rounded: 2小时 is 114分钟, 100 miles are 160 km.
    """
    one, other = left.value, right.value
    if not isinstance(one, Quantity) or not isinstance(other, Quantity):
        return None
    if one.unit == other.unit:
        return one, other
    if one.unit is None or other.unit is None:
        bare = left.kind == right.kind and _SPECIAL.isdisjoint({one.unit, other.unit})
        return (one, other) if bare else None
    if kin(one.unit, other.unit) or ("item" in {one.unit, other.unit} and dimension(one.unit) == dimension(other.unit)):
        return one, other
    # a rise of 9 °F is none of -12.8 °C
    if dimension(one.unit) == "temperature" and (left.attribute.change or right.attribute.change):
        return None
    based = to_base(_rounded(one)), to_base(_rounded(other))
    return based if based[0].unit == based[1].unit else None


@once_of_two
def converted(left: Claim, right: Claim) -> bool:
    """Whether two figures are told in two units of one dimension."""
    one, other = left.value, right.value
    if not isinstance(one, Quantity) or not isinstance(other, Quantity):
        return False
    return None not in {one.unit, other.unit} and one.unit != other.unit and in_one_unit(left, right) is not None


def _rounded(figure: Quantity) -> Quantity:
    """A plain figure as the rounded one that a conversion makes of it; anything hedged or with decimals as it stands.

    >>> d = Decimal
    >>> _rounded(Quantity(d(2), d(2), "hour", "2小时", d(2))).high
    Decimal('2.5')
    >>> _rounded(Quantity(d(160), d(160), "km", "160 km", d(160))).low
    Decimal('155')
    """
    value = figure.value
    if value is None or figure.low != figure.high or figure.bound is not Bound.EXACT:
        return figure
    last = Decimal(1).scaleb(value.normalize().as_tuple().exponent) if value else Decimal(1)  # type: ignore[arg-type]
    half = max(HALF, min(HALF * last, _WIDEST * abs(value)))
    return replace(figure, low=value - half, high=value + half, open_top=True)


# significant digits; two figures this long that are equal but for rounding were not made equal by chance
_TELLING_DIGITS = 3
_ROUNDING = Decimal("0.005")


def tellingly_close(left: Claim, right: Claim) -> bool:
    """Whether two figures of three digits and more are one but for rounding: 140489万 and 1.405 billion."""
    both = in_one_unit(left, right)
    if both is None or not isinstance(left.value, Quantity) or not isinstance(right.value, Quantity):
        return False
    one, other = both[0].value, both[1].value
    told = left.value.value, right.value.value
    if not one or not other or told[0] is None or told[1] is None:
        return False
    digits = min(len(value.normalize().as_tuple().digits) for value in told if value is not None)
    return digits >= _TELLING_DIGITS and abs(one - other) <= _ROUNDING * abs(one)


def cut_short(one: Quantity, other: Quantity) -> bool:
    """Whether one figure is the other with its decimals dropped instead of rounded: 127万亿 for 127.52万亿.

    >>> d = Decimal
    >>> long, short = (Quantity(d(x), d(x), "CNY", "", d(x)) for x in ("127.52e12", "127e12"))
    >>> cut_short(long, short), cut_short(short, Quantity(d("128.1e12"), d("128.1e12"), "CNY", "", d("128.1e12")))
    (True, False)
    """
    if one.value is None or other.value is None or not one.value or not other.value:
        return False
    if one.bound is not Bound.EXACT or other.bound is not Bound.EXACT:
        return False
    if abs(one.value - other.value) * _DROPPED > max(abs(one.value), abs(other.value)):
        return False
    by_digits = sorted((one, other), key=lambda x: len(x.value.normalize().as_tuple().digits) if x.value else 0)
    short, long = (figure.value for figure in by_digits)
    if short is None or long is None or "." in by_digits[0].written:
        # who writes 1.27亿 for 1.279亿 wrote its decimals, and wrote them wrong
        return False
    told = short.normalize().as_tuple()
    if len(told.digits) < _TELLING_DIGITS or not isinstance(told.exponent, int) or told.exponent < _LARGE:
        # 4万 and 4.5万 differ; so do 127 and 127.5 of anything counted
        return False
    return long.quantize(Decimal(1).scaleb(told.exponent), ROUND_DOWN) == short


# what is left out behind three digits is no more than this part of the figure
_DROPPED = 100
# the last digit told is one of ten thousands: below it a figure is written out
_LARGE = 4


def rounds_to(one: Quantity, other: Quantity) -> bool:
    """Whether one figure is the other without its decimals, rounded: 420 for 419.9.

    >>> d = Decimal
    >>> whole, exact = (Quantity(d(x), d(x), "CNY", x, d(x)) for x in ("420", "419.9"))
    >>> rounds_to(whole, exact), rounds_to(exact, whole), rounds_to(whole, whole)
    (True, True, False)
    """
    if one.value is None or other.value is None or one.bound is not Bound.EXACT or other.bound is not Bound.EXACT:
        return False
    if abs(one.value - other.value) > HALF:
        return False
    whole, exact = (one.value, other.value) if one.value % 1 == 0 else (other.value, one.value)
    told = len(whole.normalize().to_integral_value().as_tuple().digits) > 1 and abs(whole) >= _WHOLE
    return told and whole % 1 == 0 and exact % 1 != 0 and exact.quantize(Decimal(1), ROUND_HALF_UP) == whole


# a smaller whole number is told with its decimals where it has any
_WHOLE = 100


def apart(left: Claim, right: Claim) -> Decimal | None:
    """How many times the larger of two figures is the smaller one, or None."""
    both = in_one_unit(left, right)
    if both is None:
        return None
    a, b = map(_representative, both)
    if a is None or b is None or a == 0 or b == 0 or (a < 0) != (b < 0):
        return None
    return max(abs(a), abs(b)) / min(abs(a), abs(b))


def _representative(figure: Quantity) -> Decimal | None:
    return figure.value if figure.value is not None else figure.low if figure.low is not None else figure.high


def is_bound(claim: Claim) -> bool:
    """Whether the value is open at an end."""
    value = claim.value
    return isinstance(value, Quantity) and (value.low is None or value.high is None)


def beyond_twice(left: Claim, right: Claim) -> bool:
    """Whether one is an open bound and the other lies beyond twice it: compatible, and worth a look."""
    both = in_one_unit(left, right)
    if both is None:
        return False
    for bound, figure in (both, both[::-1]):
        if bound.bound is Bound.AT_LEAST and bound.low is not None and bound.low > 0:
            least = figure.low
            if least is not None and least > 2 * bound.low:
                return True
    return False
