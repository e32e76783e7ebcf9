"""Words are words: what a house's own files, a name or the lexicon hold is never read as a pattern."""

import json
from pathlib import Path

import pytest

import checker
from checker.errors import LexiconError
from checker.lexicon.house import read_house
from checker.settings import Settings

LEXICON = Path(checker.__file__).parent / "lexicon"
# what would mean something in a pattern, or break one
SIGNS = [
    ".*", "(?:", "(a+)+$", "[", "]", "[^", "a|b", "\\", "\\Z", "(?P<x>", "(?i)", "x{2,}", "*", "+?", "^", "$", ")", "(",
    "(?<=a", "(?#", "\\1", "{", "夸克.", "夸克|千问", "(?!)", "-", "&", "#x", "a-z", "(?x) a",
]  # fmt: skip


def _house(tmp_path: Path, *tables: str) -> Path:
    path = tmp_path / "house.toml"
    path.write_text("\n".join(tables), encoding="utf-8")
    return path


def _tables(sign: str) -> list[str]:
    word = json.dumps(sign, ensure_ascii=False)
    form = json.dumps(f"星{sign}", ensure_ascii=False)
    return [
        f'[[alias]]\nforms = [{form}]\ncanonical = {word}\nkind = "company"',
        f'[[attribute]]\nname = {form}\nforms = [{word}]\ndimension = "count"\nnature = "stock"',
        f'[[hedge]]\nforms = [{word}]\nbound = "at_least"\nside = "before"',
    ]


def _run(house: Path, *texts: str) -> checker.Run:
    settings = Settings(lexicon=(str(house),))
    return checker.check({f"{index}.txt": text for index, text in enumerate(texts)}, settings)


@pytest.mark.parametrize("sign", SIGNS)
def test_a_house_word_is_taken_literally(sign: str, tmp_path: Path) -> None:
    house = _house(tmp_path, *_tables(sign))
    text = "夸克的日活跃用户为1.2亿。千问于2025年3月1日发布。aaaaaaaa ab 12 million users."
    told, ours = _run(house, text), checker.check({"0.txt": text})
    assert told.problems == ours.problems
    if sign not in text:
        assert [(claim.entity.name, claim.quote) for claim in told.claims] == [
            (claim.entity.name, claim.quote) for claim in ours.claims
        ]


@pytest.mark.parametrize("sign", [".*", "a|b", "$^", "\\Z", "+"])
def test_a_name_of_signs_is_found_as_written(sign: str, tmp_path: Path) -> None:
    house = _house(tmp_path, f'[[alias]]\nforms = []\ncanonical = {json.dumps(f"星河{sign}号")}\nkind = "company"')
    run = _run(
        house,
        f"星河{sign}号的日活跃用户为1.2亿。",
        f"星河{sign}号的日活跃用户为5000万。",
        "星河ab号的日活跃用户为3亿。",
    )
    assert run.problems == ()
    assert f"星河{sign}号" in {claim.entity.name for claim in run.claims}


@pytest.mark.parametrize("sign", ["", " ", "a\n", "\nb", "\t"])
def test_what_is_no_word_is_refused_with_a_line(sign: str, tmp_path: Path) -> None:
    house = _house(tmp_path, f'[[alias]]\nforms = [{json.dumps(sign)}]\ncanonical = "星河"\nkind = "company"')
    with pytest.raises(LexiconError) as told:
        read_house([house])
    assert "\n" not in str(told.value)
    assert "is no word" in str(told.value)


@pytest.mark.parametrize("sign", ["星\n河", "星\x00河", "星\x1b[31m河", "星\u2028河"])
def test_a_word_holds_no_line_end_and_no_control_sign(sign: str, tmp_path: Path) -> None:
    house = _house(tmp_path, f'[[hedge]]\nforms = [{json.dumps(sign)}]\nbound = "at_least"\nside = "before"')
    with pytest.raises(LexiconError) as told:
        read_house([house])
    assert "\n" not in str(told.value)
