"""Claims whose value is a name: who supplies, leads a round, coaches; which model a product uses; where from."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from checker.extract.draft import Draft, Scene
from checker.extract.modality import denied, modality_of
from checker.extract.owner import clause_subject, new_subject
from checker.extract.rows import Row
from checker.extract.sources import attribution_of
from checker.extract.tokens import Tok, Token
from checker.lexicon.finder import Finder, lower
from checker.lexicon.load import load
from checker.model import Attribute, Modality, NameValue, Span, ValueKind


@dataclass(frozen=True)
class Relation:
    """A verb that joins two names: the subject (or object) gets the other as the value of `attribute`.

    `value` tells where the value stands: "after" the words or "before" them. `kinds` are the kinds of name that it may
    have ("" any), and one of `needs` must stand in the sentence: only a round or a deal has lead investors.
    """

    attribute: str
    forms: tuple[str, ...]
    value: str = "after"
    functional: bool = True
    kinds: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()


@cache
def _finder() -> Finder[Relation]:
    rows = [row for lang in ("zh", "en") for row in load(f"{lang}/relations.toml", "relation", Relation)]
    return Finder({lower(form): row for row in rows for form in row.forms}, fold=True)


def read(draft: Draft, row: Row, scene: Scene) -> None:
    """Add the relations told in one sentence."""
    text = draft.clean.text
    subject = scene.subject
    spoken = False
    for tokens in row.clauses:
        clause = Span(tokens[0].span.start, tokens[-1].span.end)
        own = new_subject(tokens) if spoken else clause_subject(tokens)
        spoken = spoken or own is not None
        subject = own if own is not None else subject
        for found, relation in _finder().find(text[clause.start : clause.end]):
            place = found.shifted(clause.start)
            value = _value(tokens, place, relation)
            if not value or not _fits(relation, text[row.span.start : row.span.end]):
                continue
            ahead = [t for t in tokens if t.span.end <= place.start and t not in value]
            owner = clause_subject(ahead) or (subject.carried() if subject is not None else None)
            if owner is None or any(owner.entity.name == token.key for token in value):
                continue
            draft.add(
                Span(min(place.start, value[0].span.start), max(place.end, value[-1].span.end)),
                ValueKind.RELATION,
                owner.entity,
                Attribute(relation.attribute, "relation:" + relation.attribute, functional=relation.functional),
                NameValue("; ".join(token.key for token in value), text[value[0].span.start : value[-1].span.end]),
                found_by="relation/verb",
                sentence=row.span,
                modality=Modality.DENIED if denied(text, row.span) else modality_of(text, clause, place, []),
                attribution=attribution_of(row),
                trace=(
                    f"words: {text[place.start : place.end]}",
                    f"value: {value[0].text}",
                    f"entity: {owner.entity.surface}",
                ),
            )


def _fits(relation: Relation, sentence: str) -> bool:
    return not relation.needs or any(word in lower(sentence) for word in relation.needs)


def _value(tokens: Sequence[Token], place: Span, relation: Relation) -> list[Token]:
    """The names beside the words that are the value: one, or several joined by 和 and the like."""
    fitting = [t for t in tokens if t.kind is Tok.NAME and (not relation.kinds or t.tag in relation.kinds)]
    if relation.value == "before":
        behind = [token for token in fitting if token.span.end <= place.start]
        return behind[-1:] if behind and place.start - behind[-1].span.end <= _NEAR else []
    ahead = [token for token in fitting if token.span.start >= place.end]
    if not ahead or ahead[0].span.start - place.end > _NEAR:
        return []
    joined = ahead[:1]
    for token in ahead[1:]:
        between = [t.text for t in tokens if joined[-1].span.end <= t.span.start and t.span.end <= token.span.start]
        if len(between) != 1 or between[0] not in _JOINS:
            break
        joined.append(token)
    return joined


# code points between the words and the name that they point at
_NEAR = 6
_JOINS = frozenset({"、", "和", "与", "及", "and", "&"})
