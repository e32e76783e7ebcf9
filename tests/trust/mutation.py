"""How many small faults in the value, period and rule modules some test notices.

    pytest --cov --cov-context=test --cov-fail-under=0 -k "not grows" \
        tests/extract tests/judge checker/extract checker/judge
    python -m tests.trust.mutation [--of 320] [--seed 7] [--jobs 2] [--only extract/periods] [--out FILE]

The first line writes down which test runs which line (`.coverage`); the second makes one fault at a time and runs the
tests that reach it until one fails. Tests are collected once: each fault has a forked process of its own, where the
code of one function is replaced. So what runs at import only (tables, patterns) is not touched, nor are asserts,
messages of errors and defaults. Faults are drawn with a seed, as many of each module as it has lines. A fault that
changes nothing that can be seen is listed in `equivalent.toml` with the reason and counts for nobody.

All tests run once without a fault before: one that fails then would seem to notice everything, and what each of them
takes says in which order they are tried. A run that was stopped goes on where it was when it is given the same FILE.
"""

import argparse
import functools
import gc
import json
import os
import random
import resource
import sys
import tomllib
import traceback
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import asdict
from itertools import zip_longest
from math import log2
from pathlib import Path
from time import process_time
from types import FunctionType
from typing import Any

import coverage
import pytest
from hypothesis import settings

import checker
from checker.lexicon import overlay
from tests.trust.faults import ROOT, Fault, broken, drawn

MODULES = (
    "checker/extract/values/*.py",
    "checker/extract/periods.py",
    "checker/extract/dated.py",
    "checker/extract/cell_dates.py",
    "checker/judge/*.py",
    "checker/judge/rules/*.py",
)
TESTS = ("tests/extract", "tests/judge", "checker/extract", "checker/judge")
# minutes of clocks, none of which tells one answer from another
SLOW = "not grows and not cut_as_jieba"
# what is remembered ran in few tests, however many lean on it: behind so few come all that there are
FEW = 5
# seconds: below it a test is as quick as any
QUICK = 0.004
EQUIVALENT = Path(__file__).with_name("equivalent.toml")

Memo = Any  # functools._lru_cache_wrapper, which takes no parameter at run time
KILLED, SURVIVED = "killed", "survived"


