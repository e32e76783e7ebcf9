"""The README and the example reports are true. `pytest --update` makes the generated parts anew."""

import doctest
import html
import io
import re
import shlex
import shutil
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.console import Console

from checker.cli import cli, main
from checker.engine import engines
from checker.judge import registry
from checker.model import Run
from checker.report import json_, table, terminal
from checker.report.layout import Screen
from checker.settings import Settings
from tests.conftest import SameAsFile

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
PICTURED = 24  # lines of the terminal in the picture: the contradiction and what is explained
PICTURE_LINES = 8  # of each part of the report: enough to show what it looks like


@pytest.fixture(scope="module")
def seeds() -> Run:
    return engines.run([ROOT / "seeds"], Settings())


def test_the_readme_shows_the_report_of_the_seeds(seeds: Run, same_as_file: SameAsFile) -> None:
    same_as_file(README, _filled("report", f"\n```text\n{_picture(seeds)}\n```\n\n"))


def test_the_readme_lists_the_rules(same_as_file: SameAsFile) -> None:
    rows = [f"| `{rule.name}` | {rule.verdict} | {_decides(rule.name)} |" for rule in registry.rules()]
    table_text = "\n".join(["| rule | verdict | what it decides |", "| --- | --- | --- |", *rows])
    same_as_file(README, _filled("rules", f"\n{table_text}\n\n"))


def test_the_readme_shows_the_scores(same_as_file: SameAsFile) -> None:
    head = "| collection | contradictions found | false alarms | traps sprung | agreements in figures found |"
    rows = [head, "| --- | --- | --- | --- | --- |"]
    floors = tomllib.loads((ROOT / "tests" / "floors.toml").read_text(encoding="utf-8"))
    for name, floor in floors.items():
        if name != "claims":
            rows.append(
                f"| `{name}` | {floor['found']} of {floor['contradictions']} | {floor['false_alarms']}"
                f" | {floor['sprung']} of {floor['traps']} | {floor['agreements_found']} of {floor['agreements']} |"
            )
    same_as_file(README, _filled("scores", "\n" + "\n".join(rows) + "\n\n"))


@pytest.mark.parametrize("name", ["seeds.txt", "seeds.csv", "seeds.json"])
def test_the_example_reports(name: str, seeds: Run, same_as_file: SameAsFile) -> None:
    texts = {
        "seeds.txt": lambda: terminal.render(seeds, Screen()),
        "seeds.csv": lambda: table.render(seeds),
        # the versions that are installed here are no part of the example
        "seeds.json": lambda: json_.render(replace(seeds, libraries=())),
    }
    same_as_file(ROOT / "reports" / name, texts[name]())


def test_the_picture_of_the_terminal(seeds: Run, same_as_file: SameAsFile) -> None:
    console = Console(record=True, width=100, file=io.StringIO(), force_terminal=True, color_system="standard")
    shown = [text for _, text in zip(range(PICTURED), terminal.lines(seeds, Screen(color=True)), strict=False)]
    for text in shown:
        console.print(text, soft_wrap=True, highlight=False)
    picture = _spaced(console.export_svg(title="checker check seeds", unique_id="seeds"))
    same_as_file(ROOT / "reports" / "seeds.svg", picture)


def test_the_walk_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _, _, section = README.read_text(encoding="utf-8").partition("## A walk through the seeds\n")
    section = section.partition("\n## ")[0]
    commands = re.findall(r"^    (checker .*)$", section, re.MULTILINE)
    assert len(commands) == 5
    for picture in re.findall(r"!\[.+?\]\((.+?)\)", section):
        assert (ROOT / picture).is_file()
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    monkeypatch.chdir(tmp_path)
    for command in commands:
        assert main(shlex.split(command)[1:]) == 0, command


def test_the_python_examples(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    example = doctest.testfile(str(README), module_relative=False, encoding="utf-8", globs={"__name__": "readme"})
    assert example.attempted > 0
    assert example.failed == 0


def test_the_commands_are_those_of_the_ci() -> None:
    commands = re.findall(r"^    (python3 -m venv .*)$", README.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(commands) == 2
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert f"\n{commands[0]}\n" in script
    set_up, tests = commands[1].rsplit(" && ", 1)
    assert f"\n{set_up}\n" in script
    assert f"\n{tests} " in script


def test_the_commands_about_settled_findings_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _, _, section = README.read_text(encoding="utf-8").partition("## Settled findings\n")
    commands = re.findall(r"^    (checker .*)$", section.partition("\n## ")[0], re.MULTILINE)
    assert len(commands) == 6
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    monkeypatch.chdir(tmp_path)
    begin = "checker check seeds --write-baseline old.json"
    assert f"`{begin}`" in section
    for command in [*commands, begin]:
        assert main(shlex.split(command)[1:]) == 0, command


def test_every_command_and_column_is_told() -> None:
    text = README.read_text(encoding="utf-8")
    for command in cli.commands:
        assert f"checker {command}" in text
    for column in table.CONFLICT_COLUMNS:
        assert f"`{column.removeprefix('left_').removeprefix('right_')}`" in text


# a stretch of text in the picture: rich counts its signs, where a Chinese one takes two cells
STRETCH = re.compile(r'textLength="(?P<long>[\d.]+)"(?P<rest>[^>]*>)(?P<text>[^<]*)</text>')


def _spaced(picture: str) -> str:
    """The picture with each stretch of text as long as its cells."""

    def longer(match: re.Match[str]) -> str:
        told = html.unescape(match["text"])
        long = float(match["long"]) / max(len(told), 1) * cell_len(told)
        return f'textLength="{long:.1f}"{match["rest"]}{match["text"]}</text>'

    return STRETCH.sub(longer, picture)


def _filled(part: str, content: str) -> str:
    """The README with this content between the markers of one part."""
    text = README.read_text(encoding="utf-8")
    pattern = re.compile(f"(<!-- {part} -->\n).*(<!-- /{part} -->)", re.DOTALL)
    assert pattern.search(text), f"README.md lacks the markers of {part}"
    return pattern.sub(lambda match: match[1] + content + match[2], text)


def _picture(run: Run) -> str:
    """The report with each long part cut after a few lines."""
    parts = terminal.render(run, Screen()).rstrip().split("\n\n")
    lines = (part.splitlines() for part in parts)
    short = ([*part[:PICTURE_LINES], "    …"] if len(part) > PICTURE_LINES + 1 else part for part in lines)
    return "$ checker check seeds\n" + "\n\n".join("\n".join(part) for part in short)


def _decides(name: str) -> str:
    """What a rule's manual says under its first heading, on one line."""
    text = registry.document(name)
    found = re.search(r"What it decides:(.*?)\nWhy it matters:", text, re.DOTALL)
    assert found, f"{name}: no heading 'What it decides:'"
    return " ".join(found[1].split()).replace("|", "\\|")
