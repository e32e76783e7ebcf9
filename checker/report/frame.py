"""Tables for pandas: the same typed columns for every run, also for one that found nothing.

The columns of the CSV reports keep their names and order; figures are nullable floats, and what a float cannot hold
(exact digits, a date at its precision, a name) stands beside them as text.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Literal

import pandas as pd

from checker.model import (
    Claim,
    DateValue,
    Finding,
    Language,
    Modality,
    Run,
    Severity,
    Source,
    SourceCoverage,
    ValueKind,
    Verdict,
)
from checker.report import table
from checker.report.places import Places
from checker.report.wording import ends, plain

Of = Literal["conflicts", "claims", "findings", "sources"]
Cell = str | int | float | bool | date | None
Row = dict[str, Cell]

# what stands beside a claim's columns of the CSV: its value and its period by their types
TYPED = ("value_text", "first_day", "last_day", "period_start", "period_end")
COLUMNS: Mapping[Of, tuple[str, ...]] = {
    "conflicts": (
        *table.CONFLICT_COLUMNS,
        *(f"left_{name}" for name in TYPED),
        *(f"right_{name}" for name in TYPED),
        *("same_origin", "id"),
    ),
    "claims": (*table.CLAIM_COLUMNS, *TYPED, "derived", "compared"),
    "findings": (
        *("finding", "verdict", "severity", "rule", "entity", "attribute", "values"),
        *("positions", "pairs", "claims", "sources", "origins", "message", "id"),
    ),
    "sources": (
        *("source", "file", "title", "publisher", "published", "language", "encoding", "characters"),
        *("origin", "copy", "numbers", "claims", "compared", "unattached"),
    ),
}

COUNT, FIGURE, TRUTH = "Int64", "Float64", "boolean"
# whole seconds reach the years 1 to 9999; pandas' nanoseconds end in 2262
DAY = "datetime64[s]"
COUNTS = ("line", "column", "positions", "pairs", "sources", "origins", "characters", "numbers", "unattached")
DTYPES: Mapping[str, str] = {
    **dict.fromkeys(COUNTS, COUNT),
    **dict.fromkeys(("value", "low", "high"), FIGURE),
    **dict.fromkeys(("first_day", "last_day", "period_start", "period_end", "published"), DAY),
    **dict.fromkeys(("same_origin", "derived", "copy"), TRUTH),
}
# names that are one thing in one table and another in the next
OWN_DTYPES: Mapping[tuple[Of, str], str] = {
    ("findings", "claims"): COUNT,
    ("sources", "claims"): COUNT,
    ("sources", "compared"): COUNT,
    ("claims", "compared"): TRUTH,
}
CATEGORIES: Mapping[str, type[StrEnum]] = {
    "verdict": Verdict,
    "kind": ValueKind,
    "modality": Modality,
    "language": Language,
}


def data_frame(run: Run, of: Of) -> pd.DataFrame:
    """The table `of` a run, in report order."""
    rows = ROWS[of](run)
    return pd.DataFrame(
        {name: pd.Series([_held(row[name]) for row in rows], dtype=dtype(of, name), name=name) for name in COLUMNS[of]}
    )


def _held(cell: object) -> object:
    """A cell as a table can hold it: half a character, of a file's name that is no text, stands as its escape."""
    return cell.encode(errors="backslashreplace").decode() if isinstance(cell, str) else cell


def dtype(of: Of, column: str) -> str | pd.CategoricalDtype:
    """What the cells of a column are; both sides of a conflict have the types of a claim.

    >>> dtype("claims", "value"), dtype("conflicts", "left_value"), dtype("claims", "quote")
    ('Float64', 'Float64', 'string')
    """
    name = column.removeprefix("left_").removeprefix("right_")
    if name == "severity":
        # in order, so that a filter may ask for what is at least medium
        return pd.CategoricalDtype([str(member) for member in reversed(Severity)], ordered=True)
    if name in CATEGORIES:
        return pd.CategoricalDtype([str(member) for member in CATEGORIES[name]])
    return OWN_DTYPES.get((of, name)) or DTYPES.get(name, "string")


