"""What is observed of two figures that may be one statement: each observation by its name, as a number."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from math import log

from rapidfuzz import fuzz

from checker.align.people import nearly_one
from checker.lexicon.load import words
from checker.lexicon.measures import dimension, kin, to_base
from checker.lexicon.qualifiers import qualifiers
from checker.lexicon.roles import may_be
from checker.model import Claim, DateValue, NameValue, Period, PeriodKind, Precision, Quantity, ValueKind

# claims before and behind a claim that stand near it
_NEIGHBOURS = 3


def neighbours(claims: Sequence[Claim]) -> dict[str, set[str]]:
    """The claims that stand near each claim in its article."""
    by_document: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_document[claim.document].append(claim)
    found: dict[str, set[str]] = {}
    for listed in by_document.values():
        listed.sort(key=lambda claim: claim.span)
        for at, claim in enumerate(listed):
            near = listed[max(0, at - _NEIGHBOURS) : at + _NEIGHBOURS + 1]
            found[claim.id] = {other.id for other in near if other.id != claim.id}
    return found


def told_apart(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether both are told and share nothing."""
    return bool(one) and bool(other) and one.isdisjoint(other)


def claimed(one: Claim, other: Claim) -> dict[str, float]:
    """What the two claims, as they were read, say for one statement or against it."""
    a, b = one.attribute, other.attribute
    both = a.known and b.known
    inherited = one.entity.inherited or other.entity.inherited
    same_entity = one.entity.name == other.entity.name
    apart = (a.qualifiers | one.scope) ^ (b.qualifiers | other.scope)
    known = sum(1 for word in apart if word in known_words())
    periods = _periods(one.period, other.period)
    explicit = one.period is not None and other.period is not None and one.period.explicit and other.period.explicit
    return {
        "said": float(not a.is_unsaid and not b.is_unsaid),
        "same attribute": float(a.name == b.name and not a.is_unsaid),
        "other attribute": float(both and a.name != b.name),
        "other family": float(both and a.family != b.family),
        "attribute carried on": float(a.inherited or b.inherited),
        "same entity": float(same_entity and not inherited),
        "same entity, carried on": float(same_entity and inherited),
        "other entity": float(not same_entity and not inherited),
        "qualifiers apart": float(min(known, 3)),
        "words apart": float(min(len(apart) - known, 3)),
        "shared qualifiers": float(min(len(a.qualifiers & b.qualifiers), 3)),
        "same period": float(periods is True),
        "other period": float(periods is False and explicit),
        "other period, carried on": float(periods is False and not explicit),
        "told of long ago": max(_long_ago(one, other), _long_ago(other, one)),
        "other modality": float(one.modality != other.modality),
        "change and level": float(a.change != b.change),
        "rank": float(one.kind is ValueKind.RANK),
        "duration": float(one.kind is ValueKind.DURATION),
        "a toll of another day": float(_tolls(one, other) and _told_on(one) != _told_on(other)),
        "a toll of one day": float(_tolls(one, other) and a.name == b.name and _told_on(one) == _told_on(other)),
        "other counters": float(_counters_differ(one, other)),
        "two languages": float(_is_latin(one) != _is_latin(other)),
    }


def rivalry(
    likeness: float, mine: Sequence[tuple[float, str]], yours: Sequence[tuple[float, str]], one: Claim, other: Claim
) -> dict[str, float]:
    """How the pair stands among all that each of the two could be paired with in the other's article."""
    best = float(mine[0][1] == other.id) + float(yours[0][1] == one.id)
    next_ = max(
        next((found for found, id_ in mine if id_ != other.id), 0.0),
        next((found for found, id_ in yours if id_ != one.id), 0.0),
    )
    return {
        "best of all": best,
        "lead": max(-1.0, likeness - next_),
        "few others": 1 / (1 + min(len(mine), len(yours))),
    }


