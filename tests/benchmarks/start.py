"""What starting costs: `checker check seeds` against loading jieba's dictionary, `checker --help` against Python.

Run: python -m tests.benchmarks.start [ROUNDS]. Prints the best of some rounds, each command in a new process, as ratios
to its peer in the same run: the machine's own speed drops out.
"""

import compileall
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
PYTHON = sys.executable
CHECKER = [PYTHON, "-m", "checker"]
LOAD_JIEBA = "import jieba; jieba.setLogLevel(60); jieba.initialize()"


def seconds(command: list[str]) -> float:
    """How long one run of a command takes."""
    began = time.perf_counter()
    subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    return time.perf_counter() - began


def lines(rounds: int) -> Iterator[str]:
    """The lines of the report: what each command takes, and the two ratios."""
    # as pip leaves an installed package; jieba is one
    compileall.compile_dir(ROOT / "checker", quiet=1)
    commands = {
        "check seeds": [*CHECKER, "check", "seeds"],
        "load jieba": [PYTHON, "-c", LOAD_JIEBA],
        "--help": [*CHECKER, "--help"],
        "python": [PYTHON, "-c", ""],
    }
    # by turns, so that a machine that slows down slows all of them
    taken = [{name: seconds(command) for name, command in commands.items()} for _ in range(rounds)]
    best = {name: min(round_[name] for round_ in taken) for name in commands}
    for name, least in best.items():
        yield f"{name:12} {least:6.3f} s"
    yield f"check seeds = {best['check seeds'] / best['load jieba']:.2f} x load jieba (at most 1.5)"
    yield f"--help = python + {best['--help'] - best['python']:.3f} s (at most 0.3)"


def main(rounds: int) -> None:
    for line in lines(rounds):
        print(line)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
