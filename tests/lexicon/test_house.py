"""A house's own words: what they add, what they take from ours, and that nothing of them is left for the next run."""

import functools
import inspect
import json
import pkgutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

import checker
from checker.errors import LexiconError
from checker.lexicon import overlay
from checker.lexicon.attributes import attributes
from checker.lexicon.house import read_house
from checker.lexicon.names import NameKind, names
from checker.lexicon.overlay import House, put_in_force
from checker.model import Quantity
from checker.model.value import Bound
from checker.report import json_
from checker.settings import Settings

WHALE = """
[[alias]]
canonical = "蓝鲸一号"
kind = "product"
forms = ["小鲸鱼"]

[[attribute]]
name = "在馆人次"
dimension = "count"
nature = "stock"
forms = ["坐馆数"]

[[hedge]]
side = "before"
bound = "at_most"
forms = ["撑死", "Tops Out At"]
"""
OTHER = '[[alias]]\ncanonical = "Orca"\nkind = "company"\nforms = ["小鲸鱼"]\n'
TEXTS = {
    "a.txt": "小鲸鱼的坐馆数为1.2亿。",
    "b.txt": "蓝鲸一号的坐馆数为5000万。",
    "c.txt": "夸克的日活跃用户撑死300万。",
    "d.txt": "Quark tops out at 5,000 daily active users.",
}


Lay = Callable[[str], None]


def report(*lexicon: Path, texts: dict[str, str] = TEXTS) -> str:
    return json_.render(checker.check(texts, settings=Settings(lexicon=lexicon)))


def digest(*lexicon: Path) -> str:
    found: str = json.loads(report(*lexicon))["tool"]["settings_digest"]
    return found


@pytest.fixture
def whale(tmp_path: Path) -> Path:
    return put(tmp_path / "whale.toml", WHALE)


def put(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def laid(tmp_path: Path) -> Iterator[Lay]:
    """Words laid over ours until the test is over."""
    with ExitStack() as held:
        yield lambda text: held.enter_context(put_in_force(read_house([put(tmp_path / "laid.toml", text)])))


def test_names_attributes_and_hedges_of_the_house_are_read(whale: Path) -> None:
    run = checker.check(TEXTS, settings=Settings(lexicon=(whale,)))
    [conflict] = [finding for finding in run.findings if finding.entity == "蓝鲸一号"]
    assert (conflict.rule, conflict.attribute) == ("value-differs", "在馆人次")
    bounds = [claim.value.bound for claim in run.claims if isinstance(claim.value, Quantity)]
    assert bounds.count(Bound.AT_MOST) == 2
    plain = checker.check(TEXTS)
    assert "蓝鲸一号" not in {claim.entity.name for claim in plain.claims}
    assert Bound.AT_MOST not in {claim.value.bound for claim in plain.claims if isinstance(claim.value, Quantity)}


def test_two_lexicons_in_one_process_leave_nothing_for_one_another(whale: Path, tmp_path: Path) -> None:
    other = put(tmp_path / "other.toml", OTHER)
    plain, first, second = report(), report(whale), report(other)
    assert len({plain, first, second}) == 3
    assert "Orca" in second
    assert "Orca" not in first
    for _ in range(2):
        assert (report(other), report(), report(whale)) == (second, plain, first)
    # and each is what a process of its own would say
    code = (
        "import checker, sys; from checker.report import json_; from checker.settings import Settings;"
        f"sys.stdout.write(json_.render(checker.check({TEXTS!r}, Settings(lexicon=({str(other)!r},)))))"
    )
    alone = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True).stdout
    assert alone == second


def test_a_file_that_was_changed_is_read_anew(whale: Path) -> None:
    before = report(whale)
    put(whale, OTHER)
    assert report(whale) != before
    put(whale, WHALE)
    assert report(whale) == before


def test_a_run_that_fails_leaves_nothing(whale: Path, tmp_path: Path) -> None:
    plain = report()
    with pytest.raises(LexiconError):
        report(whale, put(tmp_path / "bad.toml", "[[alias]]\n"))
    assert report() == plain


def test_the_digest_names_the_words_and_not_their_files(whale: Path, tmp_path: Path) -> None:
    copy = put(tmp_path / "copy.toml", WHALE)
    assert digest(whale) == digest(copy) != digest()
    put(copy, WHALE.replace("撑死", "顶天"))
    assert digest(copy) not in {digest(whale), digest()}
    assert digest(put(tmp_path / "empty.toml", "")) != digest(whale)


