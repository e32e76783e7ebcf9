"""What is observed of two figures that may be one statement: each observation by its name, as a number."""

from collections.abc import Sequence
from math import log

from rapidfuzz import fuzz

from checker.align.figure import TELLING, Figure, Rivals
from checker.align.people import nearly_one
from checker.lexicon.load import words
from checker.lexicon.measures import dimension
from checker.model import (
    Attribute,
    Claim,
    DateValue,
    Entity,
    Modality,
    NameValue,
    Period,
    PeriodKind,
    Precision,
    ValueKind,
)


def told_apart(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether both are told and share nothing."""
    return bool(one) and bool(other) and one.isdisjoint(other)


def attributes(a: Attribute, b: Attribute) -> dict[str, float]:
    """What the attributes of two claims say for one statement or against it, but for what narrows them."""
    both = a.known and b.known
    return {
        "said": float(not a.is_unsaid and not b.is_unsaid),
        "same attribute": float(a.name == b.name and not a.is_unsaid),
        "other attribute": float(both and a.name != b.name),
        "other family": float(both and a.family != b.family),
        "attribute carried on": float(a.inherited or b.inherited),
        "change and level": float(a.change != b.change),
    }


def owners(a: Entity, b: Entity) -> dict[str, float]:
    """What it says whose two claims are."""
    inherited = a.inherited or b.inherited
    same = a.name == b.name
    return {
        "same entity": float(same and not inherited),
        "same entity, carried on": float(same and inherited),
        "other entity": float(not same and not inherited),
    }


def periods(one: Period | None, other: Period | None) -> dict[str, float]:
    """What the times of two claims say."""
    same = _periods(one, other)
    explicit = one is not None and other is not None and one.explicit and other.explicit
    return {
        "same period": float(same is True),
        "other period": float(same is False and explicit),
        "other period, carried on": float(same is False and not explicit),
    }


def claimed(one: Figure, other: Figure) -> dict[str, float]:
    """What the two claims, as they were read, say for one statement or against it."""
    left, right = one.claim, other.claim
    a, b = left.attribute, right.attribute
    toll = one.is_toll and other.is_toll
    one_day = one.told_on == other.told_on
    return {
        **attributes(a, b),
        **owners(left.entity, right.entity),
        "qualifiers apart": float(min(len(one.known ^ other.known), 3)),
        "words apart": float(min(len(one.others ^ other.others), 3)),
        "shared qualifiers": float(min(len(a.qualifiers & b.qualifiers), 3)),
        **periods(left.period, right.period),
        "told of long ago": max(_long_ago(left, right), _long_ago(right, left)),
        "other modality": float(left.modality != right.modality and not (_to_come(left) and _to_come(right))),
        "rank": float(left.kind is ValueKind.RANK),
        "duration": float(left.kind is ValueKind.DURATION),
        "a toll of another day": float(toll and not one_day),
        "a toll of one day": float(toll and a.name == b.name and one_day),
        "other counters": float(_counters_differ(one, other)),
        "two languages": float(one.is_latin != other.is_latin),
    }


def _to_come(claim: Claim) -> bool:
    """Whether a claim tells of a day to come, as a plan, as a forecast or as what is settled (12日复工)."""
    if not isinstance(claim.value, DateValue):
        return False
    day = claim.value.start
    return claim.modality in _AHEAD or (day is not None and claim.told is not None and day > claim.told)


_AHEAD = frozenset({Modality.PLAN, Modality.FORECAST, Modality.GOAL})


def rivalry(likeness: float, one: Figure, other: Figure, mine: Rivals, yours: Rivals) -> dict[str, float]:
    """How the pair stands among all that each of the two could be paired with in the other's article."""
    return {
        "best of all": float(mine.first == other.id) + float(yours.first == one.id),
        "lead": max(-1.0, likeness - max(mine.beside(other.id), yours.beside(one.id))),
        "few others": 1 / (1 + min(mine.count, yours.count)),
    }


def amounts(one: Figure, other: Figure) -> dict[str, float]:
    """What the values of two figures say, taken that they differ: a slip keeps the digits or their number."""
    left, right = one.claim, other.claim
    if isinstance(left.value, NameValue) and isinstance(right.value, NameValue):
        first, second = left.value.name, right.value.name
        alike = fuzz.ratio(first, second) / 100 if first.isascii() == second.isascii() else 0.0
        both = left.attribute.functional and right.attribute.functional
        return {
            "names alike": alike,
            "nearly one name": float(nearly_one(left.value.written, right.value.written)),
            "one at a time": float(both),
        }
    a, b = one.amount, other.amount
    if left.kind is ValueKind.DATE:
        days = abs(a - b) / _unit_of_time(left, right)
        return {"days apart": min(log(1 + days), 6.0), "same day of the month": float(_day(left) == _day(right))}
    if left.kind is ValueKind.RANK:
        return {"places apart": min(abs(a - b), 5.0)}
    if not a or not b:
        return {"times apart": 3.0}
    opposite = (a > 0) != (b > 0)
    apart = abs(log(abs(a) / abs(b)))
    mine, yours = one.digits, other.digits
    if opposite and not (left.attribute.change and right.attribute.change) and not (mine == yours and apart > 1):
        # 少了339万 and contracted by 339 million differ in size first; a loss of 8.94 is a profit of -8.94
        return {"times apart": 3.0}
    return {
        "times apart": min(apart, 3.0),
        "near": float(apart < _NEAR),
        "turned": float(opposite and mine == yours and len(mine) > 1),
        "power of ten": float(maybe_tens_apart(apart) and rounded(mine, yours)),
        "same digits": float(same_digits(mine, yours)),
        "one digit": float(one_digit(mine, yours)),
        "one digit of two": float(one_of_two(mine, yours)),
        "as many digits": float(len(mine) == len(yours)),
        "bare": float(left.kind is ValueKind.QUANTITY and (one.unit is None or other.unit is None)),
    }


def maybe_tens_apart(apart: float) -> bool:
    """Whether figures whose logarithms are so far apart may be one but for a power of ten."""
    ten, hundred, wan = TENS_APART
    return abs(apart - ten) < NEAREST_TENS or abs(apart - hundred) < NEAREST_TENS or abs(apart - wan) < NEAREST_TENS


# logarithms of how many times one figure of a size is the other, of the powers of ten that a slip makes, and how near
# to one of these a slip is
_NEAR = log(1.6)
TENS_APART, NEAREST_TENS = (log(10), log(100), log(1e4)), 0.03


def maybe_a_slip(one: str, other: str) -> bool:
    """Whether the digits of one figure may be those of the other with a slip: as many, in another order or but one.

    >>> maybe_a_slip("2486", "2846"), maybe_a_slip("339", "339"), maybe_a_slip("12", "21"), maybe_a_slip("338", "412")
    (True, True, False, False)
    """
    return len(one) == len(other) >= TELLING and (same_digits(one, other) or one_digit(one, other) or one == other)


def rounded(one: str, other: str) -> bool:
    """Whether the digits of one figure are those of the other, or those rounded: 63 and 634, not 178 and 179."""
    short, long = sorted((one, other), key=len)
    if not short:
        return False
    return long.startswith(short) or str(round(int(long) / 10 ** (len(long) - len(short)))) == short


def same_digits(one: str, other: str) -> bool:
    """Whether two figures have the same digits in another order: 5,699 and 5,969."""
    return len(one) > 1 and one != other and sorted(one) == sorted(other)


def one_digit(one: str, other: str) -> bool:
    """Whether two figures of some length differ in one digit: 209 and 109, 1,216 and 1,226."""
    return len(one) == len(other) >= TELLING and sum(a != b for a, b in zip(one, other, strict=True)) == 1


def one_of_two(one: str, other: str) -> bool:
    """Whether two figures of two digits differ in one: 28 and 18, 8.2 and 8.6.

    >>> one_of_two("28", "18"), one_of_two("28", "82"), one_of_two("128", "118")
    (True, False, False)
    """
    return len(one) == len(other) == _TWO and (one[0] == other[0]) != (one[1] == other[1])


_TWO = 2


def _unit_of_time(one: Claim, other: Claim) -> int:
    """How many days the unit has in which two dates are told: of years, a year is what a day is of days."""
    told = {claim.value.precision for claim in (one, other) if isinstance(claim.value, DateValue)}
    # what begins something begins it once
    once = one.attribute.name == other.attribute.name and one.attribute.family in origin_families()
    if told == {Precision.MONTH} or (once and told == {Precision.MONTH, Precision.DAY}):
        return _MONTH
    return _YEAR if told == {Precision.YEAR} else 1


def origin_families() -> Sequence[str]:
    """The families of attributes that tell how something began."""
    return words("zh/events.toml", "origins")


def _day(claim: Claim) -> int:
    return claim.value.days[0].day if isinstance(claim.value, DateValue) and claim.value.days is not None else 0


def _long_ago(dated: Claim, bare: Claim) -> float:
    """How many years before the other's article one speaks of, two at most; 0 where the other tells its own time."""
    period = dated.period
    if period is None or period.end is None or not period.explicit or bare.told is None:
        return 0.0
    if bare.period is not None and bare.period.end is not None and bare.period.explicit:
        return 0.0
    return min(max((bare.told - period.end).days / _YEAR, 0.0), 2.0)


_YEAR, _MONTH = 365, 30


def _counters_differ(one: Figure, other: Figure) -> bool:
    """Whether two counts are of things that are called otherwise: 412栋 and 412户."""
    if one.unit == other.unit or one.unit is None or other.unit is None:
        return False
    return one.claim.kind is ValueKind.QUANTITY and dimension(one.unit) == "count"


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
