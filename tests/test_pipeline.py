"""The whole way through: the same bytes for the same texts, true evidence, one bad sentence, copies counted once."""

import json
from collections.abc import Mapping
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from opencc import OpenCC

import checker
from checker.model import NameValue, Quantity, Run, Verdict
from checker.report import json_, table

HARBOUR = """2025年2月3日 海事周刊

马士基发布年报：2024年，马士基营业收入为555亿美元，员工人数为10万人。
据《海事周刊》报道，公司首席执行官对运价持谨慎态度，认为红海绕航造成的运力紧张正在缓解。
码头工人说，这一年的夜班比往年多，新装的岸桥却安静了不少。
"""
RIVAL = """2025年2月7日 商报

航运业的景气度正在回落。马士基2024年营业收入为555亿美元，员工人数为8.2万人。
分析人士认为，下一年的合约谈判会更艰难，货主已经开始比较铁路和卡车的价格。
"""
ENGLISH = """Shipping lines have been counting heads again. Maersk has 100,000 employees, the company said on Friday.
In 2024, Maersk's revenue was $55.5 billion. Port workers spoke of long nights and quiet new cranes.
"""
FOLDER = {
    "harbour.txt": HARBOUR,
    "mirror.txt": OpenCC("s2t").convert(HARBOUR),
    "rival.txt": RIVAL,
    "english.md": ENGLISH,
}


def report(texts: Mapping[str, str]) -> str:
    """The JSON report of some texts, as it would be written."""
    return json.dumps(json_.to_dict(checker.check(texts)), ensure_ascii=False, sort_keys=True)


def test_the_folder_holds_what_is_written_into_it() -> None:
    run = checker.check(FOLDER)
    verdicts = {finding.verdict for finding in run.findings if finding.attribute.startswith("员工数")}
    assert verdicts == {Verdict.CONTRADICTION}
    assert len({source.origin for source in run.sources}) == 3


def test_the_same_texts_give_the_same_bytes() -> None:
    assert report(FOLDER) == report(FOLDER)


def test_the_order_of_the_texts_does_not_matter() -> None:
    wanted = report(FOLDER)
    for order in list(permutations(FOLDER))[::5]:
        assert report({name: FOLDER[name] for name in order}) == wanted


def test_the_order_of_the_files_does_not_matter(tmp_path: Path) -> None:
    for name, text in FOLDER.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    orders = [sorted(tmp_path.iterdir()), sorted(tmp_path.iterdir(), reverse=True)]
    runs = [checker.check(order) for order in orders]
    assert json_.to_dict(runs[0]) == json_.to_dict(runs[1])
    assert table.conflict_rows(runs[0]) == table.conflict_rows(runs[1])


def test_a_text_that_is_added_changes_no_claim_of_the_others() -> None:
    def told(run: Run, path: str) -> list[tuple[str, str, str]]:
        [identifier] = [source.document.id for source in run.sources if source.document.path == path]
        return [(c.entity.name, c.attribute.name, c.quote) for c in run.claims if c.document == identifier]

    alone = checker.check({"harbour.txt": HARBOUR})
    together = checker.check({"harbour.txt": HARBOUR, "other.txt": "仁安医院的床位数为1800张。"})
    assert told(alone, "harbour.txt") == told(together, "harbour.txt") != []


def demand_true_evidence(run: Run) -> None:
    raw = {source.document.id: source.document.raw for source in run.sources}
    identifiers = [claim.id for claim in run.claims]
    assert len(set(identifiers)) == len(identifiers)
    for claim in run.claims:
        assert raw[claim.document][claim.span.start : claim.span.end] == claim.quote
        assert 0 < len(claim.quote) <= 60
        assert set(claim.derived_from) <= set(identifiers)
        if isinstance(claim.value, Quantity) and claim.value.low is not None and claim.value.high is not None:
            assert claim.value.low <= claim.value.high
        if isinstance(claim.value, NameValue):
            assert claim.value.name
    for loose in run.not_compared:
        assert raw[loose.document][loose.start : loose.end] == loose.quote
    for finding in run.findings:
        held = {identifier for position in finding.positions for identifier in position.claims}
        compared = {claim.id for j in finding.judgements for claim in (j.pair.left, j.pair.right)}
        assert held == compared


