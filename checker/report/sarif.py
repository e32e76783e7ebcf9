"""SARIF 2.1.0, the format of findings that code hosts and editors read: one result a contradiction.

The standard: docs.oasis-open.org/sarif/sarif/v2.1.0
"""

from collections.abc import Callable
from urllib.parse import quote

from checker.model import Claim, Finding, Problem, Run, Severity, Source, Verdict
from checker.report.json_ import dumps
from checker.report.line import values
from checker.report.places import Places
from checker.report.witness import circumstances, deciding
from checker.report.wording import visible

VERSION = "2.1.0"
SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {Severity.HIGH: "error", Severity.MEDIUM: "warning", Severity.LOW: "note"}
ROOT = "%SRCROOT%"  # the name by which readers know the folder that was checked
FINGERPRINT = "checkerFinding/v1"
Manual = Callable[[str], str]


def render(run: Run, manual: Manual | None = None) -> str:
    """The contradictions as a SARIF log; `manual` gives the text that tells what a rule means."""
    return dumps({"$schema": SCHEMA, "version": VERSION, "runs": [_Log(run, manual).record()]})


class _Log:
    """The log of one run being made."""

    def __init__(self, run: Run, manual: Manual | None) -> None:
        self.run = run
        self.manual = manual
        self.places = Places(run)
        self.findings = run.of(Verdict.CONTRADICTION)
        self.rules = sorted({finding.rule for finding in self.findings})
        # no two artifacts may be alike: copies below two folders outside of the root can come out as one
        self.files = {(_below(s.document.path), s.document.sha256): s for s in run.sources}
        index = {key: number for number, key in enumerate(self.files)}
        self.artifacts = {s.document.id: index[_below(s.document.path), s.document.sha256] for s in run.sources}

    def record(self) -> dict[str, object]:
        """The run object."""
        return {
            "tool": {
                "driver": {"name": "checker", "version": self.run.version, "rules": [self._rule(n) for n in self.rules]}
            },
            "invocations": [
                {
                    "executionSuccessful": True,
                    "toolExecutionNotifications": [_notification(problem) for problem in self.run.problems],
                }
            ],
            "originalUriBaseIds": {ROOT: {"description": {"text": "The folder that was checked."}}},
            "columnKind": "unicodeCodePoints",
            "artifacts": [_artifact(source) for source in self.files.values()],
            "results": [self._result(finding) for finding in self.findings],
        }

    def _rule(self, name: str) -> dict[str, object]:
        text = self.manual(name).strip() if self.manual else ""
        first = text.partition("\n")[0]
        rule: dict[str, object] = {"id": name, "shortDescription": {"text": first or name.replace("-", " ")}}
        return {**rule, "fullDescription": {"text": text}, "help": {"text": text}} if text else rule

    def _result(self, finding: Finding) -> dict[str, object]:
        claims = deciding(finding, self.run, self.places)
        positions = {name: position for position in finding.positions for name in position.claims}
        side = positions.get(claims[0].id)
        related = [
            {
                "id": number,
                **self._location(claim),
                "message": {"text": _told(claim, same=side is not None and positions.get(claim.id) is side)},
            }
            for number, claim in enumerate(claims[1:], 1)
        ]
        # a link to the place of the other side
        link = f" ([the other side](1): {_message(self._spot(claims[1]))})" if related else ""
        return {
            "ruleId": finding.rule,
            "ruleIndex": self.rules.index(finding.rule),
            "level": LEVELS[finding.severity],
            "message": {"text": f"{_message(values(finding))}; {_message(finding.message)}{link}"},
            "locations": [self._location(claims[0])],
            "relatedLocations": related,
            "partialFingerprints": {FINGERPRINT: finding.fingerprint},
            "properties": {"severity": str(finding.severity)},
        }

    def _spot(self, claim: Claim) -> str:
        place = self.places.place(claim)
        return f"{_below(place.path)}:{place.line}:{place.column}"

    def _location(self, claim: Claim) -> dict[str, object]:
        start, end = self.places.place(claim), self.places.end(claim)
        index = self.artifacts[claim.document]
        return {
            "physicalLocation": {
                "artifactLocation": {**_address(start.path), "index": index},
                "region": {
                    "startLine": start.line,
                    "startColumn": start.column,
                    "endLine": end.line,
                    "endColumn": end.column,
                    "charOffset": claim.span.start,
                    "charLength": len(claim.span),
                    "snippet": {"text": claim.quote},
                },
            }
        }


def _told(claim: Claim, *, same: bool) -> str:
    """What a further place says, and when and by whom."""
    return _message(
        ", ".join([f"{'the same side' if same else 'the other side'}: {claim.quote}", *circumstances(claim)])
    )


def _message(text: str) -> str:
    r"""`text` as part of a message: no link, no place for an argument, nothing that is not shown.

    >>> _message("[a](http://b) {0}")
    '\\[a\\](http://b) {{0}}'
    """
    for literal, written in (("\\", "\\\\"), ("[", "\\["), ("]", "\\]"), ("{", "{{"), ("}", "}}")):
        text = text.replace(literal, written)
    return visible(text)


def _address(path: str) -> dict[str, str]:
    """Where a file is below the folder that was checked.

    >>> _address("a b/../c:d.txt")["uri"], _address("/etc/x")["uri"]
    ('a%20b/c%3Ad.txt', 'etc/x')
    """
    return {"uri": quote(_below(path), errors="surrogatepass"), "uriBaseId": ROOT}


def _below(path: str) -> str:
    """A path without what leads out of the folder: a log travels, and other machines' folders are no business of it."""
    return "/".join(part for part in path.split("/") if part not in {"", ".", ".."}) or "-"


def _artifact(source: Source) -> dict[str, object]:
    document = source.document
    return {
        "location": _address(document.path),
        "encoding": document.encoding,
        "hashes": {"sha-256": document.sha256},
    }


def _notification(problem: Problem) -> dict[str, object]:
    return {
        "level": "warning",
        "message": {"text": _message(f"{_below(problem.path)}: {problem.message} ({problem.stage})")},
    }
