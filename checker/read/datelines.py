"""Bylines and datelines: who published an article, and when."""

import re
from collections.abc import Sequence
from datetime import date
from functools import cache

from checker.lexicon.load import words
from checker.model.pattern import seldom
from checker.model.record import dataclass
from checker.read.headline import CLOCK, DATE, ENGLISH_DATE, is_dateline

MONTHS = {
    name: number
    for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)  # noqa: SIM905 - a row of words reads better
}
FULL_DATE = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})\s?[年./\-_]\s?([01]?[0-9])\s?[月./\-_]\s?([0-3]?[0-9])(?![0-9])")
PACKED_DATE = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})([01][0-9])([0-3][0-9])(?![0-9])")
WIRE = re.compile(
    r"(?:[A-Z][A-Za-z .,'/\-]{2,60}?,?\s)?"
    r"(?P<date>[A-Z][a-z]{2,8}\.?\s[0-3]?[0-9](?:,\s[0-9]{4})?|[0-3]?[0-9]\s[A-Z][a-z]{2,8}\.?(?:\s[0-9]{4})?)\s*"
    r"(?:\((?P<name>[^()]{2,40})\)\s*[-–—:]|\s[-–—])"
)
CHINESE_WIRE = re.compile(
    r"(?P<name>[^\s\d,，。(（]{2,20}?)(?:(?P<year>(?:19|20)[0-9]{2})年)?(?P<month>[01]?[0-9])月(?P<day>[0-3]?[0-9])日\s?(?:电|電|讯|訊|消息|报道|報道)"
)
_BRACKETED = re.compile(r"[(（]([^()（）]{8,60})[)）]")
NAME = r"([^\s|｜,，;；()（）:：]{2,30})"


YEAR = seldom(r"(?<![0-9])((?:19|20)[0-9]{2})\s?年")
# an article of January or February speaks mostly of the year before: its one year proves nothing
EARLIEST_SURE_MONTH = 3


@dataclass(frozen=True, slots=True)
class Dateline:
    """What a dateline says."""

    publisher: str | None
    published: date | None


def date_in(text: str) -> date | None:
    """The first full date in `text`, written in any usual way.

    >>> date_in("SHANGHAI, May 23, 2025"), date_in("/2025/12/17/a.html"), date_in("2025年")
    (datetime.date(2025, 5, 23), datetime.date(2025, 12, 17), None)
    """
    for found in (*FULL_DATE.finditer(text), *PACKED_DATE.finditer(text)):
        if made := _date(found[1], found[2], found[3]):
            return made
    for found in ENGLISH_DATE.finditer(text):
        day = found["after"] or found["day"]
        if day and (made := _date(found["year"], str(MONTHS[found["month"][:3].lower()]), day)):
            return made
    return None


def dateline(line: str) -> Dateline | None:
    """What `line` says as a dateline, or None where it is none.

    >>> dateline("香江即時 2026年1月19日 12:35")
    Dateline(publisher='香江即時', published=datetime.date(2026, 1, 19))
    >>> dateline("BEIJING, Jan. 20, 2026 (Meridian Post) - China ended 2025").publisher
    'Meridian Post'
    >>> dateline("(香江即時 2026/07/15 21:08 綜合報道)暴雨連日")
    Dateline(publisher='香江即時', published=datetime.date(2026, 7, 15))
    >>> dateline("晨光社北京2026年7月15日电 暴雨连日").published
    datetime.date(2026, 7, 15)
    """
    if wire := WIRE.match(line):
        return Dateline(wire["name"], date_in(wire["date"]))
    if wire := CHINESE_WIRE.match(line):
        return Dateline(_outlet(wire["name"]), date_in(wire[0]))
    # (香江即時 2026/07/15 21:08 綜合報道)暴雨……: a dateline in brackets at a sentence's head
    if (bracketed := _BRACKETED.match(line)) and (published := date_in(bracketed[1])):
        name = bracketed[1].split()[0]
        return Dateline(None if any(map(str.isdigit, name)) else _cut(name), published)
    if is_dateline(line) and not (_LABEL.match(line) and not _opening().match(line)):
        return Dateline(_labelled(line) or _leading_name(line), date_in(line))
    # 更新日期:2026年6月10日。以下数据……: a label makes a dateline of a sentence's head; (2024-08-12 ...) too
    opened = _opening().match(line)
    if opened and opened.end() and (published := date_in(line[:60])):
        return Dateline(_labelled(line[:60]), published)
    return Dateline(name, None) if len(line) < 60 and (name := _labelled(line)) else None


