"""Markdown (GitHub's) for pull requests and newsletters: contradictions in full, the rest folded."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from checker.model import Claim, Finding, Position, Run, Verdict
from checker.report.layout import UNICODE
from checker.report.places import Place, Places
from checker.report.summary import in_one_line
from checker.report.witness import Witness, circumstances, operands, witnesses
from checker.report.wording import visible

# an editor looks at two or three places of a value; the JSON report has them all
MOST_WITNESSES = 6
CONTEXT = 30  # code points on either side of the words
# what readers of Markdown act on inside a line; no line begins with words of an article
_MARKS = re.compile(r"[\\`*_\[\]<>&|~$]")
# what becomes a link, a mention or a picture in the finished text, where no escape can be seen any more: links, names,
# numbers of issues, and words between colons (emoji). A zero-width space behind the first sign keeps them apart.
_COLON = r":(?=//|[+-]1:|1(?:00|234):|[0-9a-z_+-]*[a-z][0-9a-z_+-]*:)"
_TAKEN_FOR_MORE = re.compile(rf"@(?=\w)|#(?=\d)|{_COLON}|(?<!\w)www(?=\.)", re.IGNORECASE)
_APART = "&#8203;"


def render(run: Run) -> str:
    """The report: a line that sums up, the contradictions with their quotes and places, and the rest to unfold."""
    page = _Page(run)
    return "\n".join(page.lines()) + "\n"


def escaped(text: str) -> str:
    r"""Article text that Markdown shows as it stands: no mark-up, no tag, no link, no mention, no line end.

    >>> escaped("[a](javascript:b) <b> **c** @d\ne")
    '\\[a\\](javascript:b) \\<b\\> \\*\\*c\\*\\* @&#8203;d␊e'
    """
    pieces = _TAKEN_FOR_MORE.sub(lambda match: f"{match[0]}\0", visible(text)).split("\0")
    return _APART.join(_MARKS.sub(r"\\\g<0>", piece) for piece in pieces)


def linked(place: Place) -> str:
    """The place as a link to its line; only its words where the path leads out of the folder."""
    shown = escaped(str(place))
    parts = place.path.split("/")
    if "" in parts or ".." in parts:
        return shown
    return f"[{shown}]({quote(place.path, errors='surrogatepass')}#L{place.line})"


class _Page:
    """One report being laid out."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.places = Places(run)

    def lines(self) -> Iterator[str]:
        """The whole report."""
        # in one line, however long
        told = in_one_line(self.run)
        head, dot, rest = told.partition(" · ")
        yield f"**{head}**{dot}{rest}"
        for finding in self.run.of(Verdict.CONTRADICTION):
            yield from self._contradiction(finding)
        explained, agreed = self.run.of(Verdict.EXPLAINED), self.run.of(Verdict.AGREEMENT)
        yield from _folded("Explained: different, but no conflict", [self._item(item) for item in explained])
        yield from _folded("Agreements", [self._item(item) for item in agreed])
        problems = [[f"- {escaped(f'{p.path}: {p.message} ({p.stage})')}"] for p in self.run.problems]
        yield from _folded("Not read", problems)

    def _contradiction(self, finding: Finding) -> Iterator[str]:
        yield from ("", f"### {UNICODE.contradiction} {_subject(finding)}", "")
        yield f"{finding.rule} · {finding.severity} · `{finding.fingerprint[:8]}`"
        yield ""
        for position in finding.positions:
            yield from self._position(position)
        yield from ("", f"Why: {escaped(finding.message)}")

    def _item(self, finding: Finding) -> list[str]:
        """A finding in a list, its positions below it."""
        if finding.verdict is Verdict.EXPLAINED:
            notes = f"{finding.rule} · `{finding.fingerprint[:8]}`: {escaped(finding.message)}"
        else:
            claims = [self.run.claim(name) for position in finding.positions for name in position.claims]
            origins = len({self.places.origin(claim) for claim in claims})
            notes = f"{origins} {'origin' if origins == 1 else 'origins'} · `{finding.fingerprint[:8]}`"
        lines = [f"- <b>{_subject(finding)}</b> · {notes}"]
        for position in finding.positions:
            lines += [f"  {line}" for line in self._position(position)]
        return lines

    def _position(self, position: Position) -> Iterator[str]:
        """A value: what one source says of it, and in the lines below what others do."""
        found = witnesses(self.run, self.places, position.claims)
        said = [self._witness(witness) for witness in found[:MOST_WITNESSES]]
        if len(found) > MOST_WITNESSES:
            said.append(f"and {len(found) - MOST_WITNESSES} more")
        label = f"- <b>{escaped(position.display)}</b>"
        if len(said) == 1:
            yield f"{label}: {said[0]}"
            return
        yield label
        yield from (f"  - {line}" for line in said)

    def _witness(self, witness: Witness) -> str:
        """The words in their context, their place, and the circumstances."""
        where = [linked(place) for place in (witness.place, *witness.again)]
        if witness.copies:
            where.append(f"{witness.copies} {'copy' if witness.copies == 1 else 'copies'}")
        told = [*circumstances(witness.claim), operands(witness.claim, self.run, self.places)]
        notes = "; ".join(escaped(note) for note in told if note)
        return f"{self._quote(witness.claim)} ({', '.join(where)}){f'; {notes}' if notes else ''}"

    def _quote(self, claim: Claim) -> str:
        before, after = self.places.context(claim, CONTEXT + 1)
        more = UNICODE.more
        left = more + escaped(before[1:].lstrip()) if len(before) > CONTEXT else escaped(before.lstrip())
        right = escaped(after[:-1].rstrip()) + more if len(after) > CONTEXT else escaped(after.rstrip())
        return f"{left}<b>{escaped(claim.quote)}</b>{right}"


def _subject(finding: Finding) -> str:
    return f"{escaped(finding.entity)} · {escaped(finding.attribute)}"


def _folded(title: str, items: Iterable[list[str]]) -> Iterator[str]:
    """The items behind a title that unfolds them, if there are any."""
    listed = list(items)
    if not listed:
        return
    yield from ("", f"<details><summary>{title} ({len(listed)})</summary>", "")
    for item in listed:
        yield from item
    yield from ("", "</details>")
