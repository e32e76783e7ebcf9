"""What holds a numeral and claims nothing: words, names, codes, list marks, times of day."""

import re
from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal

from checker.extract.values.figure import Figure, Script
from checker.extract.values.hanzi_tokens import CHARACTERS, MIDDLE_DOT
from checker.extract.values.units import longest, read_tiny
from checker.lexicon.load import words
from checker.model.pattern import seldom

ZH, EN = "zh/not_values.toml", "en/not_values.toml"
START_CHARACTERS = frozenset(CHARACTERS + "几数半第前首冠亚季殿榜头翻0123456789")


def _index(listed: tuple[str, ...]) -> Mapping[str, list[tuple[int, int, frozenset[str]]]]:
    """For each character that may open a figure: where in a word it stands, how long the word is, the words."""
    made: dict[tuple[str, int, int], set[str]] = defaultdict(set)
    for word in listed:
        for offset, char in enumerate(word):
            if char in START_CHARACTERS:
                made[char, offset, len(word)].add(word)
    index: dict[str, list[tuple[int, int, frozenset[str]]]] = defaultdict(list)
    for (char, offset, length), found in made.items():
        index[char].append((offset, length, frozenset(found)))
    for rows in index.values():
        rows.sort(key=lambda row: row[0] - row[1])
    return dict(index)


WORDS = _index(words(ZH, "words"))
# the first two signs of those that a numeral opens, and the numeral with what stands before it in all others
PAIRS = frozenset(
    word[max(0, offset - 1) : max(2, offset + 1)]
    for rows in WORDS.values()
    for offset, _, listed in rows
    for word in listed
)
OPENERS, LABELS, MONTHS, TIMES = (frozenset(words(EN, key)) for key in ("openers", "labels", "months", "times"))

# bare digits in this span are years
FIRST_YEAR, LAST_YEAR = 1900, 2100
# Boeing 737, Falcon 9: no name has a number beyond this
LONGEST_NAME = 10_000
LAST_HOUR = 24
# 工业4.0, 千问3.0: versions stay small
LATEST_VERSION = 20

# 次日留存率, 7日留存: how many days later something is measured, and no day
LASTING = re.compile(rf"(?:{longest(list(words(ZH, 'lasting')))})")
# an address, or a machine's name for something
ADDRESS = seldom(r"(?:https?://|www\.)[^\s\u3000-\u9fff，。]{1,2000}|[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{1,64}")
# a list mark at the start of a line
BULLET = re.compile(r"[ \t(（\[【]{0,4}(?:\d{1,3}|[一二三四五六七八九十]{1,3})(?:[、)）\]】]|\.(?!\d)|．)")
ENGLISH_TIME = re.compile(
    r"[ -]?(?:" + "|".join(sorted(map(re.escape, TIMES), key=len, reverse=True)) + r")(?![A-Za-z])", re.IGNORECASE
)
CHINESE_TIME = re.compile(
    rf"\s?[多余几来]?(?!{longest(list(words(ZH, 'not_times')))})"
    rf"(?:{longest(list(words(ZH, 'times')))}|点(?:[半整钟]|\d|[零一二三四五六七八九十])|点(?![\d%])|代(?=人))"
)
# 2025年: plain digits of a time
DATED = re.compile(rf"\d{{1,4}}(?={CHINESE_TIME.pattern})")
PHRASE = re.compile(rf"(?:{longest(list(words(EN, 'phrases')))})(?![A-Za-z])", re.IGNORECASE)
# 2025-11-17, 11/17/2025, 3.2.1, 192.168.1.1, 11:30
CHAINED = re.compile(r"\d{1,25}([-/.:·])\d{1,25}(?:\1\d{1,25}){1,20}(?!\d)|\d{1,2}·\d{1,2}(?!\d)|\d{1,2}:\d{2}(?!\d)")
PHONE = re.compile(
    r"(?:\+?86[ -]?)?1[3-9]\d{9}(?!\d)|0\d{2,3}-\d{7,8}(?!\d)|[48]00-\d{3,4}-?\d{3,4}(?!\d)"
    r"|(?:\d{1,3} )?\d{3}-\d{3}-\d{4}(?!\d)|\d{3}-\d{4}-\d{4}(?!\d)"
    r"|(?:\d{1,3} \()?\d{3}\) ?\d{3}-\d{4}(?!\d)"
)
# 3-1, 3:1, 3比1, 2/15 without a unit: a score, a date or a proportion
PAIR = re.compile(r"(\d{1,4})(?:[-–—:∶/]|\s?[比:]\s?)(\d{1,4})(?![\d.,]*\d)")
# what stands behind the first digits of either: most figures are neither
TIED = re.compile(r"\d+(?:[-/:·)]|\.\d+\.| [\d(])|\d{11}")
# 4×100米接力 is the name of a race
RELAY = re.compile(r"\d{1,2} ?[x×*] ?\d{2,5} ?(?:米|公里|m|km)?(?=接力| ?relay)")
# (2023)京0105民初12345号, 国发〔2023〕5号: the number of a case or a decree, year and all
DOCKET = re.compile(
    r"[(（〔\[［](?:19|20)\d\d[)）〕\]］](?:[\u3400-\u9fff]{1,3}\d{0,4}){0,3}[\u3400-\u9fff]{0,4}第?\d{1,6}号"
)
CODE = re.compile(r"\d{5,6}(?:\.[A-Z]{2})?[)）]")
TOKEN = re.compile(r"[A-Za-z0-9_]+(?:[.\-][A-Za-z0-9_]+){0,8}")
MODEL = seldom(r"\d{1,4}(?![\d.%‰℃°度]|[到至~～]-?\d{1,3}(?:\.\d)?[%‰℃°度])")
TITLE = re.compile(r"\d{1,6}》")
# 1.03补丁, 2.0版: what a program is told apart by
RELEASE = re.compile(rf"\d{{1,2}}\.\d{{1,3}}(?=\s?(?:{longest(list(words(ZH, 'releases')))}))")
FOOTNOTE = seldom(r"\d{1,3}[\]］〕]")
MONTH_BEHIND = re.compile(r"(?:st|nd|rd|th)? ([A-Z][A-Za-z]{2,8})")
LATIN_WORD = re.compile(r"([A-Za-z][A-Za-z0-9+&'.-]{0,30})[ \u00a0]$")
# what may stand before a bare figure in Chinese without making it part of a name
INTRODUCERS = frozenset(words(ZH, "introducers"))