# 停用时间：2025年3月2日: a label right before a day
_LABEL = seldom(r"[^\s:：|｜]{2,8}\s?[:：]\s?(?=(?:19|20)[0-9]{2}[年./\-])")


@cache
def _opening() -> re.Pattern[str]:
    """更新日期:2026年…, (2024-08-12 …: how a date of publication opens a line; 滑坡时间:2026年… is none."""
    labels = "|".join(map(re.escape, sorted(words("zh/datelines.toml", "date_labels"), key=len, reverse=True)))
    return re.compile(rf"[(（]?(?:(?:{labels})\s?[:：]\s?)?(?=(?:19|20)[0-9]{{2}}[年./\-])")


# a head of several parts is no longer than this
_HEAD = 160
_STAMP = re.compile(
    r"(?:\b(?:posted|published|updated|compiled|filed|revised|issued)\b|发布|發布|發佈|更新|整理|刊发|刊發)[^。!?]{0,60}\Z",
    re.IGNORECASE,
)
_PLACE = re.compile(r"(?:\A|\s)[A-Z][A-Z .'\-]{2,30},(?:\s[A-Z][A-Za-z.]{1,12},)?\s\Z")
# code points of a part between two bars that holds a date and a weekday or a clock beside it
_PART = 48


def stamped(line: str) -> date | None:
    """The day that a line of a page's head says it was published on, among other things that it says; or None.

    >>> stamped("The Evening Courier | Technology | Wednesday, June 17, 2026")
    datetime.date(2026, 6, 17)
    >>> stamped("By Ines Holm. Published June 23, 2026."), stamped("COLUMBUS, Ohio, May 21, 2026")
    (datetime.date(2026, 6, 23), datetime.date(2026, 5, 21))
    >>> stamped("Sylvanta was licensed on April 14, 2026, for adults.")
    """
    head = line[:_HEAD]
    for found in (*ENGLISH_DATE.finditer(head), *FULL_DATE.finditer(head)):
        before, behind = head[: found.start()], head[found.end() :]
        parts = before.rpartition("|"), behind.partition("|")
        barred = "|" in head and len(parts[0][2]) + len(found[0]) + len(parts[1][0]) <= _PART
        placed = _PLACE.search(before) is not None and not behind.strip()
        signed = re.match(r"\.\s+By\s", behind) is not None and "." not in before
        if (barred or placed or signed or _STAMP.search(before)) and (day := date_in(found[0])):
            return day
    return None


# a line in italics under the title, and one of outlet, desk and day alone
_ITALIC = re.compile(r"\A([*_]{1,3})(?![*_\s])(.{8,300}?)\1\Z")
_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s)?"
_CREDIT = re.compile(
    rf"(?:[A-Z0-9][\w&.'’-]*(?:\s[\w&.'’-]+){{0,6}}(?:\s?[,|·]\s?|\s[-–—]\s)(?:[a-z][\w-]*(?:\s[\w-]+){{0,3}},\s)?)*{_WEEKDAY}"
)
# 6:40 a.m., 09:00 local time
_HOUR = re.compile(
    r"[\s,]*+(?:[0-2]?[0-9](?:[:.][0-5][0-9])?\s?(?:[ap]\.?m\b\.?)?(?:\s[A-Z]{2,4}|\s(?:Central|Eastern|Mountain|Pacific)|\slocal)?(?:\stime)?)?[.\s]*"
)
# Sept. 3: the point of a month ends no sentence
_MONTH_POINT = re.compile(r"\b(Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.(?=\s[0-9])")
# By Ann Prew, mining correspondent. 13 October 2026: what may stand before the day in a sentence of its own
_WRITER = re.compile(r"(?:By|From|Words|Story|Text|Interview|Report(?:ed|ing)?)\b[^0-9]{4,80}\Z")


def credited(line: str) -> date | None:
    """The one full date of a line that only tells who wrote for whom and when; None of any other line.

    >>> credited("*Mara Dol on the M7. By Ann Prew, Floor & Home, 24 October 2026*")
    datetime.date(2026, 10, 24)
    >>> credited("The Severn Courier, Business desk and agencies, 13 October 2026")
    datetime.date(2026, 10, 13)
    >>> credited("Pacific Radio, Tuesday, October 13, 2026, 6:40 a.m."), credited("By Ann Prew. Monday 12 October 2026")
    (datetime.date(2026, 10, 13), datetime.date(2026, 10, 12))
    >>> credited("The plant will open on 13 October 2026") is None
    True
    """
    italic = _ITALIC.match(line.strip())
    if italic is not None:
        days = _days(italic[2])
        return days.pop() if len(days) == 1 else None
    # Data desk, 14 July 2025. The numbers that …: of a head that goes on, the first sentence
    first, *more = _MONTH_POINT.sub(r"\1", line.strip()[:_HEAD]).split(". ")
    second = more[0] if more and _WRITER.match(first) else None
    return _credit_of(first) or (_credit_of(second) if second is not None else None)


