"""What two articles of one story tell one person to be to somebody."""

import pytest

import checker
from checker.model import Verdict
from tests.align.test_namesakes import CHINESE, ENGLISH


@pytest.mark.parametrize(
    ("left", "right", "conflict"),
    [
        (
            "出资的有船东方以舟和其妻顾静姝。",
            "The wharf is backed by Fang Yizhou and his sister-in-law, Gu Jingshu.",
            True,
        ),
        ("出资的有船东方以舟和侄子方雷浩。", "出资的有船东方以舟和儿子方雷浩。", True),
        # 外甥 is one of the kinds that a nephew may be
        ("出资的有船东方以舟和外甥雷浩然。", "The wharf is backed by Fang Yizhou and his nephew, Lei Haoran.", False),
        # one woman is a wife and a sister
        ("顾静姝是船东方以舟的妻子。", "顾静姝是局长顾明远的妹妹。", False),
        ("顾静姝是船东方以舟的妻子，也是局长顾明远的妹妹。", "出资的有妹妹顾静姝。", False),
        # two people of one name, each somebody else's kin
        ("李明的父亲王建国出席。", "张伟的岳父王建国出席。", False),
        ("李明和妻子王芳出席。", "张伟的妹妹王芳出席。", False),
    ],
)
def test_kin(left: str, right: str, *, conflict: bool) -> None:
    second = ENGLISH[1] if right.isascii() else CHINESE[1]
    texts = {"a.txt": f"{CHINESE[0]}\n\n{left}\n", "b.txt": f"{second}\n\n{right}\n"}
    found = [finding.rule for finding in checker.check(texts).findings if finding.verdict is Verdict.CONTRADICTION]
    assert found == (["name-differs"] if conflict else [])
