"""Atoms of time in Chinese: years, months, days, relative words, clock times."""

import re
from collections.abc import Callable
from functools import cache

from checker.extract.values.timenumbers import zh_integer
from checker.extract.values.timewords import Atom, Slot, daypart_rows, part_rows, word_rows
from checker.lexicon.load import literal, literal_class, mapping, words
from checker.model.pattern import seldom
from checker.model.record import replace

Rule = Callable[[str, int, int], tuple[Atom, ...]]

SMALL = r"(?:\d{1,2}|[零〇一二三四五六七八九十]{1,3})"
FULL_YEAR = r"(?:\d{4}|[零〇一二三四五六七八九]{4}|[一二两]千[零〇一二三四五六七八九十百]{0,7})"
SHORT_YEAR = r"(?:\d{2}|[零〇一二三四五六七八九]{2})"
JOINT = r"[^\S\n]?(?:--?|——?|[–~～−―]|至|到)[^\S\n]?"
# behind a two-digit year: only these make it one, 25年 alone is a length of time
_AFTER_SHORT = (
    r"(?=[^\S\n]?(?:\d{1,2}[^\S\n]?月|[一二三四五六七八九十]{1,2}月|第?[一二三四1-4首]季|[上下]半年|前[一二三九十\d]"
    r"|[初中底末]|[春夏秋冬]|第[\d一二三四五六七八九十]{1,2}个?[周星礼月]))"
)

_YEARS = re.compile(rf"({FULL_YEAR})(?:[^\S\n]?年)?{JOINT}({FULL_YEAR})[^\S\n]?年(?!代)")
_SHORT_YEARS = re.compile(r"((?:19|20)\d\d)[-–](\d\d)[^\S\n]?年")
_YEAR = re.compile(rf"({FULL_YEAR})[^\S\n]?年(?:度(?!假))?(?!代|级)(?!(?:多|余)?的?历史)")
_SHORT_YEAR = re.compile(
    rf"({SHORT_YEAR})[^\S\n]?年(?:{_AFTER_SHORT}|(?<=0\d年)|(?<=0\d 年)|(?<=[零〇][一二三四五六七八九]年))"
)
_FISCAL = re.compile(rf"({FULL_YEAR}|{SHORT_YEAR})[^\S\n]?(?:财政年度|财年|会计年度)")
_DECADE = re.compile(rf"(?:({SMALL})[^\S\n]?世纪)?[^\S\n]?(\d{{3}}0|\d0|[一二三四五六七八九]十)[^\S\n]?年代")
_CENTURY_DECADE = re.compile(r"(上|本)个?世纪(?:(\d0|[一二三四五六七八九]十)年代)?")
_MONTHS = re.compile(rf"({SMALL})(?:[^\S\n]?月份?)?{JOINT}({SMALL})[^\S\n]?月份?(?![\d一二三四五六七八九十初底末]|.旬)")
# 10月31至, 到2月10: the day without its word where nothing is counted
_DAY_ALONE = re.compile(r"(\d{1,2})(?=[^\S\n]?(?:[-~—–～至到]|--)[^\S\n]?\d{1,2}[^\S\n]?月|[,，。;；)）]|$)(?!,\d)")
_MONTH = re.compile(rf"({SMALL})[^\S\n]?月(?![饼球亮嫂光租供薪])(?:份(?!额))?")
_QUARTERS = re.compile(r"第?([一二三1-3])[^\S\n]?(?:至|到|[-~、]|——?|和)?[^\S\n]?第?([二三四2-4])[^\S\n]?(?:两个)?季度")
_QUARTER = re.compile(r"第?([一二三四1-4])[^\S\n]?财?季度?")
# what a firm reports three times a year: 一季报 of three months, 三季报 of nine
_QUARTERLY = re.compile(r"([一三13])季报(?!名)")
_BARE_YEAR = re.compile(r"((?:19|20)\d\d)[^\S\n]?(?=第?[一二三四1-4首][^\S\n]?季度|[上下]半年|前三季度)")
_LISTED_YEAR = re.compile(r"((?:19|20)\d\d)(?=[^\S\n]?[、和与及][^\S\n]?(?:19|20)\d\d[^\S\n]?[年、和与及])")
_LISTED = re.compile(r"(\d{1,2})(?=[^\S\n]?[、和与及][^\S\n]?\d{1,2}[^\S\n]?([日月]))")
_FEAST = re.compile(r"(五一|十一|618)(?:(?=期间)|假期|黄金周|小长假|长假|大促|购物节)")
_FIRST = re.compile(r"[前头]([一二三四五六七八九十两\d]{1,2})[^\S\n]?(?:个?(季度)|个?(月))(?!前|后)")
_WEEKDAY = re.compile(r"(?:周|星期|礼拜)([一二三四五六日天末])(?![\d年岁])")
_WEEK_AND_DAY = re.compile(
    r"([上下本这]{1,3})(?:一|个)?(?:周|星期|礼拜)(?:周|星期|礼拜)?([一二三四五六日天末])(?![\d年岁])"
)
_EVERY = re.compile(r"(?:每|逢)(?:个|逢)?(?:周|星期|礼拜|年|月|天|日|季度|小时|分钟|秒)[一二三四五六日天末]?")
_CLOCK = seldom(
    rf"({SMALL})[^\S\n]?(?:时|点钟?)"
    rf"(?:[^\S\n]?({SMALL})[^\S\n]?分(?!之)(?:[^\S\n]?({SMALL})[^\S\n]?秒)?|(整)|(半)|([一三])刻|过?({SMALL})(?![\d年月日个元%万]))?"
)
_COUNT_OF_TIMES = re.compile(
    r"第[^\S\n]?(?:\d{1,4}|[一二三四五六七八九十百]{1,4})[^\S\n]?(?:个)?(?:天|年|周|日|月|季(?!度)|小时)"
)


