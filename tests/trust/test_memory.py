"""Memory that runs out: at one article that is a problem of it, at anything else one line, and nothing is lost."""

import json
import os
import resource
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

import checker
from checker.engine import remembered
from checker.errors import CheckerError
from checker.model import Run
from checker.pipeline import Workshop, check_documents, concluding, documents_in, folder, judging, reading
from checker.pipeline.workshop import Task
from checker.read import folders
from checker.report import json_
from checker.settings import Read, Settings
from checker.store.sqlite import Store
from tests.trust.forked import BOTH, OLD, held, line_of, run

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="breaks copies of this process")
POISON = "毒"
BAD = f"{POISON}.txt"
SHORT = "needs more memory than there is"
MB = 1 << 20
JUDGED = "ended two processes that tried to judge it with those that tell its story"
Step = Callable[..., Any]


def _poisoned(step: Step, harm: Callable[[], object]) -> Step:
    """The step, which comes to harm on whatever holds the poison."""

    def made(*given: object, **named: object) -> object:
        if POISON in repr(given):
            harm()
        return step(*given, **named)

    return made


def _short() -> None:
    raise MemoryError


def _really_short() -> None:
    """Ask for more than this process may have, until it is refused."""
    now = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (now + 64 * MB, resource.RLIM_INFINITY))
    kept: list[bytearray] = []
    while True:
        kept.append(bytearray(MB))


@pytest.fixture
def poisoned(desk: Path) -> Path:
    text = f"2025年11月19日\n\n{POISON}仁安医院的床位数为1800张。"
    (desk / "articles" / BAD).write_text(text, encoding="utf-8")
    return desk


def _told(desk: Path) -> list[tuple[str, str, str]]:
    """What went wrong; the good articles are reported as ever."""
    report = json.loads((desk / "out" / "x.json").read_text(encoding="utf-8"))
    assert [finding["rule"] for finding in report["findings"]] == ["value-differs"]
    assert [source["path"] for source in report["sources"]] == ["a.txt", "b.txt"]
    return [(told["path"], told["stage"], told["message"]) for told in report["coverage"]["problems"]]


STEPS = {
    "reading": (folders, "documents_of", "read", f"{SHORT}; the other files were read"),
    "cleaning": (reading, "clean", "extract", f"{SHORT}; the other articles were checked"),
    "understanding": (reading, "facts_of", "extract", f"{SHORT}; the other articles were checked"),
    "judging": (
        judging,
        "judge_group",
        "judge",
        f"{SHORT} to be judged with those that tell its story; the other articles were checked",
    ),
}


@pytest.mark.parametrize("harm", [_short, _really_short])
@pytest.mark.parametrize("step", STEPS)
def test_an_article_that_needs_too_much_is_a_problem(poisoned: Path, step: str, harm: Callable[[], object]) -> None:
    module, name, stage, message = STEPS[step]

    def before() -> None:
        setattr(module, name, _poisoned(getattr(module, name), harm))

    done = run(["check", "articles", "-q", "--jobs", "1", "-o", "out/x.json"], poisoned, before)
    assert (done.status, done.err) == (0, "")
    assert _told(poisoned) == [(BAD, stage, message)]


LINE = (
    "this needs more memory than there is; check fewer articles at once, or set lower limits (see checker check --help)"
)
WHOLE = {
    "what only the folder knows": (folder, "context_of", LINE),
    "blocks": (judging.aligning, "likeliest", f"夸克 · 日活跃用户: comparing these claims {SHORT}"),
    "findings": (concluding, "findings_of", LINE),
    "reports": (json_, "_chunked", LINE),
}


@pytest.mark.parametrize("what", WHOLE)
def test_a_run_that_needs_too_much_is_a_line(poisoned: Path, what: str) -> None:
    module, name, line = WHOLE[what]
    wanted = getattr(module, name)

    def short(*given: Any, **_: Any) -> Any:
        # of the blocks those of several stories: what is amiss within one is told of its articles
        if what == "blocks" and not any(given[3:]):
            return wanted(*given)
        raise MemoryError

    done = run(["check", "articles", "-q", *BOTH], poisoned, lambda: setattr(module, name, short))
    assert (done.status, line_of(done)) == (2, line)
    assert held(poisoned / "out") == {"x.json": OLD}


def test_a_store_keeps_what_it_has(desk: Path) -> None:
    def before() -> None:
        wanted = remembered.Keeper.add

        def add(*given: Any) -> Any:
            wanted(*given)
            raise MemoryError

        remembered.Keeper.add = add  # type: ignore[method-assign]

    done = run(["index", "articles", "--store", "s.db"], desk, before)
    assert (done.status, line_of(done)) == (2, LINE)
    with Store.open(desk / "s.db") as store:
        assert store.is_sound()
        assert {entry.path for entry in store.entries()} == {"a.txt", "b.txt"}


def _given_up(step: Callable[[Any], list[Any]], tasks: Iterable[Task]) -> Iterator[list[Any]]:
    """What a pool makes of tasks whose smallest parts ended two processes, where the poison is in them."""
    for task in tasks:
        for part in task.parts():
            yield part.given_up() if POISON in repr(part) else step(part)


def _run_of(paths: list[Path], steps: set[str]) -> Run:
    def each(step: Callable[[Any], list[Any]], tasks: Iterable[Task]) -> Iterator[list[Any]]:
        return (_given_up if step.__name__ in steps else map)(step, tasks)

    # one article to a task, as in the smallest parts
    workshop = Workshop(each=each)
    files, lost = folders.files_in(paths)
    documents, problems = documents_in(files, lost, Read(), workshop)
    return check_documents(documents, problems, Settings(), workshop=workshop)


@pytest.mark.parametrize(
    ("step", "said"),
    [
        ("read_files", "ended two processes that tried to read it; the other files were read"),
        ("read_batch", "ended two processes that tried to understand it; the other articles were checked"),
        (
            "digest_groups",
            f"{JUDGED}; the other articles were checked",
        ),
    ],
)
def test_what_ends_processes_is_a_problem_at_every_step(poisoned: Path, step: str, said: str) -> None:
    made = _run_of([poisoned / "articles"], {step})
    assert [(problem.path, problem.message) for problem in made.problems] == [(BAD, said)]
    assert [source.document.path for source in made.sources] == ["a.txt", "b.txt"]
    assert [finding.rule for finding in made.findings] == ["value-differs"]


def test_claims_that_end_processes_end_the_run(poisoned: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.trust.test_memory.POISON", "夸克")
    with pytest.raises(CheckerError, match="comparing these claims ended two processes that tried"):
        _run_of([poisoned / "articles"], {"judge_met"})


def test_a_machine_that_starts_no_more_processes_is_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def start(_: object) -> None:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr("multiprocessing.context.SpawnProcess.start", start)
    with pytest.raises(
        CheckerError, match=r"^processes cannot be started \(Resource temporarily unavailable\); --jobs 1"
    ):
        checker.check({"a.txt": "夸克的日活跃用户为1.2亿。"}, jobs=2)
