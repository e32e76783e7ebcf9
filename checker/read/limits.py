"""How long an article may be."""

import re

from checker.errors import UnreadableError
from checker.settings import Read

# runs of digits, as they are written: 1,234.5 is one
FIGURE = re.compile(r"\d+(?:[.,]\d+)*")


def demand_bearable(text: str, read: Read) -> None:
    """Refuse a text that would keep everything else waiting.

    Raises:
        UnreadableError: it has more characters or figures than `read` allows.
    """
    if len(text) > read.most_characters:
        msg = f"has more than {read.most_characters:,} characters; split it or raise --most-characters"
        raise UnreadableError(msg)
    # most texts are too short to have so many
    if len(text) > read.most_figures:
        for count, _ in enumerate(FIGURE.finditer(text)):
            if count == read.most_figures:
                msg = f"has more than {read.most_figures:,} figures; split it or raise --most-figures"
                raise UnreadableError(msg)
