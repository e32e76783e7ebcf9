"""Large folders are put away and taken in parts, and the report is the same as if all were held at once."""

from pathlib import Path

import pytest

from checker.engine import engines
from checker.pipeline import gathering, meeting, said, told
from checker.pipeline.folder import check_documents
from checker.read.folders import read_texts
from checker.report import json_
from checker.settings import Settings
from checker.store import shelf

CORPORA = Path(__file__).parents[1] / "corpora"


@pytest.fixture
def folders(tmp_path: Path) -> list[Path]:
    """Two stories, one of them told twice over under other names of its files, so that much of it meets."""
    one, other = (CORPORA / topic / "docs" for topic in ("ev-launch", "bank-results"))
    again = tmp_path / "again"
    again.mkdir()
    for file in sorted(one.iterdir()):
        (again / f"x{file.name}").write_bytes(file.read_bytes())
    return [one, other, again]


def test_a_folder_taken_in_parts_has_the_same_report(folders: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    whole = json_.render(engines.run(folders, Settings()))
    monkeypatch.setattr(shelf, "HELD", 1)
    for module in (told, gathering):
        monkeypatch.setattr(module, "_PART", 3)
    run = engines.run(folders, Settings())
    assert json_.render(run) == whole
    assert [run.claim(claim.id) for claim in run.claims] == list(run.claims)
    with pytest.raises(KeyError):
        run.claim("no such claim")


def test_what_nobody_owns_meets_nobody_whatever_shares_a_mark(monkeypatch: pytest.MonkeyPatch) -> None:
    documents, _ = read_texts(
        {
            f"{at}.txt": f"2025年3月{at + 1}日，第{at}号消息。总投资1.12亿元。字节跳动员工人数{at + 1}00人。\n"
            for at in range(12)
        }
    )
    alone = check_documents(documents, [], Settings())
    for module in (said, meeting):
        monkeypatch.setattr(module, "mark", lambda _: 1)
    assert check_documents(documents, [], Settings()) == alone
