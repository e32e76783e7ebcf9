"""jieba's dictionary as a table that is read where it is asked: how often a word occurs, and what class it has."""

import re
import zlib
from collections.abc import Mapping
from dataclasses import field
from functools import cache
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path
from typing import NamedTuple, cast

from checker.model.record import dataclass

# a word, its count and its class stand on a line
_FIELDS = 3
# the lines of words that begin with one sign stand together, but for a few
_BLOCK = re.compile(r"^(.)[^\n]*\n(?:\1[^\n]*\n)*", re.MULTILINE)


class Entry(NamedTuple):
    """How often a word occurs in the corpus that the dictionary was counted in, and its class."""

    times: int
    tag: str


@dataclass(slots=True)
class Words:
    """The words that begin with one sign, and the length of the longest."""

    entries: dict[str, Entry] = field(default_factory=dict)
    longest: int = 1


class Dictionary(dict[str, Words]):
    r"""The words by the sign that they begin with; those of a sign are read when they are first asked for.

    `total` is the sum of all counts.

    >>> made = Dictionary("现 10 tg\n现金 12 n\n储备 5 vn\n", 27)
    >>> made.learn("千问", 5000, "nz")
    >>> made.learn("现金", 5000, "nz")
    >>> made.entry("现金"), made.entry("千问").times, made.entry("x"), made["现"].longest, made.total
    (Entry(times=5000, tag='n'), 5000, None, 2, 10015)
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
        counted = zip(told[1::_FIELDS], told[2::_FIELDS], strict=True)
        entries = dict(zip(told[::_FIELDS], map(_ENTRIES.__getitem__, counted), strict=True))
        self[sign] = read = Words(entries, max(map(len, entries)))
        return read

    def entry(self, word: str) -> Entry | None:
        """What is known of a word, or None where the dictionary lacks it."""
        return self[word[:1]].entries.get(word)

    def learn(self, word: str, least: int, tag: str) -> None:
        """Let a word occur `least` times or as often as it does; one that is new has the class `tag`."""
        sign = word[:1]
        words = self[sign]
        known = words.entries.get(word, Entry(0, tag))
        words.entries[word] = Entry(max(known.times, least), known.tag)
        words.longest = max(words.longest, len(word))
        self[sign] = words
        self.total += words.entries[word].times - known.times


class _Entries(dict[tuple[str, str], Entry]):
    """One entry for all words that occur equally often and have one class."""

    def __missing__(self, told: tuple[str, str]) -> Entry:
        self[told] = made = Entry(int(told[0]), told[1])
        return made


_ENTRIES = _Entries()


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
