"""Mean rates beside an amount and its time: 69 MJ in five seconds, an average of 13.8 MW."""

import re
from collections.abc import Iterable
from decimal import Decimal

from checker.extract.plain import figure_of, hedged
from checker.extract.rows import Row
from checker.extract.shared import any_of
from checker.extract.sums import Shown
from checker.extract.tokens import Token
from checker.extract.working import RATIO, told_like
from checker.lexicon.measures import dimension, to_base
from checker.model import Quantity

# what an amount in a span of time is a rate of
_RATES = {"energy": "power", "length": "speed"}
# code points between two figures of one reckoning
_CLOSE, _CLOSE_IN_ENGLISH = 16, 40
# a rate further off than this is one of something else, but for a unit a thousand times too large or too small
_FAR, _THOUSAND = Decimal("1.5"), Decimal(1000)
# what is left out of an amount and a time
_ROUNDED = Decimal("0.02")


def speeds(text: str, row: Row) -> Iterable[Shown]:
    """The mean rates of a sentence that the amount and the time before them do not come to."""
    figures = [token for token in row.values if hedged(token) is not None]
    for one, other, rate in zip(figures, figures[1:], figures[2:], strict=False):
        amount, time = (one, other) if _base(other) == "second" else (other, one)
        whole, span, stated = figure_of(amount), figure_of(time), hedged(rate)
        if whole is None or span is None or stated is None or _base(time) != "second":
            continue
        if _RATES.get(dimension(whole.unit)) != dimension(stated.unit):
            continue
        between, lead = text[one.span.end : other.span.start], text[other.span.end : rate.span.start]
        if not all(len(told) <= (_CLOSE_IN_ENGLISH if told.isascii() else _CLOSE) for told in (between, lead)):
            continue
        behind = re.split(r"[,，;；。.]", text[rate.span.end : rate.span.end + _CLOSE_IN_ENGLISH])[0]
        if any_of("of_a_part").search(f"{lead} {behind}"):
            # 后半程平均时速21公里, on the new stretch: the mean of a part
            continue
        if any_of("taking").search(between + (lead if amount is other else "")) and any_of("mean").search(lead):
            yield from _shown(rate, amount, time)


def _base(token: Token) -> str | None:
    figure = figure_of(token)
    return to_base(figure).unit if figure is not None else None


def _shown(rate: Token, amount: Token, time: Token) -> Iterable[Shown]:
    stated, whole, span = hedged(rate), figure_of(amount), figure_of(time)
    if stated is None or whole is None or span is None or not stated.value:
        return
    much, long, told = to_base(whole).value, to_base(span).value, to_base(stated).value
    if not much or not long or not told:
        return
    worked = stated.value * (much / long / told)
    written = f"{whole.written} ÷ {span.written} = {told_like(worked, stated)}"
    derived = Quantity(worked * (1 - _ROUNDED), worked * (1 + _ROUNDED), stated.unit, written, worked)
    off = max(worked / stated.value, stated.value / worked)
    unit_slip = abs(off / _THOUSAND - 1) <= _ROUNDED
    if not derived.meets(stated) and (off <= _FAR or unit_slip):
        yield rate, derived, (amount, time), RATIO
