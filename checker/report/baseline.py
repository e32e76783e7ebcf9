"""The baseline: the findings that somebody has settled, with the reason, in a file that people and git can read.

One entry a line, sorted, keys sorted: two people who settle two findings rarely touch the same lines.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field

from checker.errors import InputError
from checker.model import Finding, Run, Verdict
from checker.model.pattern import seldom
from checker.model.record import dataclass, replace
from checker.report.saved import Named, SavedFinding, share_a_name
from checker.report.wording import HIDDEN

VERSION = "1"
# the reason of a finding that was there before anybody looked
AT_THE_START = "there when the baseline was begun"
_LIST = "dismissed"
_MERGE = seldom(r"^(<{7}|\|{7}|={7}|>{7})(\s|$)", re.MULTILINE)
_NEEDED = ("fingerprint", "reason")
_TEXTS = ("fingerprint", "reason", "verdict", "rule", "entity", "attribute", "by", "date")


@dataclass(frozen=True, slots=True)
class Entry:
    """A settled finding and why. `more` holds what others wrote into the entry; it is kept.

    The values that contradict one another are in the fingerprint; entity and verdict have to be the same as well.
    """

    fingerprint: str
    reason: str
    verdict: str = ""
    rule: str = ""
    entity: str = ""
    attribute: str = ""
    positions: tuple[str, ...] = ()
    by: str | None = None
    date: str | None = None
    more: Mapping[str, object] = field(default_factory=dict)

    @property
    def key(self) -> tuple[str, str, str]:
        """What tells an entry from the others."""
        return self.fingerprint, self.verdict, self.entity

    def settles(self, finding: Named) -> bool:
        """Whether it speaks of this finding: the same values, said of the same entity, with the same verdict.

        Two accidents with 3 and 5 dead share a fingerprint; to settle one must not hide the other.
        """
        return (
            self.fingerprint == finding.fingerprint
            and self.verdict in {"", finding.verdict}
            and (not self.entity or share_a_name(self.entity, finding.entity))
        )


@dataclass(frozen=True, slots=True)
class Baseline:
    """The entries, sorted; `more` holds what others wrote beside them."""

    entries: tuple[Entry, ...] = ()
    more: Mapping[str, object] = field(default_factory=dict)

    def with_entry(self, entry: Entry) -> "Baseline":
        """The same with this entry, in the place of the one that settled the finding before."""
        before = next((old for old in self.entries if old.key == entry.key), None)
        if before:
            entry = replace(entry, more={**before.more, **entry.more})
        kept = (old for old in self.entries if old.key != entry.key)
        return replace(self, entries=tuple(sorted((*kept, entry), key=lambda each: each.key)))

    def without(self, entry: Entry) -> "Baseline":
        """The same without this entry."""
        return replace(self, entries=tuple(old for old in self.entries if old.key != entry.key))


def entry_of(finding: Finding | SavedFinding, reason: str, by: str | None = None, date: str | None = None) -> Entry:
    """The entry that settles a finding, of a run or of a report."""
    return Entry(
        fingerprint=finding.fingerprint,
        reason=reason,
        verdict=str(finding.verdict),
        rule=finding.rule,
        entity=finding.entity,
        attribute=finding.attribute,
        positions=tuple(position.display for position in finding.positions),
        by=by,
        date=date,
    )


def apply(run: Run, baseline: Baseline) -> Run:
    """The run with its settled findings marked: their `dismissed` holds the reason."""
    entries: dict[str, list[Entry]] = {}
    for entry in baseline.entries:
        entries.setdefault(entry.fingerprint, []).append(entry)
    marked = (_marked(finding, entries.get(finding.fingerprint, ())) for finding in run.findings)
    return replace(run, findings=tuple(marked))


def _marked(finding: Finding, entries: Iterable[Entry]) -> Finding:
    settled = next((entry for entry in entries if entry.settles(finding)), None)
    return replace(finding, dismissed=settled.reason) if settled else finding


def unsettled(run: Run) -> Run:
    """The run without the findings that are dismissed; `settled` counts them."""
    left = tuple(finding for finding in run.findings if finding.dismissed is None)
    return replace(run, findings=left, settled=run.settled + len(run.findings) - len(left))


def begun(run: Run, baseline: Baseline) -> Baseline:
    """The baseline with every contradiction of the run in it; those that are settled keep their reason."""
    for finding in run.of(Verdict.CONTRADICTION):
        if not any(entry.settles(finding) for entry in baseline.entries):
            reason = AT_THE_START if finding.dismissed is None else finding.dismissed
            baseline = baseline.with_entry(entry_of(finding, reason))
    return baseline


def render(baseline: Baseline) -> str:
    """The text of the file: an entry a line, everything sorted.

    >>> print(render(Baseline((Entry("3f2a", "a typing error", positions=("1", "2"), by="Li"),))), end="")
    {
     "dismissed": [
      {"by": "Li", "fingerprint": "3f2a", "positions": ["1", "2"], "reason": "a typing error"}
     ],
     "version": "1"
    }
    """
    lines = [f"  {_line(_record(entry))}" for entry in sorted(baseline.entries, key=lambda entry: entry.key)]
    listed = "[\n" + ",\n".join(lines) + "\n ]" if lines else "[]"
    members = {key: _line(value) for key, value in baseline.more.items()} | {_LIST: listed, "version": _line(VERSION)}
    return "{\n" + ",\n".join(f" {_line(key)}: {members[key]}" for key in sorted(members)) + "\n}\n"


def _record(entry: Entry) -> dict[str, object]:
    known: dict[str, object] = {
        "fingerprint": entry.fingerprint,
        "reason": entry.reason,
        "verdict": entry.verdict,
        "rule": entry.rule,
        "entity": entry.entity,
        "attribute": entry.attribute,
        "positions": list(entry.positions),
        "by": entry.by,
        "date": entry.date,
    }
    return {**entry.more, **{key: value for key, value in known.items() if value}}


def _line(value: object) -> str:
    """JSON on one line, in which nothing hides, moves the cursor or reads from right to left."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return "".join(_escaped(each) if unicodedata.category(each) in HIDDEN else each for each in text)


