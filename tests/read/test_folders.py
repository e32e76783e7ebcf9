"""Which files are read, under which names, in which order."""

import random
from pathlib import Path

from checker.read.folders import read_paths, read_texts

TEXT = "夸克的日活跃用户达到1.2亿。"


def write(path: Path, text: str = TEXT) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_the_order_given_changes_nothing(tmp_path: Path) -> None:
    paths = [write(tmp_path / f"{name}.txt", name * 20) for name in "dacb"]
    expected = read_paths(paths)
    for seed in range(4):
        random.Random(seed).shuffle(paths)
        assert read_paths(paths) == expected
    assert [document.path for document in expected[0]] == ["a.txt", "b.txt", "c.txt", "d.txt"]


def test_a_file_given_twice_is_read_once(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt")
    (tmp_path / "link.txt").symlink_to(path)
    documents, problems = read_paths([path, str(path), tmp_path, tmp_path / "." / "a.txt"])
    assert len(documents) == 1
    assert problems == []


def test_paths_are_relative_to_the_folder(tmp_path: Path) -> None:
    write(tmp_path / "news" / "deep" / "a.txt")
    assert [document.path for document in read_paths([tmp_path])[0]] == ["news/deep/a.txt"]
    assert [document.path for document in read_paths([tmp_path / "news"])[0]] == ["deep/a.txt"]
    assert [document.path for document in read_paths([tmp_path / "news" / "deep" / "a.txt"])[0]] == ["a.txt"]


def test_files_of_one_name_are_told_apart(tmp_path: Path) -> None:
    write(tmp_path / "one" / "a.txt", TEXT + "一")
    write(tmp_path / "two" / "a.txt", TEXT + "二")
    documents, _ = read_paths([tmp_path / "one", tmp_path / "two"])
    assert len({document.path for document in documents}) == 2
    assert len({document.id for document in documents}) == 2


def test_ids_depend_on_the_path_alone(tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    write(tmp_path / "b.txt")
    [first, _], _ = read_paths([tmp_path])
    write(tmp_path / "a.txt", "别的内容,完全不同的一句话。")
    [again, _], _ = read_paths([tmp_path])
    assert first.id == again.id
    assert first.sha256 != again.sha256


def test_all_kinds_of_files_are_found(tmp_path: Path) -> None:
    for name in ("a.txt", "b.md", "c.markdown", "d.html", "e.htm", "F.TXT"):
        write(tmp_path / name)
    documents, problems = read_paths([tmp_path])
    assert {document.format.value for document in documents} == {"text", "markdown", "html"}
    assert len(documents) == 6
    assert problems == []


def test_raw_begins_after_the_mark_and_keeps_its_line_ends(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("\ufeff夸克。\r\n\r\n日活。\r千问。\n".encode())
    [document], _ = read_paths([tmp_path])
    assert document.raw == "夸克。\r\n\r\n日活。\r千问。\n"
    places = [(block.span.start, block.span.end) for block in document.blocks]
    assert [document.raw[start:end] for start, end in places] == ["夸克。", "日活。", "千问。"]


def test_texts_and_files_make_the_same_documents(tmp_path: Path) -> None:
    write(tmp_path / "a.md", "---\ntitle: 夸克\n---\n正文,日活1.2亿。")
    assert read_paths([tmp_path])[0] == read_texts({"a.md": (tmp_path / "a.md").read_text(encoding="utf-8")})[0]