def amounts(one: Claim, other: Claim) -> dict[str, float]:
    """What the values of two figures say, taken that they differ: a slip keeps the digits or their number."""
    if isinstance(one.value, NameValue) and isinstance(other.value, NameValue):
        first, second = one.value.name, other.value.name
        alike = fuzz.ratio(first, second) / 100 if first.isascii() == second.isascii() else 0.0
        both = one.attribute.functional and other.attribute.functional
        return {
            "names alike": alike,
            "nearly one name": float(nearly_one(one.value.written, other.value.written)),
            "one at a time": float(both),
        }
    if one.kind is ValueKind.DATE:
        days = abs(amount(one) - amount(other)) / _unit_of_time(one, other)
        same = _day(one) == _day(other)
        return {"days apart": min(log(1 + days), 6.0), "same day of the month": float(same)}
    a, b = amount(one), amount(other)
    if one.kind is ValueKind.RANK:
        return {"places apart": min(abs(a - b), 5.0)}
    if not a or not b:
        return {"times apart": 3.0}
    opposite = (a > 0) != (b > 0)
    apart = abs(log(abs(a) / abs(b)))
    mine, yours = digits(one), digits(other)
    both_move = one.attribute.change and other.attribute.change
    if opposite and not both_move and not (mine == yours and apart > 1):
        # 少了339万 and contracted by 339 million differ in size first; a loss of 8.94 is a profit of -8.94
        return {"times apart": 3.0}
    return {
        "times apart": min(apart, 3.0),
        "near": float(apart < log(1.6)),
        "turned": float(opposite and mine == yours and len(mine) > 1),
        "power of ten": float(
            _rounded(mine, yours) and any(abs(apart - log(power)) < 0.03 for power in (10, 100, 1e4))
        ),
        "same digits": float(same_digits(mine, yours)),
        "one digit": float(_one_digit(mine, yours)),
        "as many digits": float(len(mine) == len(yours)),
        "bare": float(one.kind is ValueKind.QUANTITY and None in {_unit(one), _unit(other)}),
    }


# digits of figures that hardly differ in one of them by chance
TELLING = 3


def maybe_a_slip(one: str, other: str) -> bool:
    """Whether the digits of one figure may be those of the other with a slip: as many, in another order or but one.

    >>> maybe_a_slip("2486", "2846"), maybe_a_slip("339", "339"), maybe_a_slip("12", "21"), maybe_a_slip("338", "412")
    (True, True, False, False)
    """
    return len(one) == len(other) >= TELLING and (same_digits(one, other) or _one_digit(one, other) or one == other)


def _rounded(one: str, other: str) -> bool:
    """Whether the digits of one figure are those of the other, or those rounded: 63 and 634, not 178 and 179."""
    short, long = sorted((one, other), key=len)
    if not short:
        return False
    return long.startswith(short) or str(round(int(long) / 10 ** (len(long) - len(short)))) == short


def same_digits(one: str, other: str) -> bool:
    """Whether two figures have the same digits in another order: 5,699 and 5,969."""
    return len(one) > 1 and one != other and sorted(one) == sorted(other)


def _one_digit(one: str, other: str) -> bool:
    """Whether two figures of some length differ in one digit: 209 and 109, 1,216 and 1,226."""
    return len(one) == len(other) >= TELLING and sum(a != b for a, b in zip(one, other, strict=True)) == 1


def digits(claim: Claim) -> str:
    """The digits that a figure is told in, without the zeros that only tell its size; "" of a name."""
    if not isinstance(claim.value, Quantity):
        return ""
    mantissa, _, _ = f"{abs(amount(claim)):.5e}".partition("e")
    return mantissa.replace(".", "").rstrip("0")


def amount(claim: Claim) -> float:
    """The figure of a claim in its base unit, its nearest bound where it is open, and of a date its day's number.

    0 where nothing is known.
    """
    if isinstance(claim.value, DateValue):
        return float(claim.value.days[0].toordinal()) if claim.value.days is not None else 0.0
    if not isinstance(claim.value, Quantity):
        return 0.0
    figure = to_base(claim.value)
    told = next((end for end in (figure.value, figure.low, figure.high) if end is not None), Decimal(0))
    return float(told)


def length(claim: Claim) -> int:
    """How many digits a figure is told in."""
    figure = claim.value.value if isinstance(claim.value, Quantity) else None
    return len(figure.normalize().as_tuple().digits) if figure is not None else 1


