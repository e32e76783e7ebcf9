"""Which findings a reader asked for: by verdict, severity, entity, attribute and source."""

from collections.abc import Iterable, Iterator, Mapping
from fnmatch import fnmatchcase
from pathlib import PurePath

from checker.model import Finding, Run, Severity, Source, Verdict
from checker.model.record import dataclass, replace
from checker.report.places import Places
from checker.report.script import folded

_SEVERITIES = tuple(Severity)  # gravest first


@dataclass(frozen=True, slots=True)
class Selection:
    """What is asked for. Nothing under a heading asks for all; of several things under one heading any will do.

    `entities` and `attributes` are parts of names, in any case and script (simplified or traditional); `sources` are
    parts of paths or path patterns (`*`, `?`), and one claim of a finding in such a source is enough.
    """

    verdicts: frozenset[Verdict] = frozenset()
    least: Severity | None = None
    entities: tuple[str, ...] = ()
    attributes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()

    def apply(self, run: Run) -> Run:
        """The run with the findings asked for; sources, claims and coverage stay as they are."""
        if self == Selection():
            return run
        sources = Places(run).sources
        return replace(run, findings=tuple(each for each in run.findings if self._asks_for(each, run, sources)))

    def left_out(self, run: Run) -> tuple[Finding, ...] | None:
        """The findings of `run` that `apply` drops; None where nothing is asked for and nothing could be dropped."""
        if self == Selection():
            return None
        kept = {finding.id for finding in self.apply(run).findings}
        return tuple(finding for finding in run.findings if finding.id not in kept)

    def _asks_for(self, finding: Finding, run: Run, sources: Mapping[str, Source]) -> bool:
        return (
            (not self.verdicts or finding.verdict in self.verdicts)
            and (self.least is None or _SEVERITIES.index(finding.severity) <= _SEVERITIES.index(self.least))
            and _names_one(self.entities, _entities(finding, run))
            and _names_one(self.attributes, _attributes(finding, run))
            and _stands_in_one(self.sources, _paths(finding, run, sources))
        )


def _claims(finding: Finding) -> Iterator[str]:
    for position in finding.positions:
        yield from position.claims


def _entities(finding: Finding, run: Run) -> Iterator[str]:
    yield finding.entity
    for identifier in _claims(finding):
        entity = run.claim(identifier).entity
        yield from (entity.name, entity.surface)


def _attributes(finding: Finding, run: Run) -> Iterator[str]:
    yield finding.attribute
    yield from (run.claim(identifier).attribute.name for identifier in _claims(finding))


def _paths(finding: Finding, run: Run, sources: Mapping[str, Source]) -> Iterator[str]:
    for document in {run.claim(identifier).document for identifier in _claims(finding)}:
        yield sources[document].document.path


def _names_one(asked: tuple[str, ...], names: Iterable[str]) -> bool:
    if not asked:
        return True
    told = [folded(name) for name in names]
    return any(folded(part) in name for part in asked for name in told)


def _stands_in_one(asked: tuple[str, ...], paths: Iterable[str]) -> bool:
    return not asked or any(in_source(path, pattern) for path in paths for pattern in asked)


def in_source(path: str, pattern: str) -> bool:
    """Whether a pattern fits a path or its last part, or is a part of the path as it stands.

    >>> in_source("press/Daily_[1].TXT", "daily"), in_source("press/daily.txt", "d*.txt"), in_source("a[1].txt", "a[1]")
    (True, True, True)
    """
    whole, asked = path.casefold(), pattern.casefold()
    return asked in whole or fnmatchcase(whole, asked) or fnmatchcase(PurePath(whole).name, asked)