@cache
def _day() -> re.Pattern[str]:
    """17日, 17号, where no other word begins (17日元, 17号线)."""
    sun, number = literal(words("zh/times.toml", "not_day")), literal(words("zh/times.toml", "not_number"))
    return re.compile(rf"({SMALL})[^\S\n]?(日(?!{sun})|号(?!{number}))")


@cache
def _days() -> re.Pattern[str]:
    return re.compile(rf"({SMALL})[^\S\n]?[日号]?{JOINT}{_day().pattern}")


# behind its month a day is a day, whatever follows: 12月9日报道
_DAY_OF_MONTH = re.compile(rf"({SMALL})[^\S\n]?([日号])")


def _small(text: str) -> int:
    """The number, or -1."""
    number = int(text) if text.isdecimal() and text.isascii() else zh_integer(text)
    return -1 if number is None else number


def _century(year: int) -> int:
    """The full year of a two-digit one: 25 is 2025, 97 is 1997."""
    return year if year >= 100 else year + (2000 if year < 50 else 1900)


def _whole(text: str, start: int, pattern: re.Pattern[str]) -> re.Match[str] | None:
    return pattern.match(text, start)


def year(text: str, start: int, _: int) -> tuple[Atom, ...]:
    """2025年, 二〇二五年, 2025财年, 25年三季度, 90年代, 2019-2023年."""
    for pattern, how in ((_YEARS, "range"), (_SHORT_YEARS, "range"), (_FISCAL, "fiscal")):
        if told := pattern.match(text, start):
            first = _century(_small(told[1]))
            last = _small(told[2]) if how == "range" else first
            last = first // 100 * 100 + last if last < 100 else last
            return _years(told, first, last, "" if how == "range" else how)
    if told := _DECADE.match(text, start):
        return _decade(told)
    told = _YEAR.match(text, start)
    if told and not (told[1].endswith("千") and told[1] != "两千" and told[1] != "二千"):
        return _years(told, _small(told[1]), _small(told[1]))
    if told := _SHORT_YEAR.match(text, start):
        return _years(told, _century(_small(told[1])), _century(_small(told[1])))
    return ()


def _years(told: re.Match[str], first: int, last: int, how: str = "") -> tuple[Atom, ...]:
    if not 1000 <= first <= last <= 2999:
        return ()
    return (Atom(Slot.YEAR, told.start(), told.end(), first, last, how, rule="zh-year"),)


def _decade(told: re.Match[str]) -> tuple[Atom, ...]:
    first = _small(told[2])
    if told[1]:
        first = (_small(told[1]) - 1) * 100 + first
    elif first < 100:
        first += 2000 if first < 30 else 1900
    return _years(told, first, first + 9, "decade")


