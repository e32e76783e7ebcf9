"""How many times in a row something rose or fell: 连续第四年负增长, 连续三个季度下滑, for a fourth consecutive year."""

import re
from collections.abc import Sequence
from decimal import Decimal

from checker.extract import terms
from checker.extract.attribute import is_growth, owner_behind
from checker.extract.draft import Draft, Scene
from checker.extract.modality import denied, modality_of
from checker.extract.narrowing import noun_mods
from checker.extract.rows import Row
from checker.extract.signs import Signs
from checker.extract.sources import attribution_of
from checker.extract.subject import UNNAMED, Owner, clause_subject, named
from checker.extract.tokens import Tok, Token
from checker.extract.values import hanzi, spelled
from checker.lexicon.finder import Finder, lower
from checker.lexicon.load import mapping, words
from checker.model import Attribute, Modality, Quantity, Span, ValueKind
from checker.model.pattern import seldom

_UNITS = {"年": "year", "季度": "quarter", "季": "quarter", "月": "month", "周": "week", "天": "day", "日": "day"}
_CHINESE = seldom(r"连续第?(?P<count>[一二三四五六七八九十两\d]{1,3})个?(?P<unit>年|季度|季|月|周|天|日)")
_ENGLISH = seldom(
    r"\b(?P<count>[a-z]+|\d{1,2})(?:st|nd|rd|th)? (?:consecutive|straight|successive) "
    r"(?P<unit>year|quarter|month|week|day)s?\b"
    r"|\b(?P<count2>[a-z]+|\d{1,2})(?:st|nd|rd|th)? (?P<unit2>year|quarter|month|week|day)s? (?:in a row|running)\b",
    re.IGNORECASE,
)
_SIGNS = Signs(lambda: ("连续", "consecutive", "straight", "successive", "in a row", "running"))
# code points between the streak and the word that says which way it went
_NEAR = 24


def read(draft: Draft, row: Row, scene: Scene) -> None:
    """Add the streaks of one sentence; what rose or fell is what the sentence spoke of last."""
    text = draft.clean.text
    if not _SIGNS.stand(text, row.span.start, row.span.end):
        return
    for tokens in row.parts:
        clause = Span(tokens[0].span.start, tokens[-1].span.end)
        told = _CHINESE.search(text, clause.start, clause.end) or _ENGLISH.search(text, clause.start, clause.end)
        count = _count(told) if told is not None else None
        if told is None or count is None:
            continue
        way = _way(text, clause, Span(*told.span()))
        measure = _measure(tokens, Span(*told.span()), scene)
        owner = _owner(draft, row, tokens, scene)
        if way is None or measure is None:
            continue
        unit = told["unit"] or (told.groupdict().get("unit2") or "")
        name, mods = measure
        draft.add(
            Span(*told.span()),
            ValueKind.DURATION,
            owner.entity,
            Attribute(f"{name}连续{way}", f"streak:{name}", qualifiers=mods),
            Quantity(count, count, _UNITS.get(unit, lower(unit)), told.group(), count),
            found_by="figure/streak",
            sentence=row.span,
            modality=Modality.DENIED if denied(text, row.span) else modality_of(text, clause, Span(*told.span()), []),
            attribution=attribution_of(row),
            trace=(f"streak: {told.group()}", f"of: {name}", f"entity: {owner.entity.surface}"),
        )


def _count(told: re.Match[str]) -> Decimal | None:
    """How many times in a row, or None where the word is no number (several straight years)."""
    groups = told.groupdict()
    written = groups["count"] or groups.get("count2") or ""
    if written.isdecimal():
        return Decimal(written)
    if written.isascii():
        place = mapping("en/ranks.toml", "ordinals").get(lower(written))
        return Decimal(place) if place is not None else spelled.ONES.get(lower(written))
    figure = hanzi.read(written, 0)
    return figure.value if figure is not None else None


_DIRECTIONS = {"up": "增长", "down": "下降"}
_FINDER = Finder(
    {
        lower(word): _DIRECTIONS[key]
        for file in ("zh/directions.toml", "en/directions.toml")
        for key in ("up", "down")
        for word in words(file, key)
        if len(word) > 1
    },
    fold=True,
)


def _way(text: str, clause: Span, place: Span) -> str | None:
    """Which way it went: told right behind the streak, or before it (fell for a third straight year)."""
    behind = next(_FINDER.find(text[place.end : min(clause.end, place.end + _NEAR)]), None)
    if behind is not None:
        return behind[1]
    before = list(_FINDER.find(text[max(clause.start, place.start - _NEAR) : place.start]))
    return before[-1][1] if before else None


def _measure(tokens: Sequence[Token], place: Span, scene: Scene) -> tuple[str, frozenset[str]] | None:
    """What rose or fell: the attribute that the clause names before the streak, else what was spoken of last."""
    for j in range(len(tokens) - 1, -1, -1):
        token = tokens[j]
        row = terms.attribute(token.key) if token.kind is Tok.ATTRIBUTE and not is_growth(token) else None
        if row is not None and token.span.end <= place.start:
            return row.name, noun_mods(tokens, j)
    last = next((said for said in scene.said if said.known), None)
    return (last.name, frozenset()) if last is not None else None


def _owner(draft: Draft, row: Row, tokens: Sequence[Token], scene: Scene) -> Owner:
    """Whose it is: the clause's own subject, else whose the sentence's last figure was, else the running subject."""
    at = next((j for j, token in enumerate(tokens) if token.kind is Tok.ATTRIBUTE), -1)
    behind = owner_behind(tokens, at)
    own = named(tokens[behind], behind) if behind is not None else clause_subject(tokens)
    if own is not None:
        return own
    raw = draft.clean.to_raw(row.span)
    earlier = next((claim for claim in reversed(draft.claims) if claim.sentence == raw), None)
    if earlier is not None:
        return Owner(earlier.entity).carried()
    return scene.subject.carried() if scene.subject is not None else UNNAMED
