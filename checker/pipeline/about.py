"""A run looked at from some of its articles: what they take part in, as it stands in the whole."""

from collections.abc import Set as AbstractSet

from checker.model import Run
from checker.model.record import replace


def about(run: Run, documents: AbstractSet[str]) -> Run:
    """The run of what these documents take part in, with all that it refers to; its findings are of no others.

    The claims are those of the documents and of the findings, the sources those that tell them. That sentences of other
    documents were read in parts is not told.
    """
    shown = {claim.id for claim in run.claims if claim.document in documents}
    shown |= {claim for finding in run.findings for position in finding.positions for claim in position.claims}
    shown |= {operand for claim in run.claims if claim.id in shown for operand in claim.derived_from}
    claims = tuple(claim for claim in run.claims if claim.id in shown)
    others = {source.document.path for source in run.sources if source.document.id not in documents}
    sources = documents | {claim.document for claim in claims}
    return replace(
        run,
        sources=tuple(source for source in run.sources if source.document.id in sources),
        claims=claims,
        coverage=tuple(coverage for coverage in run.coverage if coverage.document in sources),
        problems=tuple(each for each in run.problems if each.stage != "extract" or each.path not in others),
        not_compared=tuple(item for item in run.not_compared if item.document in documents),
    )
