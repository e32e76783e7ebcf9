"""No rule that has something to say of a pair is left out by what shows of the pair at a glance."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from checker.align.blocks import blocks, pairs
from checker.extract.across import across
from checker.judge.compare import agree
from checker.judge.marks import AGREEING, marks
from checker.judge.registry import rules
from checker.model import Pair
from checker.pipeline import context_of, facts_in, read_documents
from checker.pipeline.claims import claims_of
from checker.read.folders import read_paths
from checker.settings import Settings

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def met() -> list[Pair]:
    """All pairs of one entity and one measure in some articles, as they met and as their wording would join them."""
    documents, _ = read_paths(
        [ROOT / "seeds", *(ROOT / "tests/corpora" / name for name in ("ev-launch", "fund-fraud"))]
    )
    read, _ = read_documents(documents, Settings())
    context = context_of(read)
    claims, _ = claims_of(facts_in(read.values()), context)
    held = blocks([*claims, *across(claims)]).values()
    found = [pair for block in held for pair in pairs(block, context.origins)]
    copies = [replace(pair, same_origin=True, one_sentence=True, copies=True) for pair in found]
    return [*found, *(replace(pair, weighed=True) for pair in found), *copies]


def test_no_rule_that_holds_is_left_out(met: list[Pair]) -> None:
    held: Counter[str] = Counter()
    for pair in met:
        seen = marks(pair) | (AGREEING if agree(pair.left, pair.right) else 0)
        for rule in rules():
            if rule.check(pair) is not None:
                held[rule.name] += 1
                assert rule.needs & seen == rule.needs, (rule.name, pair)
    assert len(held) > len(rules()) / 2


def test_most_rules_are_left_out(met: list[Pair]) -> None:
    asked = [sum(rule.needs & seen == rule.needs for rule in rules()) for seen in map(marks, met)]
    assert sum(asked) < len(asked) * len(rules()) / 4
