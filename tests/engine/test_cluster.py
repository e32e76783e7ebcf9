"""A real scheduler and two workers that speak TCP: the same bytes as one process, whoever is killed."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from checker.cli import main
from checker.engine import engines
from checker.engine.engines import Engine
from checker.errors import CheckerError, ExtraError
from checker.report import json_
from checker.settings import Settings
from tests.engine.steps import Numbers, double

distributed = pytest.importorskip("distributed", reason="needs the extra 'cluster'")
from checker.engine.cluster import cluster  # noqa: E402 -- after the question whether it can be loaded

ROOT = Path(__file__).parents[2]
FOLDERS = [ROOT / "seeds", ROOT / "tests" / "corpora" / "ai-funding" / "docs"]


def _started(*arguments: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", "from dask.__main__ import main; main()", *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        text=True,
    )


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a scheduler with two workers, each with a nanny that starts it anew when it dies."""
    folder = tmp_path_factory.mktemp("cluster")
    told = folder / "scheduler.json"
    where = ("--scheduler-file", str(told))
    processes = [_started("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", *where)]
    try:
        until = time.monotonic() + 60
        while not told.exists() and time.monotonic() < until:
            time.sleep(0.1)
        worker = ("worker", "--nthreads", "1", "--no-dashboard", "--local-directory", str(folder), *where)
        processes += [_started(*worker) for _ in range(2)]
        with distributed.Client(scheduler_file=str(told)) as client:
            client.wait_for_workers(2, timeout=60)
            address = client.scheduler.address
        yield address
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.wait(30)


@pytest.fixture(scope="module")
def alone() -> str:
    return json_.render(engines.run(FOLDERS, Settings()))


def test_a_worker_killed_in_mid_run_changes_no_byte(scheduler: str, alone: str) -> None:
    killed: list[int] = []

    def kill() -> None:
        with distributed.Client(scheduler) as client:
            until = time.monotonic() + 60
            while not killed and time.monotonic() < until:
                busy = [address for address, tasks in client.processing().items() if tasks]
                if busy:
                    killed.extend(client.run(os.getpid, workers=busy[:1]).values())
                    os.kill(killed[0], signal.SIGKILL)
                time.sleep(0.05)

    killer = threading.Thread(target=kill)
    killer.start()
    run = engines.run(FOLDERS, Settings(), Engine(dask=True, scheduler=scheduler))
    killer.join()
    assert killed != []
    assert json_.render(run) == alone


def test_the_command_names_a_scheduler(scheduler: str, alone: str, tmp_path: Path) -> None:
    out = tmp_path / "report.json"
    arguments = ["check", *map(str, FOLDERS), "-q", "--engine", "dask", "--scheduler", scheduler, "-o", str(out)]
    assert main(arguments) == 0
    assert out.read_text(encoding="utf-8") == alone


def test_a_cluster_of_this_machine_is_started_where_none_is_named() -> None:
    deadly = frozenset({2})
    with cluster(None, 2, 1000) as workshop:
        made = list(workshop.each(double, [Numbers((1, 2, 3), deadly), Numbers((4,)), *map(_one, range(20))]))
    assert made[:2] == [[2, "2 is deadly", 6], [8]]
    assert made[2:] == [[2 * number] for number in range(20)]


def _one(number: int) -> Numbers:
    return Numbers((number,))


def test_a_scheduler_that_is_not_there_is_a_line() -> None:
    with (
        pytest.raises(CheckerError, match=r"^tcp://127\.0\.0\.1:1: no scheduler with workers answers there"),
        cluster("tcp://127.0.0.1:1", 2, 1000),
    ):
        pytest.fail("there is none")


def test_without_its_library_a_cluster_is_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ExtraError, match=r"--engine dask: needs the extra 'cluster'"), cluster(None, 1, 1000):
        pytest.fail("it is not installed")


def test_a_scheduler_is_for_a_cluster(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "seeds", "--scheduler", "tcp://127.0.0.1:8786"]) == 2
    assert "--engine dask" in capsys.readouterr().err
