"""What checking new articles against a store costs, held against checking them alone.

Run: python -m tests.benchmarks.store FOLDER [--new 300]. FOLDER is one that tests/benchmarks/generate.py makes; the
last articles in it are new, the others are stored. Seconds are those of this process's own work.
"""

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from checker.engine import engines, remembered
from checker.settings import Settings
from checker.store.sqlite import Store

Made = TypeVar("Made")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--new", type=int, default=300)
    given = parser.parse_args()
    articles = sorted(path for path in given.folder.rglob("*") if path.is_file())
    old, new = articles[: -given.new], articles[-given.new :]
    settings = Settings()
    engines.run(new[:3], settings)  # loads the words
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder, "s.db"), may_be_new=True) as store:
        added = timed(f"store {len(old):,} articles", lambda: remembered.index(store, old, settings))
        rows = sum(1 for _ in store.articles())
        timed("check them for the first time", lambda: remembered.check(store, [], settings))
        size = store.size()
        timed("check them again", lambda: remembered.check(store, [], settings))
        alone = timed(f"check {len(new):,} others alone", lambda: engines.run(new, settings))
        against = timed("check these against the store", lambda: remembered.check(store, new, settings))
    print(f"{rows / added:,.0f} articles stored a second, {size / rows / 1000:.1f} kB each on disk")
    print(f"against the store / alone: {against / alone:.1f} (at most 3 is asked of 300 against 100,000)")


def timed(what: str, do: Callable[[], Made]) -> float:
    """The seconds that something took."""
    began = time.process_time()
    do()
    took = time.process_time() - began
    print(f"{took:9.2f} s  {what}", flush=True)
    return took


if __name__ == "__main__":
    main()