def test_a_form_of_ours_is_the_houses(laid: Lay) -> None:
    laid('[[alias]]\ncanonical = "阿里体育"\nkind = "company"\nforms = ["阿里"]\nparent = "阿里巴巴"\n')
    found = {form: name for name in names() for form in name.forms}
    assert found["阿里"].canonical == "阿里体育"
    assert found["Alibaba"].canonical == "阿里巴巴"
    assert [name.canonical for name in names() if "阿里" in name.forms] == ["阿里体育"]


def test_a_name_of_ours_gets_more_forms_and_keeps_what_it_has(laid: Lay) -> None:
    ours = {name.canonical: name for name in names()}["夸克"]
    laid('[[alias]]\ncanonical = "夸克"\nforms = ["小夸"]\n')
    theirs = {name.canonical: name for name in names()}["夸克"]
    assert set(theirs.forms) == {*ours.forms, "小夸"}
    assert (theirs.kind, theirs.parent, theirs.family) == (ours.kind, ours.parent, ours.family)


def test_a_name_of_ours_under_the_houses_takes_its_own_along(laid: Lay) -> None:
    laid('[[alias]]\ncanonical = "BABA"\nforms = ["阿里巴巴"]\n')
    found = {form: name for name in names() for form in name.forms}
    assert found["阿里"].canonical == found["阿里巴巴"].canonical == found["Alibaba"].canonical == "BABA"
    assert found["BABA"].kind is NameKind.COMPANY
    assert found["夸克"].parent == "BABA"
    assert "阿里巴巴" not in {name.canonical for name in names()}


def test_a_form_of_an_attribute_is_the_houses(laid: Lay) -> None:
    plain = {row.name: row for row in attributes()}
    laid('[[attribute]]\nname = "日活账号"\nfamily = "users"\ndimension = "count"\nnature = "stock"\nforms = ["dau"]\n')
    rows = {row.name: row for row in attributes()}
    assert "DAU" in plain["日活跃用户"].forms
    assert "DAU" not in rows["日活跃用户"].forms
    assert rows["日活账号"].functional
    assert {name for name in rows if rows[name] != plain.get(name)} == {"日活跃用户", "日活账号"}


def test_a_hedge_is_the_houses(tmp_path: Path) -> None:
    near = put(tmp_path / "near.toml", '[[hedge]]\nside = "before"\nbound = "nearly"\nforms = ["突破"]\n')
    texts = {"a.txt": "夸克的日活跃用户突破300万。"}
    for lexicon, bound in (((), Bound.AT_LEAST), ((near,), Bound.NEARLY)):
        [claim] = checker.check(texts, settings=Settings(lexicon=lexicon)).claims
        assert isinstance(claim.value, Quantity)
        assert claim.value.bound is bound


def test_words_in_traditional_characters_are_found(tmp_path: Path) -> None:
    house = put(
        tmp_path / "house.toml",
        '[[alias]]\ncanonical = "藍鯨一號"\nkind = "product"\n'
        '[[attribute]]\nname = "坐館數"\ndimension = "count"\nnature = "stock"\n',
    )
    texts = {"a.txt": "藍鯨一號的坐館數為1.2億。", "b.txt": "蓝鲸一号的坐馆数为5000万。"}
    [finding] = checker.check(texts, settings=Settings(lexicon=(house,))).findings
    assert (finding.entity, finding.attribute) == ("藍鯨一號", "坐館數")


