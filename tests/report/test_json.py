import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import jsonschema
import pytest

from checker.engine.run import Run
from checker.report import json_
from tests.conftest import Snapshot
from tests.report.sample import TEXTS, sample

SCHEMA = json.loads((Path(__file__).parents[1] / "report.schema.json").read_text(encoding="utf-8"))
REPORT = json.loads(json_.render(sample()))


def test_the_report_is_valid() -> None:
    checker = jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.FormatChecker())
    assert [error.message for error in checker.iter_errors(REPORT)] == []


def test_snapshot(snapshot: Snapshot) -> None:
    snapshot("report.json", json_.render(sample()))


def test_the_plain_objects_are_what_the_text_says() -> None:
    assert json.loads(json.dumps(Run.of_run(sample()).to_dict())) == REPORT


@pytest.mark.parametrize("claim", REPORT["claims"], ids=lambda claim: claim["id"])
def test_the_evidence_is_found_in_the_file(claim: dict) -> None:
    source = next(source for source in REPORT["sources"] if source["id"] == claim["source"])
    raw, evidence = TEXTS[source["path"]], claim["evidence"]
    assert raw[evidence["start"] : evidence["end"]] == evidence["quote"]
    around = evidence["prefix"] + evidence["quote"] + evidence["suffix"]
    assert around in raw
    assert len(evidence["prefix"]) <= 30
    assert len(evidence["suffix"]) <= 30
    assert not set("\r\n") & set(evidence["prefix"] + evidence["suffix"])
    lines = raw.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert lines[evidence["line"] - 1][evidence["column"] - 1 :].startswith(evidence["quote"])


def test_figures_keep_their_digits() -> None:
    huge = Decimal("123456789012345678901234567890.125")
    assert json_.dumps([huge, Decimal("5.10"), Decimal("1E+3"), Decimal("-0.0")]) == (
        "[\n 123456789012345678901234567890.125,\n 5.1,\n 1000,\n 0\n]\n"
    )


def test_a_name_that_is_no_text_stays_json() -> None:
    written = json_.dumps({"path": "a\udcff"}).encode(errors="backslashreplace")
    assert json.loads(written) == {"path": "a\udcff"}


@pytest.mark.parametrize(
    ("iso", "start", "end", "told"),
    [
        ("2025-11-17", date(2025, 11, 17), date(2025, 11, 17), "2025-11-17"),
        ("--11-17", date(2025, 11, 17), date(2025, 11, 17), "--11-17"),
        ("2025-Q3", date(2025, 7, 1), date(2025, 9, 30), "2025-Q3"),
        # what extraction calls a day that only the words around it tell is no date to anybody else
        ("context:day+1", None, None, None),
        ("month+1~", date(2025, 12, 1), date(2026, 1, 31), None),
        ("weekday:1", date(2025, 11, 17), date(2025, 11, 17), "2025-11-17"),
    ],
)
def test_a_date_is_iso_or_null(iso: str, start: date | None, end: date | None, told: str | None) -> None:
    claim = next(claim for claim in sample().claims if claim.kind == "date")
    value = replace(claim.value, iso=iso, start=start, end=end)
    report = json.loads(json_.render(replace(sample(), claims=(replace(claim, value=value),), findings=())))
    [found] = report["claims"]
    assert found["value"] == told
    assert (found["low"], found["high"]) == (start and start.isoformat(), end and end.isoformat())
