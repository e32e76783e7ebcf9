"""All that a report may see of a folder, put together once."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from checker.lexicon.load import digest
from checker.model import Capped, Claim, Document, Finding, NotCompared, Problem, Run, Source, SourceCoverage
from checker.pipeline.context import Context
from checker.pipeline.told import Kind, Told
from checker.settings import VERSION, Settings
from checker.store.shelf import Picked, Shelf


def report_of(  # noqa: PLR0913 -- all that came of the steps
    documents: Sequence[Document],
    context: Context,
    told: Told,
    *,
    findings: tuple[Finding, ...],
    problems: Iterable[Problem],
    capped: Iterable[Capped],
    settings: Settings,
) -> Run:
    """The run: what each step brought to light, sorted. `documents` are in the order of their ids."""
    owned = [at for at, kind in enumerate(told.kinds) if kind <= Kind.WORKED_OUT]
    # what nobody owns, and a name that is only mentioned, are claims where they met another
    met = [at for at, kind in enumerate(told.kinds) if kind == Kind.NOBODYS and told.compared[at]]
    named = [at for at, kind in enumerate(told.kinds) if kind == Kind.NAMED and told.compared[at]]
    named.sort(key=lambda at: told.claims[at].id)
    alone = [at for at, kind in enumerate(told.kinds) if kind == Kind.NOBODYS and not told.compared[at]]
    languages = {count.document: count.language for count in told.counts}
    sources: Shelf[Source] = Shelf(lot=1)
    paths: dict[str, str] = {}
    for document in documents:
        paths[document.id] = document.path
        sources.append(Source(document, languages[document.id], context.origins[document.id]))
    return Run(
        sources=sources,
        claims=Picked(told.claims, [*owned, *met, *named]),
        findings=findings,
        coverage=tuple(_coverage(told, paths)),
        problems=tuple(sorted({*problems, *_capped(capped, paths)}, key=lambda p: (p.path, p.stage, p.message))),
        not_compared=tuple(
            sorted(
                [*told.loose, *map(_nobodys, Picked(told.claims, alone))],
                key=lambda loose: (loose.document, loose.start, loose.end, loose.why),
            )
        ),
        version=VERSION,
        settings_digest=f"{settings.digest()}-{digest()}",
    )


def _capped(capped: Iterable[Capped], paths: Mapping[str, str]) -> Iterator[Problem]:
    """What was not compared all with all, each told once; a story is named by its first article."""
    for each in capped:
        message = f"{each.held} {each.what}, too many to compare all with all; compared are {each.compared}"
        yield Problem(paths.get(each.of, each.of), "align", message)


def _nobodys(claim: Claim) -> NotCompared:
    why = "nobody is named that it could belong to"
    return NotCompared(claim.document, claim.span.start, claim.span.end, claim.quote, why)


def _coverage(told: Told, ordered: Iterable[str]) -> Iterator[SourceCoverage]:
    stated = {Kind.OWNED, Kind.NOBODYS}
    found = [at for at, kind in enumerate(told.kinds) if kind in stated and told.found[at]]
    compared = Counter(claim.document for claim in Picked(told.claims, found))
    counts = {count.document: count for count in told.counts}
    for document in ordered:
        count = counts[document]
        yield SourceCoverage(document, count.numbers, count.claims, compared[document], count.loose)
