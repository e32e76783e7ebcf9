"""How time and memory grow with the number of articles, and whether what is found of the planted conflicts stays.

Run: python -m tests.benchmarks.growth [--sizes 1000,10000] [--length short|full] [--options "--jobs 2"]. Each size is
generated and checked by `checker check` in a fresh process. The exponent is that of the processor's seconds against
the size before: 1 is linear. Memory is the peak of the largest of the run's processes. `traps` are those taken for
conflicts, `others` the contradictions that were not planted.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log
from pathlib import Path

from tests.benchmarks.generate import write
from tests.benchmarks.recall import Score, answers, score

ROOT = Path(__file__).parents[2]
SIZES = (1_000, 10_000, 100_000)
# run in between, so that what it uses is its own child's alone: a process never forgets what its children used
_MEASURED = """
import json, resource, subprocess, sys, time
began = time.perf_counter()
done = subprocess.run(sys.argv[2:], stdout=subprocess.DEVNULL, check=False)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
figures = [time.perf_counter() - began, used.ru_utime + used.ru_stime, used.ru_maxrss, done.returncode]
open(sys.argv[1], "w").write(json.dumps(figures))
"""


@dataclass(frozen=True, slots=True)
class Measured:
    """What a run over so many articles took, and what it found."""

    articles: int
    wall: float
    processor: float
    memory: int
    score: Score


def measured(articles: int, length: str = "short", options: Sequence[str] = (), seed: int = 1) -> Measured:
    """What a corpus of some size takes to check.

    Raises:
        subprocess.CalledProcessError: the run failed.
    """
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        made = write(out, articles, seed, length)
        report, figures = out / "report.json", out / "figures.json"
        command = [sys.executable, "-m", "checker", "check", str(out / "docs"), "-q", "-o", str(report), *options]
        measure = [sys.executable, "-c", _MEASURED, str(figures), *command]
        subprocess.run(measure, cwd=ROOT, check=True)
        wall, processor, memory, status = json.loads(figures.read_text(encoding="utf-8"))
        if status:
            raise subprocess.CalledProcessError(status, command)
        found = score(answers(out), json.loads(report.read_text(encoding="utf-8")))
    return Measured(made, wall, processor, memory * _KILOBYTE, found)


# Linux counts the memory in kilobytes, macOS in bytes
_KILOBYTE = 1 if sys.platform == "darwin" else 1024


def exponent(small: Measured, large: Measured) -> float:
    """The power of the number of articles that the processor's time grows with."""
    return log(large.processor / small.processor) / log(large.articles / small.articles)


HEAD = (
    f"{'articles':>9} {'wall':>9} {'processor':>10} {'memory':>9} {'exponent':>9} "
    f"{'recall':>7} {'traps':>9} {'others':>7}"
)


def rows(sizes: Sequence[int], length: str = "short", options: Sequence[str] = ()) -> Iterator[str]:
    """The rows of the table below its head, each as soon as it is known."""
    runs: list[Measured] = []
    for size in sizes:
        runs.append(measured(size, length, options))
        grown = [f"{exponent(small, large):.2f}" for small, large in pairwise(runs[-2:])]
        yield row(runs[-1], *grown)


def row(run: Measured, grown: str = "-") -> str:
    """One row of the table."""
    found = run.score
    traps = f"{len(found.sprung)}/{len(found.sprung) + len(found.passed)}"
    return (
        f"{run.articles:9,} {run.wall:7.1f} s {run.processor:8.1f} s {run.memory / 1e6:6,.0f} MB {grown:>9} "
        f"{found.recall:7.3f} {traps:>9} {len(found.others):7}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description="Measures how a run grows with the number of articles.")
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)))
    parser.add_argument("--length", choices=("short", "full"), default="short")
    parser.add_argument("--options", default="", help="options of checker check, in one word")
    given = parser.parse_args()
    print(HEAD)
    for line in rows([int(size) for size in given.sizes.split(",")], given.length, given.options.split()):
        print(line, flush=True)


if __name__ == "__main__":
    main()
