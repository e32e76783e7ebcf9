"""JSON lines: one finding, or one claim, a line, with all that it needs to be understood by itself."""

from collections.abc import Container, Iterable, Iterator, Mapping

from checker.model import Claim, Finding, Run
from checker.report.json_ import claim_record, dumps, finding_record, source_record
from checker.report.places import Places


def render(run: Run) -> str:
    """A line for each finding: its keys, `claims` with those of its pairs in full, `sources` with their articles."""
    return "".join(pieces(run))


def pieces(run: Run) -> Iterator[str]:
    """The lines of `render`."""
    places = Places(run)
    order = {claim.id: index for index, claim in enumerate(run.claims)}
    return _lines(_finding(finding, run, places, order) for finding in run.findings)


def render_claims(run: Run) -> str:
    """A line for each claim: its keys, and `sources` with its article."""
    return "".join(claim_pieces(run))


def claim_pieces(run: Run) -> Iterator[str]:
    """The lines of `render_claims`."""
    places = Places(run)
    return _lines(
        {**claim_record(claim, places), "sources": _sources([claim], places)} for claim in places.in_order(run.claims)
    )


def _lines(records: Iterable[Mapping[str, object]]) -> Iterator[str]:
    return (dumps(record, compact=True) for record in records)


def _finding(finding: Finding, run: Run, places: Places, order: Mapping[str, int]) -> dict[str, object]:
    claims = [run.claim(name) for name in sorted(_names(finding, run, order), key=order.__getitem__)]
    return {
        **finding_record(finding),
        "claims": [claim_record(claim, places) for claim in claims],
        "sources": _sources(claims, places),
    }


def _names(finding: Finding, run: Run, known: Container[str]) -> set[str]:
    """The ids of the claims that the finding speaks of, and of those that they were worked out from."""
    told = [name for position in finding.positions for name in position.claims]
    told += [side.id for judgement in finding.judgements for side in (judgement.pair.left, judgement.pair.right)]
    found: set[str] = set()
    while told:
        name = told.pop()
        if name in known and name not in found:
            found.add(name)
            told += run.claim(name).derived_from
    return found


def _sources(claims: Iterable[Claim], places: Places) -> list[dict[str, object]]:
    told = sorted({claim.document for claim in claims}, key=places.sources.number)
    return [source_record(places.sources[name]) for name in told]
