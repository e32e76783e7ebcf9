"""What checking new articles against a store costs, held against checking them alone, as the store grows.

Run: python -m tests.benchmarks.store FOLDER [--new 300] [--stored 2700,9700]. FOLDER is one that
tests/benchmarks/generate.py makes; the last articles in it are new, of the others so many are stored that stand before
them, or all. Seconds are those of this process's own work.
"""

import argparse
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from checker.engine import engines, remembered
from checker.settings import Settings
from checker.store.sqlite import Store

Made = TypeVar("Made")


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--new", type=int, default=300)
    parser.add_argument("--stored", default="", help="how many are stored, for one store after the other; else all")
    given = parser.parse_args(arguments)
    articles = sorted(path for path in given.folder.rglob("*.txt") if path.is_file())
    old, new = articles[: -given.new], articles[-given.new :]
    engines.run(new[:3], Settings())  # loads the words
    sizes = [int(size) for size in given.stored.split(",") if size] or [len(old)]
    ratios = [f"{measured(old[-size:], new):.1f} against {min(size, len(old)):,}" for size in sizes]
    print(f"against the store / alone: {', '.join(ratios)} (at most 3 is asked of 300 against 100,000)")


def measured(old: Sequence[Path], new: Sequence[Path]) -> float:
    """How many times as much it costs to check new articles against a store of old ones as it does alone."""
    settings = Settings()
    with (
        tempfile.TemporaryDirectory() as folder,
        Store.open(Path(folder, "s.db"), may_be_new=True) as store,
        engines.workshop(engines.ONE, 0) as shop,
    ):
        added = timed(f"store {len(old):,} articles", lambda: remembered.index(store, old, settings, workshop=shop))
        rows, size = store.articles_held(), store.size()
        print(f"            {rows / added:,.0f} articles stored a second, {size / rows / 1000:.1f} kB each on disk")
        alone = timed(f"check {len(new):,} others alone", lambda: engines.run(new, settings))
        against = timed("check these against the store", lambda: remembered.check(store, new, settings, workshop=shop))
        timed("check all that is stored", lambda: remembered.check(store, [], settings, workshop=shop))
        timed("check it again", lambda: remembered.check(store, [], settings, workshop=shop))
    return against / alone


def timed(what: str, do: Callable[[], Made]) -> float:
    """The seconds that something took."""
    began = time.process_time()
    do()
    took = time.process_time() - began
    print(f"{took:9.2f} s  {what}", flush=True)
    return took


if __name__ == "__main__":
    main()