def test_the_folder_has_true_evidence() -> None:
    demand_true_evidence(checker.check(FOLDER))


SENTENCES = [
    "马士基的員(yuán)工人數(shù)為10萬(wàn)人。",
    "马士基的员工人数为１０万人。",
    "马士基的员工人数为**8.2万人**，同比下降**5.1%**。",
    "仁安医院的床位数为1，800张（2020年为1500张）。",
    "仁安医院床位数约為 1 800 張,醫(yī)生960人。",
    "2025年2月3日 ",
    "截至2024年9月30日，",
    "据《海事周刊》报道，",
    "Maersk has 100,000 employees; ",
    "Maersk&nbsp;had revenue of $55.5&nbsp;billion in 2024. ",
    "马士基总部位于哥本哈根。",
    "马士基CEO柯文胜说：“运价会回落。”",
    "晨帆航运（Chenfan Shipping）成立于1996年5月8日。",
    "海州代表团获得21金18银25铜，奖牌总数为66枚。",
    "| 公司 | 员工人数（万人） |\n| --- | --- |\n| 马士基 | 10.0 |\n",
    "<b>5000</b>萬(wàn)元",
    "??淇藙t",
    "\n",
    "\n\n",
    "# ",
    "- ",
    "**",
    "（",
    ")",
    "“",
    "\u200b",
    "\u3000",
    "\r\n",
    "𠮷",
]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=10).map("".join),
    st.lists(st.sampled_from(SENTENCES), max_size=6).map("".join),
    st.sampled_from(["a.txt", "a.md", "a.html"]),
)
@example("马士基的員(yuán)工人數(shù)為10萬(wàn)人。", "马士基的员工人数为１０万人。", "a.md")
@example("**马士基**的员工人数为**8.2万人**", "马士基的员工人数为8.4万人", "a.md")
def test_every_quote_is_found_at_its_place(one: str, other: str, name: str) -> None:
    demand_true_evidence(checker.check({name: one, "b.txt": other}))


IMPOSSIBLE = {
    "a date that no calendar has": "马士基于2024年2月30日成立，2024年13月45日上市。",
    "a figure of a thousand digits": f"马士基的员工人数为{'9' * 1000}人。",
    "a share of nothing": "马士基的营业收入由0亿元增至0亿元，增长0%，是去年的0倍。",
    "brackets that never close": "马士基（（（（【《“的员工人数为10万人",
    "signs only": "％％％。。。，，，亿亿亿万万万年月日第第第",
    "a range that runs backwards": "马士基的员工人数为9万至6万人，气温25至-300度。",
    "a year beyond all years": "马士基成立于99999年，截至0000年00月00日累计交付量为-0辆。",
    "one name over and over": "马士基" * 400,
    "letters and marks": "e\u0301" * 50 + "\ufffe\u202e马士基的员工人数为10万人",
}


@pytest.mark.parametrize("sentence", IMPOSSIBLE.values(), ids=IMPOSSIBLE)
def test_an_impossible_sentence_does_not_stop_the_others(sentence: str) -> None:
    texts = {"bad.txt": f"{sentence}\n{sentence}", "harbour.txt": HARBOUR, "rival.txt": RIVAL}
    run = checker.check(texts)
    demand_true_evidence(run)
    assert len(run.sources) == 3
    between = {
        frozenset(paths_of(run, (judgement.pair.left.document, judgement.pair.right.document)))
        for finding in run.of(Verdict.CONTRADICTION)
        for judgement in finding.judgements
    }
    assert frozenset({"harbour.txt", "rival.txt"}) in between


def paths_of(run: Run, documents: tuple[str, ...]) -> list[str]:
    paths = {source.document.id: source.document.path for source in run.sources}
    return [paths[document] for document in documents]


