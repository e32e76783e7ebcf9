"""Many processes: the same bytes as one, whatever becomes of them."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

import checker
from checker.engine import engines
from checker.engine.engines import Engine
from checker.engine.pool import pool
from checker.errors import CheckerError
from checker.pipeline import Workshop, carried
from checker.pipeline.carried import Carried
from checker.pipeline.hoard import Held, Sorter
from checker.report import json_
from checker.settings import Settings
from tests.engine.processes import children, is_at_work, many, running
from tests.engine.steps import Bag, Numbers, Thing, Thirds, double, fail, keep, run_short, tell, weigh

ROOT = Path(__file__).parents[2]
FOLDERS = [ROOT / "seeds", *(ROOT / "tests" / "corpora" / name / "docs" for name in ("ai-funding", "tea-ipo"))]


@pytest.fixture(scope="module")
def workshop() -> Iterator[Workshop]:
    with pool(2, 2000) as made:
        yield made


def test_results_come_in_the_order_of_the_tasks(workshop: Workshop) -> None:
    tasks = [Numbers(tuple(range(n))) for n in range(40)]
    assert list(workshop.each(double, tasks)) == [double(task) for task in tasks]
    pids = {pid for made in workshop.each(tell, [Numbers((n,)) for n in range(40)]) for _, pid in made}
    assert len(pids) == 2
    assert os.getpid() not in pids


def test_only_a_few_tasks_are_made_before_they_are_asked_for(workshop: Workshop) -> None:
    made: list[int] = []

    def coming() -> Iterator[Numbers]:
        for number in range(1000):
            made.append(number)
            yield Numbers((number,))

    results = workshop.each(double, coming())
    assert next(results) == [0]
    assert len(made) <= 10
    results.close()  # type: ignore[attr-defined]
    # what was on its way then is no answer to what is asked next
    assert list(workshop.each(double, [Numbers((21,))])) == [[42]]


def test_a_process_that_dies_is_replaced_and_its_task_run_again(workshop: Workshop, tmp_path: Path) -> None:
    tasks = [Numbers((n, n + 1), frozenset({5, 11}), tmp_path) for n in range(0, 16, 2)]
    assert list(workshop.each(double, tasks)) == [[2 * n, 2 * n + 2] for n in range(0, 16, 2)]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["11", "5"]


def test_what_ends_two_processes_is_given_up_and_the_rest_is_done(workshop: Workshop) -> None:
    [made, other] = workshop.each(double, [Numbers((1, 2, 3, 4), frozenset({2, 4})), Numbers((9,))])
    assert made == [2, "2 is deadly", 6, "4 is deadly"]
    assert other == [18]


def test_a_process_that_has_no_memory_left_is_one_that_died(workshop: Workshop) -> None:
    [made] = workshop.each(run_short, [Numbers((1, 2), frozenset({2}))])
    assert made == [1, "2 is deadly"]


@pytest.mark.parametrize("killing", [False, True])
def test_claims_are_sorted_by_the_processes_and_none_is_lost(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, *, killing: bool
) -> None:
    monkeypatch.setattr(carried, "_FEW", 20)
    deadly = frozenset({15, 44} if killing else ())
    tasks = [Numbers(tuple(range(first, first + 10)), deadly, tmp_path) for first in range(0, 90, 10)]
    documents = {str(number): f"of {number}" for number in range(90)}
    sorter = Sorter(Thirds(), documents, documents)
    done = []
    for hoard in (Held(), workshop.hoard()):
        ours = tasks if isinstance(hoard, Carried) else [replace(task, deadly=frozenset()) for task in tasks]
        told = [number for made in hoard.take(keep, ours) for number in made]
        bags = (Bag(number, deadly=killing and isinstance(hoard, Carried) and number == 1) for number in range(3))
        made = list(hoard.bucketed(weigh, sorter, bags, 3))
        hoard.put([Thing("behind", -1)])  # type: ignore[list-item]
        done.append((told, made, [thing.id for thing in hoard.claims()]))
    assert done[0] == done[1]
    assert done[0][0] == list(range(90))
    assert done[0][1][2] == [(2, number, f"of {number}", f"of {number}") for number in range(2, 90, 3)]
    assert len(list(tmp_path.iterdir())) == len(deadly)


def test_errors_come_back_as_lines_and_ours_with_their_place(workshop: Workshop) -> None:
    with pytest.raises(CheckerError, match=r"^three\.txt: is no even number$"):
        list(workshop.each(fail, [Numbers((3,))]))
    with pytest.raises(RuntimeError, match=r"(?s)steps\.py.*an error of ours"):
        list(workshop.each(fail, [Numbers((4,))]))


@pytest.fixture(scope="module")
def alone() -> str:
    return json_.render(engines.run(FOLDERS, Settings()))


def test_two_processes_give_the_same_bytes_as_one(alone: str, tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(
        '[[alias]]\ncanonical = "蓝鲸一号"\nkind = "product"\nforms = ["小鲸鱼"]\n', encoding="utf-8"
    )
    house = Settings(lexicon=(tmp_path / "own.toml",))
    assert json_.render(engines.run(FOLDERS, Settings(), Engine(jobs=2))) == alone
    assert json_.render(engines.run(FOLDERS[1:], house, Engine(jobs=2))) == json_.render(
        engines.run(FOLDERS[1:], house)
    )


@pytest.mark.parametrize("seed", ["1", "2"])
def test_the_report_is_the_same_file_whatever_the_hashes(alone: str, tmp_path: Path, seed: str) -> None:
    out = tmp_path / "report.json"
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "checker", "check", *map(str, FOLDERS), "-q", "--jobs", "2", "-o", str(out)]
    subprocess.run(command, cwd=tmp_path, env=environment, check=True, capture_output=True)
    assert out.read_text(encoding="utf-8") == alone


def test_python_takes_jobs(alone: str) -> None:
    assert checker.check(FOLDERS, jobs=2).render(".json") == alone
    texts = {"a.txt": "夸克的日活跃用户为1.2亿。", "b.txt": "夸克的日活跃用户为5000万。"}
    assert checker.check(texts, jobs=2).to_dict() == checker.check(texts).to_dict()
    with pytest.raises(CheckerError, match="jobs: 0"):
        checker.check(texts, jobs=0)
    with pytest.raises(TypeError, match="number of jobs"):
        checker.check(texts, jobs="2")  # type: ignore[arg-type]


def test_a_script_without_its_guard_is_told_so(tmp_path: Path) -> None:
    (tmp_path / "script.py").write_text("import checker\nchecker.check({'a.txt': '1.2亿'}, jobs=2)\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "script.py"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 1
    assert "if __name__ == '__main__'" in done.stderr.splitlines()[-1]


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="asks /proc for the processes")
@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, -15), (signal.SIGKILL, -9)])
def test_an_end_in_mid_run_leaves_no_process_and_no_file(tmp_path: Path, number: int, status: int) -> None:
    articles = many(tmp_path / "articles")
    out = tmp_path / "out"
    out.mkdir()
    command = [sys.executable, "-m", "checker", "check", str(articles), "--jobs", "2", "-o", str(out / "report.json")]
    # a session of its own, so that the signal of a terminal can be sent to all of its processes
    with subprocess.Popen(
        command,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        # a shell has what it runs behind its back take no notice of ctrl-C
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 -- no other thread runs
    ) as process:
        until = time.monotonic() + 60
        while sum(map(is_at_work, found := children(process.pid))) < 2 and time.monotonic() < until:
            time.sleep(0.05)
        began = time.monotonic()
        if number == signal.SIGINT:
            os.killpg(process.pid, number)
        else:
            process.send_signal(number)
        _, err = process.communicate(timeout=30)
        took = time.monotonic() - began
    assert process.returncode == status
    assert took < 10
    assert "Traceback" not in err
    until = time.monotonic() + 10
    while any(map(running, found)) and time.monotonic() < until:
        time.sleep(0.05)
    assert len(found) >= 2
    assert [child for child in found if running(child)] == []
    assert list(out.iterdir()) == []


POISON = """
import os, resource, signal, sys
from checker.extract import facts
from checker.pipeline import reading
wanted = reading.facts_of
def deadly(text, *rest):
    if "毒" in text.text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "大" in text.text:
        now = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (now + (64 << 20), resource.RLIM_INFINITY))
        held = []
        while True:
            held.append(bytearray(1 << 20))
    return wanted(text, *rest)
reading.facts_of = deadly
"""


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="asks /proc how large a process is")
def test_an_article_that_ends_its_processes_or_needs_too_much_is_a_problem_that_names_it(tmp_path: Path) -> None:
    # the processes load the main module, and with it what is deadly
    (tmp_path / "main.py").write_text(
        POISON
        + "import checker\n"
        + "if __name__ == '__main__':\n"
        + "    texts = {f'{n}.txt': f'2025年2月{n}日，夸克的日活跃用户为{n}00万。' for n in range(1, 9)}\n"
        + "    texts['3.txt'] += '毒'\n"
        + "    texts['5.txt'] += '大'\n"
        + "    run = checker.check(texts, jobs=2)\n"
        + "    print([(problem.path, problem.message) for problem in run.problems])\n"
        + "    print(len(run.sources))\n",
        encoding="utf-8",
    )
    done = subprocess.run(
        [sys.executable, "main.py"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    problems, sources = done.stdout.splitlines()
    assert re.findall(r"'(\d\.txt)', '(ended two processes|needs more memory)", problems) == [
        ("3.txt", "ended two processes"),
        ("5.txt", "needs more memory"),
    ]
    assert sources == "6"
