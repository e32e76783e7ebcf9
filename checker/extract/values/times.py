"""Dates, periods, lengths of time and ages in a text, both languages at once.

>>> from datetime import date
>>> [(v.text, v.payload.iso) for v in find_times("截至2025年6月,去年同期为23天", anchor=date(2025, 12, 1))
...     if isinstance(v.payload, DateValue)]
[('截至2025年6月', '2025-06'), ('去年同期', '2024:same')]
"""

from datetime import date, timedelta

from checker.extract.values import relative
from checker.extract.values.almanac import fiscal_to_calendar
from checker.extract.values.atoms import scan
from checker.extract.values.atoms_en_counted import REST
from checker.extract.values.statements import ended
from checker.extract.values.stretches import beside
from checker.extract.values.timespans import Around, Group, around, groups, is_span, joined, looks_ahead, moment_of
from checker.extract.values.timewords import Atom, Moment, Slot
from checker.model.record import replace
from checker.model.text import Span
from checker.model.value import DateValue, Precision, Value, ValueKind

__all__ = ["age_bands", "find_times", "fiscal_to_calendar"]


def find_times(text: str, lang: str | None = None, anchor: date | None = None) -> list[Value]:
    """Dates, lengths of time and ages in a text, in order and disjoint.

    Both languages' rules are always on: `lang` is taken for symmetry with the other finders. `anchor` is the day
    of publication, against which 昨日 or "last month" are resolved; without it they stay relative.

    >>> [(v.text, str(v.start), str(v.end)) for v in find_times("2025年第三季度")]
    [('2025年第三季度', '2025-07-01', '2025-09-30')]
    """
    del lang
    found: list[Value] = []
    reached = 0
    items = joined(text, groups(text, scan(text)))
    for before, item, behind in zip([None, *items], items, [*items[1:], None], strict=False):
        if item.start < reached:
            continue
        value = _together(text, (before, item, behind), anchor, reached)
        if value is None:
            value = _of_atom(text, item, anchor) if isinstance(item, Atom) else _of_group(text, item, anchor, reached)
        if value is not None:
            found.append(value)
            reached = value.span.end
    return found


Near = tuple[Atom | Group | None, Atom | Group, Atom | Group | None]


def _together(text: str, near: Near, anchor: date | None, floor: int) -> Value | None:
    """A length and a date that tell one time: two weeks after January 15."""
    before, item, behind = near
    made = beside(
        text, item, before, behind, lambda group: moment_of(group, anchor, future=looks_ahead(text, group.start))
    )
    if made is None or made.start < floor:
        return None
    return _dated(text, Around(made.start, made.end), made.moment, made.rule)


def age_bands(text: str) -> list[Span]:
    """Where bands of age stand (16-59岁, aged 60 and over): they say whose figure it is.

    >>> age_bands("16-59岁人口")
    [Span(start=0, end=6)]
    """
    return [
        Span(bundle[0].start, bundle[0].end)
        for bundle in scan(text)
        if bundle[0].slot is Slot.BAND and bundle[0].how == "age"
    ]


def _of_atom(text: str, atom: Atom, anchor: date | None) -> Value | None:
    """The value of an atom that is whole by itself."""
    if atom.slot is Slot.FIGURE:
        assert atom.figure is not None
        kind = ValueKind.QUANTITY if atom.how == "age" else ValueKind.DURATION
        return Value(Span(atom.start, atom.end), text[atom.start : atom.end], kind, atom.figure, found_by=atom.rule)
    if atom.slot is Slot.VAGUE:
        return _dated(text, Around(atom.start, atom.end), _vague(text, atom), atom.rule)
    if atom.slot is Slot.PAST:
        return _dated(text, Around(atom.start, atom.end), relative.past(atom, anchor), atom.rule)
    if atom.slot is Slot.AGO:
        return _dated(text, Around(atom.start, atom.end), relative.ago(atom, anchor), atom.rule)
    return None


def _vague(text: str, atom: Atom) -> Moment:
    word = text[atom.start : atom.end].lower()
    return Moment(None, None, Precision.VAGUE, f"vague:{word}", anchored=False)


def _of_group(text: str, group: Group, anchor: date | None, floor: int) -> Value | None:
    moment = moment_of(group, anchor, future=looks_ahead(text, group.start))
    if moment is None:
        return None
    end = group.end
    # 11月17日(周一): the bracket is closed
    if text[end : end + 1] in (")", "）") and ("(" in text[group.start : end] or "（" in text[group.start : end]):
        group.end = end + 1
    where = around(text, group, floor)
    if is_span(group) and where.before:
        # 2020至2025年前 keeps its beginning
        where = replace(where, before=False)
    zone = group.frame.get(Slot.ZONE)
    rule = next(iter(group.frame.values())).rule
    where, moment = ended(text, where, moment, floor)
    moment = _so_far(moment, "later" if rule == REST else where.hedge, anchor)
    return _dated(text, where, moment, rule, zone=None if zone is None else text[zone.start : zone.end])


def _so_far(moment: Moment, hedge: str | None, anchor: date | None) -> Moment:
    """Earlier this year ends today, later this year begins today."""
    if hedge is None or anchor is None or moment.start is None or moment.end is None:
        return moment
    if not moment.start <= anchor <= moment.end:
        return moment
    if hedge.startswith("earlier"):
        return replace(moment, end=anchor, precision=Precision.SPAN)
    return replace(moment, start=anchor, precision=Precision.SPAN) if hedge.startswith(_LEFT) else moment


# later this year, the rest of 2025: what is left of it
_LEFT = ("later", "rest", "the rest", "remainder", "the remainder")


def _dated(text: str, where: Around, moment: Moment, rule: str, zone: str | None = None) -> Value:
    start, end = _open_ends(where, moment)
    written = text[where.start : where.end]
    payload = DateValue(
        start,
        end,
        moment.precision,
        written,
        moment.iso,
        anchored=moment.anchored,
        as_of=where.as_of,
        yearless=moment.yearless,
        hedge=where.hedge or zone,
    )
    return Value(Span(where.start, where.end), written, ValueKind.DATE, payload, found_by=rule)


def _open_ends(where: Around, moment: Moment) -> tuple[date | None, date | None]:
    """Since opens the end, before the start; English "before" and "after" leave the day itself out."""
    start, end = moment.start, moment.end
    if where.since:
        return start, None
    if where.before:
        english = where.hedge is not None and where.hedge.isascii()
        # before the end of the year is up to its end, "before 2025" stops short of it
        short_of = english and start is not None and where.hedge != "until" and moment.precision is not Precision.SPAN
        return None, start - timedelta(days=1) if short_of and start is not None else end
    if where.after:
        return (end + timedelta(days=1) if end is not None and where.hedge in ("after", "later than") else start), None
    return start, end