def test_copies_never_count_twice() -> None:
    run = checker.check({**FOLDER, "third.txt": HARBOUR.replace("却安静了不少", "倒安静了许多")})
    origin = {source.document.id: source.origin for source in run.sources}
    held = {claim.id: origin[claim.document] for claim in run.claims}
    assert run.findings
    for finding in run.findings:
        for position in finding.positions:
            assert position.origins == len({held[claim] for claim in position.claims})
            assert position.origins <= 3


def test_copies_alone_agree_with_nobody() -> None:
    run = checker.check({name: FOLDER[name] for name in ("harbour.txt", "mirror.txt")})
    assert len({source.origin for source in run.sources}) == 1
    assert run.of(Verdict.AGREEMENT) == ()
    assert run.of(Verdict.CONTRADICTION) == ()


def test_all_copies_of_a_position_are_listed() -> None:
    run = checker.check(FOLDER)
    [finding] = [each for each in run.of(Verdict.CONTRADICTION) if each.attribute.startswith("员工数")]
    documents = {claim.id: claim.document for claim in run.claims}
    held = [sorted(paths_of(run, tuple(documents[c] for c in position.claims))) for position in finding.positions]
    assert sorted(held) == [["english.md", "harbour.txt", "mirror.txt"], ["rival.txt"]]


def test_a_figure_that_changed_in_a_copy_is_the_gravest_finding() -> None:
    run = checker.check({"harbour.txt": HARBOUR, "mirror.txt": HARBOUR.replace("555亿", "585亿")})
    assert [(finding.rule, str(finding.severity)) for finding in run.findings] == [("copy-altered", "high")]


def test_a_dismissed_name_survives_reordering_and_new_copies() -> None:
    def prints(texts: Mapping[str, str]) -> set[str]:
        return {finding.fingerprint for finding in checker.check(texts).of(Verdict.CONTRADICTION)}

    two = {"harbour.txt": HARBOUR, "rival.txt": RIVAL}
    renamed = {"z.txt": HARBOUR, "y.txt": RIVAL}
    assert prints(two) == prints(dict(reversed(two.items()))) == prints(renamed) != set()
    assert prints({**two, "copy.txt": HARBOUR}) == prints(two)
    assert prints({**two, "rival.txt": RIVAL.replace("8.2万人", "7.9万人")}) != prints(two)


def test_nothing_to_compare_is_no_finding() -> None:
    run = checker.check({"a.txt": "今天天气很好。", "b.txt": ""})
    assert (run.claims, run.findings) == ((), ())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("这座灯塔用花岗岩砌成,塔高38米。", "花岗岩砌成的灯塔高42米,夜里能照到20海里外。"),
        ("全县今年种了12万亩油菜。", "县农业局说,油菜面积今年是15万亩。"),
        (
            "The orchard harvested 340 tonnes of pears this season.",
            "Pickers brought in 410 tonnes of pears from the orchard.",
        ),
    ],
)
def test_two_passages_set_side_by_side_tell_one_thing(one: str, other: str) -> None:
    # they share no three names, which would make two articles one story
    assert [finding.verdict for finding in checker.check({"a": one, "b": other}).findings] == [Verdict.CONTRADICTION]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # another measure
        ("沪宁高速全线限速120公里。", "农场今年收了150吨苹果。"),
        ("酒店有客房280间。", "酒店去年接待客人9.3万人次,餐厅有36张桌子。"),
        ("The bridge is 312 metres long.", "The bridge cost 312 million dollars and is 18 metres wide."),
        # another time, of a year that neither tells
        ("剧团今年演出了112场。", "剧团去年演出了96场。"),
        ("水库3月15日的蓄水量是2.4亿立方米。", "到3月28日,水库蓄水量为3.1亿立方米。"),
        ("Output in the first ten days of May was 310 tonnes.", "From May 21 to 31, output was 280 tonnes."),
        # a part
        ("The choir has 64 singers, 38 of them women.", "The choir has 26 men."),
    ],
)
def test_two_passages_of_different_things_are_in_no_conflict(one: str, other: str) -> None:
    verdicts = {finding.verdict for finding in checker.check({"a": one, "b": other}).findings}
    assert Verdict.CONTRADICTION not in verdicts
