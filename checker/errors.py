"""What stops a run. Everything less is data: a `Problem` in the report."""

from pathlib import Path


class CheckerError(Exception):
    """Base of every error that `checker` raises on purpose; `cli` catches it once and prints one line."""


class InputError(CheckerError):
    """A path that cannot be checked at all."""

    def __init__(self, path: Path | str, message: str) -> None:
        super().__init__(f"{path}: {message}")


class LexiconError(CheckerError):
    """A word list with a key or value that has no meaning."""

    def __init__(self, path: Path | str, key: str, message: str) -> None:
        super().__init__(f"{path}: {key}: {message}")


class SettingsError(CheckerError):
    """A setting that has no meaning."""


class ExtraError(CheckerError):
    """A library that an extra brings is missing."""

    def __init__(self, what: Path | str, extra: str) -> None:
        super().__init__(f"{what}: {needs(extra)}")


class UnreadableError(CheckerError):
    """Why a file, or a part of it, cannot be read; its reader makes a `Problem` of it, and the rest is read."""


class StoreError(CheckerError):
    """A store that cannot be used, and what to do about it."""

    def __init__(self, path: Path | str, message: str) -> None:
        super().__init__(f"{path}: {message}")


# what is said of an article, a file or a run that cannot be done with what memory this process may have
NO_MEMORY = "needs more memory than there is"


class UnknownNameError(CheckerError):
    """A rule or finding was asked for by a name that nothing has."""


def needs(extra: str) -> str:
    """What is to be done about a library that is missing.

    >>> needs("pdf")
    "needs the extra 'pdf'; run: pip install 'checker[pdf]'"
    """
    return f"needs the extra '{extra}'; run: pip install 'checker[{extra}]'"
