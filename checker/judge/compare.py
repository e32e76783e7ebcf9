"""What two claims have in common and what sets them apart: the questions that the rules ask."""

from functools import cache

from checker.judge.currencies import beyond_rates
from checker.judge.figures import beyond_twice, converted, cut_short, in_one_unit, rounds_to, tellingly_close
from checker.judge.named import names_agree
from checker.judge.once import once_a_pair, once_of_two
from checker.judge.times import (
    A_YEAR,
    end_together,
    grown,
    long_ago,
    of_two_zones,
    periods_differ,
    same_period,
    told_apart,
)
from checker.lexicon.attributes import attributes
from checker.lexicon.names import NameKind, names
from checker.lexicon.overlay import kept
from checker.lexicon.qualifiers import qualifiers as qualifiers_known
from checker.lexicon.roles import may_be
from checker.model import BASE, CONVERTED, PRIOR, Claim, DateValue, Modality, NameValue, Pair, Quantity, ValueKind
from checker.model.pattern import seldom

# qualifiers that name what is true of every figure anyway, so that one article may leave them out
_NEUTRAL = frozenset({"total", "cumulative_neutral"})
_REAL = frozenset({"real"})
_WHOLE = frozenset({"province_wide", "city_wide", "whole_line"})
_YEARLY = frozenset({"yoy"})


def same_entity(pair: Pair) -> bool:
    """Whether the two speak of one entity, not of owner and product."""
    return pair.weighed or pair.level.startswith(("same name", "close spelling", "same wording"))


def same_attribute(pair: Pair) -> bool:
    """Whether the two say the same attribute, not one of its family."""
    if pair.weighed or pair.left.attribute.name == pair.right.attribute.name:
        return True
    return pair.level.endswith(("close wording", "same figure"))


@once_a_pair
def confusable(pair: Pair) -> bool:
    """Whether a reader could take the two for one statement: stated figures, of attributes with one value at a time."""
    functional = pair.left.attribute.functional and pair.right.attribute.functional
    # what sets apart two claims that met by their wording was weighed already
    return not pair.weighed and not is_derived(pair) and functional and not _two_lists(pair)


def _two_lists(pair: Pair) -> bool:
    """Whether two places stand on lists that are told apart by words of their own (App Store免费榜, AI时代入口)."""
    if ValueKind.RANK not in {pair.left.kind, pair.right.kind}:
        return False
    one, other = (claim.attribute.qualifiers - _NEUTRAL for claim in (pair.left, pair.right))
    return bool(one) and bool(other) and one.isdisjoint(other) and bool((one | other) - _shared_words())


@once_a_pair
def nothing_apart(pair: Pair) -> bool:
    """Whether two compatible claims speak of one thing in one way.

    Where both give the very same figure, a time or a narrowing that only one of them tells sets nothing apart; only
    two that are told and clash do.
    """
    left, right = pair.left, pair.right
    limit = _one_limit(left, right)
    if (not _told_alike(left, right) and not limit) or left.attribute.change != right.attribute.change:
        return False
    if left.withdrawn != right.withdrawn:
        return False
    if pair.weighed:
        same = identical(left, right) or tellingly_close(left, right) or converted(left, right) or limit
        return same and not of_two_posts(pair) and not told_apart(left, right)
    if not confusable(pair):
        # of an attribute with many values only the very same one told twice is agreement
        return identical(left, right) and left.attribute.qualifiers == right.attribute.qualifiers
    if identical(left, right) or tellingly_close(left, right):
        one, other = (claim.attribute.qualifiers | claim.scope for claim in (left, right))
        told = left.period is not None and right.period is not None and left.period.explicit and right.period.explicit
        clash = told and same_period(left.period, right.period) is False and not end_together(left, right)
        return not clash and (one <= other or other <= one)
    return not periods_differ(left, right) and not narrowing(pair)


def _one_limit(left: Claim, right: Claim) -> bool:
    """Whether both tell a limit, one in words for it and one as a bound: 上限是3.5万人, at most 35,000."""
    told = {left.modality: left, right.modality: right}
    bound = told[Modality.ACTUAL].value if told.keys() == {Modality.GOAL, Modality.ACTUAL} else None
    return isinstance(bound, Quantity) and bound.low is None and bound.high is not None


