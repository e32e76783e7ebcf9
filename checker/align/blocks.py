"""Which claims are compared: those of one entity family and one attribute family, never all with all."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from checker.align.levels import TELLING, attribute_level, entity_level
from checker.align.similarity import same_place, same_sentence
from checker.align.skewed import likeliest
from checker.model import Capped, Claim, Pair, Quantity


def blocks(claims: Iterable[Claim]) -> dict[tuple[str, str], list[Claim]]:
    """The claims by entity family and attribute family, each block in the order of the claims' ids."""
    grouped: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        for key in keys(claim):
            grouped[key].append(claim)
    return {key: sorted(block, key=lambda c: c.id) for key, block in sorted(grouped.items())}


def keys(claim: Claim) -> Iterator[tuple[str, str]]:
    """The blocks that a claim stands in, each once."""
    if claim.attribute.is_unsaid or claim.attribute.is_tie:
        # only its whole wording tells what it is of
        return
    for entity in {claim.entity.name, claim.entity.family} - {""}:
        yield entity, claim.attribute.family
    if claim.attribute.known and claim.entity.inherited:
        yield "", claim.attribute.name
    figure = claim.value.value if isinstance(claim.value, Quantity) else None
    if figure is not None and abs(figure) >= TELLING:
        unit = claim.value.unit if isinstance(claim.value, Quantity) else None
        yield claim.entity.name, f"figure:{figure.normalize()} {unit}"


def pairs(block: Sequence[Claim], origins: Mapping[str, str], capped: list[Capped] | None = None) -> Iterator[Pair]:
    """The pairs of a block that speak of the same thing, or of things easily taken for it.

    Of a block that is too large to be compared all with all those that are likeliest to be of one thing are; `capped`
    is told so.
    """
    for left, right in likeliest(sorted(block, key=lambda claim: claim.id), origins, capped):
        who = entity_level(left, right)
        what = attribute_level(left, right) if who is not None else None
        if who is None or what is None:
            continue
        same_origin = origins[left.document] == origins[right.document]
        one_document = left.document == right.document
        one_sentence = same_origin and (
            left.sentence == right.sentence if one_document else same_sentence(left.context, right.context)
        )
        copies = one_sentence and not one_document and same_place(left.context, left.at, right.context, right.at)
        yield Pair(left, right, f"{who}, {what}", same_origin, one_sentence, copies)
