"""Which claims are compared: those of one entity family and one attribute family, never all with all."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache

from checker.align.levels import TELLING, attribute_level, entity_level, wording_of
from checker.align.people import is_only_addressed
from checker.align.similarity import same_place, same_sentence
from checker.align.skewed import likeliest
from checker.lexicon.load import words
from checker.lexicon.names import names
from checker.lexicon.overlay import kept
from checker.model import Capped, Claim, Pair, Quantity


def blocks(claims: Iterable[Claim]) -> dict[tuple[str, str], list[Claim]]:
    """The claims by entity family and attribute family, each block in the order of the claims' ids."""
    grouped: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        for key in keys(claim):
            grouped[key].append(claim)
    return {key: sorted(block, key=lambda c: c.id) for key, block in sorted(grouped.items())}


def keys_of(claim: Claim) -> list[tuple[str, ...]]:
    """What a claim may share with claims of any other story that it can be compared with: the names of its blocks.

    Every two claims that `pairs` brings together share one, but for those of two spellings of a name (see `spelling`).
    """
    attribute, entity, value = claim.attribute, claim.entity, claim.value
    if attribute.is_unsaid or attribute.is_tie:
        return []
    keys: list[tuple[str, ...]] = [(name, attribute.family) for name in sorted({entity.name, entity.family} - {""})]
    wording = wording_of(claim)
    if wording is not None:
        keys.append(("", attribute.name, *wording))
    if isinstance(value, Quantity) and value.value is not None and abs(value.value) >= TELLING:
        keys.append((entity.name, f"figure:{value.value.normalize()} {value.unit}"))
    return keys


def spelling(claim: Claim) -> tuple[str, str] | None:
    """The attribute and the name under which claims of two spellings of a name meet, or None for those that do not.

    Beside a family that both are of, two spellings are held to be one where the words around the figure name nobody.
    """
    entity, attribute = claim.entity, claim.attribute
    if not (attribute.known and entity.inherited) or len(entity.name) < _SPELLED or attribute.is_unsaid:
        return None
    return None if attribute.is_tie else (attribute.name, entity.name)


# code points of the shortest name that may be close to another and not be it
_SPELLED = 5


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


def pairs(
    block: Sequence[Claim],
    origins: Mapping[str, str],
    capped: list[Capped] | None = None,
    group: Mapping[str, str] | None = None,
) -> Iterator[Pair]:
    """The pairs of a block that speak of the same thing, or of things easily taken for it.

    Of a block that is too large to be compared all with all those that are likeliest to be of one thing are; `capped`
    is told so. Where `group` tells one of each document, only claims of two groups are paired.
    """
    for left, right in likeliest(sorted(block, key=lambda claim: claim.id), origins, capped, group):
        pair = pair_of(left, right, origins)
        if pair is not None:
            yield pair


def pairs_of(
    blocks: Iterable[Sequence[Claim]], origins: Mapping[str, str], capped: list[Capped] | None = None
) -> Iterator[Pair]:
    """The pairs of all blocks, each once: many claims share more than one block."""
    seen: set[tuple[str, str]] = set()
    for block in blocks:
        for left, right in likeliest(block, origins, capped):
            key = left.id, right.id
            if key not in seen and (pair := pair_of(left, right, origins)) is not None:
                seen.add(key)
                yield pair


def pair_of(left: Claim, right: Claim, origins: Mapping[str, str]) -> Pair | None:
    """The pair of two claims, the one with the lower id first, or None where they do not speak of the same thing."""
    who = entity_level(left, right)
    what = attribute_level(left, right) if who is not None else None
    if who is None or what is None or _is_far_fetched(left, right):
        return None
    # few labels, and many pairs
    level = _level(who, what)
    if left.document == right.document:
        return Pair(left, right, level, same_origin=True, one_sentence=left.sentence == right.sentence)
    if origins[left.document] != origins[right.document]:
        return Pair(left, right, level)
    one_sentence = same_sentence(left.context, right.context)
    copies = one_sentence and same_place(left.context, left.at, right.context, right.at)
    return Pair(left, right, level, same_origin=True, one_sentence=one_sentence, copies=copies)


@cache
def _level(who: str, what: str) -> str:
    return f"{who}, {what}"


def _is_far_fetched(left: Claim, right: Claim) -> bool:
    """Whether two articles that tell no story together share words only: an attribute that no lexicon holds, no name.

    Whoever counts umbrellas beside the door in one story counts others in the next.
    """
    if left.document == right.document or (left.story and left.story == right.story):
        return False
    if not (left.attribute.known and right.attribute.known):
        return True
    return any(claim.attribute.inherited or _points(claim.entity.name) for claim in (left, right))


def _points(name: str) -> bool:
    """Whether a name tells whom or what it is of only to those who read what stands before it: 该线, 丁同学."""
    return _looks_back(name) and name not in _well_known()


@lru_cache(maxsize=1 << 14)
def _looks_back(name: str) -> bool:
    return is_only_addressed(name) or name.startswith(words("zh/pointers.toml", "heads"))


@kept
def _well_known() -> frozenset[str]:
    return frozenset(name.canonical for name in names())
