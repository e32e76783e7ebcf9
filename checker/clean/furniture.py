"""Page furniture: navigation, sharing lines, notices, menus, spam. Known by general words, not by the article."""

import re
from functools import cache

from checker.lexicon.load import words
from checker.model.record import dataclass

FULL_STOPS = ("。", ".", "；", ";")
SHORT = 40  # a block longer than this may hold a furniture word and still be prose
MENU_PART = 12  # characters of a menu's or spam line's part, on average
MENU_PARTS = 4  # a sentence has seldom so many bars
MARKS = re.compile(r"[\s\d.,:：、，。|｜/\\>»<«·•\-—()（）\[\]【】!！?？+＋kKwW万]+")
BARS = re.compile(r"(?:(?<!\s)\s++)?[|｜]\s*")
CRUMB = re.compile(r"\s?(?:>{1,2}|»|›)\s?")
PUNCTUATION = re.compile("[,，。;；<=?？!！]")
CRUMBS = 3  # a path of so many parts is one, whatever its words
COUNTER = re.compile(r"[\d.,]{1,7}\s?[kKwW万]?\+?")  # how often a page was read; a figure of an article has words


@dataclass(frozen=True)
class _Words:
    starts: tuple[str, ...]
    openings: tuple[str, ...]
    ends: tuple[str, ...]
    anywhere: tuple[str, ...]
    wholes: frozenset[str]
    menus: frozenset[str]


@cache
def _words() -> _Words:
    zh, en = "zh/furniture.toml", "en/furniture.toml"
    return _Words(
        starts=words(zh, "starts") + words(en, "starts"),
        openings=words(zh, "openings") + words(en, "openings"),
        ends=words(zh, "ends"),
        anywhere=words(zh, "anywhere"),
        wholes=frozenset(word.lower() for word in words(zh, "wholes") + words(en, "wholes")),
        menus=frozenset(words(zh, "menus")),
    )


def is_furniture(block: str) -> bool:
    """Whether a block of repaired and simplified text is no part of an article.

    >>> is_furniture("(责任编辑:LK)"), is_furniture("首页 > 体育 > 专题"), is_furniture("千问|豆包是两个产品。")
    (True, True, False)
    >>> is_furniture("首页 > 财经 > 大宗商品 > 专栏 字号 A- A A+ 会员登录 | 期货开户 | 订阅")
    True
    """
    text = block.strip()
    if not text:
        return True
    inner = text.strip("()（）[]【】*_ ")
    known = _words()
    if inner.startswith(known.starts) or inner.endswith(known.ends):
        return True
    if MARKS.sub("", text).lower() in known.wholes or inner.rstrip(".").lower() in known.wholes:
        return True
    unfinished = len(text) <= SHORT and not inner.endswith(FULL_STOPS)
    if unfinished and (inner.startswith(known.openings) or any(word in text for word in known.anywhere)):
        return True
    return COUNTER.fullmatch(text) is not None or _is_menu(text, known)


def _is_menu(text: str, known: _Words) -> bool:
    """Whether the block is a row of links: parts between bars, or a path of crumbs."""
    parts = [part for part in BARS.split(text) if part]
    if 3 * sum(any(char.isdigit() for char in part) for part in parts) >= len(parts):
        return False  # a row of figures
    if len(parts) >= 2 and sum(part.strip() in known.menus for part in parts) * 2 >= len(parts):
        return True
    if len(parts) >= MENU_PARTS and sum(map(len, parts)) <= MENU_PART * len(parts) and not text.endswith("。"):
        return True
    crumbs = CRUMB.split(text)
    several, home = len(crumbs) >= CRUMBS, len(crumbs) > 1 and crumbs[0] in known.menus
    # behind a path from the home page stand the page's buttons
    if len(text) > (2 * SHORT if several and home else SHORT) or PUNCTUATION.search(text):
        return False
    return several or home
