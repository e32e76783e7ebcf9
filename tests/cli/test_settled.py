"""A newsroom's days with one growing folder: settle, check again, compare. Real articles, real files."""

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from checker.cli import main

FIRST = "据《早报》报道，坐拥1.2亿日活跃用户的夸克，被寄予厚望。\n"
SECOND = "夸克的日活跃用户为5000万。\n"
OTHERS = {"c.txt": "千问的月活跃用户达到3000万。\n", "d.txt": "千问的月活跃用户达到4000万。\n"}
SETTLED = "a goal, not a result"


class Desk:
    """The command in a folder of its own, with articles in `in/`."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.capsys = capsys
        (folder / "in").mkdir()
        self.write(a=FIRST, b=SECOND)

    def write(self, **articles: str) -> None:
        for name, text in articles.items():
            (self.folder / "in" / f"{name}.txt").write_text(text, encoding="utf-8")

    def run(self, *arguments: str, status: int = 0) -> str:
        """What the command writes to standard output, or its complaint; its exit status must be this."""
        assert main(arguments) == status
        out, err = self.capsys.readouterr()
        assert (out == "") == (status == 2)
        assert err.count("\n") == (status == 2)
        return out or err

    def check(self, *arguments: str, status: int = 0) -> str:
        return self.run("check", "-q", "in", *arguments, status=status)

    def settle(self, *arguments: str, report: str = "x.json", reason: str = SETTLED) -> str:
        self.check("-o", report)
        return self.run("dismiss", "F001", "--report", report, "--reason", reason, *arguments)

    def json(self, name: str) -> dict:
        return json.loads((self.folder / name).read_text(encoding="utf-8"))


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COLUMNS", raising=False)
    return Desk(tmp_path, capsys)


def test_a_settled_finding_is_not_told_again(desk: Desk) -> None:
    assert desk.check(status=0).startswith("1 contradiction ")
    said = desk.settle("--by", "李娜", "--date", "2025-12-18")
    assert "夸克 · 日活跃用户" in said
    assert f"{SETTLED} (李娜, 2025-12-18)" in said
    [entry] = desk.json("baseline.json")["dismissed"]
    assert entry == {
        "attribute": "日活跃用户",
        "by": "李娜",
        "date": "2025-12-18",
        "entity": "夸克",
        "fingerprint": desk.json("x.json")["findings"][0]["fingerprint"],
        "positions": ["1.2亿", "5000万"],
        "reason": SETTLED,
        "rule": "value-differs",
        "verdict": "contradiction",
    }
    outputs = ("-o", "y.json", "-o", "y.csv", "--fail-on", "contradiction")
    again = desk.check("--baseline", "baseline.json", *outputs, status=0)
    assert again.startswith("no contradictions ")
    assert "· 1 settled" in again
    assert "夸克" not in again
    assert desk.json("y.json")["findings"][0]["dismissed"] == {"reason": SETTLED}
    rows = list(csv.reader((desk.folder / "y.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert len(rows) == 1
    # without the baseline, all is as it was
    assert desk.check("--fail-on", "contradiction", status=1).startswith("1 contradiction ")


def _rename(desk: Desk) -> None:
    (desk.folder / "in" / "a.txt").rename(desk.folder / "in" / "z.txt")


@pytest.mark.parametrize(
    ("next_day", "settled"),
    [
        pytest.param(_rename, True, id="a file renamed"),
        pytest.param(lambda desk: desk.write(copy=FIRST), True, id="a copy"),
        pytest.param(lambda desk: desk.write(c="夸克的日活跃用户有1.2亿人。\n"), True, id="the same value again"),
        pytest.param(lambda desk: desk.write(b=f"另一段。\n\n{SECOND}"), True, id="lines moved"),
        pytest.param(lambda desk: desk.write(b=SECOND.replace("5000", "6000")), False, id="a value changed"),
        pytest.param(lambda desk: desk.write(c="夸克的日活跃用户为8000万。\n"), False, id="a value joined"),
    ],
)
def test_the_next_day(desk: Desk, next_day: Callable[[Desk], None], settled: bool) -> None:  # noqa: FBT001
    desk.settle()
    next_day(desk)
    status = 0 if settled else 1
    said = desk.check("--baseline", "baseline.json", "--fail-on", "contradiction", status=status)
    assert said.startswith("no contradictions" if settled else "1 contradiction")


def test_only_what_is_new_is_told(desk: Desk) -> None:
    desk.settle()
    for name, text in OTHERS.items():
        (desk.folder / "in" / name).write_text(text, encoding="utf-8")
    said = desk.check("--baseline", "baseline.json", "--fail-on", "contradiction", status=1)
    assert "千问" in said
    assert "夸克" not in said


def test_the_same_figures_of_another_entity_are_new(desk: Desk) -> None:
    desk.settle()
    desk.write(a=FIRST.replace("夸克", "豆包"), b=SECOND.replace("夸克", "豆包"))
    desk.check("--baseline", "baseline.json", "--fail-on", "contradiction", status=1)


def test_undo(desk: Desk) -> None:
    desk.settle()
    name = desk.json("baseline.json")["dismissed"][0]["fingerprint"]
    assert "No longer dismissed in baseline.json (1)" in desk.run("dismiss", name[:4], "--undo")
    assert desk.json("baseline.json")["dismissed"] == []
    assert f"baseline.json: nothing there is called '{name[:4]}'" in desk.run("dismiss", name[:4], "--undo", status=2)
    desk.settle()
    desk.run("dismiss", "F001", "--undo", "--report", "x.json")
    assert desk.check("--baseline", "baseline.json").startswith("1 contradiction ")


def test_the_baseline_stands_beside_the_report_unless_told(desk: Desk) -> None:
    (desk.folder / "reports").mkdir()
    desk.settle(report="reports/x.json")
    assert len(desk.json("reports/baseline.json")["dismissed"]) == 1
    desk.settle("--baseline", "other.json")
    assert len(desk.json("other.json")["dismissed"]) == 1
    assert not (desk.folder / "baseline.json").exists()
    assert SETTLED in desk.run("dismiss", "--list", "--baseline", "other.json")
    assert SETTLED in desk.run("dismiss", "--list", "--report", "reports/x.json")


def test_to_dismiss_twice_gives_another_reason_and_keeps_what_others_wrote(desk: Desk) -> None:
    desk.settle()
    baseline = desk.json("baseline.json")
    baseline["dismissed"][0]["ticket"] = "NR-7"
    baseline["team"] = "desk"
    (desk.folder / "baseline.json").write_text(json.dumps(baseline), encoding="utf-8")
    desk.settle(reason="a typing error")
    written = desk.json("baseline.json")
    assert [entry["reason"] for entry in written["dismissed"]] == ["a typing error"]
    assert (written["dismissed"][0]["ticket"], written["team"]) == ("NR-7", "desk")


def test_the_same_work_gives_the_same_bytes(desk: Desk) -> None:
    desk.settle()
    first = (desk.folder / "baseline.json").read_bytes()
    desk.settle()
    assert (desk.folder / "baseline.json").read_bytes() == first
    assert sorted(path.name for path in desk.folder.iterdir()) == ["baseline.json", "in", "x.json"]


def test_to_begin_with_an_old_folder(desk: Desk) -> None:
    for name, text in OTHERS.items():
        (desk.folder / "in" / name).write_text(text, encoding="utf-8")
    desk.settle("--baseline", "old.json")
    # the report of this run still tells all of them
    assert desk.check("--write-baseline", "old.json").startswith("2 contradictions ")
    reasons = [entry["reason"] for entry in desk.json("old.json")["dismissed"]]
    assert sorted(reasons) == sorted([SETTLED, "there when the baseline was begun"])
    assert "· 2 settled" in desk.check("--baseline", "old.json", "--fail-on", "contradiction")
    first = (desk.folder / "old.json").read_bytes()
    desk.check("--baseline", "old.json", "--write-baseline", "old.json")
    assert (desk.folder / "old.json").read_bytes() == first


def test_two_days_compared(desk: Desk) -> None:
    desk.check("-o", "old.json")
    desk.write(c="夸克的日活跃用户为8000万。\n")
    for name, text in OTHERS.items():
        (desk.folder / "in" / name.replace("c", "e")).write_text(text, encoding="utf-8")
    desk.check("-o", "new.json")
    said = desk.run("diff", "old.json", "new.json", "--fail-on", "new", status=1)
    assert said.startswith("2 new contradictions · 1 appeared · 1 changed · 0 went")
    assert "+ 8000万" in said
    assert "c.txt:1:10" in said
    told = json.loads(desk.run("diff", "old.json", "new.json", "--format", "json"))
    assert [finding["entity"] for finding in told["appeared"]] == ["千问App"]
    assert [position["display"] for position in told["changed"][0]["positions_came"]] == ["8000万"]
    # what went is nothing new
    assert "1 went" in desk.run("diff", "new.json", "old.json", "--fail-on", "new")


def test_what_was_settled_between_two_days(desk: Desk) -> None:
    desk.settle()
    desk.check("--baseline", "baseline.json", "-o", "y.json")
    said = desk.run("diff", "x.json", "y.json", "--fail-on", "new")
    assert said.startswith("no new contradictions · 0 appeared · 0 changed · 0 went · 1 settled")
    assert SETTLED in said


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["dismiss"], "name a FINDING"),
        (["dismiss", "F001", "--reason", "x"], "add --report FILE"),
        (["dismiss", "F001", "--report", "x.json"], "add --reason TEXT"),
        (["dismiss", "F001", "--report", "x.json", "--reason", " "], "add --reason TEXT"),
        (["dismiss", "F001", "--report", "x.json", "--reason", "x", "--date", "2025-13-01"], "write it as YYYY-MM-DD"),
        (["dismiss", "F001", "--report", "none.json", "--reason", "x"], "none.json: No such file"),
        (["dismiss", "F001", "--report", "in/a.txt", "--reason", "x"], "in/a.txt: is not JSON"),
        (["dismiss", "F009", "--report", "x.json", "--reason", "x"], "no finding among 1 is called 'F009'"),
        (["dismiss", "df", "--report", "x.json", "--reason", "x"], "at least 4 letters of its fingerprint"),
        (["dismiss", "F001", "--undo", "--reason", "x"], "--undo takes no --reason"),
        (["dismiss", "F001", "--undo"], "baseline.json: No such file"),
        (["dismiss", "F001", "--list"], "--list takes no FINDING"),
        (["dismiss", "--list"], "baseline.json: No such file"),
        (["dismiss", "--list", "--baseline", "x.json"], "x.json: line 1: is no baseline of checker"),
        (["check", "in", "--baseline", "none.json"], "none.json: No such file"),
        (["check", "in", "--baseline", "in/a.txt"], "in/a.txt: line 1: is not JSON"),
        (["check", "in", "--baseline", "broken.json"], "broken.json: line 1: is not UTF-8"),
        (["check", "in", "--write-baseline", "no/b.json"], "no/b.json: its folder does not exist"),
        (["check", "in", "--baseline", "b.json", "-o", "b.json"], "b.json: is the baseline"),
        (["diff", "deep.json", "x.json"], "deep.json: is not JSON"),
        (["diff", "x.json"], "Missing argument"),
        (["diff", "x.json", "none.json"], "none.json: No such file"),
        (["diff", "x.json", "other.json"], "other.json: has version '0' of the report's schema"),
    ],
)
def test_complaints_are_one_clear_line(desk: Desk, arguments: list[str], said: str) -> None:
    desk.check("-o", "x.json")
    (desk.folder / "broken.json").write_bytes(b"{\xff}")
    (desk.folder / "deep.json").write_text("[" * 100_000, encoding="utf-8")
    (desk.folder / "other.json").write_text('{"schema_version": "0", "findings": []}', encoding="utf-8")
    files = sorted(path.name for path in desk.folder.iterdir())
    assert said in desk.run(*arguments, status=2)
    assert sorted(path.name for path in desk.folder.iterdir()) == files


def test_letters_that_fit_several_list_them(desk: Desk) -> None:
    desk.check("-o", "x.json")
    report = desk.json("x.json")
    twin = {**report["findings"][0], "id": "F002", "entity": "豆包", "fingerprint": "abcd2222"}
    report["findings"] = [{**report["findings"][0], "fingerprint": "abcd1111"}, twin]
    (desk.folder / "x.json").write_text(json.dumps(report), encoding="utf-8")
    settle = ("--report", "x.json", "--reason", "x")
    said = desk.run("dismiss", "abcd", *settle, status=2)
    assert "2 findings are called 'abcd': F001 abcd1111 夸克 日活跃用户; F002 abcd2222 豆包 日活跃用户" in said
    # nothing is settled where one name of several is wrong
    desk.run("dismiss", "F001", "abcd", *settle, status=2)
    assert not (desk.folder / "baseline.json").exists()
    assert "Dismissed in baseline.json (2)" in desk.run("dismiss", "F001", "ABCD2", *settle)


def test_an_unfinished_merge_is_one_clear_line(desk: Desk) -> None:
    desk.settle()
    path = desk.folder / "baseline.json"
    path.write_text(path.read_text(encoding="utf-8").replace("  {", "<<<<<<< HEAD\n  {", 1), encoding="utf-8")
    before = path.read_bytes()
    assert "baseline.json: line 3: an unfinished merge" in desk.check("--baseline", "baseline.json", status=2)
    desk.run("dismiss", "F001", "--report", "x.json", "--reason", "x", status=2)
    assert path.read_bytes() == before


def test_explain_knows_a_report_with_settled_findings(desk: Desk) -> None:
    desk.settle()
    desk.check("--baseline", "baseline.json", "-o", "y.json")
    assert "Pair 1 of 1" in desk.run("explain", "F001", "--report", "y.json")


@pytest.mark.parametrize("arguments", [["dismiss", "--help"], ["diff", "--help"]])
def test_help(desk: Desk, arguments: list[str]) -> None:
    assert "Usage: checker" in desk.run(*arguments)
