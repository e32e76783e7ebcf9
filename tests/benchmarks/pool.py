"""What more processes are worth: one against two of a pool, and against a cluster of two, in one run.

Run: python -m tests.benchmarks.pool [PATH...] [--rounds N] [--jobs N] [--dask] [--smoke]. Checks the articles in the
paths (default: the annotated collections) by each engine in turn, some rounds, and prints the best wall time of each,
the processor time of all its processes, and how many times faster it is than one process. Every engine must give the
same bytes. `--smoke` is a short run that only asks for these.
"""

import argparse
import hashlib
import os
import resource
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from checker.engine import engines
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
    characters: int
    report: str


def timed(paths: Sequence[Path], engine: Engine) -> Timed:
    """One run of an engine, from starting it to the findings."""
    began, before = time.perf_counter(), sum(os.times()[:4])
    run = engines.run(paths, Settings(), engine)
    wall, processor = time.perf_counter() - began, sum(os.times()[:4]) - before
    characters = sum(len(source.document.raw) for source in run.sources)
    return Timed(wall, processor, characters, hashlib.sha256(json_.render(run).encode()).hexdigest())


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
    for name, runs in told.items():
        processor = min(each.processor for each in runs)
        print(
            f"{name:12} {wall[name]:8.2f} s  processor {processor:8.2f} s  "
            f"{runs[0].characters / wall[name]:9,.0f} characters/s  {wall['1 process'] / wall[name]:5.2f} x"
        )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{runs[0].characters:,} characters; at most {peak} MB in this process")
    same = len({each.report for runs in told.values() for each in runs}) == 1
    print("the same bytes" if same else "THE BYTES DIFFER")
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
