"""One table of what the benchmarks measure: what starting costs, how fast each stage reads, how a run grows.

Run: python -m tests.benchmarks [--smoke] [--sizes 1000,10000]. Ratios are of one and the same run. --smoke measures
little and quickly, only to show that everything runs.
"""

import argparse
from collections.abc import Iterator

from tests.benchmarks import growth, start, throughput


def figures(*, smoke: bool, sizes: tuple[int, ...]) -> Iterator[tuple[str, str]]:
    """The rows of the table: what was measured, and how much it is."""
    for line in start.lines(1 if smoke else 5):
        yield "start", line
    articles, peers = (6, 2_000) if smoke else (throughput.ARTICLES, throughput.PEERS)
    for name, rate in throughput.report(articles, peers):
        yield "throughput", f"{name:26} {rate}"
    yield "growth", growth.HEAD
    for line in growth.rows(sizes):
        yield "growth", line


def main() -> None:
    parser = argparse.ArgumentParser(description="Prints one table of all benchmarks.")
    parser.add_argument("--smoke", action="store_true", help="measure little")
    parser.add_argument("--sizes", help="articles of the runs that show how time grows, between commas")
    given = parser.parse_args()
    small = "10,20" if given.smoke else ",".join(map(str, growth.SIZES[:2]))
    sizes = tuple(int(size) for size in (given.sizes or small).split(","))
    for name, line in figures(smoke=given.smoke, sizes=sizes):
        print(f"{name:11} {line}", flush=True)


if __name__ == "__main__":
    main()
