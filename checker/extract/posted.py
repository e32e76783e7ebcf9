"""A claim that somebody holds a post, leads a group or has won a prize."""

from checker.extract.draft import Draft
from checker.extract.modality import denied
from checker.extract.names import canonical
from checker.extract.rows import Row
from checker.extract.sources import attribution_of
from checker.model import Attribute, Entity, Modality, NameValue, Span, ValueKind
from checker.model.record import dataclass


@dataclass(frozen=True, slots=True)
class Post:
    """What is held, of whom, the words that tell it, and which reader found it."""

    name: str
    body: Entity
    words: Span
    found_by: str


def add_holder(draft: Draft, row: Row, post: Post, person: tuple[str, Span]) -> None:
    """Add who holds a post by what one sentence tells; a transcription keeps the dot in its name."""
    name, place = person
    draft.add(
        post.words,
        ValueKind.ROLE,
        post.body,
        Attribute(post.name, "role:" + post.name),
        NameValue(canonical(name) if "·" not in name else name, draft.clean.text[place.start : place.end]),
        found_by=post.found_by,
        sentence=row.span,
        modality=Modality.DENIED if denied(draft.clean.text, row.span) else Modality.ACTUAL,
        attribution=attribution_of(row),
        trace=(f"post: {post.name}", f"person: {name}"),
    )
