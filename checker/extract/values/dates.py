"""Dates and periods: what the atoms of one date mean together."""

from collections.abc import Mapping
from datetime import date

from checker.extract.values import relative
from checker.extract.values.almanac import Days, day_of, months_of, plus_days, plus_months, years_of
from checker.extract.values.counted import counted
from checker.extract.values.timewords import Atom, Moment, Slot, part_range
from checker.model.value import Precision

Frame = Mapping[Slot, Atom]

# news speaks of the recent past; a month ahead still is an announcement (design.md, section 3), and so is a single day
# three months ahead (holders vote on Dec 15), but for a day of next year whose year would be told
_AHEAD, _DAYS_AHEAD = 31, 92
# a bare day of the month is seldom told more than a few days ahead
_DAY_AHEAD = 3
# January to June is a half that may be under way, anything longer is a running total
_HALF_YEAR = 185
# a leap year: whether a date without a year can exist
_ANY_YEAR = 2000


def resolve(frame: Frame, anchor: date | None, *, future: bool = False) -> Moment | None:
    """The days that a frame tells, or None where it tells none (2月30日, a bare 晚上)."""
    if Slot.FESTIVAL in frame:
        return _festival(frame, anchor)
    day = frame.get(Slot.DAY)
    if day is not None and day.how in ("relative", "context"):
        return relative.day(day, anchor)
    if Slot.WEEK in frame or (Slot.WEEKDAY in frame and day is None):
        nth = any(slot in frame and frame[slot].how == "nth" for slot in (Slot.WEEK, Slot.WEEKDAY))
        return (_nth if nth else relative.week)(frame, anchor, future=future)
    if not _sound(frame):
        return None
    told = any(slot in frame for slot in (Slot.YEAR, Slot.MONTHS, Slot.DAY, Slot.PART))
    return _calendar(frame, anchor, future=future) if told else _clock(frame)


_NEED_A_YEAR = frozenset({"weak-quarter", "season", "weak-span", "weak-month"})


def _sound(frame: Frame) -> bool:
    """Whether weak atoms (三日, 第三季, 7点 in doubt) have the company that they need."""
    months, day, hours = frame.get(Slot.MONTHS), frame.get(Slot.DAY), frame.get(Slot.CLOCK)
    if months is not None and months.how in _NEED_A_YEAR and Slot.YEAR not in frame:
        return False
    if day is not None and Slot.MONTHS not in frame:
        company = (Slot.DAYPART, Slot.CLOCK, Slot.WEEKDAY)
        return Slot.YEAR not in frame and (day.how != "weak" or any(slot in frame for slot in company))
    if hours is not None and hours.how == "weak" and len(frame) == 1:
        return False
    part = frame.get(Slot.PART)
    return part is None or len(frame) > 1 or part.how.startswith("zh:")


_WHOLE = frozenset({Slot.YEAR, Slot.MONTHS})


def _nth(frame: Frame, anchor: date | None, *, future: bool) -> Moment | None:
    """11月第一周, the third Friday of next month: the week of the month's first Monday is its first."""
    week, on = frame.get(Slot.WEEK), frame.get(Slot.WEEKDAY)
    rest: Frame = {slot: atom for slot, atom in frame.items() if slot in _WHOLE}
    whole = _calendar(rest, anchor, future=future) if rest else None
    if whole is None:
        return None
    number, weekday = (on.last, on.first) if on is not None and on.how == "nth" else (week.first if week else 1, 0)
    precision = Precision.SPAN if week is not None else Precision.DAY
    name = f"{whole.iso}:{'W' if week is not None else f'{weekday + 1}#'}{number}"
    if whole.start is None or whole.end is None:
        return Moment(None, None, precision, name, anchored=False, yearless=whole.yearless)
    # the last one counts from the end, as 0
    base = whole.start if number else plus_days(whole.end, -6) or whole.start
    if week is not None and week.rule.startswith("en") and number and base.weekday() in (1, 2, 3):
        # in English the first week is the one with the first Thursday, in Chinese that with the first Monday
        base = plus_days(base, -base.weekday()) or base
    start = plus_days(base, (weekday - base.weekday()) % 7 + 7 * max(number - 1, 0))
    end = None if start is None else plus_days(start, 6 if week is not None else 0)
    if start is None or end is None or start > whole.end:
        return None
    return Moment(start, end, precision, name, yearless=whole.yearless)


def _festival(frame: Frame, anchor: date | None) -> Moment:
    year = frame.get(Slot.YEAR)
    name = frame[Slot.FESTIVAL].how
    label = ""
    if year is not None and year.how in ("", "bare"):
        label = f"{year.first}:"
    elif year is not None and year.how == "relative" and anchor is not None:
        label = f"{year.first + anchor.year}:"
    return Moment(None, None, Precision.VAGUE, f"festival:{label}{name}", anchored=False)


