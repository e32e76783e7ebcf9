"""Tells an editor where sources contradict one another.

>>> import checker
>>> run = checker.check({"a.txt": "夸克的日活跃用户为1.2亿。", "b.txt": "夸克的日活跃用户为5000万。"})
>>> run
<Run 2 sources, 1 contradiction, 0 explained, 0 agreements>
>>> [position.display for finding in run.findings for position in finding.positions]
['1.2亿', '5000万']

`check` gives a `Run`: what was read, claimed and found, with every report. `explain` tells how a finding came about,
`values` reads the figures and dates of one text. All that is promised to stay stands in `__all__`.
"""

from collections.abc import Iterable, Mapping
from os import PathLike
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from checker.engine.run import Run
    from checker.errors import CheckerError
    from checker.model import Claim, Finding, Modality, Problem, Severity, Source, Value, ValueKind, Verdict
    from checker.read.given import Given
    from checker.settings import Settings

    __version__: str

__all__ = [
    "CheckerError",
    "Claim",
    "Finding",
    "Modality",
    "Problem",
    "Run",
    "Settings",
    "Severity",
    "Source",
    "Value",
    "ValueKind",
    "Verdict",
    "__version__",
    "check",
    "explain",
    "values",
]

# where the names are at home that are loaded when first asked for
_HOMES = {
    "CheckerError": "checker.errors",
    "Run": "checker.engine.run",
    "Settings": "checker.settings",
    **dict.fromkeys(
        ("Claim", "Finding", "Modality", "Problem", "Severity", "Source", "Value", "ValueKind", "Verdict"),
        "checker.model",
    ),
}


def check(
    paths_or_texts: "str | PathLike[str] | Iterable[str | PathLike[str]] | Mapping[str, Given]",
    settings: "Settings | None" = None,
    jobs: int | None = 1,
) -> "Run":
    """What the articles claim and where they contradict one another.

    `paths_or_texts` is a file or folder, several of them, or a mapping of names to texts (no file is read then). The
    suffix of a name tells the format: .txt, .md or .html. What could not be checked is in the run's `problems`;
    nothing is raised for one bad article.

    `jobs` are the processes that do the work, None for one on each core where that is sooner; more than one change
    nothing but the time. A script that asks for them does so below `if __name__ == "__main__":`, for each process
    begins by loading it.

    A text may come with what is known about it: a tuple of the text and a mapping with `published` (a `date`),
    `title` or `publisher`. The day of publication is the one that 昨日 and "last month" count from.

    >>> from datetime import date
    >>> known = {"published": date(2025, 12, 10), "publisher": "晚点"}
    >>> run = check({"a.txt": ("上个月夸克的日活跃用户为1.2亿。", known)})
    >>> run.claims[0].period.start
    datetime.date(2025, 11, 1)

    Raises:
        TypeError: what was given is no path, paths or texts; the message says what is expected.
        CheckerError: a path is empty, or there is no such number of jobs.
    """
    from checker.engine import engines, given
    from checker.engine.run import Run
    from checker.settings import Settings

    chosen = given.settings(settings) or Settings()
    engine = engines.Engine(given.jobs(jobs))
    if isinstance(paths_or_texts, Mapping):
        return Run.of_run(engines.run_texts(paths_or_texts, chosen, engine))
    return Run.of_run(engines.run(given.paths(paths_or_texts), chosen, engine))


def explain(run: "Run", finding: "Finding | str", width: int = 100) -> str:
    """Why a finding got its verdict, step by step: its pairs with what each rule said, and how each claim was read.

    `finding` is one of the run's, or a name for it: its id, or the first letters of its fingerprint. The text is that
    of `checker explain FINDING PATH...`, in lines of at most `width` cells (60 to 200).

    >>> run = check({"a.txt": "夸克的日活跃用户为1.2亿。", "b.txt": "夸克的日活跃用户为5000万。"})
    >>> print(explain(run, run.findings[0]).splitlines()[0])
    夸克 · 日活跃用户

    Raises:
        CheckerError: the run has no such finding, or several have that name.
    """
    from checker.engine.explanation import explain as told
    from checker.report.layout import Screen

    return told(run, finding, Screen(width=width))


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
    if name == "__version__":
        from checker.settings import VERSION

        return VERSION
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(_HOMES[name]), name)
    msg = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(msg)


def __dir__() -> list[str]:
    """The public names: what a notebook offers after a dot."""
    return sorted(__all__)
