"""Copies of one article are one voice; two articles on one story are two."""

from array import array
from collections.abc import Mapping

import pytest
from opencc import OpenCC

import checker
from checker.align.origins import Sketch, origins
from checker.model import Capped

NIGHT = """云岭博物馆从本周起延长开放时间，周五和周六晚上可以参观到九点。
馆方说，夜场最初只是一次试验，没想到预约名额每次都在几分钟内被抢光。
为了让观众看得更从容，展厅重新调整了灯光，咖啡厅也搬到了中庭，讲解员换上了更轻便的耳机。
附近的居民对此反应不一：有人高兴晚饭后多了去处，也有人担心停车更难。
馆长何静表示，如果秋天的客流仍然平稳，夜场会成为长期安排。"""

SAME_STORY = """“下班以后终于能看展了。”在博物馆门口排队的刘女士这样说。
云岭博物馆推出的夜间参观正在改变这座小城的作息，广场上的摊贩跟着推迟了收摊的钟点。
记者走访时看到，入口处增设了两条安检通道，志愿者举着牌子引导人流，孩子们趴在恐龙骨架前画速写。
文化学者陈立群认为，小城的博物馆缺的从来不是藏品，而是把门打开的决心。
市里表示，公交末班车将根据散场时间作相应调整。"""

FARM = """Holm Farms opened its books to visitors on Saturday, and the barns were full of neighbours.
The owners called it a fair year after two wet springs, and showed off the new grain dryer.
Children fed the calves while their parents asked about fertiliser, machinery and the price of land.
The day ended with a supper in the long barn, and the band played until the generator gave out."""

WEATHER = """A cold front crossed the valley on Tuesday night and took the roof off the bus station.
Forecasters had warned of gusts, yet few drivers believed them when the evening was so still.
Crews cleared the coast road by breakfast, though two schools stayed shut for want of power.
More rain is on its way, the weather office says, but nothing like the squall that has just passed."""

TRADITIONAL = OpenCC("s2t").convert


def families(texts: Mapping[str, str]) -> list[set[str]]:
    """The names of the texts, grouped by origin."""
    grouped: dict[str, set[str]] = {}
    for source in checker.check(texts).sources:
        grouped.setdefault(source.origin, set()).add(source.document.path)
    return sorted(grouped.values(), key=min)


def lightly_edited(text: str) -> str:
    for old, new in (
        ("延长开放时间", "延长营业时间"),
        ("没想到", "不料"),
        ("也有人担心停车更难", "有人则担心停车更难"),
        ("called it a fair year", "spoke of a fair year"),
        ("the band played until", "the band played on until"),
    ):
        text = text.replace(old, new)
    return text


@pytest.mark.parametrize("text", [NIGHT, SAME_STORY, FARM, WEATHER])
def test_the_same_text_twice_is_one_origin(text: str) -> None:
    assert families({"a.txt": text, "b.txt": text}) == [{"a.txt", "b.txt"}]


@pytest.mark.parametrize("text", [NIGHT, FARM])
def test_light_edits_keep_the_origin(text: str) -> None:
    edited = lightly_edited(text)
    assert edited != text
    assert families({"a.txt": text, "b.txt": edited}) == [{"a.txt", "b.txt"}]


@pytest.mark.parametrize("text", [NIGHT, SAME_STORY])
def test_a_change_of_script_keeps_the_origin(text: str) -> None:
    converted = TRADITIONAL(text)
    assert converted != text
    assert families({"a.txt": text, "b.txt": converted}) == [{"a.txt", "b.txt"}]


def test_script_and_light_edits_and_another_title_keep_the_origin() -> None:
    copy = "小城夜未眠：博物馆亮灯到九点\n\n" + TRADITIONAL(lightly_edited(NIGHT)) + "\n\n責任編輯：王明\n"
    assert families({"a.txt": NIGHT, "b.txt": copy}) == [{"a.txt", "b.txt"}]


def test_a_page_around_the_body_keeps_the_origin() -> None:
    body = "".join(f"<p>{line}</p>" for line in NIGHT.splitlines())
    page = f"<html><head><title>云岭博物馆</title></head><body><article><h1>夜场</h1>{body}</article></body></html>"
    assert families({"a.txt": NIGHT, "b.html": page}) == [{"a.txt", "b.html"}]


def test_wire_copy_inside_a_longer_article_is_one_origin() -> None:
    assert families({"a.txt": NIGHT, "b.txt": f"{NIGHT}\n{SAME_STORY}"}) == [{"a.txt", "b.txt"}]


@pytest.mark.parametrize(("one", "other"), [(NIGHT, SAME_STORY), (FARM, WEATHER), (NIGHT, FARM)])
def test_two_articles_are_two_origins(one: str, other: str) -> None:
    assert families({"a.txt": one, "b.txt": other}) == [{"a.txt"}, {"b.txt"}]


def test_a_shared_quotation_makes_no_copy() -> None:
    quoted = f"{SAME_STORY}\n馆长何静表示，如果秋天的客流仍然平稳，夜场会成为长期安排。"
    assert families({"a.txt": NIGHT, "b.txt": quoted}) == [{"a.txt"}, {"b.txt"}]


SHORT = [
    ("仁安医院的床位数为1800张。", "市卫健委介绍，仁安医院目前开放床位1800张。"),
    ("2024年，晨帆航运的营业收入为165亿元。", "年报显示，晨帆航运在这一年里共实现营收189亿元。"),
    (
        "In 2021, Walmart had 2.3 million employees.",
        "Walmart employed 2.1 million employees in 2024, the company said.",
    ),
    ("中远海运是一家航运公司，总部在上海。", "顺丰今天召开股东大会，讨论了运力调整。"),
]


def test_short_articles_of_their_own_words_are_two_origins() -> None:
    together = [f"{one} / {other}" for one, other in SHORT if len(families({"a.txt": one, "b.txt": other})) == 1]
    assert together == []


def test_copies_of_copies_are_one_origin_in_any_order() -> None:
    texts = {"c.txt": NIGHT, "a.txt": TRADITIONAL(NIGHT), "b.txt": lightly_edited(NIGHT), "d.txt": SAME_STORY}
    wanted = [{"a.txt", "b.txt", "c.txt"}, {"d.txt"}]
    assert families(texts) == families(dict(reversed(texts.items()))) == wanted


def test_the_origin_of_a_family_is_its_first_document() -> None:
    sketches = {"c": range(80), "a": range(80), "b": range(100, 180), "d": range(90)}
    origin = origins({document: Sketch(array("I", hashes), whole=True) for document, hashes in sketches.items()})
    assert origin == {"a": "a", "b": "b", "c": "a", "d": "a"}


def test_an_empty_text_is_nobodys_copy() -> None:
    sketches = {
        "a": Sketch(array("I"), whole=True),
        "b": Sketch(array("I"), whole=True),
        "c": Sketch(array("I", [1]), whole=True),
    }
    assert origins(sketches) == {"a": "a", "b": "b", "c": "c"}


def test_copies_too_many_to_be_told_from_stock_phrases_are_told_of() -> None:
    few, many = (
        {f"d{number:02d}": Sketch(array("I", range(80)), whole=True) for number in range(size)} for size in (40, 41)
    )
    capped: list[Capped] = []
    assert set(origins(few, capped).values()) == {"d00"}
    assert capped == []
    origins(many, capped)
    assert [(each.of, each.held) for each in capped] == [("d00", 41)]
