"""The front matter of a file: `key: value` lines between two lines of hyphens."""

import re
from dataclasses import field

from checker.model.record import dataclass

FENCE = re.compile(r"---[ \t]*(?:\r\n|\n|\r)")
CLOSE = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
KEY = re.compile(r"([A-Za-z_一-鿿](?: *+[\w\-])*+)[ \t]*+:(?:[ \t]++(.*))?$")
CONTINUED = re.compile(r"[ \t]+\S|[ \t]*-(?:[ \t]|$)|[ \t]*#|[ \t]*$|[\]}][ \t]*,?$")
# keys that say what the file is about are worth reading; a file of hyphens and colons may be anything
LONGEST = 65536


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The keys (lower case) with their plain values, where the body starts, and what is wrong with it."""

    values: dict[str, str] = field(default_factory=dict)
    end: int = 0
    complaint: str | None = None


def front_matter(raw: str) -> FrontMatter:
    r"""The front matter at the start of `raw`; empty where there is none.

    >>> found = front_matter("---\ntitle: '千问'\ntags:\n- AI\n---\n正文")
    >>> found.values, found.end
    ({'title': '千问', 'tags': ''}, 30)
    """
    opened = FENCE.match(raw)
    if opened is None:
        return FrontMatter()
    first = raw[opened.end() : opened.end() + 200].splitlines()
    if not first or not KEY.match(first[0]):
        return FrontMatter()
    closed = CLOSE.search(raw, opened.end(), opened.end() + LONGEST)
    if closed is None:
        return FrontMatter(complaint="front matter is never closed; end it with a line of three hyphens")
    values, wrong = _values(raw[opened.end() : closed.start()])
    return FrontMatter(values, closed.end(), wrong)


def _values(text: str) -> tuple[dict[str, str], str | None]:
    values: dict[str, str] = {}
    wrong: str | None = None
    for number, line in enumerate(text.splitlines(), 2):
        found = KEY.match(line)
        if found:
            value = (found[2] or "").strip()
            if not _balanced(value):
                wrong = wrong or f"front matter line {number} has an unclosed quote or bracket; close it"
            values.setdefault(found[1].lower(), _plain(value))
        elif not CONTINUED.match(line):
            wrong = wrong or f"front matter line {number} is not `key: value`; correct it"
    return values, wrong


def _balanced(value: str) -> bool:
    """Whether a value that opens with a quote or bracket closes with it, on its line.

    A list may go on over several lines, so only what opens and closes wrongly on one line counts.

    >>> _balanced('"Servo #41: the fast walker"'), _balanced('"plain" # a note'), _balanced('"open # a note')
    (True, True, False)
    """
    if value[:1] in ("'", '"'):
        # a comment may stand behind the closing quote, and a # before it is none
        return re.search(rf"{value[0]}[ \t]*(?:#|$)", value[1:]) is not None
    if value[:1] in ("[", "{"):
        return value.rstrip().endswith({"[": "]", "{": "}"}[value[0]]) or value.rstrip().endswith((",", "[", "{"))
    return True


def _plain(value: str) -> str:
    if len(value) > 1 and value[0] in "'\"":
        return value[1:].split(value[0] + " #", maxsplit=1)[0].rstrip(value[0]).replace("''", "'").strip()
    if value.startswith(("|", ">")) and len(value) <= 2:
        return ""
    return value.split(" #", maxsplit=1)[0].strip()
