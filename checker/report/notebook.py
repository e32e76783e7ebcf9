"""A run as a notebook shows it: a small table of findings in HTML, whole in itself and without scripts.

The gravest findings stand first and the rest are counted: a notebook keeps its output, and a run of a thousand
findings must not make it heavy. Nothing of an article reaches the page unescaped.
"""

from collections.abc import Iterator
from html import escape

from checker.model import Finding, Problem, Run, Verdict
from checker.report.layout import cut, cut_middle
from checker.report.places import Places
from checker.report.summary import in_one_line
from checker.report.witness import Witness, circumstances, witnesses
from checker.report.wording import visible

# a notebook is scrolled past: what needs more rows than these is asked for as a table
MOST = {Verdict.CONTRADICTION: 15, Verdict.EXPLAINED: 5, Verdict.AGREEMENT: 5}
MOST_POSITIONS, MOST_WITNESSES, MOST_PROBLEMS = 5, 2, 3
# cells that a file name, a value and a sentence may take, and the words on either side: none makes the table wide
NAME, VALUE, MESSAGE, WORDS = 28, 40, 300, 20
MARKS = {Verdict.CONTRADICTION: "✗", Verdict.EXPLAINED: "≈", Verdict.AGREEMENT: "✓"}
# colours that can be read on a light page and on a dark one
STYLE = """<style>
.checker-run td, .checker-run th { text-align: left; vertical-align: top; white-space: normal; padding: 2px 8px }
.checker-run tbody { border-top: 1px solid #8888 }
.checker-run b.contradiction { color: #d73a49 }
.checker-run b.explained { color: #b08800 }
.checker-run b.agreement { color: #2e9b57 }
.checker-run td.place { white-space: nowrap }
.checker-run small { opacity: .75 }
.checker-run mark { background: #ffd33d55; color: inherit }
</style>"""
HEAD = "<tr><th>finding</th><th>about</th><th>value</th><th>words</th><th>place</th></tr>"


def render(run: Run) -> str:
    """The summary and the first findings as an HTML fragment."""
    return "\n".join(_lines(run)) + "\n"


def _lines(run: Run) -> Iterator[str]:
    # a notebook sets what stands between two dollar signs as mathematics, unless it is told not to
    yield f'<div class="checker-run tex2jax_ignore mathjax_ignore">{STYLE}'
    yield f"<p>{_safe(in_one_line(run))}</p>"
    shown = [finding for verdict, most in MOST.items() for finding in run.of(verdict)[:most]]
    if shown:
        yield f"<table><thead>{HEAD}</thead>"
        places = Places(run)
        for finding in shown:
            yield from _finding(finding, run, places)
        yield "</table>"
    if len(run.findings) > len(shown):
        more = len(run.findings) - len(shown)
        yield f"<p><small>and {more} more: <code>to_dataframe('findings')</code></small></p>"
    yield from _problems(run.problems)
    yield "</div>"


def _finding(finding: Finding, run: Run, places: Places) -> Iterator[str]:
    """A row for each witness of each position, beside the verdict and the subject; the sentence below them."""
    rows = []
    for position in finding.positions[:MOST_POSITIONS]:
        value = f"<b>{_safe(cut(visible(position.display), VALUE))}</b>"
        found = witnesses(run, places, position.claims)
        for index, witness in enumerate(found[:MOST_WITNESSES]):
            more = len(found) - MOST_WITNESSES if index == MOST_WITNESSES - 1 else 0
            rows.append(f"<td>{value}</td>{_witness(witness, places, more)}")
            value = ""
    if len(finding.positions) > MOST_POSITIONS:
        rows.append(f"<td colspan=3><small>and {len(finding.positions) - MOST_POSITIONS} more values</small></td>")
    if finding.verdict is not Verdict.AGREEMENT:
        rows.append(f"<td colspan=3><small>{_safe(cut(visible(finding.message), MESSAGE))}</small></td>")
    yield "<tbody>"
    for index, row in enumerate(rows):
        yield f"<tr>{_heading(finding, len(rows)) if index == 0 else ''}{row}</tr>"
    yield "</tbody>"


def _heading(finding: Finding, rows: int) -> str:
    verdict = f'<b class="{finding.verdict}">{MARKS[finding.verdict]} {finding.verdict}</b>'
    notes = [finding.rule, finding.fingerprint[:8]]
    if finding.verdict is Verdict.CONTRADICTION:
        notes.insert(1, str(finding.severity))
    note = f"<small>{_safe(' · '.join(notes))}</small>"
    entity, attribute = (_safe(cut(visible(text), VALUE)) for text in (finding.entity, finding.attribute))
    return f"<td rowspan={rows}>{verdict}<br>{note}</td><td rowspan={rows}><b>{entity}</b><br>{attribute}</td>"


def _witness(witness: Witness, places: Places, more: int) -> str:
    """The words of a claim with what sets it apart, and where they stand."""
    before, after = places.context(witness.claim, WORDS + 1)
    before = f"…{_safe(before[1:])}" if len(before) > WORDS else _safe(before)
    after = f"{_safe(after[:-1])}…" if len(after) > WORDS else _safe(after)
    told = " · ".join(circumstances(witness.claim))
    note = f"<br><small>{_safe(told)}</small>" if told else ""
    place = witness.place
    name = f'<span title="{_safe(place.path)}">{_safe(cut_middle(visible(place.path), NAME))}</span>'
    also = [
        f"+{len(witness.again)} here" if witness.again else "",
        f"+{witness.copies} {'copy' if witness.copies == 1 else 'copies'}" if witness.copies else "",
        f"and {more} more" if more > 0 else "",
    ]
    rest = "".join(f"<br><small>{part}</small>" for part in also if part)
    # the words keep their direction to themselves: Arabic in a quote turns nothing around it
    words = f"<bdi>{before}<mark>{_safe(witness.claim.quote)}</mark>{after}</bdi>"
    return f'<td>{words}{note}</td><td class="place">{name}:{place.line}:{place.column}{rest}</td>'


def _problems(problems: tuple[Problem, ...]) -> Iterator[str]:
    for problem in problems[:MOST_PROBLEMS]:
        yield f"<p><small>! {_safe(problem.path)}: {_safe(problem.message)}</small></p>"
    if len(problems) > MOST_PROBLEMS:
        yield f"<p><small>! and {len(problems) - MOST_PROBLEMS} more: <code>problems</code></small></p>"


def _safe(text: str) -> str:
    """`text` as a page shows it: no markup, and a mark for what would not be seen."""
    return escape(visible(text))
