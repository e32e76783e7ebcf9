"""How the claims of a finding are put side by side, where they are few and where they are thousands."""

from collections.abc import Sequence
from decimal import Decimal

import pytest

from checker.judge import positions as module
from checker.judge.positions import positions
from checker.model import Attribute, Capped, Claim, Entity, Position, Quantity, Span, ValueKind

MANY = 2400


def claim(number: int, low: int, high: int | None = None) -> Claim:
    end = Decimal(low if high is None else high)
    value = Quantity(Decimal(low), end, "t", f"{low}吨", Decimal(low) if high is None else None)
    place = Span(number, number + 1)
    entity, attribute = Entity("中国", "中国", "中国"), Attribute("产量", "output")
    return Claim(f"c{number:06d}", "d", place, value.written, ValueKind.QUANTITY, entity, attribute, value, None)


def put(claims: Sequence[Claim], capped: list[Capped] | None = None) -> tuple[Position, ...]:
    return positions({each.id: each for each in claims}, [], {"d": "d"}, capped)


def asked(claims: Sequence[Claim], monkeypatch: pytest.MonkeyPatch) -> int:
    """How many times two claims are held against one another."""
    count = 0
    wanted = module.agree

    def agree(left: Claim, right: Claim) -> bool | None:
        nonlocal count
        count += 1
        return wanted(left, right)

    with monkeypatch.context() as patched:
        patched.setattr(module, "agree", agree)
        put(claims)
    return count


def test_claims_that_agree_share_a_position() -> None:
    found = put([claim(1, 10), claim(2, 30), claim(3, 10), claim(4, 25, 35)])
    assert [(position.display, position.claims) for position in found] == [
        ("10吨", ("c000001", "c000003")),
        ("30吨", ("c000002", "c000004")),
    ]


def test_thousands_of_values_take_time_in_proportion(monkeypatch: pytest.MonkeyPatch) -> None:
    few, many = (asked([claim(n, 7 * n + 1000) for n in range(size)], monkeypatch) for size in (MANY // 2, MANY))
    assert many <= 2.2 * few
    assert many < MANY * MANY / 10


def test_of_thousands_those_that_tell_the_same_stand_together_and_it_is_told() -> None:
    capped: list[Capped] = []
    # each value is told twice, far apart, and every tenth is in a range besides
    claims = [claim(n, 7 * (n % (MANY // 2)) + 1000) for n in range(MANY)]
    ranges = [claim(MANY + n, 70 * n + 999, 70 * n + 1001) for n in range(MANY // 20)]
    found = put([*claims, *ranges], capped)
    assert len(found) == MANY // 2
    assert sorted({len(position.claims) for position in found}) == [2, 3]
    assert [(each.of, each.held) for each in capped] == [("中国 · 产量", len(claims) + len(ranges))]


def test_few_values_are_not_told() -> None:
    capped: list[Capped] = []
    assert len(put([claim(n, 7 * n + 1000) for n in range(400)], capped)) == 400
    assert capped == []
