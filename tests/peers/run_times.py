"""Reads other projects' time specs with our rules and prints a pass rate for each file: run_times.py FOLDER [-v].

A case passes when each expected time is met by a value of ours that covers or touches it and means the same days
(or the same length), and when nothing is found where nothing is expected. Left out, by named class: opinions that
design.md does not share, and times below a day.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from opencc import OpenCC

from checker.extract.values.times import find_times
from checker.model.value import DateValue, Precision, Quantity, Value, ValueKind

FILES = (
    "*-Date*Parser.*",
    "*-DateTimeModel.*",
    "*-Duration*",
    "*-AgeModel.*",
    "*-Time.*",
    "*-TimeParser.*",
    "*-TimeExtractor.*",
)
SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800, "month": 2592000, "year": 31536000}
FEAST = re.compile(
    r"节|冬至|大寒|小寒|除夕|腊|正月|农历|闰|廿|初[一二三四五六七八九十]|(?<=月)十五|七夕|国庆|教师|(?<!\d)日$|holiday"
)
# the peers' Chinese is not cleaned; t2s keeps the lengths
TO_SIMPLIFIED = OpenCC("t2s")
Ends = tuple[date | None, date | None]


def day(text: object) -> date | None:
    """The day of an ISO date or time, None where it is none."""
    try:
        return date.fromisoformat(text[:10]) if isinstance(text, str) else None
    except ValueError:
        return None


def anchor_of(ref: object) -> date | None:
    """The day that a case counts from."""
    if isinstance(ref, str) and (found := day(ref)):
        return found
    if isinstance(ref, int | float):
        return (datetime.fromtimestamp(ref, UTC) + timedelta(hours=8)).date()
    if isinstance(ref, list) and ref:
        return date(*(*map(int, ref[:3]), 1, 1)[: max(3, len(ref[:3]))])
    if isinstance(ref, dict) and "year" in ref:
        return date(ref["year"], ref.get("month", 1), ref.get("day", 1))
    return None


def wanted(case: dict[str, Any], told: dict[str, Any]) -> Iterator[Ends]:
    """Each interval of days that the peer accepts, both ends inclusive."""
    if case["peer"] == "jionlp" and "value" in told:
        first, last = told["value"]
        yield day(first), day(last)
    elif case["peer"] == "recognizers":
        yield from _recognizers(told)
    elif case["peer"] == "duckling" and "value" in told:
        yield from _duckling(told)


def _recognizers(told: dict[str, Any]) -> Iterator[Ends]:
    readings = [told.get("past"), told.get("future"), *told.get("values", [])]
    for reading in filter(None, readings):
        only = day(reading.get("date") or reading.get("value"))
        first, last = (
            day(reading.get("startDate") or reading.get("start")),
            day(reading.get("endDate") or reading.get("end")),
        )
        if only:
            yield only, only
        elif first or last:
            before = None if last is None else last - timedelta(days=1)
            yield first, before
            # "A to B" ends with B in the news, whatever the peer's open end
            yield first, last


GRAINS = {"day": 1, "week": 7}


def _duckling(told: dict[str, Any]) -> Iterator[Ends]:
    value, grain = told["value"], told.get("grain")
    if isinstance(value, list):
        first, last = day(value[0]), day(value[1])
        yield first, None if last is None else last - timedelta(days=1)
        yield first, last
        return
    first = day(value)
    if told.get("op") in (">=", "<="):
        yield (first, None) if told["op"] == ">=" else (None, first)
        return
    if first is None:
        return
    months = {"month": 1, "quarter": 3, "year": 12}.get(str(grain))
    if months is None:
        yield first, first + timedelta(days=GRAINS.get(str(grain), 1) - 1)
        return
    after = first.month - 1 + months
    yield first, date(first.year + after // 12, after % 12 + 1, 1) - timedelta(days=1)


# classes of input whose opinion is not ours, or which no news text holds; each with its patterns
CLASSES = {
    "calendar talk": (
        r"\b(?:my (?:day|week|weekend)|EOY|BOY|BOM|EOM|ooo|the day|this day|last day|next day|the hour|\d[WYh])\b",
        r"\b(?:rest|remaining)(?: of)?(?: the| this)? week\b|\b(?:all|full)[- ](?:day|week|month|year)\b",
        r"for the (?:27|twenty)|\bsame (?:week|month)|that weekend|\bweek \d+|workweek|working week",
    ),
    "years in words": (r"nineteen|two thousand|hundred|twenty-tens|seventies|seventeen",),
    "figures that may be anything": (
        r"(?<![\d/.-])\d{1,2}[-/.,]\d{1,2}(?:[-/.,]\d{1,2})?(?![\d/])|\b\d{1,2} [-/] \d{1,2}\b|\d{4}\.\d{1,2}\b|on 15$",
        r"20\d\d\s?[-/]\s\d|20\d\d\s-\d",
    ),
    "counted from another date": (
        r"from (?:yesterday|tomorrow|tmrw|now|January|\d|\d+\w* Dec)|before (?:yesterday|new|Christmas)",
        r"after (?:tomorrow|today|Easter|Christmas)|since(?: the year)? 2011|starting|commencing|beginning",
    ),
    "how long early, late, the end and a few are": (
        r"\b(?:early|late|end of|middle of|mid-|few|past 2|last 2|last two|next 3|next three|weekend)",
    ),
    "feasts by name": (r"easter|friday 2010|earth day|Workers|fitr",),
    "upcoming, as duckling has it": (r"upcoming",),
    "in three years, within two weeks: lengths": (r"\b(?:in|within) (?:a |couple|\d|two|three|four|ten|fortnight)",),
    "parts of a week": (r"(?:beginning|start|end) of .*week",),
    "reigns and Cantonese": (r"康熙|雍正|[个個]半|分半|[个個]字|卅|今[个個]|五點五分|789年|1月3至",),
    "loose words for days and months": (
        r"前[两兩]|[上后後下][两兩二三]|后1年|后三|過?过十周|今明两年|\d+天内|以来$|半月|最后五天",
    ),
    "seasons and centuries": (r"season|winter|spring|summer|autumn|夏季|冬季|[Cc]entury|世纪初|decade",),
    "feasts and the lunar calendar": (FEAST.pattern,),
}
HOURS = ("time", "timerange", "datetimerange", "datetime")


def left_out(case: dict[str, Any]) -> str | None:
    """The class of a case that our rules do not share, or None."""
    for reason, patterns in CLASSES.items():
        if any(re.search(pattern, case["input"], re.IGNORECASE) for pattern in patterns):
            return reason
    if case.get("latent"):
        return "latent: found only on demand"
    return next(filter(None, (_left_out(case, told) for told in case["expected"])), None)


def _left_out(case: dict[str, Any], told: dict[str, Any]) -> str | None:
    kind = str(told.get("type", "")).rpartition(".")[2]
    if kind in ("set", "time_period", "time_delta"):
        return "sets and lengths given as sets"
    if "Holiday" in str(told.get("expr")):
        return "feasts and the lunar calendar"
    if case["peer"] == "duckling" and "value" not in told:
        return "not converted"
    return "times below a day" if _below_a_day(case, told, kind) else None


def _below_a_day(case: dict[str, Any], told: dict[str, Any], kind: str) -> bool:
    if case["peer"] == "recognizers":
        days = [day(v.get("value") or v.get("start") or v.get("end")) for v in told.get("values", [])]
        return kind in HOURS or (kind != "duration" and bool(days) and not any(days))
    if case["peer"] == "jionlp":
        return "value" in told and not _whole_days(told["value"])
    return told.get("grain") in ("hour", "minute", "second")


def _whole_days(value: object) -> bool:
    if not isinstance(value, list) or len(value) != 2:
        return False
    first, last = value
    return str(first).endswith("00:00:00") and str(last).endswith(("23:59:59", "inf"))


def _seconds(told: dict[str, Any]) -> Decimal | None:
    for reading in (told, told.get("future", {}), *told.get("values", [])):
        found = reading.get("duration") or reading.get("value")
        if found is not None:
            unit = str(told.get("unit", "second")).lower()
            return Decimal(str(found)) * SECONDS.get(unit, 1)
    return None


def same_length(case: dict[str, Any], told: dict[str, Any], value: Value) -> bool:
    """Whether the peer's length lies in our interval, counted in seconds."""
    seconds, unit = _seconds(told), (value.unit or "").removesuffix("_old")
    if not isinstance(value.payload, Quantity) or seconds is None or unit not in SECONDS:
        return False
    # the peers disagree on the length of a month by a few days in the year
    slack = Decimal("0.02") * seconds if unit in ("month", "year") else Decimal(0)
    low = None if value.low is None else value.low * SECONDS[unit] - slack
    high = None if value.high is None else value.high * SECONDS[unit] + slack
    del case
    return (low is None or low <= seconds) and (high is None or seconds <= high)