def hour_of(frame: Frame) -> str | None:
    """The clock time of a frame as "T19:00".

    >>> hour_of({Slot.DAYPART: Atom(Slot.DAYPART, 0, 1, 12, 12, "晚"), Slot.CLOCK: Atom(Slot.CLOCK, 1, 3, 7, 0)})
    'T19:00'
    """
    told, part = frame.get(Slot.CLOCK), frame.get(Slot.DAYPART)
    if told is None:
        return None
    hour = told.first
    if part is not None and hour < part.last:
        hour += part.first
    return f"T{hour:02}:{told.last:02}"


def _clock(frame: Frame) -> Moment | None:
    told = hour_of(frame)
    return None if told is None else Moment(None, None, Precision.INSTANT, told, anchored=False)


def _calendar(frame: Frame, anchor: date | None, *, future: bool) -> Moment | None:
    year, months = frame.get(Slot.YEAR), frame.get(Slot.MONTHS)
    if months is not None and months.how.startswith(("relative-", "context-", "month-")):
        return _shifted(frame, months, anchor)
    if year is None:
        return _yearless(frame, anchor, future=future)
    if year.how in ("fiscal", "context") or (year.how.startswith("relative") and anchor is None):
        return _floating(frame, year)
    first, last = year.first, year.last
    if year.how.startswith("relative") and anchor is not None:
        first, last = _years_from(year, anchor.year)
    days = within(frame, first, last)
    if days is None:
        return None
    iso = f"{days[0].year}/{days[1].year}" if last > first else _iso(frame, str(first))
    if _counts(frame):
        iso = "/".join(dict.fromkeys(day.isoformat() for day in days))
    if Slot.SAME in frame:
        iso += ":same"
    return Moment(*days, Precision.SPAN if last > first else _precision(frame), iso)


def _years_from(year: Atom, now: int) -> tuple[int, int]:
    """First and last year that 去年, 今明两年 or "this decade" mean in a year."""
    if year.how == "relative-round":
        return now // year.last * year.last, now // year.last * year.last + year.last - 1
    return now + year.first, now + (year.last if year.how == "relative-both" else year.first)


def _floating(frame: Frame, year: Atom) -> Moment | None:
    """去年 without an anchor, 次年, 2026财年: the calendar year is not known here."""
    if within(frame, _ANY_YEAR) is None:
        return None
    label, joint = f"FY{year.first}", "-"
    if year.how != "fiscal":
        label, joint = f"{'context:year' if year.how == 'context' else 'year'}{year.first:+d}", ":"
    if year.how == "relative-both":
        label += f"/year{year.last:+d}"
    if year.how == "relative-round":
        label = "decade+0" if year.last == 10 else "century+0"
    precision = Precision.SPAN if year.how in ("relative-both", "relative-round") else _precision(frame)
    return Moment(None, None, precision, _iso(frame, label, joint), anchored=False)


# the first ten days: a part that is counted
_COUNT = "count:"


def _counts(frame: Frame) -> bool:
    return Slot.PART in frame and frame[Slot.PART].how.startswith(_COUNT)


def within(frame: Frame, year: int, last_year: int | None = None) -> Days | None:
    """The days that months, part and day make of a year; None where the calendar has no such days."""
    months, part, day = frame.get(Slot.MONTHS), frame.get(Slot.PART), frame.get(Slot.DAY)
    last_year = year if last_year is None else last_year
    if part is not None and _counts(frame):
        whole = years_of(year, last_year) if months is None else months_of(year, *_months(months))
        return None if whole is None else counted(whole, part.how.removeprefix(_COUNT), part.first, part.last)
    if months is None:
        if day is not None:
            return None
        return years_of(year, last_year) if part is None else _part_of_years(part, year, last_year)
    first, last = _months(months)
    if day is not None:
        start, end = day_of(year, first, day.first), day_of(year, first, max(day.first, day.last))
        return None if start is None or end is None or first != last else (start, end)
    if part is not None:
        return _part_of_months(part, year, first, last)
    return months_of(year, first, last)


def _months(months: Atom) -> tuple[int, int]:
    """First and last month; the September quarter is the three months up to September."""
    return (months.first - 2, months.last) if months.how == "quarter-ended" else (months.first, months.last)


