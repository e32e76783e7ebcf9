"""Of what many stories tell of one thing a few speak for all that tell the same: fewer pairs, and the same findings."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from checker.align import skewed
from checker.judge.gather import gather
from checker.judge.shadow import unshadowed
from checker.judge.spread import spread
from checker.model import Attribute, Claim, Entity, Finding, Period, PeriodKind, Quantity, Span, ValueKind, Verdict
from checker.pipeline import crowd
from checker.pipeline.crowd import judged_in

REVENUE, PROFIT = Attribute("营业收入", "results"), Attribute("净利润", "results")
YEAR = Period(date(2025, 1, 1), date(2025, 12, 31), PeriodKind.SPAN, "2025年")


def claim(number: int, figure: str, attribute: Attribute = REVENUE, document: str = "") -> Claim:
    """A claim of an article of its own, if of no other."""
    document = document or f"d{number:04d}"
    value = Quantity(Decimal(figure), Decimal(figure), "CNY", f"{figure}元", Decimal(figure))
    entity = Entity("霁澜能源", "霁澜能源", "霁澜能源", inherited=number % 3 == 0)
    told = date(2026, 3, 1) + timedelta(days=number % 7)
    place = Span(0, 4)
    identifier = f"{document}-{number:04d}"
    return Claim(identifier, document, place, value.written, ValueKind.MONEY, entity, attribute, value, YEAR, told=told)


def told(
    claims: Sequence[Claim], most: int, monkeypatch: pytest.MonkeyPatch, asked: frozenset[str] = frozenset()
) -> tuple[tuple[Finding, ...], int]:
    """The findings, and how many judgements they are made of, where a block of more than `most` is large."""
    for module in (crowd, skewed):
        monkeypatch.setattr(module, "MET", most)
    each = {claim.document: claim.document for claim in claims}
    block = sorted(claims, key=lambda claim: claim.id)
    judgements = list(judged_in(block, each, each, frozenset(), asked=asked))
    return gather(spread(unshadowed(judgements)), each), len(judgements)


def seen(findings: Sequence[Finding]) -> list[tuple[object, ...]]:
    return [(each.fingerprint, each.verdict, each.rule, each.severity, each.positions) for each in findings]


def sides(count: int) -> list[Claim]:
    return [claim(number, "100" if number % 5 else "170") for number in range(count)]


def test_a_few_speak_for_all(monkeypatch: pytest.MonkeyPatch) -> None:
    (finding,), made = told(sides(120), 40, monkeypatch)
    assert finding.verdict is Verdict.CONTRADICTION
    assert [(each.display, each.origins) for each in finding.positions] == [("170元", 24), ("100元", 96)]
    assert made < 120 * 10


def test_behind_the_first_hundred_nobody_is_listed_but_who_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    claims = sides(1000)
    (finding,), made = told(claims, 40, monkeypatch)
    assert [(each.display, each.origins) for each in finding.positions] == [("170元", 100), ("100元", 100)]
    assert made < 200 * 10
    last = max(claim.document for claim in claims)
    (finding,), _ = told(claims, 40, monkeypatch, frozenset({last}))
    assert sorted(each.origins for each in finding.positions) == [12, 13]
    assert any(last in id_ for each in finding.positions for id_ in each.claims)


CASES = {
    "two sides": sides(90),
    "three sides": [claim(number, ("100", "170", "260")[number % 3]) for number in range(90)],
    "two measures": [claim(number, ("100", "20")[number % 2], (REVENUE, PROFIT)[number % 2]) for number in range(90)],
    "one differs": [*(claim(number, "100") for number in range(90)), claim(90, "101")],
    "rounded": [claim(number, ("100", "100.4")[number % 2]) for number in range(90)],
}


@pytest.mark.parametrize("name", CASES)
def test_the_findings_are_those_of_all_with_all(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    few, made = told(CASES[name], 40, monkeypatch)
    whole, all_with_all = told(CASES[name], 1000, monkeypatch)
    assert whole
    assert seen(few) == seen(whole)
    assert made < all_with_all / 2


def test_an_article_that_tells_both_figures_contradicts_neither(monkeypatch: pytest.MonkeyPatch) -> None:
    """It agrees with those who tell either, though it is none of those who speak for them."""
    both = [claim(200, "100", document="z"), claim(201, "170", document="z")]
    claims = [*(claim(number, "100") for number in range(60)), *both]
    for most in (40, 1000):
        found, _ = told(claims, most, monkeypatch)
        assert [each.verdict for each in found] == [Verdict.AGREEMENT], most


def test_what_is_withdrawn_speaks_for_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    claims = [replace(each, withdrawn=number == 7) for number, each in enumerate(sides(90))]
    few, whole = (seen(told(claims, most, monkeypatch)[0]) for most in (40, 1000))
    assert few == whole