class Mutation:
    """A plugin that takes the collected tests and runs them fault by fault."""

    def __init__(self, given: argparse.Namespace, drawn_: list[Fault]) -> None:
        self.given, self.faults = given, drawn_
        self.failures: list[str] = []
        self.cost: dict[str, float] = {}
        self.told: list[tuple[Fault, str, str]] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.failures.append(report.nodeid)

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        reaching = tests_by_line(self.given.coverage)
        items = {item.nodeid: item for item in session.items}
        # tests written since the lines were told may reach any of them
        known = {name for lines in reaching.values() for names in lines.values() for name in names}
        unknown = items.keys() - known
        live = live_functions()
        memos = remembering()
        # what one small run loads is loaded for all
        checker.check({"a.txt": "千问App月活3000万。", "b.txt": "The app has 20 million users."})
        gc.collect()
        gc.freeze()  # so that the children share it
        self.without_a_fault(session.items)
        running: dict[int, tuple[Fault, int]] = {}
        for fault in self.faults:
            told_of = items.keys() & reaching[str(ROOT / fault.module)][fault.line]
            names = sorted(told_of | unknown, key=self.order)
            if len(told_of) < FEW:
                names += sorted(items.keys() - set(names), key=self.order)
            if len(running) >= self.given.jobs:
                self.wait(running)
            told, telling = os.pipe()
            child = os.fork()
            if not child:
                os.close(told)
                live_here = live[str(ROOT / fault.module), fault.function, fault.first]
                self.try_out(fault, [items[name] for name in names], (live_here, memos), telling)
            os.close(telling)
            running[child] = fault, told
        while running:
            self.wait(running)
        return True

    def without_a_fault(self, items: list[pytest.Item]) -> None:
        """Learn what each test takes as the code stands. Stops the run if one of them fails."""
        told, telling = os.pipe()
        child = os.fork()
        if not child:
            try:
                hush(items[0].config)
                before = process_time()
                for item in one_by_one(items):
                    self.cost[item.nodeid], before = process_time() - before, process_time()
                with os.fdopen(telling, "w", encoding="utf-8") as pipe:
                    json.dump([self.cost, self.failures], pipe)
            finally:
                os._exit(0)
        os.close(telling)
        with os.fdopen(told, encoding="utf-8") as pipe:
            self.cost, failures = json.load(pipe)
        os.waitpid(child, 0)
        if failures:
            raise pytest.UsageError("these fail without a fault: " + " ".join(failures))

    def order(self, name: str) -> tuple[int, str]:
        """Quick tests before slow ones, those about as quick in no order that follows the files."""
        return round(log2(max(self.cost[name], QUICK))), str(random.Random(name).random())

    def wait(self, running: dict[int, tuple[Fault, int]]) -> None:
        child, status = os.wait()
        fault, told = running.pop(child)
        with os.fdopen(told, encoding="utf-8") as pipe:
            said = pipe.read()
        if os.WIFSIGNALED(status):  # by its limits: the fault showed as a loop without end
            said = f"{KILLED} by signal {os.WTERMSIG(status)}"
        verdict, _, how = said.partition(" ")
        if verdict not in (KILLED, SURVIVED):
            raise RuntimeError(fault, said)
        self.tell(fault, verdict, how)

    def tell(self, fault: Fault, verdict: str, how: str) -> None:
        self.told.append((fault, verdict, how))
        sys.stderr.write(f"{verdict}: {fault.module}:{fault.line}: {fault.change} ({how})\n")
        if self.given.out:
            row = asdict(fault) | {"verdict": verdict, "how": how}
            with self.given.out.open("a", encoding="utf-8") as out:
                out.write(json.dumps(row, ensure_ascii=False) + "\n")

    def try_out(
        self, fault: Fault, items: list[pytest.Item], held: tuple[list[FunctionType], list[Memo]], out: int
    ) -> None:
        """Run tests with the fault in place until one fails. Does not return: this is the forked process."""
        said = ""
        try:
            hush(items[0].config)
            longest = self.given.seconds + max(self.cost.values())
            resource.setrlimit(resource.RLIMIT_CPU, (int(longest) + 30,) * 2)
            code = broken(fault)
            for function in held[0]:
                function.__code__ = code
            forget(held[1])
            ran = 0
            for _ in one_by_one(items):
                ran += 1
                if self.failures or process_time() > self.given.seconds:
                    break
            said = f"{KILLED} {self.failures[0]}" if self.failures else f"{SURVIVED} {ran} of {len(items)} tests"
        except BaseException:  # noqa: BLE001 - told in the process that waits
            said = traceback.format_exc()
        finally:
            os.write(out, said.encode())
            os._exit(0)


def one_by_one(items: list[pytest.Item]) -> Iterator[pytest.Item]:
    """Each test, after it has run."""
    for item, following in zip_longest(items, items[1:]):
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        yield item


def hush(config: pytest.Config) -> None:
    """Print nothing: the forked processes say what they found through a pipe."""
    config.pluginmanager.unregister(name="terminalreporter")


def tests_by_line(path: Path) -> dict[str, dict[int, set[str]]]:
    """The tests that ran each line of each file."""
    data = coverage.CoverageData(str(path))
    data.read()
    made: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    for file in data.measured_files():
        for line, contexts in data.contexts_by_lineno(file).items():
            made[file][line] = {context.rpartition("|")[0] for context in contexts if context}
    return made


