"""What a report was made of and with: where all of it is the same, so is the report."""

import hashlib
import sys
from collections.abc import Iterable, Iterator

from checker.model import Run, Source


def manifest(run: Run) -> dict[str, object]:
    """The digests of the settings, the words and the articles, and the versions of the libraries that had a say.

    >>> manifest(Run((), (), (), settings_digest="12ab-34cd"))["lexicon"]
    '34cd'
    """
    settings, _, lexicon = run.settings_digest.partition("-")
    return {
        "settings": settings,
        "lexicon": lexicon,
        "inputs": _digest(run.sources),
        "libraries": dict(_versions(run.libraries)),
    }


def _digest(sources: Iterable[Source]) -> str:
    """One digest for all articles, whatever their order: of the path and the digest of each, ended by NUL."""
    told = sorted((source.document.path, source.document.sha256) for source in sources)
    text = "".join(f"{path}\0{sha256}\0" for path, sha256 in told)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _versions(libraries: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The versions that are installed, with that of Python, whose tables of characters decide as well."""
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 -- slow to load

    for name in libraries:
        try:
            yield name, version(name)
        except PackageNotFoundError:
            yield name, "unknown"
    if libraries:
        yield "python", f"{sys.version_info.major}.{sys.version_info.minor}"