def _part_of_years(part: Atom, first: int, last: int) -> Days | None:
    told = part_range(part.how, "year")
    if told is None:
        return None
    if last == first:
        return months_of(first, *told)
    # early, middle and late thirds of a decade or a century
    third = (last - first + 1) // 3 if last - first < 99 else 19
    if told[0] <= 3:
        return years_of(first, first + third)
    return years_of(last - third, last) if told[1] == 12 else years_of(first + third, last - third)


def _part_of_months(part: Atom, year: int, first: int, last: int) -> Days | None:
    if first == last:
        told, whole = part_range(part.how, "month"), months_of(year, first, first)
        if told is None or whole is None:
            return None
        return whole[0].replace(day=told[0]), whole[0].replace(day=min(told[1], whole[1].day))
    told = part_range(part.how, "quarter")
    if told is None or last - first not in (2, 5):
        return None
    # the first or the last month of a quarter or a half
    month = first if told[0] == 1 else last
    return months_of(year, month, month)


def _precision(frame: Frame) -> Precision:
    months, day = frame.get(Slot.MONTHS), frame.get(Slot.DAY)
    if day is not None:
        return Precision.SPAN if day.last > day.first else Precision.DAY
    part = frame.get(Slot.PART)
    if part is not None:
        return Precision.DAY if part.how == "count:day" and part.first == part.last else Precision.SPAN
    if months is None:
        return Precision.YEAR
    kinds = {
        "month": Precision.MONTH,
        "weak-month": Precision.MONTH,
        "quarter": Precision.QUARTER,
        "weak-quarter": Precision.QUARTER,
        "quarter-ended": Precision.QUARTER,
        "fiscal-quarter": Precision.QUARTER,
        "half": Precision.HALF,
    }
    return kinds.get(months.how, Precision.SPAN)


def _iso(frame: Frame, label: str, joint: str = "-") -> str:
    """The normalised form; `label` stands for the year."""
    pieces = _pieces(frame)
    if not pieces:
        return label
    years = [label] * len(pieces)
    # a winter ends in the year after
    if len(pieces) == 2 and pieces[1] < pieces[0] and label.isdecimal():
        years[1] = str(int(label) + 1)
    return "/".join(f"{year}{joint}{piece}" for year, piece in zip(years, pieces, strict=True))


def _pieces(frame: Frame) -> list[str]:
    """The part of the normalised form behind the year: one piece, two for a span."""
    months, day = frame.get(Slot.MONTHS), frame.get(Slot.DAY)
    if day is not None and months is not None:
        ends = sorted({day.first, max(day.first, day.last)})
        return [f"{months.first:02}-{end:02}" for end in ends]
    if Slot.PART in frame:
        return _part_pieces(frame)
    if months is None:
        return []
    first, last = _months(months)
    if months.how in ("quarter", "weak-quarter", "quarter-ended", "fiscal-quarter") and last % 3 == 0:
        return [f"Q{last // 3}"]
    if months.how == "half":
        return [f"H{last // 6}"]
    return [f"{(month - 1) % 12 + 1:02}" for month in ((first,) if first == last else (first, last))]


def _part_pieces(frame: Frame) -> list[str]:
    months, part, days = frame.get(Slot.MONTHS), frame[Slot.PART], within(frame, _ANY_YEAR)
    if part.how == "count:week" or (_counts(frame) and part.first < 0):
        # which days they are hangs on the year
        unit = part.how.removeprefix(_COUNT)[0].upper()
        return [f"{'' if months is None else f'{months.first:02}:'}{unit}{part.first}..{part.last}"]
    whole = months is None or months.first != months.last
    form = "%m" if whole and not _counts(frame) else "%m-%d"
    pieces = [] if days is None else [day.strftime(form) for day in days]
    return list(dict.fromkeys(pieces)) if _counts(frame) else pieces


def _yearless(frame: Frame, anchor: date | None, *, future: bool) -> Moment | None:
    """11月17日, 三季度, 17日, 年底: the year nearest the anchor."""
    if Slot.MONTHS not in frame and Slot.DAY in frame:
        return _day_only(frame, anchor, future=future)
    if Slot.MONTHS in frame and frame[Slot.MONTHS].how == "fiscal-quarter":
        return Moment(None, None, Precision.QUARTER, _iso(frame, "FY"), anchored=False)
    part = frame.get(Slot.PART)
    if part is not None and Slot.MONTHS not in frame:
        return _part_only(frame, part, anchor)
    if within(frame, _ANY_YEAR) is None:
        return None
    days = None if anchor is None else _nearest(frame, anchor, future=future)
    iso = _iso(frame, "-")
    if days is None:
        return Moment(None, None, _precision(frame), iso, anchored=False, yearless=True)
    return Moment(*days, _precision(frame), iso, yearless=True)


