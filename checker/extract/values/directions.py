"""Changes: the words around a figure that say that it rose or fell by so much."""

import re

from checker.extract.values.units import longest
from checker.lexicon.load import words
from checker.model.pattern import seldom
from checker.model.value import Direction

ZH, EN = "zh/directions.toml", "en/directions.toml"
# longest chain before a figure: 大幅下降了近, "rose sharply by as much as "
REACH_ZH, REACH_EN = 14, 30
_ZH_BETWEEN = longest(list(words(ZH, "between")))
_EN_BETWEEN = longest(list(words(EN, "between")))
_ZH = dict.fromkeys(words(ZH, "up"), Direction.UP) | dict.fromkeys(words(ZH, "down"), Direction.DOWN)
_EN = dict.fromkeys(words(EN, "up"), Direction.UP) | dict.fromkeys(words(EN, "down"), Direction.DOWN)
BEFORE_ZH = re.compile(rf"(?P<word>{longest(_ZH)})(?:{_ZH_BETWEEN}| ){{0,3}}$")
BEFORE_EN = re.compile(rf"(?<![a-z])(?P<word>{longest(_EN)})(?: (?:{_EN_BETWEEN})){{0,2}} ?$")
_WENT = seldom(rf"\b(?:{longest(list(words(EN, 'moved')))})(?: (?:it|them|this|the [a-z]+))? $")
# 至多, 许多, 不少: the last character alone is no change
NO_CHANGE = re.compile(rf"(?:{longest([*words(ZH, 'no_change'), *words(EN, 'no_change')])})$")
CLAUSE = seldom(r"[,，。;；:：、\n]")
# single characters (多, 升) are too common to be looked for at a distance
IN_CLAUSE = seldom(longest([word for word in _ZH if len(word) > 1]))
REACH_CLAUSE = 18
AFTER_ZH = dict.fromkeys(words(ZH, "after_up"), Direction.UP) | dict.fromkeys(words(ZH, "after_down"), Direction.DOWN)
AFTER_EN = dict.fromkeys(words(EN, "after_up"), Direction.UP) | dict.fromkeys(words(EN, "after_down"), Direction.DOWN)
IN_AFTER = re.compile(
    # 比2.31亿元增长28.6%: the word is of the figure behind it
    rf"(?P<zh>{longest(AFTER_ZH)})(?![率至到]|(?:了|约|近|超|逾|大约)?\d)"
    rf"|(?: |-)(?:year-on-year |annual |quarterly |yearly )?(?P<en>{longest(AFTER_EN)})(?![a-z])"
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


def went(text: str, at: int, floor: int) -> bool:
    """Whether the word that ends at `at` tells that something moved, and not which way: went (from 3 to 5).

    >>> went("The cost went ", 14, 0), went("Prices range ", 13, 0)
    (True, False)
    """
    return _WENT.search(text, max(floor, at - REACH_EN), at) is not None


def of_points(text: str, at: int, floor: int) -> Direction | None:
    """The change that a word further back in the clause tells; percentage points are nearly always a change.

    >>> of_points("下调存款准备金率", 8, 0)
    <Direction.DOWN: 'down'>
    """
    window = CLAUSE.split(text[max(floor, at - REACH_CLAUSE) : at])[-1]
    told = [found for found in IN_CLAUSE.finditer(window) if not NO_CHANGE.search(window, 0, found.end())]
    return _ZH[told[-1][0]] if told else None


def _told(window: str, found: re.Match[str] | None, table: dict[str, Direction]) -> Direction | None:
    """The direction of the word found, unless it is part of another."""
    if found is None:
        return None
    # 许多 ends with the word, 多达 goes on behind it
    end = found.end("word")
    if NO_CHANGE.search(window, 0, end) or NO_CHANGE.search(window, 0, end + 1):
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
