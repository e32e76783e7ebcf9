"""Workflow commands of GitHub Actions: each contradiction a note at its line in the article.

Their syntax: docs.github.com/actions/reference/workflow-commands-for-github-actions
"""

from checker.model import Finding, Run, Severity, Verdict
from checker.report.line import values
from checker.report.places import Places
from checker.report.witness import circumstances, deciding
from checker.report.wording import visible

LEVELS = {Severity.HIGH: "error", Severity.MEDIUM: "warning", Severity.LOW: "notice"}


def render(run: Run) -> str:
    """A command for each contradiction: an error, a warning or a notice, by its severity."""
    places = Places(run)
    return "".join(f"{_command(finding, run, places)}\n" for finding in run.of(Verdict.CONTRADICTION))


def _command(finding: Finding, run: Run, places: Places) -> str:
    first, *rest = deciding(finding, run, places)
    start, end = places.place(first), places.end(first)
    # a command whose end is on another line may not tell columns
    columns = {"col": start.column, "endColumn": end.column} if start.line == end.line else {}
    parameters = {
        "file": start.path,
        "line": start.line,
        "endLine": end.line,
        **columns,
        "title": f"{finding.rule} {finding.fingerprint[:8]}",
    }
    told = [values(finding), finding.message]
    for claim in rest[:1]:
        notes = ", ".join([claim.quote, *circumstances(claim)])
        told.append(f"the other side: {notes} ({places.place(claim)})")
    listed = ",".join(f"{name}={_property(str(value))}" for name, value in parameters.items())
    return f"::{LEVELS[finding.severity]} {listed}::{_data('; '.join(told))}"


def _data(text: str) -> str:
    r"""`text` as the message of a command: in one line, and a percent sign no escape.

    >>> _data("12%\n::error::x")
    '12%25␊::error::x'
    """
    return visible(text).replace("%", "%25")


def _property(text: str) -> str:
    """`text` as a parameter of a command.

    >>> _property("a:b,c=50%")
    'a%3Ab%2Cc=50%25'
    """
    return _data(text).replace(":", "%3A").replace(",", "%2C")
