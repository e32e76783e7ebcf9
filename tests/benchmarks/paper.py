"""What ten million articles would take on a cluster, on paper: constants of a small run, and what they come to.

Run: python -m tests.benchmarks.paper FOLDER [--articles 10000000] [--length 1000] [--cores 32] [--dollars 0.04]. Checks
the articles in the folder as a cluster would, with every order and answer as bytes, but in this process: what a worker
does and what the process with the command does are timed apart, and all that would cross the network is counted. It
prints what each character of text costs, and what so many articles of such a length cost from that, on so many cores.
"""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Self

from checker.engine import worker
from checker.engine.cluster import _Cluster, _Kept
from checker.engine.engines import _MOST
from checker.pipeline import Workshop, check_documents, documents_in
from checker.read.folders import files_in
from checker.report import json_
from checker.settings import Settings
from checker.store.codec import pack, unpack


class _Made:
    """What a worker made, as if it were to come."""

    def __init__(self, client: "_Client", made: Any, key: str) -> None:
        self.made, self.key, self._client = made, key, client

    def result(self, timeout: float) -> Any:
        del timeout
        self._client.bytes[f"{self.key}: answers"] += _size(self.made)
        return self.made

    def release(self) -> None:
        """Nothing holds it."""


class _Client:
    """A cluster that is this process: it does at once what it is handed, and counts."""

    def __init__(self) -> None:
        self.step = ""
        self.seconds: Counter[str] = Counter()
        self.bytes: Counter[str] = Counter()

    def nthreads(self) -> dict[str, int]:
        return {"here": 1}

    def submit(self, function: Callable[..., Any], *given: Any, pure: bool) -> _Made:
        del pure
        self.bytes[f"{self.step}: orders"] += sum(len(each) for each in given if isinstance(each, bytes))
        if function.__name__ == "answer_bucket":
            # a bucket's rows come from other workers
            self.bytes[f"{self.step}: between workers"] += sum(_size(each.made) for each in given[-1])
        began = time.process_time()
        made = function(*map(_made, given))
        self.seconds[self.step] += time.process_time() - began
        return _Made(self, made, self.step)

    def gather(self, futures: Sequence[_Made]) -> list[Any]:
        self.bytes["claims for the report: answers"] += sum(_size(future.made) for future in futures)
        return [future.made for future in futures]


def _made(given: Any) -> Any:
    if isinstance(given, list):
        return [_made(each) for each in given]
    return given.made if isinstance(given, _Made) else given


def _size(made: Any) -> int:
    if isinstance(made, (list, tuple)):
        return sum(map(_size, made))
    return len(made) if isinstance(made, bytes) else 0


class _Named(_Cluster):
    """A cluster that tells which step it is at."""

    def order(self, thing: Any) -> Any:
        client: Any = self.client
        client.step = thing[0].__name__ if callable(thing[0]) else "sort"
        return super().order(thing)


class _Clock:
    """Processor time in a block."""

    def __enter__(self) -> Self:
        self._began = time.process_time()
        return self

    def __exit__(self, *_: object) -> None:
        self.seconds = time.process_time() - self._began


def main(arguments: Sequence[str]) -> int:
    """Print the constants and the estimate."""
    parser = argparse.ArgumentParser(description="Ten million articles, on paper.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=10_000_000)
    parser.add_argument("--length", type=int, default=1000)
    parser.add_argument("--cores", type=int, default=32)
    parser.add_argument("--dollars", type=float, default=0.04)
    asked = parser.parse_args(arguments)
    client: Any = _Client()
    cluster = _Named(client)
    workshop = Workshop(cluster.each, _MOST, pack, unpack, partial(_Kept, cluster))
    worker.warm_up()
    with _Clock() as whole:
        documents, problems = documents_in(*files_in([asked.folder]), Settings().read, workshop)
        run = check_documents(documents, problems, Settings(), workshop=workshop)
    with _Clock() as writing:
        written = len(json_.render(run).encode())
    characters = sum(len(source.document.raw) for source in run.sources)
    worked = sum(client.seconds.values())
    one = whole.seconds - worked
    told = {"the process with the command": one, f"JSON, {written / characters:.0f} bytes": writing.seconds}
    print(f"{len(run.sources):,} articles, {characters:,} characters, {len(run.claims):,} claims")
    for step, seconds in [*client.seconds.items(), *told.items()]:
        print(f"  {step:32} {1e6 * seconds / characters:8.2f} µs a character")
    for what, size in client.bytes.items():
        print(f"  {what:40} {size / characters:8.2f} bytes a character")
    print()
    text = asked.articles * asked.length
    shared, alone = worked / characters * text, one / characters * text
    sent = sum(client.bytes.values()) / characters * text
    between = sum(size for what, size in client.bytes.items() if "between" in what) / characters * text
    print(f"{asked.articles:,} articles of {asked.length:,} characters:")
    print(f"  work that is shared out          {shared / 3600:10,.0f} core hours")
    print(f"  work of the one process          {alone / 3600:10,.1f} hours, and more for JSON")
    print(f"  which keeps busy                 {shared / alone:10,.0f} cores")
    print(f"  time on {asked.cores:3} cores                {max(shared / asked.cores, alone) / 3600:10,.1f} hours")
    print(f"  over the network                 {sent / 1e9:10,.0f} GB, of it shuffled {between / 1e9:,.0f} GB")
    print(f"  cost                             {(shared + alone) / 3600 * asked.dollars:10,.0f} dollars")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
