"""Tables for spreadsheets: a row for each conflicting pair (or each compared one), or for each claim.

UTF-8 with a byte order mark, so that Excel reads Chinese; lines end in CR LF (RFC 4180). A cell that a
spreadsheet would run as a formula gets a leading apostrophe, and what it would not show is shown by a mark.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby
from operator import itemgetter

from checker.model import Claim, Finding, Judgement, Run, Verdict
from checker.report.places import Places
from checker.report.wording import days, ends, plain, scope_words, visible

BOM = "\ufeff"
SIDE = ("file", "line", "column", "value", "low", "high", "unit", "period", "attribution", "quote")
CONFLICT_COLUMNS = (
    *("finding", "severity", "rule", "entity", "attribute"),
    *(f"left_{name}" for name in SIDE),
    *(f"right_{name}" for name in SIDE),
    *("origins", "message", "verdict"),
)
CLAIM_COLUMNS = (
    *("claim", "kind", "entity", "attribute"),
    *SIDE,
    *("hedge", "scope", "modality", "found_by", "origin"),
)
Cell = str | int | Decimal | None
# One of these signs makes a formula of a cell, be it behind blanks, quotes or a control character's mark; a semicolon
# or a line end begins a cell too, for spreadsheets whose language parts cells by semicolons.
# Full-width forms: a spreadsheet with an East Asian input method reads them as the ASCII ones.
_FORMULA = re.compile(r"(^|[;␉␊␍])(?=[\s\"'‘’“”␀-␟]*[=+\-@＝＋－＠])")
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")


def render(run: Run) -> str:
    """The contradictions as CSV, one row for each pair of claims that contradict one another."""
    return "".join(pieces(run))


def pieces(run: Run) -> Iterator[str]:
    """The lines of `render`."""
    return csv_lines(CONFLICT_COLUMNS, _pair_rows(run, Verdict.CONTRADICTION))


def render_all(run: Run) -> str:
    """Every compared pair as CSV: those that contradict, those that are explained and those that agree."""
    return "".join(all_pieces(run))


def all_pieces(run: Run) -> Iterator[str]:
    """The lines of `render_all`."""
    return csv_lines(CONFLICT_COLUMNS, _pair_rows(run, *Verdict))


def render_claims(run: Run) -> str:
    """All claims as CSV."""
    return to_csv(CLAIM_COLUMNS, claim_rows(run))


def conflict_rows(run: Run) -> list[dict[str, Cell]]:
    """The rows of `render`; empty cells are None. `origins` counts the independent sources behind the finding."""
    return pair_rows(run, Verdict.CONTRADICTION)


def pair_rows(run: Run, *verdicts: Verdict) -> list[dict[str, Cell]]:
    """A row for each compared pair with one of these verdicts, in report order."""
    return list(_pair_rows(run, *verdicts))


def _pair_rows(run: Run, *verdicts: Verdict) -> Iterator[dict[str, Cell]]:
    places = Places(run)
    for finding, pairs in groupby(judged(run, *verdicts), key=itemgetter(0)):
        origins = _origins(finding, run, places)
        for _, judgement in pairs:
            yield _conflict(finding, origins, judgement, places)


def judged(run: Run, *verdicts: Verdict) -> Iterator[tuple[Finding, Judgement]]:
    """The judged pairs with one of these verdicts, each with its finding: what the rows of a table are made of."""
    for finding in run.findings:
        for judgement in finding.judgements:
            if judgement.verdict in verdicts:
                yield finding, judgement


def claim_rows(run: Run) -> list[dict[str, Cell]]:
    """The rows of `render_claims`, by file and place; claims with one `origin` stand in copies of one article."""
    places = Places(run)
    return [
        {
            "claim": claim.id,
            "kind": str(claim.kind),
            "entity": claim.entity.name,
            "attribute": claim.attribute.name,
            **_side(claim, places),
            "hedge": ends(claim).hedge,
            "scope": scope_words(claim) or None,
            "modality": str(claim.modality),
            "found_by": claim.found_by,
            "origin": places.origin(claim),
        }
        for claim in places.in_order(run.claims)
    ]


def to_csv(columns: Sequence[str], rows: Iterable[Mapping[str, Cell]]) -> str:
    """The rows as CSV text with its byte order mark."""
    return "".join(csv_lines(columns, rows))


def csv_lines(columns: Sequence[str], rows: Iterable[Mapping[str, Cell]]) -> Iterator[str]:
    """The lines of `to_csv`."""
    lines: list[str] = []
    writer = csv.writer(_Lines(lines), lineterminator="\r\n")
    writer.writerow(columns)
    yield BOM
    for row in rows:
        yield from lines
        lines.clear()
        writer.writerow([harmless(row[column]) for column in columns])
    yield from lines


class _Lines:
    """What a writer of CSV takes for a file."""

    def __init__(self, lines: list[str]) -> None:
        self.write = lines.append


def harmless(cell: Cell) -> str:
    r"""The text of a cell that no spreadsheet runs as a formula, in one line.

    >>> harmless("=cmd|' /C calc'!A0"), harmless("-3.5"), harmless("-3.5-2"), harmless(None)
    ("'=cmd|' /C calc'!A0", '-3.5', "'-3.5-2", '')
    >>> harmless(' "=1+1'), harmless("a;=1+1"), harmless("two\nlines")
    ('\' "=1+1', "a;'=1+1", 'two␊lines')
    """
    if cell is None:
        return ""
    text = visible(plain(cell) if isinstance(cell, Decimal) else str(cell))
    return text if _NUMBER.fullmatch(text) else _FORMULA.sub(r"\1'", text)


def _origins(finding: Finding, run: Run, places: Places) -> int:
    claims = {identifier for position in finding.positions for identifier in position.claims}
    return len({places.origin(run.claim(identifier)) for identifier in claims})


def _conflict(finding: Finding, origins: int, judgement: Judgement, places: Places) -> dict[str, Cell]:
    left = _side(judgement.pair.left, places)
    right = _side(judgement.pair.right, places)
    return {
        "finding": finding.fingerprint,
        "severity": str(finding.severity),
        "rule": judgement.rule,
        "entity": finding.entity,
        "attribute": finding.attribute,
        **{f"left_{name}": cell for name, cell in left.items()},
        **{f"right_{name}": cell for name, cell in right.items()},
        "origins": origins,
        "message": judgement.because,
        "verdict": str(judgement.verdict),
    }


def _side(claim: Claim, places: Places) -> dict[str, Cell]:
    place = places.place(claim)
    found = ends(claim)
    return {
        "file": place.path if place.within is None else f"{place.path}:{place.within.path}",
        "line": (place.within or place).line,
        "column": (place.within or place).column,
        "value": found.value,
        "low": found.low,
        "high": found.high,
        "unit": found.unit,
        "period": days(claim.period) if claim.period else None,
        "attribution": claim.attribution,
        "quote": claim.quote,
    }