ALIAS = '[[alias]]\ncanonical = "蓝鲸一号"\n'
WRONG = [
    ("[[alais]]\n", "alais: unknown table; known are [[alias]], [[attribute]], [[hedge]]"),
    ("alias = 1\n", "alias: expected a list of tables"),
    ('[[alias]]\nforms = ["x"]\n', "alias[0].canonical: is missing"),
    (ALIAS, "alias[0].kind: is missing"),
    (ALIAS + 'kind = "firm"\n', "alias[0].kind: expected one of company, product"),
    (ALIAS + 'kind = "product"\nform = ["x"]\n', "alias[0].form: unknown key; known are canonical, forms"),
    (ALIAS + 'kind = "product"\nforms = "x"\n', "alias[0].forms: expected a list of strings"),
    (ALIAS + 'kind = "product"\nforms = [" x"]\n', "alias[0].forms: ' x' is no word"),
    (ALIAS + 'kind = "product"\nparent = "阿里巴"\n', "alias[0].parent: no name is '阿里巴'; did you mean '阿里巴巴'?"),
    (ALIAS + 'kind = "product"\nparent = "蓝鲸一号"\n', "alias[0].parent: '蓝鲸一号' would belong to itself"),
    (
        ALIAS + 'kind = "product"\nforms = ["x"]\n[[alias]]\ncanonical = "y"\nkind = "place"\nforms = ["x"]\n',
        "alias[1].forms: 'x' is a form of '蓝鲸一号' as well",
    ),
    ('[[attribute]]\nname = "x"\nnature = "stock"\n', "attribute[0].dimension: is missing"),
    ('[[attribute]]\nname = "x"\ndimension = "count"\n', "attribute[0].nature: is missing"),
    ('[[attribute]]\nname = "销量"\ndimension = "cuont"\n', "attribute[0].dimension: no dimension is 'cuont'; did you"),
    ('[[attribute]]\nname = "销量"\nweak = ["市值"]\n', "attribute[0].weak: '市值' is an attribute's name"),
    ('[[hedge]]\nside = "left"\nbound = "about"\nforms = ["x"]\n', "hedge[0].side: expected one of before, after"),
    ('[[hedge]]\nside = "before"\nbound = "exact"\nforms = ["x"]\n', "hedge[0].bound: expected one of at_least"),
    ('[[hedge]]\nside = "before"\nbound = "about"\nforms = [""]\n', "hedge[0].forms: '' is no word"),
    ("[[alias\n", "file: is not TOML ("),
]


@pytest.mark.parametrize(("text", "said"), WRONG, ids=[said for _, said in WRONG])
def test_what_is_wrong_names_file_row_and_key(text: str, said: str, tmp_path: Path) -> None:
    path = put(tmp_path / "house.toml", text)
    with pytest.raises(LexiconError) as error:
        read_house([path])
    assert str(error.value).startswith(f"{path}: {said}")
    assert "\n" not in str(error.value)


def test_one_form_in_two_files_of_two_names_is_an_error(whale: Path, tmp_path: Path) -> None:
    other = put(tmp_path / "other.toml", OTHER)
    with pytest.raises(LexiconError, match=r"other\.toml: alias\[0\]\.forms: '小鲸鱼' is a form of '蓝鲸一号' as well"):
        read_house([whale, other])


class Spy:
    """Stands where the house in force is kept, and notes that it was asked for."""

    def __init__(self) -> None:
        self.asked = False

    def get(self) -> House:
        self.asked = True
        return House()


def modules() -> Iterator[ModuleType]:
    for info in pkgutil.walk_packages(checker.__path__, "checker."):
        if not info.name.endswith("__main__"):
            yield import_module(info.name)


def test_what_every_run_shares_depends_on_no_houses_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """A table that `functools.cache` holds is made once for all houses; one that asks for theirs must be `kept`."""
    held = {
        function
        for module in modules()
        for function in vars(module).values()
        if isinstance(function, functools._lru_cache_wrapper)
        and all(param.default is not param.empty for param in inspect.signature(function).parameters.values())
    }
    assert len(held) > 50
    spy = Spy()
    monkeypatch.setattr(overlay, "_IN_FORCE", spy)
    names()
    assert spy.asked
    asking = []
    for function in sorted(held, key=lambda function: (function.__module__, function.__name__)):
        spy.asked = False
        # the body alone: what the cache holds already would ask for nothing
        function.__wrapped__()
        if spy.asked:
            asking.append(f"{function.__module__}.{function.__name__}")
    assert asking == []


def test_nothing_that_is_made_on_import_depends_on_a_houses_words() -> None:
    code = (
        "import pkgutil, checker; from importlib import import_module; from checker.lexicon import overlay\n"
        "class Never:\n    def get(self): raise SystemExit('asked for the house on import')\n"
        "overlay._IN_FORCE = Never()\n"
        "for info in pkgutil.walk_packages(checker.__path__, 'checker.'):\n"
        "    if not info.name.endswith('__main__'): import_module(info.name)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
