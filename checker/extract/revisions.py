"""Corrections: a figure that the text itself puts in the place of an older one (由9人修正为12人)."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise

from checker.lexicon.load import literal, words
from checker.model import Claim, Quantity, Span
from checker.model.pattern import seldom
from checker.model.record import replace


def revised(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims of a document, in their order; those of a correction know what they replace.

    The new figure is of whatever the old one was of.
    """
    by_sentence: dict[Span, list[Claim]] = defaultdict(list)
    for claim in claims:
        if isinstance(claim.value, Quantity):
            by_sentence[claim.sentence].append(claim)
    marked: dict[str, Claim] = {}
    for figures in by_sentence.values():
        ordered = sorted(figures, key=lambda claim: claim.at)
        for old, new in _corrections(ordered):
            if old is None:
                marked[new.id] = replace(new, revises=True)
                continue
            assert isinstance(old.value, Quantity)
            marked[old.id] = replace(old, withdrawn=True)
            marked[new.id] = replace(
                new, entity=old.entity, attribute=old.attribute, period=old.period, revises=True, replaces=old.value
            )
    return tuple(marked.get(claim.id, claim) for claim in claims)


def _corrections(figures: Sequence[Claim]) -> Iterable[tuple[Claim | None, Claim]]:
    """The old figure (None where it is not told) and the new one of every correction in a sentence."""
    for verb in _chinese().finditer(figures[0].context):
        new = next((claim for claim in figures if 0 <= claim.at - verb.end() <= _NEAR), None)
        if new is None:
            continue
        old = next((claim for claim in reversed(figures) if claim.at < verb.start()), None)
        yield (old if old is not None and _alike(old, new) else None), new
    for one, other in pairwise(figures):
        between = one.context[one.at + len(_written(one)) : other.at]
        if not _alike(one, other) or not _english().search(one.context[: one.at][-_LEAD:]):
            continue
        if _TO.fullmatch(between):
            yield one, other
        elif _FROM.fullmatch(between):
            yield other, one


def _alike(one: Claim, other: Claim) -> bool:
    """Whether two figures are of one unit, as an old and a new one must be."""
    return one.kind == other.kind and getattr(one.value, "unit", None) == getattr(other.value, "unit", None)


def _written(claim: Claim) -> str:
    return claim.value.written


# code points between 修正为 and its figure (修正为约12人), and between "revised" and the first of its two
_NEAR = 3
_LEAD = 60
_TO = seldom(r"\s*(?:up |down )?to (?:about |around |some )?", re.IGNORECASE)
_FROM = seldom(r",?\s*(?:up |down )?from (?:an? )?(?:initial |earlier |previous )*", re.IGNORECASE)


@cache
def _chinese() -> re.Pattern[str]:
    return re.compile(literal(sorted(words("zh/revisions.toml", "verbs"), key=len, reverse=True)))


@cache
def _english() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{literal(words('en/revisions.toml', 'verbs'))})\b[^,.;]{{0,{_LEAD}}}\Z", re.IGNORECASE)
