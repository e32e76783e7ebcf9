"""Whatever stands in a folder: one clear line for each thing that cannot be read, and the rest is read."""

import os
from pathlib import Path

import pytest

from checker.read.folders import read_paths, read_texts

GOOD = "夸克的日活跃用户达到1.2亿。\n"
ROOT_USER = hasattr(os, "geteuid") and os.geteuid() == 0


def said(*paths: Path | str) -> list[tuple[str, str]]:
    _, problems = read_paths(list(paths))
    assert all(problem.stage == "read" for problem in problems)
    assert all("\n" not in problem.message and len(problem.message) < 160 for problem in problems)
    return [(problem.path, problem.message) for problem in problems]


def good(folder: Path, name: str = "good.txt") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(GOOD, encoding="utf-8")
    return path


def test_a_missing_path(tmp_path: Path) -> None:
    documents, problems = read_paths([tmp_path / "none.txt", good(tmp_path)])
    assert [document.path for document in documents] == ["good.txt"]
    assert [problem.message for problem in problems] == ["does not exist; check the path"]


def test_an_empty_folder(tmp_path: Path) -> None:
    [(path, message)] = said(tmp_path)
    assert path == str(tmp_path)
    assert "holds no file that can be read" in message


@pytest.mark.parametrize("data", [b"", b"\n \n", b"\xef\xbb\xbf", b"\xef\xbb\xbf\r\n"])
def test_an_empty_file(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "empty.txt").write_bytes(data)
    good(tmp_path)
    assert said(tmp_path) == [("empty.txt", "is empty; nothing in it was checked")]


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0" * 20,
        bytes(range(256)) * 8,
        b"PK\x03\x04\x14\0\x06\0\x08\0!\0" * 50,
        b"\0" * 5000,
    ],
    ids=["image", "every byte", "archive", "nulls"],
)
def test_a_binary_file(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "picture.txt").write_bytes(data)
    documents, problems = read_paths([tmp_path, good(tmp_path)])
    assert [document.path for document in documents] == ["good.txt"]
    assert [problem.path for problem in problems] == ["picture.txt"]
    assert "binary" in problems[0].message or "empty" in problems[0].message


def test_bytes_that_no_encoding_makes_text_of(tmp_path: Path) -> None:
    (tmp_path / "noise.txt").write_bytes(bytes([0x81, 0xFF, 0x9F, 0x8D, 0xFE, 0xFF, 0x90, 0xFD] * 40))
    assert [path for path, _ in said(tmp_path)] == ["noise.txt"]


@pytest.mark.skipif(ROOT_USER, reason="root may read everything")
def test_a_file_without_permission(tmp_path: Path) -> None:
    good(tmp_path, "locked.txt").chmod(0)
    good(tmp_path)
    assert said(tmp_path) == [("locked.txt", "cannot be opened: no permission to read it")]


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    good(tmp_path, "locked.txt")
    opened = os.open

    def refuse(path: str, flags: int) -> int:
        if Path(path).name == "locked.txt":
            raise PermissionError
        return opened(path, flags)

    monkeypatch.setattr(os, "open", refuse)
    documents, problems = read_paths([tmp_path, good(tmp_path)])
    assert [document.path for document in documents] == ["good.txt"]
    assert [problem.message for problem in problems] == ["cannot be opened: no permission to read it"]


def test_a_broken_link_in_a_folder_and_by_name(tmp_path: Path) -> None:
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    good(tmp_path)
    assert said(tmp_path) == [("gone.txt", "is a broken link; its target is missing")]
    assert said(tmp_path / "gone.txt")[0][1] == "is a broken link; its target is missing"


def test_a_link_to_itself(tmp_path: Path) -> None:
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    good(tmp_path)
    assert [path for path, _ in said(tmp_path)] == ["self.txt"]


def test_folders_that_link_in_a_circle(tmp_path: Path) -> None:
    good(tmp_path / "a")
    (tmp_path / "a" / "back").symlink_to(tmp_path, target_is_directory=True)
    documents, problems = read_paths([tmp_path])
    assert [document.path for document in documents] == ["a/good.txt"]
    assert problems == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_never_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    good(tmp_path)
    assert said(tmp_path) == [("pipe.txt", "is a pipe, socket or device, not a file; skipped")]
    assert said(tmp_path / "pipe.txt") == [("pipe.txt", "is a pipe, socket or device, not a file; skipped")]


def test_devices_are_never_opened() -> None:
    assert said("/dev/zero") == [("zero", "is a pipe, socket or device, not a file; skipped")]


def test_other_kinds_of_files_in_a_folder_and_dot_files(tmp_path: Path) -> None:
    good(tmp_path)
    (tmp_path / "table.xlsx").write_bytes(b"x")
    (tmp_path / ".hidden").write_bytes(b"x")
    (tmp_path / ".git").mkdir()
    good(tmp_path / ".git")
    documents, problems = read_paths([tmp_path])
    assert [document.path for document in documents] == ["good.txt"]
    assert [(problem.path, problem.message[:42]) for problem in problems] == [
        ("table.xlsx", "is not a kind of file that can be read (.t"),
    ]


def test_a_named_file_of_an_unknown_kind_is_read_as_text(tmp_path: Path) -> None:
    [document], problems = read_paths([good(tmp_path, "article.text")])
    assert (document.path, problems) == ("article.text", [])


def test_front_matter_that_is_never_closed(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(f"---\ntitle: 夸克\n\n{GOOD}", encoding="utf-8")
    [document], [problem] = read_paths([tmp_path])
    assert "front matter is never closed" in problem.message
    assert any(document.raw[block.span.start : block.span.end] == GOOD.strip() for block in document.blocks)


@pytest.mark.parametrize(
    ("matter", "line"),
    [("title: 夸克\nno colon here\ndate: 2025-12-17", 3), ("title: '夸克\ndate: 2025-12-17", 2), ("tags: [a, b", 2)],
)
def test_broken_front_matter_is_told_and_the_rest_used(tmp_path: Path, matter: str, line: int) -> None:
    (tmp_path / "a.md").write_text(f"---\n{matter}\n---\n{GOOD}", encoding="utf-8")
    [document], [problem] = read_paths([tmp_path])
    assert f"front matter line {line}" in problem.message
    assert [document.raw[block.span.start : block.span.end] for block in document.blocks] == [GOOD.strip()]
    assert str(document.published) == "2025-12-17" or "date" not in matter


def test_a_page_without_text(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<html><script>var a = 1</script></html>", encoding="utf-8")
    assert said(tmp_path) == [("a.html", "holds no text; nothing in it was checked")]


def test_every_problem_is_told_once(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    assert len(said(tmp_path, tmp_path / "empty.txt", tmp_path / ".." / tmp_path.name)) == 1


def test_texts_in_memory() -> None:
    documents, problems = read_texts({"b.md": "# 夸克\n", "a": GOOD, "none.txt": " "})
    assert [(document.path, document.format.value) for document in documents] == [("a", "text"), ("b.md", "markdown")]
    assert [problem.path for problem in problems] == ["none.txt"]


def test_lone_surrogates_break_nothing() -> None:
    documents, _ = read_texts({"a.txt": "夸克\ud800日活", "\udcff.txt": GOOD})
    assert len(documents) == 2
