"""Sums that a sentence does: silent where they come out, told where they do not, whatever the figures are."""

from decimal import Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import checker

LIST = "海州集团2024年的销量按地区拆开，华东{}万辆，华南{}万辆，西部{}万辆，三项合计{}万辆。"
part = st.decimals(min_value=2, max_value=400, places=2)


def rules(text: str) -> set[str]:
    return {finding.rule for finding in checker.check({"a.txt": text}).findings}


@settings(max_examples=40, deadline=None)
@given(part, part, part)
def test_a_sum_that_comes_out_is_silent(one: Decimal, two: Decimal, three: Decimal) -> None:
    assert "sum-mismatch" not in rules(LIST.format(one, two, three, one + two + three))


@settings(max_examples=40, deadline=None)
@given(part, part, part, st.sampled_from([Decimal("0.93"), Decimal("1.05"), Decimal("1.12")]))
def test_a_sum_that_does_not_come_out_is_told(one: Decimal, two: Decimal, three: Decimal, off: Decimal) -> None:
    total = ((one + two + three) * off).quantize(Decimal("0.01"))
    # where the last two come to the total as they stand, the first may be no part of it
    assume(abs(two + three - total) > total / 50)
    assert "sum-mismatch" in rules(LIST.format(one, two, three, total))


@pytest.mark.parametrize(
    "text",
    [
        "北京有3家门店、上海有5家门店、广州有4家门店，全国共15家。",
        "公司拥有员工1200人，其中研发人员300人，本科以上学历占比90%。",
        "300名员工人均奖金5万元，总额约1500万元。",
        "甲、乙两队各得5枚金牌，丙队得20枚金牌，三队合计30枚金牌。",
        "甲、乙两队各得5金、丙队得20金，合计30金。",
        "甲队得21枚金牌，其中女子2枚金牌，乙队得19枚金牌，合计40枚金牌。",
        "10户人家获得补偿共计200万元，每户最高50万元。",
        "从10月1日到10月8日，铁路停运3天。",
        "道路自6月3日起关闭，到6月20日恢复，封闭了17天。",
        "The fund raised $3 billion in 2022 and $4 billion in 2024, a total of $12 billion since 2020.",
    ],
)
def test_what_only_looks_like_a_sum(text: str) -> None:
    assert not {rule for rule in rules(text) if rule.endswith("mismatch")}


TABLE = (
    "<html><body><h1>白澜港运量</h1><p>2026年5月3日</p><table>{}</table><p>{}</p></body></html>",
    "<tr><th>{}</th><th>{}</th><th>{}</th><th>{}</th></tr>",
)


def table(*rows: tuple[str, str, str, str], below: str = "") -> set[str]:
    page, line = TABLE
    text = page.format("".join(line.format(*row) for row in rows), below)
    return {finding.rule for finding in checker.check({"a.html": text}).findings}


@pytest.mark.parametrize(("total", "told"), [("219万箱", True), ("192万箱", False)])
def test_a_last_column_of_totals(total: str, *, told: bool) -> None:
    found = table(("货物", "11日", "12日", "合计"), ("集装箱", "108万箱", "84万箱", total))
    assert found == ({"sum-mismatch"} if told else set())


@pytest.mark.parametrize(("total", "told"), [("12.04亿元", True), ("11.04亿元", False)])
def test_the_first_rows_of_a_table(total: str, *, told: bool) -> None:
    rows = [
        ("排名", "影片", "票房", "上映日"),
        ("1", "《海岸》", "4.51亿元", "9月30日"),
        ("2", "《灯塔》", "3.52亿元", "9月18日"),
        ("3", "《渔火》", "3.01亿元", "10月1日"),
        ("4", "《归航》", "2.21亿元", "10月1日"),
    ]
    found = table(*rows, below=f"前三名合计{total}，比去年多。")
    assert found == ({"sum-mismatch"} if told else set())


@pytest.mark.parametrize(("total", "told"), [("86,000", True), ("85,000", False)])
def test_what_chance_may_round_away(total: str, *, told: bool) -> None:
    # five figures rounded to a thousand are seldom off by two of them together, and often by one
    values = ("24,000", "19,000", "11,000", "9,000", "21,000")
    rows = [("地区", "2024年", "2025年", "备注"), *((f"{n}区", "", value, "") for n, value in enumerate(values, 1))]
    assert table(*rows, ("合计", "", total, "")) == ({"sum-mismatch"} if told else set())


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("澜江公交集团通报，事故中17名伤者来自5个单位，其中男性8人、女性7人、儿童3人。", "sum-mismatch"),
        ("澜江公交集团清点，63辆车里，货车21辆，客车3辆，小车41辆。", "sum-mismatch"),
        ("去年澜江书店新开了110家门店，关了47家，净增73家。", "change-mismatch"),
    ],
)
def test_parts_that_come_to_more_than_they_are_of(text: str, rule: str) -> None:
    assert rule in rules(text)


@pytest.mark.parametrize(
    "text",
    [
        "澜江公交集团有120名司机，来自3个车队，其中女司机30人、实习司机20人。",
        "澜江公交集团清点，63辆车里，货车21辆，客车3辆，其余是小车。",
        "去年澜江书店新开了110家门店，关了47家，净增63家。",
    ],
)
def test_parts_that_come_to_less_or_come_out(text: str) -> None:
    assert not {rule for rule in rules(text) if rule.endswith("mismatch")}
