"""One process, one article after the other."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from checker.model import Run
from checker.pipeline import Progress, check_documents
from checker.read.folders import read_paths, read_texts
from checker.read.given import Given
from checker.settings import Settings


def run(paths: Sequence[Path | str], settings: Settings, progress: Progress | None = None) -> Run:
    """The checked files and folders `paths`; `progress` is told how many steps of how many are done."""
    documents, problems = read_paths(paths, settings.read)
    return check_documents(documents, problems, settings, progress)


def run_texts(texts: Mapping[str, Given], settings: Settings) -> Run:
    """The checked texts, each under its name.

    Raises:
        TypeError: something is no text, or what is told about it has no meaning.
    """
    documents, problems = read_texts(texts)
    return check_documents(documents, problems, settings)
