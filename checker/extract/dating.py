"""Dates and speeds put right by what stands around them: the day on which all hangs, the month and year spoken of."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from checker.model import CleanText, DateValue, Precision, Quantity, Value
from checker.model.pattern import seldom
from checker.model.record import replace

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?=年|[-/.]\d|\b)")


def anchor_of(clean: CleanText) -> date | None:
    """The day that relative words hang on: that of publication, of the head, of the last 截至, or a year's end.

    A text without any year has none.
    """
    if clean.document.published is not None:
        return clean.document.published
    years = Counter(int(match.group(1)) for match in _YEAR.finditer(clean.text))
    if not years:
        return None
    most = max(years.values())
    year = max(year for year, count in years.items() if count == most)
    opened = _opened(clean.text, year)
    if opened is not None and opened.month <= _LOOKS_BACK and _is_over(clean.text, year):
        return opened.replace(year=year + 1)
    return _told_day(clean.text, year) or date(year, 12, 31)


def head_day(clean: CleanText) -> tuple[int, int] | None:
    """The month and day that the head of a text without a date of publication tells, or None."""
    return _day_at_head(clean.text) if clean.document.published is None else None


def dateline_day(clean: CleanText) -> tuple[int, int] | None:
    """The month and day of a dateline (HONG KONG, Oct 26 (Harbour Wire) -) or of a credit, whose year is not told."""
    return _day_of_dateline(clean.text) if clean.document.published is None else None


def _day_at_head(text: str) -> tuple[int, int] | None:
    told = _day_of_dateline(text)
    first = _MONTH_AND_DAY.search(text, 0, _HEAD) if told is None else None
    return (int(first[1]), int(first[2])) if first is not None else told


def _day_of_dateline(text: str) -> tuple[int, int] | None:
    wire = _WIRE_DAY.search(text, 0, _LONG_HEAD)
    if wire is not None:
        month = wire["month"] or wire["later"]
        return _MONTHS[month[:3].lower()], int(wire["day"] or wire["first"])
    told = _CREDIT_DAY.search(text, 0, _LONG_HEAD)
    return (int(told[1]), int(told[2])) if told is not None else None


# the last month whose news look back on the year before
_LOOKS_BACK = 4


def _is_over(text: str, year: int) -> bool:
    """Whether a text speaks of the whole of a year, or of its end, as told."""
    return re.search(rf"{year}年?(?:全年|末|年末|底|度|12月|四季度)|{year}年(?:国民经济|全国)", text) is not None


def _opened(text: str, year: int) -> date | None:
    head = _day_at_head(text)
    return _date(year, *head) if head is not None else None


def _told_day(text: str, year: int) -> date | None:
    """The day of the news as the text tells it: in its head, or the last day up to which it counts."""
    opened = _opened(text, year)
    if opened is not None:
        return opened
    counted = [_date(year, int(match[1]), int(match[2])) for match in _AS_OF.finditer(text)]
    return max((day for day in counted if day is not None), default=None)


def undated(values: Sequence[Value], clean: CleanText, anchor: date | None) -> list[Value]:
    """The values without the days of 昨日 and 一周前 where the anchor is only the end of a year.

    The day that they hang on is not told: they stay relative.
    """
    guessed = anchor is not None and clean.document.published is None and (anchor.month, anchor.day) == (12, 31)
    if anchor is None or not guessed or _told_day(clean.text, anchor.year) is not None:
        return list(values)

    def loosened(value: Value) -> Value:
        payload = value.payload
        if not isinstance(payload, DateValue) or not _HANGS_ON_DAY.search(value.text):
            return value
        loose = replace(payload, start=None, end=None, precision=Precision.VAGUE, iso=value.text, anchored=False)
        return replace(value, payload=loose)

    return [loosened(value) for value in values]


# 昨日, 一周前, 上月, three days ago: times that hang on the day of the article
_HANGS_ON_DAY = seldom(
    r"[昨今明前后][日天晚晨]|[天日周月时]之?[前后]|星期.{0,20}[前后]|[上本下这]个?(?:周|月|星期|礼拜|季)|"
    r"\b(?:yesterday|today|tomorrow|tonight|ago|(?:last|this|next) (?:week|month|[a-z]+day))\b",
    re.IGNORECASE,
)
# 截至11月24日: no article counts up to a day that it does not know
_AS_OF = re.compile(r"(?:截至|截止到?)(?:目前)?(?:20\d\d年)?(\d{1,2})月(\d{1,2})日")
# 7月15日, 2026/07/15
_MONTH_AND_DAY = re.compile(r"(?<!\d)([01]?\d)[月/-]([0-3]?\d)(?:日|(?!\d))")
_MONTHS = {name: number for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}  # noqa: SIM905 -- a row reads better
_NAMES = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
# Oct 26 (Harbour Wire) -, 9 March -
_WIRE_DAY = re.compile(
    rf"\b(?:(?P<month>{_NAMES})[a-z]*\.? (?P<day>[0-3]?\d)|(?P<first>[0-3]?\d) (?P<later>{_NAMES})[a-z]*\.?)"
    r"\s*(?:\([^()\n]{2,40}\)\s*[-–—:]|\s[-–—]\s)"
)
# 10月26日电, 3月5日，采写：
_CREDIT_DAY = re.compile(
    r"(?<!\d)([01]?\d)月([0-3]?\d)日\s?(?:(?:专)?电|讯|消息|报道|[，,|｜]\s?(?:采写|采访|撰文|文|记者|整理|编辑|来源|作者)[:：/|｜])"
)
# code points of a text's head, which tells the day of its news, and of one with a dateline
_HEAD, _LONG_HEAD = 200, 400


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


# 全年, 年末, 三季度: a part of a year that leaves the year to what was spoken of
_YEARLESS = re.compile(
    r"(?:截至|截止|到|至)?(?:全年|年末|年底|年初|年中|上半年|下半年|[一二三四]季度|第[一二三四]季度|前[一二三]季度|前[一二三四五六七八九十\d]+个月"
    r"|the (?:full|whole) year|year-end|the end of the year)"
)

# the year compared with (比2024年) is not the one spoken of
_FULL_YEAR = re.compile(r"(?<![\d比较較])(?:19|20)\d{2}(?!\d)")

_SENTENCE_END = seldom(r"[。！？!?\n]|\.\s")
# code points; a year told further back is not meant any more
_YEAR_MEANT = 400


def in_year(values: Sequence[Value], text: str, anchor: date | None) -> list[Value]:
    """The values with each part of a year put into the year spoken of last, or into one that is over.

    A report of March that says 全年 speaks of the year that it reports on, not of the one that has just begun.
    """
    years = [(match.start(), int(match.group())) for match in _FULL_YEAR.finditer(text)]
    at = 0
    made: list[Value] = []
    for value in values:
        while at < len(years) and years[at][0] < value.span.start:
            at += 1
        payload = value.payload
        if isinstance(payload, DateValue) and _YEARLESS.fullmatch(value.text) and payload.start and payload.end:
            since = text[years[at - 1][0] : value.span.start] if at > 0 else ""
            # where the article's own day is known a year of the sentence before is not meant any more
            near = 0 < len(since) <= _YEAR_MEANT and (anchor is None or _SENTENCE_END.search(since) is None)
            year = years[at - 1][1] if near else payload.start.year - (anchor is not None and payload.end > anchor)
            moved = put_into(payload, year)
            value = replace(value, payload=moved)  # noqa: PLW2901 -- the same value, dated
        made.append(value)
    return made


def put_into(payload: DateValue, year: int) -> DateValue:
    """The same days of another year; as they are where it lacks one of them."""
    assert payload.start is not None
    assert payload.end is not None
    later = payload.end.year - payload.start.year
    try:
        start, end = payload.start.replace(year=year), payload.end.replace(year=year + later)
    except ValueError:
        return payload
    return replace(payload, start=start, end=end, iso=payload.iso.replace(str(payload.start.year), str(year)))


# 19日 alone, maybe with an hour: the day of the month that was spoken of last
_BARE_DAY = re.compile(r"(?:截至|截止到?|[至到])?(?:当地时间|北京时间)?(\d{1,2})\s?[日号](?![\d月])")

# code points; further back another month may have been meant
_STILL_MEANT = 200


def in_month(values: Sequence[Value], anchor: date | None) -> list[Value]:
    """The values with each bare day put into the month of the date told before it (11月17日…19日).

    A month that is still to come on the day of the article (要等到五月) is not that of the days told behind it.
    """
    made: list[Value] = []
    last: Value | None = None
    for value in values:
        payload = value.payload
        if isinstance(payload, DateValue) and payload.precision is Precision.DAY and payload.start is not None:
            bare = _BARE_DAY.match(value.text)
            near = last is not None and value.span.start - last.span.end <= _meant(last)
            start = last.start if last is not None else None
            if bare is not None and near and start is not None:
                day = _date(start.year, start.month, int(bare.group(1)))
                if day is not None:
                    payload = replace(payload, start=day, end=day, iso=f"--{day:%m-%d}")
                    value = replace(value, payload=payload)  # noqa: PLW2901 -- the same value, dated
        if isinstance(payload, DateValue) and payload.precision in {Precision.DAY, Precision.MONTH} and payload.start:
            to_come = payload.precision is Precision.MONTH and anchor is not None and payload.start > anchor
            last = last if to_come else value
        made.append(value)
    return made


def _meant(last: Value) -> int:
    """How far a month reaches that was told with a day, and one that was told alone (今年2月才验过车)."""
    alone = isinstance(last.payload, DateValue) and last.payload.precision is Precision.MONTH
    return _STILL_MEANT // 4 if alone else _STILL_MEANT


def day_counted(values: Sequence[Value]) -> list[Value]:
    """The values with each 前一天 and 次日 counted from the day that was told last."""
    made: list[Value] = []
    last: Value | None = None
    for value in values:
        payload = value.payload
        counted = _FROM_DAY.match(payload.iso) if isinstance(payload, DateValue) else None
        reach = _SAME_DAY if counted is not None and int(counted[1]) == 0 else _STILL_MEANT
        near = last is not None and value.span.start - last.span.end <= reach
        told = last.start if last is not None and near else None
        if isinstance(payload, DateValue) and payload.start is None and counted is not None and told is not None:
            day = told + timedelta(days=int(counted[1]))
            payload = replace(payload, start=day, end=day, precision=Precision.DAY, iso=f"{day:--%m-%d}")
            value = replace(value, payload=payload)  # noqa: PLW2901 -- the same value, dated
        if isinstance(payload, DateValue) and payload.precision is Precision.DAY and payload.start is not None:
            last = value
        made.append(value)
    return made


def hours_of_day(values: Sequence[Value], text: str, anchor: date | None) -> list[Value]:
    """The values with each 截至12时 on the day that its line told last, else on the day of the article."""
    made: list[Value] = []
    last: Value | None = None
    for value in values:
        payload = value.payload
        if isinstance(payload, DateValue) and payload.precision is Precision.INSTANT and payload.as_of:
            near = last is not None and "\n" not in text[last.span.end : value.span.start]
            day = _start(last) if last is not None and near else anchor
            if payload.start is None and day is not None:
                payload = replace(payload, start=day, end=day, precision=Precision.DAY, iso=f"{day:--%m-%d}")
                value = replace(value, payload=payload)  # noqa: PLW2901 -- the same value, dated
        if isinstance(payload, DateValue) and payload.precision is Precision.DAY and payload.start is not None:
            last = value
        made.append(value)
    return made


def _start(value: Value) -> date | None:
    return value.payload.start if isinstance(value.payload, DateValue) else None


# 前一天 and 次日 hang on a day; 当天 is the day of whatever is told, which is the one told last where that is near
_SAME_DAY = 60
_FROM_DAY = re.compile(r"context:day([+-][0-9])")
_EARLIER = re.compile(
    r"(?:a|one) year (?:earlier|before)|the (?:previous|prior|preceding) year|the year (?:before|earlier)",
    re.IGNORECASE,
)
_LONGER = frozenset({Precision.YEAR, Precision.HALF, Precision.QUARTER, Precision.MONTH})


def year_earlier(values: Sequence[Value]) -> list[Value]:
    """The values with each "a year earlier" counted from the period spoken of last, not from the day of the article.

    $6.1 billion in 2024, up from $3.9 billion a year earlier: the second figure is of 2023.
    """
    made: list[Value] = []
    last: Value | None = None
    for value in values:
        payload = value.payload
        if isinstance(payload, DateValue) and _EARLIER.fullmatch(value.text):
            near = last is not None and value.span.start - last.span.end <= _YEAR_MEANT
            told = last.payload if last is not None and near else None
            if isinstance(told, DateValue) and told.start is not None and told.end is not None:
                moved = put_into(told, told.start.year - 1)
                value = replace(value, payload=replace(moved, written=value.text))  # noqa: PLW2901 -- dated
        elif isinstance(payload, DateValue) and payload.precision in _LONGER and payload.start and payload.end:
            last = value
        made.append(value)
    return made


_SPEED = seldom(r"时速(?:约|为|是|达|达到|高达|超过|仅|近|可达|不到|只有)?\s?\Z")


def hourly_speeds(values: Sequence[Value], text: str) -> list[Value]:
    """时速78公里 is 78 km/h, not a length."""

    def hourly(value: Value) -> Value:
        payload = value.payload
        if not isinstance(payload, Quantity) or payload.unit not in {"km", "mi", "m"}:
            return value
        said = _SPEED.search(text, max(0, value.span.start - 8), value.span.start)
        return replace(value, payload=replace(payload, unit=f"{payload.unit}/h")) if said is not None else value

    return [hourly(value) for value in values]
