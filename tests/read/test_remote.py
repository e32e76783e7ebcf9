"""Object stores: what an address names is read and written as a file would be, and nothing else is asked for."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from checker.cli import main
from checker.engine import remembered
from checker.errors import ExtraError, InputError
from checker.read import remote
from checker.read.folders import files_in, read_paths
from checker.settings import Read, Settings
from checker.store.sqlite import Store

fsspec = pytest.importorskip("fsspec", reason="needs the extra 'remote'")
from fsspec.implementations.memory import MemoryFile, MemoryFileSystem  # noqa: E402 -- after that question

ROOT = Path(__file__).parents[2]
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))
TEXTS = ["2025年11月17日，夸克的日活跃用户为1.2亿。", "2025年11月17日，夸克的日活跃用户为5000万。"]


@pytest.fixture
def store() -> Iterator[Any]:
    """A store in the memory of this process."""
    made = fsspec.filesystem("memory")
    yield made
    made.rm("/", recursive=True)


def test_a_folder_in_a_store_has_the_report_of_the_same_folder_here(store: Any, tmp_path: Path) -> None:
    for path in SEEDS:
        store.pipe_file(f"/bucket/seeds/{path.name}", path.read_bytes())
    store.pipe_file("/bucket/seeds/.hidden/a.txt", b"1")
    names = ["r.json", "r.csv", "r.xlsx"]
    for paths, folder in (str(ROOT / "seeds"), tmp_path), ("memory://bucket/seeds", "memory://bucket/out"):
        assert main(["check", paths, "-q", *(word for name in names for word in ("-o", f"{folder}/{name}"))]) == 0
    for name in names:
        assert store.cat_file(f"/bucket/out/{name}") == (tmp_path / name).read_bytes()


def test_tables_of_articles_are_read_and_claims_written(store: Any) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    rows = "".join(json.dumps({"text": text}, ensure_ascii=False) + "\n" for text in TEXTS)
    store.pipe_file("/bucket/a.jsonl", rows.encode())
    with store.open("/bucket/b.parquet", "wb") as file:
        parquet.write_table(pyarrow.table({"text": TEXTS}), file)
    given = ["memory://bucket/a.jsonl", "memory://bucket/b.parquet"]
    out = "memory://bucket/claims.parquet"
    assert main(["claims", *given, "-o", out]) == 0
    with store.open("/bucket/claims.parquet", "rb") as file:
        table = parquet.read_table(file).to_pydict()
    assert {file.partition("#")[0] for file in table["file"]} == {"a.jsonl", "b.parquet"}
    assert set(table["value"]) >= {120_000_000.0, 50_000_000.0}


def test_two_files_of_one_name_are_told_apart_by_their_addresses(store: Any) -> None:
    for folder, text in zip("ab", TEXTS, strict=True):
        store.pipe_file(f"/{folder}/x.txt", text.encode())
    documents, problems = read_paths(["memory://a", "memory://b/x.txt", "memory://b"])
    assert [document.path for document in documents] == ["memory://a/x.txt", "memory://b/x.txt"]
    assert problems == []


def test_limits_hold_whatever_the_store_says_of_sizes(store: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    store.pipe_file("/bucket/a.txt", b"1" * ((1 << 20) + 1))
    store.pipe_file("/bucket/b.txt", TEXTS[0].encode())
    read = Read(largest_file=1)
    for _ in range(2):
        documents, problems = read_paths(["memory://bucket"], read)
        assert [document.path for document in documents] == ["b.txt"]
        assert [problem.message for problem in problems] == ["is larger than 1 MB; split it or raise --largest-file"]
        # the second time the store does not know how large they are
        found = remote.found_at
        unknown = [(name, remote.Remote(each.address)) for name, each in found("memory://bucket")]
        monkeypatch.setattr("checker.read.folders.found_at", lambda _, unknown=unknown: unknown)


def test_what_is_not_there_is_a_line(store: Any, capsys: pytest.CaptureFixture[str]) -> None:
    store.pipe_file("/bucket/a.gif", b"GIF")
    assert main(["check", "memory://nowhere"]) == 2
    assert main(["check", "memory://bucket"]) == 2
    assert main(["check", "no-such-protocol://bucket"]) == 2
    assert main(["check", "zip://a.txt::memory://bucket/a.zip"]) == 2
    assert main(["check", "seeds", "-o", "no-such-protocol://bucket/r.json"]) == 2
    assert [line.split(" (")[0] for line in capsys.readouterr().err.splitlines()] == [
        "checker: memory://nowhere: does not exist; check the address",
        "checker: a.gif: is not a kind of file that can be read",
        "checker: memory://bucket: folder holds no file that can be read",
        "checker: no-such-protocol://bucket: is not in an object store",
        "checker: zip://a.txt::memory://bucket/a.zip: is several addresses in one; name one",
        "checker: no-such-protocol://bucket/r.json: is not in an object store",
    ]


def test_without_its_library_an_address_is_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    for asked in (lambda: files_in(["s3://bucket"]), lambda: remote.put("s3://bucket/r.json", [b"{}"])):
        with pytest.raises(ExtraError, match=r"^s3://bucket\S*: needs the extra 'remote'"):
            asked()


def test_nobody_loads_the_library_who_names_no_address() -> None:
    code = "import sys; from checker.cli import main; assert main(['check', 'file://seeds', '-q']) == 0; "
    subprocess.run([sys.executable, "-c", code + "assert 'fsspec' not in sys.modules"], cwd=ROOT, check=True)


def test_a_file_by_its_address_on_this_machine_is_a_file_of_it(tmp_path: Path) -> None:
    link = tmp_path / "link.json"
    link.symlink_to(tmp_path / "elsewhere.json")
    assert main(["check", f"file://{ROOT}/seeds", "-q", "-o", f"file://{tmp_path}/r.json"]) == 0
    assert (tmp_path / "r.json").stat().st_size > 0
    assert main(["check", f"file://{ROOT}/seeds", "-q", "-o", f"file://{link}"]) == 2
    assert not (tmp_path / "elsewhere.json").exists()


class _Slow(MemoryFile):
    """A file that comes and goes in small pieces, and is put there as far as it was written."""

    def read(self, size: int | None = -1) -> bytes:
        return bytes(super().read(10 if size is None or size < 0 else min(size, 10)))

    def discard(self) -> None:
        self.commit()


class _Store(MemoryFileSystem):
    """A store that does not give a file called `lost`, nor the end of `short`, and takes none called `full`."""

    protocol = "full"

    @classmethod
    def _strip_protocol(cls, path: str) -> str:
        return str(super()._strip_protocol(path.removeprefix("full:/")))

    def _open(self, path: str, mode: str = "rb", **rest: Any) -> Any:
        if mode == "rb" and path.endswith("lost.txt"):
            msg = "the store is being repaired\nread more under …"
            raise RuntimeError(msg)
        if mode == "wb" and path.endswith("full.json"):
            msg = "the quota is used up"
            raise RuntimeError(msg)
        file = super()._open(path, mode, **rest)
        if mode == "rb" and path.endswith("short.txt"):
            return MemoryFile(self, path, file.getvalue()[:-1])
        if mode == "rb":
            return _Slow(self, path, file.getvalue())
        file.__class__ = _Slow
        return file


@pytest.fixture
def other(store: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The same store by the protocol `full`, which heeds no more than a store must."""
    fsspec.register_implementation("full", _Store, clobber=True)
    monkeypatch.setattr(remote, "STORES", ("full", "memory"))
    return store


