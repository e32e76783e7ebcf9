"""Atoms of time in Chinese that are counted within a period, and years by an era: 前10天, 最后一个星期一, 令和6年."""

import re
from collections.abc import Callable
from functools import cache

from checker.extract.values.timenumbers import zh_integer
from checker.extract.values.timewords import Atom, Slot
from checker.lexicon.load import literal, mapping, words
from checker.model.pattern import seldom

Rule = Callable[[str, int, int], tuple[Atom, ...]]
FILE = "zh/times.toml"
_NUMBER = r"(?:\d{1,3}|[一二三四五六七八九十百两]{1,4})"
_UNITS = {"天": "day", "日": "day", "周": "week", "星期": "week", "礼拜": "week", "月": "month"}
# what is counted within stands before: 今年的前10天, 9月最后一周
_WITHIN = re.compile(r"[年月度季][^\S\n]?的?[^\S\n]?\Z|(?<=半)年的?\Z")
_EDGE = seldom(rf"(前|头|首|最后)的?({_NUMBER})[^\S\n]?个?(天|日|周|星期|礼拜|月)(?![一二三四五六日天末期前后])")
_NTH = seldom(rf"(?:第|(倒数)第?)({_NUMBER})[^\S\n]?个?(天)(?!然)")
_WEEKDAY = seldom(r"(?:第([一二三四五六])|(最后一))[^\S\n]?个?(?:周|星期|礼拜)([一二三四五六日天])")


_SINGLE = seldom(r"首(周|日|天)(?![一二三四五六])")


def _number(text: str) -> int:
    number = int(text) if text.isascii() else zh_integer(text)
    return 0 if number is None else number


def _within(text: str, start: int) -> bool:
    return _WITHIN.search(text[max(0, start - 4) : start]) is not None


def edge(text: str, start: int, _: int) -> tuple[Atom, ...]:
    """前10天, 最后五天, 头两周: of the year or month before them, from its beginning or up to its end."""
    told = _EDGE.match(text, start) if _within(text, start) else None
    if told is None or not (number := _number(told[2])):
        return ()
    unit = _UNITS[told[3]]
    # 前三个月 are months of the year like any others
    if unit == "month" and told[1] in "前头首":
        return ()
    first, last = (-number, -1) if told[1] == "最后" else (1, number)
    return (Atom(Slot.PART, start, told.end(), first, last, f"count:{unit}", rule="zh-counted"),)


def first_one(text: str, start: int, _: int) -> tuple[Atom, ...]:
    """首日, 首周: of the year or month before them."""
    told = _SINGLE.match(text, start) if _within(text, start) else None
    if told is None:
        return ()
    return (Atom(Slot.PART, start, told.end(), 1, 1, f"count:{_UNITS[told[1]]}", rule="zh-counted"),)


def nth_day(text: str, start: int, _: int) -> tuple[Atom, ...]:
    """第100天, 倒数第二天: of the year or month before it."""
    told = _NTH.match(text, start) if _within(text, start) else None
    if told is None or not (number := _number(told[2])):
        return ()
    place = -number if told[1] else number
    return (Atom(Slot.PART, start, told.end(), place, place, "count:day", rule="zh-counted"),)


def nth_weekday(text: str, start: int, _: int) -> tuple[Atom, ...]:
    """第三个星期五, 最后一个周一: of the month before it; the last is told as 0."""
    told = _WEEKDAY.match(text, start) if _within(text, start) else None
    if told is None:
        return ()
    place = 0 if told[2] else _number(told[1])
    number = "一二三四五六日".find(told[3].replace("天", "日"))
    return (Atom(Slot.WEEKDAY, start, told.end(), number, place, "nth", rule="zh-counted"),)


@cache
def _era() -> re.Pattern[str]:
    names = literal(sorted(mapping(FILE, "eras"), key=len, reverse=True))
    return re.compile(rf"({names})[^\S\n]?(元|\d{{1,3}}|[一二三四五六七八九十百零〇]{{1,6}})[^\S\n]?年(?:度)?(?!代|间)")


