"""One process, one article after the other."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from checker.engine import engines
from checker.model import Run
from checker.pipeline import Progress
from checker.read.given import Given
from checker.settings import Settings


def run(paths: Sequence[Path | str], settings: Settings, progress: Progress | None = None) -> Run:
    """The checked files and folders `paths`; `progress` is told how many articles of how many are done."""
    return engines.run(paths, settings, progress=progress)


def run_texts(texts: Mapping[str, Given], settings: Settings) -> Run:
    """The checked texts, each under its name.

    Raises:
        TypeError: something is no text, or what is told about it has no meaning.
    """
    return engines.run_texts(texts, settings)
