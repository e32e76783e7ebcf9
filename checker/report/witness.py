"""The claims behind a position, with copies folded: what each independent source says, once."""

from collections.abc import Iterable

from checker.model import Claim, Finding, Modality, Run
from checker.model.record import dataclass
from checker.report.places import Place, Places
from checker.report.voice import Voice
from checker.report.wording import ends

_ENGLISH = Voice()


@dataclass(frozen=True, slots=True)
class Witness:
    """One origin's statement of one value: the claim to show, where else the same article says so, and its copies.

    `folded` are the claims that it stands for: those of the same article and those of its copies.
    """

    claim: Claim
    place: Place
    again: tuple[Place, ...]
    copies: int
    folded: tuple[Claim, ...] = ()


def witnesses(run: Run, places: Places, identifiers: Iterable[str]) -> list[Witness]:
    """The claims with these ids, one for each origin and value, in report order.

    Of several copies the one with the shortest line is shown: what a scraper leaves behind makes lines longer.
    """
    groups: dict[object, list[Claim]] = {}
    for identifier in identifiers:
        claim = run.claim(identifier)
        found = ends(claim)
        key = (places.origin(claim), claim.kind, found.value, found.low, found.high, claim.attribution)
        groups.setdefault(key, []).append(claim)
    return [_witness(group, places) for group in groups.values()]


def _witness(group: list[Claim], places: Places) -> Witness:
    shown = min(group, key=lambda claim: (places.line_length(claim), places.place(claim).path, claim.span.start))
    here = [claim for claim in group if claim.document == shown.document and claim is not shown]
    return Witness(
        claim=shown,
        place=places.place(shown),
        again=tuple(places.place(claim) for claim in here),
        copies=len({claim.document for claim in group}) - 1,
        folded=tuple(claim for claim in group if claim is not shown),
    )


def circumstances(claim: Claim, voice: Voice = _ENGLISH) -> list[str]:
    """What sets the claim apart from a bare figure, each in a few words: time, scope, modality, who says so."""
    found = [voice.period(claim.period), voice.say("semicolon").join(voice.narrowings(claim.scope))]
    if claim.modality is not Modality.ACTUAL:
        found.append(voice.say(claim.modality))
    if claim.attribution:
        found.append(voice.say("attribution", who=claim.attribution))
    return [part for part in found if part]


def deciding(finding: Finding, run: Run, places: Places) -> list[Claim]:
    """The claims that gave the finding its verdict, the two of one pair first.

    That pair is of the first positions, and of several copies the one with the shortest line, as in `witnesses`.
    """
    rank = {name: index for index, position in enumerate(finding.positions) for name in position.claims}

    def order(claim: Claim) -> tuple[int, int]:
        return rank.get(claim.id, len(rank)), places.line_length(claim)

    pairs = [judgement.pair for judgement in finding.judgements if judgement.verdict is finding.verdict]
    sides = [sorted((pair.left, pair.right), key=lambda claim: order(claim)[0]) for pair in pairs]
    sides.sort(key=lambda pair: [sum(part) for part in zip(*map(order, pair), strict=True)])
    found = [claim for pair in sides for claim in pair]
    if not found:  # a finding of one position was made by no pair
        found = [run.claim(name) for name in rank]
    return list({claim.id: claim for claim in found}.values())


def operands(claim: Claim, run: Run, places: Places, voice: Voice = _ENGLISH) -> str:
    """What a derived claim was worked out from, or nothing."""
    known = [_operand(run, places, identifier) for identifier in claim.derived_from]
    return voice.say("worked_out", operands=voice.say("and").join(known)) if known else ""


def _operand(run: Run, places: Places, identifier: str) -> str:
    try:
        claim = run.claim(identifier)
    except KeyError:
        return identifier
    return f"{claim.quote} ({places.place(claim)})"