def century_decade(text: str, start: int, _: int) -> tuple[Atom, ...]:
    """上世纪90年代, 本世纪初 (without the part)."""
    told = _CENTURY_DECADE.match(text, start)
    if told is None:
        return ()
    first = 1900 if told[1] == "上" else 2000
    if told[2]:
        return _years(told, first + _small(told[2]), first + _small(told[2]) + 9, "decade")
    return _years(told, first, first + 99, "decade")


def month(text: str, start: int, _: int) -> tuple[Atom, ...]:
    """11月, 十一月份, 9至11月."""
    if told := _MONTHS.match(text, start):
        first, last = _small(told[1]), _small(told[2])
        if 1 <= first < last <= 12:
            return (Atom(Slot.MONTHS, start, told.end(), first, last, "span", rule="zh-months"),)
    told = _MONTH.match(text, start)
    if told is None or not 1 <= (number := _small(told[1])) <= 12:
        return ()
    month_ = Atom(Slot.MONTHS, start, told.end(), number, number, "month", rule="zh-month")
    alone = _DAY_ALONE.match(text, told.end())
    if alone and told[0].endswith("月") and 1 <= (day_ := int(alone[1])) <= 31:
        return (month_, Atom(Slot.DAY, told.end(), alone.end(), day_, day_, rule="zh-day"))
    return (month_,)


_AFTER_NUMBER = seldom(r"[,，。;；!！?？、)）]|$|早|晚|上午|下午|中午|凌晨|至|到|前|后|起|开始|举行|出发|发布")


def day(text: str, start: int, _: int) -> tuple[Atom, ...]:
    """17日, 17号, 18日至19日."""
    if told := _days().match(text, start):
        first, last = _small(told[1]), _small(told[2])
        if 1 <= first < last <= 31:
            return (Atom(Slot.DAY, start, told.end(), first, last, rule="zh-days"),)
    behind = text[max(0, start - 2) : start].rstrip().endswith("月")
    told = (_DAY_OF_MONTH if behind else _day()).match(text, start)
    if told is None or not 1 <= (number := _small(told[1])) <= 31:
        return ()
    # 三日 and 1号 alone are lengths, names and shop fronts as often as days
    sure = _AFTER_NUMBER.match(text, told.end()) if told[2] == "号" else told[1].isascii() or number > 10
    how = "" if sure else "weak"
    return (Atom(Slot.DAY, start, told.end(), number, number, how, rule="zh-day"),)


def quarter(text: str, start: int, _: int) -> tuple[Atom, ...]:
    """三季度, 第三季度, 二三季度, 一季报; 第三季 only behind a year."""
    if told := _QUARTERS.match(text, start):
        first, last = _small(told[1]), _small(told[2])
        if first < last:
            return (Atom(Slot.MONTHS, start, told.end(), first * 3 - 2, last * 3, "span", rule="zh-quarters"),)
    if told := _QUARTERLY.match(text, start):
        last = _small(told[1]) * 3
        how = "quarter" if last == 3 else "span"
        return (Atom(Slot.MONTHS, start, told.end(), 1, last, how, rule="zh-quarter"),)
    told = _QUARTER.match(text, start)
    if told is None:
        return ()
    number = _small(told[1])
    how = "quarter" if told[0].endswith("度") else "weak-quarter"
    if "财" in told[0]:
        how = "fiscal-quarter"
    return (Atom(Slot.MONTHS, start, told.end(), number * 3 - 2, number * 3, how, rule="zh-quarter"),)


_CLAUSE = re.compile(r"[\s,，。;；、:：(（年在为的]$")


def bare_year(text: str, start: int, _: int) -> tuple[Atom, ...]:
    """2025上半年, 2023、2024年: a year without its 年."""
    told = _BARE_YEAR.match(text, start) or _LISTED_YEAR.match(text, start)
    return () if told is None else _years(told, int(told[1]), int(told[1]))


def listed(text: str, start: int, _: int) -> tuple[Atom, ...]:
    """11月17、18日: the unit stands behind the last."""
    told = _LISTED.match(text, start)
    if told is None or not 1 <= int(told[1]) <= (31 if told[2] == "日" else 12):
        return ()
    number = int(told[1])
    if told[2] == "日":
        return (Atom(Slot.DAY, start, told.end(), number, number, "weak", rule="zh-day"),)
    return (Atom(Slot.MONTHS, start, told.end(), number, number, "month", rule="zh-month"),)


