"""One process, one article after the other."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from checker.model import Run
from checker.pipeline import check_documents
from checker.read.folders import read_paths, read_texts
from checker.settings import Settings


def run(paths: Sequence[Path | str], settings: Settings) -> Run:
    """The checked files and folders `paths`."""
    documents, problems = read_paths(paths, settings.read)
    return check_documents(documents, problems, settings)


def run_texts(texts: Mapping[str, str], settings: Settings) -> Run:
    """The checked texts, each under its name."""
    documents, problems = read_texts(texts)
    return check_documents(documents, problems, settings)
