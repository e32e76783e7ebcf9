"""How fast values are found: all kinds, both languages' rules, beside JioNLP and recognizers-text in one process.

Run: python -m tests.benchmarks.values [MEGABYTES [FOLDS]]. The text is the seeds', cleaned and repeated. Rates are
characters a second of the process' own time, the best of some rounds. The peers (`pip install '.[bench]'`) read the
seeds article by article, or with FOLDS so many of them as one text: the time of some grows faster than a text's length.
One that is not installed is left out.
"""

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import redirect_stdout
from functools import partial
from io import StringIO
from pathlib import Path

from checker.clean.compose import clean
from checker.extract.values.scan import find_values
from checker.read.folders import read_paths

ROOT = Path(__file__).parents[2]
ROUNDS = 5
Reader = Callable[[str], object]


def articles() -> list[str]:
    """The cleaned texts of the seeds."""
    documents, _ = read_paths([ROOT / "seeds"])
    return [clean(document).text for document in documents]


def rate(work: Callable[[str], object], texts: Sequence[str], rounds: int) -> float:
    """Characters a second, the best of some rounds over all the texts."""
    return sum(map(len, texts)) / max(min(_seconds(work, texts) for _ in range(rounds)), 1e-9)


def _seconds(work: Callable[[str], object], texts: Sequence[str]) -> float:
    # the process' own time: other work on the machine is no matter
    began = time.process_time()
    for text in texts:
        work(text)
    return time.process_time() - began


def jionlp() -> Reader:
    """JioNLP's money and times."""
    with redirect_stdout(StringIO()):
        from jionlp import ner  # noqa: PLC0415 - it may be missing

    def read(text: str) -> object:
        return ner.extract_money(text), ner.extract_time(text)

    return read


def recognizers(*cultures: str) -> Reader:
    """The models of recognizers-text for numbers, percentages, currencies, dimensions and times."""
    from recognizers_date_time import recognize_datetime  # noqa: PLC0415 - it may be missing
    from recognizers_number import recognize_number, recognize_percentage  # noqa: PLC0415
    from recognizers_number_with_unit import recognize_currency, recognize_dimension  # noqa: PLC0415

    models = (recognize_number, recognize_percentage, recognize_currency, recognize_dimension, recognize_datetime)

    def read(text: str) -> object:
        return [model(text, culture) for culture in cultures for model in models]

    return read


PEERS: dict[str, Callable[[], Reader]] = {
    "jionlp": jionlp,
    "recognizers zh": partial(recognizers, "zh-cn"),
    "recognizers zh+en": partial(recognizers, "zh-cn", "en-us"),
}


def report(text: str, texts: Sequence[str], rounds: int = ROUNDS) -> Iterator[str]:
    """The lines of the report, each as soon as it is known: ours over `text`, the peers over `texts`."""
    ours = rate(find_values, [text], rounds)
    yield f"{'checker':18} {ours:10,.0f} characters/s ({len(text):,} characters, {len(find_values(text)):,} values)"
    for name, load in PEERS.items():
        try:
            reader = load()
        except ImportError as error:
            yield f"{name:18} is not installed ({error})"
            continue
        reader(texts[0][:200])  # some load their models when first asked
        theirs = rate(reader, texts, min(rounds, 2))
        yield f"{name:18} {theirs:10,.0f} characters/s; checker is {ours / theirs:,.1f} times as fast"


def main(megabytes: float, folds: int) -> None:
    texts = articles()
    once = "\n".join(texts) + "\n"
    for line in report(once * (int(megabytes * 1_000_000 / len(once)) + 1), [once * folds] if folds else texts):
        print(line, flush=True)


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 1.0, int(sys.argv[2]) if len(sys.argv) > 2 else 0)
