"""What cuts text into words: both ways give the very words that jieba gives."""

import random
import re
import subprocess
import sys
import warnings
from collections.abc import Callable
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest

import checker
from checker.cli import main
from checker.errors import SettingsError
from checker.extract import words
from checker.extract.words import Segmenter
from checker.lexicon import dictionary
from checker.lexicon.load import words as listed
from checker.settings import SEGMENTERS, Extract, Settings

ROOT = Path(__file__).parents[2]
KNOWN = (*listed("zh/bodies.toml", "endings"), *listed("zh/grammar.toml", "level_verbs"))
HAN = re.compile("[一-鿿㐀-䶿]+")


@pytest.fixture(params=["jieba", "rjieba"])
def name(request: pytest.FixtureRequest) -> str:
    if request.param == "rjieba":
        pytest.importorskip("rjieba", reason="rjieba is not installed: pip install '.[fast]'")
    return str(request.param)


@pytest.fixture
def cut(name: str) -> Callable[[str], list[str]]:
    made = Segmenter(KNOWN, name)
    return lambda text: [part for part, _ in made.parts(text)]


@pytest.fixture(scope="module")
def judge() -> Callable[[str], list[str]]:
    """jieba itself, that has learned the words that ours has."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        jieba = import_module("jieba")
    made = jieba.Tokenizer()
    made.FREQ, made.total = made.gen_pfdict(made.get_dict_file())
    made.initialized = True
    for word in KNOWN:
        before = made.FREQ.get(word) or 0
        made.add_word(word, max(before, 5000))
        made.total -= before  # it counts a word that it had once more
    # each of its texts is cut by both of ours
    return cache(made.lcut)


@cache
def texts() -> tuple[str, ...]:
    folders = [ROOT / "seeds", *(ROOT / "tests" / "corpora").glob("*/docs")]
    files = sorted(file for folder in folders for file in folder.iterdir() if file.is_file())
    return tuple(file.read_text(encoding="utf-8", errors="ignore") for file in files)


def test_the_articles_are_cut_as_jieba_cuts_them(
    cut: Callable[[str], list[str]], judge: Callable[[str], list[str]]
) -> None:
    lines = {line for text in texts() for line in text.split("\n")}
    runs = {run for text in texts() for run in HAN.findall(text)}
    assert len(lines) > 5000
    assert len(runs) > 20000
    differ = [text for text in sorted(lines | runs) if cut(text) != judge(text)]
    assert differ == []


def drawn(few: int) -> list[str]:
    """Texts of a few different signs each, in which rows of words come about that are equally likely."""
    rare = random.Random(17)
    signs = "".join(sorted(set("".join(texts())))) + "一人行在的" * 100
    kinds = ("".join(rare.choices(signs, k=few)) for _ in range(3000))
    return ["".join(rare.choices(kind, k=rare.randint(2, 12))) for kind in kinds]


@pytest.mark.parametrize("few", [2, 3, 8])
def test_texts_that_make_no_sense_are_cut_as_jieba_cuts_them(
    few: int, cut: Callable[[str], list[str]], judge: Callable[[str], list[str]]
) -> None:
    made = [*drawn(few), "", " ", "\r\n", "\r\n\n", "ai-ml", "A股T恤B超", "3.14%", "1.2.3", "鿖鿿㐀龥", "\ud800现金"]
    differ = [text for text in made if cut(text) != judge(text)]
    assert differ == []


def test_words_of_ours_stay_whole_and_have_a_class(name: str) -> None:
    plain, taught = Segmenter((), name), Segmenter(("青禾设计院",), name)
    assert plain.parts("找青禾设计院") == (("找青禾", ""), ("设计院", "n"))
    assert taught.parts("找青禾设计院") == (("找", "v"), ("青禾设计院", "nz"))
    assert (taught.frequency("青禾设计院"), taught.tag("青禾设计院")) == (5000, "nz")
    assert (plain.frequency("青禾设计院"), plain.tag("青禾设计院")) == (0, "")
    # one that the dictionary has keeps its class, and is as frequent as it was if that is more
    assert Segmenter(("中国",), name).frequency("中国") == plain.frequency("中国") > 5000


def test_the_places_tile_the_text(name: str) -> None:
    text = "截至12月31日,现金储备下降8.5%。"
    cut = Segmenter(KNOWN, name).cut(text, 7)
    assert "".join(word.text for word in cut) == text
    assert [text[word.span.start - 7 : word.span.end - 7] for word in cut] == [word.text for word in cut]


FOLDERS = ["seeds", "tests/corpora/tea-ipo/docs", "tests/corpora/film-summer/docs", "tests/corpora/robot-vacuum/docs"]


@pytest.mark.parametrize("folder", FOLDERS)
def test_reports_are_the_same_byte_for_byte(folder: str, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("rjieba", reason="rjieba is not installed: pip install '.[fast]'")
    monkeypatch.chdir(ROOT)
    made = {checker.check(folder, Settings(extract=Extract(each))).render(".json") for each in SEGMENTERS}
    assert len(made) == 1


def test_rjieba_takes_over_when_there_is_enough_to_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("rjieba", reason="rjieba is not installed: pip install '.[fast]'")
    monkeypatch.setattr(words, "_PAYS", 3)
    loaded = []
    monkeypatch.setattr(words, "Rjieba", lambda *given: loaded.append(1) or words.Jieba(given[0]))
    made = Segmenter((), "auto")
    for text in ("现金", "储备", "现金", "储备"):
        made.parts(text)
    assert not loaded
    made.parts("下降")
    made.parts("上升")
    assert loaded == [1]


def test_without_the_extra_a_line_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(words, "find_spec", lambda _: None)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("夸克的日活跃用户为1.2亿。", encoding="utf-8")
    told = "checker: segmenter 'rjieba': needs the extra 'fast'; run: pip install 'checker[fast]'\n"
    for command in ("check", "claims"):
        assert main([command, "a.txt", "--segmenter", "rjieba"]) == 2
        assert capsys.readouterr() == ("", told)
    (tmp_path / "checker.toml").write_text('segmenter = "rjieba"\n', encoding="utf-8")
    assert main(["check", "a.txt"]) == 2
    assert capsys.readouterr() == ("", told)
    assert main(["check", "a.txt", "--segmenter", "auto", "-q"]) == 0
    monkeypatch.setattr(words, "_PAYS", 1)
    assert [part for part, _ in Segmenter((), "auto").parts("现金储备")] == ["现金", "储备"]


def test_a_segmenter_that_nobody_knows() -> None:
    with pytest.raises(SettingsError, match=r"^segmenter: expected one of auto, jieba, rjieba, not 'thulac'$"):
        checker.check({"a.txt": "夸克"}, Settings(extract=Extract("thulac")))


def test_another_dictionary_is_not_cut_with_rjieba(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("rjieba", reason="rjieba is not installed: pip install '.[fast]'")
    lines = dictionary.Dictionary("现 1 n\n金 1 n\n现金储 900 n\n", 902)
    monkeypatch.setattr(words, "dictionary", lambda: (lines, None))
    monkeypatch.setattr(words, "_PAYS", 1)
    with pytest.raises(SettingsError, match="has another dictionary"):
        Segmenter((), "rjieba")
    assert Segmenter((), "auto").parts("现金储") == (("现金储", "n"),)


def test_what_is_known_of_the_dictionary_beforehand_is_true() -> None:
    made, release = dictionary.dictionary()
    assert release == dictionary.RELEASE
    told = (dictionary._home() / "dict.txt").read_text(encoding="utf-8").split()
    counts = list(map(int, told[1::3]))
    assert made.total == release.total == sum(counts)
    assert release.twice == sum(counts) - sum(dict(zip(told[::3], counts, strict=True)).values())
    assert {word: made.times(word) for word in told[::3]} == dict(zip(told[::3], counts, strict=True))
    read = [word for start in {word[:2] for word in told[::3]} for word in made[start].times if word[:2] == start]
    assert len(read) == len(set(read)) == len(set(told[::3]))
    some = dict(zip(told[::3], told[2::3], strict=True)) | {"现金储": ""}
    assert {word: made.tag(word) for word in [*some][::50]} == {word: some[word] for word in [*some][::50]}
    assert made.tag("B超") == some["B超"]


def test_signs_that_begin_no_word_are_not_kept() -> None:
    made, _ = dictionary.dictionary()
    for sign in map(chr, range(0xE000, 0xF8FF)):
        assert (made.times(sign), made.tag(sign)) == (0, "")
    assert not made


def test_jieba_itself_is_not_loaded(name: str) -> None:
    code = f"""import sys, checker
from checker.settings import Extract, Settings
checker.check({{"a.txt": "林秀云说,夸克的日活跃用户为1.2亿。"}}, Settings(extract=Extract({name!r})))
print({{"jieba", "jieba.finalseg", "pkg_resources", "rjieba"}} & {{*sys.modules}})"""
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == ("{'rjieba'}\n" if name == "rjieba" else "set()\n")
