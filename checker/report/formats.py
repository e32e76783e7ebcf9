"""Which module makes which format; each is loaded when it is asked for."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from checker.errors import ExtraError
from checker.model import Run

Formats = Mapping[str, tuple[str, str]]
Render = Callable[[Run], str | bytes]
RenderPieces = Callable[[Run], str | bytes | Iterator[str]]
Manual = Callable[[str], str]

# by the suffix of the file: the module of `checker.report` and its function that makes text, or bytes, of a run
FINDINGS: Formats = {
    ".csv": ("table", "render"),
    ".html": ("html", "render"),
    ".json": ("json_", "render"),
    ".jsonl": ("jsonl", "render"),
    ".md": ("markdown", "render"),
    ".sarif": ("sarif", "render"),
    ".xlsx": ("workbook", "render"),
}
CLAIMS: Formats = {
    ".csv": ("table", "render_claims"),
    ".json": ("json_", "render_claims"),
    ".jsonl": ("jsonl", "render_claims"),
    ".parquet": ("parquet", "render_claims"),
    ".xlsx": ("workbook", "render_claims"),
}
# the CSV of every compared pair in the place of that of the contradictions
ALL_PAIRS: Formats = {**FINDINGS, ".csv": ("table", "render_all")}

# the functions that make the same text bit by bit, by those that make it whole
PIECES: Mapping[tuple[str, str], str] = {
    ("json_", "render"): "pieces",
    ("json_", "render_claims"): "claim_pieces",
    ("jsonl", "render"): "pieces",
    ("jsonl", "render_claims"): "claim_pieces",
    ("table", "render"): "pieces",
    ("table", "render_all"): "all_pieces",
}

# what goes to standard output and to no file, under the names that suffixes would have
STREAMS: Formats = {".line": ("line", "render"), ".github": ("github", "render")}
# the formats that keep findings which somebody has dismissed, with the reason; the others leave them out
WITH_DISMISSED = frozenset({".json"})

# formats that a library of an extra makes: the extra and the library's module
EXTRAS: Mapping[str, tuple[str, str]] = {
    ".html": ("html", "jinja2"),
    ".parquet": ("parquet", "pyarrow"),
    ".xlsx": ("excel", "openpyxl"),
}

# formats that tell what the rules mean, where the caller says it, and those that speak the reader's language
WITH_MANUAL = frozenset({".sarif"})
WITH_LANGUAGE = frozenset({".html"})


def renderer(formats: Formats, suffix: str, manual: Manual | None = None, language: str = "en") -> Render:
    """What makes the format of files with this suffix; `manual` gives the text that tells what a rule means.

    Raises:
        KeyError: no format has it.
        ExtraError: the library that makes it is not installed.
    """
    extra, library = EXTRAS.get(suffix, ("", ""))
    if extra and find_spec(library) is None:
        raise ExtraError(suffix, extra)
    return _found(*formats[suffix], suffix, manual, language)


def piecemeal(formats: Formats, suffix: str, manual: Manual | None = None, language: str = "en") -> RenderPieces:
    """What `renderer` finds, bit by bit where that can be: a report of many articles is too large to be held.

    Raises:
        KeyError: no format has it.
        ExtraError: the library that makes it is not installed.
    """
    whole = renderer(formats, suffix, manual, language)
    module, function = formats[suffix]
    bits = PIECES.get((module, function))
    return whole if bits is None else _found(module, bits, suffix, manual, language)


def _found(module: str, function: str, suffix: str, manual: Manual | None, language: str) -> Callable[[Run], Any]:
    found: Callable[..., Any] = getattr(import_module(f"checker.report.{module}"), function)
    if suffix in WITH_LANGUAGE:
        return partial(found, language=language)
    return partial(found, manual=manual) if manual and suffix in WITH_MANUAL else found