def _unit_of_time(one: Claim, other: Claim) -> int:
    """How many days the unit has in which two dates are told: of years, a year is what a day is of days."""
    told = {claim.value.precision for claim in (one, other) if isinstance(claim.value, DateValue)}
    # what begins something begins it once
    families = words("zh/events.toml", "origins")
    once = one.attribute.name == other.attribute.name and one.attribute.family in families
    if told == {Precision.MONTH} or (once and told == {Precision.MONTH, Precision.DAY}):
        return _MONTH
    return _YEAR if told == {Precision.YEAR} else 1


def _day(claim: Claim) -> int:
    return claim.value.days[0].day if isinstance(claim.value, DateValue) and claim.value.days is not None else 0


def has_year(claim: Claim) -> bool:
    """Whether a claim's date is of a known year; true of all other values."""
    return not isinstance(claim.value, DateValue) or claim.value.start is not None


def _unit(claim: Claim) -> str | None:
    return claim.value.unit if isinstance(claim.value, Quantity) else None


def told(claim: Claim) -> tuple[str, str]:
    """What a claim tells, the same for two that tell the same."""
    if isinstance(claim.value, NameValue):
        return "name", claim.value.name
    return str(claim.kind), f"{amount(claim):.8g}"


def measure(claim: Claim) -> tuple[ValueKind, str, str | None]:
    """What a figure measures: its kind, its unit's dimension or currency, and its counter; of a post, the post."""
    if claim.kind is ValueKind.ROLE:
        return claim.kind, "|".join(sorted(may_be(claim.attribute.name, claim.quote))), ""
    if claim.kind is ValueKind.RELATION:
        return claim.kind, claim.attribute.name, ""
    unit = _unit(claim)
    kind = (
        dimension(unit) if claim.kind is ValueKind.QUANTITY else "" if claim.kind is ValueKind.DURATION else unit or ""
    )
    return claim.kind, kind, unit if kind == "count" else ""


def one_measure(one: tuple[ValueKind, str, str | None], other: tuple[ValueKind, str, str | None]) -> bool:
    """Whether two figures can be of one measure; whose counters differ is weighed."""
    if one[0] is other[0] is ValueKind.ROLE:
        return not set(one[1].split("|")).isdisjoint(other[1].split("|"))
    if one[:2] != other[:2] or one[2] == other[2]:
        return one[:2] == other[:2]
    return one[2] is None or other[2] is None or kin(one[2], other[2])


@cache
def known_words() -> frozenset[str]:
    """The qualifiers that the lexicon knows."""
    return frozenset(row.id for row in qualifiers())


def _tolls(one: Claim, other: Claim) -> bool:
    """Whether both are figures that change from day to day."""
    families = (*words("zh/incidents.toml", "growing"), *words("zh/market.toml", "daily"))
    return one.attribute.family in families and other.attribute.family in families


def _told_on(claim: Claim) -> date | None:
    return claim.period.end if claim.period is not None and claim.period.end is not None else claim.told


def _long_ago(dated: Claim, bare: Claim) -> float:
    """How many years before the other's article one speaks of, two at most; 0 where the other tells its own time."""
    period = dated.period
    if period is None or period.end is None or not period.explicit or bare.told is None:
        return 0.0
    if bare.period is not None and bare.period.end is not None and bare.period.explicit:
        return 0.0
    return min(max((bare.told - period.end).days / _YEAR, 0.0), 2.0)


_YEAR, _MONTH = 365, 30


def _counters_differ(one: Claim, other: Claim) -> bool:
    """Whether two counts are of things that are called otherwise: 412栋 and 412户."""
    units = {_unit(one), _unit(other)}
    return one.kind is ValueKind.QUANTITY and None not in units and len(units) > 1 and dimension(_unit(one)) == "count"


def _is_latin(claim: Claim) -> bool:
    return not any("一" <= char <= "鿿" for char in claim.context)


def _periods(one: Period | None, other: Period | None) -> bool | None:
    """Whether two times are one; None where one is unknown or holds the other."""
    if one is None or other is None or PeriodKind.VAGUE in {one.kind, other.kind}:
        return None
    if one.start and other.start and one.end is other.end is None:
        # 从10月3日起, 从10月4日起
        return one.start == other.start
    if one.start is None or one.end is None or other.start is None or other.end is None:
        return True if one.iso and one.iso == other.iso else None
    if one.end < other.start or other.end < one.start:
        return False
    return True if (one.start, one.end) == (other.start, other.end) else None
