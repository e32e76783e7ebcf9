"""How the times found compare with what other projects' specs expect.

Run by hand: `python tests/peers/run_times.py DIR [FILE-PREFIX]` prints the rates and, with a prefix, what fails.
A case passes when each expected time is met by a value of ours that touches it and means the same days (or the same
length), and when no time is found where none is expected. Out of scope by kind are times below a day, recurring times
and what the peer itself gives no reading of; times_left_out.toml names the cases whose opinion is not ours, by class.
"""

import hashlib
import json
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from checker.extract.values.times import find_times
from checker.model.value import Bound, DateValue, Precision, Quantity, Value, ValueKind
from tests.peers.run_peers import Outcome, cleaned

LEFT_OUT = Path(__file__).with_name("times_left_out.toml")
FILES = (
    "recognizers-zh-DateParser",
    "recognizers-zh-DatePeriodParser",
    "recognizers-zh-DateTimeModel",
    "recognizers-zh-DurationParser",
    "recognizers-zh-AgeModel",
    "jionlp-zh-TimeParser",
    "jionlp-zh-TimeExtractor",
    "duckling-zh-Time",
    "duckling-zh-Duration",
    "recognizers-en-DateParser",
    "recognizers-en-DatePeriodParser",
    "recognizers-en-DateTimeModel",
    "recognizers-en-DurationParser",
    "recognizers-en-AgeModel",
    "duckling-en-Time",
    "duckling-en-Duration",
)
SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800, "month": 2592000, "year": 31536000}
Ends = tuple[date | None, date | None]
Case = Mapping[str, Any]


def day(text: object) -> date | None:
    """The day of an ISO date or time, None where it is none."""
    try:
        # duckling writes months as 2013-02-00
        return date.fromisoformat(text[:10].replace("-00", "-01")) if isinstance(text, str) else None
    except ValueError:
        return None


def moment_of(ref: object) -> datetime | None:
    """The moment that a case counts from."""
    if isinstance(ref, str) and day(ref):
        return datetime.fromisoformat(ref).replace(tzinfo=None)
    if isinstance(ref, int | float):
        return (datetime.fromtimestamp(ref, UTC) + timedelta(hours=8)).replace(tzinfo=None, microsecond=0)
    if isinstance(ref, list) and ref:
        return datetime(*(*map(int, ref), 1, 1)[: max(3, len(ref))])  # type: ignore[arg-type]  # noqa: DTZ001
    if isinstance(ref, dict) and "year" in ref:
        names = ("hour", "minute", "second")
        clock = [int(ref.get(name, 0)) for name in names]
        return datetime(ref["year"], ref.get("month", 1), ref.get("day", 1), *clock)  # noqa: DTZ001
    return None


def anchor_of(case: Case) -> date | None:
    """The day that a case counts from."""
    now = moment_of(case.get("ref"))
    return None if now is None else now.date()


def kind_of(told: Case) -> str:
    """The peer's own word for what sort of time it is."""
    return str(told.get("type", "")).rpartition(".")[2]


def wanted(case: Case, told: Case) -> Iterator[Ends]:
    """Each interval of days that the peer accepts, both ends inclusive."""
    if case["peer"] == "jionlp" and isinstance(told.get("value"), list):
        first, last = told["value"]
        yield day(first), day(last)
    elif case["peer"] == "recognizers":
        yield from _recognizers(told)
    elif case["peer"] == "duckling" and "value" in told:
        yield from _duckling(told)


def _recognizers(told: Case) -> Iterator[Ends]:
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
            yield first, None if last is None else last - timedelta(days=1)
            if told.get("mod", reading.get("Mod")) == "after" and first and last is None:
                # "after the 15th" leaves the 15th out
                yield first + timedelta(days=1), None
            # "A to B" ends with B in the news, whatever the peer's open end
            yield first, last


GRAINS = {"day": 1, "week": 7}


def _duckling(told: Case) -> Iterator[Ends]:
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


HOURS = ("time", "timerange", "datetimerange", "datetime")


def out_of_scope(case: Case) -> str | None:
    """Why a case asks for no day, period or length at all, or None where it asks for one."""
    if case.get("latent"):
        return "latent: found only on demand"
    return next(filter(None, (_out_of_scope(case, told) for told in case["expected"])), None)


def _out_of_scope(case: Case, told: Case) -> str | None:
    kind = kind_of(told)
    if kind in ("set", "time_period"):
        return "recurring times"
    if case["peer"] == "duckling" and "value" not in told:
        return "not converted"
    return "times below a day" if _below_a_day(case, told, kind) else None


def _below_a_day(case: Case, told: Case, kind: str) -> bool:
    if case["peer"] == "recognizers":
        return kind in HOURS
    if case["peer"] == "jionlp" and isinstance(told.get("value"), list) and kind != "time_delta":
        now = moment_of(case.get("ref"))
        first, last = map(str, told["value"])
        return not (_whole(first, "00:00:00", now) and _whole(last, "23:59:59", now))
    return case["model"] == "Time" and told.get("grain") in ("hour", "minute", "second")


