"""Atoms for lengths of time and ages, both languages."""

import re
from collections.abc import Callable
from decimal import Decimal
from functools import cache

from checker.extract.values.durations import and_half, length, more, on_the_calendar, times, together
from checker.extract.values.timenumbers import Count, between, decimal_count, exactly, zh_count
from checker.extract.values.timewords import Atom, Slot, hedge_of, unit_of
from checker.lexicon.load import literal, words
from checker.model.pattern import seldom
from checker.model.record import replace
from checker.model.text import Span

Rule = Callable[[str, int, int], tuple[Atom, ...]]

_DIGITS = r"(?:\d{1,3}(?:,\d{3}){1,3}|\d{1,6})(?:\.\d{1,4})?"
_ZH = r"[零〇一二三四五六七八九十百千万两几数半]{1,8}"
_NUMBER = rf"(?:{_DIGITS}(?:[^\S\n]?[万亿千百](?![千百\d]))?|{_ZH})"


# 一周三次 is a length
_WEEKDAY = "周[一二三四五六日末](?!次)|星期[一二三四五六日天]"


@cache
def _not_unit() -> str:
    """What makes another word of a unit: 3周年, 三年级, 10天然气."""
    return rf"(?!{literal(words('zh/times.toml', 'not_unit'))}|{_WEEKDAY})"


@cache
def _zh_units() -> str:
    """Units behind a number; behind 个 (个, 个半, 个多) only those that take it."""
    known = sorted((re.escape(form) for form in unit_of("zh")), key=len, reverse=True)
    counted = "|".join(form[1:] for form in known if form.startswith("个"))
    # 日 and 月 are mostly dates, 分 a score or a cent: they are lengths only in company
    alone = r"(?<=[两数几半])月|(?<=[两数几])日|日(?=[之以]?内|游)|分(?=[^\S\n]?\d{1,2}[^\S\n]?秒)|分(?!之)"
    return rf"(?(ge)(?:{counted})|(?:{'|'.join(known)}|{alone}))"


@cache
def _zh_length() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<n>{_NUMBER})[^\S\n]?(?P<more>多|余|来)?[^\S\n]?(?:(?P<ge>个)(?P<half>半)?(?P<more2>多)?)?[^\S\n]?"
        rf"{_not_unit()}(?P<u>{_zh_units()})"
        r"(?P<half2>半(?!年|月|天|决赛|数|径|导|价|场|程)(?P<bell>钟)?)?(?P<more3>多(?![个种次项名家只位条]))?"
    )


_NEXT = re.compile(
    rf"[^\S\n]?(?:零|又|加)?[^\S\n]?(?P<n>{_NUMBER})[^\S\n]?(?:个)?(?P<u>小时|分钟|分|秒钟?|天|日|个月|周|星期)(?!之)"
)
_HUNDREDTHS = re.compile(r"(\d\d)(?![\d.年月日天分时秒]|,\d{3}|[^\S\n]?[万亿%])")
_AGO = re.compile(
    r"[^\S\n]?(?:多)?[^\S\n]?(?:之|以)?(前|后)(?![期者端线台面往段排方景续代果备半三四五六七八九十两几一二\d])"
)


def _unit(form: str) -> tuple[str, int]:
    """The canonical unit and its multiple."""
    known = unit_of("zh")
    if form == "分":
        return "minute", 1
    if form == "日":
        return "day", 1
    for name in (form, f"个{form}"):
        if name in known:
            return known[name]
    return "month", 1


def _count(text: str) -> Count | None:
    return decimal_count(text) if text[0].isascii() else zh_count(text)


_RANGE = re.compile(
    rf"(?P<n>{_NUMBER})[^\S\n]?(?:个?[年月天周日]|小时|分钟|秒)?[^\S\n]?(?:--?|——?|[–~～−]|至|到)[^\S\n]?(?={_NUMBER})"
)


