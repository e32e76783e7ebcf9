"""What more processes are worth: one against two of a pool, and against a cluster of two, in one run.

Run: python -m tests.benchmarks.pool [PATH...] [--rounds N] [--jobs N] [--dask] [--smoke]. Checks the articles in the
paths (default: the annotated collections) by each engine in turn, some rounds, and prints the best wall time of each,
the processor time of all its processes, and how many times faster it is than one process. Every engine must give the
same bytes. `--smoke` is a short run that only asks for these.

On a machine that others use, too, the wall time tells little. Of a pool the path is the processor time that its run
takes on as many free cores: that of the first process while no other has anything to do, and its share of the rest.
"""

import argparse
import hashlib
import os
import resource
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from checker.engine import engines, pool
from checker.engine.engines import Engine
from checker.report import json_
from checker.settings import Settings

ROOT = Path(__file__).parents[2]
COLLECTIONS = sorted((ROOT / "tests" / "corpora").glob("*/docs"))


@dataclass(frozen=True, slots=True)
class Timed:
    """One run: how long it took, the processor time of all processes, the articles' characters, the report."""

    wall: float
    processor: float
    path: float | None
    characters: int
    report: str


def timed(paths: Sequence[Path], engine: Engine) -> Timed:
    """One run of an engine, from starting it to the findings."""
    began, before, alone = time.perf_counter(), sum(os.times()[:4]), time.process_time()
    with watched() as shared:
        run = engines.run(paths, Settings(), engine)
    wall, processor = time.perf_counter() - began, sum(os.times()[:4]) - before
    path = None if engine.dask else processor
    if engine.jobs != 1 and not engine.dask:
        alone = time.process_time() - alone - sum(shared)
        path = alone + (processor - alone) / (engine.jobs or 1)
    characters = sum(len(source.document.raw) for source in run.sources)
    return Timed(wall, processor, path, characters, hashlib.sha256(json_.render(run).encode()).hexdigest())


@contextmanager
def watched() -> Iterator[list[float]]:
    """The processor time of this process while those of a pool have something to do."""
    shared: list[float] = []
    each = pool._Pool.each

    def watched_each(self: pool._Pool, step: Any, tasks: Any) -> Iterator[list[Any]]:
        before = time.process_time()
        yield from each(self, step, tasks)
        shared.append(time.process_time() - before)

    pool._Pool.each = watched_each  # type: ignore[method-assign]
    try:
        yield shared
    finally:
        pool._Pool.each = each  # type: ignore[method-assign]


def main(arguments: Sequence[str]) -> int:
    """Print the table; whether all engines gave the same bytes is the exit status."""
    parser = argparse.ArgumentParser(description="One process against several.")
    parser.add_argument("paths", nargs="*", type=Path, default=COLLECTIONS)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--dask", action="store_true")
    parser.add_argument("--smoke", action="store_true")
    asked = parser.parse_args(arguments)
    paths, rounds = ([ROOT / "seeds"], 1) if asked.smoke else (asked.paths, asked.rounds)
    known = {"1 process": Engine(jobs=1), f"{asked.jobs} processes": Engine(jobs=asked.jobs)}
    if asked.dask:
        known[f"dask, {asked.jobs}"] = Engine(jobs=asked.jobs, dask=True)
    told: dict[str, list[Timed]] = {name: [] for name in known}
    for _ in range(rounds):
        for name, engine in known.items():
            told[name].append(timed(paths, engine))
            print(f"{name:12} {told[name][-1].wall:8.2f} s", flush=True)
    print()
    wall = {name: min(each.wall for each in runs) for name, runs in told.items()}
    path = {name: min((each.path for each in runs if each.path), default=0.0) for name, runs in told.items()}
    for name, runs in told.items():
        processor = min(each.processor for each in runs)
        print(
            f"{name:12} {wall[name]:8.2f} s  processor {processor:8.2f} s  "
            f"{runs[0].characters / wall[name]:9,.0f} characters/s  {wall['1 process'] / wall[name]:5.2f} x  "
            + (f"path {path[name]:8.2f} s  {path['1 process'] / path[name]:5.2f} x" if path[name] else "")
        )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{runs[0].characters:,} characters; at most {peak} MB in this process")
    same = len({each.report for runs in told.values() for each in runs}) == 1
    print("the same bytes" if same else "THE BYTES DIFFER")
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
