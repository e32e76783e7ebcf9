"""The same answer twice: wherever, whenever and however the same articles are checked, the same bytes come out."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

import jsonschema
import pytest

import checker
from checker.report import formats
from checker.settings import Judge, Settings
from tests.read.made import book, json_lines, printed, word

ROOT = Path(__file__).parents[2]
# what a clock, a language's letters or a list's order could change: days that hang on others, names of several scripts
ARTICLES = {
    "昨日.txt": "昨日,夸克的日活跃用户为1.2亿。去年全年,千问App的下载量突破1000万次。",
    "上月.txt": "2024年2月29日\n\n上月底,夸克的日活跃用户为5000万。今年前两个月,千问App的下载量为900万次。",
    "İstanbul ı.txt": "Last month, ISTANBUL IIIT Inc. had 1,200 employees. A year ago it had 900.",
    "Indigo.md": "---\ntitle: INDIGO\ndate: 2025-03-01\n---\nISTANBUL IIIT Inc. had 1,400 employees in Feb. 2025.",
    "a\u0301.txt": "三天前,小米汽车的交付量为3万辆。",
    "á.txt": "三天前,小米汽车的交付量为2万辆。",
}
CLOCK = "clock.so"
OUTPUTS = [f"x{suffix}" for suffix in formats.FINDINGS] + [f"claims{suffix}" for suffix in formats.CLAIMS]


@dataclass
class Place:
    """Where and how a check runs; `days` are those that its clock is ahead, `needs` is a locale."""

    environment: dict[str, str] = field(default_factory=dict)
    python: list[str] = field(default_factory=list)
    options: list[str] = field(default_factory=list)
    otherwise: dict[str, object] = field(default_factory=dict)
    reverse: bool = False
    relative: bool = False
    store: bool = False
    days: int = 0
    needs: str = ""


HERE = Place({"PYTHONHASHSEED": "0", "LC_ALL": "C.UTF-8", "TZ": "UTC"}, options=["--segmenter", "jieba"])
PLACES = {
    "again": HERE,
    "other hashes, no locale, optimized, files in reverse": Place(
        {"PYTHONHASHSEED": "1", "LC_ALL": "C", "TZ": "Asia/Shanghai", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        python=["-O"],
        otherwise={"backwards": True},
        reverse=True,
    ),
    "a Chinese locale, two processes, years later": Place(
        {"PYTHONHASHSEED": "random", "LC_ALL": "zh_CN.GBK", "TZ": "America/St_Johns"},
        options=["--jobs", "2"],
        days=2000,
        relative=True,
        needs="zh_CN.GBK",
    ),
    "a Turkish locale, another segmenter, years before": Place(
        {"PYTHONHASHSEED": "2", "LC_ALL": "tr_TR.UTF-8", "TZ": "Pacific/Kiritimati"},
        options=["--segmenter", "rjieba"],
        otherwise={"backwards": True},
        days=-9000,
        needs="tr_TR.UTF-8",
    ),
    "no extra segmenter, from a store": Place(
        {"PYTHONHASHSEED": "3", "LC_ALL": "POSIX", "TZ": "Europe/London"},
        otherwise={"without": ["rjieba"]},
        store=True,
    ),
}


@cache
def _articles() -> dict[str, bytes]:
    """The files by their names: made once, for those that are archives tell when they were made."""
    made = {name: text.encode() for name, text in ARTICLES.items()}
    made |= {path.name: path.read_bytes() for path in (ROOT / "seeds").iterdir()}
    made["gb.txt"] = ARTICLES["昨日.txt"].encode("gb18030")
    made["w.docx"] = word("2025年3月1日", "昨日,夸克的日活跃用户为3000万。")
    made["p.pdf"] = printed(["2025年3月1日", "上周,小米汽车的交付量为4万辆。"])
    made["b.epub"] = book({"a.xhtml": "<html><body><p>昨日,小米汽车的交付量为5万辆。</p></body></html>"})
    made["t.jsonl"] = json_lines({"text": "今年,千问App的下载量为800万次。", "date": "2025-03-02"})
    return made


def _write(folder: Path, *, backwards: bool) -> None:
    """The articles, written in one order or the other: a folder may list its files as they came."""
    folder.mkdir()
    for name, data in sorted(_articles().items(), reverse=backwards):
        (folder / name).write_bytes(data)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what the places need and can be made here: locales, and a clock that can be set."""
    folder = tmp_path_factory.mktemp("made")
    for name in filter(None, (place.needs for place in PLACES.values())):
        language, _, encoding = name.partition(".")
        _tried(["localedef", "-i", language, "-f", encoding, str(folder / name)])
    source = str(ROOT / "tests" / "trust" / "clock.c")
    _tried(["cc", "-shared", "-fPIC", "-O1", "-o", str(folder / CLOCK), source, "-ldl"])
    return folder


def _tried(command: list[str]) -> None:
    if shutil.which(command[0]):
        subprocess.run(command, check=False, capture_output=True)


def _set(days: int, made: Path) -> dict[str, str]:
    """What makes the clock of a process be so many days ahead."""
    return {"LD_PRELOAD": str(made / CLOCK), "DAYS": str(days)} if days and (made / CLOCK).exists() else {}


