"""Tells an editor where sources contradict one another.

>>> import checker
>>> run = checker.check({"a.txt": "夸克的日活跃用户为1.2亿。"})
>>> [source.document.path for source in run.sources]
['a.txt']
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from checker.engine.run import Run
    from checker.model import Value
    from checker.settings import Settings

    __version__: str

__all__ = ["Run", "Settings", "Value", "__version__", "check", "values"]


def check(
    paths_or_texts: "Path | str | Sequence[Path | str] | Mapping[str, str]", settings: "Settings | None" = None
) -> "Run":
    """What the articles claim and where they contradict one another.

    `paths_or_texts` is a file or folder, several of them, or a mapping of names to texts (no file is read then).
    What could not be checked is in the run's `problems`; nothing is raised for one bad article.
    """
    from checker.engine import serial
    from checker.engine.run import Run
    from checker.settings import Settings

    chosen = settings or Settings()
    if isinstance(paths_or_texts, Mapping):
        return Run.of_run(serial.run_texts(paths_or_texts, chosen))
    if isinstance(paths_or_texts, (str, Path)):
        paths_or_texts = [paths_or_texts]
    return Run.of_run(serial.run(paths_or_texts, chosen))


def values(text: str, lang: str | None = None, anchor: "date | None" = None) -> "list[Value]":
    """Every figure, sum of money, share, rank, length of time and date that `text` tells, in order and disjoint.

    >>> [(value.text, value.kind.value) for value in values("营收约135亿元,同比下降8.5%,历时23天,升至第三。")]
    [('约135亿元', 'money'), ('8.5%', 'percent'), ('23天', 'duration'), ('第三', 'rank')]

    A value is an interval: `low` and `high` are exact decimals with hedges and rounding in them, in whole units
    (10000, never 1万), None where the end is open; `unit` is a canonical name, None for a bare number.

    >>> [value] = values("revenue of more than US$3.4bn")
    >>> value.low, value.high, value.unit
    (Decimal('3400000000.0'), None, 'USD')

    A date has its first and last day in `start` and `end`, both inclusive, None where open or not known. `anchor` is
    the day that was today for the text: 昨日 and "last month" count from it, and stay without days when there is none.

    >>> from datetime import date
    >>> [value] = values("截至上月底", anchor=date(2025, 12, 10))
    >>> value.start, value.end
    (datetime.date(2025, 11, 21), datetime.date(2025, 11, 30))

    The text may be damaged (bracketed pinyin, full-width figures, traditional characters, tags): it is repaired first,
    and `span` counts the code points of `text` as given. What only looks like a figure is left alone.

    >>> raw = "達(dá)５０００萬(wàn)元,Qwen2.5一起上線"
    >>> [value] = values(raw)
    >>> value.text, raw[value.span.start : value.span.end] == value.text
    ('５０００萬(wàn)元', True)

    `lang` is "zh", "en" or None: the text's main language. The rules of both are always on, for news mixes them.
    """
    from checker.pipeline import values_of

    return values_of(text, lang, anchor)


def __getattr__(name: str) -> object:
    """The other names, loaded when first asked for: `import checker` alone loads no stage."""
    if name == "Run":
        from checker.engine.run import Run

        return Run
    if name == "Settings":
        from checker.settings import Settings

        return Settings
    if name == "Value":
        from checker.model import Value

        return Value
    if name == "__version__":
        from checker.settings import VERSION

        return VERSION
    msg = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(msg)