def zh_range(text: str, start: int, reached: int) -> tuple[Atom, ...]:
    """3-5年, 10至15分钟, 一到两周: both ends take the unit of the right one."""
    first = _RANGE.match(text, start)
    last = None if first is None else _zh_length().match(text, first.end())
    low, high = None if first is None else _count(first["n"]), None if last is None else _one(last)
    if low is None or high is None or last is None or low.low >= high[0].high or text.startswith("大", last.end()):
        return ()
    factor = _unit(last["u"])[1]
    both = Count(low.low * factor, high[0].high, None, open_top=high[0].open_top)
    return (bounded(text, Span(start, last.end()), reached, (both, high[1]), "zh"),)


def _goes_on(text: str, start: int) -> bool:
    """Whether a numeral stands right before the place: the 千 of 3千年, the 2 of 1万2千年."""
    return start > 0 and (text[start - 1] in "百千万亿" or (text[start - 1].isdecimal() and not text[start].isascii()))


def zh_length(text: str, start: int, reached: int) -> tuple[Atom, ...]:
    """23天, 两年半, 20多年, 6小时40分, 46秒40, with the hedge on either side."""
    told = _zh_length().match(text, start)
    if (
        told is None
        or text[start - 1 : start] == "第"
        or _goes_on(text, start)
        or text[max(0, start - 2) : start] in ("元前", "公元")
    ):
        return ()
    read = _one(told)
    if read is None:
        return ()
    parts, end = [read], told.end()
    for _ in range(3):
        following = None if parts[-1][1] == "second" else _NEXT.match(text, end)
        count = None if following is None else _count(following["n"])
        if following is None or count is None:
            break
        parts.append((count, _unit(following["u"])[0]))
        end = following.end()
    # 分 alone is a score, a mark or a cent
    if len(parts) == 1 and told["u"] == "分" and not told["bell"]:
        return ()
    return _written(text, start, end, reached, parts)


def _one(told: re.Match[str]) -> tuple[Count, str] | None:
    """The first count and its unit."""
    written = told["n"]
    # 零五分 is no length
    if written[0] in "零〇":
        return None
    unit, factor = _unit(told["u"])
    if written == "半":
        return and_half(exactly(0), unit) if factor == 1 else (times(exactly(factor), Decimal("0.5")), unit)
    halved = written.endswith("半") and len(written) > 1
    count = _count(written[:-1] if halved else written)
    if count is None:
        return None
    if told["more"] or told["more2"] or told["more3"]:
        count = more(count)
    if factor != 1:
        return times(count, factor), unit
    if halved or told["half"] or told["half2"]:
        return and_half(count, unit)
    return count, unit


def _written(text: str, start: int, end: int, reached: int, parts: list[tuple[Count, str]]) -> tuple[Atom, ...]:
    """The atom of a length told in one or more units, with what bounds it on either side."""
    whole = together(parts) if len(parts) > 1 else parts[0]
    if whole is None:
        return ()
    count, unit = whole
    if unit == "second" and (hundredths := _HUNDREDTHS.match(text, end)) and count.value is not None:
        end = hundredths.end()
        count = exactly(count.value + Decimal(hundredths[1]) / 100)
    made = bounded(text, Span(start, end), reached, (count, unit), "zh")
    months, days = on_the_calendar(parts)
    return (_counted_from(text, replace(made, first=months, last=days)),)


# what a length may follow when it is counted from the day of publication; behind a noun it is counted from an event
_BOUNDARY = re.compile(r"(?:^|[\s,，。;；、:：(（“‘\"'!！?？]|在|于|到|自|从|早|但|而|是|即|距今|每|过去|直|有)\Z")


def _counted_from(text: str, atom: Atom) -> Atom:
    """一周前 and 三个月后 hang on the day of publication; 公测的23天之后 does not."""
    told = _AGO.match(text, atom.end)
    assert atom.figure is not None
    if told is None or atom.figure.unit in ("hour", "minute", "second"):
        return atom
    before = text[max(0, atom.start - 2) : atom.start]
    free = _BOUNDARY.search(before) is not None
    if not free and (told[1] == "后" or before.endswith("的")):
        return atom
    end = told.end()
    how = "before" if told[1] == "前" else "after"
    written = replace(atom.figure, written=text[atom.start : end])
    return replace(atom, slot=Slot.AGO, end=end, how=how, figure=written, rule="zh-ago")


