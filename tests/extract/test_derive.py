"""Figures worked out from others: sums, changes, and dates so many days apart.

The claims are made here by hand, so that what reading them does is tested elsewhere.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

import pytest

from checker.extract.derive import DATE, derived
from checker.extract.values.scan import find_values
from checker.extract.working import CHANGE, SUM
from checker.model import Attribute, Claim, DateValue, Entity, Period, PeriodKind, Quantity, Span, ValueKind

FARM = Entity("青禾农场", "青禾农场")
GRAIN = Attribute("粮食产量", "grain")
REVENUE = Attribute("营业收入", "earnings")
CASE = (Attribute("确诊病例", "cases"), Attribute("确诊病例", "cases", qualifiers=frozenset({"total"})))


def year(number: int) -> Period:
    return Period(date(number, 1, 1), date(number, 12, 31), PeriodKind.SPAN, f"{number}年")


def day(told: str) -> Period:
    return Period(date.fromisoformat(told), date.fromisoformat(told), PeriodKind.INSTANT, told)


def claim(  # noqa: PLR0913 - a claim has this many parts
    at: int,
    figure: str,
    attribute: Attribute,
    period: Period | None = None,
    *,
    entity: Entity = FARM,
    sentence: int = 0,
) -> Claim:
    """The claim of one figure as it is written, the `at`-th of its sentence."""
    (value,) = find_values(figure)
    assert isinstance(value.payload, Quantity)
    place = Span(sentence * 1000 + at * 20, sentence * 1000 + at * 20 + len(figure))
    whole = Span(sentence * 1000, sentence * 1000 + 999)
    return Claim(
        f"a-{sentence}{at}", "a", place, figure, value.kind, entity, attribute, value.payload, period, sentence=whole
    )


def changed(attribute: Attribute) -> Attribute:
    return Attribute(attribute.name, attribute.family, change=True)


def told(claims: Iterable[Claim]) -> list[tuple[str, Decimal | None, tuple[str, ...]]]:
    """How each derived claim was made, its figure, and its operands."""
    made = derived(tuple(claims))
    return [(c.found_by, c.value.value if isinstance(c.value, Quantity) else None, c.derived_from) for c in made]


def test_parts_right_before_their_total_are_summed() -> None:
    part, total = CASE
    claims = [claim(1, "120人", part), claim(2, "85人", part), claim(3, "215人", total)]
    assert told(claims) == [(SUM, Decimal(205), ("a-01", "a-02"))]


def test_a_sum_stands_at_the_stated_total_with_its_rounding() -> None:
    part, total = CASE
    claims = [claim(1, "1.2万人", part), claim(2, "0.85万人", part), claim(3, "2.1万人", total)]
    [made] = derived(tuple(claims))
    assert (made.span, made.quote, made.attribute) == (claims[2].span, "2.1万人", total)
    assert isinstance(made.value, Quantity)
    assert (made.value.low, made.value.high) == (Decimal(11500 + 8450), Decimal(12500 + 8550))


def test_a_single_part_makes_no_sum() -> None:
    part, total = CASE
    assert told([claim(1, "120人", part), claim(2, "215人", total)]) == []


def test_parts_of_another_unit_or_measure_are_no_parts() -> None:
    part, total = CASE
    beds = Attribute("床位数", "beds")
    assert told([claim(1, "120张", beds), claim(2, "85人", part), claim(3, "215人", total)]) == []


def test_hedged_parts_make_no_sum() -> None:
    part, total = CASE
    assert told([claim(1, "约120人", part), claim(2, "85人", part), claim(3, "215人", total)]) == []


def test_a_total_far_from_the_sum_is_not_its_total() -> None:
    part, total = CASE
    assert told([claim(1, "120人", part), claim(2, "85人", part), claim(3, "3000人", total)]) == []


def test_parts_of_another_sentence_are_no_parts() -> None:
    part, total = CASE
    claims = [claim(1, "120人", part), claim(2, "85人", part), claim(1, "215人", total, sentence=1)]
    assert told(claims) == []


@pytest.mark.parametrize(
    ("parts", "total"),
    [
        (("金牌数", "银牌数", "铜牌数"), "奖牌数"),
        (("死亡人数", "受伤人数"), "伤亡人数"),
        (("出口额", "进口额"), "进出口总额"),
        (("城镇人口", "乡村人口"), "总人口"),
    ],
)
def test_totals_that_the_lexicon_knows(parts: tuple[str, ...], total: str) -> None:
    claims = [claim(at, f"{20 + at}人", Attribute(name, name)) for at, name in enumerate(parts)]
    claims.append(claim(9, "60人" if len(parts) == 3 else "40人", Attribute(total, total)))
    wanted = Decimal(sum(20 + at for at in range(len(parts))))
    assert told(claims) == [(SUM, wanted, tuple(each.id for each in claims[:-1]))]


def test_parts_of_somebody_else_are_no_parts() -> None:
    other = Entity("白石农场", "白石农场")
    claims = [
        claim(1, "3人", Attribute("死亡人数", "casualties")),
        claim(2, "9人", Attribute("受伤人数", "casualties"), entity=other),
        claim(3, "13人", Attribute("伤亡人数", "casualties")),
    ]
    assert told(claims) == []


CHANGES = [
    ("150亿元", "165亿元", "18%", "10"),
    ("80亿元", "60亿元", "下降20%", "-25"),
    ("1200吨", "1500吨", "400吨", "300"),
    ("36.8亿元", "31.2亿元", "减少7.6亿元", "-560000000"),
]


@pytest.mark.parametrize(("before", "after", "stated", "wanted"), CHANGES)
def test_a_change_is_worked_out_between_two_years(before: str, after: str, stated: str, wanted: str) -> None:
    attribute = GRAIN if before.endswith("吨") else REVENUE
    claims = [
        claim(1, before, attribute, year(2023)),
        claim(2, after, attribute, year(2024)),
        claim(3, stated, changed(attribute), year(2024)),
    ]
    assert told(claims) == [(CHANGE, Decimal(wanted), ("a-01", "a-02"))]


def test_the_later_year_may_be_told_first() -> None:
    claims = [
        claim(1, "165亿元", REVENUE, year(2024)),
        claim(2, "150亿元", REVENUE, year(2023)),
        claim(3, "18%", changed(REVENUE), year(2024)),
    ]
    assert told(claims) == [(CHANGE, Decimal(10), ("a-02", "a-01"))]


def test_a_change_carries_the_rounding_of_both_ends() -> None:
    claims = [
        claim(1, "1.5万吨", GRAIN, year(2023)),
        claim(2, "1.8万吨", GRAIN, year(2024)),
        claim(3, "0.4万吨", changed(GRAIN), year(2024)),
    ]
    [made] = derived(tuple(claims))
    assert isinstance(made.value, Quantity)
    assert (made.value.low, made.value.high) == (Decimal(17500 - 15500), Decimal(18500 - 14500))


def test_percentage_points_between_two_percentages() -> None:
    rate = Attribute("失业率", "unemployment")
    claims = [
        claim(1, "5.2%", rate, year(2023)),
        claim(2, "4.6%", rate, year(2024)),
        claim(3, "0.9个百分点", changed(rate), year(2024)),
    ]
    assert [abs(figure or 0) for _, figure, _ in told(claims)] == [Decimal("0.6")]


def test_three_levels_leave_it_open_which_are_meant() -> None:
    levels = [claim(at, f"{at}50亿元", REVENUE, year(2020 + at)) for at in (1, 2, 3)]
    assert told([*levels, claim(4, "18%", changed(REVENUE), year(2023))]) == []


def test_two_levels_of_one_time_make_no_change() -> None:
    levels = [claim(at, f"{at}50亿元", REVENUE, year(2024)) for at in (1, 2)]
    assert told([*levels, claim(4, "18%", changed(REVENUE), year(2024))]) == []


def test_a_duration_before_a_day_is_the_day_of_the_event() -> None:
    since = Attribute("历时", "历时", qualifiers=frozenset({"opening_date"}))
    [made] = derived((claim(1, "20天", since, day("2024-03-21")),))
    assert (made.found_by, made.kind, made.attribute.family) == (DATE, ValueKind.DATE, "opening_date")
    assert isinstance(made.value, DateValue)
    assert made.value.iso == "2024-03-01"
    assert made.derived_from == ("a-01",)


def test_a_duration_over_the_end_of_a_leap_february() -> None:
    since = Attribute("历时", "历时", qualifiers=frozenset({"release_date"}))
    days = {
        told_on: derived((claim(1, "10天", since, day(told_on)),))[0].value for told_on in ("2024-03-05", "2023-03-05")
    }
    assert [value.iso for value in days.values() if isinstance(value, DateValue)] == ["2024-02-24", "2023-02-23"]


@pytest.mark.parametrize("period", [None, year(2024)])
def test_a_duration_without_a_day_gives_no_date(period: Period | None) -> None:
    since = Attribute("历时", "历时", qualifiers=frozenset({"opening_date"}))
    assert derived((claim(1, "20天", since, period),)) == ()


def test_derived_claims_are_numbered_behind_their_document() -> None:
    part, total = CASE
    claims = [
        claim(at, figure, attribute, sentence=number)
        for number in (0, 1)
        for at, figure, attribute in ((1, "120人", part), (2, "85人", part), (3, "215人", total))
    ]
    assert [made.id for made in derived(tuple(claims))] == ["a-d01", "a-d02"]
