"""A run looked at from some of its articles: what they take part in, as it stands in the whole."""

from collections import Counter
from collections.abc import Set as AbstractSet
from dataclasses import replace

from checker.model import Run


def about(run: Run, documents: AbstractSet[str]) -> Run:
    """The findings that claims of these documents take part in, with all that they refer to, numbered anew.

    The claims are those of the documents and of the findings, the sources those that tell them.
    """
    told = {claim.id for claim in run.claims if claim.document in documents}
    found = [
        finding
        for finding in run.findings
        if any(not told.isdisjoint(position.claims) for position in finding.positions)
    ]
    met = {claim for finding in found for position in finding.positions for claim in position.claims}
    shown = met | told
    shown |= {operand for claim in run.claims if claim.id in shown for operand in claim.derived_from}
    claims = tuple(claim for claim in run.claims if claim.id in shown)
    sources = documents | {claim.document for claim in claims}
    compared = Counter(claim.document for claim in claims if claim.id in met)
    return replace(
        run,
        sources=tuple(source for source in run.sources if source.document.id in sources),
        claims=claims,
        findings=tuple(replace(finding, id=f"F{number:03d}") for number, finding in enumerate(found, 1)),
        coverage=tuple(
            replace(coverage, compared=min(coverage.compared, compared[coverage.document]))
            for coverage in run.coverage
            if coverage.document in sources
        ),
        not_compared=tuple(item for item in run.not_compared if item.document in documents),
    )
