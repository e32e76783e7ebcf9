"""Settings from files and options: where they are found, what they change, what is wrong with them in one line."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import click
import pytest

from checker.cli import cli, main, settings_file
from checker.cli.command import FileName, Settled
from checker.cli.settings_file import SettingsFile

ROOT = Path(__file__).parents[2]
COMMANDS = [(), *((name,) for name in sorted(cli.commands))]
ARTICLES = {"a.txt": "小鲸鱼的日活跃用户为1.2亿。\n", "b.txt": "蓝鲸一号的日活跃用户为5000万。\n"}
HOUSE = '[[alias]]\ncanonical = "蓝鲸一号"\nkind = "product"\nforms = ["小鲸鱼"]\n'


@dataclass
class Done:
    """What a command left behind."""

    status: int
    out: str
    err: str


Command = Callable[..., Done]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Command:
    """The command run in `folder` of a place of its own, with two articles and a house's words beside."""
    (tmp_path / "articles").mkdir()
    for name, text in ARTICLES.items():
        (tmp_path / "articles" / name).write_text(text, encoding="utf-8")
    (tmp_path / "house.toml").write_text(HOUSE, encoding="utf-8")
    (tmp_path / "sub" / "deep").mkdir(parents=True)

    def command(*arguments: str, folder: str = ".") -> Done:
        monkeypatch.chdir(tmp_path / folder)
        return Done(main(arguments), *capfd.readouterr())

    return command


