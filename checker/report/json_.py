"""The report as JSON, after `report.schema.json`."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from json.encoder import encode_basestring

from checker.model import Claim, Finding, NotCompared, Period, Run, Source, SourceCoverage
from checker.report.places import Places
from checker.report.wording import day, ends, plain, replaced, scope_words

SCHEMA_VERSION = "1"
Number = Callable[[Decimal], object]
Listed = Callable[[Iterable[object]], object]


def to_dict(run: Run) -> dict[str, object]:
    """The report as plain objects. Figures are int, or float where they are not whole; `render` writes them exactly."""
    return _report(run, _number)


def render(run: Run) -> str:
    """The report as text: every figure with the very digits that it has."""
    return "".join(pieces(run))


def pieces(run: Run) -> Iterator[str]:
    """The text of `render` bit by bit, for a report that is too large to be held."""
    return _chunked(_report(run, listed=iter))


def render_claims(run: Run) -> str:
    """The claims of a run as JSON text."""
    return "".join(claim_pieces(run))


def claim_pieces(run: Run) -> Iterator[str]:
    """The text of `render_claims` bit by bit."""
    return _chunked({key: value for key, value in _report(run, listed=iter).items() if key != "findings"})


def _chunked(report: Mapping[str, object]) -> Iterator[str]:
    yield from _chunks(report, "\n")
    yield "\n"


def dumps(value: object, *, compact: bool = False) -> str:
    r"""`value` as JSON text with a line end: indented by one or in one line, a `Decimal` as its digits.

    What a terminal would act on, or not show, stands as its escape, so that a report may be looked at anywhere.

    >>> print(dumps({"a": [Decimal("1.2E+8"), None], "b": {}}), end="")
    {
     "a": [
      120000000,
      null
     ],
     "b": {}
    }
    >>> print(dumps({"a": [1, "\u202e"]}, compact=True), end="")
    {"a": [1,"\u202e"]}
    """
    return "".join(_chunks(value, "" if compact else "\n")) + "\n"


def _number(number: Decimal) -> int | float:
    return int(number) if number == number.to_integral_value() else float(number)


def _chunks(value: object, line: str) -> Iterator[str]:
    """The JSON text of `value`; `line` is the line end with the indent that holds around it, if lines there are."""
    if isinstance(value, Mapping):
        yield from _nested("{", ((f"{_text(str(key))}: ", item) for key, item in value.items()), "}", line)
    elif isinstance(value, (list, tuple, Iterator)):
        yield from _nested("[", (("", item) for item in value), "]", line)
    else:
        yield _scalar(value)


def _nested(opening: str, items: Iterable[tuple[str, object]], closing: str, line: str) -> Iterator[str]:
    yield opening
    inner = line and f"{line} "
    before = ""
    for label, item in items:
        yield f"{before}{inner}{label}"
        yield from _chunks(item, inner)
        before = ","
    yield f"{line}{closing}" if before else closing


def _scalar(value: object) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case Decimal():
            return plain(value)
        case int() | float():
            return repr(value)
        case _:
            return _text(str(value))


def _text(text: str) -> str:
    return replaced(encode_basestring(text), _escape)


def _escape(character: str) -> str:
    units = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2))


def _report(run: Run, number: Number = lambda number: number, listed: Listed = list) -> dict[str, object]:
    """The report; `listed` makes of its long lists what they are held as."""
    places = Places(run)
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "checker", "version": run.version, "settings_digest": run.settings_digest},
        "sources": listed(source_record(source) for source in run.sources),
        "claims": listed(claim_record(claim, places, number) for claim in run.claims),
        "findings": listed(finding_record(finding, listed) for finding in run.findings),
        "coverage": {
            "sources": listed(_coverage(coverage) for coverage in run.coverage),
            "problems": [{"path": p.path, "stage": p.stage, "message": p.message} for p in run.problems],
            "not_compared": listed(_not_compared(item) for item in run.not_compared),
        },
    }


def source_record(source: Source) -> dict[str, object]:
    """What the report tells of a source."""
    document = source.document
    return {
        "id": document.id,
        "path": document.path,
        "title": document.title,
        "published": day(document.published),
        "publisher": document.publisher,
        "language": str(source.language),
        "encoding": document.encoding,
        "sha256": document.sha256,
        "origin": source.origin,
    }


def claim_record(claim: Claim, places: Places, number: Number = lambda number: number) -> dict[str, object]:
    """What the report tells of a claim; `number` makes its figures."""
    found = ends(claim)
    figures = {
        key: number(value) if isinstance(value, Decimal) else value
        for key, value in (("value", found.value), ("low", found.low), ("high", found.high))
    }
    return {
        "id": claim.id,
        "source": claim.document,
        "kind": str(claim.kind),
        "entity": claim.entity.name,
        "attribute": claim.attribute.name,
        **figures,
        "unit": found.unit,
        "hedge": found.hedge,
        "period": _period(claim.period),
        "scope": scope_words(claim) or None,
        "modality": str(claim.modality),
        "attribution": claim.attribution,
        "found_by": claim.found_by,
        "trace": [*claim.trace, *_section(claim, places)],
        "evidence": _evidence(claim, places),
        "derived_from": list(claim.derived_from),
    }


def _evidence(claim: Claim, places: Places) -> dict[str, object]:
    place = places.place(claim)
    prefix, suffix = places.context(claim)
    return {
        "start": claim.span.start,
        "end": claim.span.end,
        "line": place.line,
        "column": place.column,
        "quote": claim.quote,
        "prefix": prefix,
        "suffix": suffix,
    }


def _section(claim: Claim, places: Places) -> list[str]:
    """Where a reader finds the evidence in a file that is no text: line and column are those of the text out of it."""
    within = places.place(claim).within
    return [] if within is None else [f"section: {within.path}, line {within.line}, column {within.column}"]


def _period(period: Period | None) -> dict[str, object] | None:
    if period is None:
        return None
    return {"start": day(period.start), "end": day(period.end), "kind": str(period.kind), "text": period.text}


def finding_record(finding: Finding, listed: Listed = list) -> dict[str, object]:
    """What the report tells of a finding; `listed` makes of its pairs what they are held as."""
    return {
        "id": finding.id,
        "fingerprint": finding.fingerprint,
        "verdict": str(finding.verdict),
        "rule": finding.rule,
        "severity": str(finding.severity),
        "entity": finding.entity,
        "attribute": finding.attribute,
        "message": finding.message,
        "dismissed": None if finding.dismissed is None else {"reason": finding.dismissed},
        "positions": [
            {"display": position.display, "claims": list(position.claims), "origins": position.origins}
            for position in finding.positions
        ],
        "pairs": listed(
            {
                "left": judgement.pair.left.id,
                "right": judgement.pair.right.id,
                "verdict": str(judgement.verdict),
                "rule": judgement.rule,
                "because": judgement.because,
                "level": judgement.pair.level,
            }
            for judgement in finding.judgements
        ),
    }


def _coverage(coverage: SourceCoverage) -> dict[str, object]:
    return {
        "source": coverage.document,
        "numbers": coverage.numbers,
        "claims": coverage.claims,
        "compared": coverage.compared,
        "unattached": coverage.unattached,
    }


def _not_compared(item: NotCompared) -> dict[str, object]:
    return {"source": item.document, "start": item.start, "end": item.end, "quote": item.quote, "why": item.why}