def met(case: dict[str, Any], told: dict[str, Any], value: Value) -> bool:
    """Whether a value of ours says what the peer does."""
    if "start" in told and not (value.span.start < told["end"] and told["start"] < value.span.end):
        return False
    kind = str(told.get("type", "")).rpartition(".")[2]
    if kind == "age" or case["model"] == "AgeModel":
        return value.kind is ValueKind.QUANTITY and told["value"] == float(value.low or 0)
    if kind == "duration" or case["model"].startswith("Duration"):
        return same_length(case, told, value)
    if case["model"] == "TimeExtractor":
        return (value.span.start, value.span.end) == (told["start"], told["end"])
    if not isinstance(value.payload, DateValue):
        return False
    return any(_alike(case, ends, value.payload) for ends in wanted(case, told))


def _alike(case: dict[str, Any], ends: Ends, ours: DateValue) -> bool:
    if ends[0] == ours.start and ends[1] == ours.end:
        return True
    if ends[0] == ours.start and _through_the_end(ends[1], ours.end):
        return True
    # three years ago is a year to us and a day to them; a running period ends today for them
    if ours.precision is Precision.VAGUE and ends[0] and ours.start and ours.end:
        return ours.start <= ends[0] <= ours.end
    # a bare weekday is the last one in the news, the next one to a calendar
    if (
        ours.precision is Precision.DAY
        and ends[0] == ends[1]
        and ends[0]
        and ours.start
        and abs((ends[0] - ours.start).days) == 7
    ):
        return True
    # which year a date without one belongs to is anybody's guess
    if ours.yearless and ends[0] and ends[1] and ours.start and ours.end and ends[0] <= ends[1]:
        same = [(a.month, a.day) == (b.month, b.day) for a, b in ((ends[0], ours.start), (ends[1], ours.end))]
        return all(same) and abs(ends[0].year - ours.start.year) <= 1
    # an open end is the peer's own today
    now = anchor_of(case.get("ref"))
    return (ours.start or now, ours.end or now) == (ends[0] or now, ends[1] or now)


