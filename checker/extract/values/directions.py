"""Changes: the words around a figure that say that it rose or fell by so much."""

import re

from checker.extract.values.units import longest
from checker.lexicon.load import words
from checker.model.value import Direction

ZH, EN = "zh/directions.toml", "en/directions.toml"
# longest chain before a figure: 大幅下降了近, "rose sharply by as much as "
REACH_ZH, REACH_EN = 14, 30
_ZH_BETWEEN = longest(list(words(ZH, "between")))
_EN_BETWEEN = longest(list(words(EN, "between")))
_ZH = {word: Direction.UP for word in words(ZH, "up")} | {word: Direction.DOWN for word in words(ZH, "down")}
_EN = {word: Direction.UP for word in words(EN, "up")} | {word: Direction.DOWN for word in words(EN, "down")}
BEFORE_ZH = re.compile(rf"(?P<word>{longest(_ZH)})(?:{_ZH_BETWEEN}| ){{0,3}}$")
BEFORE_EN = re.compile(rf"(?<![a-z])(?P<word>{longest(_EN)})(?: (?:{_EN_BETWEEN})){{0,2}} ?$")
# 至多, 许多, 不少: the last character alone is no change
NO_CHANGE = re.compile(r"(?:至多|许多|很多|最多|众多|诸多|大多|多多|繁多|不少|至少|最少|缺少|多少|稀少|较少|不多|差不多|霜降|投降|高升|晋升|公升|毫升|上涨势|上升级|up to|add up|nearly down)$")
AFTER_ZH = {word: Direction.UP for word in words(ZH, "after_up")} | {
    word: Direction.DOWN for word in words(ZH, "after_down")
}
AFTER_EN = {word: Direction.UP for word in words(EN, "after_up")} | {
    word: Direction.DOWN for word in words(EN, "after_down")
}
IN_AFTER = re.compile(
    rf"(?P<zh>{longest(AFTER_ZH)})(?![率至到])|(?: |-)(?:year-on-year |annual |quarterly |yearly )?(?P<en>{longest(AFTER_EN)})(?![a-z])"
)


def before(text: str, at: int, floor: int) -> Direction | None:
    """The change told by the words that end at `at`, or None.

    >>> before("同比下降了", 5, 0), before("fell by ", 8, 0), before("降至", 2, 0)
    (<Direction.DOWN: 'down'>, <Direction.DOWN: 'down'>, None)
    """
    if at <= floor:
        return None
    window = text[max(floor, at - REACH_ZH) : at]
    last = window.rstrip()[-1:]
    if last > "\u3400":
        found = BEFORE_ZH.search(window)
        return _told(window, found, _ZH)
    window = text[max(floor, at - REACH_EN) : at].lower()
    return _told(window, BEFORE_EN.search(window), _EN)


def _told(window: str, found: re.Match[str] | None, table: dict[str, Direction]) -> Direction | None:
    """The direction of the word found, unless it is part of another."""
    if found is None or NO_CHANGE.search(window, 0, found.end("word")):
        return None
    return table[found["word"]]


def after(text: str, at: int) -> Direction | None:
    """The change told by the words from `at`, or None.

    >>> after("5%的降幅", 2), after("520,000 higher than", 7)
    (<Direction.DOWN: 'down'>, <Direction.UP: 'up'>)
    """
    found = IN_AFTER.match(text, at)
    if found is None:
        return None
    return AFTER_ZH[found["zh"]] if found["zh"] else AFTER_EN[found["en"]]
