"""Who was first in something: 成为国内首个日活过亿的AI应用, 是全球首座商用电站."""

import re
from collections.abc import Sequence
from decimal import Decimal

from checker.extract.draft import Draft, Scene
from checker.extract.grammar import grammar
from checker.extract.modality import denied, modality_of
from checker.extract.rows import Row
from checker.extract.sources import attribution_of
from checker.extract.subject import clause_subject
from checker.extract.tokens import Tok, Token
from checker.lexicon.load import literal, words
from checker.model import Attribute, Modality, Quantity, Span, ValueKind

_FIRST = re.compile("首(?:" + literal(words("zh/ranks.toml", "first_of")) + ")")
# code points between 成为 and 首个: the field in which it was first
_FIELD = 12


def read(draft: Draft, row: Row, scene: Scene) -> None:
    """Add what one sentence tells of being first."""
    text = draft.clean.text
    if _BEING.isdisjoint(row.words) or text.find("首", row.span.start, row.span.end) < 0:
        return
    subject = scene.subject
    for tokens in row.parts:
        own = clause_subject(tokens)
        subject = own if own is not None else subject
        place = _first(text, tokens)
        if place is None or subject is None:
            continue
        ahead = own is not None and tokens[own.at].span.end <= place.start
        owner = subject if ahead else subject.carried()
        clause = Span(tokens[0].span.start, tokens[-1].span.end)
        draft.add(
            place,
            ValueKind.RANK,
            owner.entity,
            Attribute("先后", "precedence", qualifiers=_field(tokens, place)),
            Quantity(Decimal(1), Decimal(1), "rank", text[place.start : place.end], Decimal(1)),
            found_by="figure/first",
            sentence=row.span,
            modality=Modality.DENIED if denied(text, row.span) else modality_of(text, clause, place, []),
            attribution=attribution_of(row),
            trace=(f"words: {text[place.start : place.end]}", f"entity: {owner.entity.surface}"),
        )


def _first(text: str, tokens: Sequence[Token]) -> Span | None:
    """The 首个 behind a verb of being or becoming, or None."""
    for token in tokens:
        if token.text in _BEING:
            found = _FIRST.search(text, token.span.end, min(token.span.end + _FIELD, tokens[-1].span.end))
            if found is not None:
                return Span(*found.span())
    return None


_BEING = frozenset({"成为", "是", "系", "成了"})


def _field(tokens: Sequence[Token], place: Span) -> frozenset[str]:
    """What it was first in: the words on both sides of 首个, from the verb of being to the clause's end."""
    start = max(t.span.end for t in tokens if t.text in _BEING and t.span.end <= place.start)
    told: set[str] = set()
    for token in tokens:
        if token.span.start < start or token.span.overlaps(place):
            continue
        if token.kind in {Tok.QUALIFIER, Tok.ATTRIBUTE, Tok.NAME}:
            told.add(token.key)
        elif token.kind is not Tok.MARK and len(token.text) > 1 and not grammar().is_empty(token.text):
            told.add(token.text)
    return frozenset(told)
