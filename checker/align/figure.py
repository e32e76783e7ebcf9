"""What a claim tells by itself: the measure, size and digits of its figure, all that is observed of no pair."""

import re
from collections.abc import Hashable
from decimal import Decimal
from functools import cache
from math import inf, log

from checker.lexicon.load import words
from checker.lexicon.measures import dimension, kin, to_base
from checker.lexicon.qualifiers import qualifiers
from checker.lexicon.roles import may_be
from checker.model import Claim, DateValue, NameValue, Quantity, ValueKind

# digits of figures that hardly differ in one of them by chance
TELLING = 3

_HAN = re.compile("[一-鿿]")

# kinds of figures whose unit is a measure of its own
_COUNTED = frozenset({ValueKind.QUANTITY, ValueKind.MONEY})

Told = tuple[str, str]
Measure = tuple[ValueKind, str, str | None]


def amount(claim: Claim) -> float:
    """The figure of a claim in its base unit, its nearest bound where it is open, and of a date its day's number.

    0 where nothing is known.
    """
    if isinstance(claim.value, DateValue):
        return float(claim.value.days[0].toordinal()) if claim.value.days is not None else 0.0
    return nearest(to_base(claim.value)) if isinstance(claim.value, Quantity) else 0.0


def nearest(figure: Quantity) -> float:
    """A figure as a number; its nearest bound where it is open."""
    told = next((end for end in (figure.value, figure.low, figure.high) if end is not None), Decimal(0))
    return float(told)


def digits(size: float) -> str:
    """The digits that a figure is told in, without the zeros that only tell its size.

    >>> digits(1_286_000.0), digits(-0.045), digits(0.0)
    ('1286', '45', '')
    """
    mantissa, _, _ = f"{abs(size):.5e}".partition("e")
    return mantissa.replace(".", "").rstrip("0")


def length(claim: Claim) -> int:
    """How many digits a figure is told in."""
    figure = claim.value.value if isinstance(claim.value, Quantity) else None
    return len(figure.normalize().as_tuple().digits) if figure is not None else 1


def has_year(claim: Claim) -> bool:
    """Whether a claim's date is of a known year; true of all other values."""
    return not isinstance(claim.value, DateValue) or claim.value.start is not None


def told(claim: Claim) -> Told:
    """What a claim tells, the same for two that tell the same."""
    if isinstance(claim.value, NameValue):
        return "name", claim.value.name
    return _told(claim, amount(claim))


def _told(claim: Claim, size: float) -> Told:
    return str(claim.kind), f"{size:.8g}"


def measure(claim: Claim) -> Measure:
    """What a figure measures: its kind, its unit's dimension or currency, and its counter; of a post, the post."""
    if claim.kind is ValueKind.ROLE:
        return claim.kind, "|".join(sorted(may_be(claim.attribute.name, claim.quote))), ""
    if claim.kind is ValueKind.RELATION:
        return claim.kind, claim.attribute.name, ""
    unit = claim.value.unit if isinstance(claim.value, Quantity) else None
    kind = (
        dimension(unit) if claim.kind is ValueKind.QUANTITY else "" if claim.kind is ValueKind.DURATION else unit or ""
    )
    return claim.kind, kind, unit if kind == "count" else ""


def measured_alike(measure: Measure) -> Hashable:
    """What two that can be of one measure have in common."""
    return measure[0] if measure[0] is ValueKind.ROLE else measure[:2]


def one_measure(one: Measure, other: Measure) -> bool:
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


@cache
def tolls() -> frozenset[str]:
    """The families of figures that change from day to day."""
    return frozenset((*words("zh/incidents.toml", "growing"), *words("zh/market.toml", "daily")))


class Rivals:
    """Those of one article that a figure could be paired with: how many, the two most alike, and which is first."""

    __slots__ = ("best", "count", "first", "second")

    def __init__(self) -> None:
        self.count = 0
        self.first = ""
        self.best = self.second = 0.0

    def add(self, likeness: float, id_: str) -> None:
        """Take in one more; of two that are as much alike the one with the lower id is first."""
        self.count += 1
        if self.count == 1 or likeness > self.best or (likeness == self.best and id_ < self.first):
            self.second, self.best, self.first = self.best, likeness, id_
        elif likeness > self.second:
            self.second = likeness

    def beside(self, id_: str) -> float:
        """How much alike the best of the others is; 0 where there is no other."""
        return self.second if self.first == id_ else self.best


class Figure:
    """A claim with what it tells; its story adds which words are rare, what stands around, and what rivals it has.

    `around` are the figures that stand near it, `before` and `behind` the next ones of its sentence. `masks` holds the
    words of its clause, of what stands beside it and of its sentence, each as a number with a bit for a word that
    others have as well, and `words` all of them in one; `sums` tells how rare all words of each are together. `marks`
    has a bit for all else that others may have as well; `attribute`, `owner` and `timed` are numbers that those of one
    attribute, owner or time have in common.
    """

    __slots__ = (
        "amount",
        "around",
        "attribute",
        "base",
        "before",
        "behind",
        "bottom",
        "claim",
        "digits",
        "document",
        "has_year",
        "id",
        "is_latin",
        "is_long",
        "is_toll",
        "known",
        "length",
        "marks",
        "masks",
        "measure",
        "measured",
        "origin",
        "others",
        "owner",
        "rivals",
        "size",
        "sums",
        "timed",
        "told",
        "told_on",
        "top",
        "unit",
        "words",
    )

    def __init__(self, claim: Claim, origin: str) -> None:
        self.claim = claim
        self.id = claim.id
        self.document = claim.document
        self.origin = origin
        value = claim.value
        self.base = to_base(value) if isinstance(value, Quantity) else None
        self.amount = nearest(self.base) if self.base is not None else amount(claim)
        #: its ends as numbers: of two figures of which one ends before the other begins none is the other
        self.bottom, self.top, self.size = -inf, inf, 0.0
        if self.base is not None and self.amount:
            self.size = log(abs(self.amount))
            self.bottom = float(self.base.low) if self.base.low is not None else -inf
            self.top = float(self.base.high) if self.base.high is not None else inf
        self.told = ("name", value.name) if isinstance(value, NameValue) else _told(claim, self.amount)
        self.digits = digits(self.amount) if self.base is not None else ""
        self.length = length(claim)
        self.is_long = sum(map(str.isdigit, claim.quote)) >= TELLING
        self.measure = measure(claim)
        #: what it tells, and in what it is measured
        self.measured = (*self.told, self.measure[1]) if claim.kind in _COUNTED and self.measure[1] else self.told
        self.has_year = has_year(claim)
        self.unit = value.unit if isinstance(value, Quantity) else None
        self.is_latin = _HAN.search(claim.context) is None
        self.is_toll = claim.attribute.family in tolls()
        period = claim.period
        self.told_on = period.end if period is not None and period.end is not None else claim.told
        narrowing = claim.attribute.qualifiers | claim.scope
        self.known = narrowing & known_words()
        self.others = narrowing - self.known
        self.around: set[Told] = set()
        self.before: frozenset[Told] = frozenset()
        self.behind: frozenset[Told] = frozenset()
        self.masks = (0, 0, 0)
        self.sums = (0, 0, 0)
        self.words = self.marks = 0
        self.attribute = self.owner = self.timed = 0
        self.rivals: dict[str, Rivals] = {}