def _whole(end: str, edge: str, now: datetime | None) -> bool:
    """Whether an end of a period is the edge of a day, open, or the moment that the case counts from."""
    running = now is not None and end in (str(now), str(now + timedelta(seconds=59)))
    return end.endswith(("inf", edge)) or running


def _seconds(told: Case) -> list[Decimal]:
    """The length that the peer tells, in seconds; two for a range."""
    if kind_of(told) == "time_delta":
        parts = told["value"] if isinstance(told["value"], list) else [told["value"]]
        return [sum((Decimal(str(n)) * SECONDS[unit] for unit, n in part.items()), Decimal(0)) for part in parts]
    for reading in (told, told.get("future") or {}, *told.get("values", [])):
        found = reading.get("duration") or reading.get("value")
        if found is not None:
            unit = str(told.get("unit", "second")).lower()
            return [Decimal(str(found)) * SECONDS.get(unit, 1)]
    return []


def same_length(told: Case, value: Value) -> bool:
    """Whether the peer's length lies in our interval, counted in seconds."""
    unit, lengths = (value.unit or "").removesuffix("_old"), _seconds(told)
    if not isinstance(value.payload, Quantity) or not lengths or unit not in SECONDS:
        return False
    # the peers disagree on the length of a month by a few days in the year
    slack = Decimal("0.02") * lengths[-1] if unit in ("month", "year") else Decimal(0)
    low = None if value.low is None else value.low * SECONDS[unit] - slack
    high = None if value.high is None else value.high * SECONDS[unit] + slack
    inside = all((low is None or low <= length) and (high is None or length <= high) for length in lengths)
    # an open bound holds any figure beyond it: its own figure must be the peer's
    open_end = value.payload.bound in (Bound.AT_LEAST, Bound.AT_MOST) and value.payload.value is not None
    figure = (value.payload.value or 0) * SECONDS[unit]
    return inside and (not open_end or abs(figure - lengths[0]) <= slack)


def met(case: Case, told: Case, value: Value) -> bool:
    """Whether a value of ours says what the peer does."""
    if "start" in told and not (value.span.start < told["end"] and told["start"] < value.span.end):
        return False
    kind = kind_of(told)
    if kind == "age" or case["model"] == "AgeModel":
        return value.kind is ValueKind.QUANTITY and told["value"] == float(value.low or 0)
    if kind in ("duration", "time_delta") or case["model"].startswith("Duration"):
        return same_length(told, value)
    if case["model"] == "TimeExtractor":
        return (value.span.start, value.span.end) == (told["start"], told["end"])
    if not isinstance(value.payload, DateValue):
        return False
    ends = list(wanted(case, told))
    # seasons and 12号 have no days to the peer: finding them is all
    return not ends or any(_alike(anchor_of(case), one, value, cleaned(case["input"])) for one in ends)


def _alike(now: date | None, ends: Ends, value: Value, text: str) -> bool:
    ours = value.payload
    assert isinstance(ours, DateValue)
    if ours.start is None and ours.end is None:
        return False
    if ends[0] == ours.start and (ends[1] == ours.end or _through_the_end(ends[1], ours.end)):
        return True
    # three years ago is a year to us and a day to them
    if ours.precision is Precision.VAGUE and ends[0] and ends[1] and ours.start and ours.end:
        return ours.start <= ends[0] <= ends[1] <= ours.end
    if _another_week(ends, ours, text) or _another_year(ends, ours):
        return True
    if now is not None and _running(now, ends, ours):
        return True
    # an open end is the peer's own today
    return (ours.start or now, ours.end or now) == (ends[0] or now, ends[1] or now)


def _running(now: date, ends: Ends, ours: DateValue) -> bool:
    """Whether both are the same time up to or from now, and only count or leave out the day itself."""
    if None in ends or ours.start is None or ours.end is None or ours.precision is not Precision.SPAN:
        return False
    near = timedelta(days=1)
    both = ((ends[0], ours.start), (ends[1], ours.end))
    touching = any(abs(a - now) <= near and abs(b - now) <= near for a, b in both if a and b)
    return touching and all(abs(a - b) <= near for a, b in both if a and b)


_POINTED = re.compile(r"\b(?:last|next|this|past|coming|upcoming|previous|following)\b|[上下这本今]", re.IGNORECASE)


def _another_week(ends: Ends, ours: DateValue, text: str) -> bool:
    """Whether it is a bare weekday, which is the last one in the news and the next one to a calendar."""
    if ours.start is None or ours.end is None or None in ends or _POINTED.search(text):
        return False
    apart = {abs((a - b).days) for a, b in zip((ours.start, ours.end), ends, strict=True) if b is not None}
    return apart == {7} and ours.iso[:4].isdecimal() and re.search(r"day|[a-z]{3}\b|周|星期|礼拜", text) is not None


