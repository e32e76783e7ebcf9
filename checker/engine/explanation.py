"""Why a finding got its verdict, told of a run: its pairs and claims, and what each rule said."""

from collections.abc import Callable

from checker.errors import UnknownNameError
from checker.judge import registry
from checker.model import Finding, Run
from checker.report import explanation, json_
from checker.report.layout import Screen


def explain(run: Run, finding: Finding | str, screen: Screen, off: frozenset[str] = frozenset()) -> str:
    """A finding of the run, or the one so called (its id, or the first letters of its fingerprint), step by step.

    `off` are the rules that were not asked.

    Raises:
        UnknownNameError: the run has no such finding, or several have that name.
    """
    if isinstance(finding, Finding) and finding not in run.findings:
        msg = f"the run has no {finding!r}"
        raise UnknownNameError(msg)
    name = finding.id if isinstance(finding, Finding) else finding
    return explanation.render(json_.to_dict(run), name, screen, _asked(run, off))


def _asked(run: Run, off: frozenset[str]) -> Callable[[str, str], list[tuple[str, str | None]]]:
    """What each rule says of a pair of the run, up to the one that decided."""
    judged = {(j.pair.left.id, j.pair.right.id): j for finding in run.findings for j in finding.judgements}

    def ask(left: str, right: str) -> list[tuple[str, str | None]]:
        judgement = judged[left, right]
        said: list[tuple[str, str | None]] = []
        for rule in (rule for rule in registry.rules() if rule.name not in off):
            said.append((rule.name, rule.check(judgement.pair)))
            if rule.name == judgement.rule:
                break
        return said

    return ask