@cache
def _period() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<p>最近|过去|近|未来|今后|接下来|此后)的?这?[^\S\n]?(?P<n>{_NUMBER})[^\S\n]?(?P<more>多|余)?[^\S\n]?"
        rf"(?:(?:--?|——?|[–~～−]|至|到)[^\S\n]?(?P<m>{_NUMBER})[^\S\n]?)?"
        r"(?P<u>个?(?:小时|季度|月|星期|礼拜|世纪)|年|天|日|周)"
        rf"{_not_unit()}(?P<e>以来|来|[之以]?内|间|里|中|当中)?"
    )


def period(text: str, start: int, _: int) -> tuple[Atom, ...]:
    """过去三年, 未来两天, 近五年来: from or up to the day of publication."""
    told = _period().match(text, start)
    if told is None or (told["p"] == "近" and told["e"] is None and not _gone_by(text, told)):
        return ()
    count = _count(told["n"])
    unit, factor = _unit(told["u"])
    if told["n"] == "半":
        count, unit = and_half(exactly(0), unit)
    last = count if told["m"] is None else _count(told["m"])
    if count is None or last is None or told["n"][1:].endswith("半"):
        return ()
    if last.high > count.low:
        count = between(count.low, last.high)
    count = more(count) if told["more"] else count
    how = "past" if told["p"] in ("最近", "过去", "近") else "next"
    figure = length(times(count, factor), unit, told[0])
    return (Atom(Slot.PAST, start, told.end(), how=how, figure=figure, rule="zh-period"),)


# 近三年时间 and 近三年前 are nearly three years; 近三年 opening a clause are the last three
_PAUSE = seldom(r"[^\S\n]?[,，、]")
_NEARLY = re.compile(r"[^\S\n]?(?:的?时间|之久|前|后|的|多)")


def _gone_by(text: str, told: re.Match[str]) -> bool:
    """Whether 近 means the time up to now without a word that says so: 近7日, 近三年 in front of a clause."""
    if told["u"] == "日":
        return True
    count = _count(told["n"])
    short = count is not None and count.value is not None and count.value <= 10 and told["u"] in ("年", "个月")
    opening = _BOUNDARY.search(text[max(0, told.start() - 2) : told.start()]) is not None
    # a heading 近三年 is either
    ending = told.start() > 0 or _PAUSE.match(text, told.end()) is not None
    return short and opening and ending and _NEARLY.match(text, told.end()) is None


@cache
def periods() -> dict[str, tuple[Rule, ...]]:
    """Rules by the sign that starts them; they come before the vague words that start alike."""
    return dict.fromkeys("最过近未今接此", (period,))


@cache
def _before(lang: str) -> re.Pattern[str]:
    forms = "|".join(sorted(map(re.escape, hedge_of(lang, "before")), key=len, reverse=True))
    edge = r"(?<![A-Za-z])" if lang == "en" else ""
    # English hedges may stand before "the" or "a": nearly a decade
    return re.compile(
        rf"{edge}({forms})[^\S\n]?(?:the[^\S\n])?\Z" if lang == "en" else rf"({forms})[^\S\n]?\Z", re.IGNORECASE
    )


@cache
def _after(lang: str) -> re.Pattern[str]:
    forms = "|".join(sorted(map(re.escape, hedge_of(lang, "after")), key=len, reverse=True))
    return re.compile(rf"[^\S\n]?({forms})(?![A-Za-z])", re.IGNORECASE)


