"""What a run comes to, in the lines that a busy person can stop at."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from rich.cells import cell_len
from rich.text import Text

from checker.model import Finding, Run, Severity, Verdict
from checker.report.layout import UNICODE, WIDEST, Screen, wrap
from checker.report.voice import Voice

# blue, not green: a reader who cannot tell red from green must not take the one for the other
GOOD, BAD = "bold bright_blue", "bold red"
_COUNTED = {
    Verdict.CONTRADICTION: "contradictions",
    Verdict.EXPLAINED: "explained",
    Verdict.AGREEMENT: "agreements",
}


def summary(run: Run, screen: Screen, left_out: tuple[Finding, ...] | None) -> Iterator[Text]:
    """What was found and in how much, and what a filter left out (None where there is no filter)."""
    voice, width = Voice(screen.language), screen.cells
    dot = f" {screen.symbols.dot} "
    found, scope = _found(run.findings, left_out or (), voice), _scope(run, voice)
    if run.settled:
        found.append(voice.many("settled", run.settled))
    # the count of contradictions is what the eye should meet first
    style = BAD if run.of(Verdict.CONTRADICTION) else GOOD if not _hides_conflicts(left_out) else "bold"
    whole = dot.join((*found, *scope))
    if left_out is not None and not run.findings:
        yield Text(voice.say("nothing_left"), "bold")
    elif cell_len(whole) <= width:
        yield _headed(whole, found[0], style)
        scope = []
    else:
        for line in _lines(found, dot, width):
            yield _headed(line, found[0], style)
    if scope:
        yield from map(Text, _lines(scope, dot, width))
    if left_out:
        listed = voice.say("comma").join(_counts(left_out, voice))
        text = voice.many("left_out", len(left_out), listed=listed)
        yield from (Text(line, "bold" if _hides_conflicts(left_out) else "") for line in wrap(text, width))


def in_one_line(run: Run) -> str:
    """The summary in English on one line, for reports that break their lines themselves."""
    return f" {UNICODE.dot} ".join(line.plain for line in summary(run, Screen(WIDEST), None))


def _headed(line: str, head: str, style: str) -> Text:
    text = Text(line)
    if line.startswith(head):
        text.stylize(style, 0, len(head))
    return text


def _lines(parts: Iterable[str], dot: str, width: int) -> list[str]:
    """The parts in lines, each broken between parts where it must be."""
    lines: list[str] = []
    for part in parts:
        if lines and cell_len(lines[-1] + dot + part) <= width:
            lines[-1] += dot + part
        else:
            lines += wrap(part, width)
    return lines


def _hides_conflicts(left_out: tuple[Finding, ...] | None) -> bool:
    return any(finding.verdict is Verdict.CONTRADICTION for finding in left_out or ())


def _found(findings: Sequence[Finding], left_out: tuple[Finding, ...], voice: Voice) -> list[str]:
    """The findings by verdict, the contradictions by severity."""
    counts = Counter(finding.verdict for finding in findings)
    made = {verdict: voice.many(key, counts[verdict]) for verdict, key in _COUNTED.items()}
    grades = Counter(finding.severity for finding in findings if finding.verdict is Verdict.CONTRADICTION)
    if grades:
        told = [_graded(grade, grades, voice) for grade in Severity if grades[grade]]
        made[Verdict.CONTRADICTION] += voice.say("severities", listed=voice.say("comma").join(told))
    elif not _hides_conflicts(left_out):
        # a filter that hides them may not make it look as if there were none
        made[Verdict.CONTRADICTION] = voice.say("no_contradictions")
    return list(made.values())


def _graded(grade: Severity, grades: Counter[Severity], voice: Voice) -> str:
    """How many are of a severity; the word alone where all are."""
    word = voice.say(grade)
    return word if len(grades) == 1 else voice.say("graded", count=grades[grade], severity=word)


def _counts(findings: Iterable[Finding], voice: Voice) -> list[str]:
    counts = Counter(finding.verdict for finding in findings)
    return [voice.many(key, counts[verdict]) for verdict, key in _COUNTED.items() if counts[verdict]]


def _scope(run: Run, voice: Voice) -> list[str]:
    origins = len({source.origin for source in run.sources})
    both = voice.many("sources", len(run.sources)), voice.many("origins", origins)
    compared = sum(item.compared for item in run.coverage)
    made = [
        voice.say("comma").join(both),
        voice.say("compared", compared=compared, claims=voice.many("claims", len(run.claims))),
    ]
    return [*made, voice.many("problems", len(run.problems))] if run.problems else made
