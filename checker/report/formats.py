"""Which module makes which format; each is loaded when it is asked for."""

from collections.abc import Callable, Mapping
from importlib import import_module

from checker.model import Run

Formats = Mapping[str, tuple[str, str]]
Render = Callable[[Run], str | bytes]

# by the suffix of the file: the module of `checker.report` and its function that makes text, or bytes, of a run
FINDINGS: Formats = {".csv": ("table", "render"), ".json": ("json_", "render")}
CLAIMS: Formats = {".csv": ("table", "render_claims"), ".json": ("json_", "render_claims")}


def renderer(formats: Formats, suffix: str) -> Render:
    """What makes the format of files with this suffix.

    Raises:
        KeyError: no format has it.
    """
    module, function = formats[suffix]
    found: Render = getattr(import_module(f"checker.report.{module}"), function)
    return found