def bounded(text: str, span: Span, reached: int, counted: tuple[Count, str], lang: str) -> Atom:
    """The atom of a length in `span`, widened by the hedges around it; nothing before `reached` is taken."""
    start, end = span.start, span.end
    count, unit = counted
    hedge = bound = None
    # no hedge is longer than 16 characters, "no fewer than " with room
    ahead = text[max(reached, start - 16) : start]
    if ahead.endswith("上") and text[start] in "百千万":
        # 上百年: from a hundred years
        hedge, bound, start = "上", "at_least", start - 1
    elif told := _before(lang).search(ahead):
        hedge, bound = told[1], hedge_of(lang, "before")[told[1].lower()]
        start -= len(ahead) - told.start()
    elif told := _after(lang).match(text, end):
        hedge, bound = told[1], hedge_of(lang, "after")[told[1].lower()]
        end = told.end()
    figure = length(count, unit, text[start:end], hedge, bound)
    return Atom(Slot.FIGURE, start, end, how=lang, figure=figure, rule=f"{lang}-length")


_BANDS = seldom(
    rf"(?P<a>{_NUMBER})[^\S\n]?(?:周?岁)?[^\S\n]?(?:--?|——?|[–~～−]|至|到)[^\S\n]?(?P<b>{_NUMBER})[^\S\n]?周?岁"
    rf"|{_NUMBER}[^\S\n]?周?岁[^\S\n]?(?:[((]?[不]?含[^))]{{0,6}}[))][^\S\n]?)?(?:及|或|和)?(?:其)?(?:以上|以下|以内|之内|之下|之上|及以上|及以下)"
)
_AGE = seldom(rf"(?P<n>{_NUMBER})(?P<more>多|余|来)?[^\S\n]?周?岁(?P<half>半)?(?!月)")
_GROWN = seldom(rf"(?P<n>{_NUMBER})[^\S\n]?(?P<u>个月|周|天)大(?![会量家学型约概幅])")


# where the longest band has its 岁
_SIGHT = 64


def zh_age(text: str, start: int, reached: int) -> tuple[Atom, ...]:
    """21岁 is an age; 16-59岁 and 60岁及以上 are bands, which say whose figure it is."""
    if text.find("岁", start, start + _SIGHT) < 0 and text.find("大", start, start + _SIGHT) < 0:
        return ()
    if (told := _BANDS.match(text, start)) or (
        text[max(0, start - 2) : start] in ("未满", "不满") and (told := _AGE.match(text, start))
    ):
        return (Atom(Slot.BAND, start, told.end(), how="age"),)
    if told := _GROWN.match(text, start):
        count = _count(told["n"])
        unit = f"{_unit(told['u'])[0]}_old"
        return () if count is None else (_aged(text, start, told.end(), count, unit),)
    told = _AGE.match(text, start)
    count = None if told is None else _count(told["n"])
    if told is None or count is None:
        return ()
    if told["more"]:
        count = more(count)
    if told["half"] and count.value is not None:
        count = exactly(count.value + Decimal("0.5"))
    # 年满20岁 is an age like any other
    floor = start if text[max(reached, start - 1) : start] == "满" else reached
    made = bounded(text, Span(start, told.end()), floor, (count, "year_old"), "zh")
    return (replace(made, how="age", rule="zh-age"),)


def _aged(text: str, start: int, end: int, count: Count, unit: str) -> Atom:
    return Atom(Slot.FIGURE, start, end, how="age", figure=length(count, unit, text[start:end]), rule="zh-age")


@cache
def rules() -> dict[str, tuple[Rule, ...]]:
    """Rules by the character behind a number; see `atoms_zh.rules`."""
    made: dict[str, tuple[Rule, ...]] = {f"0{after}": (zh_age,) for after in "岁"}
    made |= {f"0{after}": (zh_age, zh_range) for after in "-–—~～−至到"}
    made["0周"] = (zh_age, zh_range, zh_length)
    made["0个"] = (zh_age, zh_range, zh_length)
    made["0天"] = (zh_age, zh_range, zh_length)
    for after in "小秒分星礼多余几来年月日刻钟昼工交载.,万亿季":
        made[f"0{after}"] = (zh_range, zh_length) if after in "小秒分年日" else (zh_length,)
    for after in ".,":
        made[f"0{after}"] = (zh_age, zh_length)
    made["0多"] = made["0余"] = (zh_age, zh_length)
    return made
