"""Words read as plain TOML: what a reader of any TOML makes of them, or nothing."""

import tomllib
from pathlib import Path

import pytest

from checker.lexicon.load import ROOT
from checker.lexicon.plain import tables

FILES = sorted(ROOT.rglob("*.toml"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_every_file_is_plain_and_means_what_it_means_as_toml(file: Path) -> None:
    assert tables(file.read_bytes()) == tomllib.loads(file.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "text",
    [
        'words = ["a,b=c", "{d=", "e=true", "[x]", "# no comment", "a,]"]\n',
        'row = [\n  {a="x,y",b=["1,2"],c=true},\n  # between\n  {a="{z}",b=[],c=false}\n]\n',
        'row = [{a="x"}]\n',
        'words = [\n  "a", "b",\n  "c",\n]\n[table]\n"a b" = "c"\n["two words"]\nd = 1\n',
        "lines = '''\na: b\n\n# c\n'''\n",
        'key = "a" # told\n',
        'key="a"\n',
        'a.b = "c"\n',
        '[a.b]\nc = "d"\n',
        'words = [\n  "a", # told\n  "b"\n]\n',
        "key = 'a'\n",
        'key = "\\u4e00"\r\n',
        'words = [\n  ["a"],\n  ["b"]\n]\n',
        'row = [\n  {a="b,c=d"},\n  {a="e=[f"}\n]\n',
    ],
)
def test_any_toml_is_read_as_it_is_meant_or_left_to_others(text: str) -> None:
    assert tables(text.encode()) in (tomllib.loads(text), None)


@pytest.mark.parametrize(
    "text",
    [
        "words = [\n  'a'\n",
        'key = "a"\nkey = "b"\n',
        "[a]\n[a]\n",
        'a = "b"\n[[a]]\n',
        'row = [\n  {a="b",a="c"}\n]\n',
        "lines = '''\na\n",
        "no key\n",
        'a b = "c"\n',
        'key = "a" "b"\n',
        'key = "a\n',
        '[a\nkey = "b"\n',
        'words = ["a", , "b"]\n',
        "key = \n",
    ],
)
def test_what_is_no_toml_is_left_to_who_tells_so(text: str) -> None:
    with pytest.raises(tomllib.TOMLDecodeError):
        tomllib.loads(text)
    assert tables(text.encode()) is None


def test_bytes_that_are_no_text_are_left_to_who_tells_so() -> None:
    assert tables(b'key = "\xff"\n') is None
