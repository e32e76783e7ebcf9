"""Times that hang on the day of publication: 昨日, 上周三, last month, 一周前, the past year."""

from collections.abc import Mapping
from datetime import date

from checker.extract.values.almanac import months_of, plus_days, plus_months, week_of, years_of
from checker.extract.values.timewords import Atom, Moment, Slot
from checker.model.record import replace
from checker.model.value import Precision, Quantity

_WEEKEND = 7


def day(atom: Atom, anchor: date | None) -> Moment:
    """昨日, today; 次日 hangs on something told before and stays open.

    >>> day(Atom(Slot.DAY, 0, 2, -1, how="relative"), date(2025, 12, 1)).iso
    '2025-11-30'
    """
    if anchor is None or atom.how == "context":
        label = f"{'context:' if atom.how == 'context' else ''}day{atom.first:+d}"
        return Moment(None, None, Precision.DAY, label, anchored=False)
    found = plus_days(anchor, atom.first)
    return Moment(found, found, Precision.DAY, "" if found is None else found.isoformat())


def week(frame: Mapping[Slot, Atom], anchor: date | None, *, future: bool) -> Moment:
    """上周, 下周三, Thursday, last Friday, this weekend."""
    told, on = frame.get(Slot.WEEK), frame.get(Slot.WEEKDAY)
    if anchor is None:
        name = "" if on is None else "weekend" if on.first == _WEEKEND else str(on.first + 1)
        label = "weekday" if told is None else f"week{told.first:+d}"
        if on is not None and on.how == "count":
            label += f"{on.last:+d}"
        precision = Precision.SPAN if on is None or on.first == _WEEKEND else Precision.DAY
        return Moment(None, None, precision, f"{label}:{name}" if name else label, anchored=False)
    if on is not None and told is None and on.first != _WEEKEND:
        return _weekday(on, anchor, future=future)
    days = week_of(anchor, 0 if told is None else told.first)
    if days is None:
        return Moment(None, None, Precision.SPAN, "week", anchored=False)
    if on is None:
        return Moment(*days, Precision.SPAN, f"{days[0].isoformat()}/{days[1].isoformat()}")
    if on.first == _WEEKEND:
        # the weekend without further words is the last one begun
        back = 0 if told is not None or future or anchor.weekday() >= 5 else -7
        days = (days[0], plus_days(days[1], back) or days[1])
        saturday = plus_days(days[1], -1) or days[1]
        return Moment(saturday, days[1], Precision.SPAN, f"{saturday.isoformat()}/{days[1].isoformat()}")
    return _on(plus_days(days[0], on.first))


def _on(found: date | None) -> Moment:
    return Moment(found, found, Precision.DAY, "" if found is None else found.isoformat(), anchored=found is not None)


def _weekday(on: Atom, anchor: date, *, future: bool) -> Moment:
    """The weekday nearest the anchor: news speaks of the last one unless it says otherwise."""
    back = (anchor.weekday() - on.first) % 7
    if on.how == "count":
        # two Sundays from now: today is not one of them
        near = 7 - back if on.last > 0 else back or 7
        return _on(plus_days(anchor, near + 7 * (on.last - 1) if on.last > 0 else 7 * (on.last + 1) - near))
    if on.how in ("last", "past", "previous"):
        return _on(plus_days(anchor, -(back or 7)))
    if on.how in ("coming", "upcoming", "following"):
        return _on(plus_days(anchor, (7 - back) % 7 or 7))
    if on.how == "next":
        monday = plus_days(anchor, -anchor.weekday())
        return _on(None if monday is None else plus_days(monday, 7 + on.first))
    if on.how == "this":
        return _on(plus_days(anchor, on.first - anchor.weekday()))
    return _on(plus_days(anchor, -back if not future else (7 - back) % 7))


def months(atom: Atom, anchor: date) -> tuple[int, Atom] | None:
    """Year and months that 上月, 本季度 or "last September" mean; None where they hang on something else.

    >>> year, atom = months(Atom(Slot.MONTHS, 0, 2, -1, how="relative-quarter"), date(2025, 2, 3))
    >>> year, atom.first, atom.last
    (2024, 10, 12)
    """
    if atom.how.startswith("month-"):
        return _pointed(atom, anchor)
    length = {"relative-month": 1, "relative-quarter": 3, "relative-half": 6}.get(atom.how)
    if length is None:
        return None
    first = (anchor.month - 1) // length * length + 1
    start = plus_months(anchor.replace(day=1), first - anchor.month + atom.first * length)
    if start is None:
        return None
    return start.year, replace(plain(atom), first=start.month, last=start.month + length - 1)


