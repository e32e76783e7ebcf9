"""Nothing gets out: no socket, no program, no code out of data, no file but those that were named."""

import ast
import hashlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from checker.cli import check, cli
from checker.report import formats
from tests.read.made import book, json_lines, printed, word
from tests.trust.watched import MARK

ROOT = Path(__file__).parents[2]
CODE = f"__import__('os').system('{MARK}')"
# each would be run by whoever took data for code: Python, a shell, a template, a formula
HOSTILE = f"{CODE} $({CODE}) `{CODE}` {{{{ {CODE} }}}} {{% set x = {CODE} %}} ${{{CODE}}} =cmd|'{CODE}'!A0 %({CODE})s"
TEXT = f"2025年11月17日\n\n夸克的日活跃用户为1.2亿。{HOSTILE}昨日,千问App的下载量突破1000万次。"
OTHER = f"2025年11月18日\n\n夸克的日活跃用户为5000万。{HOSTILE}昨日,千问App的下载量不足900万次。"
# what Python's marshal and pickle would do something with
LOADED = f"cposix\nsystem\n(S'{MARK}'\ntR.".encode()
OUTPUTS = [f"x{suffix}" for suffix in formats.FINDINGS]
CLAIMS = [f"claims{suffix}" for suffix in formats.CLAIMS]
SETTINGS = ["--lang", "en"]


def _outputs(names: list[str]) -> list[str]:
    return [word for name in names for word in ("-o", f"out/{name}")]


COMMANDS = [
    ["check", "articles", *_outputs(OUTPUTS), *SETTINGS],
    *(["check", "articles", "--format", form, *SETTINGS] for form in check.FORMATS),
    ["claims", "articles"],
    ["claims", "articles", *_outputs(CLAIMS)],
    ["explain", "value-differs"],
    ["explain", "F001", "articles"],
    ["explain", "F001", "--report", "out/x.json"],
    ["rules"],
    ["config", "--json"],
    *(["completion", shell] for shell in ("bash", "zsh", "fish")),
    ["dismiss", "F001", "--report", "out/x.json", "--reason", HOSTILE, "--baseline", "out/baseline.json"],
    ["dismiss", "--list", "--baseline", "out/baseline.json"],
    ["check", "articles", "--baseline", "out/baseline.json", "-q", "--write-baseline", "out/more.json"],
    ["dismiss", "F001", "--report", "out/x.json", "--undo", "--baseline", "out/baseline.json"],
    ["diff", "out/x.json", "out/x.json"],
    ["diff", "out/x.json", "out/x.json", "--format", "json"],
    ["index", "articles", "--store", "out/s.db", "-v"],
    ["check", "--store", "out/s.db", *_outputs(["stored.json"])],
    ["check", "--store", "out/s.db", "articles/a.txt", "-q"],
    ["store", "info", "out/s.db"],
    ["store", "vacuum", "out/s.db"],
    ["store", "export", "out/s.db", "out/export.parquet"],
    ["check", "articles", "-q", "--lexicon", "house.toml", "--segmenter", "jieba"],
]
NAMED = {
    *OUTPUTS,
    *CLAIMS,
    *("baseline.json", "more.json", "stored.json", "export.parquet", "s.db"),
}


class Watched:
    """What the commands did: their events, and what they left behind."""

    def __init__(self, folder: Path, commands: list[list[str]], *, alone: bool) -> None:
        self.desk = folder / "desk"
        self.temporary, self.home = folder / "tmp", folder / "home"
        for each in (self.temporary, self.home):
            each.mkdir()
            # what a cache of jieba's would be, and the like
            for name in ("jieba.cache", "x.pkl", "x.pickle", "x.marshal"):
                (each / name).write_bytes(LOADED)
        _write_articles(self.desk)
        self.before = _held(folder)
        orders = folder / "orders.json"
        orders.write_text(json.dumps(commands), encoding="utf-8")
        log = folder / "log.jsonl"
        kept = {key: value for key, value in os.environ.items() if key not in {"COLUMNS", "PYTHONPATH"}}
        self.done = subprocess.run(
            [sys.executable, ROOT / "tests" / "trust" / "watched.py", *(["--alone"] if alone else []), orders],
            cwd=self.desk,
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
            env={
                **kept,
                "WATCHED": str(log),
                "PYTHONPATH": str(ROOT),
                "PYTHONDONTWRITEBYTECODE": "1",
                "TMPDIR": str(self.temporary),
                "HOME": str(self.home),
                "LC_ALL": "C.UTF-8",
            },
        )
        self.events = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
        self.after = {path: told for path, told in _held(folder).items() if path not in {orders, log}}

    def of(self, *names: str) -> list[list[str]]:
        """What was told of events."""
        return [told for name, *told in self.events if name in names]


