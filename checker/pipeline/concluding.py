"""From what is said of pairs of claims to what a report may see."""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet

from checker.judge.gather import gather
from checker.judge.shadow import unshadowed
from checker.judge.spread import spread
from checker.model import Capped, Document, Judgement, Problem, Run
from checker.pipeline.about import about, of_documents
from checker.pipeline.context import Context
from checker.pipeline.judging import Judged, apart
from checker.pipeline.reported import report_of
from checker.settings import Settings


def concluded(  # noqa: PLR0913 -- all that came of the steps
    documents: Sequence[Document],
    context: Context,
    told: Sequence[Judged],
    judgements: Iterable[Judgement],
    namesakes: Iterable[Judgement],
    *,
    problems: Iterable[Problem],
    capped: Iterable[Capped],
    settings: Settings,
    only: AbstractSet[str] | None = None,
) -> Run:
    """The run that comes of what was told of groups and of pairs; `only` what these documents take part in."""
    listed = sorted(judgements, key=lambda judgement: (judgement.pair.left.id, judgement.pair.right.id))
    weak = frozenset[tuple[str, str]]().union(*(each.weak for each in told))
    listed = spread(unshadowed(listed, weak))
    listed += apart(listed, namesakes)
    findings = gather(listed, context.origins, settings.judge.severities)
    run = report_of(
        documents,
        context,
        told,
        judgements=listed,
        findings=findings if only is None else of_documents(findings, only),
        problems=problems,
        capped=capped,
        settings=settings,
    )
    return run if only is None else about(run, only)