def _pointed(atom: Atom, anchor: date) -> tuple[int, Atom]:
    year = anchor.year
    if atom.how == "month-last" and atom.first >= anchor.month:
        year -= 1
    if atom.how == "month-next" and atom.first <= anchor.month:
        year += 1
    return year, replace(atom, how="month")


def plain(atom: Atom) -> Atom:
    """The same months without the way they are counted, so that their precision shows."""
    kind = atom.how.rpartition("-")[2]
    return replace(atom, how=kind if kind in ("quarter", "half") else "month")


def label(atom: Atom) -> str:
    """The symbolic form of months that cannot be placed: "month-1", "context:quarter+0", "month-last:09"."""
    if atom.how.startswith("month-"):
        return f"{atom.how}:{atom.first:02}"
    way, _, unit = atom.how.partition("-")
    return f"{'context:' if way == 'context' else ''}{unit}{atom.first:+d}"


def ago(atom: Atom, anchor: date | None) -> Moment:
    """一周前, 三个月后, three years ago: as exact as the unit allows."""
    figure = atom.figure
    assert figure is not None
    sign = -1 if atom.how == "before" else 1
    unit = figure.unit or "day"
    low, high = _ends(figure)
    # 十多天前 and 近20年前 are no one day
    vague = "~" if low != high or figure.value is None else ""
    label = f"{unit}{sign * high:+d}{vague}"
    if anchor is None:
        exact = unit in ("day", "week") and not vague
        return Moment(None, None, Precision.DAY if exact else Precision.VAGUE, label, anchored=False)
    if atom.first and atom.last and not vague:
        # a month and three days ago is a day
        begun = plus_months(anchor, sign * atom.first)
        return _on(None if begun is None else plus_days(begun, sign * atom.last))
    near, far = _moved(anchor, unit, sign * low), _moved(anchor, unit, sign * high)
    if near is None or far is None:
        return Moment(None, None, Precision.VAGUE, label, anchored=False)
    start, end = min(near, far), max(near, far)
    if unit in ("day", "week"):
        precision = Precision.VAGUE if vague else Precision.DAY
        return Moment(start, end, precision, label if vague else start.isoformat())
    return _rounded(start, end, unit, label, vague=bool(vague))


def _rounded(start: date, end: date, unit: str, label: str, *, vague: bool) -> Moment:
    """Three years ago is somewhere in that year, three months ago in that month."""
    if unit == "year":
        days, iso = years_of(start.year, end.year), str(start.year)
    else:
        first, last = months_of(start.year, start.month, start.month), months_of(end.year, end.month, end.month)
        days = None if first is None or last is None else (first[0], last[1])
        iso = f"{start.year}-{start.month:02}"
    if days is None:
        return Moment(None, None, Precision.VAGUE, label, anchored=False)
    return Moment(*days, Precision.VAGUE, label if vague else iso)


def _ends(figure: Quantity) -> tuple[int, int]:
    """The whole numbers between which a figure lies; an open end counts as the other."""
    low = figure.low if figure.low is not None else figure.high
    high = figure.high if figure.high is not None else figure.low
    assert low is not None
    assert high is not None
    # nobody counts beyond the years we know
    return int(low), int(high)


def _moved(anchor: date, unit: str, by: int) -> date | None:
    if unit in ("day", "week"):
        return plus_days(anchor, by * (7 if unit == "week" else 1))
    if unit in ("month", "year"):
        # plus_months counts on integers and gives None beyond its years
        return plus_months(anchor, by * (12 if unit == "year" else 1))
    return None


def past(atom: Atom, anchor: date | None) -> Moment:
    """The past year, 过去三年, 未来两天: from or up to the anchor."""
    figure = atom.figure
    assert figure is not None
    unit, (low, high) = figure.unit or "day", _ends(figure)
    label = f"{atom.how}:{high}{unit}{'~' if low != high else ''}"
    if anchor is None:
        return Moment(None, None, Precision.SPAN, label, anchored=False)
    far = _moved(anchor, unit, high if atom.how == "next" else -high)
    if far is None:
        return Moment(None, None, Precision.VAGUE, label, anchored=False)
    tomorrow = plus_days(anchor, 1) or anchor
    start, end = (min(tomorrow, far), far) if atom.how == "next" else (far, anchor)
    # 最近两三年 has no one beginning
    iso = f"{start.isoformat()}/{end.isoformat()}" if low == high else label
    return Moment(start, end, Precision.SPAN, iso)