def _another_year(ends: Ends, ours: DateValue) -> bool:
    """Whether only the year differs, by one, of a date that tells none: which is anybody's guess."""
    first, last = ends
    if not (ours.yearless and first and last and ours.start and ours.end and first <= last):
        return False
    both = ((first, ours.start), (last, ours.end))
    same = all((a.month, a.day) == (b.month, b.day) for a, b in both)
    # the first Tuesday of October is another day each year
    counted = {":", "#"} & set(ours.iso) and all(a.month == b.month and a.weekday() == b.weekday() for a, b in both)
    return (same or bool(counted)) and abs(first.year - ours.start.year) <= 1


def _through_the_end(theirs: date | None, ours: date | None) -> bool:
    """Whether our end is the last day of the month or year that begins where theirs ends."""
    if theirs is None or ours is None:
        return False
    after = ours + timedelta(days=1)
    if after.day != 1 or theirs.day != 1 or theirs.year != ours.year:
        return False
    # theirs begins the month, the quarter or the year that ours ends
    apart = (after.month - theirs.month) % 12
    return any(apart == months % 12 and (theirs.month - 1) % months == 0 for months in (1, 3, 12))


def found_in(case: Case) -> list[Value]:
    """Our times, in the text as the extractor gets it."""
    return find_times(cleaned(case["input"]), lang=case["lang"], anchor=anchor_of(case))


def passes(case: Case) -> bool:
    """Whether all of a case's times are met, and none is found where none is expected."""
    values = found_in(case)
    if not case["expected"] or case.get("negative"):
        # a parser of dates has nothing to say of lengths
        kinds = (
            {ValueKind.DATE} if case["model"].startswith("DateP") or case["model"] == "DateParser" else set(ValueKind)
        )
        return not [value for value in values if value.kind in kinds]
    return all(any(met(case, told, value) for value in values) for told in case["expected"])


@cache
def left_out() -> Mapping[str, str]:
    """Cases whose opinion differs from ours, with the class that they belong to."""
    table = tomllib.loads(LEFT_OUT.read_text(encoding="utf-8")) if LEFT_OUT.exists() else {}
    return {case: row["name"] for row in table.get("class", []) for case in row["cases"]}


def cases(folder: Path, file: str) -> Iterator[tuple[str, Case]]:
    """Every case of one file with its name."""
    for line in (folder / f"{file}.dev.jsonl").read_text(encoding="utf-8").splitlines():
        yield f"{file}:{hashlib.sha1(line.encode(), usedforsecurity=False).hexdigest()[:10]}", json.loads(line)


def outcomes(folder: Path, file: str) -> Iterator[Outcome]:
    """Every case of one file, judged."""
    for name, case in cases(folder, file):
        yield Outcome(
            name,
            case["input"],
            passes(case),
            out_of_scope(case) or left_out().get(name),
            str([_theirs(case, told) for told in case["expected"]]),
            str([_ours(value) for value in found_in(case)]),
        )


def _theirs(case: Case, told: Case) -> tuple[object, ...]:
    days = [" to ".join(map(str, ends)) for ends in wanted(case, told)]
    return told.get("text"), kind_of(told), days or told.get("value") or told.get("timex") or told.get("values")


def _ours(value: Value) -> tuple[object, ...]:
    if isinstance(value.payload, DateValue):
        return value.text, f"{value.start} to {value.end}", value.payload.iso
    return value.text, str(value.low), str(value.high), value.unit


def rate(folder: Path, file: str) -> tuple[int, int, Counter[str]]:
    """Passed and judged cases of one file, and the others by class."""
    judged = list(outcomes(folder, file))
    kept = [one for one in judged if one.left_out is None]
    return sum(one.passed for one in kept), len(kept), Counter(one.left_out for one in judged if one.left_out)


def main(arguments: list[str]) -> None:
    """Print the rates, and the failures of the files that the second argument names (-v: all)."""
    folder, chosen = Path(arguments[0]), arguments[1] if len(arguments) > 1 else None
    chosen = "" if chosen == "-v" else chosen
    lines: list[str] = []
    for file in FILES:
        if chosen and not file.startswith(chosen):
            continue
        passed, kept, out = rate(folder, file)
        lines.append(f"{file:32} {passed:4}/{kept:<4} {passed / max(kept, 1):6.1%}  left out {out.total()} {dict(out)}")
        failed = [one for one in outcomes(folder, file) if not one.passed and one.left_out is None]
        for one in failed if chosen is not None else []:
            name = one.case.partition(":")[2]
            lines.append(f"   {name} {one.text[:150]!r}\n      want {one.expected}\n      got  {one.found}")
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
