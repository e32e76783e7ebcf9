"""A real scheduler and two workers that speak TCP: the same bytes as one process, whoever is killed."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from checker.cli import main
from checker.engine import engines
from checker.engine.engines import Engine
from checker.errors import CheckerError, ExtraError
from checker.pipeline.hoard import Held, Sorter
from checker.report import json_
from checker.settings import Settings
from tests.engine.processes import children, is_at_work, many, running
from tests.engine.steps import Bag, Numbers, Thing, Thirds, double, keep, weigh

distributed = pytest.importorskip("distributed", reason="needs the extra 'cluster'")
import dask.config  # noqa: E402 -- after the question whether it can be loaded

from checker.engine import cluster as engine  # noqa: E402 -- after the question whether it can be loaded
from checker.engine.cluster import cluster  # noqa: E402

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


def test_a_worker_killed_when_its_groups_are_judged_changes_no_byte(scheduler: str, alone: str) -> None:
    killed: list[int] = []

    def heard(done: int, articles: int) -> None:
        # half of the steps are reading: this one is done, and its worker holds the claims
        if not killed and done > articles // 2 + 1:
            with distributed.Client(scheduler, set_as_default=False) as client:
                killed.extend(client.run(os.getpid).values())
            os.kill(killed[0], signal.SIGKILL)

    run = engines.run(FOLDERS, Settings(), Engine(dask=True, scheduler=scheduler), heard)
    assert killed != []
    assert json_.render(run) == alone


@pytest.mark.parametrize("killing", [False, True])
def test_things_are_sorted_where_they_are_kept(
    scheduler: str, monkeypatch: pytest.MonkeyPatch, *, killing: bool
) -> None:
    monkeypatch.setattr(engine, "_SORTED", 2)
    monkeypatch.setattr(engine, "_FETCHED", 2)
    tasks = [Numbers(tuple(range(first, first + 10))) for first in range(0, 90, 10)]
    documents = {str(number): f"of {number}" for number in range(90)}
    sorter = Sorter(Thirds(), documents, documents)
    done = []
    tried = engine._Cluster.tried
    if killing:
        # as if each bucket had ended its workers: it is done in parts
        monkeypatch.setattr(
            engine._Cluster, "tried", lambda self, to_be: None if "bucket" in to_be.key else tried(self, to_be)
        )
    with cluster(scheduler, 2, 1000) as far:
        for hoard in (Held(), far.hoard()):
            told = list(hoard.take(keep, tasks))
            made = list(hoard.bucketed(weigh, sorter, (Bag(number) for number in range(3)), 3))
            hoard.put([Thing("behind", -1)])  # type: ignore[list-item]
            done.append((told, made, [thing.id for thing in hoard.claims()]))
    assert done[0][:2] == done[1][:2]
    assert done[0][0] == [list(task.numbers) for task in tasks]
    assert done[0][1][2] == [(2, number, f"of {number}", f"of {number}") for number in range(2, 90, 3)]
    assert done[0][2] == done[1][2] == [*map(str, range(90)), "-1"]


def test_the_command_names_a_scheduler(scheduler: str, alone: str, tmp_path: Path) -> None:
    out = tmp_path / "report.json"
    arguments = ["check", *map(str, FOLDERS), "-q", "--engine", "dask", "--scheduler", scheduler, "-o", str(out)]
    assert main(arguments) == 0
    assert out.read_text(encoding="utf-8") == alone


def test_a_cluster_of_this_machine_is_started_where_none_is_named() -> None:
    deadly = frozenset({2})
    # each worker that is ended costs seconds
    with dask.config.set({"distributed.scheduler.allowed-failures": 1}), cluster(None, 2, 1000) as workshop:
        made = list(workshop.each(double, [Numbers((1, 2, 3), deadly), Numbers((4,)), *map(_one, range(20))]))
    assert made[:2] == [[2, "2 is deadly", 6], [8]]
    assert made[2:] == [[2 * number] for number in range(20)]


def _one(number: int) -> Numbers:
    return Numbers((number,))


def _stopped(articles: Path, out: Path, *more: str, at_work: Callable[[int], bool]) -> list[int]:
    """The processes that a check started on a cluster until it was at work, and ctrl-C was pressed."""
    command = [sys.executable, "-m", "checker", "check", str(articles), "--engine", "dask", *more]
    with subprocess.Popen(
        [*command, "-o", str(out / "report.json")],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 -- see test_pool
    ) as process:
        until = time.monotonic() + 120
        while not at_work(process.pid) and time.monotonic() < until:
            time.sleep(0.1)
        found = children(process.pid)
        began = time.monotonic()
        os.killpg(process.pid, signal.SIGINT)
        _, err = process.communicate(timeout=60)
        took = time.monotonic() - began
    assert process.returncode == 130
    assert took < 10
    assert "Traceback" not in err
    assert list(out.iterdir()) == []
    return found


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="asks /proc for the processes")
def test_ctrl_c_leaves_no_process_no_file_and_no_work(scheduler: str, tmp_path: Path) -> None:
    articles, out = many(tmp_path / "articles"), tmp_path / "out"
    out.mkdir()
    found = _stopped(articles, out, "--jobs", "2", at_work=lambda pid: sum(map(is_at_work, children(pid))) == 2)
    until = time.monotonic() + 10
    while any(map(running, found)) and time.monotonic() < until:
        time.sleep(0.05)
    assert len(found) >= 2
    assert [child for child in found if running(child)] == []
    with distributed.Client(scheduler, set_as_default=False) as client:

        def busy() -> bool:
            return any(client.processing().values())

        _stopped(articles, out, "--scheduler", scheduler, at_work=lambda _: busy())
        # the workers are somebody else's, and stay; what they were asked for is forgotten
        until = time.monotonic() + 30
        while busy() and time.monotonic() < until:
            time.sleep(0.1)
        assert not busy()
        assert len(client.nthreads()) == 2


@pytest.mark.parametrize("address", ["tls://127.0.0.1:1", "nonsense", "http://127.0.0.1:8786"])
def test_an_address_without_meaning_is_a_line(address: str) -> None:
    with (
        pytest.raises(CheckerError, match=rf"^{address}: no scheduler with workers answers there \(.*\)$"),
        cluster(address, 2, 1000),
    ):
        pytest.fail("there is none")


def test_a_scheduler_that_is_not_there_is_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "_ANSWER", "1s")
    with (
        pytest.raises(CheckerError, match=r"^tcp://127\.0\.0\.1:1: no scheduler with workers answers there"),
        cluster("tcp://127.0.0.1:1", 2, 1000),
    ):
        pytest.fail("there is none")


def test_a_worker_without_this_checker_is_a_line(scheduler: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def lacking() -> str:
        # as where a worker cannot load it
        return str(__import__("no_such_checker"))

    monkeypatch.setattr(engine, "version", lacking)
    line = rf"^{scheduler}: the worker tcp://\S+ has no checker of this version, \S+ \(.*no_such_checker.*\)$"
    with pytest.raises(CheckerError, match=line), cluster(scheduler, 2, 1000):
        pytest.fail("no worker can do it")


def test_a_scheduler_that_ends_in_mid_run_is_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "_ANSWER", "5s")
    with distributed.LocalCluster(1, threads_per_worker=1, dashboard_address="127.0.0.1:0", silence_logs=50) as local:
        address = local.scheduler_address

        def tasks() -> Iterator[Numbers]:
            yield from map(_one, range(10))
            local.close()
            yield _one(10)

        with (
            pytest.raises(CheckerError, match=rf"^{address}: "),
            cluster(address, 1, 1000) as workshop,
        ):
            list(workshop.each(double, tasks()))


def test_claims_whose_last_worker_went_are_not_waited_for_forever(monkeypatch: pytest.MonkeyPatch) -> None:
    with distributed.LocalCluster(1, threads_per_worker=1, dashboard_address="127.0.0.1:0", silence_logs=50) as local:
        address = local.scheduler_address
        with cluster(address, 1, 1000) as far:
            hoard = far.hoard()
            assert list(hoard.take(keep, [Numbers((1, 2))])) == [[1, 2]]
            monkeypatch.setattr(engine, "_WORKER", 2)
            local.scale(0)
            with distributed.Client(address, set_as_default=False) as client:
                until = time.monotonic() + 30
                while client.nthreads() and time.monotonic() < until:
                    time.sleep(0.1)
            with pytest.raises(CheckerError, match=rf"^{address}: its last worker went, and none came in 2 seconds$"):
                hoard.claims()


def test_without_its_library_a_cluster_is_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ExtraError, match=r"--engine dask: needs the extra 'cluster'"), cluster(None, 1, 1000):
        pytest.fail("it is not installed")


def test_a_scheduler_is_for_a_cluster(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "seeds", "--scheduler", "tcp://127.0.0.1:8786"]) == 2
    assert "--engine dask" in capsys.readouterr().err
