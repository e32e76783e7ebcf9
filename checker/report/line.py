"""One finding a line: for grep, and for editors that jump to `file:line:column`."""

from checker.model import Finding, Run
from checker.report.places import Place, Places
from checker.report.witness import deciding
from checker.report.wording import visible


def render(run: Run) -> str:
    """A line for each finding: its first place, what was found, its fingerprint, and the place of the other side."""
    places = Places(run)
    return "".join(f"{_line(finding, run, places)}\n" for finding in run.findings)


def values(finding: Finding) -> str:
    """The entity and attribute of a finding, and what is said of them."""
    told = " / ".join(position.display for position in finding.positions)
    return f"{finding.entity} · {finding.attribute}: {told}"


def _line(finding: Finding, run: Run, places: Places) -> str:
    first, *rest = [_spot(places.place(claim)) for claim in deciding(finding, run, places)]
    found = f"{finding.verdict} {finding.severity} {finding.rule} {values(finding)} [{finding.fingerprint[:8]}]"
    return visible(" ".join([f"{first}:", found, *rest[:1]]))


def _spot(place: Place) -> str:
    # a line that begins with :: is a command to the log readers of some build services
    return f"./{place}" if place.path.lstrip().startswith(":") else str(place)