def _reports(place: Place, folder: Path, made: Path) -> dict[str, bytes]:
    """The bytes of each report that a check at a place makes."""
    folder.mkdir()
    articles, out = folder / "articles", folder / "out"
    _write(articles, backwards=place.reverse)
    out.mkdir()
    given = [articles] if not place.reverse else sorted(articles.iterdir(), reverse=True)
    names = [os.path.relpath(path, folder) if place.relative else str(path) for path in given]
    common = [*names, *place.options]
    commands = [
        ["check", *common, "--lang", "en", "--csv-all", *_to(out, [name for name in OUTPUTS if name[0] == "x"])],
        ["claims", *common, *_to(out, [name for name in OUTPUTS if name[0] != "x"])],
    ]
    if place.store:
        # as they come: one by one, the last first, and what they are to the whole only then
        db = ["--store", str(out / "s.db")]
        one_by_one = [["index", str(path), *db] for path in sorted(articles.iterdir(), reverse=True)]
        commands = [*one_by_one, ["check", *db, *commands[0][len(names) + 1 :]], commands[1]]
    orders = folder / "orders.json"
    orders.write_text(json.dumps({"commands": commands, **place.otherwise}), encoding="utf-8")
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("LC_", "LANG", "PYTHON", "TZ"))}
    done = subprocess.run(
        [sys.executable, *place.python, ROOT / "tests" / "trust" / "elsewhere.py", orders],
        cwd=folder if place.relative else ROOT,
        env={**kept, "LOCPATH": str(made), "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
        | place.environment
        | _set(place.days, made),
        capture_output=True,
        check=False,
        timeout=300,
    )
    assert (done.returncode, done.stderr.decode("utf-8", "replace")) == (0, "")
    return {name: (out / name).read_bytes() for name in OUTPUTS}


def _to(out: Path, names: list[str]) -> list[str]:
    return [word for name in names for word in ("-o", str(out / name))]


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory, made: Path) -> dict[str, bytes]:
    return _reports(HERE, tmp_path_factory.mktemp("here") / "desk", made)


@pytest.mark.parametrize("name", PLACES)
def test_the_same_bytes(name: str, here: dict[str, bytes], tmp_path: Path, made: Path) -> None:
    place = PLACES[name]
    if place.needs and not (made / place.needs).exists():
        pytest.skip(f"the locale {place.needs} cannot be made here")
    if "rjieba" in place.options and find_spec("rjieba") is None:
        pytest.skip("needs the extra 'fast'")
    found = _reports(place, tmp_path / "elsewhere", made)
    assert [name for name in OUTPUTS if found[name] != here[name]] == []


def test_there_is_something_to_compare(here: dict[str, bytes]) -> None:
    report = json.loads(here["x.json"])
    assert len(report["sources"]) == len(ARTICLES) + 10
    assert report["coverage"]["problems"] == []
    assert len(report["findings"]) > 15
    # days that were worked out of others, and some that nothing tells
    periods = {(claim["period"] or {}).get("start") for claim in report["claims"]}
    assert {None, "2024-01-21", "2025-02-28"} <= periods


def test_the_manifest_tells_what_would_change_the_report(here: dict[str, bytes]) -> None:
    report = json.loads(here["x.json"])
    schema = json.loads((ROOT / "tests" / "report.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(report, schema)
    # it is no part of the contract: who does not know it is not disturbed
    del schema["properties"]["manifest"]
    jsonschema.validate(report, schema)
    manifest = report["manifest"]
    assert "-".join([manifest["settings"], manifest["lexicon"]]) == report["tool"]["settings_digest"]
    told = sorted((source["path"], source["sha256"]) for source in report["sources"])
    text = "".join(f"{path}\0{digest}\0" for path, digest in told)
    assert manifest["inputs"] == hashlib.sha256(text.encode()).hexdigest()
    decide = {"charset-normalizer", "jieba", "opencc", "pypdf", "python-docx", "rapidfuzz"}
    assert manifest["libraries"].keys() == {*decide, "python"}
    assert all(manifest["libraries"][name] == version(name) for name in decide)


def test_the_manifest_changes_with_what_it_names() -> None:
    texts = {"a.txt": "夸克的日活跃用户为1.2亿。", "b.txt": "夸克的日活跃用户为5000万。"}
    told = [
        checker.check(given, settings=settings).to_dict()["manifest"]
        for given, settings in (
            (texts, Settings()),
            ({"b.txt": texts["b.txt"], "a.txt": texts["a.txt"]}, Settings()),
            ({**texts, "b.txt": texts["a.txt"]}, Settings()),
            ({"a.txt": texts["a.txt"], "c.txt": texts["b.txt"]}, Settings()),
            (texts, Settings(judge=Judge((("value-differs", "off"),)))),
        )
    ]
    assert told[0] == told[1]
    assert len({made["inputs"] for made in told}) == 3
    assert len({made["settings"] for made in told}) == 2


def test_a_relative_day_hangs_on_the_article_and_never_on_today() -> None:
    """Where no article tells its own day, what hangs on it stays without one."""
    run = checker.check({name: text for name, text in ARTICLES.items() if not re.search(r"\d{4}", text)})
    told = [claim.period for claim in run.claims if claim.period is not None]
    assert len(told) >= 4
    assert {(period.start, period.end) for period in told} == {(None, None)}


def test_the_clock_can_be_set(made: Path) -> None:
    """The clock of other days is the one that everything goes by."""
    if not (made / CLOCK).exists():
        pytest.skip("needs a C compiler")
    code = "import datetime, time; print(datetime.date.today().year, time.gmtime().tm_year, time.strftime('%Y'))"
    command = [sys.executable, "-c", code]
    told = [
        subprocess.run(command, env={**os.environ, **_set(days, made)}, capture_output=True, text=True, check=True)
        for days in (0, -9000)
    ]
    now, then = (int(done.stdout.split()[0]) for done in told)
    assert 24 <= now - then <= 25
    assert [set(done.stdout.split()) for done in told] == [{str(now)}, {str(then)}]