def of_two_posts(pair: Pair) -> bool:
    """Whether the two give one person two posts that are not one by two words."""
    left, right = pair.left, pair.right
    if (
        not isinstance(left.value, NameValue)
        or not isinstance(right.value, NameValue)
        or left.kind is not ValueKind.ROLE
    ):
        return False
    posts = (may_be(claim.attribute.name, claim.quote) for claim in (left, right))
    return not frozenset.intersection(*posts)


def identical(left: Claim, right: Claim) -> bool:
    """Whether two claims give the very same figure or date."""
    one, other = left.value, right.value
    if isinstance(one, Quantity) and isinstance(other, Quantity):
        both = in_one_unit(left, right)
        return both is not None and both[0].value is not None and both[0].value == both[1].value
    if isinstance(one, DateValue) and isinstance(other, DateValue):
        return one.start is not None and (one.start, one.end) == (other.start, other.end)
    return isinstance(one, NameValue) and isinstance(other, NameValue) and one.name == other.name


def units_match(left: Claim, right: Claim) -> bool:
    """Whether two values may be compared: figures of one dimension, or two values of one sort."""
    if isinstance(left.value, Quantity) and isinstance(right.value, Quantity):
        return in_one_unit(left, right) is not None
    return type(left.value) is type(right.value)


@once_of_two
def agree(left: Claim, right: Claim) -> bool | None:
    """Whether both values can be true at once; None where they are not comparable."""
    one, other = left.value, right.value
    if isinstance(one, Quantity) and isinstance(other, Quantity):
        both = (one, other) if one.unit == other.unit else in_one_unit(left, right)
        if both is None:
            return False if beyond_rates(left, right) else None
        # what leaves out its last digits instead of rounding them is not wrong, and not quite the same
        return True if both[0].meets(both[1]) or rounds_to(*both) else None if cut_short(*both) else False
    if isinstance(one, DateValue) and isinstance(other, DateValue):
        return dates_meet(one, other)
    return names_agree(left, right)


def dates_meet(one: DateValue, other: DateValue) -> bool | None:
    """Whether two dates can be one: the days that both allow overlap. None where a date is unknown.

    Two days of which nobody tells the year are of one year, as far as can be seen.
    """
    if one.start is None and other.start is None and one.days is not None and other.days is not None:
        return one.days == other.days
    if one.start is None or other.start is None or one.end is None or other.end is None:
        return None
    return one.start <= other.end and other.start <= one.end


@once_a_pair
def narrowing(pair: Pair) -> frozenset[str]:
    """The qualifiers, age bands and nouns that narrow one claim of the pair and not the other."""
    left, right = pair.left, pair.right
    one = left.attribute.qualifiers | left.scope
    other = right.attribute.qualifiers | right.scope
    apart_ = (one ^ other) - _NEUTRAL
    if _speaks_chinese(left) != _speaks_chinese(right) and two_things(pair):
        # carmaker and 车企 narrow alike, and no table says so: across languages only the lexicon's words are compared
        apart_ = frozenset(mod for mod in apart_ if mod in _shared_words() or " " in mod or "_" in mod)
    if ValueKind.QUANTITY == left.kind == right.kind and not left.attribute.change:
        # 实际出栏6120万头: a count is a result as it stands; only sums and rates have their inflation taken out
        apart_ -= _REAL
    if left.kind is ValueKind.RELATION and not (one and other):
        # who led: a round that one article alone tells is what the other leaves to the reader
        return frozenset()
    if left.attribute.change and not {"qoq", "mom"} & (one | other):
        # a change that tells no other basis is over the year
        apart_ -= _YEARLY
    # two years that changes are counted from set them apart; one alone is what the other leaves to the reader
    bases = {mod for mod in apart_ if mod.startswith(BASE)}
    return apart_ - bases if len(bases) == 1 else apart_


def two_things(pair: Pair) -> bool:
    """Whether both claims tell in words of their own what they are of, and share none: 完成报告 and 打通隧道."""
    own = [claim.attribute.qualifiers - _shared_words() - _NEUTRAL for claim in (pair.left, pair.right)]
    return bool(own[0]) and bool(own[1]) and own[0].isdisjoint(own[1])