def live_functions() -> dict[tuple[str, str, int], list[FunctionType]]:
    """The functions of the project in this process, wherever a name for one is kept."""
    made: dict[tuple[str, str, int], list[FunctionType]] = defaultdict(list)
    for held in gc.get_objects():
        if type(held) is FunctionType:
            code = held.__code__
            made[code.co_filename, code.co_qualname, code.co_firstlineno].append(held)
    return made


def remembering() -> list[Memo]:
    """What the stages above the lexicon remember their answers with."""
    memos = [held for held in gc.get_objects() if isinstance(held, functools._lru_cache_wrapper)]
    return [memo for memo in memos if of_a_stage(memo.__module__)]


def of_a_stage(module: str) -> bool:
    return module.startswith("checker.") and not module.startswith("checker.lexicon")


def forget(memos: list[Memo]) -> None:
    """Empty what the stages remember: it was made before the fault."""
    for memo in memos:
        memo.cache_clear()
    made: dict[tuple[Any, ...], Any] = overlay.in_force().made
    for key in [key for key in made if of_a_stage(key[0].__module__)]:
        del made[key]


def equivalent() -> dict[tuple[str, str, str, str], str]:
    """The faults that nobody can see, with the reason."""
    listed = tomllib.loads(EQUIVALENT.read_text(encoding="utf-8"))["fault"] if EQUIVALENT.exists() else []
    return {(told["module"], told["function"], told["line"], told["change"]): told["reason"] for told in listed}


def table(told: list[tuple[Fault, str, str]]) -> str:
    """Faults made and noticed, by module, and those that nobody noticed."""
    excused = equivalent()
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for fault, verdict, _ in told:
        counts[fault.module]["equivalent" if verdict != KILLED and fault.key in excused else verdict] += 1
    rows = [f"{'module':50} made killed equivalent left"]
    total: Counter[str] = Counter()
    for module, count in [*sorted(counts.items()), ("all", total)]:
        if count is not total:
            total += count
        told_of = f"{count.total():4} {count[KILLED]:6} {count['equivalent']:10} {count[SURVIVED]:4}"
        rows.append(f"{module:50} {told_of}")
    able = total.total() - total["equivalent"]
    rows.append(f"{total[KILLED]} of {able} killed: {total[KILLED] / max(1, able):.3f}")
    return "\n".join(rows)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.trust.mutation")
    parser.add_argument("--of", type=int, default=320, help="how many faults")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seconds", type=float, default=60, help="of tests for one fault; it survived what was run")
    parser.add_argument("--only", action="append", default=[], help="modules whose path holds this")
    parser.add_argument("--coverage", type=Path, default=ROOT / ".coverage")
    parser.add_argument("--out", type=Path, help="a line of JSON for every fault; those it holds are not tried anew")
    given = parser.parse_args()
    given.out = given.out and given.out.absolute()
    modules = [str(path.relative_to(ROOT)) for glob in MODULES for path in sorted(ROOT.glob(glob))]
    chosen = [fault for fault in drawn(modules, given.of, given.seed) if chosen_by(given.only, fault)]
    told = recorded(given.out) if given.out else {}
    settings.register_profile("mutation", derandomize=True, database=None)
    settings.load_profile("mutation")
    plugin = Mutation(given, [fault for fault in chosen if fault not in told])
    os.chdir(ROOT)
    status = pytest.main(["-q", "-p", "no:cacheprovider", "-p", "no:cov", "-k", SLOW, *TESTS], plugins=[plugin])
    if status == pytest.ExitCode.USAGE_ERROR:
        sys.exit(status)
    print(table([(fault, *told[fault]) for fault in chosen if fault in told] + plugin.told))


def recorded(path: Path) -> dict[Fault, tuple[str, str]]:
    """What a run told of the faults that it came to."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []
    return {Fault(**{name: row[name] for name in Fault.__slots__}): (row["verdict"], row["how"]) for row in rows}


def chosen_by(only: list[str], fault: Fault) -> bool:
    return not only or any(part in fault.module for part in only)


if __name__ == "__main__":
    main()