def _write_articles(desk: Path) -> None:
    articles = desk / "articles"
    articles.mkdir(parents=True)
    (desk / "out").mkdir()
    (articles / "a.txt").write_text(TEXT, encoding="utf-8")
    (articles / "b.md").write_text(f"---\ntitle: {CODE}\n---\n{OTHER}", encoding="utf-8")
    (articles / "c.html").write_text(
        f"<!DOCTYPE html><title>{CODE}</title><script src='http://evil.example/x.js'></script><p>{OTHER}"
        "<img src='http://evil.example/pixel.png'><link rel=stylesheet href='//evil.example/x.css'>",
        encoding="utf-8",
    )
    (articles / "d.docx").write_bytes(word(*TEXT.split("\n"), title=CODE))
    (articles / "e.pdf").write_bytes(printed(OTHER.split("\n")))
    (articles / "f.epub").write_bytes(book({"a.xhtml": f"<html><body><p>{TEXT}</p></body></html>"}))
    (articles / "g.jsonl").write_bytes(json_lines({"text": TEXT, "title": CODE}, {"text": OTHER}))
    (articles / "h.csv").write_text(f'text,title\n"{TEXT}",x\n', encoding="utf-8")
    (articles / "i.txt").write_bytes(TEXT.encode("gb18030"))
    (articles / "$(touch evil);`touch evil`.txt").write_text(OTHER, encoding="utf-8")
    for name in ("jieba.cache", "x.pkl", "x.pickle", "x.marshal"):
        (articles / name).write_bytes(LOADED)
    (desk / "house.toml").write_text(
        f'[[alias]]\ncanonical = "蓝鲸一号"\nkind = "product"\nforms = ["小鲸鱼", "{CODE}", "(a+)+$", "["]\n',
        encoding="utf-8",
    )


