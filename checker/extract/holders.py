"""Holders of posts whose names are the cells of a table: | 馆长 | 祁望山 |, | Chief executive | Maren Ostrow |."""

from collections.abc import Sequence

from checker.extract.attribute import OPENERS
from checker.extract.draft import Draft
from checker.extract.grammar import grammar
from checker.extract.names import canonical
from checker.extract.person_names import person_at
from checker.extract.persons import post_of
from checker.extract.subject import UNNAMED, Owner, named
from checker.extract.tokens import Tok, Token
from checker.lexicon.finder import lower
from checker.model import Attribute, Entity, NameValue, Span, ValueKind


def read(
    draft: Draft, line: Span, clause: Sequence[Token], heads: Sequence[Sequence[Token]], owner: Owner | None
) -> None:
    """Add the holder whom a cell names under or beside a post. `heads` are the heads of its row and its column."""
    post = next((tokens for tokens in heads if _is_post(tokens)), ())
    person = person_at(clause, 0) if clause else None
    if not post or person is None or not _is_all(clause, person[1]):
        return
    name, span = person
    names = (
        token
        for tokens in heads
        for token in tokens
        if token.kind is Tok.NAME and lower(token.text) not in grammar().name_heads
    )
    named_here = next(names, None)
    organisation = named(named_here, -1) if named_here is not None else owner or UNNAMED
    told, family, functional = post_of(post, len(post) - 1, organisation)
    draft.add(
        span,
        ValueKind.ROLE,
        Entity(organisation.entity.name, organisation.entity.surface, inherited=named_here is None),
        Attribute(told, "role:" + family, functional=functional),
        NameValue(canonical(name) if "·" not in name else name, draft.clean.text[span.start : span.end]),
        found_by="table/holder",
        sentence=line,
        trace=(f"post: {post[-1].text}", f"person: {name}"),
    )


def _is_post(tokens: Sequence[Token]) -> bool:
    """Whether a head is a post or a deputy's and nothing else."""
    if not tokens or tokens[-1].kind is not Tok.ROLE:
        return False
    return all(word.text in grammar().deputies for word in tokens[:-1])


def _is_all(clause: Sequence[Token], person: Span) -> bool:
    """Whether a cell holds a name and nothing else but what stands in brackets behind it."""
    behind = next((token for token in clause if token.span.start >= person.end), None)
    return behind is None or behind.text in OPENERS