def _speaks_chinese(claim: Claim) -> bool:
    return _HANZI.search(claim.context) is not None


@kept
def _shared_words() -> frozenset[str]:
    """What narrows alike in both languages: the lexicon's qualifiers, attributes and places, and marks of asides."""
    places = (name.canonical for name in names() if name.kind is NameKind.PLACE)
    told = (*(row.id for row in qualifiers_known()), *(row.name for row in attributes()), *places)
    return frozenset({PRIOR, CONVERTED, *told})


def in_words(qualifier: str) -> str:
    """What a reader is shown of a qualifier: the words of its id.

    >>> in_words("release_date"), in_words("贡献度")
    ('release date', '贡献度')
    """
    return qualifier.replace("_", " ")


def display(claim: Claim) -> str:
    """The value as a reader would write it: a date by its days where its year is known."""
    value = claim.value
    return value.iso if isinstance(value, DateValue) and not value.iso.startswith("--") else value.written


def is_derived(pair: Pair) -> bool:
    """Whether one side was worked out from other claims."""
    return bool(pair.left.derived_from or pair.right.derived_from)


def worked_out(pair: Pair, found_by: str) -> tuple[Claim, Claim] | None:
    """The stated claim and the one worked out (as `found_by` says) to be held against it, or None."""
    if not is_derived(pair):
        return None
    for stated, derived in ((pair.left, pair.right), (pair.right, pair.left)):
        if (
            not stated.derived_from
            and derived.found_by == found_by
            and stated.document == derived.document
            and stated.span == derived.span
            and stated.attribute == derived.attribute
        ):
            return stated, derived
    return None


@once_a_pair
def comparable(pair: Pair) -> bool:
    """Whether a difference between the two would be a contradiction: one thing, one time, one scope, told as fact.

    A claim whose entity and attribute are both carried on from elsewhere is too loosely read for that.
    """
    left, right = pair.left, pair.right
    if pair.weighed:
        return units_match(left, right) and maybe_of_one_time(left, right)
    one_measure = units_match(left, right) or beyond_rates(left, right)
    one_thing = not is_derived(pair) and same_entity(pair) and same_attribute(pair) and one_measure
    one_way = left.attribute.change == right.attribute.change and left.modality == right.modality
    functional = left.attribute.functional and right.attribute.functional
    if not (one_thing and one_way and functional) or periods_differ(left, right) or narrowing(pair):
        return False
    if pair.copies:
        return True
    if pair.same_origin:
        # an article rarely contradicts itself, and a tool often misreads: both must say whose and what by themselves
        return not pair.one_sentence and all(map(is_outspoken, (left, right)))
    return not any(claim.entity.inherited and claim.attribute.inherited for claim in (left, right))


def maybe_of_one_time(left: Claim, right: Claim) -> bool:
    """Whether two figures that tell one statement may be held against each other: no time or measure sets them apart.

    What is only carried on from another sentence, or left out by one of them, does not.
    """
    if left.withdrawn or right.withdrawn or not _told_alike(left, right):
        return False
    if left.attribute.change != right.attribute.change or _of_two_things(left, right):
        return False
    told = not left.entity.inherited and not right.entity.inherited
    if left.kind is ValueKind.ROLE and told and left.entity.name != right.entity.name:
        # two bodies have a head each
        return False
    one, other = (claim.attribute.qualifiers | claim.scope for claim in (left, right))
    if (
        (PRIOR in one) != (PRIOR in other)
        or any(is_(left) != is_(right) for is_ in (_of_a_sample, _of_a_capacity))
        or _of_two_seasons(one, other)
        or told_apart(left, right)
    ):
        return False
    if long_ago(left, right, A_YEAR) or long_ago(right, left, A_YEAR) or grown(left, right):
        return False
    if not one & _WHOLE or not other & _WHOLE:
        # 全省的负荷, 最大负荷: that it is all of where the story plays is what the other leaves to the reader
        one, other = one - _WHOLE, other - _WHOLE
    return (one - other).isdisjoint(_known()) or (other - one).isdisjoint(_known())


