"""The findings of a JSON report that was written earlier, and how a person calls one of them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol, TypeVar

from checker.errors import InputError, UnknownNameError
from checker.model.record import dataclass
from checker.report.json_ import SCHEMA_VERSION
from checker.report.wording import visible

Record = Mapping[str, object]
# fewer letters than these fit too many fingerprints, and a slip of the finger fits one as well
FEWEST_LETTERS = 4
# of those that a name fits, as many as a line can hold
MOST_CANDIDATES = 6


@dataclass(frozen=True, slots=True)
class SavedPosition:
    """A position of a finding: what it says, the values of its claims, and where they stand (path:line:column)."""

    display: str
    origins: int
    places: tuple[str, ...] = ()
    values: frozenset[str] = frozenset()

    def says(self, other: "SavedPosition") -> bool:
        """Whether a claim of each tells one value, in whatever words."""
        return self.display == other.display or not self.values.isdisjoint(other.values)


@dataclass(frozen=True, slots=True)
class SavedFinding:
    """A finding as its report tells it. `periods` are the first and last days that its claims speak of."""

    id: str
    fingerprint: str
    verdict: str
    rule: str
    severity: str
    entity: str
    attribute: str
    message: str
    positions: tuple[SavedPosition, ...]
    periods: frozenset[tuple[str, str]] = frozenset()
    dismissed: str | None = None


class Named(Protocol):
    """What can be called by the letters of a fingerprint."""

    @property
    def fingerprint(self) -> str:
        """The name that a finding's content gives it."""

    @property
    def entity(self) -> str:
        """Who or what it is about."""

    @property
    def attribute(self) -> str:
        """What is said of it."""

    @property
    def verdict(self) -> str:
        """What its claims are to one another."""


AnyNamed = TypeVar("AnyNamed", bound=Named)


def read(report: Record, path: str) -> tuple[SavedFinding, ...]:
    """The findings of the report that was read from `path`, in its order.

    Raises:
        InputError: the report has another schema version, or a finding without a fingerprint.
    """
    version = text_of(report, "schema_version")
    if version != SCHEMA_VERSION:
        told = f"version {version!r}" if version else "no version"
        raise InputError(path, f"has {told} of the report's schema, not {SCHEMA_VERSION!r}; write it anew")
    claims = {text_of(claim, "id"): claim for claim in records_of(report, "claims")}
    paths = {text_of(source, "id"): text_of(source, "path") for source in records_of(report, "sources")}
    findings = tuple(_finding(item, claims, paths) for item in records_of(report, "findings"))
    for number, finding in enumerate(findings, 1):
        if not finding.fingerprint:
            raise InputError(path, f"is not a report of checker (finding {number} has no fingerprint)")
    return findings


def _finding(item: Record, claims: Mapping[str, Record], paths: Mapping[str, str]) -> SavedFinding:
    positions = records_of(item, "positions")
    told = [[claims.get(str(name), {}) for name in list_of(position, "claims")] for position in positions]
    dismissed = item.get("dismissed")
    return SavedFinding(
        id=text_of(item, "id"),
        fingerprint=text_of(item, "fingerprint"),
        verdict=text_of(item, "verdict"),
        rule=text_of(item, "rule"),
        severity=text_of(item, "severity"),
        entity=text_of(item, "entity"),
        attribute=text_of(item, "attribute"),
        message=text_of(item, "message"),
        positions=tuple(
            SavedPosition(
                text_of(position, "display"),
                _count(position, "origins"),
                tuple(dict.fromkeys(_place(claim, paths) for claim in held if claim)),
                frozenset(_value(claim) for claim in held if claim),
            )
            for position, held in zip(positions, told, strict=True)
        ),
        periods=frozenset(filter(any, (_period(claim) for held in told for claim in held))),
        dismissed=text_of(dismissed, "reason") if isinstance(dismissed, Mapping) else None,
    )


def _place(claim: Record, paths: Mapping[str, str]) -> str:
    evidence = record_of(claim, "evidence")
    return f"{paths.get(text_of(claim, 'source'), '?')}:{text_of(evidence, 'line')}:{text_of(evidence, 'column')}"


def _value(claim: Record) -> str:
    return "|".join(text_of(claim, key) for key in ("value", "low", "high", "unit"))


def _period(claim: Record) -> tuple[str, str]:
    period = record_of(claim, "period")
    return text_of(period, "start"), text_of(period, "end")


def _count(record: Record, key: str) -> int:
    value = record.get(key)
    return value if isinstance(value, int) else 0


def share_a_name(one: str, other: str) -> bool:
    """Whether two findings are about one entity; each may go by several names, of which another article adds one.

    >>> share_a_name("夸克", "夸克 / 夸克App"), share_a_name("夸克", "千问")
    (True, False)
    """
    return not set(one.split(" / ")).isdisjoint(other.split(" / "))


def called(findings: Sequence[SavedFinding], name: str) -> SavedFinding:
    """The finding with this id, or whose fingerprint begins with these letters (four at least).

    Raises:
        UnknownNameError: none has that name, or several have; the line names them.
    """
    exact = [finding for finding in findings if name and finding.id == name]
    if len(exact) == 1:
        return exact[0]
    asked = name.casefold()
    by_id = [finding for finding in findings if name and finding.id.casefold() == asked]
    return the_one([*by_id, *beginning(findings, name)], name, len(findings))


def beginning(known: Iterable[AnyNamed], name: str) -> list[AnyNamed]:
    """Those whose fingerprint begins with `name`, if that is long enough to tell them apart."""
    asked = name.casefold()
    return [item for item in known if len(asked) >= FEWEST_LETTERS and item.fingerprint.startswith(asked)]


def the_one(found: Sequence[AnyNamed], name: str, among: int) -> AnyNamed:
    """What `found` holds, if that is one thing under one fingerprint.

    Raises:
        UnknownNameError: it holds nothing, or several.
    """
    different = {(item.fingerprint, item.verdict, item.entity): item for item in found}
    if not different:
        short = f" (its id, or at least {FEWEST_LETTERS} letters of its fingerprint)"
        msg = f"no finding among {among} is called {name!r}{short if len(name) < FEWEST_LETTERS else ''}"
        raise UnknownNameError(msg)
    if len(different) > 1:
        listed = [_candidate(item) for item in different.values()]
        more = f"; and {len(listed) - MOST_CANDIDATES} more" if len(listed) > MOST_CANDIDATES else ""
        msg = f"{len(listed)} findings are called {name!r}: {'; '.join(listed[:MOST_CANDIDATES])}{more}"
        raise UnknownNameError(msg)
    return found[0]


def _candidate(item: Named) -> str:
    identifier = f"{item.id} " if isinstance(item, SavedFinding) else ""
    return visible(f"{identifier}{item.fingerprint} {item.entity} {item.attribute}")


def text_of(record: Record, key: str) -> str:
    """The value of `key` as text, empty where there is none."""
    value = record.get(key)
    return "" if value is None else str(value)


def record_of(record: Record, key: str) -> Record:
    """The object at `key`, empty where there is none."""
    value = record.get(key)
    return value if isinstance(value, Mapping) else {}


def list_of(record: Record, key: str) -> list[object]:
    """The list at `key`, empty where there is none."""
    value = record.get(key)
    return value if isinstance(value, list) else []


def records_of(record: Record, key: str) -> list[Record]:
    """The objects of the list at `key`."""
    return [item for item in list_of(record, key) if isinstance(item, Mapping)]
