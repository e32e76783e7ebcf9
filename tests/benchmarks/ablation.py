"""What each rule and each guard is worth: one at a time is switched off, and the annotated corpora are scored again.

Run: python -m tests.benchmarks.ablation [--cases] [WORD ...]. WORD keeps the rules and guards whose name holds it;
`--cases` also counts the cases of tests/cases/judge that no longer come out. The articles are read once: only what
compares and judges is switched.
"""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import checker
from checker.align import statements
from checker.extract import across, changes, reckoning, revisions
from checker.judge import apply, compare, currencies, figures, named, orders, registry, shadow, spread, times
from checker.judge.rule import Rule
from checker.model import Verdict
from checker.pipeline import reading
from checker.report.json_ import render
from tests import score
from tests.judge import test_rules
from tests.test_floors import FLOORS

TESTS = Path(__file__).parents[1]
TOPICS = [name for name in FLOORS if name != "claims"]


@dataclass(frozen=True)
class Guard:
    """A function that keeps something apart or silent, and what stands in its place when it is switched off."""

    name: str
    of: object
    instead: Callable[..., object]
    reading: bool = False


GUARDS = (
    Guard("periods differ", times.periods_differ, lambda *_: False),
    Guard("tolls of an incident grow from day to day", times.pair_of_tolls, lambda *_: False),
    Guard("months without a year", times._other_months, lambda *_: False),
    Guard("qualifiers narrow", compare.narrowing, lambda _: frozenset()),
    Guard("outspoken claims only inside one article", compare.is_outspoken, lambda _: True),
    Guard("nothing else is told of two that agree", compare.nothing_apart, lambda _: True),
    Guard("close but for rounding is one figure", figures.tellingly_close, lambda *_: False),
    Guard("beyond twice a bound is no agreement", figures.beyond_twice, lambda *_: False),
    Guard("plain figures round in another unit", figures._rounded, lambda figure: figure),
    Guard("a family's members are not one entity", compare.same_entity, lambda _: True),
    Guard("Latin names may be transcriptions", named.maybe_transcribed, lambda *_: False),
    Guard("statements by their whole wording", statements.Statements.found, lambda _: iter(())),
    Guard("doubt of what entity and attribute alone bring together", statements.Statements.doubts, lambda *_: False),
    Guard("a conflict told by all who tell a side", spread.spread, lambda found, *_: list(found)),
    Guard("one time of two that tell one statement", compare.maybe_of_one_time, lambda *_: True),
    Guard("what the articles agree on elsewhere", shadow.unshadowed, lambda found, *_: list(found)),
    Guard("rates of currencies", currencies.beyond_rates, lambda *_: False),
    Guard("order of attributes and totals", orders.broken, lambda _: None),
    Guard("several articles' arithmetic", across.across, lambda _: ()),
    Guard("sums shown in a sentence", reckoning.read, lambda *_: [], reading=True),
    Guard("changes against their levels", changes.changes, lambda _: (), reading=True),
    Guard("averaged and comparable changes", changes.basis, lambda _: changes.Basis.UNTOLD, reading=True),
    Guard("the base that a change is counted from", changes._fits, lambda *_: True, reading=True),
    Guard("corrections", revisions.revised, tuple, reading=True),
)


@contextmanager
def without(guard: Guard) -> Iterator[None]:
    """The checker with a guard's function replaced wherever it was imported."""
    modules = [module for name, module in sys.modules.items() if name.startswith("checker")]
    places = [
        (holder, name)
        for holder in (*modules, statements.Statements)
        for name, value in vars(holder).items()
        if value is guard.of
    ]
    for holder, name in places:
        setattr(holder, name, guard.instead)
    try:
        yield
    finally:
        for holder, name in places:
            setattr(holder, name, guard.of)


@contextmanager
def without_rule(rule: Rule) -> Iterator[None]:
    """The checker with all rules but one."""
    kept = tuple(other for other in registry.rules() if other is not rule)
    apply.rules = lambda: kept  # type: ignore[assignment]
    try:
        yield
    finally:
        apply.rules = registry.rules


def articles_read(clean: Any, day: Any = None) -> Any:
    """The facts of a document, read once for all runs."""
    key = clean.document.path, clean.document.sha256, day
    if key not in _FACTS:
        _FACTS[key] = READ(clean, day)
    return _FACTS[key]


_FACTS: dict[Any, Any] = {}
READ = reading.facts_of


def scored() -> dict[str, Any]:
    """The scores of all corpora together, and how many findings excuse something."""
    total: dict[str, Any] = {"corpus": "", "excused": 0}
    for name in TOPICS:
        here = TESTS / "corpora" / name
        corpus, docs = (TESTS / "gold" / "seeds", TESTS.parent / "seeds") if name == "seeds" else (here, here / "docs")
        run = checker.check([docs])
        total["excused"] += len(run.of(Verdict.EXPLAINED))
        for key, value in score.score(corpus, docs, json.loads(render(run)), verbose=False).items():
            if key != "corpus":
                total[key] = total.get(key, 0) + value
    return total


def failing() -> int:
    """How many of the judge's cases do not come out."""
    failed = 0
    for case in test_rules.LISTED:
        if case.xfail is None:
            try:
                test_rules.test_case(case)
            except AssertionError:
                failed += 1
    return failed


def line(name: str, *, cases: bool) -> str:
    r = scored()
    precision, recall, f1 = score.rates(r)
    told = (
        f"{name:52} F1 {f1:.3f}  precision {precision:.3f} ({r['false_alarms']} false)  recall {recall:.3f}"
        f"  traps {r['sprung']:2}  agreements {r['agreements_found']} ({r['false_agreements']} false)"
        f"  excused {r['excused']}"
    )
    return f"{told}  cases failing {failing()}" if cases else told


def main(arguments: list[str]) -> None:
    cases = "--cases" in arguments
    words = [word for word in arguments if not word.startswith("--")]

    def wanted(name: str) -> bool:
        return not words or any(word in name for word in words)

    reading.facts_of = articles_read
    print(line("(nothing switched off)", cases=cases))
    for rule in registry.rules():
        if wanted(rule.name):
            with without_rule(rule):
                print(line(f"{rule.code} {rule.name}", cases=cases), flush=True)
    for guard in GUARDS:
        if wanted(guard.name):
            reading.facts_of = READ if guard.reading else articles_read
            with without(guard):
                print(line(guard.name, cases=cases), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
