"""Which names are one: aliases that an article tells, names that look alike and are not one."""

from dataclasses import replace
from decimal import Decimal

import pytest

import checker
from checker.align.names import adopted, by_designation, name_table
from checker.model import Attribute, Claim, Entity, Quantity, Span, ValueKind

HEADCOUNT = Attribute("员工数", "headcount")


def claim(name: str, document: str = "a", attribute: Attribute = HEADCOUNT) -> Claim:
    value = Quantity(Decimal(5), Decimal(5), "person", "5人", Decimal(5))
    return Claim("", document, Span(0, 2), "5人", ValueKind.QUANTITY, Entity(name, name), attribute, value)


def entities(*texts: str) -> set[str]:
    """The canonical names that the headcounts of several articles, one in each, go to."""
    run = checker.check({f"{number}.txt": text for number, text in enumerate(texts)})
    found = [claim for claim in run.claims if claim.attribute.name == "员工数"]
    assert len({claim.document for claim in found}) == len(texts)
    return {claim.entity.name for claim in found}


@pytest.mark.parametrize(
    ("one", "other", "alone"),
    [
        # two firms of one short name: it tells neither
        ("晨帆航运的员工人数为3200人。", "晨帆食品的员工人数为120人。", "晨帆的员工人数为90人。"),
        # two that spell one Chinese name
        ("晨帆的员工人数为3200人。", "Chenfan Bank has 4,100 employees.", "Chenfan Foods has 290 employees."),
    ],
)
def test_a_name_that_may_be_two_is_neither(one: str, other: str, alone: str) -> None:
    assert len(entities(one, other, alone)) == len((one, other, alone))


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("晨帆航运的员工人数为3200人。", "Chenfan Bank has 4,100 employees."),
        ("东海证券的员工人数为3200人。", "Donghai County has 4,100 employees."),
        ("白澜证券的员工人数为3200人。", "Bailan University has 4,100 employees."),
    ],
)
def test_names_of_two_kinds_that_sound_alike_are_two(chinese: str, english: str) -> None:
    assert len(entities(chinese, english)) == len((chinese, english))


LEARNED = [
    ("晨帆航运（Chenfan Shipping）的员工人数为3200人。", "Chenfan Shipping has 4,100 employees."),
    ("白石农场（Whitestone Farm）的员工人数为320人。", "Whitestone Farm has 290 employees."),
    ("Marlow Hospital（马洛医院）的员工人数为900人。", "马洛医院的员工人数为870人。"),
]


@pytest.mark.parametrize(("one", "other"), LEARNED)
def test_a_name_in_brackets_is_an_alias_everywhere(one: str, other: str) -> None:
    assert len(entities(one, other)) == 1
    assert entities(one, other) == entities(other, one)


SHORTENED = [
    (
        "仁安康复医疗中心（以下简称“仁安中心”）昨天挂牌。",
        "仁安中心的员工人数为320人。",
        "仁安康复医疗中心的员工人数为320人。",
    ),
    (
        "晨帆国际航运股份有限公司（下称“晨帆航运”）今天开业。",
        "晨帆航运的员工人数为50人。",
        "晨帆国际航运股份有限公司的员工人数为50人。",
    ),
    (
        "中国远洋海运集团有限公司，简称中远海运，总部在上海。",
        "中远海运的员工人数为7万人。",
        "中国远洋海运集团有限公司的员工人数为7万人。",
    ),
]


