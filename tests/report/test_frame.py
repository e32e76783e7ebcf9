"""The tables for pandas have the same typed columns whatever a run found."""

import inspect
import io
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pandas as pd
import pytest

from checker.engine.run import Run
from checker.errors import SettingsError
from checker.model import Quantity
from checker.report import frame, table
from tests.report.sample import sample

RUN = Run.of_run(sample())
NOTHING = Run((), (), ())


@pytest.mark.parametrize("of", frame.COLUMNS)
def test_a_run_that_found_nothing_has_the_same_columns(of: str) -> None:
    full, empty = RUN.to_dataframe(of), NOTHING.to_dataframe(of)
    assert len(full) > 0
    assert len(empty) == 0
    assert full.dtypes.to_dict() == empty.dtypes.to_dict()
    assert type(full.index) is type(empty.index) is pd.RangeIndex
    pd.testing.assert_frame_equal(full.iloc[:0], empty)
    assert len(pd.concat([full, empty])) == len(full)
    assert (pd.concat([full, full]).dtypes == full.dtypes).all()


@pytest.mark.parametrize(
    ("of", "types"),
    [
        (
            "conflicts",
            {"severity": "category", "left_line": "Int64", "right_value": "Float64", "same_origin": "boolean"},
        ),
        ("claims", {"kind": "category", "modality": "category", "first_day": "datetime64[s]", "derived": "boolean"}),
        ("findings", {"verdict": "category", "origins": "Int64", "claims": "Int64", "values": "string"}),
        ("sources", {"published": "datetime64[s]", "language": "category", "copy": "boolean", "claims": "Int64"}),
    ],
)
def test_types(of: str, types: dict[str, str]) -> None:
    found = RUN.to_dataframe(of).dtypes
    assert {name: str(found[name]) for name in types} == types
    # nothing is left to be guessed from what happens to stand in the cells
    assert set(map(str, found)) <= {"string", "Int64", "Float64", "boolean", "category", "datetime64[s]"}


@pytest.mark.parametrize("of", frame.COLUMNS)
def test_every_column_is_documented(of: str) -> None:
    text = inspect.getdoc(Run.to_dataframe)
    part = text[text.index(f'`"{of}"`, a row') :]
    for column in frame.COLUMNS[of]:
        name = column.removeprefix("left_").removeprefix("right_")
        assert f"`{name}`" in (part if of != "conflicts" else part.partition('`"claims"`')[0]), column


def test_the_columns_of_the_csv_come_first() -> None:
    assert tuple(RUN.to_dataframe())[: len(table.CONFLICT_COLUMNS)] == table.CONFLICT_COLUMNS
    assert tuple(RUN.to_dataframe("claims"))[: len(table.CLAIM_COLUMNS)] == table.CLAIM_COLUMNS
    read = pd.read_csv(io.BytesIO(RUN.render(".csv").encode()), encoding="utf-8-sig", dtype=str)
    found = RUN.to_dataframe()
    for column in ("finding", "left_file", "right_quote", "message"):
        assert found[column].tolist() == read[column].tolist()


def test_figures_dates_and_names_each_have_their_column() -> None:
    claims = RUN.to_dataframe("claims").set_index("claim")
    figure, open_top, day, name = (claims.loc[claim] for claim in ("a1", "c2", "c1", "c4"))
    assert (figure.value, figure.low, figure.high, figure.value_text) == (1.2e8, 1.15e8, 1.25e8, "120000000")
    assert (open_top.low, open_top.high) == (1e7, pd.NA)
    assert day.value is pd.NA
    assert (day.value_text, day.first_day, day.last_day) == ("2025-11-17", *[pd.Timestamp("2025-11-17")] * 2)
    assert name.value_text == "Wang Wei"
    assert name.first_day is pd.NaT
    assert (claims.loc["a3"].period_start, claims.loc["a3"].period_end) == (
        pd.Timestamp("2025-01-01"),
        pd.Timestamp("2025-09-30"),
    )
    assert claims.loc["a3"].modality == "actual"
    assert list(claims.index[claims.derived]) == ["e2"]


def test_digits_that_a_float_lacks_are_kept_as_text() -> None:
    huge = Decimal("123456789012345678901234567890.125")
    claim = RUN.claims[0]
    value = replace(claim.value, value=huge, low=huge, high=Decimal("1E+999"))
    assert isinstance(value, Quantity)
    run = replace(RUN, claims=(replace(claim, value=value),), findings=())
    [row] = run.to_dataframe("claims").to_dict("records")
    assert row["value_text"] == str(huge)
    assert row["value"] == pytest.approx(1.2345678901234568e29)


def test_days_beyond_the_nanoseconds_of_pandas() -> None:
    claim = next(claim for claim in RUN.claims if claim.id == "c1")
    ancient = replace(claim.value, start=date(618, 6, 18), end=date(9999, 12, 31))
    found = replace(RUN, claims=(replace(claim, value=ancient),), findings=()).to_dataframe("claims").iloc[0]
    assert (found.first_day.year, found.last_day.year) == (618, 9999)


def test_severity_is_ordered() -> None:
    found = RUN.to_dataframe()
    assert set(found[found.severity >= "medium"].severity) == {"high", "medium"}
    assert len(found[found.severity >= "medium"]) == 5  # four pairs of the first finding, one of the second


def test_findings_and_sources() -> None:
    findings = RUN.to_dataframe("findings")
    assert list(findings.id) == [finding.id for finding in RUN.findings]
    first = findings.iloc[0]
    assert (first["values"], first.positions, first.pairs, first.claims) == ("1.2亿 / 5000万量级", 2, 4, 4)
    assert (first.sources, first.origins) == (2, 1)  # a copy is a source of its own, and no origin
    sources = RUN.to_dataframe("sources")
    # of the two copies the one that sorts first is the original
    assert list(sources.file[sources["copy"]]) == ["晨报/星河用户之谜_0f3a77c1d2.txt"]
    assert sources.numbers.tolist() == [6, 2, 5, 4, 123456]
    assert sources.published[0] == pd.Timestamp("2025-12-17")


def test_a_table_that_is_not() -> None:
    with pytest.raises(SettingsError, match="no table 'pairs'; ask for one of conflicts, claims, findings, sources"):
        RUN.to_dataframe("pairs")