def _conflicts(run: Run) -> list[Row]:
    rows = zip(table.conflict_rows(run), table.judged(run, Verdict.CONTRADICTION), strict=True)
    return [
        {
            **_plain(row),
            **_typed(judgement.pair.left, "left_"),
            **_typed(judgement.pair.right, "right_"),
            "same_origin": judgement.pair.same_origin,
            "id": finding.id,
        }
        for row, (finding, judgement) in rows
    ]


def _claims(run: Run) -> list[Row]:
    pairs = (judgement.pair for finding in run.findings for judgement in finding.judgements)
    met = {claim.id for pair in pairs for claim in (pair.left, pair.right)}
    rows = zip(table.claim_rows(run), Places(run).in_order(run.claims), strict=True)
    return [
        {**_plain(row), **_typed(claim), "derived": bool(claim.derived_from), "compared": claim.id in met}
        for row, claim in rows
    ]


def _findings(run: Run) -> list[Row]:
    places = Places(run)
    return [_finding(finding, run, places) for finding in run.findings]


def _finding(finding: Finding, run: Run, places: Places) -> Row:
    told = {identifier for position in finding.positions for identifier in position.claims}
    claims = [run.claim(identifier) for identifier in told]
    return {
        "finding": finding.fingerprint,
        "verdict": str(finding.verdict),
        "severity": str(finding.severity),
        "rule": finding.rule,
        "entity": finding.entity,
        "attribute": finding.attribute,
        "values": " / ".join(position.display for position in finding.positions),
        "positions": len(finding.positions),
        "pairs": len(finding.judgements),
        "claims": len(claims),
        "sources": len({claim.document for claim in claims}),
        "origins": len({places.origin(claim) for claim in claims}),
        "message": finding.message,
        "id": finding.id,
    }


def _sources(run: Run) -> list[Row]:
    coverage = {item.document: item for item in run.coverage}
    # of the copies of an article the first by name is the one that the others are copies of, as on the terminal
    first: dict[str, str] = {}
    for source in sorted(run.sources, key=lambda source: source.document.path):
        first.setdefault(source.origin, source.document.id)
    return [
        {
            **_source(source, coverage.get(source.document.id)),
            "copy": first[source.origin] != source.document.id,
        }
        for source in run.sources
    ]


def _source(source: Source, checked: SourceCoverage | None) -> Row:
    document = source.document
    return {
        "source": document.id,
        "file": document.path,
        "title": document.title,
        "publisher": document.publisher,
        "published": document.published,
        "language": str(source.language),
        "encoding": document.encoding,
        "characters": len(document.raw),
        "origin": source.origin,
        "numbers": checked.numbers if checked else None,
        "claims": checked.claims if checked else None,
        "compared": checked.compared if checked else None,
        "unattached": checked.unattached if checked else None,
    }


ROWS: Mapping[Of, Callable[[Run], Sequence[Row]]] = {
    "conflicts": _conflicts,
    "claims": _claims,
    "findings": _findings,
    "sources": _sources,
}


def _plain(row: Mapping[str, table.Cell]) -> Row:
    """A row of the CSV; what is a figure there becomes one here, in `_typed`."""
    return {name: None if isinstance(cell, Decimal) else cell for name, cell in row.items()}


def _typed(claim: Claim, side: str = "") -> Row:
    """The value and the period of a claim by their types, under the names that a side of a conflict gives them."""
    return {f"{side}{name}": cell for name, cell in _cells(claim)}


def _cells(claim: Claim) -> Iterator[tuple[str, Cell]]:
    found = ends(claim)
    for name, number in (("value", found.value), ("low", found.low), ("high", found.high)):
        yield name, float(number) if isinstance(number, Decimal) else None
    yield "value_text", plain(found.value) if isinstance(found.value, Decimal) else found.value
    moment = claim.value if isinstance(claim.value, DateValue) else None
    yield "first_day", moment.start if moment else None
    yield "last_day", moment.end if moment else None
    yield "period_start", claim.period.start if claim.period else None
    yield "period_end", claim.period.end if claim.period else None
