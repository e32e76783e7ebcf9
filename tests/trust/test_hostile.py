"""Hostile files beside a good one: the command ends in time and in memory, and tells of the good one what it would."""

import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.trust.hostile_files import HOSTILE, LARGE, PLACES, put, write
from tests.trust.making import GOOD, MB, OTHER, Made

MEMORY = 2048 * MB
# seconds of processor: for a folder of files that are read in a moment each, and for one file at the limits
SECONDS = 60
SECONDS_OF_LARGE = 120
# an article of a sentence takes three milliseconds
SECONDS_OF_A_FOLDER = 900
# two articles that no hostile file speaks of
ARTICLES = {
    "good.txt": "仁安医院的床位数为1800张。2024年，仁安医院的营业收入为5.6亿元。",
    "good too.txt": "仁安医院的床位数为1500张。2024年，仁安医院的营业收入为5.6亿元。",
}
ENTITY = "仁安医院"
ROOT = Path(__file__).parents[2]
Command = Callable[..., "Ended"]


class Ended:
    """What a command left behind."""

    def __init__(self, done: "subprocess.CompletedProcess[bytes]", report: Path) -> None:
        self.status = done.returncode
        self.output = done.stdout.decode()
        self.errors = done.stderr.decode()
        self.report = json.loads(report.read_bytes()) if report.is_file() else {}

    @property
    def problems(self) -> dict[str, str]:
        """What is said of each file."""
        return {problem["path"]: problem["message"] for problem in self.report["coverage"]["problems"]}

    @property
    def paths(self) -> dict[str, str]:
        return {source["id"]: source["path"] for source in self.report["sources"]}


def limited(seconds: int) -> Callable[[], None]:
    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))

    return limit


def check(folder: Path, *options: str, seconds: int = SECONDS, path: Path | None = None) -> Ended:
    """`checker check` on a folder, with a limit of memory and of time."""
    report = folder.parent / "report.json"
    report.unlink(missing_ok=True)
    command = [sys.executable, "-m", "checker", "check", "--no-config", "--jobs", "1", "-o", str(report), *options]
    done = subprocess.run(
        [*command, str(path or folder)],
        cwd=ROOT,
        env={**os.environ, "COLUMNS": "100"},
        capture_output=True,
        check=False,
        timeout=5 * seconds,
        preexec_fn=limited(seconds),
    )
    return Ended(done, report)


def demand_unharmed(ended: Ended) -> None:
    """It ran, said nothing but lines, and found in the good articles what is in them."""
    assert ended.status == 0, ended.errors[-2000:]
    assert "Traceback" not in ended.output + ended.errors
    assert not set(ended.output + ended.errors) & {"\x1b", "\u202e", "\x07", "\r"}
    told = [finding for finding in ended.report["findings"] if finding["entity"] == ENTITY]
    assert sorted((finding["verdict"], finding["rule"]) for finding in told) == [
        ("agreement", "value-agrees"),
        ("contradiction", "value-differs"),
    ]
    paths = ended.paths
    for finding in told:
        of = {claim["id"]: paths[claim["source"]] for claim in ended.report["claims"]}
        held = {Path(of[claim]).name for position in finding["positions"] for claim in position["claims"]}
        assert held == set(ARTICLES)
    for path, message in ended.problems.items():
        assert "could not be understood" not in message, (path, message)
        assert len(message) < 200


def beside(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, article in ARTICLES.items():
        (folder / name).write_text(article, encoding="utf-8")


def test_there_are_enough_of_them() -> None:
    assert sum(map(len, HOSTILE.values())) + len(PLACES) + len(LARGE) >= 300
    assert GOOD != OTHER


@pytest.mark.parametrize("group", HOSTILE)
def test_hostile_files(tmp_path: Path, group: str) -> None:
    folder = tmp_path / "in"
    beside(folder)
    write(folder, HOSTILE[group])
    ended = check(folder)
    demand_unharmed(ended)
    # each was read, or is told of
    told = {path.partition("#")[0] for path in [*ended.problems, *ended.paths.values()]}
    assert told >= set(HOSTILE[group])


def test_hostile_places(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    beside(folder)
    (folder / "places").mkdir()
    put(folder / "places")
    try:
        ended = check(folder)
    finally:
        (folder / "places" / "locked folder").chmod(0o700)
    demand_unharmed(ended)
    for name in ("pipe.txt", "pipe.pdf", "socket.txt", "to a device.txt", "to another device.txt"):
        assert ended.problems[f"places/{name}"] == "is a pipe, socket or device, not a file; skipped"
    for name in ("to nothing.txt", "to itself.txt", "ring a.txt"):
        assert ended.problems[f"places/{name}"]


@pytest.mark.parametrize("name", LARGE)
def test_large_files(tmp_path: Path, name: str, request: pytest.FixtureRequest) -> None:
    if not request.config.getoption("--slow"):
        pytest.skip("takes a minute or more; asked for with --slow")
    folder = tmp_path / "in"
    beside(folder)
    write(folder, {name: LARGE[name]})
    ended = check(folder, "-q", seconds=SECONDS_OF_LARGE)
    demand_unharmed(ended)
    assert name in {path.partition("#")[0] for path in [*ended.problems, *ended.paths.values()]}


def test_a_folder_of_a_hundred_thousand_articles(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    if not request.config.getoption("--slow"):
        pytest.skip("takes some minutes; asked for with --slow")
    folder = tmp_path / "in"
    beside(folder)
    for number in range(100_000):
        day = f"2025年{number % 12 + 1}月{number % 28 + 1}日"
        (folder / f"{number}.txt").write_text(f"{day}\n\n今天第{number}次说天气很好。", encoding="utf-8")
    ended = check(folder, "-q", seconds=SECONDS_OF_A_FOLDER)
    demand_unharmed(ended)
    assert len(ended.report["sources"]) == 100_002


def test_a_folder_of_a_hundred_thousand_files(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    count = 100_000 if request.config.getoption("--slow") else 2000
    folder = tmp_path / "in"
    beside(folder)
    for number in range(count):
        (folder / f"{number}.jpg").touch()
    ended = check(folder)
    demand_unharmed(ended)
    assert len(ended.output.splitlines()) < 200


LIMITED: dict[str, tuple[Made, str, str, str]] = {
    "largest-file": (lambda: b"x" + b"\n" * MB, "a.txt", "1", "is larger than 1 MB; split it or raise --largest-file"),
    "most-characters": (
        lambda: b"x\n" * 501,
        "a.txt",
        "1000",
        "has more than 1,000 characters; split it or raise --most-characters",
    ),
    "most-figures": (
        lambda: b"1 2 3 4",
        "a.txt",
        "3",
        "has more than 3 figures; split it or raise --most-figures",
    ),
    "most-sentences": (
        "甲。乙！丙；\n".encode,
        "a.txt",
        "2",
        "has more than 2 sentences; split it or raise --most-sentences",
    ),
    "most-rows": (
        lambda: b"text\na\nb\n",
        "a.csv",
        "1",
        "holds more than 1 rows; the rest was not read; split it or raise --most-rows",
    ),
}


@pytest.mark.parametrize("limit", LIMITED)
def test_a_limit_is_told_and_can_be_raised(tmp_path: Path, limit: str) -> None:
    make, name, bound, message = LIMITED[limit]
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "good.txt").write_text("好。", encoding="utf-8")
    (folder / name).write_bytes(make())
    assert check(folder, f"--{limit}", bound).problems == {name: message}
    assert check(folder).problems == {}
