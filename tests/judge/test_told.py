"""What a reader is told of why two figures stand as they do, in whole."""

import pytest

import checker


@pytest.mark.parametrize(
    ("left", "right", "because"),
    [
        (
            "2024年，晨帆航运的员工人数增加了3200人。",
            "年报显示，2024年晨帆航运的员工人数为5100人。",
            "one is a change, the other a level",
        ),
        (
            "2024年，晨帆航运的净利润增长12%。",
            "年报显示，2024年晨帆航运净利润增长15%。",
            "12% and 15% cannot both be true",
        ),
        (
            "截至2024年6月底，蔚来累计交付量为52万辆。",
            "蔚来2024年6月的交付量为2.1万辆。",
            "one is a running total, the other is not",
        ),
        (
            "2023年，河南省的粮食产量为2100万吨。",
            "统计局数据显示，2024年河南省粮食产量2350万吨。",
            "one speaks of 2023年, the other of 2024年",
        ),
        (
            "2024年，牧原股份的净利润为12.5亿元。",
            "年报显示，2024年牧原股份营业收入210亿元。",
            "one is 净利润, the other 营业收入",
        ),
        (
            "上海港的集装箱吞吐量位居全球第一。",
            "榜单显示，上海港集装箱吞吐量排名全球第三。",
            "第一 and 第三 cannot both be the rank",
        ),
    ],
)
def test_the_reason_is_told_in_whole(left: str, right: str, because: str) -> None:
    [finding] = checker.check({"a.txt": left, "b.txt": right}).findings
    assert {judgement.because for judgement in finding.judgements} == {because}
