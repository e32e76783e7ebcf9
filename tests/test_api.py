"""`checker` as a library: what it promises to whoever imports it."""

import copy
import inspect
import io
import json
import pickle
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pandas as pd
import pytest
import rich
from rich.console import Console

import checker
from checker.cli import main
from checker.engine import engines
from checker.engine.run import Run
from checker.errors import SettingsError, UnknownNameError
from checker.report import formats, table, terminal
from checker.report.layout import Screen
from tests.conftest import Snapshot
from tests.report.sample import sample

RUN = Run.of_run(sample())
NOTHING = Run((), (), ())
TWO = {"a.txt": "夸克的日活跃用户为1.2亿。", "b.txt": "夸克的日活跃用户为5000万。"}


@pytest.fixture(scope="module")
def two() -> Run:
    return checker.check(TWO)


# the names and how they are called


def _called(name: str, thing: object) -> str:
    """The name with its parameters, if it has any."""
    if not inspect.isroutine(thing):
        return name
    return f"{name}{inspect.signature(thing)}".replace("'", "").replace('"', "")


def test_the_public_names_and_their_signatures(snapshot: Snapshot) -> None:
    lines = [_called(name, getattr(checker, name)) for name in checker.__all__]
    lines += [_called(f"Run.{name}", getattr(Run, name)) for name in dir(Run) if not name.startswith("_")]
    nouns = (checker.Finding, checker.Claim, checker.Source, checker.Problem, checker.Value)
    lines += [f"{noun.__name__}.{name}" for noun in nouns for name in inspect.signature(noun).parameters]
    snapshot("api.txt", "\n".join(lines) + "\n")


def test_every_public_name_is_told() -> None:
    for name in checker.__all__:
        thing = getattr(checker, name)
        assert name == "__version__" or inspect.getdoc(thing), name
    assert dir(checker) == sorted(checker.__all__)
    with pytest.raises(AttributeError, match="no attribute 'chekc'"):
        _ = checker.chekc


def test_a_name_loads_no_more_than_it_needs() -> None:
    code = "import sys, checker; checker.Verdict, checker.Finding; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "checker.model" in loaded
    assert loaded.isdisjoint({"pandas", "rich", "jieba", "checker.pipeline", "checker.engine.run"})


# what may be given


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (5, "expected a path, several paths, or a mapping of names to texts, not int"),
        (None, "not NoneType"),
        (b"seeds", "not bytes"),
        (["seeds", 1], "expected a path, not int: 1"),
        (pd.DataFrame({"text": ["正文"]}), "not DataFrame"),
        ({"a.txt": 1}, "a.txt: expected a text, or a text with a mapping of facts about it, not int"),
        ({"a.txt": b"x"}, "not bytes"),
        ({"a.txt": ("x", "y", "z")}, "not tuple of str, str, str"),
        ({"a.txt": ("x", "2025")}, "not tuple of str, str"),
        ({3: "x"}, "the name of a text must be a str, not int: 3"),
        ({"a.txt": ("x", {"date": date(2025, 1, 1)})}, "'date'; the facts are title, publisher, published"),
        ({"a.txt": ("x", {"published": "2025-01-01"})}, "a.txt: published must be a date, not str"),
        ({"a.txt": ("x", {"title": 5})}, "a.txt: title must be a str, not int"),
    ],
    ids=lambda value: str(value)[:20],
)
def test_what_is_of_a_wrong_type_is_said(given: object, said: str) -> None:
    with pytest.raises(TypeError, match=re.escape(said)):
        checker.check(given)


def test_settings_of_a_wrong_type() -> None:
    with pytest.raises(TypeError, match="expected Settings, not dict"):
        checker.check(TWO, {"judge": 1})


@pytest.mark.parametrize("given", ["", [""], ["seeds", ""]])
def test_an_empty_path_is_not_the_current_folder(given: object) -> None:
    with pytest.raises(checker.CheckerError, match="empty path"):
        checker.check(given)


def test_paths_in_any_shape(tmp_path: Path) -> None:
    for name, text in TWO.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    paths = sorted(tmp_path.iterdir())
    wanted = checker.check(tmp_path).to_dict()
    assert wanted["findings"]
    for given in (
        str(tmp_path),
        paths,
        tuple(paths),
        set(paths),
        tmp_path.glob("*.txt"),
        [str(path) for path in paths],
    ):
        assert checker.check(given).to_dict()["findings"] == wanted["findings"]


def test_one_bad_article_stops_nothing() -> None:
    run = checker.check({**TWO, "c.txt": " "})
    assert [problem.path for problem in run.problems] == ["c.txt"]
    assert len(run.findings) == 1
    assert repr(run) == "<Run 2 sources, 1 contradiction, 0 explained, 0 agreements, 1 problem>"


