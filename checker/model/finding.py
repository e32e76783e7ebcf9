"""Findings: what comparing claims brought to light, and the run that holds it all."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import field
from enum import StrEnum
from zlib import crc32

from checker.model.claim import Claim
from checker.model.record import dataclass
from checker.model.text import Document, Language


class Verdict(StrEnum):
    """What two claims are to one another."""

    CONTRADICTION = "contradiction"
    EXPLAINED = "explained"
    AGREEMENT = "agreement"


class Severity(StrEnum):
    """What an editor should read first."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two claims that met; `left` sorts before `right`. `level` says why they were thought to be of one thing.

    `same_origin` is true where both stand in copies of one article (or in one article), `one_sentence` where they
    stand in one sentence of it, `copies` where they are one value of one sentence in two copies. `weighed` tells that
    the two met by the weight of their whole wording, and not by entity and attribute.
    """

    left: Claim
    right: Claim
    level: str
    same_origin: bool = False
    one_sentence: bool = False
    copies: bool = False
    weighed: bool = False


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one rule says of one pair; `because` is one sentence for an editor."""

    rule: str
    verdict: Verdict
    pair: Pair
    because: str


@dataclass(frozen=True, slots=True)
class Position:
    """The claims of a finding that hold compatible values, and how many independent origins they have."""

    display: str
    claims: tuple[str, ...]
    origins: int


@dataclass(frozen=True, slots=True, repr=False)
class Finding:
    """One entity and attribute in one period and scope: its positions, its judged pairs, and the gravest verdict.

    `dismissed` is the reason why somebody has settled it.
    """

    id: str
    fingerprint: str
    verdict: Verdict
    rule: str
    severity: Severity
    entity: str
    attribute: str
    message: str
    positions: tuple[Position, ...]
    judgements: Sequence[Judgement]
    dismissed: str | None = None

    def __repr__(self) -> str:
        # its judgements hold whole claims, which would fill a page; an article's words are quoted as Python quotes them
        told = " / ".join(repr(position.display) for position in self.positions)
        about = f"{self.verdict} {self.rule} {self.severity}: {self.entity!r} {self.attribute!r}"
        return f"<Finding {self.fingerprint[:8]} {about} {told}>"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something skipped, never silently. `path` is as given, `stage` where it happened."""

    path: str
    stage: str
    message: str


@dataclass(frozen=True, slots=True)
class Capped:
    """Something too large to be compared all with all: `what` it is and `of` what, what it `held`, what was `compared`.

    Nothing is left out without one.
    """

    what: str
    of: str
    held: int
    compared: str


@dataclass(frozen=True, slots=True)
class NotCompared:
    """A value that was read but not attached to an entity or attribute, and why. Offsets are of the raw text."""

    document: str
    start: int
    end: int
    quote: str
    why: str


@dataclass(frozen=True, slots=True)
class SourceCoverage:
    """How much of a source was checked: numbers seen, claims made, claims that met another."""

    document: str
    numbers: int
    claims: int
    compared: int
    unattached: int


@dataclass(frozen=True, slots=True)
class Source:
    """A document in a run: what was found out about it as a whole. Sources of one `origin` are copies."""

    document: Document
    language: Language
    origin: str


@dataclass(frozen=True, slots=True)
class Run:
    """All that a report may see, sorted once. `settings_digest` names the settings and words it was made with.

    `settled` counts the findings that were left out because somebody has dismissed them.
    """

    sources: Sequence[Source]
    claims: Sequence[Claim]
    findings: Sequence[Finding]
    coverage: tuple[SourceCoverage, ...] = ()
    problems: tuple[Problem, ...] = ()
    not_compared: tuple[NotCompared, ...] = ()
    version: str = ""
    settings_digest: str = ""
    settled: int = 0
    # made when a claim is asked for, see `_index`
    _places: "tuple[array[int], array[int]] | None" = field(default=None, init=False, repr=False, compare=False)

    def claim(self, identifier: str) -> Claim:
        """The claim with this id.

        Raises:
            KeyError: no claim has it.
        """
        if self._places is None:
            object.__setattr__(self, "_places", _index(self.claims))
        assert self._places is not None
        marks, places = self._places
        mark = crc32(identifier.encode("utf-8", "surrogatepass"))
        for at in range(bisect_left(marks, mark), bisect_right(marks, mark)):
            claim = self.claims[places[at]]
            if claim.id == identifier:
                return claim
        raise KeyError(identifier)

    def of(self, verdict: Verdict | str) -> tuple[Finding, ...]:
        """The findings with this verdict, in report order.

        Raises:
            ValueError: there is no such verdict.
        """
        wanted = Verdict(verdict)
        return tuple(finding for finding in self.findings if finding.verdict is wanted)


def _index(claims: Iterable[Claim]) -> "tuple[array[int], array[int]]":
    """Short marks of the claims' ids, sorted, and the place of the claim behind each.

    A dictionary of the claims would hold them all, and a run may have millions.
    """
    marks = array("L", [crc32(claim.id.encode("utf-8", "surrogatepass")) for claim in claims])
    order = sorted(range(len(marks)), key=marks.__getitem__)
    return array("L", [marks[at] for at in order]), array("L", order)