def addresses(text: str) -> list[tuple[int, int]]:
    """Where addresses stand, in order.

    >>> addresses("见 https://a.cn/2025 页")
    [(2, 19)]
    """
    if "http" not in text and "www." not in text and "@" not in text:
        return []
    return [found.span() for found in ADDRESS.finditer(text)]


def in_word(text: str, at: int) -> int:
    """Where the word ends that holds the numeral at `at` and makes it none; 0 if there is no such word.

    >>> in_word("唯一", 1), in_word("一起", 0), in_word("一家", 0)
    (2, 2, 0)
    """
    if text[at : at + 2] not in PAIRS and (not at or text[at - 1 : at + 1] not in PAIRS):
        return 0
    for offset, length, listed in WORDS.get(text[at], ()):
        start = at - offset
        if start >= 0 and text[start : start + length] in listed:
            return start + length
    return 0


def in_phrase(text: str, at: int) -> int:
    """Where the English phrase ends that opens at `at` and tells no figure (first half); 0 if there is none."""
    found = PHRASE.match(text, at)
    return found.end() if found else 0


def before_digits(text: str, at: int, *, sign: bool) -> int:
    """Where to go on if the digits at `at` are part of a name, code, date or mark; 0 if they may be a figure."""
    if (at and not sign and _joined(text, at)) or (text[at] == "0" and text[at + 1 : at + 2].isdigit()):
        found = TOKEN.match(text, at)
        return found.end() if found else at + 1
    before = text[at - 1] if at else "\n"
    patterns: list[re.Pattern[str]] = []
    if TIED.match(text, at) is not None:
        patterns = [PHONE] if MIDDLE_DOT.match(text, at) else [CHAINED, PHONE]
    if before in "(（":
        patterns.append(CODE)
    elif before in "[［〔":
        patterns.append(FOOTNOTE)
    elif before == "《":
        patterns.append(TITLE)
    if text[at + 1 : at + 2] == "." or text[at + 2 : at + 3] == ".":
        patterns.append(RELEASE)
    for pattern in patterns:
        found = pattern.match(text, at)
        if found is not None:
            return found.end()
    return _bullet(text, at) if before in "\n(（[【 \t" else 0


