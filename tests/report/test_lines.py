"""The formats of one finding a line: for grep, for build services, for programs; and Markdown."""

import json
import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import jsonschema
import pytest

from checker.model import Run, Verdict
from checker.report import github, json_, jsonl, line, markdown
from tests.conftest import Snapshot
from tests.report.sample import TEXTS, sample
from tests.report.test_json import SCHEMA

RENDERERS = {
    "report.jsonl": jsonl.render,
    "claims.jsonl": jsonl.render_claims,
    "report.md": markdown.render,
    "line.txt": line.render,
    "github.txt": github.render,
}


@pytest.mark.parametrize("name", RENDERERS)
def test_snapshot(name: str, snapshot: Snapshot) -> None:
    snapshot(name, RENDERERS[name](sample()))


@pytest.mark.parametrize("name", RENDERERS)
def test_nothing_found_is_no_error(name: str) -> None:
    text = RENDERERS[name](Run((), (), ()))
    assert text.startswith("**no contradictions**") if name.endswith(".md") else text == ""


def test_a_json_line_is_a_small_report() -> None:
    report = json.loads(json_.render(sample()))
    claims = {claim["id"]: claim for claim in report["claims"]}
    for text, finding in zip(jsonl.render(sample()).splitlines(), report["findings"], strict=True):
        record = json.loads(text)
        told, sources = record.pop("claims"), record.pop("sources")
        assert record == finding
        assert all(claim == claims[claim["id"]] for claim in told)
        wanted = {pair[side] for pair in finding["pairs"] for side in ("left", "right")}
        wanted |= {name for claim in told for name in claim["derived_from"]} & set(claims)
        assert {claim["id"] for claim in told} == wanted
        assert {source["id"] for source in sources} == {claim["source"] for claim in told}
        jsonschema.validate({**report, "claims": told, "sources": sources, "findings": [record]}, SCHEMA)


def test_a_claim_of_a_line_brings_its_source() -> None:
    records = [json.loads(text) for text in jsonl.render_claims(sample()).splitlines()]
    assert {record["id"] for record in records} == {claim.id for claim in sample().claims}
    assert all([source["id"] for source in record["sources"]] == [record["source"]] for record in records)


def test_lines_for_grep() -> None:
    lines = line.render(sample()).splitlines()
    assert lines[0] == (
        "晨报/星河用户之谜_0f3a77c1d2.txt:3:3: contradiction high value-differs 星河 · 日活跃用户: 1.2亿 / 5000万量级"
        " [3f2a9c01] 晨报/星河用户之谜_0f3a77c1d2.txt:3:38"
    )
    assert [text.split(": ")[1].split()[0] for text in lines] == [str(f.verdict) for f in sample().findings]


def test_notes_of_a_build_service_are_graded() -> None:
    lines = github.render(sample()).splitlines()
    assert [text.split()[0] for text in lines] == ["::error", "::warning", "::notice", "::notice"]
    assert lines[0].startswith(
        "::error file=晨报/星河用户之谜_0f3a77c1d2.txt,line=3,endLine=3,col=3,endColumn=7,title="
    )
    assert "12%25 / 21%25" in lines[3]


def test_words_over_two_lines_have_no_columns() -> None:
    claims = list(sample().claims)
    finding = sample().of(Verdict.CONTRADICTION)[1]
    pair = finding.judgements[0].pair
    long = replace(pair.left, span=replace(pair.left.span, start=0))
    judgement = replace(finding.judgements[0], pair=replace(pair, left=long))
    run = replace(sample(), claims=tuple(claims), findings=(replace(finding, judgements=(judgement,)),))
    assert github.render(run).startswith("::warning file=wire.md,line=1,endLine=3,title=")


def test_links_of_markdown_lead_to_the_line() -> None:
    links = re.findall(r"\[[^\]]*:(\d+):\d+\]\(([^)]+)#L(\d+)\)", markdown.render(sample()))
    assert len(links) > 10
    for told, path, linked in links:
        assert unquote(path) in TEXTS
        assert told == linked


def test_contradictions_are_open_and_the_rest_is_folded() -> None:
    text = markdown.render(sample())
    before, _, after = text.partition("<details>")
    assert text.startswith(
        "**4 contradictions (1 high, 1 medium, 2 low)** · 1 explained · 1 agreement · 5 sources, 4 origins"
    )
    assert before.count("### ✗") == 4
    assert "…坐拥" not in before  # a line that is whole is not cut
    assert "3 origins" in after
    assert text.count("<details>") == text.count("</details>") == 3


def test_the_place_shown_is_the_one_of_the_terminal() -> None:
    snapshot = (Path(__file__).parents[1] / "snapshots" / "terminal-200.txt").read_text(encoding="utf-8")
    for text in line.render(sample()).splitlines():
        assert text.partition(": ")[0] in snapshot