def feast(text: str, start: int, _: int) -> tuple[Atom, ...]:
    """五一假期, 618期间."""
    told = _FEAST.match(text, start)
    return () if told is None else (Atom(Slot.FESTIVAL, start, told.end(), how=told[1], rule="zh-festival"),)


def first_months(text: str, start: int, _: int) -> tuple[Atom, ...]:
    """前三季度, 前十个月."""
    told = _FIRST.match(text, start)
    if told is None:
        return ()
    months = _small(told[1]) * (3 if told[2] else 1)
    # 前三月 may be before March, 前11月 is not
    if not 1 < months <= 12 or (told[3] and "个" not in told[0] and not told[1].isascii()):
        return ()
    # 上市前三个月 counts from an event: only quarters are told of the year alone
    sure = told[2] or not text[:start].strip() or _CLAUSE.search(text[max(0, start - 2) : start])
    # 上市头三个月 is a length like any other
    if not sure and told[0].startswith("头"):
        return ()
    how = "span" if sure else "weak-span"
    return (Atom(Slot.MONTHS, start, told.end(), 1, months, how, rule="zh-first-months"),)


def weekday(text: str, start: int, _: int) -> tuple[Atom, ...]:
    """周三, 星期天, 周末."""
    told = _WEEKDAY.match(text, start)
    if told is None:
        return ()
    number = "一二三四五六日末".find(told[1].replace("天", "日"))
    return (Atom(Slot.WEEKDAY, start, told.end(), number, number, rule="zh-weekday"),)


def week_and_day(text: str, start: int, _: int) -> tuple[Atom, ...]:
    """上周三, 下下周末, 这个星期一."""
    told = _WEEK_AND_DAY.match(text, start)
    if told is None or len(set(told[1])) > 1:
        return ()
    sign = {"上": -1, "下": 1}.get(told[1][0], 0)
    week = Atom(Slot.WEEK, start, told.end(), sign * len(told[1]), rule="zh-week")
    number = "一二三四五六日末".find(told[2].replace("天", "日"))
    return (week, Atom(Slot.WEEKDAY, start, told.end(), number, number, rule="zh-week"))


def clock(text: str, start: int, _: int) -> tuple[Atom, ...]:
    """12时, 7点, 8点30分, 7点半."""
    told = _CLOCK.match(text, start)
    if told is None:
        return ()
    hour = _small(told[1])
    minute = _small(told[2] or told[7] or "零")
    if told[5]:
        minute = 30
    elif told[6]:
        minute = 15 * _small(told[6])
    if not (0 <= hour <= 24 and 0 <= minute < 60):
        return ()
    sure = told[2] or told[4] or (told[0].endswith("钟"))
    how = "" if sure else _alone(text, told)
    return (Atom(Slot.CLOCK, start, told.end(), hour, minute, how, rule="zh-clock"),)


# 3点建议, 两点原因, 12时代: a figure with 点 or 时 is a clock time alone only before these
_AFTER_CLOCK = seldom(r"[^\w]|$|许|左右|前|后|开|起|到|至|在|抵|结束|举行|截|的")


def _alone(text: str, told: re.Match[str]) -> str:
    return "" if told[1].isascii() and _AFTER_CLOCK.match(text, told.end()) else "weak"


_NTH = re.compile(
    r"第([一二三四五六七八九十]{1,2}|\d{1,2})[^\S\n]?(?:个)?(周|星期|礼拜|月)(?![一二三四五六日天年岁末])"
)


def nth(text: str, start: int, _: int) -> tuple[Atom, ...]:
    """第一周, 第三个月: of the year or month before them."""
    told = _NTH.match(text, start)
    if told is None:
        return ()
    number = _small(told[1])
    if told[2] == "月":
        in_year = 1 <= number <= 12 and "个" in told[0]
        return (Atom(Slot.MONTHS, start, told.end(), number, number, "weak-month", rule="zh-nth"),) if in_year else ()
    return (Atom(Slot.WEEK, start, told.end(), number, how="nth", rule="zh-nth"),) if 1 <= number <= 53 else ()


def not_a_time(text: str, start: int, _: int) -> tuple[Atom, ...]:
    """每周三, 第三天: sets and ordinals are no times."""
    told = _EVERY.match(text, start) or _COUNT_OF_TIMES.match(text, start)
    return () if told is None else (Atom(Slot.BAND, start, told.end(), how="none"),)