def _nearest(frame: Frame, anchor: date, *, future: bool) -> Days | None:
    around = (within(frame, year) for year in range(anchor.year - 4, anchor.year + 5))
    known = [days for days in around if days is not None]
    # Thursday, May 22 tells its year by the weekday
    known = [days for days in known if _on_weekday(frame, days[0])] or known
    if future:
        return next((days for days in known if days[1] >= anchor), None)
    nearest = next((days for days in reversed(known) if _told_by(days, anchor)), None)
    if nearest is None and Slot.WEEKDAY in frame:
        return min(known, key=lambda days: abs((days[0] - anchor).days), default=None)
    return nearest


def _on_weekday(frame: Frame, day: date) -> bool:
    """Whether the day falls on the weekday that stands beside the date, if one does."""
    told = frame.get(Slot.WEEKDAY)
    return told is None or told.first == day.weekday()


def _told_by(days: Days, anchor: date) -> bool:
    """Whether news of the anchor's day would speak of these days without their year."""
    start, end = days
    if (end - anchor).days <= (_DAYS_AHEAD if start == end and start.year == anchor.year else _AHEAD):
        return True
    # a period that has begun is the current one, but 前三季度 are told when they are over; 全年 is always this year
    whole_year = (start.month, end.month) == (1, 12)
    cumulative = start.month == 1 and (end - start).days > _HALF_YEAR
    return start <= anchor and (whole_year or not cumulative)


def _part_only(frame: Frame, part: Atom, anchor: date | None) -> Moment | None:
    if part_range(part.how, "year") is not None:
        days = None if anchor is None else within(frame, anchor.year)
        pieces = "/".join(f"--{piece}" for piece in _pieces(frame))
        if days is None:
            return Moment(None, None, Precision.SPAN, pieces, anchored=False, yearless=True)
        return Moment(*days, Precision.SPAN, pieces, yearless=True)
    months = Atom(Slot.MONTHS, 0, 0, 0, how="relative-month")
    return _shifted({**frame, Slot.MONTHS: months}, months, anchor)


def _day_only(frame: Frame, anchor: date | None, *, future: bool) -> Moment | None:
    day = frame[Slot.DAY]
    last = max(day.first, day.last)
    precision = Precision.DAY if last == day.first else Precision.SPAN
    iso = "/".join(f"---{number:02}" for number in sorted({day.first, last}))
    if anchor is None:
        return Moment(None, None, precision, iso, anchored=False, yearless=True)
    known = []
    # a weekday beside it may lie months away
    for shift in (0, 1, 2) if future else range(2, -12, -1) if Slot.WEEKDAY in frame else range(1, -3, -1):
        month = plus_months(anchor.replace(day=1), shift)
        start = None if month is None else day_of(month.year, month.month, day.first)
        end = None if month is None else day_of(month.year, month.month, last)
        if start is not None and end is not None and _on_weekday(frame, start):
            known.append((start, end))
    found = _nearest_day(known, frame, anchor, future=future)
    return None if found is None else Moment(*found, precision, iso, yearless=True)


def _nearest_day(known: list[Days], frame: Frame, anchor: date, *, future: bool) -> Days | None:
    """The 17th that news of the anchor's day means; a Friday the 17th is the nearest there is."""
    if future:
        return next((days for days in known if days[1] >= anchor), None)
    if Slot.WEEKDAY in frame:
        return min(known, key=lambda days: abs((days[0] - anchor).days), default=None)
    return next((days for days in known if (days[0] - anchor).days <= _DAY_AHEAD), None)


def _shifted(frame: Frame, months: Atom, anchor: date | None) -> Moment | None:
    """上月12日, 本季度, last September: months counted from the anchor."""
    rest: dict[Slot, Atom] = {slot: atom for slot, atom in frame.items() if slot is not Slot.YEAR}
    found = None if anchor is None else relative.months(months, anchor)
    if found is None:
        label = relative.label(months)
        plain = Atom(Slot.MONTHS, 0, 0, 1, 1, "month")
        tail = [piece[3:] for piece in _pieces({**rest, Slot.MONTHS: plain}) if len(piece) > 2]
        iso = "/".join(f"{label}:{piece}" for piece in tail) if tail else label
        shown = _precision({**rest, Slot.MONTHS: relative.plain(months)})
        return Moment(None, None, shown, iso, anchored=False)
    year, atom = found
    # 去年本月 is this month of last year
    told = frame.get(Slot.YEAR)
    if told is not None and anchor is not None:
        year = told.first + (anchor.year if told.how == "relative" else 0)
    return _calendar({**rest, Slot.MONTHS: atom, Slot.YEAR: Atom(Slot.YEAR, 0, 0, year, year)}, anchor, future=False)