@pytest.mark.parametrize(
    ("told", "short", "full"),
    SHORTENED,
)
def test_a_short_name_is_learned(told: str, short: str, full: str) -> None:
    assert len(entities(f"{told}{short}", full)) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("马士基的员工人数为10万人。", "Maersk has 100,000 employees."),
        ("沃爾瑪的員工人數為210萬人。", "沃尔玛的员工人数为210万人。"),
        ("阿里的员工人数为19.8万人。", "Alibaba has 198,000 employees."),
    ],
)
def test_well_known_names_are_one_across_scripts_and_languages(one: str, other: str) -> None:
    assert len(entities(one, other)) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("仁安医院的员工人数为1800人。", "康宁医院的员工人数为1750人。"),
        ("淘宝的员工人数为3万人。", "阿里巴巴的员工人数为19.8万人。"),
        ("马士基的员工人数为10万人。", "中远海运的员工人数为7万人。"),
        ("Marlow Hospital has 900 employees.", "Marlow Farm has 90 employees."),
    ],
)
def test_two_names_stay_two(one: str, other: str) -> None:
    assert len(entities(one, other)) == 2


def test_two_well_known_names_are_not_made_one_by_brackets() -> None:
    table = name_table([("马士基", "中远海运")], [])
    assert table.resolve(claim("马士基")).entity.name == "马士基"
    assert table.resolve(claim("中远海运")).entity.name == "中远海运"


def test_an_alias_of_an_alias_is_the_same_name() -> None:
    table = name_table([("马士基", "maerskline"), ("maerskline", "马士基航线")], [])
    names = {table.resolve(claim(name)).entity.name for name in ("马士基", "maerskline", "马士基航线")}
    assert names == {"马士基"}


def test_learned_names_do_not_hang_on_the_order_of_learning() -> None:
    aliases = [("白石农场", "whitestonefarm"), ("whitestonefarm", "whitestone"), ("晨帆航运", "chenfan")]
    tables = [name_table(order, []) for order in (aliases, aliases[::-1])]
    for name in ("白石农场", "whitestone", "chenfan", "无名"):
        assert len({table.resolve(claim(name)).entity.name for table in tables}) == 1


def test_of_two_spellings_the_chinese_one_is_canonical() -> None:
    table = name_table([("白石农场", "whitestonefarm")], [])
    assert table.resolve(claim("whitestonefarm")).entity.name == "白石农场"


def test_a_claim_that_names_nobody_goes_to_whom_its_article_is_about() -> None:
    claims = adopted([claim("晨帆航运"), claim("晨帆航运"), claim("")])
    assert [each.entity.name for each in claims] == ["晨帆航运"] * 3
    assert claims[2].entity.inherited


def test_of_an_article_about_several_nobody_adopts() -> None:
    claims = adopted([claim("晨帆航运"), claim("仁安医院"), claim("马士基"), claim("")])
    assert claims[3].entity.name == ""


def test_who_is_named_behind_what_is_told_of_others_adopts_nothing() -> None:
    """上证指数 by the way in the second sentence: the first is about somebody whose name was not understood."""
    late = [replace(claim("上证指数"), span=Span(40, 41), sentence=Span(30, 50)) for _ in range(2)]
    early = replace(claim(""), span=Span(10, 11), sentence=Span(0, 30))
    assert [each.entity.name for each in adopted([*late, early])][-1] == ""
    beside = [replace(each, sentence=Span(0, 50)) for each in (*late, early)]
    assert [each.entity.name for each in adopted(beside)] == ["上证指数"] * 3


def test_who_is_told_of_less_than_nobody_adopts_nothing() -> None:
    claims = adopted([claim("晨帆航运"), claim("晨帆航运"), *[claim("")] * 3])
    assert [each.entity.name for each in claims] == ["晨帆航运"] * 2 + [""] * 3


def test_a_designation_that_two_makers_share_joins_none_of_their_names() -> None:
    assert by_designation(["岚远s9", "beituos9"]) == []
    assert by_designation(["岚远s9", "北拓s9", "beituos9"]) == [("北拓s9", "beituos9")]


def test_designations_join_a_maker_and_its_bare_model() -> None:
    assert by_designation(["远航k90", "k90"]) == [("远航k90", "k90")]
    # two makers use the designation: nothing tells whose the bare one is
    assert by_designation(["远航k90", "天工k90", "k90"]) == []
