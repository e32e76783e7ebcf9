"""Figures in running text: what is found, and what is left alone."""

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest

from checker.extract.values.numbers import find_numbers
from checker.model.value import Quantity, Value

CASES = Path(__file__).parents[2] / "cases" / "values"


@dataclass(frozen=True, slots=True)
class Wanted:
    """One value as its case tells it."""

    text: str
    kind: str
    low: str | None = None
    high: str | None = None
    unit: str | None = None
    direction: str | None = None


def cases() -> list[tuple[str, tuple[Wanted, ...]]]:
    """Each text with the values that it holds."""
    return [
        (case["text"], tuple(Wanted(**value) for value in case["values"]))
        for file in sorted(CASES.glob("numbers_*.toml"))
        for case in tomllib.loads(file.read_text(encoding="utf-8"))["case"]
    ]


def shown(value: Value) -> Wanted:
    """A value found, in the words of a case."""
    return Wanted(value.text, str(value.kind), plain(value.low), plain(value.high), value.unit, value.direction)


def plain(number: Decimal | None) -> str | None:
    """A number without trailing zeros."""
    if number is None:
        return None
    digits = format(number, "f")
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def trimmed(value: Wanted) -> Wanted:
    """A case's value, its ends without trailing zeros."""
    ends = [None if end is None else plain(Decimal(end)) for end in (value.low, value.high)]
    return Wanted(value.text, value.kind, ends[0], ends[1], value.unit, value.direction)


@pytest.mark.parametrize(("text", "wanted"), cases())
def test_case(text: str, wanted: tuple[Wanted, ...]) -> None:
    assert [shown(value) for value in find_numbers(text)] == [trimmed(value) for value in wanted]


def test_there_are_enough_cases() -> None:
    assert len(cases()) >= 300


def test_spans_stand_in_the_text() -> None:
    text = "营收约135亿元,同比下降85%;up 12% to $5bn"
    assert [text[v.span.start : v.span.end] for v in find_numbers(text)] == [v.text for v in find_numbers(text)]


def payload(text: str) -> Quantity:
    (value,) = find_numbers(text)
    assert isinstance(value.payload, Quantity)
    return value.payload


@pytest.mark.parametrize(
    ("text", "value", "hedge", "bound", "open_top"),
    [
        ("突破了3000万", "30000000", "突破", "at_least", False),
        ("约360亿上下", "36000000000", "约", "about", False),
        ("不足100人", "100", "不足", "at_most", True),
        ("不超过100人", "100", "不超过", "at_most", False),
        ("近100人", "100", "近", "nearly", False),
        ("5000万量级", "50000000", "量级", "level", False),
        ("60多亿", "6000000000", "多", "more", True),
        ("数百万人", None, "数", "range", False),
        ("6-9万元", None, None, "range", False),
        ("上亿", "100000000", "上", "at_least", False),
        ("5.1%", "5.1", None, "exact", True),
        ("18层", "18", None, "exact", False),
        ("more than $20 billion", "20000000000", "more than", "at_least", False),
        ("下降5.1%", "-5.1", None, "exact", True),
        ("下降9%", "-9", None, "exact", False),
    ],
)
def test_what_the_words_make_of_a_figure(
    text: str,
    value: str | None,
    hedge: str | None,
    bound: str,
    open_top: bool,  # noqa: FBT001
) -> None:
    found = payload(text)
    assert (None if found.value is None else plain(found.value)) == value
    assert (found.hedge, str(found.bound), found.open_top) == (hedge, bound, open_top)
    assert found.written in text


def test_neighbours_never_touch() -> None:
    assert not payload("5.1%").meets(payload("5.2%"))
    assert not payload("下降5.1%").meets(payload("下降5.2%"))
    assert payload("超过5亿").meets(payload("7亿"))
