"""Names that are written nearly the same."""

import random

import pytest

from checker.align import spellings
from checker.align.levels import is_close
from checker.align.spellings import Spellings


def test_names_that_differ_in_a_number_are_not_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, str]] = []

    def counted(one: str, other: str) -> bool:
        asked.append((one, other))
        return is_close(one, other)

    monkeypatch.setattr(spellings, "is_close", counted)
    names = [f"青河市第{number}人民医院" for number in range(200)]
    near = Spellings([*names, "青河市第7人民医院院"])
    assert [near.of(name) for name in names if near.of(name)] == [["青河市第7人民医院院"]]
    # of the one that has another spelling, each time that it is asked for
    assert set(asked) == {("青河市第7人民医院", "青河市第7人民医院院")}


def test_no_other_spelling_is_missed() -> None:
    draw = random.Random(1)
    names = ["".join(draw.choice("陈帆银行12²") for _ in range(draw.randint(8, 20))) for _ in range(60)]
    names += [name[:at] + name[at + 1 :] for name in names for at in (0, len(name) // 2, len(name) - 1)]
    near = Spellings(names)
    found = {name: near.of(name) for name in names}
    assert any(found.values())
    # a run of three signs in common is asked for, and any two that are so alike have one
    for name, others in found.items():
        assert others == sorted({other for other in names if other != name and is_close(name, other)})


def test_long_names_with_words_in_common_are_not_close() -> None:
    # a slip of the pen is a letter or two, another town is three
    assert is_close("xuanbolightrailline2", "xuanblightrailline2")
    assert not is_close("xuanbolightrailline2", "xuntaolightrailline2")
    assert not is_close("gangenesportsmasters", "changfenesportsmasters")
