"""jieba's dictionary as a table that is read where it is asked: how often a word occurs, and what class it has."""

import re
import zlib
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path
from sys import intern
from typing import NamedTuple, cast

from checker.model.record import dataclass

# a word, its count and its class stand on a line
_FIELDS = 3
# the lines of words that begin with one sign stand together, but for a few
_BLOCK = re.compile(r"^(.)[^\n]*\n(?:\1[^\n]*\n)*", re.MULTILINE)


class Words(NamedTuple):
    """The words that begin with the same two signs, and the first alone: counts, classes, length of the longest."""

    times: Mapping[str, int]
    tags: Mapping[str, str]
    longest: int = 1


_NONE = Words({}, {})
# beginnings whose words are kept; a hundred thousand articles have more
_KEPT = 1 << 16


class Dictionary(dict[str, Words]):
    r"""The words by the two signs that they begin with; those of a beginning are read when they are asked for.

    `total` is the sum of all counts.

    >>> made = Dictionary("现 10 tg\n现金 12 n\n储备 5 vn\n", 27)
    >>> made.learn("千问", 5000, "nz")
    >>> made.learn("现金", 5000, "nz")
    >>> made.tag("现金"), made.times("现金"), made.times("千问"), made.times("x"), made["现金"].longest, made.total
    ('n', 5000, 5000, 0, 2, 10015)
    >>> made["现在"].times
    {'现': 10}
    """

    def __init__(self, text: str, total: int) -> None:
        """Take the dictionary's text, a word with its count and class a line."""
        super().__init__()
        self.total = total
        # the lines of the words that begin with a sign, each between two ends of lines
        self._lines: dict[str, str] = {}
        for block in _BLOCK.finditer(text):
            self._lines[block[1]] = self._lines.get(block[1], "\n") + block[0]

    def __missing__(self, start: str) -> Words:
        lines = self._lines.get(start[:1])
        if lines is None:
            # not kept: any sign of any text may be asked for
            return _NONE
        if len(self) >= _KEPT:
            self.clear()
        self[start] = read = self._alone(lines, start) if len(start) == 1 else self._longer(lines, start)
        return read

    def _alone(self, lines: str, sign: str) -> Words:
        told = _line(lines, sign)
        return Words({sign: told[0]}, {sign: told[1]}) if told else _NONE

    def _longer(self, lines: str, start: str) -> Words:
        at = lines.find(f"\n{start}")
        alone = self[start[0]]
        if at < 0:
            return alone
        times, tags = dict(alone.times), dict(alone.tags)
        while at >= 0:
            end = lines.index("\n", at + 1)
            word, count, tag = lines[at + 1 : end].split(" ")
            # a word with two lines counts by its last one
            times[word], tags[word] = int(count), intern(tag)
            at = lines.find(f"\n{start}", end)
        return Words(times, tags, max(map(len, times)))

    def times(self, word: str) -> int:
        """How often a word occurs; 0 where the dictionary lacks it."""
        return self[word[:2]].times.get(word, 0)

    def tag(self, word: str) -> str:
        """The class of a word; "" where the dictionary lacks it."""
        return self[word[:2]].tags.get(word, "")

    def learn(self, word: str, least: int, tag: str) -> None:
        """Let a word occur `least` times or as often as it does; one that is new has the class `tag`."""
        lines = self._lines.get(word[0], "\n")
        known, tag = _line(lines, word) or (0, tag)
        times = max(known, least)
        self._lines[word[0]] = f"{lines}{word} {times} {tag}\n"
        self.total += times - known
        # what was read of its beginning lacks it
        self.clear()


def _line(lines: str, word: str) -> tuple[int, str] | None:
    """The count and the class of a word among the lines of its first sign; of two lines the last one counts."""
    at = lines.rfind(f"\n{word} ")
    if at < 0:
        return None
    _, count, tag = lines[at + 1 : lines.index("\n", at + 1)].split(" ")
    return int(count), intern(tag)


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