def _joined(text: str, at: int) -> bool:
    """Whether a letter stands before the digits, with or without a hyphen."""
    char, head = text[at - 1], text[at - 2 : at - 1]
    if char == "_" or (char.isascii() and char.isalpha()):
        return True
    if char == "-" and "\u3400" < head <= "\u9fff" and head not in INTRODUCERS:
        # 歼-20 is a name, 温度-5℃ is below zero
        return MODEL.match(text, at) is not None
    if char == "+":
        # T+1, but not 16GB+512GB
        return head.isascii() and head.isalpha() and not text[at - 3 : at - 2].isalnum()
    return char in "-.·/" and head.isascii() and head.isalpha()


def _bullet(text: str, at: int) -> int:
    """The end of a list mark at the start of a line, 0 if there is none."""
    line = text.rfind("\n", max(0, at - 6), at) + 1
    if (line or at < 6) and not text[line:at].strip(" \t(（[【"):
        found = BULLET.match(text, at)
        if found is not None and found.end() < len(text):
            return found.end()
    return 0


def dated(text: str, at: int) -> int:
    """Where the plain digits of a time at `at` end, told from figures before they are read; 0 where there are none.

    >>> dated("2025年", 0), dated("8点到场", 0), dated("3412点", 0)
    (4, 1, 0)
    """
    found = DATED.match(text, at)
    return found.end() if found is not None and not _level(text, found.end(), Decimal(found[0])) else 0


def _level(text: str, end: int, value: Decimal | None) -> bool:
    """Whether the 点 at `end` counts the points of an index, not the hours: 收于3412.5点."""
    return text.startswith("点", end) and value is not None and (value > LAST_HOUR or value % 1 != 0)


def is_time(text: str, figure: Figure) -> bool:
    """Whether a unit of time or a month makes the figure a matter of times.

    >>> from checker.extract.values.figure import made
    >>> from decimal import Decimal
    >>> is_time("23天", made("23", 0, 2, Decimal(23)))
    True
    """
    if CHINESE_TIME.match(text, figure.end):
        return not _level(text, figure.end, figure.value)
    if ENGLISH_TIME.match(text, figure.end):
        return read_tiny(text, figure.end) is None
    if not figure.plain:
        return False
    head = LATIN_WORD.search(text[max(0, figure.start - 12) : figure.start])
    if head is not None and head[1].rstrip(".").lower() in MONTHS and figure.value is not None and figure.value < 32:
        return True
    tail = MONTH_BEHIND.match(text, figure.end)
    return tail is not None and tail[1].lower() in MONTHS


def is_name(text: str, figure: Figure) -> bool:
    """Whether a bare figure without unit is the tail of a name, a label's number or a year.

    >>> from checker.extract.values.figure import made
    >>> from decimal import Decimal
    >>> is_name("iPhone 16 Pro", made("16", 7, 9, Decimal(16)))
    True
    """
    value = figure.value
    if value is None:
        return False
    if figure.plain and FIRST_YEAR <= value <= LAST_YEAR:
        return True
    return _named(text, figure.start, value) or PAIR.match(text, figure.start) is not None or _glued(text, figure)


def _named(text: str, start: int, value: Decimal) -> bool:
    """Whether a capitalised word or a label stands before the figure: iPhone 16, Chapter 3."""
    head = LATIN_WORD.search(text[max(0, start - 32) : start])
    if head is None:
        return False
    word = head[1]
    if word.rstrip(".").lower() in LABELS or word.lower() in LABELS:
        return True
    return not word.islower() and word.lower() not in OPENERS and value < LONGEST_NAME


def _glued(text: str, figure: Figure) -> bool:
    """Whether bare digits hang on a Chinese word that introduces no figure: 骁龙8, 小米15 Pro."""
    before = text[figure.start - 1 : figure.start]
    if not (figure.plain or _version(figure)) or not "\u3400" < before <= "\u9fff":
        return False
    behind = text[figure.end : figure.end + 2].strip()[:1]
    return before not in INTRODUCERS or (behind.isascii() and behind.isupper())


def _version(figure: Figure) -> bool:
    """Whether the figure looks like the number of a version: 3.0, 4.5."""
    value = figure.value
    return figure.script is Script.DIGITS and figure.scale == 1 and value is not None and value < LATEST_VERSION
