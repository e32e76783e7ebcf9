import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from checker.extract.values.almanac import fiscal_to_calendar
from checker.extract.values.times import age_bands, find_times
from checker.model.text import Span
from checker.model.value import DateValue, Value, ValueKind

CASES = Path(__file__).parents[2] / "cases" / "values"


def _cases() -> list[Any]:
    made = []
    for path in sorted(CASES.glob("times_*.toml")):
        for at, case in enumerate(tomllib.loads(path.read_text(encoding="utf-8"))["case"]):
            made.append(pytest.param(case, id=f"{path.stem}-{at}-{case['input']}"))
    return made


def _shown(value: Value) -> dict[str, object]:
    """A value as the case files write it."""
    shown: dict[str, object] = {"text": value.text, "kind": value.kind.value}
    if isinstance(value.payload, DateValue):
        told = value.payload
        shown |= {"iso": told.iso, "precision": told.precision.value, "as_of": told.as_of}
        ends = {"start": told.start, "end": told.end}
        return shown | {name: day.isoformat() for name, day in ends.items() if day is not None}
    ends_ = {"low": value.low, "high": value.high}
    return shown | {"unit": value.unit} | {name: number for name, number in ends_.items() if number is not None}


def _wanted(told: dict[str, Any]) -> dict[str, object]:
    numbers = {name: Decimal(told[name]) for name in ("low", "high") if name in told}
    return ({"as_of": False} if told["kind"] == "date" else {}) | told | numbers


@pytest.mark.parametrize("case", _cases())
def test_a_case(case: dict[str, Any]) -> None:
    anchor = date.fromisoformat(case["anchor"]) if "anchor" in case else None
    assert [_shown(value) for value in find_times(case["input"], anchor=anchor)] == list(map(_wanted, case["expected"]))


def test_there_are_cases_enough() -> None:
    assert len(_cases()) >= 200


def test_spans_are_of_the_text_searched() -> None:
    text = "自2023年以来,去年12月3日晚7点,23天内"
    for value in find_times(text, anchor=date(2025, 12, 10)):
        assert text[value.span.start : value.span.end] == value.text


def test_a_date_without_a_year_says_so() -> None:
    [value] = find_times("11月17日", anchor=date(2025, 12, 10))
    assert isinstance(value.payload, DateValue)
    assert value.payload.yearless
    assert value.payload.anchored


@pytest.mark.parametrize(("text", "anchor"), [("昨日", None), ("last four hours", date(2025, 12, 10))])
def test_what_no_day_is_known_of_is_not_anchored(text: str, anchor: date | None) -> None:
    [value] = find_times(text, anchor=anchor)
    assert isinstance(value.payload, DateValue)
    assert not value.payload.anchored


def test_the_zone_is_kept() -> None:
    [value] = find_times("北京时间11月17日")
    assert isinstance(value.payload, DateValue)
    assert value.payload.hedge == "北京时间"


def test_an_age_is_a_quantity_and_a_band_is_none() -> None:
    text = "60岁及以上人口中,张三21岁"
    assert age_bands(text) == [Span(0, 6)]
    assert [value.kind for value in find_times(text)] == [ValueKind.QUANTITY]


@pytest.mark.parametrize(
    ("iso", "first_month", "days"),
    [
        ("FY2026-Q2", 4, (date(2025, 7, 1), date(2025, 9, 30))),
        ("FY2026-Q4", 4, (date(2026, 1, 1), date(2026, 3, 31))),
        ("FY2026", 4, (date(2025, 4, 1), date(2026, 3, 31))),
        ("FY2025-H2", 1, (date(2025, 7, 1), date(2025, 12, 31))),
        ("FY2025-H1", 10, (date(2024, 10, 1), date(2025, 3, 31))),
        ("2025-Q3", 4, None),
        ("FY2026-H3", 4, None),
        ("FY2026", 13, None),
    ],
)
def test_fiscal_years_lie_over_the_calendar(iso: str, first_month: int, days: tuple[date, date] | None) -> None:
    assert fiscal_to_calendar(iso, first_month) == days


def test_no_value_runs_over_the_end_of_a_line() -> None:
    text = "2025年11月\n17日\n2025-11-17 08:12\n昨晚7点,three\nyears\n近\n三年 截至\n2025年"
    assert not [value.text for value in find_times(text) if "\n" in value.text]
