"""Values and times as a report writes them, and article text made harmless to a terminal."""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from checker.lexicon.measures import to_base
from checker.model import Claim, DateValue, NameValue, Period, PeriodKind, Quantity
from checker.model.pattern import seldom
from checker.model.record import dataclass

# separators break lines, controls move the cursor, format characters (bidi overrides, zero widths) hide or
# reorder what stands around them, surrogates cannot be encoded, private ones look different on each machine
HIDDEN = frozenset({"Cc", "Cf", "Co", "Cs", "Zl", "Zp"})


@dataclass(frozen=True, slots=True)
class Ends:
    """A claim's value taken apart: the single figure and both ends, in the JSON report's types."""

    value: Decimal | str | None
    low: Decimal | str | None
    high: Decimal | str | None
    unit: str | None
    hedge: str | None


def ends(claim: Claim) -> Ends:
    """The value of `claim` for the machine-readable reports: decimals, ISO dates or a name."""
    value = claim.value
    match value:
        case Quantity():
            if value.unit in _JOULES:
                # 8.6兆焦, like 8.6万, is written with a multiplier
                value = to_base(value)
            return Ends(_tidy(value.value), _tidy(value.low), _tidy(value.high), value.unit, value.hedge)
        case DateValue():
            return Ends(_iso(value), day(value.start), day(value.end), None, value.hedge)
        case NameValue():
            return Ends(_as_written(value), None, None, None, None)


def _iso(value: DateValue) -> str | None:
    """The date as ISO 8601 writes it (--11-17 without a year); None for one that only the text counts (隔天)."""
    if _ISO.fullmatch(value.iso):
        return value.iso
    return day(value.start) if value.start == value.end else None


# a half and a quarter (2025-H1, 2025-Q3) are told as ISO tells a month
_ISO = re.compile(r"[\d\-/QH]+")


def _as_written(value: NameValue) -> str:
    """The name, with its capitals and spaces where it goes without them only to be compared (inescarvalho)."""
    return value.written if value.name == "".join(value.written.casefold().split()) else value.name


# joules with a prefix; kWh and what else is made of other units stay as they are told
_JOULES = frozenset({"kJ", "MJ", "GJ"})


def _tidy(number: Decimal | None) -> Decimal | None:
    """The same figure always in the same digits, whatever arithmetic it came from (1.2E+8, 120000000.0)."""
    return None if number is None else Decimal(plain(number))


def day(moment: date | None) -> str | None:
    """ISO date, or None."""
    return moment.isoformat() if moment else None


def plain(number: Decimal) -> str:
    """The digits of `number`, without exponent and without zeros that say nothing.

    >>> plain(Decimal("1.2E+8")), plain(Decimal("5.10")), plain(Decimal("-0"))
    ('120000000', '5.1', '0')
    """
    if number == 0:
        return "0"
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def grouped(number: Decimal) -> str:
    """The digits of `number` for the eye.

    >>> grouped(Decimal("1.2E+8"))
    '120,000,000'
    """
    whole, _, rest = plain(number).partition(".")
    sign, digits = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    grouped_digits = f"{int(digits):,}" if len(digits) > 4 else digits
    return sign + grouped_digits + (f".{rest}" if rest else "")


def in_digits(claim: Claim) -> str:
    """The value in digits: the figure at the middle of a closed interval, the ends of any other; nothing for a name."""
    match claim.value:
        case Quantity(value=Decimal() as figure, low=Decimal(), high=Decimal(), unit=unit):
            return f"{grouped(figure)} {unit}" if unit else grouped(figure)
        case Quantity() as quantity:
            return figures(quantity)
        case DateValue() as moment:
            return moment.iso
        case NameValue():
            return ""


def figures(quantity: Quantity) -> str:
    """The interval of a quantity, in digits.

    >>> figures(Quantity(Decimal(30000000), None, "user", "突破3000万"))
    '≥ 30,000,000 user'
    """
    low, high = quantity.low, quantity.high
    if low is not None and low == high:
        text = grouped(low)
    elif low is not None and high is not None:
        text = f"{grouped(low)} – {grouped(high)}"
    elif low is not None:
        text = f"≥ {grouped(low)}"
    elif high is not None:
        text = f"< {grouped(high)}" if quantity.open_top else f"≤ {grouped(high)}"
    else:
        text = "?"
    return f"{text} {quantity.unit}" if quantity.unit else text


def written(claim: Claim) -> str:
    """The value in the article's words."""
    return claim.value.written or claim.quote


def days(period: Period) -> str:
    """The days of a period in short, or its words where it has none.

    >>> days(Period(date(2025, 7, 1), date(2025, 9, 30), PeriodKind.SPAN, "三季度"))
    '2025-Q3'
    >>> days(Period(None, date(2025, 9, 30), PeriodKind.CUMULATIVE, "累计"))
    '…/2025-09-30'
    >>> days(Period(date(2025, 1, 1), date(2025, 9, 30), PeriodKind.SPAN, "前三季度"))
    '2025-01/2025-09'
    """
    first, last = period.start, period.end
    if first is None and last is None:
        return period.text
    if first is None or last is None:
        return f"{day(first) or '…'}/{day(last) or '…'}"
    if first == last:
        return first.isoformat()
    return _calendar(first, last) or f"{first}/{last}"


def _calendar(first: date, last: date) -> str | None:
    """The calendar months from `first` to `last` by their shortest name, if they are whole months."""
    if first.day != 1 or last.day != monthrange(last.year, last.month)[1]:
        return None
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if months == 1:
        return f"{first:%Y-%m}"
    if months not in {3, 6, 12} or (first.month - 1) % months:
        return f"{first:%Y-%m}/{last:%Y-%m}"
    index = (first.month - 1) // months + 1
    return {3: f"{first.year}-Q{index}", 6: f"{first.year}-H{index}", 12: str(first.year)}[months]


def period_words(period: Period | None) -> str:
    """A period for the eye: as written, with its days where the words do not tell them."""
    if period is None:
        return ""
    short = days(period)
    if not period.explicit or not period.text:
        return short
    if period.kind is PeriodKind.VAGUE or short in period.text:
        return period.text
    return f"{period.text} ({short})"


def scope_words(claim: Claim) -> str:
    """What narrows the claim, in a fixed order."""
    return "; ".join(sorted(claim.scope))


def visible(text: str) -> str:
    r"""`text` with everything that a terminal would act on, or not show, replaced by a mark that it shows.

    >>> visible("a\x1b[1mb\t\u202ec")
    'a␛[1mb␉⟨U+202E⟩c'
    """
    return replaced(text, _mark)


def replaced(text: str, mark: Callable[[str], str]) -> str:
    """`text` with what `mark` makes of each character that a terminal would act on, or not show."""
    # what Python holds for printable has nothing hidden
    if text.isprintable():
        return text
    return _UNSAFE.sub(lambda match: mark(match[0]) if unicodedata.category(match[0]) in HIDDEN else match[0], text)


def _mark(character: str) -> str:
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else f"⟨U+{code:04X}⟩"


# everything outside the ranges where printable text lies is looked at one by one
_UNSAFE = seldom(r"[^\x20-\x7e\xa1-\xac\xae-\u02ff\u3000-\u9fff\uff01-\uff5e]")
