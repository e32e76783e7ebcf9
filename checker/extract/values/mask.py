"""What holds a numeral and claims nothing: words, names, codes, list marks, times of day."""

import re
from collections import defaultdict
from collections.abc import Mapping

from checker.extract.values.figure import Figure
from checker.lexicon.load import words

ZH, EN = "zh/not_values.toml", "en/not_values.toml"
START_CHARACTERS = frozenset("零〇○一壹幺二贰两俩三叁仨四肆五伍六陆七柒八捌九玖十拾百佰千仟万亿兆几数半第前首冠亚季殿榜头翻0123456789")


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
ENGLISH = frozenset(words(EN, "words"))
OPENERS, LABELS, MONTHS, TIMES = (frozenset(words(EN, key)) for key in ("openers", "labels", "months", "times"))

# an address, or a machine's name for something
ADDRESS = re.compile(r"(?:https?://|www\.)[^\s\u3000-\u9fff，。]{1,2000}|[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{1,64}")
# a list mark at the start of a line
BULLET = re.compile(r"[ \t(（\[【]{0,4}(?:\d{1,3}|[一二三四五六七八九十]{1,3})(?:[、)）\]】]|\.(?!\d)|．)")
ENGLISH_TIME = re.compile(r"[ -]?(?:" + "|".join(sorted(map(re.escape, TIMES), key=len, reverse=True)) + r")(?![A-Za-z])", re.IGNORECASE)
CHINESE_TIME = re.compile(
    r"\s?(?:多|余|几|来)?(?:年(?!级)|月(?!饼)|日|号(?!文)|时(?!代)|点(?:[半整钟]|\d|[零一二三四五六七八九十])|点(?![\d%])|分钟|秒|天|周(?!岁)|星期|礼拜|小时|季度|世纪|刻钟"
    r"|个(?:多|半)?(?:月|小时|季度|星期|世纪|工作日|交易日|钟头|学期|年头|财年|财季|礼拜)|代(?=人)|年代|旬|岁末|届|晚|夜|财年|财季|学年|赛季|月龄|昼夜)"
)
# 2025-11-17, 11/17/2025, 3.2.1, 192.168.1.1, 11:30
CHAINED = re.compile(r"\d{1,25}([-/.:·])\d{1,25}(?:\1\d{1,25}){1,20}(?!\d)|\d{1,2}:\d{2}(?!\d)")
PHONE = re.compile(r"(?:\+?86[ -]?)?1[3-9]\d{9}(?!\d)|0\d{2,3}-\d{7,8}(?!\d)|[48]00-\d{3,4}-?\d{3,4}(?!\d)|\d{3}-\d{3}-\d{4}(?!\d)|\d{3}-\d{4}-\d{4}(?!\d)")
# 3-1, 3:1, 3比1, 2/15 without a unit: a score, a date or a proportion
PAIR = re.compile(r"(\d{1,4})(?:[-–—:/]|\s?[比:]\s?)(\d{1,4})(?![\d.,]*\d)")
CODE = re.compile(r"\d{5,6}(?:\.[A-Z]{2})?[)）]")
TOKEN = re.compile(r"[A-Za-z0-9_]+(?:[.\-][A-Za-z0-9_]+){0,8}")
LATIN_WORD = re.compile(r"([A-Za-z][A-Za-z0-9+&'.-]{0,30})[ \u00a0]$")
# what may stand before a bare figure in Chinese without making it part of a name
INTRODUCERS = frozenset("达到为至是有共约超仅的了在从过得出破和与及或比近足满计占含每除就只以按给对于由将被把等增减升降涨跌多少高低不余第各这那前后均值数额量分率值价距差至")


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
    for offset, length, listed in WORDS.get(text[at], ()):
        start = at - offset
        if start >= 0 and text[start : start + length] in listed:
            return start + length
    return 0


def before_digits(text: str, at: int, sign: bool) -> int:
    """Where to go on if the digits at `at` are part of a name, code, date or mark; 0 if they may be a figure."""
    if at and not sign:
        char = text[at - 1]
        joined = char == "_" or (char.isascii() and char.isalpha())
        hyphen = char in "-.·/" and at > 1 and text[at - 2].isascii() and text[at - 2].isalnum() and not text[at - 2].isdigit()
        if joined or hyphen:
            return _token_end(text, at)
    for pattern in (CHAINED, PHONE):
        found = pattern.match(text, at)
        if found is not None:
            return found.end()
    if at and text[at - 1] in "(（" and (found := CODE.match(text, at)):
        return found.end()
    if at and text[at - 1] in "[［〔" and (found := re.compile(r"\d{1,3}[\]］〕]").match(text, at)):
        return found.end()
    if text[at] == "0" and text[at + 1 : at + 2].isdigit():
        return _token_end(text, at)
    if at == 0 or text[at - 1] in "\n(（[【 \t":
        line = text.rfind("\n", max(0, at - 6), at) + 1
        if (line or at < 6) and not text[line:at].strip(" \t(（[【"):
            found = BULLET.match(text, at)
            if found is not None and found.end() < len(text):
                return found.end()
    return 0


def _token_end(text: str, at: int) -> int:
    found = TOKEN.match(text, at)
    return found.end() if found else at + 1


def is_time(text: str, figure: Figure) -> bool:
    """Whether a unit of time or a month makes the figure a matter of times.

    >>> from checker.extract.values.figure import made
    >>> from decimal import Decimal
    >>> is_time("23天", made("23", 0, 2, Decimal(23)))
    True
    """
    if CHINESE_TIME.match(text, figure.end) or ENGLISH_TIME.match(text, figure.end):
        return True
    if not figure.plain:
        return False
    head = LATIN_WORD.search(text[max(0, figure.start - 12) : figure.start])
    if head is not None and head[1].rstrip(".").lower() in MONTHS and figure.value is not None and figure.value < 32:
        return True
    tail = re.compile(r"(?:st|nd|rd|th)? ([A-Za-z]{3,9})").match(text, figure.end)
    return tail is not None and tail[1].lower() in MONTHS and tail[1][0].isupper()


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
    if figure.plain and 1900 <= value <= 2100:
        return True
    head = LATIN_WORD.search(text[max(0, figure.start - 32) : figure.start])
    if head is not None:
        word = head[1]
        if word.rstrip(".").lower() in LABELS or word.lower() in LABELS:
            return True
        capital = word[0].isupper() or not word.islower()
        if capital and word.lower() not in OPENERS and value < 10000:
            return True
    if PAIR.match(text, figure.start):
        return True
    if not figure.plain:
        return False
    before = text[figure.start - 1 : figure.start]
    if before > "\u3400" and before <= "\u9fff" and before not in INTRODUCERS:
        return True
    behind = text[figure.end : figure.end + 2]
    return bool(behind.strip()) and behind.strip()[0].isascii() and behind.strip()[0].isupper() and bool(before > "\u3400")
