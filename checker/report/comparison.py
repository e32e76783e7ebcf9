"""Two reports against one another: which findings appeared, changed, went and were settled."""

from collections import defaultdict
from collections.abc import Callable, Container, Hashable, Sequence

from checker.model import Verdict
from checker.model.record import dataclass
from checker.report.saved import Record, SavedFinding, SavedPosition, record_of, share_a_name, text_of
from checker.report.saved import read as read_findings


@dataclass(frozen=True, slots=True)
class Saved:
    """A report as it was written to the file at `path`."""

    path: str
    version: str
    settings_digest: str
    findings: tuple[SavedFinding, ...]

    @property
    def open(self) -> list[SavedFinding]:
        """The findings that nobody has dismissed."""
        return [finding for finding in self.findings if finding.dismissed is None]


@dataclass(frozen=True, slots=True)
class Change:
    """A finding before and after, with the positions that came and went."""

    old: SavedFinding
    new: SavedFinding
    came: tuple[SavedPosition, ...]
    went: tuple[SavedPosition, ...]

    @property
    def is_new_contradiction(self) -> bool:
        """Whether it has become a contradiction, or is one that another value has joined."""
        conflict = Verdict.CONTRADICTION
        return self.new.verdict == conflict and (self.old.verdict != conflict or bool(self.came))


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is different in `new`. `settled` are the findings of `old` that `new` has as dismissed, with the reason."""

    old: Saved
    new: Saved
    appeared: tuple[SavedFinding, ...]
    changed: tuple[Change, ...]
    went: tuple[SavedFinding, ...]
    settled: tuple[SavedFinding, ...]
    same: int

    @property
    def new_contradictions(self) -> int:
        """How many contradictions appeared, came of something else, or were joined by another value."""
        appeared = sum(finding.verdict == Verdict.CONTRADICTION for finding in self.appeared)
        return appeared + sum(change.is_new_contradiction for change in self.changed)

    @property
    def made_alike(self) -> bool:
        """Whether both were made by one version with the same words and settings."""
        return (self.old.version, self.old.settings_digest) == (self.new.version, self.new.settings_digest)


def read(report: Record, path: str) -> Saved:
    """The report that was read from `path`.

    Raises:
        InputError: it has another schema version, or is no report.
    """
    tool = record_of(report, "tool")
    findings = read_findings(report, path)
    return Saved(path, text_of(tool, "version"), text_of(tool, "settings_digest"), findings)


def compare(old: Saved, new: Saved) -> Comparison:
    """What is different in `new`, in the order of the reports. Only what nobody has dismissed is compared."""
    before, after = old.open, new.open
    pairs: list[tuple[SavedFinding, SavedFinding]] = []
    for alike in (_one_finding, _one_content):
        pairs += _matched(before, after, _content, alike)
    dismissed = [finding for finding in new.findings if finding.dismissed is not None]
    settled = _matched(before, dismissed, _content, _one_finding)
    pairs += _matched(before, after, _subjects, _one_subject)
    changes = [_change(one, other) for one, other in pairs]
    told = [change for change in changes if change.came or change.went or change.old.verdict != change.new.verdict]
    place = {id(finding): at for at, finding in enumerate(new.findings)}
    return Comparison(
        old=old,
        new=new,
        appeared=tuple(after),
        changed=tuple(sorted(told, key=lambda change: place[id(change.new)])),
        went=tuple(before),
        settled=tuple(sorted((other for _, other in settled), key=lambda finding: place[id(finding)])),
        same=len(changes) - len(told),
    )


Keys = Callable[[SavedFinding], set[Hashable]]
Alike = Callable[[SavedFinding, SavedFinding], tuple[int, ...] | None]


def _matched(
    before: list[SavedFinding], after: list[SavedFinding], keys: Keys, alike: Alike
) -> list[tuple[SavedFinding, SavedFinding]]:
    """The pairs that share a key and are alike, the most alike first; they are taken out of both lists."""
    places: dict[Hashable, set[int]] = defaultdict(set)
    for at, other in enumerate(after):
        for key in keys(other):
            places[key].add(at)
    rated = [
        (rate, -first, -second)
        for first, one in enumerate(before)
        for second in set[int]().union(*(places[key] for key in keys(one)))
        if (rate := alike(one, after[second])) is not None
    ]
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, first, second in sorted(rated, reverse=True):
        if -first not in pairs and -second not in taken:
            pairs[-first] = -second
            taken.add(-second)
    found = [(before[first], after[second]) for first, second in sorted(pairs.items())]
    before[:] = _without(before, pairs.keys())
    after[:] = _without(after, taken)
    return found


def _without(findings: Sequence[SavedFinding], places: Container[int]) -> list[SavedFinding]:
    return [finding for at, finding in enumerate(findings) if at not in places]


def _content(finding: SavedFinding) -> set[Hashable]:
    return {finding.fingerprint}


def _subjects(finding: SavedFinding) -> set[Hashable]:
    """What a finding is about, under each of its names: another article may add one (公测日期 / 发布日期)."""
    attributes, _, _ = finding.attribute.partition(" (")
    return {(entity, attribute) for entity in finding.entity.split(" / ") for attribute in attributes.split(" / ")}


def _one_finding(one: SavedFinding, other: SavedFinding) -> tuple[int, ...] | None:
    """Whether the two are one finding; two entities of which the same is told are two."""
    return _one_content(one, other) if one.verdict == other.verdict else None


def _one_content(one: SavedFinding, other: SavedFinding) -> tuple[int, ...] | None:
    if not share_a_name(one.entity, other.entity):
        return None
    return (int((one.entity, one.attribute) == (other.entity, other.attribute)),)


def _one_subject(one: SavedFinding, other: SavedFinding) -> tuple[int, ...] | None:
    """Whether two findings are of one entity, attribute and period: more alike the more positions they share.

    Where names were added or lost, only a shared position tells that it is still the same thing.
    """
    if one.periods and other.periods and one.periods.isdisjoint(other.periods):
        return None
    shared = sum(any(position.says(known) for known in one.positions) for position in other.positions)
    named_alike = (one.entity, one.attribute) == (other.entity, other.attribute)
    return (shared, int(named_alike), int(one.verdict == other.verdict)) if shared or named_alike else None


def _change(one: SavedFinding, other: SavedFinding) -> Change:
    same = one.fingerprint == other.fingerprint
    return Change(
        old=one,
        new=other,
        came=() if same else _not_in(other.positions, one.positions),
        went=() if same else _not_in(one.positions, other.positions),
    )


def _not_in(positions: Sequence[SavedPosition], known: Sequence[SavedPosition]) -> tuple[SavedPosition, ...]:
    return tuple(position for position in positions if not any(position.says(other) for other in known))