# what a date may begin with; the words that stand before or behind one are looked for around it
_BEGIN = frozenset({Slot.YEAR, Slot.MONTHS, Slot.WEEK, Slot.DAY, Slot.ZONE, Slot.SAME, Slot.FESTIVAL, Slot.VAGUE})


def _fixed(rows: dict[str, Atom]) -> Rule:
    """The rule for fixed words that start with one character."""
    shut = {form: f"(?!{literal_class(signs)})" for form, signs in mapping("zh/times.toml", "not_word").items()}
    sources = [re.escape(form) + shut.get(form, "") for form in rows]
    found = seldom("|".join(sorted(sources, key=len, reverse=True)))

    def rule(text: str, start: int, _: int) -> tuple[Atom, ...]:
        told = found.match(text, start)
        if told is None:
            return ()
        return (replace(rows[told[0]], start=start, end=told.end()),)

    return rule


@cache
def _words_by_first() -> dict[str, dict[str, Atom]]:
    """Each fixed word with the atom that it makes, by the character that it opens with."""
    made: dict[str, dict[str, Atom]] = {}
    for form, atom in _words().items():
        made.setdefault(form[0], {})[form] = atom
    return made


def _words() -> dict[str, Atom]:
    """Each fixed word with the atom that it makes."""
    made = {
        form: Atom(row.slot, 0, 0, row.first, row.last, row.how or form, rule=f"zh-{row.slot}")
        for row in word_rows("zh")
        if row.slot in _BEGIN
        for form in row.forms
    }
    for part in part_rows("zh"):
        made |= {form: Atom(Slot.PART, 0, 0, how=f"zh:{form}", rule="zh-part") for form in part.forms}
    for hours in daypart_rows("zh"):
        made |= {
            form: Atom(Slot.DAYPART, 0, 0, hours.add, hours.until, form, rule="zh-daypart") for form in hours.forms
        }
    return made


@cache
def _bare_parts() -> re.Pattern[str]:
    forms = sorted({form for row in part_rows("zh") for form in row.bare}, key=len, reverse=True)
    # 2025年中国, 11月中国: 中 alone is a part only before a day or a break
    return re.compile(
        rf"[^\S\n]?({literal(forms)})(?<!中)(?!(?<=初)[一二三四五六七八九十中级步次创始衷])|[^\S\n]?中(?=[,，。、)至到]|$)"
    )


def bare_part(text: str, at: int) -> tuple[Atom, ...]:
    """底, 初, 中旬 straight behind a year, quarter or month.

    >>> bare_part("2025年底", 5)[0].how
    'zh:底'
    """
    told = _bare_parts().match(text, at)
    if told is None or told.end() == at:
        return ()
    return (Atom(Slot.PART, at, told.end(), how=f"zh:{told[0].strip()}", rule="zh-part"),)


@cache
def seconds() -> dict[str, frozenset[str]]:
    """For each character that opens fixed words, what stands behind it in them; "" where it is a word alone."""
    return {first: frozenset(word[1:2] for word in same) for first, same in _words_by_first().items()}


@cache
def rules() -> dict[str, tuple[Rule, ...]]:
    """Rules by the character that starts them; "0" and the character behind it for a number."""
    made: dict[str, tuple[Rule, ...]] = {}
    dated = (year, month, day)
    for after in "-–—~～−―至到":
        made[f"0{after}"] = (*dated, quarter)
    made |= {"0年": (year,), "0财": (year, quarter), "0会": (year,), "0世": (year,), "0月": (month,)}
    made |= {"0日": (day,), "0号": (day,), "0季": (quarter,)}
    made |= {"0时": (clock,), "0点": (clock,)}
    for after in "上下第前一二三四首":
        made[f"0{after}"] = (bare_year,)
    for after in "、和与及":
        made[f"0{after}"] = (quarter, bare_year, listed)
    for after in "假期黄小长大购":
        made[f"0{after}"] = (feast,)
    made |= {"第": (quarter, nth, not_a_time)} | dict.fromkeys("前头", (first_months,))
    made |= dict.fromkeys("每逢", (not_a_time,)) | dict.fromkeys("周星礼", (weekday,))
    for first, same in _words_by_first().items():
        made[first] = (*made.get(first, ()), _fixed(same))
    for first in "上本":
        made[first] = (century_decade, *made[first])
    for first in "上下本这":
        made[first] = (week_and_day, *made[first])
    return made
