"""What the reports for the eye say, in the reader's language: a table of messages a report."""

from collections.abc import Mapping

from checker.lexicon.load import mapping

LANGUAGES = ("en", "zh")


def messages(report: str, language: str) -> Mapping[str, str]:
    """The messages of a report (the table of its language in lexicon/messages/REPORT.toml), by their keys.

    Raises:
        LexiconError: the report or the language has no table.
    """
    return mapping(f"messages/{report}.toml", language)
