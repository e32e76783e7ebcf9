"""jieba's dictionary as a table that is read where it is asked: how often a word occurs, and what class it has."""

import re
import zlib
from collections.abc import Mapping
from dataclasses import field
from functools import cache
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path
from typing import cast

from checker.model.record import dataclass

# a word, its count and its class stand on a line
_FIELDS = 3
# the lines of words that begin with one sign stand together, but for a few
_BLOCK = re.compile(r"^(.)[^\n]*\n(?:\1[^\n]*\n)*", re.MULTILINE)


@dataclass(slots=True)
class Words:
    """The words that begin with one sign: how often each occurs, the length of the longest, and their lines."""

    told: str = "\n"
    times: dict[str, int] = field(default_factory=dict)
    longest: int = 1
    tags: dict[str, str] = field(default_factory=dict)

    def tag(self, word: str) -> str:
        """The class of a word, which few are asked for; "" for one that is not there."""
        tag = self.tags.get(word)
        if tag is None:
            # a word with two lines counts by its last one
            line = self.told.rfind(f"\n{word} ")
            tag = self.told[line + 1 : self.told.index("\n", line + 1)].rpartition(" ")[2] if line >= 0 else ""
            if tag:
                self.tags[word] = tag
        return tag


class Dictionary(dict[str, Words]):
    r"""The words by the sign that they begin with; those of a sign are read when they are first asked for.

    `total` is the sum of all counts.

    >>> made = Dictionary("现 10 tg\n现金 12 n\n储备 5 vn\n", 27)
    >>> made.learn("千问", 5000, "nz")
    >>> made.learn("现金", 5000, "nz")
    >>> made.tag("现金"), made.times("现金"), made.times("千问"), made.times("x"), made["现"].longest, made.total
    ('n', 5000, 5000, 0, 2, 10015)
    """

    def __init__(self, text: str, total: int) -> None:
        """Take the dictionary's text, a word with its count and class a line."""
        super().__init__()
        self.total = total
        self._unread: dict[str, str] = {}
        for block in _BLOCK.finditer(text):
            self._unread[block[1]] = self._unread.get(block[1], "") + block[0]

    def __missing__(self, sign: str) -> Words:
        block = self._unread.pop(sign, None)
        if block is None:
            # not kept: any sign of any text may be asked for
            return Words()
        told = block.split()
        times = dict(zip(told[::_FIELDS], map(_COUNTS.__getitem__, told[1::_FIELDS]), strict=True))
        self[sign] = read = Words(f"\n{block}", times, max(map(len, times)))
        return read

    def times(self, word: str) -> int:
        """How often a word occurs; 0 where the dictionary lacks it."""
        return self[word[:1]].times.get(word, 0)

    def tag(self, word: str) -> str:
        """The class of a word; "" where the dictionary lacks it."""
        return self[word[:1]].tag(word)

    def learn(self, word: str, least: int, tag: str) -> None:
        """Let a word occur `least` times or as often as it does; one that is new has the class `tag`."""
        sign = word[:1]
        words = self[sign]
        known = words.times.get(word, 0)
        words.tags[word] = words.tag(word) or tag
        words.times[word] = max(known, least)
        words.longest = max(words.longest, len(word))
        self[sign] = words
        self.total += words.times[word] - known


class _Counts(dict[str, int]):
    """One number for all words that occur equally often."""

    def __missing__(self, told: str) -> int:
        self[told] = made = int(told)
        return made


_COUNTS = _Counts()


@dataclass(frozen=True, slots=True)
class Release:
    """What is known beforehand of a dictionary file: its checksum, the sum of its counts, and what stands twice in it.

    `twice` is the sum of the counts of words that have two lines (B超).
    """

    checksum: int
    total: int
    twice: int


# that of jieba 0.42.1, the last release; adding up its counts anew each time would cost a tenth of a second
RELEASE = Release(0x1394096D, 60_101_967, 3)


def dictionary() -> tuple[Dictionary, Release | None]:
    """The dictionary of the installed jieba, new, and the release that it is of where that is known.

    Only the file of words is read: no module of jieba is loaded, and nothing is cached on disk.
    """
    data = (_home() / "dict.txt").read_bytes()
    text = data.decode("utf-8")
    text = text if text.endswith("\n") else text + "\n"
    known = RELEASE if zlib.crc32(data) == RELEASE.checksum else None
    return Dictionary(text, known.total if known else sum(map(int, text.split()[1::_FIELDS]))), known


Table = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Model:
    """jieba's model of words that the dictionary lacks: how likely each sign is at each place of a word.

    The places are B (begins a word), M (in the middle), E (ends it) and S (a word alone); `emit` has the signs by the
    place, `trans` what follows which, `start` what a text begins with, all as logarithms.
    """

    start: Mapping[str, float]
    trans: Table
    emit: Table


@cache
def model() -> Model:
    """The model of the installed jieba."""
    return Model(
        cast("Mapping[str, float]", _table("prob_start")),
        cast("Table", _table("prob_trans")),
        cast("Table", _table("prob_emit")),
    )


def _table(name: str) -> object:
    # loaded by its place, since loading the package costs more, warns and writes to the log
    spec = spec_from_file_location(f"checker.lexicon.{name}", _home() / "finalseg" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.P


def _home() -> Path:
    found = find_spec("jieba")
    assert found is not None
    assert found.origin is not None
    return Path(found.origin).parent
