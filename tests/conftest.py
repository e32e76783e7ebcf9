from collections.abc import Callable
from pathlib import Path

import pytest

Snapshot = Callable[[str, str], None]
SameAsFile = Callable[[Path, str], None]
ROOT = Path(__file__).parents[1]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update",
        action="store_true",
        help="write the snapshots, the README's generated parts and the example reports anew instead of comparing",
    )
    parser.addoption(
        "--slow", action="store_true", help="also what takes minutes: hostile files of a hundred megabytes"
    )
    parser.addoption("--peer-specs", type=Path, metavar="DIR", help="other projects' cases to be measured against")
    parser.addoption("--pairs", type=Path, metavar="DIR", help="pairs of sentences that people judged")


@pytest.fixture(scope="session")
def same_as_file(pytestconfig: pytest.Config) -> SameAsFile:
    """Demand that a file of the repository holds this text, or with --update write it."""

    def compare(path: Path, text: str) -> None:
        if pytestconfig.getoption("--update"):
            path.write_bytes(text.encode())
        assert path.is_file(), f"{path.relative_to(ROOT)} is missing: run pytest --update"
        found = path.read_bytes().decode()
        assert found == text, f"{path.relative_to(ROOT)} is out of date: look at the difference, then pytest --update"

    return compare


@pytest.fixture
def snapshot(same_as_file: SameAsFile) -> Snapshot:
    """Demand that the snapshot with this name holds this text."""

    def compare(name: str, text: str) -> None:
        same_as_file(ROOT / "tests" / "snapshots" / name, text)

    return compare
