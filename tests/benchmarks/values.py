"""How fast values are found: all kinds, both languages' rules, against JioNLP and recognizers-text in the same process.

Run: python -m tests.benchmarks.values [MEGABYTES]. The text is the seeds', cleaned and repeated. Rates are characters a
second, the best of some rounds; the peers (`pip install '.[bench]'`) get as much of the text as they read in some
seconds, line by line, for their time grows faster than a text's length. A peer that is not installed is left out.
"""

import logging
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from functools import partial
from io import StringIO
from itertools import chain, islice, repeat
from pathlib import Path

from checker.clean.compose import clean
from checker.extract.values.scan import find_values
from checker.read.folders import read_paths

ROOT = Path(__file__).parents[2]
ROUNDS = 5
# what the peers read: some seconds' worth of each, after a first line that makes them load
PEER_SECONDS = 8.0
Reader = Callable[[str], object]
# how many times faster than its peer the finder is at least
BARS = {"jionlp": 5, "recognizers": 300}


def seeds_text() -> str:
    """The cleaned text of the seeds, once."""
    documents, _ = read_paths([ROOT / "seeds"])
    return "\n".join(clean(document).text for document in documents) + "\n"


def own_rate(text: str, rounds: int = ROUNDS) -> float:
    """Characters a second of the finder over the whole text."""
    return len(text) / min(_seconds(partial(find_values, text)) for _ in range(rounds))


def peer_rate(reader: Reader, lines: Iterator[str], seconds: float) -> float:
    """Characters a second of a peer, line by line for about so many seconds."""
    reader(next(lines))
    read, taken = 0, 0.0
    for line in lines:
        taken += _seconds(partial(reader, line))
        read += len(line)
        if taken >= seconds:
            break
    return read / max(taken, 1e-9)


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def jionlp() -> Reader:
    """JioNLP's money and times."""
    with redirect_stdout(StringIO()):
        from jionlp import ner  # noqa: PLC0415 - it may be missing
    logging.getLogger("jionlp").setLevel(logging.CRITICAL)

    def read(text: str) -> object:
        return ner.extract_money(text), ner.extract_time(text)

    return read


def recognizers() -> Reader:
    """The Chinese models of recognizers-text for numbers, percentages, currencies, dimensions and times."""
    from recognizers_date_time import recognize_datetime  # noqa: PLC0415 - it may be missing
    from recognizers_number import recognize_number, recognize_percentage  # noqa: PLC0415
    from recognizers_number_with_unit import recognize_currency, recognize_dimension  # noqa: PLC0415
    from recognizers_text import Culture  # noqa: PLC0415

    models = (recognize_number, recognize_percentage, recognize_currency, recognize_dimension, recognize_datetime)

    def read(text: str) -> object:
        return [model(text, Culture.Chinese) for model in models]

    return read


PEERS: dict[str, Callable[[], Reader]] = {"jionlp": jionlp, "recognizers": recognizers}


def report(text: str, seconds: float, rounds: int) -> Iterator[str]:
    """The lines of the report, each as soon as it is known."""
    ours = own_rate(text, rounds)
    yield f"{'checker':12} {ours:12,.0f} characters/s  ({len(text):,} characters, {len(find_values(text)):,} values)"
    lines = [line for line in islice(text.splitlines(), 10_000) if line]
    for name, load in PEERS.items():
        try:
            reader = load()
        except ImportError as error:
            yield f"{name:12} is not installed ({error})"
            continue
        theirs = peer_rate(reader, chain.from_iterable(repeat(lines)), seconds)
        yield f"{name:12} {theirs:12,.0f} characters/s  checker is {ours / theirs:,.1f} times as fast (bar {BARS[name]})"


def main(megabytes: float) -> None:
    once = seeds_text()
    text = once * (int(megabytes * 1_000_000 / len(once)) + 1)
    for line in report(text, PEER_SECONDS, ROUNDS):
        print(line)


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 1.0)
