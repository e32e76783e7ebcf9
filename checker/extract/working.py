"""What working out needs: the figures that may go in, the claim that comes out, and its figure as it is told."""

from collections.abc import Sequence
from decimal import Decimal
from functools import cache

from checker.lexicon.load import load
from checker.model import Bound, Claim, DateValue, Quantity
from checker.model.pattern import seldom
from checker.model.record import dataclass, replace

SUM, CHANGE, RATIO = "derived/sum", "derived/change", "derived/ratio"


def exact(claim: Claim) -> Quantity | None:
    """The figure of a claim that tells a level without a hedge, or None."""
    value = claim.value
    if not isinstance(value, Quantity) or value.value is None or claim.attribute.change:
        return None
    return value if value.bound is Bound.EXACT else None


def derived_claim(stated: Claim, value: Quantity | DateValue, operands: Sequence[Claim], found_by: str) -> Claim:
    """The claim that stands at the place of a stated one and says what its operands make of it."""
    return replace(
        stated,
        value=value,
        found_by=found_by,
        derived_from=tuple(operand.id for operand in operands),
        trace=tuple(f"operand: {operand.quote}" for operand in operands),
    )


@dataclass(frozen=True)
class Sum:
    """An attribute whose value is the sum of others'."""

    total: str
    parts: tuple[str, ...]


@cache
def known_sums() -> tuple[Sum, ...]:
    """The totals whose parts the lexicon knows."""
    return load("zh/sums.toml", "sum", Sum)


def sum_of(total: Claim, parts: Sequence[Claim], slip: Decimal) -> Quantity | None:
    """The sum of the parts in the unit of the stated total, or None where it is further off than `slip` of it."""
    figures = [figure for part in parts if (figure := exact(part)) is not None]
    stated = exact(total)
    assert stated is not None
    assert stated.value is not None
    value = sum((figure.value or Decimal(0) for figure in figures), Decimal(0))
    if not stated.value or abs(value - stated.value) > slip * abs(stated.value):
        return None
    low = sum((figure.low or Decimal(0) for figure in figures), Decimal(0))
    high = sum((figure.high or Decimal(0) for figure in figures), Decimal(0))
    written = " + ".join(figure.written for figure in figures)
    return Quantity(low, high, stated.unit, f"{written} = {told_like(value, stated)}", value)


_NUMBER = seldom(r"\d[\d,]*(?:\.\d+)?")
# a result is told with no more decimals than this beyond the stated figure's own
_MORE = 1


def told_like(value: Decimal, stated: Quantity) -> str:
    """`value` in the magnitude and unit of a stated figure, where that is written in one run of digits.

    >>> d = Decimal
    >>> told_like(d(4620400), Quantity(d(4602350), d(4602450), "vehicle", "460.24万辆", d(4602400)))
    '462.04万辆'
    >>> told_like(d("911.036"), Quantity(d(1011), d(1011), "CNY", "1011元", d(1011)))
    '911元'
    >>> told_like(d(12), Quantity(d(10), d(10), None, "十", d(10)))
    '12'
    """
    runs = _NUMBER.findall(stated.written)
    if len(runs) != 1 or not stated.value:
        # 六成: no digits tell how exactly
        return plain(value.quantize(Decimal("0.1")) if value % 1 else value)
    number = Decimal(runs[0].replace(",", ""))
    if not number:
        return plain(value)
    scaled = value / (abs(stated.value) / number)
    decimals = len(runs[0].partition(".")[2])
    exact = scaled.quantize(Decimal(1).scaleb(-decimals - _MORE))
    short = scaled.quantize(Decimal(1).scaleb(-decimals))
    told = short if abs(exact - short) * 10 < abs(short) / 100 else exact
    return stated.written.replace(runs[0], plain(told))


def plain(value: Decimal) -> str:
    """A number without an exponent or trailing zeros.

    >>> plain(Decimal("1E+3")), plain(Decimal("2.50"))
    ('1000', '2.5')
    """
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


# what a whole number leaves out, and what a round one (20 %, 1500) may
_HALF, _ROUND = Decimal("0.5"), Decimal("0.05")


def as_rounded(low: Decimal, high: Decimal, stated: Quantity) -> tuple[Decimal, Decimal]:
    """The interval of a result, widened by what a stated whole number leaves out: 109 % is said of 109.09.

    >>> d = Decimal
    >>> as_rounded(d("109.09"), d("109.09"), Quantity(d(109), d(109), "percent", "109%", d(109)))
    (Decimal('108.59'), Decimal('109.59'))
    >>> as_rounded(d("19.1"), d("19.1"), Quantity(d(20), d(20), "percent", "20%", d(20)))
    (Decimal('18.10'), Decimal('20.10'))
    """
    if stated.low != stated.high or stated.value is None:
        return low, high
    is_round = stated.value % 10 == 0 and stated.value != 0
    spread = max(_HALF, _ROUND * abs(stated.value)) if is_round else _HALF
    return low - spread, high + spread
