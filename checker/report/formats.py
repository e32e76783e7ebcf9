"""Which module makes which format; each is loaded when it is asked for."""

from collections.abc import Callable, Mapping
from importlib import import_module
from importlib.util import find_spec

from checker.errors import ExtraError
from checker.model import Run

Formats = Mapping[str, tuple[str, str]]
Render = Callable[[Run], str | bytes]

# by the suffix of the file: the module of `checker.report` and its function that makes text, or bytes, of a run
FINDINGS: Formats = {".csv": ("table", "render"), ".json": ("json_", "render"), ".html": ("html", "render")}
CLAIMS: Formats = {".csv": ("table", "render_claims"), ".json": ("json_", "render_claims")}

# formats that a library of an extra makes: the extra and the library's module
EXTRAS: Mapping[str, tuple[str, str]] = {".html": ("html", "jinja2")}


def renderer(formats: Formats, suffix: str) -> Render:
    """What makes the format of files with this suffix.

    Raises:
        KeyError: no format has it.
        ExtraError: the library that makes it is not installed.
    """
    extra, library = EXTRAS.get(suffix, ("", ""))
    if extra and find_spec(library) is None:
        raise ExtraError(suffix, extra)
    module, function = formats[suffix]
    found: Render = getattr(import_module(f"checker.report.{module}"), function)
    return found