def _through_the_end(theirs: date | None, ours: date | None) -> bool:
    """Whether our end is the last day of the month or year that begins where theirs ends."""
    if theirs is None or ours is None:
        return False
    after = ours + timedelta(days=1)
    whole_month = after.day == 1 and (theirs.year, theirs.month, theirs.day) == (ours.year, ours.month, 1)
    return whole_month or ((after.month, after.day) == (1, 1) and theirs == date(ours.year, 1, 1))


def passes(case: dict[str, Any]) -> bool:
    """Whether all of a case's times are met, and none is found where none is expected."""
    values = find_times(TO_SIMPLIFIED.convert(case["input"]), lang=case["lang"], anchor=anchor_of(case.get("ref")))
    if not case["expected"] or case.get("negative"):
        return not values
    return all(any(met(case, told, value) for value in values) for told in case["expected"])


def main(folder: Path, *, verbose: bool) -> None:
    """Print a line for each file, and the failures where asked."""
    paths = sorted({path for pattern in FILES for path in folder.glob(pattern)})
    for path in paths:
        cases = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        skipped = Counter(reason for case in cases if (reason := left_out(case)))
        judged = [case for case in cases if left_out(case) is None]
        failed = [case for case in judged if not passes(case)]
        rate = 100 * (len(judged) - len(failed)) / max(1, len(judged))
        sys.stdout.write(
            f"{path.name:45} {rate:5.1f} %  {len(judged) - len(failed)}/{len(judged)}  left out {dict(skipped)}\n"
        )
        for case in failed if verbose else []:
            found = find_times(TO_SIMPLIFIED.convert(case["input"]), anchor=anchor_of(case.get("ref")))
            ours = [
                (v.text, str(v.start), str(v.end)) if v.start or v.end else (v.text, v.low, v.high, v.unit)
                for v in found
            ]
            theirs = [
                (
                    t.get("text"),
                    [tuple(map(str, e)) for e in wanted(case, t)]
                    or t.get("value")
                    or t.get("timex")
                    or t.get("values"),
                )
                for t in case["expected"]
            ]
            sys.stdout.write(
                f"   {case['input']!r} @{anchor_of(case.get('ref'))}\n      want {theirs}\n      ours {ours}\n"
            )


if __name__ == "__main__":
    main(Path(sys.argv[1]), verbose="-v" in sys.argv[2:])