def put(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def origins(done: Done) -> dict[str, tuple[object, str]]:
    """What `checker config --json` tells: each setting's value and where it is from."""
    assert (done.status, done.err) == (0, "")
    settings = json.loads(done.out)["settings"]
    return {key: (told["value"], told["from"]) for key, told in settings.items()}


def test_without_a_file_all_is_as_it_is_by_itself(run: Command) -> None:
    told = origins(run("config", "--json"))
    assert told["fail-on"] == ("never", "default")
    assert told["paths"] == (["seeds"], "default")
    assert told["lexicon"] == ([], "default")
    assert {origin for _, origin in told.values()} == {"default"}
    assert run("config").out.startswith("no settings file\n")


def test_a_file_is_found_from_the_folder_upwards(run: Command, tmp_path: Path) -> None:
    put(tmp_path / "checker.toml", 'fail-on = "contradiction"\nlexicon = ["house.toml"]\npaths = ["articles"]\n')
    for folder, up in ((".", ""), ("sub", "../"), ("sub/deep", "../../")):
        told = origins(run("config", "--json", folder=folder))
        assert told["fail-on"] == ("contradiction", f"{up}checker.toml: fail-on")
        # the names of files count from the file that tells them
        assert told["lexicon"][0] == [f"{up}house.toml"]
        assert run("check", "-q", folder=folder).status == 1
    # the nearest file ends the search: nothing is taken from those above
    put(tmp_path / "sub" / "pyproject.toml", "[tool.checker]\nquiet = true\n")
    told = origins(run("config", "--json", folder="sub/deep"))
    assert told["quiet"] == (True, "../pyproject.toml: tool.checker.quiet")
    assert told["fail-on"] == ("never", "default")


def test_of_one_folder_checker_toml_goes_first_and_a_pyproject_without_settings_is_passed_over(
    run: Command, tmp_path: Path
) -> None:
    put(tmp_path / "pyproject.toml", '[tool.checker]\nfail-on = "contradiction"\n')
    put(tmp_path / "sub" / "pyproject.toml", "[tool.other]\nfail-on = 1\n")
    assert origins(run("config", "--json", folder="sub"))["fail-on"] == (
        "contradiction",
        "../pyproject.toml: tool.checker.fail-on",
    )
    put(tmp_path / "checker.toml", "quiet = true\n")
    assert origins(run("config", "--json", folder="sub"))["fail-on"] == ("never", "default")


def test_options_go_before_the_file(run: Command, tmp_path: Path) -> None:
    put(tmp_path / "checker.toml", 'fail-on = "contradiction"\nlexicon = ["house.toml"]\nquiet = true\n')
    put(tmp_path / "other.toml", 'fail-on = "never"\nlexicon = ["house.toml"]\n')
    assert run("check", "articles").status == 1
    assert run("check", "articles", "--fail-on", "never").status == 0
    assert run("check", "articles", "--config", "other.toml").status == 0
    assert "Contradictions (1)" in run("check", "articles", "--config", "other.toml").out
    # without the house's words the two articles speak of two products
    plain = run("check", "articles", "--no-config", "--fail-on", "contradiction")
    assert plain.status == 0
    assert "no contradictions" in plain.out
    assert run("check", "articles", "--no-config", "--lexicon", "house.toml", "--fail-on", "contradiction").status == 1


def test_output_of_the_file_is_what_check_writes_and_no_other_command(run: Command, tmp_path: Path) -> None:
    put(tmp_path / "checker.toml", 'output = ["all.json"]\npaths = ["articles"]\n')
    listed = run("claims", folder="sub")
    assert listed.status == 0
    assert listed.out.startswith("2 claims in 2 sources")
    assert not (tmp_path / "all.json").exists()
    assert run("check", "-q", folder="sub").status == 0
    assert len(json.loads((tmp_path / "all.json").read_text(encoding="utf-8"))["sources"]) == 2


def test_rules_of_the_file_and_of_the_options(run: Command, tmp_path: Path) -> None:
    put(
        tmp_path / "checker.toml",
        'lexicon = ["house.toml"]\n[rules]\nvalue-differs = "low"\nperiod-differs = "off"\nrevised = "on"\n',
    )
    assert "value-differs · ▮▯▯ low" in run("check", "articles").out
    # a rule given as an option changes that rule alone
    assert "value-differs · ▮▮▯ medium" in run("check", "articles", "--rule", "value-differs=medium").out
    assert "no contradictions" in run("check", "articles", "--rule", "value-differs=off").out
    states = {line.split()[1]: line.split()[3] for line in run("rules", "--rule", "denied=off").out.splitlines()}
    assert {name for name, state in states.items() if state in {"off", "on", "low"}} == {
        "value-differs",
        "period-differs",
        "denied",
    }
    assert run("explain", "period-differs").out.startswith("period-differs (E5, explained, off)\n")
    assert origins(run("config", "--json"))["rules.value-differs"] == ("low", "checker.toml: rules.value-differs")
    assert run("rules", "--no-config").out == run("rules", "--no-config", "--rule", "denied=on").out


def test_explain_asks_no_rule_that_is_off_and_knows_the_house(run: Command) -> None:
    given = ("--lexicon", "house.toml", "--rule", "value-agrees=off")
    done = run("explain", "F001", "articles", *given)
    assert (done.status, done.err) == (0, "")
    assert "value-differs" in done.out
    assert "value-agrees" not in done.out
    assert "value-agrees" in run("explain", "F001", "articles", *given[:2]).out


def test_config_as_a_table(run: Command, tmp_path: Path) -> None:
    put(tmp_path / "checker.toml", 'fail-on = "contradiction"\n[rules]\nvalue-differs = "low"\n')
    lines = run("config").out.splitlines()
    assert lines[:2] == ["checker.toml", ""]
    rows = {line.split()[0]: line.split(maxsplit=2)[1:] for line in lines[2:]}
    assert rows["fail-on"] == ["contradiction", "checker.toml: fail-on"]
    assert rows["lexicon"] == ["-", "default"]
    assert rows["quiet"] == ["no", "default"]
    assert rows["rules.value-differs"] == ["low", "checker.toml: rules.value-differs"]


WRONG = [
    ('fail_on = "never"', "fail_on: unknown key; did you mean 'fail-on'?"),
    ("colour = 1", "colour: unknown key"),
    ('lexikon = ["x"]', "lexikon: unknown key; did you mean 'lexicon'?"),
    ('config = "x.toml"', "config: unknown key"),
    ('fail-on = "sometimes"', "fail-on: 'sometimes' is not one of 'never', 'contradiction'."),
    ("fail-on = 1", "fail-on: expected a string"),
    ('output = "x.csv"', "output: expected a list of strings"),
    ("output = [1]", "output: expected a list of strings"),
    ('segmenter = "thulac"', "segmenter: 'thulac' is not one of 'auto', 'jieba', 'rjieba'."),
    ('quiet = "yes"', "quiet: expected a truth value"),
    ('rules = "off"', "rules: expected a table of rules"),
    ("[rules]\nvalue-differs = false", "rules.value-differs: expected a string"),
    ('[rules]\nvalu-differs = "off"', "rules.valu-differs: no rule is called 'valu-differs'; did you mean"),
    ('[rules]\nvalue-differs = "loww"', "rules.value-differs: rule 'value-differs': expected one of off, on, high"),
]


@pytest.mark.parametrize(
    ("text", "said"), WRONG, ids=[said.split(":")[0] + str(at) for at, (_, said) in enumerate(WRONG)]
)
def test_what_is_wrong_names_file_and_key(text: str, said: str, run: Command, tmp_path: Path) -> None:
    put(tmp_path / "checker.toml", text + "\n")
    for arguments in (("check", "articles"), ("claims", "articles"), ("config",)):
        done = run(*arguments, folder=".")
        assert (done.status, done.out) == (2, ""), arguments
        assert done.err.startswith(f"checker: checker.toml: {said}")
        assert done.err.count("\n") == 1
    # neither help nor a run that wants no file stumbles over it
    assert run("check", "--help").status == 0
    assert run("check", "articles", "--no-config").status == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--config", "gone.toml"), "gone.toml: No such file or directory"),
        (("--config", "articles/a.txt"), "articles/a.txt: is not TOML ("),
        (("--config", "sub/pyproject.toml"), "sub/pyproject.toml: has no [tool.checker]"),
        (("--config", "house.toml", "--no-config"), "give either --config or --no-config, not both"),
        (("--lexicon", "gone.toml"), "gone.toml: file: cannot be read (No such file or directory)"),
        (("--rule", "valu-differs=off"), "--rule: no rule is called 'valu-differs'; did you mean 'value-differs'?"),
        (("--rule", "value-differs=of"), "Did you mean 'value-differs=off'?"),
        (("--rule", "value-differs"), "is not NAME=STATE"),
        (("--lexcion", "x.toml"), "Did you mean one of: '--lexicon'"),
    ],
)
def test_what_is_wrong_with_an_option_is_one_line(
    arguments: tuple[str, ...], said: str, run: Command, tmp_path: Path
) -> None:
    put(tmp_path / "sub" / "pyproject.toml", "[tool.other]\n")
    done = run("check", "articles", *arguments)
    assert (done.status, done.out) == (2, "")
    assert said in done.err
    assert done.err.count("\n") == 1


