"""The claims of documents under the names that the whole folder gives them."""

from collections.abc import Iterable, Iterator, Sequence

from checker.align.names import adopted, unnamed
from checker.align.stories import of_incidents, of_lines
from checker.align.years import in_year
from checker.model import Claim, Facts
from checker.pipeline.context import Context


def claims_of(read: Sequence[Facts], context: Context) -> tuple[list[Claim], list[Claim]]:
    """The claims of a group under their canonical names: those that somebody owns, and those that nobody does."""
    resolved = [
        in_year(claim, context.year)
        for facts in read
        for claim in adopted(_resolved(facts.document, facts.claims, context))
    ]
    resolved = _worked_out_once(unnamed(of_lines(of_incidents(resolved)), context.named))
    return [claim for claim in resolved if claim.entity.name], [claim for claim in resolved if not claim.entity.name]


def _worked_out_once(claims: Sequence[Claim]) -> list[Claim]:
    """The claims without sums of unknown measure where the same figures make one of a known measure of somebody's."""
    known = {
        (claim.document, claim.span, claim.trace)
        for claim in claims
        if claim.derived_from and claim.entity.name and claim.attribute.known
    }
    if not known:
        return list(claims)
    return [
        claim
        for claim in claims
        if not claim.derived_from or claim.attribute.known or (claim.document, claim.span, claim.trace) not in known
    ]


def mentions_of(read: Sequence[Facts], context: Context) -> list[Claim]:
    """The mentions of names in a group under their canonical names."""
    return [claim for facts in read for claim in _resolved(facts.document, facts.mentions, context)]


def _resolved(document: str, claims: Iterable[Claim], context: Context) -> Iterator[Claim]:
    """Claims of a document under their canonical names, with their story."""
    story = context.stories[document]
    return (context.names.resolve(claim, story) for claim in claims)
