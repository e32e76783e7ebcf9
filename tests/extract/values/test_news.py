"""Expressions of the news, as a file holds them, against what a careful reader takes from them."""

import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import checker
from checker.model import Value

CASES = Path(__file__).parents[2] / "cases" / "values"
FILES = {"zh": "news_zh.toml", "en": "news_en.toml"}
# how many there are at least, and how many of them must pass
ENOUGH = {"zh": 200, "en": 100}
SHARE = 0.97


def _loaded(lang: str) -> dict[str, Any]:
    return tomllib.loads((CASES / FILES[lang]).read_text(encoding="utf-8"))


def _cases() -> list[Any]:
    made = []
    for lang in FILES:
        told = _loaded(lang)
        for case in told["case"]:
            marks = [pytest.mark.xfail(reason=case["xfail"], strict=True)] if "xfail" in case else []
            made.append(pytest.param(case, date.fromisoformat(told["anchor"]), id=case["text"], marks=marks))
    return made


def _shown(value: Value) -> dict[str, object]:
    """A value as the case files write it."""
    ends = {"low": value.low, "high": value.high, "start": value.start, "end": value.end, "unit": value.unit}
    told = {name: end for name, end in ends.items() if end is not None}
    return {"text": value.text, "kind": value.kind.value, "direction": str(value.direction or "none")} | told


def _wanted(told: dict[str, str], found: dict[str, object]) -> dict[str, object]:
    """A case's value; a direction that it does not tell is no matter."""
    numbers = {name: Decimal(told[name]) for name in ("low", "high") if name in told}
    days = {name: date.fromisoformat(told[name]) for name in ("start", "end") if name in told}
    return {"direction": found["direction"]} | told | numbers | days


@pytest.mark.parametrize(("case", "anchor"), _cases())
def test_a_case(case: dict[str, Any], anchor: date) -> None:
    found = [_shown(value) for value in checker.values(case["text"], anchor=anchor)]
    assert len(found) == len(case["values"]), found
    assert found == [_wanted(told, one) for told, one in zip(case["values"], found, strict=True)]


@pytest.mark.parametrize("lang", FILES)
def test_nearly_all_pass(lang: str) -> None:
    cases = _loaded(lang)["case"]
    assert len({case["text"] for case in cases}) >= ENOUGH[lang]
    assert sum("xfail" not in case for case in cases) >= SHARE * len(cases)
