"""The commands about stores, as the README tells them, and what they say."""

import io
import json
import re
import shlex
import shutil
from pathlib import Path

import pandas as pd
import pytest

from checker.cli import main
from checker.report import formats

ROOT = Path(__file__).parents[2]


@pytest.fixture
def seeds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_commands_of_the_readme_run(seeds: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, _, section = (ROOT / "README.md").read_text(encoding="utf-8").partition("## A store that remembers\n")
    commands = re.findall(r"^    (checker .*)$", section.partition("\n## ")[0], re.MULTILINE)
    assert len(commands) == 5
    for command in commands:
        words = [
            found
            for word in shlex.split(command)[1:]
            for found in ([str(path) for path in Path().glob(word)] or [word])
        ]
        assert main(words) == 0, command
        assert capsys.readouterr().err == ""
    assert main(["check", "seeds", "-o", "plain.json"]) == 0
    assert (seeds / "plain.json").read_bytes() == (seeds / "all.json").read_bytes()


def test_claims_go_out_in_each_format(seeds: Path) -> None:
    assert main(["index", "seeds", "--store", "s.db"]) == 0
    for suffix in ("csv", "jsonl", "parquet"):
        assert main(["store", "export", "s.db", f"claims.{suffix}"]) == 0
        assert main(["claims", "seeds", "-o", f"plain.{suffix}"]) == 0
        assert (seeds / f"claims.{suffix}").read_bytes() == (seeds / f"plain.{suffix}").read_bytes()
    claims = pd.read_parquet(io.BytesIO((seeds / "claims.parquet").read_bytes()))
    rows = (seeds / "claims.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(claims) == len(rows) > 100
    assert claims["value"].notna().sum() == sum(isinstance(json.loads(row)["value"], (int, float)) for row in rows)


def test_a_missing_extra_is_one_line(
    seeds: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(formats, "find_spec", lambda _: None)
    (seeds / "s.db").touch()
    assert main(["store", "export", "s.db", "claims.parquet"]) == 2
    assert "needs the extra 'parquet'; run: pip install 'checker[parquet]'" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["check", "--store", "none.db"], "none.db: does not exist; make it with: checker index"),
        (["store", "info", "none.db"], "none.db: does not exist"),
        (["store", "info", "seeds"], "seeds: "),
        (["index", "seeds", "--store", "no/such/s.db"], "no/such/s.db: cannot be opened"),
        (["index", "none", "--store", "s.db"], "none: does not exist; check the path"),
    ],
)
def test_what_is_wrong_is_one_line(
    arguments: list[str], said: str, seeds: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = main(arguments)
    told = capsys.readouterr().err
    assert told.startswith(f"checker: {said}")
    assert told.count("\n") == 1
    assert status == (0 if arguments[1] == "none" else 2)
    assert not (seeds / "none.db").exists()


def test_a_filter_and_a_baseline_work_on_what_is_new(seeds: Path, capsys: pytest.CaptureFixture[str]) -> None:
    *rest, first = sorted((str(path) for path in (seeds / "seeds").iterdir()), key=lambda path: "001_" in path)
    assert main(["index", *rest, "--store", "s.db"]) == 0
    assert main(["check", "--store", "s.db", first, "-o", "new.json", "--write-baseline", "b.json"]) == 0
    found = json.loads((seeds / "new.json").read_text(encoding="utf-8"))["findings"]
    assert any(finding["verdict"] == "contradiction" for finding in found)
    status = ["--baseline", "b.json", "--fail-on", "contradiction", "-q"]
    assert main(["check", "--store", "s.db", first, *status]) == 0
    capsys.readouterr()
    assert main(["check", "--store", "s.db", first, "--fail-on", "contradiction", "-q"]) == 1
