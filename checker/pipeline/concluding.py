"""From what is said of pairs of claims to what a report may see."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet

from checker.lexicon.overlay import House
from checker.model import Capped, Document, Problem, Run
from checker.pipeline.about import about
from checker.pipeline.context import Context
from checker.pipeline.gathering import findings_of
from checker.pipeline.reported import report_of
from checker.pipeline.told import Told
from checker.pipeline.workshop import Shared
from checker.settings import Settings


def concluded(  # noqa: PLR0913 -- all that came of the steps
    documents: Sequence[Document],
    context: Context,
    told: Told,
    *,
    heads: Mapping[str, str],
    house: Shared[House],
    problems: Iterable[Problem],
    capped: Iterable[Capped],
    settings: Settings,
    only: AbstractSet[str] | None = None,
) -> Run:
    """The run that comes of what was told of groups and of pairs; `only` what these documents take part in.

    `documents` are in the order of their ids, `heads` the first documents of the groups that they are in.
    """
    capped = list(capped)
    findings = findings_of(
        told,
        context.origins,
        heads,
        severities=settings.judge.severities,
        house=house,
        capped=capped,
        only=only,
    )
    run = report_of(documents, context, told, findings=findings, problems=problems, capped=capped, settings=settings)
    return run if only is None else about(run, only)
