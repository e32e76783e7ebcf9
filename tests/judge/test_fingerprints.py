"""A fingerprint names what contradicts: it stays while the values do, whatever else happens in the folder."""

from collections.abc import Mapping

import pytest
from opencc import OpenCC

import checker
from checker.model import Verdict

FIRST = "据《早报》报道，坐拥1.2亿日活跃用户的夸克，被寄予厚望。\n"
SECOND = "夸克的日活跃用户为5000万。\n"
TWO = {"first.txt": FIRST, "second.txt": SECOND}
OTHER = {"c.txt": "千问的月活跃用户达到3000万。\n", "d.txt": "千问的月活跃用户达到4000万。\n"}
# a mirror as scrapers leave it: the other script, with the sound of a character beside it
DAMAGED = OpenCC("s2t").convert(FIRST).replace("億", "億(yì)")


def prints(texts: Mapping[str, str], entity: str = "夸克") -> set[str]:
    """The fingerprints of the contradictions about an entity."""
    found = checker.check(texts).of(Verdict.CONTRADICTION)
    return {finding.fingerprint for finding in found if finding.entity == entity}


WANTED = prints(TWO)


def test_there_is_something_to_name() -> None:
    assert len(WANTED) == 1


@pytest.mark.parametrize(
    "texts",
    [
        pytest.param({"z.txt": FIRST, "a.txt": SECOND}, id="files renamed, and in the other order"),
        pytest.param({"deep/first.md": FIRST, "deep/second.md": SECOND}, id="files moved to another folder"),
        pytest.param({"first.txt": f"一段别的话。\n\n\n{FIRST}", "second.txt": SECOND}, id="lines moved"),
        pytest.param({"first.txt": FIRST + SECOND}, id="both in one file"),
        pytest.param({"first.html": f"<p>{FIRST}</p>", "second.txt": SECOND}, id="marked up"),
        pytest.param({**TWO, "copy.txt": FIRST}, id="a copy added"),
        pytest.param({**TWO, "copy.txt": OpenCC("s2t").convert(FIRST)}, id="a copy in the other script added"),
        pytest.param({**TWO, "copy.txt": DAMAGED}, id="a damaged copy added"),
        pytest.param({"first.txt": DAMAGED, "second.txt": SECOND}, id="only the damaged copy left"),
        pytest.param({**TWO, "third.txt": "夸克的日活跃用户有1.2亿人。\n"}, id="the same value in other words"),
        pytest.param({**TWO, **OTHER}, id="other findings come"),
        pytest.param({**TWO, "third.txt": "夸克的下载量为3亿次。\n"}, id="another claim about the same"),
    ],
)
def test_it_stays(texts: Mapping[str, str]) -> None:
    assert prints(texts) == WANTED


def test_it_stays_when_other_findings_go() -> None:
    assert prints(OTHER, "千问App")
    assert prints({**TWO, **OTHER}, "千问App") == prints(OTHER, "千问App")


@pytest.mark.parametrize(
    "texts",
    [
        pytest.param({**TWO, "first.txt": FIRST.replace("1.2亿", "1.3亿")}, id="one value changes"),
        pytest.param({**TWO, "second.txt": SECOND.replace("5000万", "约5000万")}, id="a value is told less exactly"),
        pytest.param({**TWO, "second.txt": SECOND.replace("5000万", "5100万")}, id="the other value changes"),
        pytest.param({**TWO, "third.txt": "夸克的日活跃用户为8000万。\n"}, id="a third value joins"),
        pytest.param({name: text.replace("日活", "月活") for name, text in TWO.items()}, id="another measure"),
    ],
)
def test_it_changes(texts: Mapping[str, str]) -> None:
    found = prints(texts)
    assert found
    assert found.isdisjoint(WANTED)


def test_the_unit_that_a_value_is_told_in_changes_nothing() -> None:
    near = {"a.txt": "长虹大桥全长5公里。\n", "b.txt": "长虹大桥全长7公里。\n"}
    found = prints(near, "长虹大桥")
    assert found
    assert prints({**near, "b.txt": "长虹大桥全长7000米。\n"}, "长虹大桥") == found


def test_two_agreements_are_two_findings() -> None:
    said = {
        "a.txt": "仁安医院的床位数为1800张。晨帆航运的员工人数为3200人。",
        "b.txt": "市卫健委介绍，仁安医院开放床位1800张。据了解，晨帆航运共有员工3200人。",
    }
    found = checker.check(said).of(Verdict.AGREEMENT)
    assert len(found) == 2
    assert len({finding.fingerprint for finding in found}) == 2
