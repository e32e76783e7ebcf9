"""Since when somebody holds a post, where English tells it around the post: has been chief executive since 2024."""

from collections.abc import Sequence
from functools import cache

from checker.extract.dated import closed, is_date
from checker.extract.draft import Draft
from checker.extract.modality import denied, modality_of
from checker.extract.names import canonical
from checker.extract.person_names import person_at
from checker.extract.rows import Row
from checker.extract.sources import attribution_of
from checker.extract.tokens import Tok, Token
from checker.lexicon.finder import lower
from checker.lexicon.load import words
from checker.model import Attribute, DateValue, Entity, Modality, Span, ValueKind

_NEEDED = frozenset({Tok.ROLE, Tok.TIME})
_ATTRIBUTE, _FAMILY = "就任日期", "appointment_date"
# tokens from a verb to the post, and from a post to the time
_BEFORE, _BEHIND = 4, 5


def read(draft: Draft, row: Row) -> None:
    """Add when those whom one sentence names took up their posts."""
    if not row.kinds >= _NEEDED or row.words.isdisjoint(_verbs()):
        return
    spoken_of: tuple[str, Span] | None = None
    for tokens in row.parts:
        for j, token in enumerate(tokens):
            if token.kind is Tok.NAME and token.is_latin:
                spoken_of = person_at(tokens, j) or spoken_of
            elif token.kind is Tok.ROLE and token.is_latin and spoken_of is not None:
                when = _since(tokens, j) or _taken_up(tokens, j)
                if when is not None:
                    _add(draft, row, tokens, when, spoken_of[0])


@cache
def _verbs() -> frozenset[str]:
    return _words("holds") | _words("becomes") | _words("comes")


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(words("en/successions.toml", key))


def _since(tokens: Sequence[Token], j: int) -> Token | None:
    """Has been chief executive |since June 2024."""
    if not any(lower(token.text) in _words("holds") for token in tokens[max(0, j - _BEFORE) : j]):
        return None
    told = next((token for token in tokens[j + 1 : j + 1 + _BEHIND] if token.kind is Tok.TIME), None)
    return told if told is not None and lower(told.text).startswith("since ") and _starts(told) else None


def _taken_up(tokens: Sequence[Token], j: int) -> Token | None:
    """Became finance director |in March 2021, came over from Kohl's |in January 2025 to be chief executive."""
    before = [lower(token.text) for token in tokens[:j]]
    if not _words("becomes").isdisjoint(before[-_BEFORE:]):
        return next(
            (token for token in tokens[j + 1 : j + 1 + _BEHIND] if token.kind is Tok.TIME and is_date(token)), None
        )
    if before[-2:] not in (["to", "be"], ["to", "become"], ["over", "as"], ["back", "as"]):
        return None
    came = next((k for k in range(j - 1, -1, -1) if before[k] in _words("comes")), None)
    if came is None:
        return None
    return next((token for token in tokens[came:j] if token.kind is Tok.TIME and is_date(token)), None)


def _starts(token: Token) -> bool:
    """Whether a time tells from when on: since 2019."""
    value = token.value.payload if token.value is not None else None
    return isinstance(value, DateValue) and value.start is not None


def _add(draft: Draft, row: Row, tokens: Sequence[Token], when: Token, person: str) -> None:
    value = when.value.payload if when.value is not None else None
    assert isinstance(value, DateValue)
    text = draft.clean.text
    raw = draft.clean.to_raw(when.span)
    if any(claim.span == raw and claim.attribute.name == _ATTRIBUTE for claim in draft.claims):
        return
    clause = Span(tokens[0].span.start, tokens[-1].span.end)
    draft.add(
        when.span,
        ValueKind.DATE,
        Entity(canonical(person), person),
        Attribute(_ATTRIBUTE, _FAMILY),
        closed(value),
        found_by="dated/tenure",
        sentence=row.span,
        modality=Modality.DENIED if denied(text, row.span) else modality_of(text, clause, when.span, []),
        attribution=attribution_of(row),
        trace=(f"date: {when.text}", f"entity: {person}"),
    )