def test_what_fails_in_mid_writing_leaves_what_was_there(other: Any) -> None:
    pieces = [b"1" * (1 << 20), b"2"]

    def stopped(error: type[BaseException]) -> Iterator[bytes]:
        yield pieces[0]
        raise error

    other.pipe_file("/bucket/full.json", b"before")
    with pytest.raises(InputError, match=r"^full://bucket/full\.json: cannot be written \(the quota is used up\)$"):
        remote.put("full://bucket/full.json", pieces)
    other.pipe_file("/bucket/r.json", b"before")
    for name in ("r.json", "new.json"):
        for error in (KeyboardInterrupt, MemoryError):
            with pytest.raises(error):
                remote.put(f"full://bucket/{name}", stopped(error))
    assert other.find("/bucket") == ["/bucket/full.json", "/bucket/r.json"]
    assert {other.cat_file(path) for path in other.find("/bucket")} == {b"before"}
    remote.put("full://bucket/r.json", pieces)
    assert other.cat_file("/bucket/r.json") == b"".join(pieces)


def test_a_file_is_read_to_its_end_or_is_a_problem(other: Any) -> None:
    for name, text in zip(("a", "short"), TEXTS, strict=True):
        other.pipe_file(f"/bucket/{name}.txt", text.encode())
    documents, problems = read_paths(["full://bucket"])
    assert [document.raw for document in documents] == TEXTS[:1]
    size = len(TEXTS[1].encode())
    assert [(problem.path, problem.message) for problem in problems] == [
        ("short.txt", f"cannot be read (it ended after {size - 1} of {size} bytes)")
    ]


@pytest.mark.parametrize("address", ["http://host/a.txt", "https://host/a.txt", "sftp://host/a.txt", "hdfs://host/a"])
def test_what_is_in_no_object_store_is_not_asked_for(address: str, capsys: pytest.CaptureFixture[str]) -> None:
    # a server that is down is taken for one without that file, and another may be named in an answer
    assert main(["check", address]) == 2
    assert main(["check", "seeds", "-o", "http://host/r.json"]) == 2
    line = "is not in an object store (s3, gs, az); name a file, or an address there"
    assert capsys.readouterr().err == f"checker: {address}: {line}\nchecker: http://host/r.json: {line}\n"


