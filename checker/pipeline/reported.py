"""All that a report may see of a folder, put together once."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from checker.extract.lengthy import WHY
from checker.lexicon.load import digest
from checker.model import Capped, Claim, Document, Finding, Language, NotCompared, Problem, Run, Source, SourceCoverage
from checker.pipeline.context import Context
from checker.pipeline.said import Kind
from checker.pipeline.told import Told
from checker.settings import VERSION, Settings
from checker.store.shelf import Items, Picked

# what decides of every text: its characters, its script, its words, how alike two names are
_ALWAYS = ("charset-normalizer", "jieba", "opencc", "rapidfuzz")
# what takes the text out of files
_READERS = {".docx": "python-docx", ".pdf": "pypdf"}


class Sources(Items[Source]):
    """Documents as sources, each put together when it is asked for."""

    __slots__ = ("_documents", "_languages", "_origins")

    def __init__(self, documents: Sequence[Document], languages: Sequence[Language], origins: Sequence[str]) -> None:
        self._documents = documents
        self._languages = languages
        self._origins = origins

    def __len__(self) -> int:
        return len(self._documents)

    def __iter__(self) -> Iterator[Source]:
        return map(Source, self._documents, self._languages, self._origins)

    def at(self, place: int) -> Source:
        """What stands at a place, which is there."""
        return Source(self._documents[place], self._languages[place], self._origins[place])


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
    paths = {document.id: document.path for document in documents}
    return Run(
        sources=Sources(documents, [languages[id_] for id_ in paths], [context.origins[id_] for id_ in paths]),
        claims=Picked(told.claims, [*owned, *met, *named]),
        findings=findings,
        coverage=tuple(_coverage(told, paths)),
        problems=tuple(
            sorted(
                {*problems, *_capped(capped, paths), *_in_parts(told, paths)},
                key=lambda problem: (problem.path, problem.stage, problem.message),
            )
        ),
        not_compared=tuple(
            sorted(
                [*told.loose, *map(_nobodys, Picked(told.claims, alone))],
                key=lambda loose: (loose.document, loose.start, loose.end, loose.why),
            )
        ),
        version=VERSION,
        settings_digest=f"{settings.digest()}-{digest()}",
        libraries=_libraries(paths.values(), settings),
    )


def _libraries(paths: Iterable[str], settings: Settings) -> tuple[str, ...]:
    """The libraries whose version may change what is found in these files."""
    read = {_READERS[suffix] for path in paths if (suffix := PurePosixPath(path).suffix.lower()) in _READERS}
    web = {"trafilatura"} if settings.read.main_text else set()
    return tuple(sorted({*_ALWAYS, *read, *web}))


def _capped(capped: Iterable[Capped], paths: Mapping[str, str]) -> Iterator[Problem]:
    """What was not compared all with all, each told once; a story is named by its first article."""
    for each in capped:
        message = f"{each.held} {each.what}, too many to compare all with all; compared are {each.compared}"
        yield Problem(paths.get(each.of, each.of), "align", message)


def _in_parts(told: Told, paths: Mapping[str, str]) -> Iterator[Problem]:
    """A problem for each article of which sentences were read in parts."""
    counts = Counter(loose.document for loose in told.loose if loose.why == WHY)
    for document, path in paths.items():
        if count := counts[document]:
            more = f" ({count:,} of them)" if count > 1 else ""
            yield Problem(path, "extract", f"{WHY}{more}")


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