def _escaped(character: str) -> str:
    code = character.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{code[at : at + 4]}" for at in range(0, len(code), 4))


def parse(text: str, path: str) -> Baseline:
    """The baseline that the file at `path` holds.

    Raises:
        InputError: it is none; the message names the line.
    """
    merge = _MERGE.search(text)
    if merge:
        line = _line_of(text, merge.start())
        raise InputError(path, f"line {line}: an unfinished merge; keep the entries of both sides and drop the marks")
    try:
        whole = json.loads(text)
    except json.JSONDecodeError as error:
        raise InputError(path, f"line {error.lineno}: is not JSON ({error.msg})") from error
    except (ValueError, RecursionError) as error:
        raise InputError(path, "line 1: is no baseline of checker") from error
    if not isinstance(whole, dict) or not isinstance(whole.get(_LIST), list):
        raise InputError(path, f"line 1: is no baseline of checker (it has no list {_LIST!r})")
    starts = dict(_members(text))
    if whole.get("version") != VERSION:
        line = _line_of(text, starts.get("version", 0))
        raise InputError(
            path, f"line {line}: version {whole.get('version')!r} of a baseline; only {VERSION!r} is known"
        )
    listed = ((item, _line_of(text, at)) for item, at in _items(text, starts[_LIST]))
    return Baseline(_entries(listed, path), {key: whole[key] for key in whole.keys() - {_LIST, "version"}})


def _entries(listed: Iterable[tuple[object, int]], path: str) -> tuple[Entry, ...]:
    found: dict[tuple[str, str, str], tuple[Entry, int]] = {}
    for record, line in listed:
        wrong = _wrong(record)
        if wrong or not isinstance(record, dict):
            raise InputError(path, f"line {line}: {wrong}")
        known = {key: record[key] for key in _TEXTS if key in record}
        more = {key: record[key] for key in record.keys() - {*_TEXTS, "positions"}}
        entry = Entry(**known, positions=tuple(record.get("positions", ())), more=more)
        first, before = found.setdefault(entry.key, (entry, line))
        if first is not entry:
            raise InputError(path, f"line {line}: settles once more what line {before} has settled; drop one of them")
    return tuple(found[key][0] for key in sorted(found))


def _wrong(record: object) -> str:
    """What is wrong with an entry, or nothing."""
    if not isinstance(record, dict):
        return "an entry must be an object"
    for key in _NEEDED:
        if not record.get(key):
            return f"the entry has no {key!r}"
    for key in _TEXTS:
        if not isinstance(record.get(key, ""), str):
            return f"{key!r} must be text"
    positions = record.get("positions", [])
    if not isinstance(positions, list) or not all(isinstance(item, str) for item in positions):
        return "'positions' must be a list of texts"
    return ""


def _members(text: str) -> Iterator[tuple[str, int]]:
    """The keys of the object that `text` is, each with the offset of its value."""
    key = None
    for item, at in _items(text, text.index("{")):
        if key is None:
            key = str(item)
        else:
            yield key, at
            key = None


def _items(text: str, opening: int) -> Iterator[tuple[object, int]]:
    """What stands in the bracket at `opening`, keys and values alike, each with its offset; `text` is sound JSON."""
    decoder = json.JSONDecoder()
    at = _next(text, opening + 1)
    while text[at] not in "]}":
        item, end = decoder.raw_decode(text, at)
        yield item, at
        at = _next(text, end)


def _next(text: str, at: int) -> int:
    while text[at] in " \t\r\n,:":
        at += 1
    return at


def _line_of(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1
