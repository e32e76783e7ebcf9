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
    from checker.engine.run import Run
    from checker.settings import Settings

    __version__: str

__all__ = ["Run", "Settings", "__version__", "check"]


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


def __getattr__(name: str) -> object:
    """The other names, loaded when first asked for: `import checker` alone loads no stage."""
    if name == "Run":
        from checker.engine.run import Run

        return Run
    if name == "Settings":
        from checker.settings import Settings

        return Settings
    if name == "__version__":
        from checker.settings import VERSION

        return VERSION
    msg = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(msg)