def is_credited(line: str) -> bool:
    """Whether a whole line tells no more than outlet, desk, place and day.

    >>> is_credited("MOTOR & MARKET, London, 25 September 2026"), is_credited("Data desk, 14 July 2025. It fell.")
    (True, False)
    >>> is_credited("The Northern Courant, Leeds - Business - 12 March 2026")
    True
    """
    return len(line) <= _HEAD and _credit_of(line.strip()) is not None


def _credit_of(sentence: str) -> date | None:
    """The day of a sentence that says outlet, desk, place and day, and no more."""
    told = ENGLISH_DATE.search(sentence) or FULL_DATE.search(sentence)
    if told is None or _CREDIT.fullmatch(sentence[: told.start()]) is None:
        return None
    days = _days(sentence)
    return days.pop() if len(days) == 1 and _HOUR.fullmatch(sentence[told.end() :]) else None


def _days(text: str) -> set[date]:
    return {day for match in (*FULL_DATE.finditer(text), *ENGLISH_DATE.finditer(text)) if (day := date_in(match[0]))}


def byline(line: str) -> str | None:
    """The outlet that a byline such as `文|奇点Journal 孟雯` names.

    >>> byline("文|奇点Journal 孟雯"), byline("文 | 山核桃"), byline("文中的数据")
    ('奇点Journal', '山核桃', None)
    """
    if len(line) > 60:
        return None
    labels = "|".join(map(re.escape, words("zh/datelines.toml", "byline_labels")))
    found = re.match(rf"(?:{labels})\s?[|｜丨/:：]\s?{NAME}", line)
    return found[1].strip() if found else None


def month_day_dateline(lines: Sequence[str]) -> date | None:
    """The date of a dateline without a year (北京5月19日电), if the head names one year alone, and no further down.

    >>> month_day_dateline(["北岸日报北京5月19日电 2025年的人口"])
    datetime.date(2025, 5, 19)
    >>> month_day_dateline(["北岸日报北京5月19日电 今年的人口", "2016年6月也是如此。"]) is None
    True
    >>> month_day_dateline(["北岸日报北京1月19日电 2025年的人口"]) is None
    True
    """
    at = next((at for at, line in enumerate(lines) if CHINESE_WIRE.match(line)), None)
    found = CHINESE_WIRE.match(lines[at]) if at is not None else None
    if at is None or found is None or int(found["month"]) < EARLIEST_SURE_MONTH:
        return None
    years = {match[1] for line in lines for match in YEAR.finditer(line)}
    above = {match[1] for line in lines[: at + 1] for match in YEAR.finditer(line)}
    return _date(above.pop(), found["month"], found["day"]) if len(years) == 1 and years == above else None


def _labelled(line: str) -> str | None:
    found = _label().search(line)
    return _cut(found[1]) if found else None


@cache
def _label() -> re.Pattern[str]:
    labels = "|".join(map(re.escape, words("zh/datelines.toml", "publisher_labels")))
    return re.compile(rf"(?<![图圖片据據])(?:{labels}|Source)\s?[:：|｜丨]\s*{NAME}")


@cache
def _name_end() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(words("zh/datelines.toml", "name_ends"), key=len, reverse=True))))


def _leading_name(line: str) -> str | None:
    """The name that a dateline begins with."""
    found = DATE.search(line) or ENGLISH_DATE.search(line)
    head = line[: found.start()] if found else line
    head = CLOCK.sub("", head).strip(" |｜·-—\u3000")
    if not head or head.startswith(("(", "（")) or re.search("[:：]", head):
        return None
    return _cut(re.split(r"[\s|｜·,，]", head)[0])


def _cut(name: str) -> str | None:
    """The name up to a word that is no part of it (濠江科技网转载)."""
    found = _name_end().search(name)
    name = (name[: found.start()] if found else name).strip("【】[]《》")
    told = name in words("zh/datelines.toml", "no_names") or FULL_DATE.search(name) is not None
    return name if len(name) >= 2 and not told else None


def _outlet(name: str) -> str:
    """The outlet of a wire dateline's head, without the place: 岭南体育报巴黎."""
    name = name.strip("【】").removeprefix("据").removeprefix("據")
    ends = sorted(words("zh/datelines.toml", "outlet_ends"), key=len, reverse=True)
    places = [name.rfind(end) + len(end) for end in ends if name.rfind(end) > 0]
    return name[: max(places)] if places else name


def _date(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