def _of_two_seasons(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether each of two is of a season of its own: the first had cost $152 million, season two $196 million."""
    mine, yours = (frozenset(mod for mod in told if mod.startswith("season_")) for told in (one, other))
    return bool(mine) and bool(yours) and mine.isdisjoint(yours)


def _of_two_things(left: Claim, right: Claim) -> bool:
    """Whether the two are told by two clocks, or of two models."""
    return of_two_zones(left, right) or _two_models(left, right)


def _told_alike(left: Claim, right: Claim) -> bool:
    """Whether both are told as fact, or both as what is to be."""
    modalities = {left.modality, right.modality}
    if len(modalities) == 1:
        return True
    if left.kind is right.kind is ValueKind.DATE and modalities in _OF_ONE_DAY:
        return _is_to_come(left) and _is_to_come(right)
    # 计划20日复课, 23日才复课: what was planned came otherwise
    return modalities in _OF_ONE_PLAN and not _has_come(left) and not _has_come(right)


def _is_to_come(claim: Claim) -> bool:
    """Whether a claim's day lay ahead when its article was published."""
    day = claim.value.start if isinstance(claim.value, DateValue) else None
    return day is not None and claim.told is not None and day > claim.told


def _has_come(claim: Claim) -> bool:
    """Whether a claim tells, as done, of a day that had come when its article was published."""
    day = claim.value.start if isinstance(claim.value, DateValue) else None
    return day is not None and claim.modality is Modality.ACTUAL and (claim.told is None or day <= claim.told)


def telling_words() -> frozenset[str]:
    """The words of a claim's clause that are asked for where two claims are compared."""
    return frozenset({_SAMPLE})


def _of_a_sample(claim: Claim) -> bool:
    """Whether a figure is of a sample machine, not of what is sold."""
    return _SAMPLE in claim.wording.clause or _SAMPLE in claim.attribute.qualifiers


def _of_a_capacity(claim: Claim) -> bool:
    """Whether a figure tells how many there is room for, and not how many came."""
    return _CAPACITY in claim.attribute.qualifiers or claim.attribute.family in {"seats", "capacity_transport"}


_SAMPLE, _CAPACITY = "prototype", "capacity"
# what is about to be and what is are told by turns of one announcement: will cut 420 jobs, 裁撤240个职位
_OF_ONE_PLAN = frozenset({frozenset({Modality.ACTUAL, Modality.PLAN}), frozenset({Modality.GOAL, Modality.PLAN})})
# of days, what is expected is as much to come as what is planned: 预计7月21日复产, 7月12日复工
_OF_ONE_DAY = frozenset(frozenset({Modality.FORECAST, other}) for other in (Modality.ACTUAL, Modality.PLAN))


@cache
def _known() -> frozenset[str]:
    """The qualifiers of the language that narrow."""
    return frozenset(row.id for row in qualifiers_known()) - _NEUTRAL


_HANZI = seldom(r"[一-鿿]")
_DESIGNATION = seldom(r"[a-z]?\d[a-z0-9]*")


def _two_models(left: Claim, right: Claim) -> bool:
    """Whether two claims are of two models of one kind: 小米15S Pro and 小米平板7 Ultra."""
    if left.kind is right.kind is ValueKind.NAME:
        # the names themselves are what is compared
        return False
    one, other = (set(_DESIGNATION.findall(claim.entity.name.lower())) for claim in (left, right))
    return bool(one) and bool(other) and one.isdisjoint(other)


def is_outspoken(claim: Claim) -> bool:
    """Whether a claim names its entity and a known attribute beside its value."""
    return claim.attribute.known and not claim.entity.inherited and not claim.attribute.inherited


@once_a_pair
def bear_out(pair: Pair) -> bool:
    """Whether two stated claims speak of one thing in one way and can both be true, no bound far from its figure."""
    return (
        not is_derived(pair)
        and same_entity(pair)
        and same_attribute(pair)
        and bool(agree(pair.left, pair.right))
        and not beyond_twice(pair.left, pair.right)
        and nothing_apart(pair)
    )