def test_a_mistyped_command_is_told_the_closest(run: Command) -> None:
    assert run("chekc").err == "checker: No such command 'chekc'. Did you mean 'check'?\n"
    assert run("xyzzy").err == "checker: No such command 'xyzzy'.\n"


def test_a_control_character_in_a_key_is_shown_and_not_sent(run: Command, tmp_path: Path) -> None:
    put(tmp_path / "checker.toml", '"\\u001b[2J" = 1\n')
    done = run("check", "articles")
    assert done.status == 2
    assert "\x1b" not in done.err


def test_an_option_that_is_added_is_a_setting_by_itself() -> None:
    options = [
        click.Option(["--min-severity"], type=click.Choice(["low", "high"])),
        click.Option(["--most", "most_of_all"], type=click.IntRange(1, 9)),
        click.Option(["--baseline"], metavar="FILE"),
        click.Argument(["paths"], nargs=-1, type=FileName()),
    ]
    command = Settled("check", params=list(options))
    table = {"min-severity": "high", "most": 3, "baseline": "b.json", "paths": ["x", "/y"], "lexicon": ["h.toml"]}
    told = settings_file.defaults(SettingsFile("../checker.toml", "", table), command, command)
    assert told == {
        "min_severity": "high",
        "most_of_all": 3,
        "baseline": "../b.json",
        "paths": ["../x", "/y"],
        "lexicon": ["../h.toml"],
    }
    for key, wrong in (("min-severity", "middle"), ("most", 10), ("most", True)):
        with pytest.raises(settings_file.SettingsError, match=f"^checker.toml: {key}: "):
            settings_file.defaults(SettingsFile("checker.toml", "", {key: wrong}), command, command)


@pytest.fixture(scope="module")
def with_seeds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("examples")
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    before = Path.cwd()
    os.chdir(folder)
    assert main(["check", "seeds", "-q", "-o", "monday.json"]) == 0
    shutil.copy("monday.json", "tuesday.json")
    assert main(["index", "seeds", "--store", "articles.db"]) == 0
    yield folder
    os.chdir(before)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0] if command else "checker")
def test_help_ends_with_examples_that_run(
    command: tuple[str, ...], with_seeds: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*command, "--help"]) == 0
    _, found, examples = capsys.readouterr().out.partition("\nExample")
    assert found
    lines = [line.strip() for line in examples.splitlines()[1:]]
    assert 1 <= len(lines) <= 2
    for line in lines:
        words = shlex.split(line)
        assert words[: 1 + len(command)] == ["checker", *command] or not command
        assert main(words[1:]) == 0, line
        assert capsys.readouterr().err == ""
    assert with_seeds == Path.cwd()


def test_the_settings_of_the_readme_hold(run: Command, tmp_path: Path) -> None:
    blocks = re.findall(
        r"^```toml\n# (\S+)\n(.*?)^```$", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )
    assert [name for name, _ in blocks] == ["checker.toml", "house.toml"]
    for name, text in blocks:
        put(tmp_path / name, text)
    told = origins(run("config", "--json"))
    assert (told["fail-on"][0], told["rules.period-differs"][0]) == ("contradiction", "off")
    # 小鲸鱼 and 蓝鲸一号 are one
    assert run("check").status == 1
    assert (tmp_path / "report.json").exists()


def complete(words: str, at: int) -> list[str]:
    """What a shell is offered for the word at this place of a line."""
    asked = {**os.environ, "_CHECKER_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(at)}
    done = subprocess.run(
        [sys.executable, "-m", "checker"], env=asked, capture_output=True, text=True, cwd=ROOT, check=True
    )
    return done.stdout.split()


def test_a_shell_completes_commands_options_and_rules() -> None:
    assert "plain,config" in complete("checker con", 1)
    assert "plain,--lexicon" in complete("checker check --l", 2)
    assert complete("checker explain period-d", 2) == ["plain,period-differs"]
    assert complete("checker check --rule period-differs=o", 3) == [
        "plain,period-differs=off",
        "plain,period-differs=on",
    ]
    assert complete("checker check se", 2) == ["file,se"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_for_a_shell(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", shell]) == 0
    script = capsys.readouterr().out
    assert f"_CHECKER_COMPLETE={shell}_complete" in script
    if shutil.which(shell):
        assert subprocess.run([shell, "-n"], input=script, text=True, check=False).returncode == 0
