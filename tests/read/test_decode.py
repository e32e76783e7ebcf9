"""Every encoding that articles come in, at every length."""

import codecs
from pathlib import Path

import pytest

from checker.read.decode import decode, looks_binary
from checker.read.folders import read_paths

SIMPLIFIED = (
    "2025年第三季度,拼多多的现金储备达4238亿元,历史上首次超越了阿里巴巴的3736亿元。这一数字的交替,是一个时代的注脚。"
)
TRADITIONAL = (
    "創始人、董事長兼CEO雷軍登台近三個小時,先後介紹了自研手機晶片、平板,以及小米汽車的第一款SUV,售價5499元起。"
)
ENGLISH = "Xiaomi's shares rose more than 50 percent since the start of the year, and sales reached 1.2 million."
LENGTHS = (12, 16, 24, 40, 60)


@pytest.mark.parametrize("length", LENGTHS)
@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (SIMPLIFIED, "gb18030"),
        (SIMPLIFIED, "utf-8"),
        (SIMPLIFIED, "utf-16-le"),
        (SIMPLIFIED, "utf-16-be"),
        (TRADITIONAL, "big5hkscs"),
        (TRADITIONAL, "gb18030"),
        (TRADITIONAL, "utf-16-le"),
        (ENGLISH, "utf-16-le"),
        (ENGLISH, "utf-16-be"),
        (ENGLISH, "utf-8"),
    ],
)
def test_without_a_mark(text: str, encoding: str, length: int) -> None:
    for start in range(0, len(text) - length, 7):
        part = text[start : start + length]
        data = part.encode(encoding)
        assert not looks_binary(data)
        found = decode(data)
        assert found is not None
        assert (found.text, found.encoding) == (part, encoding)


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
    ],
)
def test_with_a_mark(mark: bytes, encoding: str) -> None:
    found = decode(mark + SIMPLIFIED.encode(encoding))
    assert found is not None
    assert (found.text, found.encoding) == (SIMPLIFIED, encoding)


@pytest.mark.parametrize("text", ["日本の携帯電話市場は昨年より大きく成長し、出荷台数は三千万台に達した。" * 4])
def test_other_languages_are_guessed_or_refused(text: str) -> None:
    found = decode(text.encode("shift_jis"))
    assert found is None or found.text == text


def test_european_text_in_an_old_encoding() -> None:
    text = "Le chiffre d'affaires a augmenté de 12 % à 3,5 milliards d'euros, a déclaré la société. " * 5
    found = decode(text.encode("cp1252"))
    assert found is not None
    assert "augment" in found.text


def test_a_cut_character_at_the_end_of_the_sample() -> None:
    text = "夸" * 40000 + "克"
    found = decode(("a" + text).encode("gb18030"))
    assert found is not None
    assert found.text == "a" + text


def test_the_offsets_of_a_file_in_another_encoding(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(SIMPLIFIED.encode("gb18030"))
    [document], problems = read_paths([tmp_path])
    assert (document.raw, document.encoding, problems) == (SIMPLIFIED, "gb18030", [])