@pytest.mark.parametrize(
    "address",
    [
        "https://secret@host/r.json?secret#secret",
        "sftp://me:s/ecret@host/r.json",
        "s3://me:secret@bucket/r.json",
        "az://bucket/r.json?sv=1&sig=secret",
        "zip://a.txt::https://me:secret@host/a.zip",
    ],
)
def test_nobody_is_told_what_may_be_a_key(address: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", address]) == 2
    assert main(["index", address, "--store", str(tmp_path / "s.db")]) == 2
    assert main(["check", "seeds", "-q", "-o", address]) == 2
    err = capsys.readouterr().err
    assert err.count("\n") == 3
    assert err.count("checker: " + address.partition("//")[0]) == 3
    assert "secret" not in err
    assert b"secret" not in (tmp_path / "s.db").read_bytes()


def test_signs_in_the_names_of_objects_mean_nothing(store: Any) -> None:
    names = ["?.txt", "a#1.txt", "a%2f.txt", "a::b.txt", "a?b.txt", "a?b=c.txt"]
    for name in names:
        store.pipe_file(f"/bucket/{name}", f"夸克的日活跃用户为{len(name)}亿。{name}".encode())
    documents, problems = read_paths(["memory://bucket"])
    assert problems == []
    assert [document.path for document in documents] == names
    assert all(document.raw.endswith(document.path) for document in documents)
    assert [document.path for document in read_paths(["memory://bucket/a?b.txt"])[0]] == ["a?b.txt"]


def test_a_file_that_its_store_does_not_give_is_a_problem_and_the_rest_is_read(other: Any) -> None:
    other.pipe_file("/bucket/a.txt", TEXTS[0].encode())
    other.pipe_file("/bucket/lost.txt", TEXTS[1].encode())
    documents, problems = read_paths(["full://bucket"])
    assert [document.path for document in documents] == ["a.txt"]
    assert [(problem.path, problem.message) for problem in problems] == [
        ("lost.txt", "cannot be read (the store is being repaired)")
    ]


def test_a_store_that_cannot_be_asked_stops_the_run(store: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: Any, **__: Any) -> None:
        msg = "no answer"
        raise TimeoutError(msg)

    monkeypatch.setattr(type(store), "info", refused)
    # or else an index would forget all that it has from there
    with pytest.raises(InputError, match=r"^memory://bucket: cannot be reached \(no answer\)$"):
        read_paths(["memory://bucket"])


def test_an_index_remembers_what_a_store_holds(store: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, text in zip("ab", TEXTS, strict=True):
        store.pipe_file(f"/bucket/{name}.txt", text.encode())
    index = ["index", "memory://bucket", "--store", str(tmp_path / "s.db")]
    assert main(index) == 0
    store.rm("/bucket/a.txt")
    assert main(index) == 0
    assert [line.split(": ")[1] for line in capsys.readouterr().out.splitlines()] == [
        "2 new, 0 changed, 0 unchanged, 0 dropped",
        "0 new, 0 changed, 1 unchanged, 1 dropped",
    ]


def test_an_index_forgets_what_could_not_be_read_and_is_gone(store: Any, tmp_path: Path) -> None:
    store.pipe_file("/bucket/a.txt", TEXTS[0].encode())
    store.pipe_file("/bucket/a.gif", b"GIF")
    with Store.open(tmp_path / "s.db", may_be_new=True) as kept:
        remembered.index(kept, ["memory://bucket/"], Settings())
        assert [problem.path for problem in kept.problems()] == ["a.gif"]
        store.rm("/bucket/a.gif")
        remembered.index(kept, ["memory://bucket"], Settings())
        assert kept.problems() == []


def test_an_index_remembers_what_is_wrong_with_a_file_that_is_given_twice(store: Any, tmp_path: Path) -> None:
    store.pipe_file("/bucket/a.txt", TEXTS[0].encode())
    store.pipe_file("/bucket/b.txt", b"")
    with Store.open(tmp_path / "s.db", may_be_new=True) as kept:
        remembered.index(kept, ["memory://bucket", "memory://bucket/b.txt"], Settings())
        assert [problem.path for problem in kept.problems()] == ["b.txt"]


def test_addresses_in_a_settings_file_are_left_as_they_are(
    store: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.pipe_file("/bucket/a.txt", TEXTS[0].encode())
    (tmp_path / "checker.toml").write_text(
        'paths = ["memory://bucket"]\noutput = ["memory://bucket/r.json"]\n', encoding="utf-8"
    )
    (tmp_path / "below").mkdir()
    monkeypatch.chdir(tmp_path / "below")
    assert main(["check", "-q"]) == 0
    assert store.exists("/bucket/r.json")
