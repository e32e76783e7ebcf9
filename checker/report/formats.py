"""Which module makes which format; each is loaded when it is asked for."""

from collections.abc import Callable, Mapping
from functools import partial
from importlib import import_module
from importlib.util import find_spec

from checker.errors import ExtraError
from checker.model import Run

Formats = Mapping[str, tuple[str, str]]
Render = Callable[[Run], str | bytes]
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
    module, function = formats[suffix]
    found: Callable[..., str | bytes] = getattr(import_module(f"checker.report.{module}"), function)
    if suffix in WITH_LANGUAGE:
        return partial(found, language=language)
    return partial(found, manual=manual) if manual and suffix in WITH_MANUAL else found
