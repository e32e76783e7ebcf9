"""Claims whose value is a name: who supplies, leads a round, coaches; which model a product uses; where from."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from checker.extract.draft import Draft, Scene
from checker.extract.modality import denied, modality_of
from checker.extract.owner import clause_subject, named
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
    have ("" any).
    """

    attribute: str
    forms: tuple[str, ...]
    value: str = "after"
    functional: bool = True
    kinds: tuple[str, ...] = ()


@cache
def _finder() -> Finder[Relation]:
    rows = [row for lang in ("zh", "en") for row in load(f"{lang}/relations.toml", "relation", Relation)]
    return Finder({lower(form): row for row in rows for form in row.forms}, fold=True)


def read(draft: Draft, row: Row, scene: Scene) -> None:
    """Add the relations told in one sentence."""
    text = draft.clean.text
    subject = scene.subject
    for index, tokens in enumerate(row.clauses):
        clause = Span(tokens[0].span.start, tokens[-1].span.end)
        own = clause_subject(tokens) if index == 0 else None
        subject = own if own is not None else subject
        for found, relation in _finder().find(text[clause.start : clause.end]):
            place = found.shifted(clause.start)
            value = _value(tokens, place, relation)
            if value is None:
                continue
            others = [t for t in tokens if t.kind is Tok.NAME and t.span.end <= place.start and t is not value]
            owner = named(others[-1], 0) if others else subject.carried() if subject is not None else None
            if owner is None or owner.entity.name == value.key:
                continue
            draft.add(
                Span(min(place.start, value.span.start), max(place.end, value.span.end)),
                ValueKind.RELATION,
                owner.entity,
                Attribute(relation.attribute, "relation:" + relation.attribute, functional=relation.functional),
                NameValue(value.key, value.text),
                found_by="relation/verb",
                sentence=row.span,
                modality=Modality.DENIED if denied(text, row.span) else modality_of(text, clause, place, []),
                attribution=attribution_of(row),
                trace=(f"words: {text[place.start : place.end]}", f"value: {value.text}", f"entity: {owner.entity.surface}"),
            )


def _value(tokens: Sequence[Token], place: Span, relation: Relation) -> Token | None:
    names = [token for token in tokens if token.kind is Tok.NAME and (not relation.kinds or token.tag in relation.kinds)]
    if relation.value == "before":
        behind = [token for token in names if token.span.end <= place.start]
        return behind[-1] if behind and place.start - behind[-1].span.end <= 6 else None
    ahead = [token for token in names if token.span.start >= place.end]
    return ahead[0] if ahead and ahead[0].span.start - place.end <= 6 else None
