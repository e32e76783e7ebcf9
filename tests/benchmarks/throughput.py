"""How many characters a second each stage reads of a generated corpus, in one process, and how many its peers read.

Run: python -m tests.benchmarks.throughput [ARTICLES [PEERS]]. The corpus has whole articles (tests.benchmarks.generate
--length full). PEERS characters of it, cleaned, are read by jieba and, where it is installed with the extra `bench`,
by JioNLP's money and time extraction, in the same run: the ratios say more than the rates, which hang on the machine.
Stages nest: extract holds clean and the sketch, which are measured by themselves before. Where rjieba is installed with
the extra `fast`, what it cuts is measured as well, behind what jieba cuts.
"""

import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path
from typing import TypeVar

import jieba

from checker.align.origins import sketch
from checker.clean.compose import clean
from checker.engine.engines import ONE, workshop
from checker.pipeline import check_documents, read_documents
from checker.read.folders import read_paths
from checker.settings import Extract, Settings
from tests.benchmarks.generate import write
from tests.benchmarks.values import jionlp

ARTICLES, PEERS = 200, 60_000
_Made = TypeVar("_Made")


@dataclass(frozen=True, slots=True)
class Taken:
    """The wall and the processor's seconds of a stage over so many characters."""

    name: str
    characters: int
    wall: float
    processor: float

    @property
    def rate(self) -> float:
        """Characters a second of the processor."""
        return self.characters / max(self.processor, 1e-9)


def timed(name: str, characters: int, work: Callable[[], _Made]) -> tuple[_Made, Taken]:
    """What some work made, and what it took."""
    wall, processor = time.perf_counter(), time.process_time()
    made = work()
    return made, Taken(name, characters, time.perf_counter() - wall, time.process_time() - processor)


def ours(folder: Path) -> tuple[list[Taken], list[str]]:
    """What the stages take over a folder, in their order, all of them together, and the cleaned texts."""
    taken, texts = _stages(folder, Settings(extract=Extract("jieba")))
    if find_spec("rjieba") is not None:
        fast, _ = _stages(folder, Settings(extract=Extract("rjieba")))
        named = [replace(stage, name=f"{stage.name}, rjieba") for stage in fast if stage.name in _CUTTING]
        taken = [*taken, *named]
    return taken, texts


_CUTTING = frozenset({"clean, sketch and extract", "together"})


def _stages(folder: Path, settings: Settings) -> tuple[list[Taken], list[str]]:
    # as the tool itself runs in one process: Python looks for cycles seldom
    with workshop(ONE, 0) as shop:
        # loads words and compiles patterns, which is no part of the rate
        warm, _ = read_paths(sorted(folder.rglob("*.txt"))[:8])
        check_documents(warm, [], settings, workshop=shop)
        (documents, problems), read = timed("read", 0, lambda: read_paths([folder]))
        characters = sum(len(document.raw) for document in documents)
        texts, cleaned = timed("clean", characters, lambda: [clean(document) for document in documents])
        _, sketched = timed("sketch", characters, lambda: [sketch(text) for text in texts])
        _, facts = timed(
            "clean, sketch and extract", characters, lambda: read_documents(documents, settings, workshop=shop)
        )
        _, whole = timed(
            "all but read", characters, lambda: check_documents(documents, problems, settings, workshop=shop)
        )
    read = Taken("read", characters, read.wall, read.processor)
    judging = Taken("align and judge", characters, whole.wall - facts.wall, whole.processor - facts.processor)
    together = Taken("together", characters, whole.wall + read.wall, whole.processor + read.processor)
    return [read, cleaned, sketched, facts, judging, together], [text.text for text in texts]


def peers(texts: Sequence[str], most: int) -> Iterator[Taken | str]:
    """What the peers take over the first of the texts, or why one is left out."""
    some: list[str] = []
    while texts and sum(map(len, some)) < most and len(some) < len(texts):
        some.append(texts[len(some)])
    jieba.setLogLevel(60)
    jieba.initialize()
    yield _over("jieba.lcut", some, jieba.lcut)
    try:
        reader = jionlp()
    except ImportError as error:
        yield f"JioNLP is not installed ({error})"
        return
    reader(some[0][:200])
    yield _over("JioNLP money and time", some, reader)


def _over(name: str, texts: Sequence[str], work: Callable[[str], object]) -> Taken:
    return timed(name, sum(map(len, texts)), lambda: [work(text) for text in texts])[1]


def report(articles: int, most: int) -> Iterator[tuple[str, str]]:
    """The rows of the table, each a name and what was measured."""
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), articles, length="full")
        stages, texts = ours(Path(folder) / "docs")
    for taken in stages:
        yield (
            taken.name,
            f"{taken.rate:10,.0f} characters/s ({taken.processor:.2f} s of the processor, {taken.wall:.2f} s)",
        )
    whole = next(taken.rate for taken in stages if taken.name == "together")
    for peer in peers(texts, most):
        if isinstance(peer, str):
            yield "JioNLP", peer
        else:
            yield (
                peer.name,
                f"{peer.rate:10,.0f} characters/s; checker together is {whole / peer.rate:.3f} x that",
            )


def main(articles: int, most: int) -> None:
    for name, measured in report(articles, most):
        print(f"{name:26} {measured}", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ARTICLES, int(sys.argv[2]) if len(sys.argv) > 2 else PEERS)