def test_what_is_known_of_a_text_stands_before_what_it_tells() -> None:
    page = "<title>旧题</title><meta name=date content=2024-05-01><p>昨日夸克的日活跃用户为1.2亿。</p>"
    [source] = checker.check({"a.html": page}).sources
    assert (source.document.title, source.document.published) == ("旧题", date(2024, 5, 1))
    known = {"title": "新题", "publisher": "晚报", "published": datetime(2025, 12, 10, 8, 30)}  # noqa: DTZ001
    run = checker.check({"a.html": (page, known)})
    document = run.sources[0].document
    assert (document.title, document.publisher, document.published) == ("新题", "晚报", date(2025, 12, 10))
    assert document.raw == page


def test_relative_days_count_from_the_day_that_is_given() -> None:
    text = "夸克发布于昨日。"
    for published, wanted in ((date(2025, 12, 10), date(2025, 12, 9)), (date(2024, 3, 1), date(2024, 2, 29))):
        run = checker.check({"a.txt": (text, {"published": published})})
        assert [claim.value.start for claim in run.claims if claim.kind == "date"] == [wanted]


@pytest.mark.parametrize("missing", [None, float("nan"), pd.NaT, pd.NA])
def test_facts_that_a_table_lacks(missing: object) -> None:
    given = {"a.txt": (TWO["a.txt"], {"published": missing, "title": missing})}
    assert checker.check(given).sources == checker.check({"a.txt": TWO["a.txt"]}).sources


def test_the_rows_of_a_table_can_be_checked(two: Run) -> None:
    articles = pd.DataFrame(
        {"name": list(TWO), "text": list(TWO.values()), "day": pd.to_datetime(["2025-12-10", None])}
    )
    assert checker.check(dict(zip(articles.name, articles.text, strict=True))) == two
    rows = {row.name: (row.text, {"published": row.day}) for row in articles.itertuples(index=False)}
    published = checker.check(rows).to_dataframe("sources").published
    assert published.tolist() == [pd.Timestamp("2025-12-10"), pd.NaT]


# the run


def test_findings_by_verdict(two: Run) -> None:
    assert two.of("contradiction") == two.of(checker.Verdict.CONTRADICTION) == two.findings
    assert two.of("agreement") == ()
    with pytest.raises(ValueError, match="contradictions"):
        two.of("contradictions")


def test_short_representations(two: Run) -> None:
    assert repr(RUN) == str(RUN) == "<Run 5 sources, 4 contradictions, 1 explained, 1 agreement, 2 problems>"
    assert repr(NOTHING) == "<Run 0 sources, 0 contradictions, 0 explained, 0 agreements>"
    [finding] = two.findings
    assert repr(finding) == (
        f"<Finding {finding.fingerprint[:8]} contradiction value-differs {finding.severity}: "
        "'夸克' '日活跃用户' '1.2亿' / '5000万'>"
    )
    hostile = replace(finding, entity="\x1b[2J\u202e夸克")
    assert repr(hostile).isprintable()
    assert TWO["a.txt"] not in repr(two.sources)


def test_a_run_can_be_kept(two: Run) -> None:
    for kept in (pickle.loads(pickle.dumps(two)), copy.deepcopy(two), copy.copy(two)):
        assert kept == two
        assert kept.to_dict() == two.to_dict()
    assert json.loads(json.dumps(two.to_dict()))["findings"]


@pytest.mark.parametrize(("width", "shown"), [(100, 100), (72, 72), (300, 200)])
def test_rich_prints_the_terminal_report(width: int, shown: int) -> None:
    written = io.StringIO()
    rich.print(NOTHING, file=io.StringIO())  # no console is needed
    Console(file=written, width=width, legacy_windows=False, _environ={}).print(RUN)
    assert written.getvalue() == terminal.render(RUN, Screen(width=shown))


def test_every_format_can_be_rendered() -> None:
    for suffix in formats.FINDINGS:
        assert RUN.render(suffix) == RUN.render(suffix.removeprefix(".").upper())
    assert RUN.render(".csv") == table.render(RUN)
    assert RUN.render("csv", of="claims") == table.render_claims(RUN)
    with pytest.raises(SettingsError, match=r"\.docx: cannot tell the format; the suffix must be one of \.csv"):
        RUN.render(".docx")


# explaining


def test_a_finding_is_explained_as_on_the_command_line(
    two: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    [finding] = two.findings
    told = checker.explain(two, finding)
    assert told == checker.explain(two, finding.id) == checker.explain(two, finding.fingerprint[:6])
    monkeypatch.setattr(engines, "run", lambda *_: two)
    monkeypatch.setenv("COLUMNS", "100")
    assert main(["explain", finding.id, "x"]) == 0
    assert capsys.readouterr().out == told
    assert "asked before, and none applies: value-agrees" in told
    assert max(map(len, checker.explain(two, finding, width=60).splitlines())) <= 60


def test_a_finding_of_another_run_is_not_explained(two: Run) -> None:
    for finding in (RUN.findings[0], "zz"):
        with pytest.raises(UnknownNameError):
            checker.explain(two, finding)
