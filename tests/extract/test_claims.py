"""What a text claims, in tests/cases/extract/claims_*.toml: what must be among the claims made, and what must not.

A wanted claim tells only what its case is about: every part that it gives must be found together on one claim.
"""

import tomllib
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path

import pytest

import checker
from checker.model import Claim, DateValue, PeriodKind, Quantity

CASES = Path(__file__).parents[1] / "cases" / "extract"
Wanted = Mapping[str, str | bool]


def cases() -> Iterator[object]:
    for path in sorted(CASES.glob("claims_*.toml")):
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
            reason = case.pop("xfail", None)
            marks = [] if reason is None else [pytest.mark.xfail(strict=True, reason=reason)]
            yield pytest.param(case, id=f"{path.stem}: {case['name']}", marks=marks)


LISTED = list(cases())
PARTS = {"name", "text", "file", "claims", "not"}


def folded(name: str) -> str:
    """A name without case, spaces and marks."""
    return "".join(char for char in name.casefold() if char.isalnum())


def same_value(claim: Claim, wanted: str) -> bool:
    value = claim.value
    if isinstance(value, DateValue):
        return value.iso == wanted
    if not isinstance(value, Quantity):
        return folded(wanted) in {folded(value.name), folded(value.written)}
    try:
        return value.value == Decimal(wanted)
    except InvalidOperation:
        return False


def has(claim: Claim, part: str, wanted: str | bool) -> bool:  # noqa: FBT001 - as the case tells it
    period = claim.period
    found: dict[str, object] = {
        "attribute": claim.attribute.name,
        "unit": claim.value.unit if isinstance(claim.value, Quantity) else None,
        "kind": str(claim.kind),
        "modality": str(claim.modality),
        "attribution": claim.attribution,
        "change": claim.attribute.change,
        "cumulative": period is not None and period.kind is PeriodKind.CUMULATIVE,
        "start": str(period.start) if period is not None else None,
        "end": str(period.end) if period is not None else None,
    }
    if part == "value":
        return same_value(claim, str(wanted))
    if part == "entity":
        return folded(str(wanted)) in {folded(claim.entity.name), folded(claim.entity.surface)}
    if part == "qualifier":
        return wanted in claim.attribute.qualifiers
    if part == "attribute_contains":
        return str(wanted) in claim.attribute.name
    return found[part] == wanted


def made(claims: tuple[Claim, ...], wanted: Wanted) -> bool:
    return any(all(has(claim, part, value) for part, value in wanted.items()) for claim in claims)


@pytest.mark.parametrize("case", LISTED)
def test_case(case: dict) -> None:
    assert case.keys() <= PARTS
    run = checker.check({case.get("file", "a.txt"): case["text"]})
    told = [(c.entity.name, c.attribute.name, c.quote, str(c.modality), c.attribution) for c in run.claims]
    for wanted in case["claims"]:
        assert made(run.claims, wanted), (wanted, told)
    for unwanted in case.get("not", []):
        assert not made(run.claims, unwanted), (unwanted, told)


def test_there_are_enough_cases() -> None:
    assert len(LISTED) >= 80