def _held(folder: Path) -> dict[Path, str]:
    """The files in a folder, with what they hold."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.fixture(scope="module", params=["alone", "pool"])
def watched(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    """All commands in one process, and a check and an index by two."""
    folder = tmp_path_factory.mktemp(request.param)
    if request.param == "alone":
        yield Watched(folder, COMMANDS, alone=True)
    else:
        several = ["--jobs", "2"]
        asked = [["check", "articles", *_outputs(["x.json"])], ["index", "articles", "--store", "out/s.db"]]
        yield Watched(folder, [[*words, *several] for words in asked], alone=False)


def _by_two(watched: Watched) -> bool:
    return any("--jobs" in words for words in watched.of("command"))


def test_every_command_is_among_them_and_ran(watched: Watched) -> None:
    assert watched.done.returncode == 0, watched.done.stderr
    assert "Traceback" not in watched.done.stderr
    assert {status for [status] in watched.of("status")} == {"0"}, watched.done.stderr
    if not _by_two(watched):
        assert {words[0] for words in watched.of("command")} == set(cli.commands)


def test_no_socket_is_opened_and_no_program_started(watched: Watched) -> None:
    assert watched.of("never") == []
    programs = watched.of("program")
    kinds = {family for family, *_ in watched.of("socket")}
    if not _by_two(watched):
        assert programs == []
        assert kinds == set()
        return
    # two processes for each of two commands, and what multiprocessing watches its own with
    assert len([words for words in programs if "spawn_main" in " ".join(words)]) == 4
    for words in programs:
        assert Path(words[0]).samefile(sys.executable)
        assert "from multiprocessing." in " ".join(words)
    # pairs of ends in this machine, which have no address
    assert {int(kind) for kind in kinds} <= {1}


def test_the_system_would_have_killed_it_otherwise(watched: Watched, tmp_path: Path) -> None:
    if _by_two(watched) or watched.of("not forbidden"):
        pytest.skip("the pool is allowed its processes, or the system forbids no calls")
    assert watched.of("forbidden") == [[]]
    library = "import ctypes; library = ctypes.CDLL(None); "
    for step in ("import socket; socket.socket()", library + "library.execv(b'/bin/true', None)"):
        code = f"from tests.trust.watched import forbid; forbid(); {step}"
        told = {**os.environ, "WATCHED": str(tmp_path / "log")}
        assert (
            subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=told, check=False).returncode == -signal.SIGSYS
        )


def test_the_library_for_web_pages_downloads_nothing(tmp_path: Path) -> None:
    pytest.importorskip("trafilatura")
    watched = Watched(tmp_path, [["check", "articles", "-q", "--main-text"]], alone=False)
    assert watched.of("status") == [["0"]], watched.done.stderr
    assert watched.of("program") == []
    # a library that is loaded along tries whether there are addresses of version 6 here; nothing answers or is asked
    assert {(event, address) for event, _, address in watched.of("never")} <= {("socket.bind", "('::1', 0)")}
    assert watched.after == watched.before


def test_nothing_is_written_but_what_was_named(watched: Watched) -> None:
    out = watched.desk / "out"
    made = {path for path, told in watched.after.items() if watched.before.get(path) != told}
    assert {path.name for path in made} <= NAMED
    assert {path.parent for path in made} == {out}
    assert watched.before.keys() <= watched.after.keys()
    written = {Path(path) for [path] in watched.of("write")} - {Path(os.devnull)}
    for path in written:
        assert (watched.desk / path).parent == out, path
        assert path.name.startswith(".checker-"), path
    for old, new, *_ in watched.of("os.rename"):
        assert Path(old) in written
        assert Path(new).name in NAMED
    if not _by_two(watched):
        assert len(watched.of("os.rename")) >= len(OUTPUTS) + len(CLAIMS)
    assert {path for [path] in watched.of("sqlite3.connect")} == {"out/s.db"}
    others = {name for name, *_ in watched.events if name.startswith(("os.", "shutil.", "tempfile."))}
    assert others <= {"os.rename", "os.chmod"}


def test_nothing_of_a_shared_folder_is_unpickled_or_run(watched: Watched) -> None:
    read = {Path(path).name for [path] in watched.of("read")}
    assert "a.txt" in read
    assert not {"jieba.cache", "x.pkl", "x.pickle", "x.marshal"} & read
    assert watched.of("marshal") == []
    assert watched.of("code") == []
    modules = {module.partition(".")[0] for module, _ in watched.of("unpickled")}
    # tasks and their results, on their way from process to process
    allowed = {"array", "checker", "builtins", "datetime", "decimal", "pathlib", "collections", "multiprocessing"}
    assert modules <= (allowed if _by_two(watched) else set())


CALLED = {"eval", "exec", "compile", "__import__", "input", "breakpoint"}
OUTSIDE = ("os.system", "os.popen", "os.exec", "os.spawn", "os.posix_spawn", "os.fork", "os.startfile")
IMPORTED = {
    *("socket", "ssl", "http", "urllib.request", "ftplib", "smtplib", "asyncio", "webbrowser", "xmlrpc"),
    *("subprocess", "pty", "ctypes", "cffi", "marshal", "shelve", "dbm", "runpy", "code", "codeop", "tempfile"),
    *("pickle", "multiprocessing", "distributed", "fsspec", "requests", "httpx", "aiohttp", "yaml"),
}
# where an exception is, and what for
EXCEPTED = {
    ("checker/store/crossing.py", "pickle"),  # between the processes of one run, and on its shelves
    ("checker/store/shelf.py", "tempfile"),  # a file without a name, which no other process can open
    ("checker/pipeline/workshop.py", "pickle"),  # the same
    ("checker/engine/pool.py", "multiprocessing"),
    ("checker/engine/worker.py", "multiprocessing"),
    ("checker/engine/cluster.py", "distributed"),
    ("checker/read/remote.py", "fsspec"),  # for addresses alone
}


def test_the_code_has_no_way_out() -> None:
    found = set()
    for name, tree in _trees():
        for module in _imported(tree):
            parts = module.split(".")
            heads = {".".join(parts[: at + 1]) for at in range(len(parts))}
            found |= {(name, head) for head in heads & IMPORTED}
        found |= {(name, call) for call in _called(tree) if call in CALLED or call.startswith(OUTSIDE)}
    assert found == EXCEPTED


# what would make two runs tell different things, and where it has no say in what is found
UNSTEADY = {"random", "time", "secrets", "uuid", "locale", "getpass", "platform"}
ASKED = ("os.urandom", "os.getpid", "os.getlogin", "os.times", "date.today", "datetime.now", "datetime.today")
STEADY = {
    ("checker/cli/progress.py", "time"),  # the bar
    ("checker/cli/files.py", "os.urandom"),  # the names of files that are renamed when they are whole
    ("checker/cli/ending.py", "os.getpid"),  # to end as a signal would have
}


def test_the_code_asks_no_clock_and_draws_no_lots() -> None:
    found = set()
    for name, tree in _trees():
        found |= {(name, head) for module in _imported(tree) if (head := module.partition(".")[0]) in UNSTEADY}
        found |= {(name, call) for call in _called(tree) if call.startswith(ASKED)}
    assert found == STEADY


@cache
def _trees() -> list[tuple[str, ast.Module]]:
    """The code, by the names of its files."""
    paths = sorted(ROOT.glob("checker/**/*.py"))
    return [(path.relative_to(ROOT).as_posix(), ast.parse(path.read_text(encoding="utf-8"))) for path in paths]


def _imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _called(tree: ast.AST) -> Iterator[str]:
    """What is called by a plain name, or as the function of a module."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield node.func.id
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            yield f"{node.value.id}.{node.attr}"
