"""All that a report may see of a folder, put together once."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from checker.extract.lengthy import WHY
from checker.lexicon.load import digest
from checker.model import Capped, Claim, Document, Finding, Judgement, NotCompared, Problem, Run, Source, SourceCoverage
from checker.pipeline.context import Context
from checker.pipeline.judging import Judged
from checker.settings import VERSION, Settings


def report_of(  # noqa: PLR0913 -- all that came of the steps
    documents: Iterable[Document],
    context: Context,
    told: Sequence[Judged],
    *,
    judgements: Sequence[Judgement],
    findings: tuple[Finding, ...],
    problems: Iterable[Problem],
    capped: Iterable[Capped],
    settings: Settings,
) -> Run:
    """The run: what each step brought to light, sorted."""
    compared = {claim.id: claim for judgement in judgements for claim in _both(judgement)}
    owned = [claim for each in told for claim in (*each.claims, *each.worked_out)]
    nobodys = [claim for each in told for claim in each.nobodys]
    known = {claim.id for claim in (*owned, *nobodys)}
    # what nobody owns, and a name that is only mentioned, are claims where they met another
    met = [claim for claim in nobodys if claim.id in compared]
    named = [compared[id_] for id_ in sorted(compared.keys() - known)]
    languages = {count.document: count.language for each in told for count in each.counts}
    ordered = sorted(documents, key=lambda document: document.id)
    alone = [_nobodys(claim) for claim in nobodys if claim.id not in compared]
    return Run(
        sources=tuple(Source(document, languages[document.id], context.origins[document.id]) for document in ordered),
        claims=(*owned, *met, *named),
        findings=findings,
        coverage=tuple(_coverage(told, [document.id for document in ordered], findings)),
        problems=tuple(
            sorted(
                {*problems, *_capped(capped, ordered), *_in_parts(told, ordered)},
                key=lambda problem: (problem.path, problem.stage, problem.message),
            )
        ),
        not_compared=tuple(
            sorted(
                [*(loose for each in told for loose in each.loose), *alone],
                key=lambda loose: (loose.document, loose.start, loose.end, loose.why),
            )
        ),
        version=VERSION,
        settings_digest=f"{settings.digest()}-{digest()}",
    )


def _capped(capped: Iterable[Capped], documents: Iterable[Document]) -> Iterator[Problem]:
    """What was not compared all with all, each told once; a story is named by its first article."""
    paths = {document.id: document.path for document in documents}
    for each in capped:
        message = f"{each.held} {each.what}, too many to compare all with all; compared are {each.compared}"
        yield Problem(paths.get(each.of, each.of), "align", message)


def _in_parts(told: Iterable[Judged], documents: Iterable[Document]) -> Iterator[Problem]:
    """A problem for each article of which sentences were read in parts."""
    counts = Counter(loose.document for each in told for loose in each.loose if loose.why == WHY)
    for document in documents:
        if count := counts[document.id]:
            more = f" ({count:,} of them)" if count > 1 else ""
            yield Problem(document.path, "extract", f"{WHY}{more}")


def _both(judgement: Judgement) -> tuple[Claim, Claim]:
    return judgement.pair.left, judgement.pair.right


def _nobodys(claim: Claim) -> NotCompared:
    why = "nobody is named that it could belong to"
    return NotCompared(claim.document, claim.span.start, claim.span.end, claim.quote, why)


def _coverage(told: Sequence[Judged], ordered: Iterable[str], findings: Iterable[Finding]) -> Iterator[SourceCoverage]:
    met = {claim.id for finding in findings for judgement in finding.judgements for claim in _both(judgement)}
    stated = (claim for each in told for claim in (*each.claims, *each.nobodys))
    compared = Counter(claim.document for claim in stated if claim.id in met)
    counts = {count.document: count for each in told for count in each.counts}
    for document in ordered:
        count = counts[document]
        yield SourceCoverage(document, count.numbers, count.claims, compared[document], count.loose)
