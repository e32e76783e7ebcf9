"""What can stand in the wrong order: levels that are facts, and totals that only grow."""

import pytest

import checker
from checker.judge.orders import broken
from checker.model import Pair


def pair(*texts: str) -> Pair:
    """The two claims of what is told, as of one sentence."""
    left, right = checker.check({f"{at}.txt": text for at, text in enumerate(texts)}).claims
    return Pair(left, right, "same name, same attribute", one_sentence=True)


@pytest.mark.parametrize(
    ("texts", "out_of_order"),
    [
        (["高德地图2024年6月日活跃用户达到500万，2024年6月月活跃用户为320万。"], True),
        # who plans for more than there is plans to grow
        (["高德地图计划2024年6月日活跃用户达到500万，2024年6月月活跃用户为320万。"], False),
        (["截至2024年5月底，蔚来累计交付量为52万辆。", "截至2024年8月底，蔚来累计交付量是47万辆。"], True),
        # a staff may shrink
        (["截至2024年5月底，蔚来的员工人数为5万人。", "截至2024年8月底，蔚来员工人数是3万人。"], False),
        # two spans that begin apart are two counts
        (["2024年1月至5月，蔚来累计交付量为52万辆。", "2024年3月至8月，蔚来累计交付量是47万辆。"], False),
    ],
)
def test_an_order_is_of_facts_counted_alike(texts: list[str], out_of_order: bool) -> None:  # noqa: FBT001 - as a case tells it
    assert (broken(pair(*texts)) is not None) is out_of_order
