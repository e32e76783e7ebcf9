"""Shares of a measure that is told elsewhere in the article: 营收200亿元. … 研发投入24亿元，占营收的15%.

The words of the share name what it is a share of, so that the whole may stand sentences before it.
"""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cache

from checker.extract import terms
from checker.extract.shared import FILES
from checker.extract.tokens import Tok
from checker.extract.working import RATIO, as_rounded, derived_claim, exact, told_like
from checker.lexicon.load import words
from checker.model import Bound, Claim, Modality, Quantity, ValueKind
from checker.model.pattern import seldom

# a share further off than this is one of another whole
_FAR = Decimal("1.5")
# this much of a quotient is rounding that is not told
_LESS, _MORE = Decimal("0.995"), Decimal("1.005")


def shares_of_measures(claims: Sequence[Claim]) -> Iterable[Claim]:
    """The shares of one document that neither of the figures of their measure bears out."""
    ordered = sorted(claims, key=lambda claim: claim.span)
    levels = [claim for claim in ordered if _is_level(claim)]
    for share in ordered:
        stated = _percent(share)
        part = next((c for c in reversed(levels) if c.span.end <= share.span.start), None) if stated else None
        if stated is None or part is None or part.sentence != share.sentence:
            continue
        measure = _measure(share, part)
        found = [c for c in levels if measure is not None and c.attribute.name == measure and _is_whole(c, part, share)]
        worked = [_worked(part, whole, stated) for whole in found]
        if worked and None not in worked:
            last = max(at for at, whole in enumerate(found) if whole.span < share.span or whole is found[0])
            if (quotient := worked[last]) is not None and _is_near(quotient, stated):
                yield derived_claim(share, quotient, (part, found[last]), RATIO)


def _is_level(claim: Claim) -> bool:
    figure = exact(claim)
    if figure is None or claim.kind not in {ValueKind.MONEY, ValueKind.QUANTITY} or claim.modality != Modality.ACTUAL:
        return False
    return not claim.withdrawn and bool(figure.value and figure.low and figure.high) and figure.unit is not None


def _percent(claim: Claim) -> Quantity | None:
    value = claim.value
    if claim.kind is not ValueKind.PERCENT or not isinstance(value, Quantity) or claim.modality != Modality.ACTUAL:
        return None
    told = value.unit == "percent" and value.value and value.value > 0 and not claim.attribute.change
    return value if told and value.bound in {Bound.EXACT, Bound.ABOUT} else None


def _measure(share: Claim, part: Claim) -> str | None:
    """The attribute that a share is told to be of, right before it or right behind; None where it is of another."""
    text = share.context
    lead = text[part.at + len(part.value.written) : share.at] if part.context == text else ""
    before = _before().fullmatch(lead)
    if before is not None:
        return _named(before["of"])
    if not _lead().fullmatch(lead):
        return None
    behind = _OF.match(text, share.at + len(share.value.written))
    return _named(behind["of"]) if behind is not None else None


def _named(told: str) -> str | None:
    """The attribute whose name the words are, or what they end in: 全年营业收入; None where they tell of another."""
    found = [token for token in terms.terms(told) if token.kind is Tok.ATTRIBUTE]
    if len(found) != 1 or found[0].span.end != len(told):
        return None
    around = told[: found[0].span.start].strip().lower()
    return found[0].key if not around or around in _fillers() else None


@cache
def _fillers() -> frozenset[str]:
    return frozenset(word for file in FILES for word in words(file, "own"))


# ，占营收的约: from the part to its share; the measure stands between
_FILL = r"(?:比重|比例|比|份额)?(?:为|约为|约|达到|达|近|超)?\s*"


@cache
def _before() -> re.Pattern[str]:
    return re.compile(
        rf"[^,，;；。\d]{{0,10}}[,，、(（]?\s*约?占(?:到|了|去|据)?(?P<of>[^,，;；。\d的]{{2,12}})的?{_FILL}"
    )


@cache
def _lead() -> re.Pattern[str]:
    """What leads from a part to its share in English: , or 48 percent of revenue."""
    listed = "|".join(sorted(map(re.escape, words("en/reckoning.toml", "share_leads")), key=len, reverse=True))
    return re.compile(
        rf"[a-z ]{{0,24}}[,(–—]?\s*(?:which (?:is|was) )?(?:{listed})\s*(?:about |roughly |some )?", re.IGNORECASE
    )


_OF = seldom(r"\s*of (?P<of>[a-z’' -]{3,40}?)(?=[,.;:)]|\s+(?:in|for|last|this|a)\b|\s*\Z)", re.IGNORECASE)


def _is_whole(whole: Claim, part: Claim, share: Claim) -> bool:
    """Whether a figure may be the whole: of the part's owner, unit and time, and itself no part."""
    if whole is part or getattr(whole.value, "unit", None) != getattr(part.value, "unit", None):
        return False
    if whole.attribute.qualifiers - _NEUTRAL or whole.scope:
        return False
    if not all(claim.entity.name in {whole.entity.name, ""} for claim in (part, share)):
        return False
    one, other = whole.period, part.period
    return one is None or other is None or (one.start, one.end, one.iso) == (other.start, other.end, other.iso)


_NEUTRAL = frozenset({"total", "group"})


def _worked(part: Claim, whole: Claim, stated: Quantity) -> Quantity | None:
    """What a part of a whole is in per cent; None where the stated share bears it out or the part is the larger."""
    some, all_ = exact(part), exact(whole)
    if some is None or all_ is None or not (some.value and some.low and some.high):
        return None
    if not (all_.value and all_.low and all_.high) or some.value >= all_.value:
        return None
    worked = some.value / all_.value * 100
    low, high = as_rounded(some.low / all_.high * 100 * _LESS, some.high / all_.low * 100 * _MORE, stated)
    written = f"{some.written} ÷ {all_.written} = {told_like(worked, stated)}"
    derived = Quantity(low, high, "percent", written, worked)
    return None if derived.meets(stated) else derived


def _is_near(worked: Quantity, stated: Quantity) -> bool:
    return bool(worked.value and stated.value) and 1 / _FAR <= (worked.value or 0) / (stated.value or 1) <= _FAR
