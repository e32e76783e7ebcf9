import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from checker.cli import main
from tests.trust.forked import OLD, ONE, OTHER


@pytest.fixture(scope="session")
def warm(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Load what the copies need, once."""
    folder = tmp_path_factory.mktemp("warm")
    (folder / "a.txt").write_text(ONE, encoding="utf-8")
    outputs = [word for suffix in ("json", "html", "xlsx", "csv") for word in ("-o", str(folder / f"x.{suffix}"))]
    assert main(["check", str(folder), "-q", *outputs]) == 0
    assert main(["index", str(folder), "--store", str(folder / "s.db")]) == 0


@pytest.fixture
def desk(tmp_path: Path, warm: None) -> Path:
    """A folder with two articles, and one for reports in which there is an old one."""
    assert warm is None
    for name in ("articles", "out"):
        (tmp_path / name).mkdir()
    (tmp_path / "articles" / "a.txt").write_text(ONE, encoding="utf-8")
    (tmp_path / "articles" / "b.txt").write_text(OTHER, encoding="utf-8")
    (tmp_path / "out" / "x.json").write_text(OLD, encoding="utf-8")
    return tmp_path


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A disk with room for a small file and no more."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", str(disk)]
    if os.geteuid() != 0 or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("only root may make a small disk")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)
