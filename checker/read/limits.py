"""How long an article may be."""

import re
from collections.abc import Sized

from checker.errors import UnreadableError
from checker.settings import Read

# runs of digits, as they are written: 1,234.5 is one
FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
# what may end a sentence, and each line does
END = re.compile(r"[。！？!?；;\r\n]+|\.\s")


def demand_bearable(text: str, read: Read) -> None:
    """Refuse a text that would keep everything else waiting.

    Raises:
        UnreadableError: it has more characters, figures or sentences than `read` allows.
    """
    if len(text) > read.most_characters:
        raise _beyond(read.most_characters, "characters")
    # most texts are too short to have so many
    if len(text) > read.most_figures and _are_more(FIGURE, text, read.most_figures):
        raise _beyond(read.most_figures, "figures")
    if len(text) > read.most_sentences and _are_more(END, text, read.most_sentences):
        raise _beyond(read.most_sentences, "sentences")


def demand_few(blocks: Sized, read: Read) -> None:
    """Refuse an article of so many paragraphs, each of which holds a sentence.

    Raises:
        UnreadableError: there are more than `read` allows.
    """
    if len(blocks) > read.most_sentences:
        raise _beyond(read.most_sentences, "sentences")


def _are_more(pattern: "re.Pattern[str]", text: str, most: int) -> bool:
    return any(count == most for count, _ in enumerate(pattern.finditer(text)))


def _beyond(most: int, what: str) -> UnreadableError:
    return UnreadableError(f"has more than {most:,} {what}; split it or raise --most-{what}")