def era(text: str, start: int, _: int) -> tuple[Atom, ...]:
    """民国114年, 令和6年, 康熙二十年: counted from the first year of the era."""
    told = _era().match(text, start)
    number = 0 if told is None else 1 if told[2] == "元" else _number(told[2])
    if told is None or not 1 <= number <= 150:
        return ()
    year = int(mapping(FILE, "eras")[told[1]]) + number - 1
    return (Atom(Slot.YEAR, start, told.end(), year, year, rule="zh-year"),)


_DECADE = r"[^\S\n]?(?:\d0|[一二三四五六七八九]十)[^\S\n]?年代"
_EARLY = seldom(
    r"公元[^\S\n]?([1-9]\d{2,3}|[一二三四五六七八九][零〇一二三四五六七八九]{2,3})[^\S\n]?年"
    r"|([1-9]\d\d|[一二三四五六七八九][零〇一二三四五六七八九]{2})[^\S\n]?年(?=[^\S\n]?(?:\d{1,2}|[一二三四五六七八九十]{1,2})月)"
)


@cache
def _century() -> re.Pattern[str]:
    """21世纪, but not the newspaper 21世纪经济报道."""
    names = literal(words(FILE, "not_century"))
    return re.compile(rf"(\d{{1,2}}|[一二三四五六七八九十]{{1,3}})世纪(?!{_DECADE}|{names})")


def century(text: str, start: int, _: int) -> tuple[Atom, ...]:
    """21世纪, 十九世纪: the hundred years that bear the number."""
    told = _century().match(text, start)
    if told is None or not 2 <= (number := _number(told[1])) <= 29:
        return ()
    first = (number - 1) * 100
    return (Atom(Slot.YEAR, start, told.end(), first, first + 99, "decade", rule="zh-century"),)


def early_year(text: str, start: int, _: int) -> tuple[Atom, ...]:
    """公元789年, 907年6月: years of three digits where nothing else can be meant."""
    # 2025年: three digits stand before 年, or 公元 before all
    near = text[start] == "公" or text[start + 3 : start + 5].lstrip()[:1] == "年"
    told = _EARLY.match(text, start) if near else None
    if told is None or text[max(0, start - 1) : start] == "前":
        return ()
    year = _number(told[1] or told[2])
    return (Atom(Slot.YEAR, start, told.end(), year, year, rule="zh-year"),)


_BOTH_YEARS = {"今明": (0, 1), "去今": (-1, 0)}
_BOTH = re.compile(r"(今明|去今)(?:两|二)年")


def both_years(text: str, start: int, _: int) -> tuple[Atom, ...]:
    """今明两年: this year and the next."""
    told = _BOTH.match(text, start)
    if told is None:
        return ()
    first, last = _BOTH_YEARS[told[1]]
    return (Atom(Slot.YEAR, start, told.end(), first, last, "relative-both", rule="zh-year"),)


# 去夏威夷 is a journey
_SEASON = seldom(r"(?:[今明]|去(?=[春夏秋冬](?:今|[,，。、;；]|以来|$)))([春夏秋冬])(?![节晚运招闱茶奥训装游威令])季?")
_SEASONS = {"春": (3, 5), "夏": (6, 8), "秋": (9, 11), "冬": (12, 14)}


def season(text: str, start: int, _: int) -> tuple[Atom, ...]:
    """今夏, 去冬, 明春: a season of this year, the last or the next."""
    told = _SEASON.match(text, start) if text[start + 1 : start + 2] in _SEASONS else None
    if told is None:
        return ()
    first, last = _SEASONS[told[1]]
    year = Atom(Slot.YEAR, start, start, "去今明".find(text[start]) - 1, how="relative", rule="zh-season")
    return (year, Atom(Slot.MONTHS, start, told.end(), first, last, "season", rule="zh-season"))


@cache
def rules() -> dict[str, tuple[Rule, ...]]:
    """Rules by the character that starts them; they come before the rules of `atoms_zh`."""
    made: dict[str, tuple[Rule, ...]] = dict.fromkeys("前头首", (edge,))
    made["首"] = (first_one, edge)
    made |= {"最": (nth_weekday, edge), "第": (nth_weekday, nth_day), "倒": (nth_day,), "公": (early_year,)}
    made |= {"0世": (century,), "0年": (early_year,), "今": (both_years, season)}
    made |= {"去": (both_years, season), "明": (season,)}
    for name in mapping(FILE, "eras"):
        made[name[0]] = (era, *made.get(name[0], ()))
    return made
