"""Why something was left out, in the reader's language."""

import re
from functools import cache
from string import Formatter

from checker.report.messages import messages


def reason(said: str, language: str) -> str:
    """What was `said` in English by whoever left it out, in `language`; what no table knows stays as it is.

    >>> reason("is larger than 64 MB; split it or raise --largest-file", "zh"), reason("something else", "zh")
    ('大于 64 MB，请拆分，或调高 --largest-file', 'something else')
    """
    if language == "en":
        return said
    for key, pattern in _patterns():
        if found := pattern.fullmatch(said):
            return messages("reasons", language)[key].format(**found.groupdict())
    return said


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The English messages as patterns, in which anything may stand for what is filled in."""
    return tuple((key, re.compile(_pattern(text), re.DOTALL)) for key, text in messages("reasons", "en").items())


def _pattern(template: str) -> str:
    parts = Formatter().parse(template)
    return "".join(re.escape(text) + (f"(?P<{name}>.*)" if name else "") for text, name, _, _ in parts)
