"""Figures worked out from others of one sentence or table row: sums, changes, and dates so many days apart.

A derived claim stands at the place of the stated figure that it is to be held against, and names its operands.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import timedelta
from decimal import Decimal

from checker.extract import terms
from checker.extract.changes import changes
from checker.extract.reckoning import Reckoned
from checker.extract.shared import any_of, is_several
from checker.extract.spans import sums_over_time
from checker.extract.sums import takes_in_more
from checker.extract.wholes import shares_of_measures
from checker.extract.working import CHANGE, SUM, derived_claim, exact, known_sums, sum_of
from checker.lexicon.load import words
from checker.model import (
    Attribute,
    Claim,
    DateValue,
    NameValue,
    Precision,
    Quantity,
    Span,
    ValueKind,
)
from checker.model.pattern import seldom
from checker.model.record import replace
from checker.model.text import place

DATE, ORDER = "derived/date", "derived/order"


def derived(claims: Sequence[Claim], shown: Sequence[Reckoned] = ()) -> tuple[Claim, ...]:
    """The derived claims of one document, numbered behind its own. `shown` are the sums that its sentences do."""
    by_sentence: dict[Span, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_sentence[claim.sentence].append(claim)
    made: list[Claim] = []
    for sentence in sorted(by_sentence, key=place):
        together = sorted(by_sentence[sentence], key=lambda claim: place(claim.span))
        made += [*_totals(together), *_named_sums(together), *_changes(together)]
        made += [*_event_dates(together), *_shares(together)]
    made += _unless_done([*shares_of_measures(claims), *sums_over_time(claims)], made, shown)
    # what no words say the measure of meets nothing
    made += _shown(claims, shown, {claim.span for claim in made if claim.entity.name and not claim.attribute.is_unsaid})
    return tuple(replace(claim, id=f"{claim.document}-d{number:02d}") for number, claim in enumerate(made, 1))


def _totals(claims: Sequence[Claim]) -> Iterable[Claim]:
    """男性71685万人,女性68840万人,二者合计14.0489亿人: the parts that stand right before their total."""
    for index, total in enumerate(claims):
        if "total" not in total.attribute.qualifiers or (stated := exact(total)) is None:
            continue
        parts: list[Claim] = []
        for part in reversed(claims[:index]):
            figure = exact(part)
            if figure is None or figure.unit != stated.unit or part.attribute.name != total.attribute.name:
                break
            parts.insert(0, part)
        if len(parts) < len(("one", "another")) or any_of("part_of").search(total.context, parts[0].at, total.at):
            # 其中: a part of a part is not added again
            continue
        end = total.at + len(total.value.written)
        if any_of("further").search(total.context, parts[-1].at, total.at) or takes_in_more(total.context, end):
            # 另有丙厂在建: one more part, of which no figure is told
            continue
        if not any(is_several(c.context, c.at, c.at + len(c.value.written)) for c in parts):
            yield from _against(total, parts)


def _named_sums(claims: Sequence[Claim]) -> Iterable[Claim]:
    """16金26银22铜,合计64枚奖牌: a total whose parts the lexicon knows."""
    for sum_ in known_sums():
        totals = [claim for claim in claims if claim.attribute.name == sum_.total and exact(claim) is not None]
        for total in totals:
            same = [c for c in claims if c.entity.name == total.entity.name and exact(c) is not None]
            parts = [[c for c in same if c.attribute.name == part] for part in sum_.parts]
            if all(len(found) == 1 for found in parts):
                yield from _against(total, [found[0] for found in parts])


def _unless_done(found: Iterable[Claim], made: Sequence[Claim], shown: Sequence[Reckoned]) -> list[Claim]:
    """The derived claims that stand at no figure for which another was worked out."""
    done = {claim.span for claim in made} | {one.stated for one in shown}
    return [claim for claim in found if claim.span not in done]


# a sum further off than this is no slip: the figures are not parts and total
_SLIP = Decimal("0.25")


def _against(total: Claim, parts: Sequence[Claim]) -> Iterable[Claim]:
    """The sum of the parts, held against the stated total; nothing where it is too far off to be meant."""
    worked = sum_of(total, parts, _SLIP)
    if worked is not None:
        yield derived_claim(total, worked, parts, SUM)


def _changes(claims: Sequence[Claim]) -> Iterable[Claim]:
    """792万人,较上年的954万人少了168万人; 由15亿元增至19.2亿元,增幅18%: a change held against its two ends."""
    for change, worked, ends in changes(claims):
        yield derived_claim(change, worked, ends, CHANGE)


def _event_dates(claims: Sequence[Claim]) -> Iterable[Claim]:
    """12月10日…上线仅23天: the day of the event, so many days before the day that the sentence speaks of."""
    for claim in claims:
        value, period = claim.value, claim.period
        if claim.attribute.name != "历时" or not isinstance(value, Quantity) or value.unit != "day" or period is None:
            continue
        if value.value is None or period.start is None or period.start != period.end:
            continue
        day = period.start - timedelta(days=int(value.value))
        event = next((e for mod in sorted(claim.attribute.qualifiers) if (e := terms.event_of_family(mod))), None)
        if event is None:
            continue
        written = f"{period.text} − {value.written} = {day.isoformat()}"
        yield derived_claim(
            replace(claim, kind=ValueKind.DATE, attribute=Attribute(event.attribute, event.family), period=None),
            DateValue(day, day, Precision.DAY, written, day.isoformat()),
            (claim,),
            DATE,
        )


def _shown(claims: Sequence[Claim], shown: Sequence[Reckoned], done: Collection[Span]) -> Iterable[Claim]:
    """The sums that sentences do and that do not come out, where nothing is derived yet."""
    at: dict[Span, Claim] = {}
    for claim in claims:
        if claim.entity.name and not isinstance(claim.value, NameValue) and not claim.attribute.is_unsaid:
            at.setdefault(claim.span, claim)
    for one in shown:
        stated = at.get(one.stated)
        if stated is not None and one.stated not in done:
            operands = [at[place] for place in one.operands if place in at]
            yield derived_claim(stated, _in_unit(one.value, stated), operands, one.found_by)


def _in_unit(worked: Quantity, stated: Claim) -> Quantity:
    """A bare result in the unit that the stated figure has from elsewhere: 4146 under 单位：万人次 is 41.46 million."""
    value = stated.value
    told = isinstance(value, Quantity) and value.value and worked.unit is None and value.unit is not None
    if not told or not isinstance(value, Quantity) or value.value is None or not _BARE.fullmatch(value.written):
        return worked
    if None in (worked.low, worked.high, worked.value):
        return worked
    scale = abs(value.value) / Decimal(value.written.replace(",", ""))
    low, high, middle = ((end or Decimal(0)) * scale for end in (worked.low, worked.high, worked.value))
    return replace(worked, low=low, high=high, value=middle, unit=value.unit)


_BARE = seldom(r"(?!0)[\d,]*\d(?:\.\d+)?")


def _shares(claims: Sequence[Claim]) -> Iterable[Claim]:
    """市场份额为120%: a share of a whole, held against the whole."""
    for claim in claims:
        value = claim.value
        if claim.attribute.name not in words("orders.toml", "shares") or claim.attribute.change:
            continue
        if isinstance(value, Quantity) and value.unit == "percent" and value.low is not None and value.low > _WHOLE:
            yield derived_claim(
                claim, Quantity(Decimal(0), _WHOLE, "percent", "a share is at most 100%"), (claim,), ORDER
            )


_WHOLE = Decimal(100)
