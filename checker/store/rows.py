"""Claims and judgements as rows of strings and whole numbers, and back; what several share stands once, in tables."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import starmap
from operator import attrgetter
from typing import Any

from checker.model import (
    Attribute,
    Bound,
    Claim,
    DateValue,
    Entity,
    Judgement,
    Modality,
    NameValue,
    Pair,
    Period,
    PeriodKind,
    Precision,
    Quantity,
    Span,
    ValueKind,
    Verdict,
    Wording,
)

_Value = Quantity | DateValue | NameValue

# a claim's fields, and how each crosses: as it is, or by its number in a table
_AS_IT_IS = ("id", "span.start", "span.end", "sentence.start", "sentence.end", "at", "revises", "withdrawn")
_STRINGS = ("document", "quote", "kind", "modality", "attribution", "found_by", "story")
_LISTS = ("derived_from", "trace")
_OTHERS = ("context", "scope", "told", "entity", "attribute", "period", "wording", "value", "replaces")
_of_claim = attrgetter(*_AS_IT_IS, *_STRINGS, *_LISTS, *_OTHERS)
_of_entity = attrgetter("name", "surface", "family", "inherited")
_of_attribute = attrgetter("name", "family", "known", "functional", "qualifiers", "change", "inherited")
_of_period = attrgetter("start", "end", "kind", "text", "explicit", "hour", "iso")
_of_wording = attrgetter("beside", "clause", "sentence", "names", "places", "times", "dated")

_KIND = {str(each): each for each in ValueKind}
_MODALITY = {str(each): each for each in Modality}
_PERIOD = {str(each): each for each in PeriodKind}
_BOUND = {str(each): each for each in Bound}
_PRECISION = {str(each): each for each in Precision}
_VERDICT = {str(each): each for each in Verdict}


class _Table(dict[Any, int]):
    """Numbers things as they come: what is asked for again has the number that it had."""

    __slots__ = ()

    def __missing__(self, key: Any) -> int:
        self[key] = at = len(self)
        return at

    def of(self, column: Iterable[Any]) -> list[int]:
        """The numbers of the things in a column."""
        return list(map(self.__getitem__, column))


class Packing:
    """Gathers claims and judgements as rows that point into `tables`; a sentence of `text` is told by its place."""

    def __init__(self, text: str = "") -> None:
        self._text = text
        self._strings = _Table()
        self._sentences = _Table()
        self._lists = _Table()
        self._sets = _Table()
        self._entities = _Table()
        self._attributes = _Table()
        self._periods = _Table()
        self._wordings = _Table()

    def claims(self, claims: Iterable[Claim]) -> list[list[Any]]:
        """The claims by columns."""
        columns: list[Any] = list(zip(*map(_of_claim, claims), strict=True))
        if not columns:
            return []
        lists_at = len(_AS_IT_IS) + len(_STRINGS)
        others_at = lists_at + len(_LISTS)
        context, scope, told, entity, attribute, period, wording, value, replaces = columns[others_at:]
        return [
            *columns[: len(_AS_IT_IS)],
            *(self._strings.of(column) for column in columns[len(_AS_IT_IS) : lists_at]),
            *(self._lists.of(column) for column in columns[lists_at:others_at]),
            self._sentences.of(context),
            self._sets.of(scope),
            list(map(_day, told)),
            self._entities.of(map(_of_entity, entity)),
            self._attributes.of(map(_of_attribute, attribute)),
            [None if each is None else self._periods[_of_period(each)] for each in period],
            self._wordings.of(map(_of_wording, wording)),
            list(map(_value_row, value)),
            [None if each is None else _value_row(each) for each in replaces],
        ]

    def judgements(self, judgements: Iterable[Judgement], place: Mapping[str, int]) -> list[list[Any]]:
        """The judgements as rows; their claims are told by their `place` among those that were gathered."""
        strings = self._strings
        return [
            [
                place[judgement.pair.left.id],
                place[judgement.pair.right.id],
                strings[judgement.rule],
                strings[judgement.verdict],
                strings[judgement.because],
                strings[judgement.pair.level],
                judgement.pair.same_origin,
                judgement.pair.one_sentence,
                judgement.pair.copies,
                judgement.pair.weighed,
            ]
            for judgement in judgements
        ]

    def tables(self) -> list[list[Any]]:
        """What the rows point to."""
        strings, sets = self._strings, self._sets
        wordings = [[sets[each] for each in row] for row in self._wordings]
        attributes = [[*row[:4], sets[row[4]], *row[5:]] for row in self._attributes]
        return [
            [strings.of(sorted(each)) for each in sets],
            [strings.of(each) for each in self._lists],
            list(strings),
            list(map(self._placed, self._sentences)),
            list(self._entities),
            attributes,
            [[_day(start), _day(end), *row] for start, end, *row in self._periods],
            wordings,
        ]

    def _placed(self, sentence: str) -> str | list[int]:
        at = self._text.find(sentence)
        return sentence if at < 0 else [at, at + len(sentence)]


class Unpacking:
    """Makes claims and judgements of the rows that `Packing` gathered, with its `tables` and the same `text`."""

    def __init__(self, tables: Sequence[Any], text: str = "") -> None:
        sets, lists, strings, sentences, entities, attributes, periods, wordings = tables
        named = strings.__getitem__
        self._strings = strings
        self._sets = made = [frozenset(map(named, row)) for row in sets]
        self._lists = [tuple(map(named, row)) for row in lists]
        self._sentences = [each if isinstance(each, str) else text[each[0] : each[1]] for each in sentences]
        self._entities = list(starmap(Entity, entities))
        self._attributes = [
            Attribute(name, family, known, functional, made[at], *told)
            for name, family, known, functional, at, *told in attributes
        ]
        self._periods = [
            Period(_of_day(start), _of_day(end), _PERIOD[kind], *row) for start, end, kind, *row in periods
        ]
        self._wordings = [Wording(*map(made.__getitem__, row)) for row in wordings]

    def claims(self, columns: Sequence[Sequence[Any]]) -> tuple[Claim, ...]:
        """The claims of `columns`."""
        if not columns:
            return ()
        ids, start, end, first, last, at, revises, withdrawn, *others = columns
        document, quote, kind, modality, attribution, found_by, story = (
            map(self._strings.__getitem__, column) for column in others[: len(_STRINGS)]
        )
        derived, trace, context, scope, told, entity, attribute, period, wording, value, replaces = others[
            len(_STRINGS) :
        ]
        return tuple(
            map(
                Claim,
                ids,
                document,
                map(Span, start, end),
                quote,
                map(_KIND.__getitem__, kind),
                map(self._entities.__getitem__, entity),
                map(self._attributes.__getitem__, attribute),
                starmap(_value, value),
                (None if each is None else self._periods[each] for each in period),
                map(self._sets.__getitem__, scope),
                map(_MODALITY.__getitem__, modality),
                attribution,
                found_by,
                map(self._lists.__getitem__, derived),
                map(Span, first, last),
                map(_of_day, told),
                story,
                revises,
                (None if each is None else _quantity(*each) for each in replaces),
                withdrawn,
                map(self._sentences.__getitem__, context),
                at,
                map(self._wordings.__getitem__, wording),
                map(self._lists.__getitem__, trace),
            )
        )

    def judgements(
        self, rows: Iterable[Sequence[Any]], claims: Sequence[Claim] | Mapping[int, Claim]
    ) -> tuple[Judgement, ...]:
        """The judgements of `rows`, about `claims` by their places."""
        strings = self._strings
        return tuple(
            Judgement(
                strings[rule],
                _VERDICT[strings[verdict]],
                Pair(claims[left], claims[right], strings[level], *how),
                strings[because],
            )
            for left, right, rule, verdict, because, level, *how in rows
        )


def _day(day: date | None) -> int | None:
    return None if day is None else day.toordinal()


def _of_day(day: int | None) -> date | None:
    return None if day is None else date.fromordinal(day)


def _digits(figure: Decimal | None) -> str | None:
    return None if figure is None else str(figure)


def _figure(digits: str | None) -> Decimal | None:
    return None if digits is None else Decimal(digits)


def _value_row(value: _Value) -> tuple[Any, ...]:
    """A value as a row, as long as its kind tells."""
    if isinstance(value, Quantity):
        return (
            _digits(value.low),
            _digits(value.high),
            value.unit,
            value.written,
            _digits(value.value),
            value.hedge,
            value.bound,
            value.open_top,
        )
    if isinstance(value, DateValue):
        return (
            _day(value.start),
            _day(value.end),
            value.precision,
            value.written,
            value.iso,
            value.anchored,
            value.as_of,
            value.yearless,
            value.hedge,
        )
    return value.name, value.written


def _value(*row: Any) -> _Value:
    """The value that `_value_row` made the row of."""
    if len(row) == 8:
        return _quantity(*row)
    if len(row) == 2:
        return NameValue(*row)
    start, end, precision, *told = row
    return DateValue(_of_day(start), _of_day(end), _PRECISION[precision], *told)


def _quantity(*row: Any) -> Quantity:
    low, high, unit, written, value, hedge, bound, open_top = row
    return Quantity(_figure(low), _figure(high), unit, written, _figure(value), hedge, _BOUND[bound], open_top)
